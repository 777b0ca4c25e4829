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
    /// None read yet, with a count of changes that nothing reaches that counted from an `earlier` number.
    pub(super) fn after(earlier: u32) -> Newest {
        Newest { changes: u64::from(earlier) << u32::BITS, ..Newest::default() }
    }

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
        let mut statement = connection
            .prepare_cached("SELECT article FROM gone_article WHERE changed > ?1 ORDER BY article")?;
        let gone: Vec<i64> = statement.query_map([since], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut statement = connection.prepare_cached(
            "SELECT id, revision, hidden OR deleted IS NOT NULL FROM article WHERE changed > ?1",
        )?;
        let changed: Vec<One> = statement.query_map([since], One::of)?.collect::<Result<_, _>>()?;
        Ok(self.take(&gone, changed))
    }

    /// Leaves out those of the articles `gone`, which are in order, and takes the `changed` ones in; whether any is another
    /// now. Goes over all of them once, however many changed.
    fn take(&mut self, gone: &[i64], changed: Vec<One>) -> bool {
        let mut have_changed = false;
        if !gone.is_empty() {
            let before = self.all.len();
            self.all.retain(|one| gone.binary_search(&one.article).is_err());
            have_changed = self.all.len() != before;
        }
        let mut new = Vec::new();
        for one in changed {
            match self.place(one.article) {
                Ok(place) => have_changed |= std::mem::replace(&mut self.all[place], one) != one,
                Err(_) => new.push(one),
            }
        }
        if !new.is_empty() {
            have_changed = true;
            self.all.append(&mut new);
            // Nearly all stand in order already, which a stable sort makes use of.
            self.all.sort_by_key(|one| one.article);
        }
        have_changed
    }

    fn place(&self, article: i64) -> Result<usize, usize> {
        self.all.binary_search_by_key(&article, |one| one.article)
    }

    /// How often they have changed, the first look included, counted from where [`Newest::after`] says.
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
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;
    use crate::library::{ArticleId, FileStamp, Mark};
    use crate::properties::unrecorded;

    fn ones(most: usize) -> impl Strategy<Value = Vec<One>> {
        let one = (0i64..40, 0i64..4, any::<bool>());
        let by_article = |found: Vec<(i64, i64, bool)>| -> BTreeMap<i64, One> {
            let one = |(article, revision, hidden)| (article, One { article, revision, hidden });
            found.into_iter().map(one).collect()
        };
        // In the order in which they changed, which is any.
        prop::collection::vec(one, 0..most)
            .prop_map(move |found| by_article(found).into_values().collect::<Vec<One>>())
            .prop_shuffle()
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn many_that_go_and_come_are_taken_as_one_by_one(
            mut all in ones(40),
            gone in prop::collection::btree_set(0i64..40, 0..40),
            changed in ones(40),
        ) {
            all.sort_unstable_by_key(|one| one.article);
            let mut wanted: BTreeMap<i64, One> = all.iter().map(|one| (one.article, *one)).collect();
            wanted.retain(|article, _| !gone.contains(article));
            let mut have_changed = wanted.len() != all.len();
            for one in &changed {
                have_changed |= wanted.insert(one.article, *one) != Some(*one);
            }
            let mut newest = Newest { all, ..Newest::default() };
            let gone: Vec<i64> = gone.into_iter().collect();
            prop_assert_eq!(newest.take(&gone, changed), have_changed);
            prop_assert_eq!(newest.all, wanted.into_values().collect::<Vec<One>>());
        }
    }

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
