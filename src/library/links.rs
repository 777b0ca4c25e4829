//! Links between annotations, as rows: read with both their ends, and written for the history.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::Fault;
use super::rows::{LINE_CHARACTERS, signed, unsigned};
use super::{ArticleId, LibraryError, Store};
use crate::annotation::{AnnotationId, Link, LinkId, LinkKind};
use crate::text::Span;

/// An annotation at one end of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkEnd {
    /// The annotation.
    pub annotation: AnnotationId,
    /// The article it is in.
    pub article: ArticleId,
    /// That article's title.
    pub title: String,
    /// The annotation's label, by name.
    pub label: String,
    /// Its passage, in bytes of the article's newest text; of an older one where it is an orphan.
    pub span: Span,
    /// The words of its passage, as far as the first [`LINE_CHARACTERS`] code points.
    pub quote: String,
    /// Whether its passage is no longer in the article's text.
    pub orphaned: bool,
}

/// A link as the library keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLink {
    /// What the reader made.
    pub link: Link,
    /// The annotation it goes from.
    pub from: LinkEnd,
    /// The annotation it goes to.
    pub to: LinkEnd,
    /// When it was made, RFC 3339 in UTC with milliseconds.
    pub created: String,
}

/// What [`stored_link`] reads. `?2` is [`LINE_CHARACTERS`].
const COLUMNS: &str = "SELECT link.id, from_annotation, to_annotation, kind, link.note, link.reader, link.created,
        one.article, one_article.title, one.label, one.start_byte, one.end_byte, substr(one.quote, 1, ?2), one.orphaned,
        other.article, other_article.title, other.label, other.start_byte, other.end_byte,
        substr(other.quote, 1, ?2), other.orphaned
     FROM link
     JOIN annotation AS one ON one.id = from_annotation JOIN article AS one_article ON one_article.id = one.article
     JOIN annotation AS other ON other.id = to_annotation
     JOIN article AS other_article ON other_article.id = other.article";

impl Store {
    /// The links that begin or end in the article, in the order made. A link to a deleted annotation is left out until
    /// that one is brought back.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn links(&self, id: ArticleId) -> Result<Vec<StoredLink>, LibraryError> {
        self.read("reading links", |connection| links_of(connection, id))
    }
}

/// The links that begin or end in the article.
pub(super) fn links_of(connection: &Connection, id: ArticleId) -> Result<Vec<StoredLink>, Fault> {
    let mut statement = connection.prepare(&format!(
        "{COLUMNS} WHERE link.id IN (
             SELECT link.id FROM annotation JOIN link ON from_annotation = annotation.id WHERE article = ?1
             UNION
             SELECT link.id FROM annotation JOIN link ON to_annotation = annotation.id WHERE article = ?1)
         ORDER BY link.created, link.id"
    ))?;
    let rows = statement.query_map(params![id.0, signed(LINE_CHARACTERS)], stored_link)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// Whether links begin or end at the annotation, be it deleted: they come back with it.
    pub(super) fn is_linked(&self, id: &AnnotationId) -> Result<bool, LibraryError> {
        self.read("reading links", |connection| {
            let mut statement = connection.prepare(
                "SELECT EXISTS (SELECT 1 FROM link WHERE from_annotation = ?1)
                     OR EXISTS (SELECT 1 FROM link WHERE to_annotation = ?1)",
            )?;
            Ok(statement.query_row([&id.0], |row| row.get(0))?)
        })
    }
}

fn stored_link(row: &Row) -> rusqlite::Result<StoredLink> {
    let link = link(row)?;
    let (from, to) = (end(row, link.from.clone(), 7)?, end(row, link.to.clone(), 14)?);
    Ok(StoredLink { link, from, to, created: row.get(6)? })
}

fn link(row: &Row) -> rusqlite::Result<Link> {
    let kind: String = row.get(3)?;
    Ok(Link {
        id: LinkId(row.get(0)?),
        from: AnnotationId(row.get(1)?),
        to: AnnotationId(row.get(2)?),
        kind: LinkKind::named(&kind).ok_or(rusqlite::Error::InvalidQuery)?,
        note: row.get(4)?,
        reader: row.get(5)?,
    })
}

fn end(row: &Row, annotation: AnnotationId, first: usize) -> rusqlite::Result<LinkEnd> {
    Ok(LinkEnd {
        annotation,
        article: ArticleId(row.get(first)?),
        title: row.get(first + 1)?,
        label: row.get(first + 2)?,
        span: Span { start: unsigned(row, first + 3)?, end: unsigned(row, first + 4)? },
        quote: row.get(first + 5)?,
        orphaned: row.get(first + 6)?,
    })
}

/// The link of that name.
pub(super) fn held_link(connection: &Connection, id: &LinkId) -> Result<Option<Link>, Fault> {
    let mut statement = connection
        .prepare("SELECT id, from_annotation, to_annotation, kind, note, reader FROM link WHERE id = ?1")?;
    Ok(statement.query_row([&id.0], link).optional()?)
}

/// Writes a link, new or changed.
pub(super) fn write_link(connection: &Connection, link: &Link, at: &str) -> Result<(), Fault> {
    connection.execute(
        "INSERT INTO link (id, from_annotation, to_annotation, kind, note, reader, created, modified)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
         ON CONFLICT (id) DO UPDATE SET from_annotation = ?2, to_annotation = ?3, kind = ?4, note = ?5, reader = ?6,
             modified = ?7",
        params![link.id.0, link.from.0, link.to.0, link.kind.name(), link.note, link.reader, at],
    )?;
    Ok(())
}

/// Deletes a link.
pub(super) fn delete_link(connection: &Connection, id: &LinkId) -> Result<(), Fault> {
    connection.execute("DELETE FROM link WHERE id = ?1", [&id.0])?;
    Ok(())
}

/// Deletes the links that begin or end in an article that goes for good.
pub(super) fn delete_links_of(connection: &Connection, article: ArticleId) -> Result<(), Fault> {
    connection.execute(
        "DELETE FROM link WHERE from_annotation IN (SELECT id FROM annotation WHERE article = ?1)
             OR to_annotation IN (SELECT id FROM annotation WHERE article = ?1)",
        [article.0],
    )?;
    Ok(())
}
