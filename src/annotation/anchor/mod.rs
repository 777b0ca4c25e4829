//! How a passage is found again in another revision of its text, where byte offsets no longer hold.
//!
//! An [`Anchor`] is what one annotation knows by itself: its words, the words around them, the place where they stood. It
//! finds the same words alone. A [`Relocation`] knows both texts whole, and finds words that were corrected as well: it
//! compares the texts once, and then says of any passage where its words went. That is surer than a search for each
//! quote: every word of the new text stands for one word of the old one, so that of two equal sentences each keeps its
//! own, and a sentence that is gone is not found in another that reads alike.
//!
//! The comparison goes by grapheme clusters, folded ([`crate::text::fold`]: Traditional and Simplified are the same), in
//! these steps:
//!
//! 1. `tokens`: clusters become numbers; the lines that both texts begin and end with are set aside.
//! 2. `alignment`: sequences that occur once in both texts are fixed points (`grams`), as many as are in one order. Between
//!    them shorter ones are looked for, and what is short then is paired cluster by cluster (`pairing`).
//! 3. `tidy`: insertions and deletions come to lie between sentences where they may; what agrees by chance between two
//!    different sentences is dropped.
//! 4. `moved`: what is left over on both sides is looked through for sentences and paragraphs that changed places.
//! 5. `relocation`: a passage is where most of its words went, in one order, with what was corrected between and at its
//!    ends. Where less than a part of it remains, it is not found: a wrong place is worse than none.
//!
//! The cost is near linear in the texts (two of 10 MB take one to two seconds), and a search or two for each passage. What
//! cannot be compared in bounded time (long stretches in which nothing occurs once) counts as gone.

mod alignment;
mod grams;
#[cfg(test)]
mod measured;
mod moved;
mod pairing;
mod relocation;
mod run;
mod tidy;
mod tokens;

use memchr::memmem;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Span, is_cluster_boundary};

pub use relocation::{Relocated, Relocation};
pub(super) use run::{Run, Stretch};
pub(super) use tidy::without_chance;

/// How many grapheme clusters of context an anchor keeps on either side.
const CONTEXT_CLUSTERS: usize = 32;

/// The most bytes of context an anchor keeps on either side: a cluster may be of any length.
pub const CONTEXT_BYTES: usize = 512;

/// A passage by its words and surroundings, in the shape of a W3C text quote selector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The passage itself.
    pub quote: String,
    /// Up to 32 grapheme clusters before it, in the text's order.
    pub prefix: String,
    /// Up to 32 grapheme clusters after it.
    pub suffix: String,
    /// Where it began, as a byte offset of the text it was taken from.
    pub start: usize,
}

impl Anchor {
    /// The anchor of the passage that `span` covers. `span` lies on character boundaries of `text`.
    pub fn of(text: &str, span: Span) -> Anchor {
        let before = &text[..span.start];
        let after = &text[span.end..];
        let prefix: usize = before
            .graphemes(true)
            .rev()
            .take(CONTEXT_CLUSTERS)
            .map(str::len)
            .scan(0, within_context)
            .last()
            .unwrap_or(0);
        let suffix: usize = after
            .graphemes(true)
            .take(CONTEXT_CLUSTERS)
            .map(str::len)
            .scan(0, within_context)
            .last()
            .unwrap_or(0);
        Anchor {
            quote: span.of(text).to_owned(),
            prefix: before[before.len() - prefix..].to_owned(),
            suffix: after[..suffix].to_owned(),
            start: span.start,
        }
    }

    /// Where the passage stands in `text`: among the places that hold exactly the quote, on grapheme cluster
    /// boundaries, the one whose surroundings agree best; among equals the one nearest to where it stood. `None`
    /// where the quote does not occur, and for an empty quote.
    pub fn find(&self, text: &str) -> Option<Span> {
        self.find_within(text, Span::new(0, text.len()))
    }

    /// The same among the places that lie wholly in `part` of `text`, whose ends may be any bytes.
    pub fn find_within(&self, text: &str, part: Span) -> Option<Span> {
        if self.quote.is_empty() {
            return None;
        }
        let mut best: Option<(Agreement, Span)> = None;
        let mut from = part.start;
        let finder = memmem::Finder::new(&self.quote);
        while let Some(found) = text.as_bytes().get(from..part.end).and_then(|rest| finder.find(rest)) {
            let start = from + found;
            let span = Span::new(start, start + self.quote.len());
            let agreement = self.agreement(text, span);
            let better = best.is_none_or(|(other, _)| agreement > other);
            if better && is_cluster_boundary(text, span.start) && is_cluster_boundary(text, span.end) {
                best = Some((agreement, span));
            }
            // Occurrences may overlap ("哈哈" in "哈哈哈"), so the next search begins one character on.
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
        }
        best.map(|(_, span)| span)
    }

    fn agreement(&self, text: &str, span: Span) -> Agreement {
        let before = text[..span.start].chars().rev();
        let after = text[span.end..].chars();
        let same_before = self.prefix.chars().rev().zip(before).take_while(|(a, b)| a == b).count();
        let same_after = self.suffix.chars().zip(after).take_while(|(a, b)| a == b).count();
        Agreement {
            characters: same_before + same_after,
            nearness: std::cmp::Reverse(span.start.abs_diff(self.start)),
        }
    }
}

/// How well a place suits an anchor; the greater the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Agreement {
    characters: usize,
    nearness: std::cmp::Reverse<usize>,
}

/// Adds a cluster's length to the context's, and ends the context where it would grow too long.
fn within_context(sum: &mut usize, bytes: usize) -> Option<usize> {
    *sum += bytes;
    (*sum <= CONTEXT_BYTES).then_some(*sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn span(text: &str, quote: &str) -> Span {
        let start = text.find(quote).unwrap();
        Span::new(start, start + quote.len())
    }

    #[test]
    fn finds_the_passage_after_text_was_put_before_it() {
        let old = "前文。美國駐港總領事館表示關注。後文。";
        let anchor = Anchor::of(old, span(old, "表示關注"));
        let new = format!("新的一段很長的話。\n{old}");
        assert_eq!(anchor.find(&new).map(|found| found.of(&new).to_owned()).as_deref(), Some("表示關注"));
        assert_eq!(anchor.find(&new), Some(span(&new, "表示關注")));
    }

    #[test]
    fn context_chooses_among_equal_quotes() {
        let old = "甲說好。乙說好。丙說好。";
        let anchor = Anchor::of(old, Span::new("甲說好。乙說".len(), "甲說好。乙說好".len()));
        let new = "丙說好。甲說好。乙說好。";
        assert_eq!(anchor.find(new).unwrap().start, "丙說好。甲說好。乙說".len());
    }

    #[test]
    fn nearness_chooses_where_context_says_nothing() {
        let anchor = Anchor { quote: "好".into(), prefix: String::new(), suffix: String::new(), start: 10 };
        assert_eq!(anchor.find("好一二好三").unwrap().start, 9);
        assert_eq!(Anchor { start: 0, ..anchor }.find("好一二好三").unwrap().start, 0);
    }

    #[test]
    fn a_quote_that_is_gone_is_not_found() {
        let old = "他說：是。";
        assert_eq!(Anchor::of(old, span(old, "是")).find("他說：否。"), None);
        assert_eq!(Anchor::of(old, Span::new(0, 0)).find(old), None);
    }

    #[test]
    fn a_cluster_is_not_cut() {
        let anchor = Anchor { quote: "か".into(), prefix: String::new(), suffix: String::new(), start: 0 };
        let decomposed = "か\u{3099}か";
        assert_eq!(anchor.find(decomposed).unwrap().start, "か\u{3099}".len());
        assert_eq!(anchor.find("か\u{3099}"), None);
    }

    #[test]
    fn overlapping_occurrences_are_all_seen() {
        let old = "他笑：哈哈哈";
        let last = Span::new(old.len() - 6, old.len());
        assert_eq!(Anchor::of(old, last).find(old), Some(last));
    }

    #[test]
    fn context_is_short_however_long_its_clusters_are() {
        let text = format!("{}好", "x\u{301}\u{302}\u{303}\u{304}".repeat(200));
        let anchor = Anchor::of(&text, span(&text, "好"));
        assert!(anchor.prefix.len() <= CONTEXT_BYTES && anchor.prefix.graphemes(true).count() == 32);
        let monster = format!("x{}好", "\u{301}".repeat(1000));
        assert_eq!(Anchor::of(&monster, span(&monster, "好")).prefix, "");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn every_span_is_found_in_its_own_text(text in "[a-c好か\u{3099}𠮷👩🏽\n]{1,60}", a in 0usize..60, b in 0usize..60) {
            let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
            prop_assume!(a != b);
            let span = Span::new(a.min(b), a.max(b));
            prop_assert_eq!(Anchor::of(&text, span).find(&text), Some(span));
        }

        #[test]
        fn what_is_found_is_the_quote(text in "[ab好 ]{0,40}", quote in "[ab好]{1,2}", start in 0usize..50) {
            let anchor = Anchor { quote: quote.clone(), prefix: "a".into(), suffix: "b".into(), start };
            match anchor.find(&text) {
                Some(found) => prop_assert_eq!(found.of(&text), quote),
                None => prop_assert!(!text.contains(&quote)),
            }
        }
    }
}
