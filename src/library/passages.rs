//! Whether what a row says of its place can be: rows come from a file that anything may have written to, and a span that
//! is no passage of its text must never reach those who slice texts. This is the one place that decides it.

use std::io::{Read, Seek, SeekFrom};

use rusqlite::blob::Blob;
use rusqlite::{Connection, OptionalExtension, Row};
use unicode_segmentation::GraphemeCursor;

use super::ArticleId;
use super::error::Fault;
use super::texts::{is_continuation, open_text, whole_characters};
use crate::text::{Span, is_cluster_boundary};

/// Bytes that are read on either side of a span's border to tell whether it is one between clusters.
const AROUND: usize = 128;

/// A span from two columns. One that no text can have, being negative or ending before it begins, comes out empty, and
/// an empty one is never a passage.
pub(super) fn span_of(row: &Row, first: usize) -> rusqlite::Result<Span> {
    let (start, end): (i64, i64) = (row.get(first)?, row.get(first + 1)?);
    let empty = |at| Span { start: at, end: at };
    Ok(match (usize::try_from(start), usize::try_from(end)) {
        (Ok(start), Ok(end)) if start <= end => Span { start, end },
        (Ok(start), _) => empty(start),
        (Err(_), _) => empty(0),
    })
}

/// Whether the span covers some whole clusters of `text`.
pub(super) fn is_passage(text: &str, span: Span) -> bool {
    let is_border = |byte| text.is_char_boundary(byte) && is_cluster_boundary(text, byte);
    !span.is_empty() && span.end <= text.len() && is_border(span.start) && is_border(span.end)
}

/// As [`is_passage`], of texts that are not at hand: the bytes around a span's borders are read, and no more.
pub(super) struct Passages<'c> {
    connection: &'c Connection,
    /// The revision asked for last, and its text, where it is there.
    last: Option<(i64, Option<Blob<'c>>)>,
}

impl<'c> Passages<'c> {
    pub(super) fn of(connection: &'c Connection) -> Passages<'c> {
        Passages { connection, last: None }
    }

    /// Whether the span covers some whole clusters of the revision's text. A text that is gone has no passages.
    pub(super) fn has(&mut self, revision: i64, span: Span) -> Result<bool, Fault> {
        if span.is_empty() {
            return Ok(false);
        }
        if self.last.as_ref().is_none_or(|(last, _)| *last != revision) {
            let text = match open_text(self.connection, revision) {
                Ok(text) => Some(text),
                Err(Fault::Damaged(_)) => None,
                Err(fault) => return Err(fault),
            };
            self.last = Some((revision, text));
        }
        match &mut self.last {
            Some((_, Some(text))) if span.end <= text.len() => {
                Ok(is_border(text, span.start)? && is_border(text, span.end)?)
            }
            _ => Ok(false),
        }
    }
}

/// Whether a cluster begins at `byte` of the text, or the text ends there.
fn is_border(text: &mut Blob, byte: usize) -> Result<bool, Fault> {
    let mut from = byte.saturating_sub(AROUND);
    let to = (byte + AROUND).min(text.len());
    let mut bytes = vec![0; to - from];
    text.seek(SeekFrom::Start(from as u64))?;
    text.read_exact(&mut bytes)?;
    // What was read may begin and end within a character.
    let torn = if from == 0 { 0 } else { bytes.iter().take_while(|&&byte| is_continuation(byte)).count() };
    from += torn;
    let Some(stretch) = whole_characters(bytes.get(torn..).unwrap_or_default()) else {
        return Ok(false);
    };
    let Some(at) = byte.checked_sub(from).filter(|&at| stretch.is_char_boundary(at)) else {
        return Ok(false);
    };
    if at == stretch.len() && byte < text.len() {
        return Ok(false);
    }
    // Where more of the text would have to be seen, as within a long row of flags, the row is believed.
    Ok(GraphemeCursor::new(byte, text.len(), true).is_boundary(stretch, from).unwrap_or(true))
}

/// The article's newest revision; none where there is no such article.
pub(super) fn newest_revision(connection: &Connection, article: ArticleId) -> Result<Option<i64>, Fault> {
    let mut statement = connection.prepare_cached("SELECT revision FROM article WHERE id = ?1")?;
    Ok(statement.query_row([article.0], |row| row.get(0)).optional()?)
}
