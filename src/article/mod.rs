//! An article: its text, its blocks, where it came from, and how a file of plain text becomes one.
//!
//! The way of the bytes: [`read()`] opens the file, `decode` makes them text, [`blocks()`] finds title, headings,
//! paragraphs and the rest in it, [`display_title`] names it and [`Script::detect`] says what it is written in.

mod attribution;
mod binary;
mod block;
mod blocks;
mod char_set;
mod decode;
mod guess;
mod read;
mod read_error;
mod script;
mod script_tables;
mod sentences;
mod title;
mod utf16;
mod utf8;

pub use attribution::{Attribution, attributions_near, candidates};
pub use block::{Block, BlockKind};
pub use blocks::{blocks, image_alt};
pub use read::{Prefix, from_bytes, read, read_prefix};
pub use read_error::{LARGEST_FILE, ReadError, Unreadable};
pub use script::Script;
pub use title::{UNTITLED, display_title};

/// An article as read from its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The whole text. Never changes: a changed source is a new revision.
    pub text: String,
    /// The text's blocks, in order.
    pub blocks: Vec<Block>,
    /// What the list shows: the title line, or the opening words where there is none. No newline.
    pub title: String,
    /// The article's script.
    pub script: Script,
    /// The name of the encoding it was decoded from, where that had to be guessed.
    pub guessed_encoding: Option<&'static str>,
    /// How many damaged places of the source became a replacement character (U+FFFD) in the text.
    pub replaced: usize,
}

impl Article {
    /// The article that a text is, its blocks found and its script detected anew.
    pub fn from_text(text: String) -> Article {
        let blocks = blocks(&text);
        let title = display_title(&text, &blocks);
        let script = Script::detect(&text);
        Article { text, blocks, title, script, guessed_encoding: None, replaced: 0 }
    }
}
