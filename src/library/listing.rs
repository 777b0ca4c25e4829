//! The list of articles, without their texts, and what is kept about each: place and sight.

use std::collections::HashMap;

use rusqlite::{Connection, Params, Row, params};

use super::error::Fault;
use super::rows::{current_revision, metadata_of, no_such_article, script_named, signed, unsigned};
use super::{Arrangement, ArticleEntry, ArticleId, LibraryError, Like, Revision, Store};

const COLUMNS: &str = "SELECT id, title, uri, script, bytes, read_to, position, hidden, added, byline, published, site, language,
            url, characters, like_article, like_percent, starred, marked, deleted IS NOT NULL
     FROM article";

/// Articles that are looked at, at most, for the first screen of a list: where a filter lets fewer through than the
/// screen holds, what comes behind fills it.
const LOOKED_AT: usize = 4000;

/// What changed in the list of articles since it was last asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles that are new or different, deleted ones included.
    pub entries: Vec<ArticleEntry>,
    /// Articles that are gone for good.
    pub gone: Vec<ArticleId>,
    /// How far this goes: to be given when asking next.
    pub until: u64,
}

impl Store {
    /// How many articles there are, hidden ones included.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn count(&self) -> Result<usize, LibraryError> {
        self.read("counting articles", |connection| {
            let query = "SELECT count(*) FROM article WHERE deleted IS NULL";
            Ok(connection.query_row(query, [], |row| unsigned(row, 0))?)
        })
    }

    /// Whether there are more articles than so many, hidden and deleted ones included: far quicker than to count them.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn holds_more_than(&self, articles: usize) -> Result<bool, LibraryError> {
        self.read("counting articles", |connection| {
            let mut statement = connection.prepare("SELECT 1 FROM article LIMIT 1 OFFSET ?1")?;
            Ok(statement.exists([signed(articles)])?)
        })
    }

    /// Up to `limit` articles from the `offset`th on, hidden ones included, in the order they were added.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn entries(&self, offset: usize, limit: usize) -> Result<Vec<ArticleEntry>, LibraryError> {
        let (limit, offset) = (signed(limit), signed(offset));
        self.snapshot("reading the list", |connection| {
            let query = format!("{COLUMNS} WHERE deleted IS NULL ORDER BY id LIMIT ?1 OFFSET ?2");
            with_counts(connection, read_entries(connection, &query, [limit, offset])?)
        })
    }

    /// Up to `limit` articles after `after` in the order they were added, deleted and hidden ones included.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn entries_after(&self, after: ArticleId, limit: usize) -> Result<Vec<ArticleEntry>, LibraryError> {
        self.snapshot("reading the list", |connection| {
            let query = format!("{COLUMNS} WHERE id > ?1 ORDER BY id LIMIT ?2");
            with_counts(connection, read_entries(connection, &query, [after.0, signed(limit)])?)
        })
    }

    /// The first articles of a list as it is wanted, up to `limit` that are not hidden. Of a long library they may be
    /// fewer, where few fit.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn first_entries(
        &self,
        wanted: &Arrangement,
        limit: usize,
    ) -> Result<Vec<ArticleEntry>, LibraryError> {
        self.snapshot("reading the list", |connection| {
            let mut first = Vec::new();
            let mut looked_at = 0;
            for order in wanted.queries() {
                let mut statement = connection.prepare(&format!("{COLUMNS} {order}"))?;
                let mut rows = statement.query([])?;
                while first.len() < limit
                    && looked_at < LOOKED_AT
                    && let Some(row) = rows.next()?
                {
                    looked_at += 1;
                    let mut entry = entry_of(row)?;
                    entry.counts = counts_between(connection, entry.id, entry.id)?
                        .remove(&entry.id.0)
                        .unwrap_or_default();
                    entry.copies = copies_between(connection, entry.id, entry.id)?
                        .remove(&entry.id.0)
                        .unwrap_or_default();
                    if !entry.hidden && wanted.filter.fits(&entry) {
                        first.push(entry);
                    }
                }
            }
            Ok(first)
        })
    }

    /// What changed in the list after the `since`th change, up to `limit` articles and as many that are gone.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn changes(&self, since: u64, limit: usize) -> Result<Changes, LibraryError> {
        self.snapshot("reading the list", |connection| {
            let (since, limit) = (i64::try_from(since).unwrap_or(i64::MAX), signed(limit));
            let mut statement = connection.prepare(
                "SELECT id, changed, 0 FROM article WHERE changed > ?1
                 UNION ALL SELECT article, changed, 1 FROM gone_article WHERE changed > ?1
                 ORDER BY changed LIMIT ?2",
            )?;
            let mut rows = statement.query([since, limit])?;
            let mut changes = Changes { until: u64::try_from(since).unwrap_or(0), ..Changes::default() };
            while let Some(row) = rows.next()? {
                let id = ArticleId(row.get(0)?);
                changes.until = unsigned(row, 1)? as u64;
                if row.get(2)? {
                    changes.gone.push(id);
                } else {
                    changes.entries.extend(one_entry(connection, id)?);
                }
            }
            Ok(changes)
        })
    }

    /// How many of these articles are nearly the same as another.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn count_like(&self, ids: &[ArticleId]) -> Result<usize, LibraryError> {
        let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else {
            return Ok(0);
        };
        let wanted: std::collections::HashSet<&ArticleId> = ids.iter().collect();
        self.read("reading the list", |connection| {
            let mut statement = connection
                .prepare("SELECT id FROM article WHERE like_article IS NOT NULL AND id BETWEEN ?1 AND ?2")?;
            let like = statement.query_map([first.0, last.0], |row| row.get(0).map(ArticleId))?;
            let like = like.collect::<Result<Vec<_>, _>>()?;
            Ok(like.iter().filter(|id| wanted.contains(id)).count())
        })
    }

    /// One article, a deleted one too.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the library cannot be read.
    pub fn entry(&self, id: ArticleId) -> Result<ArticleEntry, LibraryError> {
        self.snapshot("reading the list", |connection| {
            one_entry(connection, id)?.ok_or_else(|| no_such_article(id))
        })
    }

    /// Keeps where the cursor is and how far the article has been read, both in bytes of the text of `revision`, or of the
    /// newest where none is named. Another program may have read further already: that stands. A place in a text that is
    /// no longer the newest is left out: the one kept was carried over when the new text came.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the library cannot be written.
    pub fn place(
        &mut self,
        id: ArticleId,
        revision: Option<Revision>,
        position: usize,
        read_to: usize,
    ) -> Result<(), LibraryError> {
        self.write("keeping the place", |transaction| {
            let current = current_revision(transaction, id)?;
            if revision.is_some_and(|revision| revision.0 != current) {
                return Ok(());
            }
            // One that was marked as unread is read again.
            let set = "UPDATE article SET position = min(?2, bytes), read_to = max(read_to, min(?3, bytes)),
                    marked = nullif(marked, 0)
                WHERE id = ?1";
            touched(transaction.execute(set, params![id.0, signed(position), signed(read_to)])?, id)
        })
    }
}

fn touched(rows: usize, id: ArticleId) -> Result<(), Fault> {
    if rows == 0 { Err(no_such_article(id)) } else { Ok(()) }
}

fn one_entry(connection: &Connection, id: ArticleId) -> Result<Option<ArticleEntry>, Fault> {
    let Some(mut entry) = read_entries(connection, &format!("{COLUMNS} WHERE id = ?1"), [id.0])?.pop() else {
        return Ok(None);
    };
    entry.counts = counts_between(connection, id, id)?.remove(&id.0).unwrap_or_default();
    entry.copies = copies_between(connection, id, id)?.remove(&id.0).unwrap_or_default();
    Ok(Some(entry))
}

/// The articles that `query` gives, without their counts.
fn read_entries(connection: &Connection, query: &str, with: impl Params) -> Result<Vec<ArticleEntry>, Fault> {
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map(with, entry_of)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn like_of(row: &Row, column: usize) -> rusqlite::Result<Option<Like>> {
    let article: Option<i64> = row.get(column)?;
    let percent = row.get(column + 1)?;
    Ok(article.map(|article| Like { article: ArticleId(article), percent }))
}

/// By article, in how many places besides its own its words stand; those that stand nowhere else are left out.
fn copies_between(
    connection: &Connection,
    first: ArticleId,
    last: ArticleId,
) -> Result<HashMap<i64, usize>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT article, count(*) - 1 FROM article_uri WHERE article BETWEEN ?1 AND ?2
         GROUP BY article HAVING count(*) > 1",
    )?;
    let rows = statement.query_map([first.0, last.0], |row| Ok((row.get(0)?, unsigned(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn entry_of(row: &Row) -> rusqlite::Result<ArticleEntry> {
    Ok(ArticleEntry {
        id: ArticleId(row.get(0)?),
        title: row.get(1)?,
        uri: row.get(2)?,
        script: script_named(row.get_ref(3)?.as_str()?),
        bytes: unsigned(row, 4)?,
        read_to: unsigned(row, 5)?,
        position: unsigned(row, 6)?,
        counts: Vec::new(),
        hidden: row.get(7)?,
        added: row.get(8)?,
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
fn with_counts(connection: &Connection, mut entries: Vec<ArticleEntry>) -> Result<Vec<ArticleEntry>, Fault> {
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
fn counts_between(
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
        counts.entry(row.get(0)?).or_default().push((row.get(1)?, unsigned(row, 2)?));
    }
    Ok(counts)
}
