//! The list of articles, without their texts, and what is kept about each: place and sight.

mod entries;

use rusqlite::params;

use super::error::Fault;
use super::rows::{current_revision, no_such_article, signed, unsigned};
use super::{Arrangement, ArticleEntry, ArticleId, LibraryError, Revision, Store};
use entries::{COLUMNS, copies_between, counts_between, entry_of, one_entry, read_entries, with_counts};

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
