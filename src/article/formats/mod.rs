//! The formats besides plain text that articles are drawn out of: a file each, and this list.
//!
//! What a source is, its content says; its name decides only where the content could be several things. The first
//! format that knows the source takes it; what none knows is plain text.

#[allow(dead_code, unused_imports)]
mod drawing;

use std::ops::ControlFlow;
use std::path::Path;

use super::read_error::Unreadable;
use super::{Article, from_bytes_as_text};

/// The formats, the more exact ones first.
const FORMATS: &[Format] = &[];

/// A format that articles are drawn out of.
struct Format {
    /// Its name, as the command line has it.
    name: &'static str,
    /// Whether a source is of this format.
    recognises: fn(&Head) -> bool,
    /// Gives the articles of a source, in their order.
    read: fn(Source, &Options, Each) -> Result<(), Unreadable>,
}

/// Takes the articles of a source, until it breaks off.
pub type Each<'a> = &'a mut dyn FnMut(Found) -> ControlFlow<()>;

/// The beginning of a source, by which its format is told.
#[allow(dead_code)]
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// Its first bytes: up to [`Head::BYTES`], all where there are fewer.
    pub bytes: &'a [u8],
    /// Its name, if it has one.
    pub name: Option<&'a Path>,
}

impl Head<'_> {
    /// How much of a source is looked at to tell its format.
    pub const BYTES: usize = super::decode::HEAD;
}

/// A source: the whole of a file, of standard input, or of what an address gave.
#[derive(Clone, Debug, Default)]
pub struct Source<'a> {
    /// All of it.
    pub bytes: Vec<u8>,
    /// Its name, if it has one.
    pub name: Option<&'a Path>,
    /// The address it came from, by which relative links in it are understood; empty where that is unknown.
    pub uri: &'a str,
}

/// What a reader of formats may be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The format's name, where it shall not be told from the content.
    pub format: Option<String>,
}

/// An article of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What tells it from the other articles of its source, as a URI's fragment; `None` where it is the only one.
    pub fragment: Option<String>,
    /// The article.
    pub article: Article,
}

/// The names of the formats, plain text first.
pub fn format_names() -> impl Iterator<Item = &'static str> {
    std::iter::once("text").chain(FORMATS.iter().map(|format| format.name))
}

/// Whether the source that begins so is of another format than plain text.
pub(super) fn is_drawn_out(head: Head, options: &Options) -> bool {
    format_of(head, options).is_some()
}

/// Gives the articles of `source` to `each`.
///
/// # Errors
///
/// When there is no text in it, or it is not what it seems.
pub(super) fn read_source(source: Source, options: &Options, each: Each) -> Result<(), Unreadable> {
    let head = Head { bytes: &source.bytes[..source.bytes.len().min(Head::BYTES)], name: source.name };
    match format_of(head, options) {
        Some(format) => (format.read)(source, options, each),
        None => {
            // Whether it breaks off is no matter after the only one.
            let _ = each(Found { fragment: None, article: from_bytes_as_text(source.bytes)? });
            Ok(())
        }
    }
}

fn format_of(head: Head, options: &Options) -> Option<&'static Format> {
    match options.format.as_deref() {
        Some(name) => FORMATS.iter().find(|format| format.name == name),
        None => FORMATS.iter().find(|format| (format.recognises)(&head)),
    }
}
