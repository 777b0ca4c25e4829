//! Cuts a very long block into pieces at sentence ends, so that what is laid out costs by what is on the screen.

use unicode_segmentation::GraphemeCursor;

use super::Span;
use super::marks::{is_closing, is_comma, is_full_stop};

/// Bytes after which a piece ends at the next sentence's end. Some 2,500 ideographs: a few screens.
const LONG_ENOUGH: usize = 8 << 10;

/// Bytes after which a piece ends at the next comma or space, or failing that at the next cluster.
const TOO_LONG: usize = 24 << 10;

/// The pieces of the block at `span` of `text`: the block itself unless it is very long. They touch one another and
/// together are the block. Sentences and lines are found within one piece, never across two.
pub fn pieces(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = span.start;
    std::iter::from_fn(move || {
        if start >= span.end {
            return None;
        }
        let end = if span.end - start <= TOO_LONG { span.end } else { start + cut(&text[start..span.end]) };
        let piece = Span::new(start, end);
        start = end;
        Some(piece)
    })
}

/// Where to cut `text`, which is longer than [`TOO_LONG`] bytes.
fn cut(text: &str) -> usize {
    let from = text.ceil_char_boundary(LONG_ENOUGH);
    let limit = text.ceil_char_boundary(TOO_LONG);
    let place = text[from..limit]
        .find(is_full_stop)
        .or_else(|| text[from..limit].find(". ").map(|place| place + 1))
        .or_else(|| {
            text[from..limit].rfind(|character: char| is_comma(character) || character.is_whitespace())
        })
        .map_or(limit, |place| from + place);
    let goes_on = |character: char| {
        !(is_full_stop(character)
            || is_closing(character)
            || is_comma(character)
            || character.is_whitespace()
            || character == '"')
    };
    let place = text[place..].find(goes_on).map_or(text.len(), |more| place + more);
    cluster_boundary(text, place)
}

/// The first cluster boundary at or after `place`, which lies on a character boundary.
fn cluster_boundary(text: &str, place: usize) -> usize {
    let mut cursor = GraphemeCursor::new(place, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => place,
        _ => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn short_blocks_stay_whole() {
        let text = "一句。又一句。";
        assert_eq!(pieces(text, Span::new(0, text.len())).collect::<Vec<_>>(), [Span::new(0, text.len())]);
    }

    #[test]
    fn long_blocks_are_cut_at_sentence_ends() {
        let text = "他說:“這一句,不長不短。”".repeat(3000);
        let found: Vec<Span> = pieces(&text, Span::new(0, text.len())).collect();
        assert!(found.len() > 5);
        assert!(found.iter().all(|piece| piece.of(&text).ends_with("。”") && piece.len() < TOO_LONG));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..unrecorded() })]
        #[test]
        fn pieces_are_the_block(part in "[字か。，a !\u{301}👨‍👩🏽\u{3099}]{1,40}", times in 1usize..2000) {
            let text = part.repeat(times);
            let found: Vec<Span> = pieces(&text, Span::new(0, text.len())).collect();
            prop_assert_eq!(found.iter().map(|piece| piece.of(&text)).collect::<String>(), text);
            prop_assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
    }
}
