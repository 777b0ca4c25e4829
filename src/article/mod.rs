//! An article: its text, its blocks, where it came from, and how a file of plain text becomes one.
//!
//! The way of the bytes: [`read()`] opens the file, `decode` makes them text, [`blocks()`] finds title, headings,
//! paragraphs and the rest in it, [`display_title`] names it and [`Script::detect`] says what it is written in.

mod attribution;
mod binary;
mod block;
mod block_codec;
mod blocks;
mod char_set;
mod decode;
mod differing;
mod formats;
mod guess;
mod metadata;
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
pub use block_codec::{decode_blocks, encode_blocks};
pub use blocks::{blocks, image_alt};
pub use differing::differing;
pub use formats::{Columns, Each, Found, Options, Source, feed_addresses, format_names};
pub use metadata::{Metadata, web_address};
use read::from_bytes_as_text;
pub use read::{OpenFile, Prefix, from_bytes, read, read_each, read_source};
pub use read_error::{LARGEST_FILE, LeftOut, MissingColumns, ReadError, Unreadable};
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
    /// What its source says about it.
    pub metadata: Box<Metadata>,
    /// Whether the text was drawn out of another format: its blocks cannot be found in the text again.
    pub is_drawn: bool,
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
        Article {
            text,
            blocks,
            title,
            script,
            metadata: Box::default(),
            is_drawn: false,
            guessed_encoding: None,
            replaced: 0,
        }
    }

    /// Whether the next block stands right under `block`: another format told that they belong together.
    pub fn follows(&self, block: &Block, next: &Block) -> bool {
        self.is_drawn && self.text.get(block.span().end..next.span().start) == Some("\n")
    }

    /// The article that was drawn out of another format: its text, the blocks of it that the format told, and its title,
    /// or none where the format tells none.
    pub fn drawn(text: String, blocks: Vec<Block>, title: &str, metadata: Metadata) -> Article {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = if title.is_empty() { display_title(&text, &blocks) } else { title };
        let script = Script::detect(&text);
        Article {
            text,
            blocks,
            title,
            script,
            metadata: Box::new(metadata),
            is_drawn: true,
            guessed_encoding: None,
            replaced: 0,
        }
    }
}
