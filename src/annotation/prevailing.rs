//! Which label prevails where several annotations lie over one another: on a character, and in a sentence.
//!
//! A character has one label: that of the shortest annotation over it, in code points, since the narrower says more; of
//! two as short, the one that begins first, then the label first by name. A sentence's label follows from its
//! characters'. The colour in the text, the balance and the comparison of readers all go by this.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};

use crate::text::Span;

/// An annotation's passage, in bytes of the text, and its label's name.
pub type Labelled<'a> = (Span, &'a str);

/// The most bytes that a code point takes.
const CODE_POINT_BYTES: usize = 4;

/// What an annotation is ranked by; the one that prevails is the least.
fn rank((span, label): Labelled<'_>, length: usize) -> (usize, usize, &str) {
    (length, span.start, label)
}

/// Which of two annotations of `text` prevails where both are: the lesser. Nothing is counted where it is plain which is
/// the shorter, as of one within the other.
pub fn prevailing(text: &str, one: Labelled, other: Labelled) -> Ordering {
    let nested = one.0.covers(other.0) || other.0.covers(one.0);
    let apart = one.0.len().min(other.0.len()) * CODE_POINT_BYTES < one.0.len().max(other.0.len());
    let length = |span: Span| if nested || apart { span.len() } else { span.of(text).chars().count() };
    rank(one, length(one.0)).cmp(&rank(other, length(other.0)))
}

/// The annotations over a character, for characters in the text's order.
pub(super) struct Over<'a> {
    /// All annotations, those that prevail first.
    ranked: Vec<Labelled<'a>>,
    /// Those that have not begun, by their places among all, those that begin last first.
    coming: Vec<usize>,
    /// Those begun and not known to be over.
    begun: BTreeSet<usize>,
    /// The same with their ends, the one that ends first on top.
    ends: BinaryHeap<Reverse<(usize, usize)>>,
}

impl<'a> Over<'a> {
    /// Takes time by the text's length, and by the number of annotations with its logarithm; so do the labels of all its
    /// characters together.
    pub(super) fn new(text: &str, annotations: impl IntoIterator<Item = Labelled<'a>>) -> Over<'a> {
        let mut ranked: Vec<Labelled> = annotations.into_iter().collect();
        let code_points = CodePoints::new(text, ranked.iter().flat_map(|(span, _)| [span.start, span.end]));
        ranked.sort_by_cached_key(|&labelled| rank(labelled, code_points.within(labelled.0)));
        let mut coming: Vec<usize> = (0..ranked.len()).collect();
        coming.sort_by_key(|&place| Reverse(ranked[place].0.start));
        Over { ranked, coming, begun: BTreeSet::new(), ends: BinaryHeap::new() }
    }

    /// The label of a character, which lies behind all asked for before.
    pub(super) fn label(&mut self, character: Span) -> Option<&'a str> {
        while let Some(place) = self.coming.pop_if(|place| self.ranked[*place].0.start < character.end) {
            self.begun.insert(place);
            self.ends.push(Reverse((self.ranked[place].0.end, place)));
        }
        while let Some(&Reverse((end, place))) = self.ends.peek()
            && end <= character.start
        {
            self.ends.pop();
            self.begun.remove(&place);
        }
        self.begun.first().map(|&place| self.ranked[place].1)
    }
}

/// How many code points stand before some bytes of a text.
struct CodePoints(Vec<(usize, usize)>);

impl CodePoints {
    fn new(text: &str, bytes: impl Iterator<Item = usize>) -> CodePoints {
        let mut bytes: Vec<usize> = bytes.map(|byte| text.floor_char_boundary(byte)).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let (mut from, mut before) = (0, 0);
        let counted = |byte: usize| {
            before += text[from..byte].chars().count();
            from = byte;
            (byte, before)
        };
        CodePoints(bytes.into_iter().map(counted).collect())
    }

    /// How many `span` has, whose ends are among the bytes.
    fn within(&self, span: Span) -> usize {
        let before = |byte: usize| {
            self.0[..self.0.partition_point(|known| known.0 <= byte)].last().map_or(0, |known| known.1)
        };
        before(span.end).saturating_sub(before(span.start))
    }
}

/// How many characters of a sentence have which label, or none, in the order in which they first come.
pub(super) struct Counts<'a>(Vec<(Option<&'a str>, usize)>);

impl<'a> Counts<'a> {
    pub(super) fn of(labels: impl Iterator<Item = Option<&'a str>>) -> Counts<'a> {
        let mut counts: Vec<(Option<&str>, usize)> = Vec::new();
        for label in labels {
            match counts.iter_mut().find(|counted| counted.0 == label) {
                Some(counted) => counted.1 += 1,
                None => counts.push((label, 1)),
            }
        }
        Counts(counts)
    }

    pub(super) fn all(&self) -> &[(Option<&'a str>, usize)] {
        &self.0
    }

    /// The label that most of the characters have: having none counts like a label. As many of a label as of none: the
    /// label. As many of two labels: the one that stands first. `None` where there is no character.
    pub(super) fn most(&self) -> Option<Option<&'a str>> {
        // Among equals the last is taken, so the first comes last.
        let most = self.0.iter().rev().max_by_key(|(label, count)| (*count, label.is_some()));
        most.map(|(label, _)| *label)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;
    use crate::text::clusters;

    #[test]
    fn length_is_in_code_points() {
        let text = "the flood 河水漲了";
        let (start, end) = (text.find("flood").unwrap(), text.find("水").unwrap());
        let latin = (Span::new(start, end), "claim");
        let chinese = (Span::new(text.find("河").unwrap(), text.len()), "fact");
        assert!(latin.0.len() < chinese.0.len());
        assert_eq!(prevailing(text, latin, chinese), Ordering::Greater);
        let mut over = Over::new(text, [latin, chinese]);
        assert_eq!(over.label(Span::new(chinese.0.start, end)), Some("fact"));
    }

    #[test]
    fn many_over_one_another_take_no_longer_than_one() {
        let text = "河水漲了。".repeat(20_000);
        let nested = (0..20_000).map(|place| (Span::new(place * 3, text.len() - place * 3), "claim"));
        let mut over = Over::new(&text, nested);
        assert!(
            clusters(&text)
                .all(|(at, character)| { over.label(Span::new(at, at + character.len())) == Some("claim") })
        );
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn all_go_by_one_rule(
            text in "[ab河水é𠮷]{1,40}",
            places in prop::collection::vec((0usize..40, 1usize..20, "[xyz]"), 1..12),
        ) {
            let edges: Vec<usize> = clusters(&text).map(|found| found.0).chain([text.len()]).collect();
            let place = |index: usize| edges[index.min(edges.len() - 1)];
            let labelled: Vec<Labelled> = places
                .iter()
                .map(|(start, length, label)| (Span::new(place(*start), place(start + length)), label.as_str()))
                .filter(|(span, _)| !span.is_empty())
                .collect();
            let mut over = Over::new(&text, labelled.iter().copied());
            for (at, character) in clusters(&text) {
                let character = Span::new(at, at + character.len());
                let here = || labelled.iter().filter(|(span, _)| span.overlaps(character));
                let counted = here().min_by_key(|(span, label)| (span.of(&text).chars().count(), span.start, *label));
                let compared = here().min_by(|one, other| prevailing(&text, **one, **other));
                prop_assert_eq!(over.label(character), counted.map(|found| found.1));
                prop_assert_eq!(compared.map(|found| found.1), counted.map(|found| found.1));
            }
        }
    }
}
