//! Which texts are the newest, as the library says: it alone knows, whatever was folded when.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::library::error::Fault;
use crate::library::{LibraryError, Store};

const DOING: &str = "looking what is to be folded";

/// The newest revision of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct One {
    pub(super) article: i64,
    pub(super) revision: i64,
    /// Whether the reader took the article out of sight.
    pub(super) hidden: bool,
}

impl One {
    fn of(row: &Row) -> rusqlite::Result<One> {
        Ok(One { article: row.get(0)?, revision: row.get(1)?, hidden: row.get(2)? })
    }
}

/// The newest revisions of all articles, by article.
#[derive(Debug, Default)]
pub(super) struct Newest {
    all: Vec<One>,
    changes: u64,
    /// How often the library's list had changed when they were read.
    read_at: Option<i64>,
}

impl Newest {
    /// Reads those that have changed since.
    pub(super) fn refresh(&mut self, store: &Store) -> Result<(), LibraryError> {
        store.snapshot(DOING, |connection| {
            let mut count = connection.prepare_cached("SELECT value FROM change_count")?;
            let now: i64 = count.query_row([], |row| row.get(0))?;
            let have_changed = match self.read_at {
                Some(before) if before == now => return Ok(()),
                Some(before) if before < now => self.read_changes(connection, before)?,
                // Never read, or a copy of the library was brought back.
                _ => self.read_all(connection)?,
            };
            self.changes += u64::from(have_changed || self.read_at.is_none());
            self.read_at = Some(now);
            Ok(())
        })
    }

    /// Whether any is another now.
    fn read_all(&mut self, connection: &Connection) -> Result<bool, Fault> {
        // A deleted article may come back, and its text stays folded.
        let mut statement = connection
            .prepare("SELECT id, revision, hidden OR deleted IS NOT NULL FROM article ORDER BY id")?;
        let all: Vec<One> = statement.query_map([], One::of)?.collect::<Result<_, _>>()?;
        let have_changed = all != self.all;
        self.all = all;
        Ok(have_changed)
    }

    /// Likewise, of those whose articles changed after the `since`th change of the list.
    fn read_changes(&mut self, connection: &Connection, since: i64) -> Result<bool, Fault> {
        let mut have_changed = false;
        let mut gone = connection.prepare_cached("SELECT article FROM gone_article WHERE changed > ?1")?;
        for article in gone.query_map([since], |row| row.get::<_, i64>(0))? {
            if let Ok(place) = self.place(article?) {
                self.all.remove(place);
                have_changed = true;
            }
        }
        let mut changed = connection.prepare_cached(
            "SELECT id, revision, hidden OR deleted IS NOT NULL FROM article WHERE changed > ?1",
        )?;
        for one in changed.query_map([since], One::of)? {
            let one = one?;
            match self.place(one.article) {
                Ok(place) => have_changed |= std::mem::replace(&mut self.all[place], one) != one,
                Err(place) => {
                    self.all.insert(place, one);
                    have_changed = true;
                }
            }
        }
        Ok(have_changed)
    }

    fn place(&self, article: i64) -> Result<usize, usize> {
        self.all.binary_search_by_key(&article, |one| one.article)
    }

    /// How often they have changed, the first look included.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    pub(super) fn all(&self) -> &[One] {
        &self.all
    }

    pub(super) fn of(&self, article: i64) -> Option<One> {
        self.place(article).ok().and_then(|place| self.all.get(place)).copied()
    }
}

/// What names the library; 0 where nothing does.
pub(super) fn identity(store: &Store) -> Result<u128, LibraryError> {
    let named = store.setting("identity")?;
    Ok(named.and_then(|digits| u128::from_str_radix(&digits, 16).ok()).unwrap_or(0))
}

/// The first bytes of the hash of a revision's text; `None` where there is no such revision.
pub(super) fn hash(connection: &Connection, revision: i64) -> Result<Option<u64>, Fault> {
    let mut statement = connection.prepare_cached("SELECT hash FROM revision WHERE id = ?1")?;
    let found: Option<Vec<u8>> = statement.query_row([revision], |row| row.get(0)).optional()?;
    Ok(found.and_then(|hash| Some(u64::from_le_bytes(*hash.first_chunk()?))))
}

/// Whether texts that were folded, by revision and hash, may be of this library as it is now: not those of another, and
/// not of a later state than one that was brought back from a copy. `folded` begins with the newest.
pub(super) fn may_be_of(
    store: &Store,
    folded: impl IntoIterator<Item = (i64, u64)>,
) -> Result<bool, LibraryError> {
    store.snapshot(DOING, |connection| {
        let mut last = connection.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'revision'")?;
        let last: Option<i64> = last.query_row([], |row| row.get(0)).optional()?;
        let mut none = true;
        for (revision, kept) in folded {
            none = false;
            if last.is_none_or(|last| revision > last) {
                return Ok(false);
            }
            // Revisions of deleted articles are gone, and tell nothing.
            if let Some(hash) = hash(connection, revision)? {
                return Ok(hash == kept);
            }
        }
        Ok(none)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::library::{ArticleId, FileStamp, Mark};

    #[test]
    fn what_changed_is_read_as_if_all_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let (mut store, mut other) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
        let mut newest = Newest::default();
        let mut look = |store: &Store| {
            let before = newest.changes();
            newest.refresh(store).unwrap();
            let mut anew = Newest::default();
            anew.refresh(store).unwrap();
            assert_eq!(newest.all(), anew.all());
            newest.changes() - before
        };
        let add = |store: &mut Store, uri: &str, text: &str| {
            store.add(uri, &Article::from_text(text.to_owned()), FileStamp::default()).unwrap().id
        };
        assert_eq!(look(&store), 1, "the first look");
        let one = add(&mut store, "sample:1", "一");
        let two = add(&mut other, "sample:2", "二");
        assert_eq!((look(&store), look(&store)), (1, 0));
        let mark = |store: &mut Store, id: ArticleId, mark| store.mark(&[id], mark, "me").unwrap();
        mark(&mut other, one, Mark::Starred(true));
        assert_eq!(look(&store), 0, "which says nothing of texts");
        mark(&mut other, one, Mark::Deleted(true));
        assert_eq!(look(&store), 1);
        mark(&mut store, two, Mark::Hidden(true));
        assert_eq!(look(&store), 1);
        add(&mut other, "sample:2", "二，新的");
        assert_eq!(look(&store), 1);
        store.delete(one).unwrap();
        add(&mut other, "sample:3", "三");
        assert_eq!((look(&store), look(&other)), (1, 0));
    }
}
