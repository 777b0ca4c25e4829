//! Annotations that others exported, read and put in their places: one file a format, one list of formats.
//!
//! An import streams: annotations are read, placed and handed on some thousand at a time, so that memory holds these and
//! one article, however long the file is. To add a format, write a file with a [`Format`] and add its line to
//! [`FORMATS`].
//!
//! - [`FORMATS`] turn bytes into [`Item`]s, which know nothing of this library: annotations, links, and the articles' texts
//!   in formats that hold them.
//! - [`place_all`] finds the article and the passage that each belongs to.
//! - [`take_in`] puts them into the library, and tells what became of them in a [`Tally`].

mod anywhere;
mod brat;
mod doccano;
mod error;
mod given;
mod incoming;
mod item;
mod json_value;
mod jsonl;
mod label_studio;
mod lines;
mod opened;
mod placer;
mod placing;
mod records;
mod stream;
mod taking;
#[cfg(test)]
mod tests;
mod text;
mod w3c;

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

pub use error::{ImportError, KeptOut, Reason};
pub use incoming::{ArticleReference, Incoming};
pub use item::{GivenArticle, IncomingLink, Item};
pub use opened::Opened;
pub use placer::Placed;
pub use stream::{Choices, News, place_all};
pub use taking::{Differs, Settle, Tally, take_in};

/// Takes one thing of a file, or why something in it is none. `Break` means: send no more.
pub type Sink<'a> = &'a mut dyn FnMut(Result<Item, KeptOut>) -> ControlFlow<()>;

/// A format that annotations can be read from.
#[derive(Debug)]
pub struct Format {
    /// The name, as it stands on the command line.
    pub name: &'static str,
    /// Where such files come from, in a phrase.
    pub description: &'static str,
    /// What its files' names end in, without the dot.
    pub extensions: &'static [&'static str],
    /// What the name of a file ends in that tells a folder of this format; empty where such files come alone. Where that
    /// is a whole name, that file is what is read.
    pub in_folder: &'static str,
    /// What it counts its annotations by, in a word: a line.
    pub counts: &'static str,
    /// Whether a file that begins with these bytes, some thousand, looks like one of this format.
    pub looks_like: fn(&[u8]) -> bool,
    /// Reads a whole file or folder. What is no annotation goes to the sink as such and ends nothing.
    pub read: fn(&mut Opened, Sink<'_>) -> io::Result<()>,
}

/// Every format, in the order in which files are held against them.
pub const FORMATS: &[Format] =
    &[w3c::FORMAT, label_studio::FORMAT, doccano::FORMAT, jsonl::FORMAT, brat::FORMAT];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format of a file: the first that `beginning`, its first bytes, looks like, or else the one that its name ends in.
///
/// # Errors
///
/// [`ImportError::UnknownFormat`], which names those there are.
pub fn format_of(path: &Path, beginning: &[u8]) -> Result<&'static Format, ImportError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let named = |format: &&Format| format.extensions.iter().any(|known| known.eq_ignore_ascii_case(ending));
    let looks = FORMATS.iter().find(|format| (format.looks_like)(beginning));
    looks.or_else(|| FORMATS.iter().find(named)).ok_or_else(|| ImportError::UnknownFormat {
        known: FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", "),
    })
}
