//! What an article is made of: blocks, each with a role.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The article's title line.
    Title,
    /// A line of the head that speaks about the article: rubric, subtitle, date, author.
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
    /// A row of a table: its cells stand in columns, and must not be set anew.
    TableRow,
    /// A line of code or of verse, whose blanks must not be set anew.
    Preformatted,
    /// A note to the text, given apart from it.
    Footnote,
}

/// A stretch of the article's text with one role. Blocks come in order, do not overlap, and hold no newline;
/// what lies between two blocks is newlines and blanks.
///
/// A book has tens of thousands, so they are kept small: no text is longer than [`super::LARGEST_FILE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    start: u32,
    end: u32,
    /// Its role.
    pub kind: BlockKind,
    /// Whether it says nothing new: it says again, word for word, what the block before it said (captions are often given
    /// twice), or parts the rows of a table.
    pub repeated: bool,
}

impl Block {
    /// A block at `span`, which says nothing again.
    pub const fn new(kind: BlockKind, span: Span) -> Block {
        Block { start: span.start as u32, end: span.end as u32, kind, repeated: false }
    }

    /// Its bytes, without blanks at either end.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}
