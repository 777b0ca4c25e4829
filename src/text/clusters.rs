//! Grapheme clusters, fast where it is plain that a character stands alone.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The grapheme clusters of `text` (UAX #29, extended) with the byte each begins at.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let mut characters = rest.chars();
        let first = characters.next()?;
        let alone = stands_alone(first) && characters.next().is_none_or(stands_alone);
        let cluster = if alone { &rest[..first.len_utf8()] } else { rest.graphemes(true).next()? };
        let start = at;
        at += cluster.len();
        Some((start, cluster))
    })
}

/// Whether a grapheme cluster begins at `byte` of `text`, or the text ends there. A part of a text may have boundaries
/// that the whole has not: flags are paired from where their row begins.
pub fn is_cluster_boundary(text: &str, byte: usize) -> bool {
    // With the whole text at hand the cursor never asks for another chunk, so there is always an answer.
    GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// Whether a character makes a cluster of its own beside any other of this kind: visible ASCII, ideographs, their
/// punctuation and full-width forms, kana. All have the Grapheme_Cluster_Break property Other, and are no emoji.
fn stands_alone(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{2014}'..='\u{2026}' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9d}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn they_are_the_clusters_of_the_standard(text in "([ -~一-龥。“か゛が、！Ａㄱ-ㅎ]|\u{301}|\u{3099}|\u{200d}|👨|👩|🇹|🇼|❤|\u{fe0f}|👍🏽|각|ᄀ|ᅡ|\r|\n|क|्|ﾞ){0,40}") {
            let wanted: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
            prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), &wanted[..]);
            let begins = |byte| byte == text.len() || wanted.iter().any(|&(start, _)| start == byte);
            for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
                prop_assert_eq!(is_cluster_boundary(&text, byte), begins(byte));
            }
        }
    }

    #[test]
    fn what_stands_alone_does_so_beside_everything_of_its_kind() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|&character| stands_alone(character)).collect();
        for pair in [all.clone(), all.iter().rev().copied().collect()] {
            let text: String = pair.iter().collect();
            assert_eq!(text.graphemes(true).count(), pair.len());
        }
    }
}
