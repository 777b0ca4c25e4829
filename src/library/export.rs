//! What exports read: article by article, so that a library of any size takes the memory of one article.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

use rusqlite::{Connection, params, params_from_iter};

use super::disk_error;
use super::doubts::{doubts, without_their_words};
use super::error::Fault;
use super::links::links_of;
use super::passages::is_passage;
use super::remembered;
use super::rows::{ANNOTATION_COLUMNS, stored_annotation, unsigned};
use super::texts::{article_text, revision_text};
use super::{ArticleId, ArticleText, LibraryError, Selection, Store, StoredAnnotation, StoredLink};
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
    /// Those chosen here; all where nothing is. Its order counts for nothing.
    pub selection: Selection,
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
        self.export_or(filter, false, &mut |_, fault| Err(fault), each)
    }

    /// As [`Store::export`], of a library that may be damaged: what can be read is given. Says what is missing, or may
    /// not be what it was, in words; nothing where all is sound.
    ///
    /// # Errors
    ///
    /// Where not even the articles can be told.
    pub fn export_readable(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(Marked<'_>) -> ControlFlow<()>,
    ) -> Result<Vec<String>, LibraryError> {
        let comparing = remembered::begin(self.path());
        self.snapshot("exporting", |connection| {
            let mut missing = doubts(connection, self.path());
            let is_doubtful = !missing.is_empty();
            let mut unread = |article: ArticleId, fault: Fault| {
                let why = disk_error::told(fault, connection, self.path()).worded(self.path(), "exporting");
                missing.push(format!("article {}: {why}", article.0));
                Ok(())
            };
            let mut changed = Vec::new();
            self.export_or(filter, is_doubtful, &mut unread, &mut |marked| {
                match without_their_words(connection, marked.article) {
                    Ok(0) => {}
                    Ok(count) => changed.push(format!(
                        "article {}: {count} annotations have other words in their place than were tagged",
                        marked.article.id.0
                    )),
                    // Their rows were told of.
                    Err(_) => {}
                }
                each(marked)
            })?;
            missing.extend(changed);
            // The other connection may have seen another moment.
            if comparing.and_then(|comparing| comparing.join().ok().flatten()) != Some(0) {
                match remembered::differing(connection) {
                    Ok(0) => {}
                    Ok(count) => missing.push(format!(
                        "annotations whose name or words are not those that were written: {count}"
                    )),
                    Err(fault) => {
                        let fault = disk_error::told(fault, connection, self.path());
                        missing.push(fault.worded(self.path(), "reading the history").to_string());
                    }
                }
            }
            Ok(missing)
        })
    }

    /// Exports; `unread` is told of what cannot be read, and says whether to go on.
    fn export_or(
        &self,
        filter: &Filter,
        is_doubtful: bool,
        unread: &mut dyn FnMut(ArticleId, Fault) -> Result<(), Fault>,
        each: &mut dyn FnMut(Marked<'_>) -> ControlFlow<()>,
    ) -> Result<(), LibraryError> {
        self.snapshot("exporting", |connection| {
            let labels = json_list(&filter.labels)?;
            let linked: bool = connection
                .query_row("SELECT EXISTS (SELECT 1 FROM link)", [], |row| row.get(0))
                .or_else(|error| if is_doubtful { Ok(false) } else { Err(error) })?;
            let chosen = chosen(connection, &filter.selection)?;
            let is_chosen = |stored: &StoredAnnotation| {
                chosen.as_ref().is_none_or(|chosen| chosen.contains(&stored.annotation.id))
            };
            let articles = match is_doubtful {
                true => annotated_as_found(connection, filter),
                false => annotated(connection, filter, &labels)?,
            };
            for article in articles {
                let mut annotations = match annotations_labelled(connection, article, &labels) {
                    Ok(annotations) => annotations,
                    Err(fault) => {
                        unread(article, fault)?;
                        one_by_one(connection, article, &filter.labels)
                    }
                };
                if let Some(reader) = &filter.settled {
                    let set = settled_set(annotations.iter().map(|stored| &stored.annotation), reader);
                    let mut set = set.into_iter();
                    annotations.retain(|_| set.next().unwrap_or(false));
                }
                let text = match article_text(connection, article) {
                    Ok((text, _)) => text,
                    Err(fault) => {
                        unread(article, fault)?;
                        continue;
                    }
                };
                let mut orphans = match orphans_of(connection, article, &labels, &text.text, &mut annotations)
                {
                    Ok(orphans) => orphans,
                    Err(fault) => {
                        unread(article, fault)?;
                        Vec::new()
                    }
                };
                annotations.retain(is_chosen);
                orphans.retain(|orphan| is_chosen(&orphan.stored));
                if annotations.is_empty() && orphans.is_empty() {
                    continue;
                }
                let links = match linked.then(|| links_of(connection, article)).transpose() {
                    Ok(links) => links.unwrap_or_default(),
                    Err(fault) => {
                        unread(article, fault)?;
                        Vec::new()
                    }
                };
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

/// The names of the annotations that are chosen, where not all are.
fn chosen(connection: &Connection, selection: &Selection) -> Result<Option<HashSet<AnnotationId>>, Fault> {
    if selection.is_whole() && selection.article.is_none() {
        return Ok(None);
    }
    let (condition, values) = selection.condition();
    let mut statement = connection.prepare(&format!("SELECT id FROM annotation WHERE {condition}"))?;
    let ids = statement.query_map(params_from_iter(values), |row| row.get(0).map(AnnotationId))?;
    Ok(Some(ids.collect::<Result<_, _>>()?))
}

/// The articles that have annotations, as far as they can be read by either way.
fn annotated_as_found(connection: &Connection, filter: &Filter) -> Vec<ArticleId> {
    let mut found = BTreeSet::new();
    for from in ["annotation NOT INDEXED", "annotation INDEXED BY annotation_place", "label_count"] {
        let Ok(mut statement) = connection.prepare(&format!("SELECT article FROM {from}")) else { continue };
        let Ok(rows) = statement.query_map([], |row| row.get(0).map(ArticleId)) else { continue };
        found.extend(rows.map_while(Result::ok));
    }
    found.retain(|article| filter.articles.is_empty() || filter.articles.contains(article));
    found.into_iter().collect()
}

/// The annotations of an article of which not all can be read: each by itself.
fn one_by_one(connection: &Connection, article: ArticleId, labels: &[String]) -> Vec<StoredAnnotation> {
    let mut found = Vec::new();
    let ids =
        "SELECT rowid FROM annotation INDEXED BY annotation_place WHERE article = ?1 ORDER BY start_byte";
    let Ok(mut statement) = connection.prepare(ids) else { return found };
    let Ok(rows) = statement.query_map([article.0], |row| row.get::<_, i64>(0)) else { return found };
    let one = format!(
        "SELECT {ANNOTATION_COLUMNS} FROM annotation WHERE rowid = ?1 AND article = ?2 AND orphaned = 0"
    );
    for rowid in rows.map_while(Result::ok) {
        let stored = connection
            .prepare_cached(&one)
            .and_then(|mut statement| statement.query_row(params![rowid, article.0], stored_annotation));
        found.extend(stored.ok().filter(|one| labels.is_empty() || labels.contains(&one.annotation.label)));
    }
    found
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
    let fits = |stored: &StoredAnnotation| is_passage(text, stored.annotation.span);
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
