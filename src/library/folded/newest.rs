//! Which texts are the newest, as the library says: it alone knows, whatever was folded when.

use rusqlite::{Connection, OptionalExtension};

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

/// The newest revisions of all articles, by article.
#[derive(Debug, Default)]
pub(super) struct Newest {
    all: Vec<One>,
    changes: u64,
    /// What the library looked like when they were read.
    state: Option<(i64, u64)>,
}

impl Newest {
    /// Reads them where the library has changed since.
    pub(super) fn refresh(&mut self, store: &Store) -> Result<(), LibraryError> {
        store.snapshot(DOING, |connection| {
            let version = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
            let state = Some((version, connection.total_changes()));
            if self.state == state {
                return Ok(());
            }
            // A deleted article may come back, and its text stays folded.
            let mut statement = connection
                .prepare("SELECT id, revision, hidden OR deleted IS NOT NULL FROM article ORDER BY id")?;
            let rows = statement.query_map([], |row| {
                Ok(One { article: row.get(0)?, revision: row.get(1)?, hidden: row.get(2)? })
            })?;
            let all: Vec<One> = rows.collect::<Result<_, _>>()?;
            self.changes += u64::from(self.state.is_none() || all != self.all);
            (self.all, self.state) = (all, state);
            Ok(())
        })
    }

    /// How often they have changed, the first look included.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    pub(super) fn all(&self) -> &[One] {
        &self.all
    }

    pub(super) fn of(&self, article: i64) -> Option<One> {
        let found = self.all.binary_search_by_key(&article, |one| one.article).ok()?;
        self.all.get(found).copied()
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
