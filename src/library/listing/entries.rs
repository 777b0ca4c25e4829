//! An article's line in the list, out of its row and what is counted beside it.

use std::collections::HashMap;

use rusqlite::{Connection, Params, Row};

use crate::library::error::Fault;
use crate::library::rows::{metadata_of, script_named, unsigned, words};
use crate::library::{ArticleEntry, ArticleId, Like};
use crate::text::without_password;

/// What [`entry_of`] takes, in its order.
pub(super) const COLUMNS: &str = "SELECT id, title, uri, script, bytes, read_to, position, hidden, added, byline, published, site, language,
            url, characters, like_article, like_percent, starred, marked, deleted IS NOT NULL
     FROM article";

pub(super) fn one_entry(connection: &Connection, id: ArticleId) -> Result<Option<ArticleEntry>, Fault> {
    let Some(mut entry) = read_entries(connection, &format!("{COLUMNS} WHERE id = ?1"), [id.0])?.pop() else {
        return Ok(None);
    };
    entry.counts = counts_between(connection, id, id)?.remove(&id.0).unwrap_or_default();
    entry.copies = copies_between(connection, id, id)?.remove(&id.0).unwrap_or_default();
    Ok(Some(entry))
}

/// The articles that `query` gives, without their counts.
pub(super) fn read_entries(
    connection: &Connection,
    query: &str,
    with: impl Params,
) -> Result<Vec<ArticleEntry>, Fault> {
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map(with, entry_of)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn like_of(row: &Row, column: usize) -> rusqlite::Result<Option<Like>> {
    let article: Option<i64> = row.get(column)?;
    let percent = u8::try_from(unsigned(row, column + 1)?).unwrap_or(u8::MAX).min(100);
    Ok(article.map(|article| Like { article: ArticleId(article), percent }))
}

/// By article, in how many places besides its own its words stand; those that stand nowhere else are left out.
pub(super) fn copies_between(
    connection: &Connection,
    first: ArticleId,
    last: ArticleId,
) -> Result<HashMap<i64, usize>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT article, count(*) - 1 FROM article_uri WHERE article BETWEEN ?1 AND ?2 AND revision > 0
         GROUP BY article HAVING count(*) > 1",
    )?;
    let rows = statement.query_map([first.0, last.0], |row| Ok((row.get(0)?, unsigned(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn entry_of(row: &Row) -> rusqlite::Result<ArticleEntry> {
    Ok(ArticleEntry {
        id: ArticleId(row.get(0)?),
        title: words(row, 1)?,
        uri: without_password(&words(row, 2)?).into_owned(),
        script: script_named(&words(row, 3)?),
        bytes: unsigned(row, 4)?,
        read_to: unsigned(row, 5)?,
        position: unsigned(row, 6)?,
        counts: Vec::new(),
        hidden: row.get(7)?,
        added: words(row, 8)?,
        metadata: metadata_of(row, 9)?,
        characters: unsigned(row, 14)?,
        copies: 0,
        like: like_of(row, 15)?,
        starred: row.get(17)?,
        marked: row.get(18)?,
        deleted: row.get(19)?,
    })
}

/// Gives articles, which are in the order of their numbers, their counts.
pub(super) fn with_counts(
    connection: &Connection,
    mut entries: Vec<ArticleEntry>,
) -> Result<Vec<ArticleEntry>, Fault> {
    if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
        let mut counts = counts_between(connection, first.id, last.id)?;
        let mut copies = copies_between(connection, first.id, last.id)?;
        for entry in &mut entries {
            entry.counts = counts.remove(&entry.id.0).unwrap_or_default();
            entry.copies = copies.remove(&entry.id.0).unwrap_or_default();
        }
    }
    Ok(entries)
}

/// By article, how many annotations of each label, in the labels' order.
pub(super) fn counts_between(
    connection: &Connection,
    first: ArticleId,
    last: ArticleId,
) -> Result<HashMap<i64, Vec<(String, usize)>>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT article, label, count FROM label_count WHERE article BETWEEN ?1 AND ?2 ORDER BY article, label",
    )?;
    let mut rows = statement.query([first.0, last.0])?;
    let mut counts: HashMap<i64, Vec<(String, usize)>> = HashMap::new();
    while let Some(row) = rows.next()? {
        counts.entry(row.get(0)?).or_default().push((words(row, 1)?, unsigned(row, 2)?));
    }
    Ok(counts)
}
