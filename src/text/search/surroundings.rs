//! What is told of a passage to who does not see the rest of its text.

use super::super::{Span, clusters, sentences};

/// Code points up to which the whole sentences around a passage are told.
const MOST: usize = 160;

/// Code points told before and after a passage that stands in longer sentences.
const AROUND: usize = 40;

/// Bytes of one line looked at before and after a passage; a line may be as long as a book.
const REACH: usize = 2000;

/// The sentences around `passage`, which is whole clusters of `text`, or where these are long some 40 code points on either
/// side, cut between clusters. Around a passage that is whole sentences itself it is the ones beside. It goes over no
/// line's end, but for a passage that does.
pub fn surroundings(text: &str, passage: Span) -> Span {
    let from = text.floor_char_boundary(passage.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary((passage.end + REACH).min(text.len()));
    let start = text[from..passage.start].rfind('\n').map_or(from, |found| from + found + 1);
    let end = text[passage.end..to].find('\n').map_or(to, |found| passage.end + found);
    let all: Vec<Span> =
        sentences(&text[start..end]).into_iter().map(|sentence| sentence.shifted(start)).collect();
    let Some(first) = all.iter().position(|sentence| sentence.overlaps(passage)) else { return passage };
    let last = all.iter().rposition(|sentence| sentence.overlaps(passage)).unwrap_or(first);
    let mut whole = all[first].join(all[last]).join(passage);
    if whole.of(text).trim() == passage.of(text).trim() {
        let beside = [first.checked_sub(1), Some(last + 1)].into_iter().flatten();
        whole = beside.filter_map(|at| all.get(at)).fold(whole, |whole, sentence| whole.join(*sentence));
    }
    if whole.of(text).chars().count() <= MOST {
        return whole;
    }
    let before = text[whole.start..passage.start].char_indices().rev().nth(AROUND - 1);
    let after = text[passage.end..whole.end].char_indices().nth(AROUND);
    let near_start = before.map_or(whole.start, |found| whole.start + found.0);
    let near_end = after.map_or(whole.end, |found| passage.end + found.0);
    // The nearest clusters' borders within.
    let start = borders(text, whole.start, passage.start).find(|&at| at >= near_start);
    let end = borders(text, passage.end, whole.end).take_while(|&at| at <= near_end).last();
    Span { start: start.unwrap_or(passage.start), end: end.unwrap_or(passage.end) }
}

/// Where clusters begin and end from one border to another.
fn borders(text: &str, start: usize, end: usize) -> impl Iterator<Item = usize> {
    clusters(&text[start..end]).map(move |(at, _)| start + at).chain([end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;
    use crate::text::is_cluster_boundary;

    fn around<'a>(text: &'a str, words: &str) -> &'a str {
        let start = text.find(words).unwrap();
        surroundings(text, Span::new(start, start + words.len())).of(text)
    }

    #[test]
    fn the_sentence_or_what_is_near() {
        assert_eq!(around("一。船到了港口。三。", "到了"), "船到了港口。");
        assert_eq!(around("一\n船到了\n三。", "到"), "船到了");
        assert_eq!(around("一。船到了。三。四。", "了。三"), "船到了。三。");
        assert_eq!(around("一。二。船到了。三。四。", "船到了。"), "二。船到了。三。");
        assert_eq!(around("一\n船到了。\n三", "船到了。"), "船到了。");
        let long = format!("{}船{}", "前".repeat(200), "後".repeat(200));
        assert_eq!(around(&long, "船"), format!("{}船{}", "前".repeat(40), "後".repeat(40)));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn it_holds_the_passage_and_cuts_no_cluster(
            text in "([字。\n“”a ]|e\u{301}|👨\u{200d}👩|🇹🇼){0,12}(字{0,170}|(e\u{301}){0,90})", at in 0usize..30, len in 0usize..4,
        ) {
            let borders: Vec<usize> = clusters(&text).map(|found| found.0).chain([text.len()]).collect();
            let (first, last) = (at.min(borders.len() - 1), (at + len).min(borders.len() - 1));
            let passage = Span::new(borders[first], borders[last]);
            let found = surroundings(&text, passage);
            prop_assert!(found.covers(passage));
            prop_assert!(is_cluster_boundary(&text, found.start) && is_cluster_boundary(&text, found.end));
        }
    }
}
