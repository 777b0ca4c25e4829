//! From a file, or bytes from elsewhere, to an article.
//!
//! UTF-8 is read piece by piece into a text of the file's size, so that a book takes the memory of its text and
//! little more; the other encodings need the bytes and the text at once.

mod opened;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use unicode_segmentation::UnicodeSegmentation;

use super::blocks::{blocks, blocks_of_beginning};
use super::decode::{Decoded, Form, HEAD, UTF8_MARK, decode, form};
use super::formats::{self, Each, Options, Source};
use super::read_error::{LARGEST_FILE, ReadError, Unreadable};
use super::utf8::{Utf8Pieces, begun_at_end};
use super::{Article, Block, Metadata, Script, display_title};
pub use opened::{OpenFile, Prefix};

/// How much is read at once.
const PIECE: usize = 256 * 1024;

/// Reads the file at `path`: of several articles the first.
///
/// # Errors
///
/// When it is no regular file, holds no text, is too large, or cannot be read. Pipes and devices are not opened.
pub fn read(path: &Path) -> Result<Article, ReadError> {
    first(|each| read_each(path, &Options::default(), each))
}

/// Gives the articles that the file at `path` holds to `each`, in their order, until it breaks off.
///
/// # Errors
///
/// As [`read()`]. The articles before a place that cannot be read were given already.
pub fn read_each(path: &Path, options: &Options, each: Each) -> Result<(), ReadError> {
    OpenFile::open(path, options)?.read_each(each)
}

/// Gives the articles of a source that is no file to `each`, in their order, until it breaks off.
///
/// # Errors
///
/// When it holds no text, or too much.
pub fn read_source(source: Source, options: &Options, each: Each) -> Result<(), ReadError> {
    let name = source.name.map(Path::to_owned);
    if source.bytes.len() as u64 > LARGEST_FILE {
        return Err(ReadError { path: name, reason: Unreadable::TooLarge });
    }
    formats::read_source(source, options, each).map_err(|reason| ReadError { path: name, reason })
}

/// Makes an article of `bytes`, the whole of a source that is no file: of several articles the first.
///
/// # Errors
///
/// When they are no text, or too much.
pub fn from_bytes(bytes: Vec<u8>) -> Result<Article, ReadError> {
    first(|each| read_source(Source { bytes, ..Source::default() }, &Options::default(), each))
}

/// The first article that is given; the error where there is none.
fn first(give: impl FnOnce(Each) -> Result<(), ReadError>) -> Result<Article, ReadError> {
    let mut found = None;
    let given = give(&mut |first| {
        found = Some(first.article);
        ControlFlow::Break(())
    });
    match (found, given) {
        (Some(article), _) => Ok(article),
        (None, Err(error)) => Err(error),
        (None, Ok(())) => Err(ReadError { path: None, reason: Unreadable::Empty }),
    }
}

/// Makes an article of `bytes` as plain text.
pub(super) fn from_bytes_as_text(bytes: Vec<u8>) -> Result<Article, Unreadable> {
    let decoded = decode(&bytes)?;
    drop(bytes);
    article(decoded, blocks)
}

/// The file's first bytes. It stands at its beginning afterwards.
fn head_of(file: &mut File) -> Result<Vec<u8>, Unreadable> {
    let mut head = vec![0; HEAD];
    let filled = read_full(file, &mut head)?;
    head.truncate(filled);
    file.rewind()?;
    Ok(head)
}

fn read_whole(file: &mut File, size: u64) -> Result<Article, Unreadable> {
    let size = usize::try_from(size).map_err(|_| Unreadable::TooLarge)?;
    if let Some(text) = read_utf8(file, size)? {
        return article(Decoded::sure(text), blocks);
    }
    file.rewind()?;
    from_bytes_as_text(read_bytes(file, size as u64)?)
}

/// All that the file holds.
fn read_bytes(file: &mut File, size: u64) -> Result<Vec<u8>, Unreadable> {
    let size = usize::try_from(size).map_err(|_| Unreadable::TooLarge)?;
    let mut bytes = Vec::with_capacity(size + 1);
    // It may be growing while it is read.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    Ok(bytes)
}

/// The file's text, or None where it is not UTF-8.
fn read_utf8(file: &mut File, size: usize) -> Result<Option<String>, Unreadable> {
    let mut buffer = vec![0; PIECE.min(size + 1).max(HEAD)];
    let mut filled = read_full(file, &mut buffer)?;
    if form(&buffer[..filled.min(HEAD)])? != Form::Utf8 {
        return Ok(None);
    }
    let mark = if buffer[..filled].starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
    let mut pieces = Utf8Pieces::with_capacity(size);
    let mut piece = &buffer[mark..filled];
    let mut total = filled as u64;
    while !piece.is_empty() {
        if pieces.push(piece).is_err() {
            return Ok(None);
        }
        filled = read_full(file, &mut buffer)?;
        total += filled as u64;
        // It may be growing while it is read.
        if total > LARGEST_FILE {
            return Err(Unreadable::TooLarge);
        }
        piece = &buffer[..filled];
    }
    Ok(pieces.finish().ok())
}

/// Fills `buffer` as far as the file goes, and says how far.
fn read_full(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// An article of a longer file's first `at_most` bytes; None where they are not UTF-8, or hold no text.
fn beginning(file: &mut File, at_most: usize) -> Result<Option<Article>, Unreadable> {
    let mut bytes = vec![0; at_most];
    let filled = read_full(file, &mut bytes)?;
    bytes.truncate(filled);
    if form(&bytes[..filled.min(HEAD)])? != Form::Utf8 {
        return Ok(None);
    }
    let unmarked = bytes.strip_prefix(UTF8_MARK).unwrap_or(&bytes);
    let whole = &unmarked[..unmarked.len() - begun_at_end(unmarked)];
    // A `\r` at the end may be half a newline.
    let mut pieces = Utf8Pieces::with_capacity(whole.len());
    let Ok(text) = pieces.push(whole.strip_suffix(b"\r").unwrap_or(whole)).and_then(|()| pieces.finish())
    else {
        return Ok(None);
    };
    let end = match memchr::memrchr(b'\n', text.as_bytes()) {
        Some(newline) => newline + 1,
        None => text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
    };
    let decoded = Decoded::sure(text[..end].to_owned());
    match article(decoded, blocks_of_beginning) {
        Err(Unreadable::Empty) => Ok(None),
        other => other.map(Some),
    }
}

fn article(decoded: Decoded, blocks: fn(&str) -> Vec<Block>) -> Result<Article, Unreadable> {
    let Decoded { text, guessed_encoding, replaced } = decoded;
    let blocks = blocks(&text);
    if blocks.is_empty() {
        return Err(Unreadable::Empty);
    }
    let title = display_title(&text, &blocks);
    let script = Script::detect(&text);
    let metadata = Box::<Metadata>::default();
    Ok(Article { text, blocks, title, script, metadata, is_drawn: false, guessed_encoding, replaced })
}

fn at(path: &Path, reason: Unreadable) -> ReadError {
    ReadError { path: Some(path.to_owned()), reason }
}

#[cfg(test)]
mod tests;
