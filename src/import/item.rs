//! What a format's reader finds in a file, one after the other.

use super::{ArticleReference, Incoming};

/// One thing in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The text that the annotations after it are about, up to the next one.
    Article(GivenArticle),
    /// An annotation.
    Annotation(Box<Incoming>),
    /// A link. Its ends may come before it or after it.
    Link(IncomingLink),
    /// So many of what this program has no place for: a clause that reads well after a number.
    LeftOut(&'static str, usize),
}

/// An article whose whole text a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenArticle {
    /// What the file says of it.
    pub reference: ArticleReference,
    /// Its text, as this program keeps texts: with `\n` alone.
    pub text: String,
}

/// A link as a file tells it. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingLink {
    /// The file of a folder that it stands in; empty where there is one file alone.
    pub file: String,
    /// Where it stands in the file, as [`Incoming::line`].
    pub line: usize,
    /// How many articles' texts came before it.
    pub scope: usize,
    /// Its name, in whatever shape.
    pub id: String,
    /// The name of the annotation that it begins at, as the file has it.
    pub from: String,
    /// The name of the one that it ends at.
    pub to: String,
    /// What the one is to the other.
    pub kind: String,
    /// A note.
    pub note: String,
    /// Who made it.
    pub reader: String,
    /// When it was made, RFC 3339.
    pub created: String,
}
