//! Texts in and out of the library. They go piece by piece, so that keeping a book of 30 MB takes no second copy of it.

use std::io::{Read, Seek, SeekFrom, Write};

use encoding_rs::Encoding;
use rusqlite::blob::{Blob, ZeroBlob};
use rusqlite::{Connection, OptionalExtension, ffi, params};

use super::error::Fault;
use super::examining::Boilerplate;
use super::origin::recurring_of;
use super::passages::{is_passage, span_of};
use super::rows::{
    current_revision, metadata_of, no_such_article, optional_words, script_named, unsigned, words,
};
use super::{ArticleId, ArticleText, LibraryError, Revision, Store};
use crate::annotation::{Anchor, CONTEXT_BYTES};
use crate::article::{Article, Block, BlockKind, decode_blocks, encode_blocks};
use crate::text::{Span, without_password};

/// Bytes written at a time.
const PIECE: usize = 64 << 10;

/// The longest text: SQLite keeps rows of up to 1,000,000,000 bytes, and a row is its text and a few dozen bytes more.
const MOST_BYTES: usize = 1_000_000_000 - 1_000;

impl Store {
    /// The article's newest text.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the library cannot be read.
    pub fn text(&self, id: ArticleId) -> Result<ArticleText, LibraryError> {
        Ok(self.text_and_revision(id)?.0)
    }

    /// The article's newest revision.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the library cannot be read.
    pub fn revision(&self, id: ArticleId) -> Result<Revision, LibraryError> {
        self.read("reading an article", |connection| current_revision(connection, id).map(Revision))
    }

    /// The article's newest text and which revision it is, for changes to be made on it.
    ///
    /// # Errors
    ///
    /// As [`Store::text`].
    pub fn text_and_revision(&self, id: ArticleId) -> Result<(ArticleText, Revision), LibraryError> {
        self.snapshot("reading a text", |connection| article_text(connection, id))
    }

    /// The notices of the article's newest text, in order, where some of its lines are boilerplate; otherwise the text
    /// alone tells which they are, and none is given.
    ///
    /// # Errors
    ///
    /// As [`Store::text`].
    pub fn notices(&self, id: ArticleId) -> Result<Vec<Span>, LibraryError> {
        self.snapshot("reading a text", |connection| {
            if recurring_of(connection, id)?.is_none() {
                return Ok(Vec::new());
            }
            let blocks = article_text(connection, id)?.0.into_article().blocks;
            let notices = blocks.iter().filter(|block| block.kind == BlockKind::Notice);
            Ok(notices.map(Block::span).collect())
        })
    }
}

/// The article with its newest text.
pub(super) fn article_text(connection: &Connection, id: ArticleId) -> Result<(ArticleText, Revision), Fault> {
    let mut statement = connection.prepare(
        "SELECT title, uri, script, revision, guessed_encoding, replaced, byline, published, site, language,
                url
         FROM article WHERE id = ?1 AND deleted IS NULL",
    )?;
    let mut rows = statement.query([id.0])?;
    let row = rows.next()?.ok_or_else(|| no_such_article(id))?;
    let script = words(row, 2)?;
    let revision: i64 = row.get(3)?;
    let encoding = optional_words(row, 4)?;
    let text = revision_text(connection, revision)?;
    let article = ArticleText {
        id,
        title: words(row, 0)?,
        uri: without_password(&words(row, 1)?).into_owned(),
        script: script_named(&script),
        metadata: metadata_of(row, 6)?,
        blocks: blocks_of(connection, revision, &text)?,
        boilerplate: Box::new(boilerplate_of(connection, id, &text)?),
        text,
        guessed_encoding: encoding.and_then(|name| Encoding::for_label(name.as_bytes())).map(Encoding::name),
        replaced: unsigned(row, 5)?,
    };
    Ok((article, Revision(revision)))
}

/// The number that the next new revision gets.
pub(super) fn next_revision(connection: &Connection) -> Result<i64, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'revision'")?;
    // There is no row before the first one.
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(1))
}

/// Puts a new revision of `article` into the library; its number.
pub(super) fn insert_revision(
    connection: &Connection,
    id: i64,
    article: &Article,
    hash: &[u8; 32],
    at: &str,
) -> Result<i64, Fault> {
    let bytes = article.text.len();
    if bytes > MOST_BYTES {
        return Err(LibraryError::TooLong { title: article.title.clone(), bytes, most: MOST_BYTES }.into());
    }
    let mut insert = connection
        .prepare_cached("INSERT INTO revision (article, hash, added, text) VALUES (?1, ?2, ?3, ?4)")?;
    let revision = if bytes <= PIECE {
        insert.insert(params![id, hash, at, article.text.as_bytes()])?
    } else {
        let revision = insert.insert(params![id, hash, at, ZeroBlob(bytes as u64)])?;
        let mut blob = connection.blob_open("main", "revision", "text", revision, false)?;
        for piece in article.text.as_bytes().chunks(PIECE) {
            blob.write_all(piece)?;
        }
        blob.close()?;
        revision
    };
    if article.is_drawn {
        let mut keep = connection.prepare_cached("INSERT INTO revision_blocks VALUES (?1, ?2)")?;
        keep.execute(params![revision, encode_blocks(&article.blocks)])?;
    }
    Ok(revision)
}

/// The kept blocks of a revision, whose text is `text`; none where they are found in the text.
fn blocks_of(connection: &Connection, revision: i64, text: &str) -> Result<Option<Box<[Block]>>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT blocks FROM revision_blocks WHERE revision = ?1")?;
    let kept: Option<Vec<u8>> = statement.query_row([revision], |row| row.get(0)).optional()?;
    let damaged = || Fault::Damaged(format!("the blocks of revision {revision} are not of its text"));
    kept.map(|bytes: Vec<u8>| decode_blocks(&bytes, text).map(Vec::into_boxed_slice).ok_or_else(damaged))
        .transpose()
}

/// What of the article's newest text, which is `text`, is boilerplate, and where annotations keep it from being taken for such.
fn boilerplate_of(connection: &Connection, id: ArticleId, text: &str) -> Result<Boilerplate, Fault> {
    let recurring = recurring_of(connection, id)?;
    let mut statement = connection
        .prepare_cached("SELECT start_byte, end_byte FROM annotation WHERE article = ?1 AND orphaned = 0")?;
    let spans = statement
        .query_map([id.0], |row| span_of(row, 0))?
        .filter(|span| span.as_ref().is_ok_and(|span| is_passage(text, *span)) || span.is_err())
        .collect::<Result<_, _>>()?;
    Ok(Boilerplate { recurring, annotated: spans })
}

/// The whole text of a revision.
pub(super) fn revision_text(connection: &Connection, revision: i64) -> Result<String, Fault> {
    let mut blob = open_text(connection, revision)?;
    let mut bytes = vec![0; blob.len()];
    blob.read_exact(&mut bytes)?;
    match simdutf8::basic::from_utf8(&bytes) {
        // The bytes are known to be good here; this only moves them.
        Ok(_) => Ok(String::from_utf8(bytes).unwrap_or_default()),
        Err(_) => Err(Fault::Damaged(format!("revision {revision} is no text"))),
    }
}

/// The words of a passage of a revision, as far as the whole characters of its first `most` bytes; none where the span
/// covers no passage of it. That stretch alone is read.
pub(super) fn beginning_in(
    connection: &Connection,
    revision: i64,
    span: Span,
    most: usize,
) -> Result<String, Fault> {
    let mut blob = open_text(connection, revision)?;
    if span.start >= span.end || span.end > blob.len() {
        return Ok(String::new());
    }
    let mut words = vec![0; most.min(span.end - span.start)];
    blob.seek(SeekFrom::Start(span.start as u64))?;
    blob.read_exact(&mut words)?;
    match std::str::from_utf8(&words) {
        Err(error) if error.error_len().is_none() && words.len() == most => {
            words.truncate(error.valid_up_to())
        }
        _ => {}
    }
    // A span that cuts a character speaks of another text.
    Ok(String::from_utf8(words).unwrap_or_default())
}

/// The anchor of a passage of a revision, from the stretch of text around it alone. The error is the text's length,
/// where the span covers no passage of it.
pub(super) fn anchor_in(
    connection: &Connection,
    revision: i64,
    span: Span,
) -> Result<Result<Anchor, usize>, Fault> {
    let mut blob = open_text(connection, revision)?;
    let bytes = blob.len();
    if span.start >= span.end || span.end > bytes {
        return Ok(Err(bytes));
    }
    let mut from = span.start.saturating_sub(CONTEXT_BYTES + 4);
    let to = (span.end + CONTEXT_BYTES + 4).min(bytes);
    let mut stretch = vec![0; to - from];
    blob.seek(SeekFrom::Start(from as u64))?;
    blob.read_exact(&mut stretch)?;
    // The stretch may begin and end within a character.
    let torn = stretch.iter().take_while(|&&byte| is_continuation(byte)).count();
    from += torn;
    let stretch = stretch.get(torn..).unwrap_or_default();
    let text =
        whole_characters(stretch).ok_or_else(|| Fault::Damaged(format!("revision {revision} is no text")))?;
    let Some(start) = span.start.checked_sub(from) else {
        return Ok(Err(bytes));
    };
    let within = Span { start, end: span.end - from };
    if !text.is_char_boundary(within.start) || !text.is_char_boundary(within.end) {
        return Ok(Err(bytes));
    }
    Ok(Ok(Anchor { start: span.start, ..Anchor::of(text, within) }))
}

/// The text that `bytes` hold, up to a character that they end within; `None` where they are no text.
pub(super) fn whole_characters(bytes: &[u8]) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

pub(super) fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// A revision's text, to be read piece by piece.
pub(super) fn open_text(connection: &Connection, revision: i64) -> Result<Blob<'_>, Fault> {
    match connection.blob_open("main", "revision", "text", revision, true) {
        // The general code says here that there is no such row, or no blob in it.
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.extended_code == ffi::SQLITE_ERROR => {
            Err(Fault::Damaged(format!("the text of revision {revision} is missing")))
        }
        opened => Ok(opened?),
    }
}
