//! A text that grows block by block.

use crate::article::{Block, BlockKind};
use crate::text::{Span, is_blank, trim_blank_end};

/// An article's text and blocks as they are drawn out of another format.
///
/// What comes of it keeps the rules for blocks: they come in order, hold no newline, and cover every character but
/// newlines and blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::article) struct Drawing {
    text: String,
    blocks: Vec<Block>,
}

impl Drawing {
    /// Adds `words` as a block of its own, a blank line after the one before. Newlines in it become spaces; blanks at
    /// its end are left out, and those at its beginning too, unless its kind is one whose indentation means something.
    /// Nothing is added where there are only blanks.
    pub fn push(&mut self, kind: BlockKind, words: &str) {
        self.add(kind, words, "\n\n");
    }

    /// Adds `words` as [`Drawing::push`] does, but right under the block before.
    pub fn push_under(&mut self, kind: BlockKind, words: &str) {
        self.add(kind, words, "\n");
    }

    /// Adds a line that only parts the rows of a table, right under the block before. No motion stands on it.
    pub fn push_rule(&mut self, line: &str) {
        self.push_under(BlockKind::TableRow, line);
        if let Some(rule) = self.blocks.last_mut() {
            rule.repeated = true;
        }
    }

    /// The blocks so far.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text, with a newline at its end where it is not empty, and its blocks.
    pub fn finish(mut self) -> (String, Vec<Block>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.blocks)
    }

    fn add(&mut self, kind: BlockKind, words: &str, between: &str) {
        let keeps_indentation =
            matches!(kind, BlockKind::ListItem | BlockKind::TableRow | BlockKind::Preformatted);
        let words = trim_blank_end(words.trim_end_matches(['\n', '\r']));
        let kept = words.trim_start_matches(|character| is_blank(character) || is_newline(character));
        if kept.is_empty() {
            return;
        }
        let words = if keeps_indentation { words.trim_start_matches(is_newline) } else { kept };
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        let start = self.text.len();
        for (place, line) in words.split(is_newline).enumerate() {
            if place > 0 {
                self.text.push(' ');
            }
            self.text.push_str(line);
        }
        self.blocks.push(Block::new(kind, Span::new(start, self.text.len())));
    }
}

fn is_newline(character: char) -> bool {
    matches!(character, '\n' | '\r')
}
