//! Links between annotations, as rows: read with both their ends, and written for the history.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::Fault;
use super::passages::{Passages, span_of};
use super::rows::{LINE_CHARACTERS, signed, words};
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
        substr(other.quote, 1, ?2), other.orphaned, one_article.revision, other_article.revision
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
    let mut rows = statement.query(params![id.0, signed(LINE_CHARACTERS)])?;
    let mut passages = Passages::of(connection);
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        // A damaged row may have a kind that there is not.
        let Some(mut link) = stored_link(row)? else { continue };
        for (end, revision) in [(&mut link.from, row.get(21)?), (&mut link.to, row.get(22)?)] {
            end.orphaned = end.orphaned || !passages.has(revision, end.span)?;
        }
        found.push(link);
    }
    Ok(found)
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

fn stored_link(row: &Row) -> rusqlite::Result<Option<StoredLink>> {
    let Some(link) = link(row)? else { return Ok(None) };
    let (from, to) = (end(row, link.from.clone(), 7)?, end(row, link.to.clone(), 14)?);
    Ok(Some(StoredLink { link, from, to, created: words(row, 6)? }))
}

/// A link out of its row; none where it is of no kind that there is.
fn link(row: &Row) -> rusqlite::Result<Option<Link>> {
    let Some(kind) = LinkKind::named(&words(row, 3)?) else { return Ok(None) };
    Ok(Some(Link {
        id: LinkId(words(row, 0)?),
        from: AnnotationId(words(row, 1)?),
        to: AnnotationId(words(row, 2)?),
        kind,
        note: words(row, 4)?,
        reader: words(row, 5)?,
    }))
}

fn end(row: &Row, annotation: AnnotationId, first: usize) -> rusqlite::Result<LinkEnd> {
    Ok(LinkEnd {
        annotation,
        article: ArticleId(row.get(first)?),
        title: words(row, first + 1)?,
        label: words(row, first + 2)?,
        span: span_of(row, first + 3)?,
        quote: words(row, first + 5)?,
        orphaned: row.get(first + 6)?,
    })
}

/// The link of that name.
pub(super) fn held_link(connection: &Connection, id: &LinkId) -> Result<Option<Link>, Fault> {
    let mut statement = connection
        .prepare("SELECT id, from_annotation, to_annotation, kind, note, reader FROM link WHERE id = ?1")?;
    match statement.query_row([&id.0], link).optional()? {
        Some(None) => Err(Fault::Damaged(format!("the link {} is of no known kind", id.0))),
        found => Ok(found.flatten()),
    }
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
