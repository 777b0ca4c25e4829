//! How values of this program stand in columns, and back.

use std::collections::BTreeMap;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::Fault;
use super::{ArticleId, LibraryError, StoredAnnotation};
use crate::annotation::{Annotation, AnnotationId};
use crate::article::{Metadata, Script};
use crate::text::{Span, without_password};

/// The most of a quote that is read where a line tells of it, in code points: an annotation may be as long as a book.
pub const LINE_CHARACTERS: usize = 1000;

/// The columns that [`stored_annotation`] reads, in its order, but for the last one.
pub(super) const ANNOTATION_VALUES: &str =
    "id, start_byte, end_byte, label, note, source, reader, created, modified, attributes";

/// The columns that [`stored_annotation`] reads, in its order.
pub(super) const ANNOTATION_COLUMNS: &str =
    "id, start_byte, end_byte, label, note, source, reader, created, modified, attributes, former_quote";

pub(super) fn stored_annotation(row: &Row) -> rusqlite::Result<StoredAnnotation> {
    Ok(StoredAnnotation {
        annotation: Annotation {
            id: AnnotationId(row.get(0)?),
            span: Span { start: unsigned(row, 1)?, end: unsigned(row, 2)? },
            label: row.get(3)?,
            note: row.get(4)?,
            source: row.get(5)?,
            attributes: attributes(row, 9)?,
            reader: row.get(6)?,
        },
        created: row.get(7)?,
        modified: row.get(8)?,
        former_quote: row.get(10)?,
    })
}

/// Attributes from a column that holds them in JSON.
fn attributes(row: &Row, column: usize) -> rusqlite::Result<BTreeMap<String, String>> {
    let json = row.get_ref(column)?.as_str()?;
    // Most annotations have none, and the empty object needs no parser.
    if json == "{}" {
        return Ok(BTreeMap::new());
    }
    let damaged = |error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error));
    serde_json::from_str(json).map_err(damaged)
}

/// A count or an offset, from a column that holds no negative numbers.
pub(super) fn unsigned(row: &Row, column: usize) -> rusqlite::Result<usize> {
    let value: i64 = row.get(column)?;
    usize::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
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
        byline: row.get(first)?,
        published: row.get(first + 1)?,
        site: row.get(first + 2)?,
        language: row.get(first + 3)?,
        url: without_password(row.get_ref(first + 4)?.as_str()?).into_owned(),
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
