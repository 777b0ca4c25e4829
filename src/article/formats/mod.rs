//! The formats besides plain text that articles are drawn out of: a file each, and this list.
//!
//! What a source is, its content says; its name decides only where the content could be several things. The first
//! format that knows the source takes it; what none knows is plain text.

mod charset;
mod corpus;
mod dates;
mod drawing;
mod epub;
mod feed;
mod giving;
mod joining;
mod language;
mod markdown;
mod mhtml;
mod opml;
mod record;
mod web;
mod xml;

use std::io::{self, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

pub use corpus::Columns;
pub use drawing::Unparsable;
pub use opml::addresses as feed_addresses;

use super::read_error::{LARGEST_FILE, Unreadable};
use super::{Article, from_bytes_as_text};

/// The formats, the more exact ones first.
const FORMATS: &[Format] = &[
    epub::FORMAT,
    feed::FORMAT,
    opml::FORMAT,
    corpus::LINES,
    corpus::DOCUMENT,
    corpus::TABLE,
    mhtml::FORMAT,
    web::FORMAT,
    markdown::FORMAT,
];

/// Those whose sources hold several articles as a rule.
const COLLECTIONS: [&str; 4] =
    [feed::FORMAT.name, corpus::LINES.name, corpus::DOCUMENT.name, corpus::TABLE.name];

/// A format that articles are drawn out of.
struct Format {
    /// Its name, as the command line has it.
    name: &'static str,
    /// Whether a source is of this format.
    recognises: fn(&Head) -> bool,
    /// Gives the articles of a source, in their order.
    read: Reading,
}

/// How a format takes its source.
enum Reading {
    /// All of it at once.
    Whole(fn(Source, &Options, Each) -> Result<(), Unreadable>),
    /// Piece by piece: for what may be larger than the articles in it.
    Streamed(fn(Stream, &Options, Each) -> Result<(), Unreadable>),
}

/// Takes the articles of a source, until it breaks off.
pub type Each<'a> = &'a mut dyn FnMut(Found) -> ControlFlow<()>;

/// The beginning of a source, by which its format is told.
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

    /// Whether its first character is one of `signs`, ASCII all: blanks, a mark, and the NULs of UTF-16 are passed over.
    fn begins_with(&self, signs: &[u8]) -> bool {
        let before =
            |byte: u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF);
        self.bytes.iter().find(|byte| !before(**byte)).is_some_and(|first| signs.contains(first))
    }

    /// Whether its name ends in one of `extensions`, in capitals or not.
    fn has_extension(&self, extensions: &[&str]) -> bool {
        let own = self.name.and_then(Path::extension).and_then(|own| own.to_str());
        own.is_some_and(|own| extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
    }
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
    /// The encoding that whoever sent it names.
    pub charset: Option<&'a str>,
}

/// What can be read, and gone about in.
pub trait Input: Read + Seek {}

impl<T: Read + Seek> Input for T {}

/// A source that is read piece by piece. It stands at its beginning.
pub struct Stream<'a> {
    /// Where its bytes come from.
    pub input: &'a mut dyn Input,
    /// Its name, if it has one.
    pub name: Option<&'a Path>,
    /// The address it came from; empty where that is unknown.
    pub uri: &'a str,
}

/// What a reader of formats may be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The format's name, where it shall not be told from the content.
    pub format: Option<String>,
    /// The columns of corpora.
    pub columns: Columns,
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

/// Whether the source that begins so is of a format that holds several articles as a rule.
pub(super) fn is_collection(head: Head, options: &Options) -> bool {
    format_of(head, options).is_some_and(|format| COLLECTIONS.contains(&format.name))
}

/// Gives the articles of `source` to `each`.
///
/// # Errors
///
/// When there is no text in it, or it is not what it seems.
pub(super) fn read_source(mut source: Source, options: &Options, each: Each) -> Result<(), Unreadable> {
    charset::heed(&mut source);
    let head = Head { bytes: &source.bytes[..source.bytes.len().min(Head::BYTES)], name: source.name };
    match format_of(head, options) {
        Some(format) => match format.read {
            Reading::Whole(read) => read(source, options, each),
            Reading::Streamed(read) => {
                let Source { bytes, name, uri, .. } = source;
                read(Stream { input: &mut Cursor::new(bytes), name, uri }, options, each)
            }
        },
        None => {
            // Whether it breaks off is no matter after the only one.
            let _ = each(Found { fragment: None, article: from_bytes_as_text(source.bytes)? });
            Ok(())
        }
    }
}

/// Gives the articles of the stream that begins with `head` to `each`, as [`read_source`].
pub(super) fn read_stream(
    head: &[u8],
    stream: Stream,
    options: &Options,
    each: Each,
) -> Result<(), Unreadable> {
    let format = format_of(Head { bytes: head, name: stream.name }, options);
    if let Some(Format { read: Reading::Streamed(read), .. }) = format {
        return read(stream, options, each);
    }
    let mut bytes = Vec::with_capacity(length(stream.input)?);
    // It may be growing while it is read.
    stream.input.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    read_source(Source { bytes, name: stream.name, uri: stream.uri, charset: None }, options, each)
}

/// How many bytes follow.
fn length(input: &mut dyn Input) -> io::Result<usize> {
    let here = input.stream_position()?;
    let end = input.seek(io::SeekFrom::End(0))?;
    input.seek(io::SeekFrom::Start(here))?;
    Ok(usize::try_from(end.saturating_sub(here).min(LARGEST_FILE)).unwrap_or(0) + 1)
}

fn format_of(head: Head, options: &Options) -> Option<&'static Format> {
    match options.format.as_deref() {
        Some(name) => FORMATS.iter().find(|format| format.name == name),
        None => corpus::with_named_columns(&head, &options.columns)
            .or_else(|| FORMATS.iter().find(|format| (format.recognises)(&head))),
    }
}
