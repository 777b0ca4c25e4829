//! What an article is compared with others by, drawn from its text in one pass before it is written: the hash that
//! tells the same text, the sketch that tells nearly the same, the lines that may be boilerplate, and its length.
//!
//! The pass goes over the letters alone, folded as for searching, so that script, width, punctuation and the way lines
//! are broken make no difference. It takes no library, and so can run on the thread that reads files.

mod boilerplate;
mod recurring;
mod sketch;
mod subject;

pub use boilerplate::Boilerplate;
pub(super) use recurring::{Neighbour, Recurring, recurring};
pub(super) use sketch::{BANDS, Sketch};

use recurring::LineHash;
use sketch::Sketcher;

use crate::article::{Article, Block, BlockKind};
use crate::text::fold;

/// What was drawn from an article's text.
#[derive(Clone, Debug)]
pub struct Examined {
    /// Its BLAKE3 hash: the same text has the same.
    pub(super) hash: [u8; 32],
    /// How many letters and ideographs of it are read.
    pub(super) characters: usize,
    /// None where the text is too short to be told from others by a sketch.
    pub(super) sketch: Option<Sketch>,
    /// Hashes of lines that may be boilerplate, in order, each once.
    pub(super) lines: Vec<u32>,
}

impl Examined {
    /// Examines an article: a pass over its text.
    pub fn of(article: &Article) -> Examined {
        let mut sketcher = Sketcher::default();
        let mut lines = recurring::Lines::of(&article.blocks, &article.text);
        let mut characters = 0;
        for (index, block) in article.blocks.iter().enumerate() {
            let is_body = block.is_read() && !matches!(block.kind, BlockKind::Title | BlockKind::Byline);
            let mut line = LineHash::default();
            let mut letters = 0;
            if !block.is_read() {
                continue;
            }
            for letter in folded_letters(block, &article.text) {
                letters += 1;
                line.push(letter);
                if is_body {
                    sketcher.push(letter);
                }
            }
            characters += letters;
            lines.push(index, block, line);
        }
        Examined {
            hash: *blake3::hash(article.text.as_bytes()).as_bytes(),
            characters,
            sketch: sketcher.finish(),
            lines: lines.finish(),
        }
    }
}

/// Whether it is an ideograph, kana or a syllable of Hangul: most letters are, and none of these is a digit.
fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_letter(character: char) -> bool {
    is_east_asian(character) || character.is_alphanumeric()
}

/// The letters, ideographs and digits of a block, folded.
fn folded_letters<'a>(block: &Block, text: &'a str) -> impl Iterator<Item = char> + use<'a> {
    block.span().of(text).chars().filter(|&character| is_letter(character)).map(fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_says_what_the_long_one_does() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_letter(character), character.is_alphanumeric(), "{character:?}");
            assert!(!(is_east_asian(character) && character.is_numeric()), "{character:?}");
        }
    }
}
