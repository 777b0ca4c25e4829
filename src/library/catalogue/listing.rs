//! A stretch of a list of annotations, and how many there are in all.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::{SOURCE, Selection, Sort};
use crate::library::error::Fault;
use crate::library::passages::Passages;
use crate::library::rows::{ANNOTATION_VALUES, signed, stored_annotation, unsigned, words};
use crate::library::{ArticleId, LibraryError, Revision, Store, StoredAnnotation};

/// The most of a quote that a list holds, in code points: an annotation may be as long as a book.
pub const QUOTE_CHARACTERS: usize = 4000;

/// An annotation in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// It, with its times. Its note is whole, for it is changed from here; its former quote goes as far as its words do.
    pub stored: StoredAnnotation,
    /// The article it is in.
    pub article: ArticleId,
    /// That article's newest revision: the one that changes are made on.
    pub revision: Revision,
    /// That article's title.
    pub title: String,
    /// The name of its source, for which the source as written may be another spelling.
    pub source_name: String,
    /// Its words, as far as the first [`QUOTE_CHARACTERS`] code points.
    pub quote: String,
    /// Some text before it.
    pub prefix: String,
    /// Some text after it.
    pub suffix: String,
    /// Whether its words are no longer in the article's text.
    pub orphaned: bool,
    /// Whether its row is damaged, so that it has no place: it says that it stands in the article's text, and where it says
    /// so there is no passage. Such a one is an orphan, too.
    pub damaged: bool,
    /// How many links begin or end at it.
    pub links: usize,
}

/// A stretch of a list of annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// How many there are in the whole list.
    pub total: usize,
    /// How many of them are orphans.
    pub orphaned: usize,
    /// How many of the others there are of each label, by its name.
    pub counts: Vec<(String, usize)>,
    /// Place of the first row in the list, from 0.
    pub first: usize,
    /// The rows.
    pub rows: Vec<Listed>,
}

impl Store {
    /// Up to `limit` of the annotations that fit `selection`, from the `first`th on, in its order. Where there are fewer,
    /// the last ones.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn catalogue(
        &self,
        selection: &Selection,
        first: usize,
        limit: usize,
    ) -> Result<Catalogue, LibraryError> {
        self.snapshot("listing annotations", |connection| {
            let mut catalogue = if selection.is_whole() {
                counted(connection, selection.article)?
            } else {
                filtered(connection, selection)?
            };
            catalogue.first = first.min(catalogue.total.saturating_sub(limit));
            catalogue.rows = rows(connection, selection, catalogue.first, limit)?;
            Ok(catalogue)
        })
    }
}

/// All of an article, or of the library: its counts are kept.
fn counted(connection: &Connection, article: Option<ArticleId>) -> Result<Catalogue, Fault> {
    let article = article.map(|article| article.0);
    let mut statement = connection.prepare(
        "SELECT label, sum(count) FROM label_count WHERE ?1 IS NULL OR article = ?1 GROUP BY label ORDER BY label",
    )?;
    let counts = statement.query_map([article], |row| Ok((words(row, 0)?, unsigned(row, 1)?)))?;
    let counts: Vec<(String, usize)> = counts.collect::<Result<_, _>>()?;
    let total = match article {
        Some(article) => {
            connection.query_row("SELECT count(*) FROM annotation WHERE article = ?1", [article], |row| {
                unsigned(row, 0)
            })?
        }
        None => connection.query_row("SELECT count(*) FROM annotation", [], |row| unsigned(row, 0))?,
    };
    let kept: usize = counts.iter().map(|count| count.1).sum();
    Ok(Catalogue { total, orphaned: total.saturating_sub(kept), counts, ..Catalogue::default() })
}

fn filtered(connection: &Connection, selection: &Selection) -> Result<Catalogue, Fault> {
    let (condition, values) = selection.condition();
    let mut statement = connection.prepare(&format!(
        "SELECT label, sum(orphaned = 0), sum(orphaned) FROM annotation WHERE {condition} GROUP BY label ORDER BY label"
    ))?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut catalogue = Catalogue::default();
    while let Some(row) = rows.next()? {
        let (kept, orphaned) = (unsigned(row, 1)?, unsigned(row, 2)?);
        catalogue.total += kept + orphaned;
        catalogue.orphaned += orphaned;
        if kept > 0 {
            catalogue.counts.push((words(row, 0)?, kept));
        }
    }
    Ok(catalogue)
}

/// The rows are chosen and sorted by their numbers first: what a row holds is read of those alone that are listed.
fn rows(
    connection: &Connection,
    selection: &Selection,
    first: usize,
    limit: usize,
) -> Result<Vec<Listed>, Fault> {
    let (condition, mut values) = selection.condition();
    let order = selection.sort.order();
    // Where all are listed by place, the index gives the first ones without looking at the rest.
    let index = if selection.is_whole() && selection.sort == Sort::Place {
        "INDEXED BY annotation_place"
    } else {
        ""
    };
    let (number, next) = (values.len() + 1, values.len() + 2);
    values.extend([Value::Integer(signed(limit)), Value::Integer(signed(first))]);
    let mut statement = connection.prepare(&format!(
        "SELECT {ANNOTATION_VALUES}, substr(former_quote, 1, {QUOTE_CHARACTERS}), article,
                (SELECT revision FROM article WHERE article.id = annotation.article),
                (SELECT title FROM article WHERE article.id = annotation.article),
                {SOURCE}, substr(quote, 1, {QUOTE_CHARACTERS}), prefix, suffix, orphaned,
                (SELECT count(*) FROM link JOIN annotation AS other ON other.id = link.to_annotation
                 WHERE link.from_annotation = annotation.id)
                + (SELECT count(*) FROM link JOIN annotation AS other ON other.id = link.from_annotation
                   WHERE link.to_annotation = annotation.id)
         FROM (SELECT rowid AS row FROM annotation {index} WHERE {condition} ORDER BY {order} LIMIT ?{number} OFFSET ?{next})
         CROSS JOIN annotation ON annotation.rowid = row
         ORDER BY {order}"
    ))?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut passages = Passages::of(connection);
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut listed = listed(row)?;
        listed.damaged =
            !listed.orphaned && !passages.has(listed.revision.0, listed.stored.annotation.span)?;
        listed.orphaned |= listed.damaged;
        found.push(listed);
    }
    Ok(found)
}

fn listed(row: &Row) -> rusqlite::Result<Listed> {
    Ok(Listed {
        stored: stored_annotation(row)?,
        article: ArticleId(row.get(11)?),
        revision: Revision(row.get(12)?),
        title: words(row, 13)?,
        source_name: words(row, 14)?,
        quote: words(row, 15)?,
        prefix: words(row, 16)?,
        suffix: words(row, 17)?,
        orphaned: row.get(18)?,
        damaged: false,
        links: unsigned(row, 19)?,
    })
}
