//! What can go wrong with an import as a whole, and why single annotations are kept out of it, in words.

use std::io;

use thiserror::Error;

use crate::library::{ArticleId, LibraryError};

/// Why an import ended before its file did.
#[derive(Debug, Error)]
pub enum ImportError {
    /// Neither the file's content nor its name tells what it is.
    #[error("it is in no format that is known; name one of these with --format: {known}")]
    UnknownFormat {
        /// The names there are, with commas between.
        known: String,
    },
    /// A folder has no file of a known format in it.
    #[error("it is a folder in which no file is in a format that is known")]
    UnknownFolder,
    /// The file could not be read to its end.
    #[error("it cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The library failed.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

/// An annotation that was kept out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOut {
    /// The file of a folder that it stands in; empty where there is one file alone.
    pub file: String,
    /// Where it stands in its file: a line, or what its format counts by, from 1.
    pub line: usize,
    /// The passage it is about; empty where it has none.
    pub quote: String,
    /// Why.
    pub reason: Reason,
}

/// Why an annotation was kept out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Reason {
    /// It could not be understood.
    #[error("it is no annotation: {0}")]
    NoAnnotation(String),
    /// It has no words to be found by.
    #[error("it quotes nothing")]
    NoQuote,
    /// It has no label.
    #[error("it has no label")]
    NoLabel,
    /// Nobody is said to have made it.
    #[error("it names no reader; --reader NAME gives one")]
    NoReader,
    /// No article here has the passage.
    #[error("its passage stands in no article of this library; take the article in first")]
    Nowhere,
    /// Several articles have the passage, and nothing says which it is.
    #[error("its passage stands in several articles, and neither title nor source says in which")]
    Several,
    /// Too little is quoted to tell which article it is from.
    #[error("its article is not in this library, and so few words are quoted that they may stand anywhere")]
    TooShort,
    /// The article has the passage several times, and neither place nor context says which it is.
    #[error("its article has the passage more than once, and nothing says which it is")]
    Ambiguous,
    /// It is about several passages at once.
    #[error("it is about a passage in several pieces, with other words between")]
    InPieces,
    /// Its place is not in the text that its file holds.
    #[error("its place is outside of the text that the file holds")]
    OutsideText,
    /// Its place may be counted in two ways, and nothing says in which.
    #[error(
        "its file tells a place and no words, and the text before it has characters that count as one code point and as two \
         UTF-16 code units; say which it counts with --offsets code-points or --offsets utf-16"
    )]
    UnknownUnit,
    /// It is a link of a kind that there is not here.
    #[error("it is a link that is neither “supports” nor “contradicts” nor “same”: “{0}”")]
    UnknownLink(String),
    /// It is a link from or to what is not in the library.
    #[error("it is a link, and an annotation that it ties is not in this library")]
    LinkWithoutEnd,
    /// It is known here as an annotation of another article.
    #[error("it stands in article {} already", .0.0)]
    Elsewhere(ArticleId),
}
