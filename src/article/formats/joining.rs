//! Texts with their blocks, one after the other.

use crate::article::{Block, BlockKind};
use crate::text::Span;

/// A text that grows by texts, a blank line between them.
#[derive(Debug, Default)]
pub struct Joined {
    text: String,
    blocks: Vec<Block>,
}

impl Joined {
    /// Adds `words` as a block. They hold no newline, and blanks at neither end.
    pub fn push(&mut self, kind: BlockKind, words: &str) {
        if !words.is_empty() {
            self.append(words, &[Block::new(kind, Span::new(0, words.len()))]);
        }
    }

    /// Adds a text with its blocks.
    pub fn append(&mut self, text: &str, blocks: &[Block]) {
        if blocks.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end_matches('\n').len());
            self.text.push_str("\n\n");
        }
        let shift = self.text.len();
        self.text.push_str(text);
        self.blocks.extend(blocks.iter().map(|block| {
            let span = block.span();
            let mut moved = Block::new(block.kind, Span::new(span.start + shift, span.end + shift));
            moved.repeated = block.repeated;
            moved
        }));
    }

    /// How many bytes the text has.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The text and its blocks.
    pub fn finish(self) -> (String, Vec<Block>) {
        (self.text, self.blocks)
    }
}
