//! An article: its text, its blocks, where it came from.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The article's title line.
    Title,
    /// A line of the head that speaks about the article: rubric, date, author.
    Byline,
    /// A heading within the text.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// Quoted text, set apart.
    Quotation,
    /// A picture: `![alt](target)`.
    Image,
    /// The words under a picture.
    Caption,
    /// Words of the publishing site at the article's end.
    Notice,
}

/// A stretch of the article's text with one role. Blocks come in order, do not overlap, and hold no newline;
/// what lies between two blocks is white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its role.
    pub kind: BlockKind,
    /// Its bytes, without white space at either end.
    pub span: Span,
    /// Whether it says again, word for word, what the block before it said (captions are often given twice).
    pub repeated: bool,
}

/// The script an article is written in, as far as a reader cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Chinese in Traditional characters.
    Traditional,
    /// Chinese in Simplified characters.
    Simplified,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// Anything else.
    #[default]
    Other,
}

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
}
