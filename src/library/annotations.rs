//! Annotations as rows: read for people, and written for the history, which decides what is written.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::passages::{Passages, newest_revision};
use super::rows::{ANNOTATION_COLUMNS, signed, stored_annotation};
use super::texts::anchor_in;
use super::{ArticleId, LibraryError, Store, StoredAnnotation};
use crate::annotation::{Anchor, Annotation, AnnotationId};

impl Store {
    /// The annotations on the article's newest text, by where they begin.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn annotations(&self, id: ArticleId) -> Result<Vec<StoredAnnotation>, LibraryError> {
        self.read("reading annotations", |connection| annotations_of(connection, id, false))
    }

    /// The annotations whose passage is no longer in the article's text. Each one's span speaks of the revision it
    /// was made on. Those too whose row is damaged, so that its span is no passage at all.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn orphans(&self, id: ArticleId) -> Result<Vec<StoredAnnotation>, LibraryError> {
        self.read("reading annotations", |connection| annotations_of(connection, id, true))
    }
}

/// The annotations of an article by where they begin: those on its newest text, or the orphaned ones. One that says that
/// it is on the newest text, and whose span is no passage of that, is an orphan.
pub(super) fn annotations_of(
    connection: &Connection,
    article: ArticleId,
    orphaned: bool,
) -> Result<Vec<StoredAnnotation>, Fault> {
    let Some(newest) = newest_revision(connection, article)? else { return Ok(Vec::new()) };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ANNOTATION_COLUMNS}, orphaned FROM annotation WHERE article = ?1 AND (?2 OR orphaned = 0)
         ORDER BY start_byte, end_byte, id"
    ))?;
    let mut rows = statement.query(params![article.0, orphaned])?;
    let mut passages = Passages::of(connection);
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let stored = stored_annotation(row)?;
        let is_orphan = row.get(11)? || !passages.has(newest, stored.annotation.span)?;
        if is_orphan == orphaned {
            found.push(stored);
        }
    }
    Ok(found)
}

/// A stored annotation and the article it is in.
pub(super) struct Held {
    pub(super) annotation: Annotation,
    pub(super) article: ArticleId,
}

/// The annotation of that name, in whatever article.
pub(super) fn held(connection: &Connection, id: &AnnotationId) -> Result<Option<Held>, Fault> {
    let mut statement =
        connection.prepare(&format!("SELECT {ANNOTATION_COLUMNS}, article FROM annotation WHERE id = ?1"))?;
    let found = statement.query_row([&id.0], |row| {
        Ok(Held { annotation: stored_annotation(row)?.annotation, article: ArticleId(row.get("article")?) })
    });
    Ok(found.optional()?)
}

/// What an annotation is written on, and when.
pub(super) struct Ground<'a> {
    pub(super) connection: &'a Connection,
    pub(super) article: ArticleId,
    pub(super) revision: i64,
    pub(super) at: &'a str,
}

impl Ground<'_> {
    /// Writes a new annotation.
    pub(super) fn insert(&self, annotation: &Annotation) -> Result<(), Fault> {
        let anchor = self.anchor(annotation)?;
        self.connection.execute(
            "INSERT INTO annotation (id, article, revision, start_byte, end_byte, label, note, source, reader,
                                     created, modified, quote, prefix, suffix, attributes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11, ?12, ?13, ?14)",
            params![
                annotation.id.0,
                self.article.0,
                self.revision,
                signed(annotation.span.start),
                signed(annotation.span.end),
                annotation.label,
                annotation.note,
                annotation.source,
                annotation.reader,
                self.at,
                anchor.quote,
                anchor.prefix,
                anchor.suffix,
                attributes_json(annotation)?,
            ],
        )?;
        Ok(())
    }

    /// Writes what the reader says anew; the span and the other columns stay.
    pub(super) fn update(&self, annotation: &Annotation) -> Result<(), Fault> {
        self.connection.execute(
            "UPDATE annotation SET label = ?2, note = ?3, source = ?4, reader = ?5, modified = ?6, attributes = ?7
             WHERE id = ?1",
            params![
                annotation.id.0,
                annotation.label,
                annotation.note,
                annotation.source,
                annotation.reader,
                self.at,
                attributes_json(annotation)?
            ],
        )?;
        Ok(())
    }

    /// Moves the annotation to its span of the newest text, an orphan too.
    pub(super) fn place(&self, annotation: &Annotation) -> Result<(), Fault> {
        let anchor = self.anchor(annotation)?;
        self.connection.execute(
            "UPDATE annotation SET revision = ?2, start_byte = ?3, end_byte = ?4, quote = ?5, prefix = ?6,
                                   suffix = ?7, orphaned = 0, former_quote = NULL
             WHERE id = ?1",
            params![
                annotation.id.0,
                self.revision,
                signed(annotation.span.start),
                signed(annotation.span.end),
                anchor.quote,
                anchor.prefix,
                anchor.suffix
            ],
        )?;
        Ok(())
    }

    /// Moves the annotation to where it was when `aside` was taken, be it in a text that is no longer the newest.
    pub(super) fn place_again(&self, annotation: &Annotation, aside: &str) -> Result<(), Fault> {
        self.connection.execute(
            "UPDATE annotation SET revision = ?4 ->> 'revision', start_byte = ?2, end_byte = ?3,
                                   quote = ?4 ->> 'quote', prefix = ?4 ->> 'prefix', suffix = ?4 ->> 'suffix',
                                   orphaned = ?4 ->> 'orphaned', former_quote = ?4 ->> 'former_quote'
             WHERE id = ?1",
            params![annotation.id.0, signed(annotation.span.start), signed(annotation.span.end), aside],
        )?;
        Ok(())
    }

    /// What the annotation's row holds beside the annotation itself, in JSON.
    pub(super) fn aside(&self, id: &AnnotationId) -> Result<String, Fault> {
        Ok(self.connection.query_row(
            "SELECT json_object('revision', revision, 'source_kind', source_kind, 'as_of', as_of, 'value', value,
                                'event', event, 'created', created, 'quote', quote, 'prefix', prefix,
                                'suffix', suffix, 'orphaned', orphaned, 'former_quote', former_quote)
             FROM annotation WHERE id = ?1",
            [&id.0],
            |row| row.get(0),
        )?)
    }

    /// Deletes the annotation.
    pub(super) fn delete(&self, id: &AnnotationId) -> Result<(), Fault> {
        self.connection.execute("DELETE FROM annotation WHERE id = ?1", [&id.0])?;
        Ok(())
    }

    /// Brings a deleted annotation back with all that its row held.
    pub(super) fn restore(&self, annotation: &Annotation, aside: &str) -> Result<(), Fault> {
        self.connection.execute(
            "INSERT INTO annotation (id, article, revision, start_byte, end_byte, label, note, source, source_kind,
                                     as_of, value, event, reader, created, modified, quote, prefix, suffix,
                                     orphaned, former_quote, attributes)
             VALUES (?1, ?2, ?10 ->> 'revision', ?3, ?4, ?5, ?6, ?7, ?10 ->> 'source_kind', ?10 ->> 'as_of',
                     ?10 ->> 'value', ?10 ->> 'event', ?8, ?10 ->> 'created', ?9, ?10 ->> 'quote',
                     ?10 ->> 'prefix', ?10 ->> 'suffix', ?10 ->> 'orphaned', ?10 ->> 'former_quote', ?11)",
            params![
                annotation.id.0,
                self.article.0,
                signed(annotation.span.start),
                signed(annotation.span.end),
                annotation.label,
                annotation.note,
                annotation.source,
                annotation.reader,
                self.at,
                aside,
                attributes_json(annotation)?,
            ],
        )?;
        Ok(())
    }

    fn anchor(&self, annotation: &Annotation) -> Result<Anchor, Fault> {
        let span = annotation.span;
        let anchor = anchor_in(self.connection, self.revision, span)?;
        anchor.map_err(|bytes| {
            LibraryError::NoPassage { article: self.article, start: span.start, end: span.end, bytes }.into()
        })
    }
}

/// Attributes as their column holds them.
fn attributes_json(annotation: &Annotation) -> Result<String, Fault> {
    serde_json::to_string(&annotation.attributes)
        .map_err(|error| Fault::Damaged(format!("attributes cannot be put down: {error}")))
}
