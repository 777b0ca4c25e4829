//! Annotations that others exported, read and put in their places: one file a format, one list of formats.
//!
//! An import streams: annotations are read, placed and handed on some thousand at a time, so that memory holds these and
//! one article, however long the file is. To add a format, write a file with a [`Format`] and add its line to
//! [`FORMATS`].
//!
//! - [`FORMATS`] turn bytes into [`Incoming`] annotations, which know nothing of this library.
//! - [`place_all`] finds the article and the passage that each belongs to.
//! - [`take_in`] puts them into the library, and tells what became of them in a [`Tally`].

mod anywhere;
mod error;
mod incoming;
mod jsonl;
mod placer;
mod placing;
mod stream;
mod taking;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};
use std::ops::ControlFlow;
use std::path::Path;

pub use error::{ImportError, KeptOut, Reason};
pub use incoming::{ArticleReference, Incoming};
pub use placer::Placed;
pub use stream::{News, place_all};
pub use taking::{Tally, take_in};

/// Takes one annotation of a file, or why something in it is none. `Break` means: send no more.
pub type Sink<'a> = &'a mut dyn FnMut(Result<Incoming, KeptOut>) -> ControlFlow<()>;

/// A format that annotations can be read from.
#[derive(Debug)]
pub struct Format {
    /// The name, as it stands on the command line.
    pub name: &'static str,
    /// Where such files come from, in a phrase.
    pub description: &'static str,
    /// What its files' names end in, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether a file that begins with these bytes, some thousand, looks like one of this format.
    pub looks_like: fn(&[u8]) -> bool,
    /// Reads a whole file. What is no annotation goes to the sink as such and ends nothing.
    pub read: fn(&mut dyn BufRead, Sink<'_>) -> io::Result<()>,
}

/// Every format, in the order in which files are held against them.
pub const FORMATS: &[Format] = &[jsonl::FORMAT];

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
