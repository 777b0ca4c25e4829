//! The blocks of a plain text: every line that is not blank is one, and its role is told from how it begins and ends,
//! how long it is, and what stands around it.
//!
//! One pass cuts the text into lines and looks at each by itself; some short passes over the lines then settle
//! what takes the neighbours to know. Nothing looks into the middle of a long line, so that a book takes
//! milliseconds. Where in doubt, a line is a paragraph: words shown as running text mislead nobody.

mod head;
mod heading;
mod image;
mod lines;
mod list;
pub(super) mod marks;
mod tail;
mod words;

pub use image::image_alt;

use self::lines::{Line, Look};
use super::block::{Block, BlockKind};

/// The blocks of `text`, in order: they cover every character but newlines and blanks, each once.
pub fn blocks(text: &str) -> Vec<Block> {
    find(text, true)
}

/// The blocks of the beginning of a longer text: as [`blocks()`], but its last lines close nothing.
pub(super) fn blocks_of_beginning(text: &str) -> Vec<Block> {
    find(text, false)
}

fn find(text: &str, is_whole: bool) -> Vec<Block> {
    let lines = lines::lines(text);
    let mut blocks: Vec<Block> = lines.iter().map(block).collect();
    list::settle(&lines, &mut blocks);
    settle_captions(text, &lines, &mut blocks);
    head::settle(text, &lines, &mut blocks);
    if is_whole {
        tail::settle(text, &mut blocks);
    }
    heading::settle(&lines, &mut blocks, is_whole);
    blocks
}

/// What the line is by itself.
fn block(line: &Line) -> Block {
    let kind = match line.look {
        Look::Image => BlockKind::Image,
        Look::Quotation => BlockKind::Quotation,
        Look::Caption => BlockKind::Caption,
        Look::Item(_) | Look::Words => BlockKind::Paragraph,
    };
    Block::new(kind, line.span)
}

/// A repeated line of more bytes than this is no caption: some 200 ideographs.
const LONGEST_CAPTION: usize = 600;

/// A short line given exactly twice is the words under a picture: sites give them once for the eye and once for
/// those who cannot see it.
fn settle_captions(text: &str, lines: &[Line], blocks: &mut [Block]) {
    let same = |a: usize, b: usize| {
        lines[a].span.len() == lines[b].span.len() && lines[a].span.of(text) == lines[b].span.of(text)
    };
    for second in 1..lines.len() {
        let first = second - 1;
        let may_be = matches!(lines[first].look, Look::Words | Look::Caption)
            && lines[first].span.len() < LONGEST_CAPTION
            && same(first, second);
        if !may_be {
            continue;
        }
        let thrice =
            (first > 0 && same(first - 1, first)) || (second + 1 < lines.len() && same(second, second + 1));
        if !thrice && lines[first].span.of(text).contains(char::is_alphanumeric) {
            blocks[first].kind = BlockKind::Caption;
            blocks[second].kind = BlockKind::Caption;
            blocks[second].repeated = true;
        }
    }
}

#[cfg(test)]
mod tests;
