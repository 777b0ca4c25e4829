//! How values of this program stand in columns, and back.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::Fault;
use super::passages::span_of;
use super::{ArticleId, LibraryError, StoredAnnotation};
use crate::annotation::{Annotation, AnnotationId};
use crate::article::{Metadata, Script};
use crate::text::without_password;

/// The most of a quote that is read where a line tells of it, in code points: an annotation may be as long as a book.
pub const LINE_CHARACTERS: usize = 1000;

/// The attribute under which attributes that cannot be read are shown.
const DAMAGED: &str = "damaged";

/// The columns that [`stored_annotation`] reads, in its order, but for the last one.
pub(super) const ANNOTATION_VALUES: &str =
    "id, start_byte, end_byte, label, note, source, reader, created, modified, attributes";

/// The columns that [`stored_annotation`] reads, in its order.
pub(super) const ANNOTATION_COLUMNS: &str =
    "id, start_byte, end_byte, label, note, source, reader, created, modified, attributes, former_quote";

/// An annotation out of its row. Whether its span is a passage of its text is not looked at here: see
/// [`super::passages`].
pub(super) fn stored_annotation(row: &Row) -> rusqlite::Result<StoredAnnotation> {
    Ok(StoredAnnotation {
        annotation: Annotation {
            id: AnnotationId(words(row, 0)?),
            span: span_of(row, 1)?,
            label: words(row, 3)?,
            note: words(row, 4)?,
            source: words(row, 5)?,
            attributes: attributes(row, 9)?,
            reader: words(row, 6)?,
        },
        created: words(row, 7)?,
        modified: words(row, 8)?,
        former_quote: optional_words(row, 10)?,
    })
}

/// Attributes from a column that holds them in JSON. What is no such JSON stays in sight, as one attribute.
fn attributes(row: &Row, column: usize) -> rusqlite::Result<BTreeMap<String, String>> {
    let json = words(row, column)?;
    // Most annotations have none, and the empty object needs no parser.
    if json == "{}" {
        return Ok(BTreeMap::new());
    }
    Ok(serde_json::from_str(&json).unwrap_or_else(|_| BTreeMap::from([(DAMAGED.to_owned(), json)])))
}

/// The words of a column. Bytes in it that are no text become U+FFFD: one damaged row is no reason to show none.
pub(super) fn words(row: &Row, column: usize) -> rusqlite::Result<String> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        _ => row.get(column),
    }
}

/// As [`words`], of a column that may hold none.
pub(super) fn optional_words(row: &Row, column: usize) -> rusqlite::Result<Option<String>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => words(row, column).map(Some),
    }
}

/// A count or an offset, from a column that holds no negative numbers: a damaged one that does counts as 0.
pub(super) fn unsigned(row: &Row, column: usize) -> rusqlite::Result<usize> {
    let value: i64 = row.get(column)?;
    Ok(usize::try_from(value).unwrap_or(0))
}

/// A count or an offset, for a column. No machine holds as much as would not fit.
pub(super) fn signed(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(super) fn script_name(script: Script) -> &'static str {
    match script {
        Script::Traditional => "traditional",
        Script::Simplified => "simplified",
        Script::Japanese => "japanese",
        Script::Korean => "korean",
        Script::Other => "other",
    }
}

/// What an article's source says, from the columns byline, published, site, language and url, of which `first` is the first.
pub(super) fn metadata_of(row: &Row, first: usize) -> rusqlite::Result<Box<Metadata>> {
    Ok(Box::new(Metadata {
        byline: words(row, first)?,
        published: words(row, first + 1)?,
        site: words(row, first + 2)?,
        language: words(row, first + 3)?,
        url: without_password(&words(row, first + 4)?).into_owned(),
    }))
}

/// The script of that name. One that a newer program put here is other to this one.
pub(super) fn script_named(name: &str) -> Script {
    match name {
        "traditional" => Script::Traditional,
        "simplified" => Script::Simplified,
        "japanese" => Script::Japanese,
        "korean" => Script::Korean,
        _ => Script::Other,
    }
}

/// The time now, as it is stored.
pub(super) fn now(connection: &Connection) -> Result<String, Fault> {
    let mut statement = connection.prepare_cached("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The article's newest revision.
pub(super) fn current_revision(connection: &Connection, article: ArticleId) -> Result<i64, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT revision FROM article WHERE id = ?1 AND deleted IS NULL")?;
    let revision = statement.query_row([article.0], |row| row.get(0)).optional()?;
    revision.ok_or_else(|| no_such_article(article))
}

pub(super) fn no_such_article(article: ArticleId) -> Fault {
    LibraryError::NoSuchArticle { what: article.0.to_string() }.into()
}
