//! What exports read: article by article, so that a library of any size takes the memory of one article.

use std::collections::HashSet;
use std::ops::ControlFlow;

use rusqlite::{Connection, params};

use super::error::Fault;
use super::links::links_of;
use super::rows::{ANNOTATION_COLUMNS, stored_annotation, unsigned};
use super::texts::{article_text, revision_text};
use super::{ArticleId, ArticleText, LibraryError, Store, StoredAnnotation, StoredLink};
use crate::annotation::{Anchor, AnnotationId, settled_set};

/// Which annotations an export takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Labels by name; empty for all.
    pub labels: Vec<String>,
    /// Articles; empty for all.
    pub articles: Vec<ArticleId>,
    /// The one set that several readers settled on, told by [`settled_set`]: for this reader, whose own are kept where
    /// others agree. All annotations where nobody is named.
    pub settled: Option<String>,
}

/// An article with its annotations and links, as an export takes it.
#[derive(Clone, Copy, Debug)]
pub struct Marked<'a> {
    /// It, with its newest text.
    pub article: &'a ArticleText,
    /// Its annotations of the kind asked for, by where they begin.
    pub annotations: &'a [StoredAnnotation],
    /// Its annotations of that kind that have no place in the text: by where they stood.
    pub orphans: &'a [Orphan],
    /// The links that begin or end in it, in the order made; their other ends may be in other articles, or left out.
    pub links: &'a [StoredLink],
}

/// An annotation that has no place in its article's text any more, with the last place and words that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// It; its span speaks of another text.
    pub stored: StoredAnnotation,
    /// The words that it was on, and those around them.
    pub anchor: Anchor,
    /// Its first code point in the text that had it; 0 where that is not known any more.
    pub start: usize,
    /// One past its last one, likewise.
    pub end: usize,
}

impl Store {
    /// Gives each article that has annotations of the kind asked for, with these by where they begin, to `each`, in
    /// the articles' order, until it breaks off. All are of one moment, whatever other programs write meanwhile.
    /// What has no place in the text, or a damaged one, comes as an orphan.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn export(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(Marked<'_>) -> ControlFlow<()>,
    ) -> Result<(), LibraryError> {
        self.snapshot("exporting", |connection| {
            let labels = json_list(&filter.labels)?;
            let linked: bool =
                connection.query_row("SELECT EXISTS (SELECT 1 FROM link)", [], |row| row.get(0))?;
            for article in annotated(connection, filter, &labels)? {
                let mut annotations = annotations_labelled(connection, article, &labels)?;
                if let Some(reader) = &filter.settled {
                    let set = settled_set(annotations.iter().map(|stored| &stored.annotation), reader);
                    let mut set = set.into_iter();
                    annotations.retain(|_| set.next().unwrap_or(false));
                }
                let (text, _) = article_text(connection, article)?;
                let orphans = orphans_of(connection, article, &labels, &text.text, &mut annotations)?;
                let links = if linked { links_of(connection, article)? } else { Vec::new() };
                if each(Marked {
                    article: &text,
                    annotations: &annotations,
                    orphans: &orphans,
                    links: &links,
                })
                .is_break()
                {
                    break;
                }
            }
            Ok(())
        })
    }
}

impl Store {
    /// How many annotations [`Store::export`] would give; those of all readers where it gives a settled set.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn export_count(&self, filter: &Filter) -> Result<usize, LibraryError> {
        self.read("counting annotations", |connection| {
            let (labels, articles) = (json_list(&filter.labels)?, json_list(&filter.articles)?);
            Ok(connection.query_row(
                &format!("SELECT coalesce(sum(count), 0) FROM label_count WHERE {WANTED}"),
                [labels, articles],
                |row| unsigned(row, 0),
            )?)
        })
    }
}

/// The rows of `label_count` that labels (?1) and articles (?2), both lists in JSON, ask for.
const WANTED: &str = "(?1 = '[]' OR label IN (SELECT value FROM json_each(?1)))
       AND (?2 = '[]' OR article IN (SELECT value FROM json_each(?2)))";

fn annotated(connection: &Connection, filter: &Filter, labels: &str) -> Result<Vec<ArticleId>, Fault> {
    let mut statement = connection.prepare(&format!(
        "SELECT DISTINCT article FROM label_count WHERE {WANTED}
             UNION SELECT article FROM annotation WHERE orphaned = 1 AND {WANTED} ORDER BY article"
    ))?;
    let ids =
        statement.query_map([labels, &json_list(&filter.articles)?], |row| row.get(0).map(ArticleId))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The orphans of an article, and those of `annotations` whose spans are none of its `text`, which are taken out of these.
fn orphans_of(
    connection: &Connection,
    article: ArticleId,
    labels: &str,
    text: &str,
    annotations: &mut Vec<StoredAnnotation>,
) -> Result<Vec<Orphan>, Fault> {
    let fits = |stored: &StoredAnnotation| text.get(stored.annotation.span.range()).is_some();
    let all_fit = annotations.iter().all(fits);
    let mut statement = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM annotation WHERE article = ?1 AND orphaned = 1)")?;
    if all_fit && !statement.query_row([article.0], |row| row.get::<_, bool>(0))? {
        return Ok(Vec::new());
    }
    annotations.retain(fits);
    let kept: HashSet<&AnnotationId> = annotations.iter().map(|stored| &stored.annotation.id).collect();
    let mut statement = connection.prepare(&format!(
        "SELECT {ANNOTATION_COLUMNS}, quote, prefix, suffix, revision, orphaned FROM annotation
         WHERE article = ?1 AND (?2 = '[]' OR label IN (SELECT value FROM json_each(?2)))
         ORDER BY revision, start_byte, end_byte, id"
    ))?;
    let mut rows = statement.query(params![article.0, labels])?;
    let mut orphans = Vec::new();
    let mut last: Option<(i64, String)> = None;
    while let Some(row) = rows.next()? {
        let stored = stored_annotation(row)?;
        if kept.contains(&stored.annotation.id) || (!row.get::<_, bool>("orphaned")? && fits(&stored)) {
            continue;
        }
        let revision: i64 = row.get("revision")?;
        if last.as_ref().is_none_or(|(read, _)| *read != revision) {
            // The text that had it may be damaged or gone; its words are in the row.
            last = Some((revision, revision_text(connection, revision).unwrap_or_default()));
        }
        let old = last.as_ref().map_or("", |(_, text)| text.as_str());
        let span = stored.annotation.span;
        let (start, end) = match (old.get(..span.start), old.get(span.range())) {
            (Some(before), Some(words)) => {
                let start = before.chars().count();
                (start, start + words.chars().count())
            }
            _ => (0, 0),
        };
        let anchor = Anchor {
            quote: row.get("quote")?,
            prefix: row.get("prefix")?,
            suffix: row.get("suffix")?,
            start: span.start,
        };
        orphans.push(Orphan { stored, anchor, start, end });
    }
    Ok(orphans)
}

fn annotations_labelled(
    connection: &Connection,
    article: ArticleId,
    labels: &str,
) -> Result<Vec<StoredAnnotation>, Fault> {
    let mut statement = connection.prepare(&format!(
        "SELECT {ANNOTATION_COLUMNS} FROM annotation
         WHERE article = ?1 AND orphaned = 0 AND (?2 = '[]' OR label IN (SELECT value FROM json_each(?2)))
         ORDER BY start_byte, end_byte, id"
    ))?;
    let rows = statement.query_map(params![article.0, labels], stored_annotation)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn json_list(items: &[impl serde::Serialize]) -> Result<String, Fault> {
    serde_json::to_string(items)
        .map_err(|error| Fault::Damaged(format!("the filter cannot be put down: {error}")))
}
