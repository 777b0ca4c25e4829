//! The store: one library, open. Every read and every write of this room goes through `read` and `write` here, which
//! put errors in words and look after the file.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::disk_error;
use super::error::{Fault, LibraryError};
use super::harm::{Guard, leave_log};
use super::keeping_private::{linked_companion, make};
use super::likeness::Likenesses;
use super::reading_only::{self, Instead, ReadingOnly};
use super::schema::{self, Kind};
use super::{backup, emptied};
use crate::whole_file::shown;

/// How long a write waits for another program's.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The write-ahead log is cut back to this many bytes once its contents are in the library's file.
const LOG_BYTES: i64 = 16 << 20;

/// The page cache, in KiB as SQLite counts it when negative. A book's text goes through it once; the system caches too.
const CACHE: i64 = -512;

/// The page cache where thousands of articles are taken in, likewise: their hashes and titles go to places all over two
/// indexes. Where these and a batch do not fit, their pages go to the log again and again within one batch: with 16 MB,
/// a library of 0.55 GB took 7 GB of writes.
const LARGE_CACHE: i64 = -65_536;

/// How many pages the write-ahead log holds then before they go into the library's file, each once: 64 MB. Pages of the
/// indexes are changed again by every batch, so that a longer log writes them less often.
const LARGE_LOG: i64 = 16_000;

/// How many statements are kept ready: more than taking in an article takes.
const STATEMENTS: usize = 32;

/// One library, open. Several programs, and several stores of one program, may have the same library open at once.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// The library's file; empty for one in memory.
    path: PathBuf,
    /// What looks after the file; none for a library in memory, or one that is only read.
    guard: Option<Guard>,
    /// Why nothing is written, where nothing is.
    reading_only: Option<ReadingOnly>,
    /// `PRAGMA data_version` as last seen.
    seen: i64,
    /// How long a write waits for other programs.
    patience: Duration,
    /// What new articles are compared with, once there were some.
    pub(super) likenesses: Option<Likenesses>,
    /// How often what the list shows had changed when the library was opened.
    known_changes: u64,
}

impl Store {
    /// Opens the library in `path`, or makes it, with the folders that lead to it. One that cannot be written is read all the
    /// same, as far as it can be: see [`Store::reading_only`].
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened or made, is no library, or is a newer program's.
    pub fn open(path: &Path) -> Result<Store, LibraryError> {
        Self::open_waiting(path, PATIENCE)
    }

    /// Opens a library that lives as long as the store does.
    ///
    /// # Errors
    ///
    /// Where memory does not suffice.
    pub fn open_in_memory() -> Result<Store, LibraryError> {
        let doing = "opening";
        let path = PathBuf::new();
        let connection =
            Connection::open_in_memory().map_err(|error| Fault::from(error).worded(&path, doing))?;
        Self::prepare(connection, path, PATIENCE)
    }

    /// As [`Store::open`], with another time that a write waits for other programs.
    pub(super) fn open_waiting(path: &Path, patience: Duration) -> Result<Store, LibraryError> {
        let error = match Self::open_for_writing(path, patience) {
            Ok(store) => return Ok(store),
            Err(error) => error,
        };
        let Some(reason) = reading_only::reason(path, &error) else { return Err(error) };
        let opened = match reading_only::instead(path) {
            None => return Err(error),
            Some(Instead::Itself(connection)) => Self::settled(connection, PathBuf::new(), patience)
                .map(|store| (store, ReadingOnly::new(reason, None))),
            Some(Instead::Copy(copy)) => Self::open_for_writing(&copy.library(), patience)
                .map(|store| (store, ReadingOnly::new(reason, Some(copy)))),
        };
        let Ok((mut store, reading_only)) = opened else { return Err(error) };
        store.path = path.to_owned();
        store.guard = None;
        store.reading_only = Some(reading_only);
        Ok(store)
    }

    fn open_for_writing(path: &Path, patience: Duration) -> Result<Store, LibraryError> {
        let refused = |reason: String| LibraryError::Open { path: path.to_owned(), reason };
        emptied::refuse(path)?;
        make(path).map_err(|error| refused(error.to_string()))?;
        if let Some(link) = linked_companion(path) {
            return Err(refused(format!("{} is a link to another file", shown(&link))));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
            connection.busy_timeout(patience)?;
            Ok(connection)
        });
        let connection = opened.map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::CannotOpen) => refused(why_not(path, &std::io::Error::last_os_error())),
            _ => Fault::from(error).worded(path, "opening"),
        })?;
        // Should it be refused, nothing of it is changed by closing it either.
        leave_log(&connection, true);
        if connection.is_readonly("main").unwrap_or(false) {
            return Err(LibraryError::ReadOnly { path: path.to_owned() });
        }
        let store = Self::prepare(connection, path.to_owned(), patience)?;
        leave_log(&store.connection, false);
        Ok(store)
    }

    fn prepare(mut connection: Connection, path: PathBuf, patience: Duration) -> Result<Store, LibraryError> {
        // A log is not deleted at the end where the library proves to be damaged.
        let keeps_log = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        let ready = |connection: &mut Connection| -> Result<(), Fault> {
            connection.set_db_config(keeps_log, true)?;
            // Nothing is changed before it is clear whose file this is.
            if let Kind::Foreign = schema::kind(connection)? {
                return Err(LibraryError::NotALibrary { path: path.clone() }.into());
            }
            if !path.as_os_str().is_empty() {
                use_log(connection, &path)?;
            }
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "cache_size", CACHE)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            connection.query_row(&format!("PRAGMA journal_size_limit = {LOG_BYTES}"), [], |_| Ok(()))?;
            backup::before_migration(connection, &path)?;
            schema::migrate(connection, schema::SCRIPTS)
        };
        let made_ready = ready(&mut connection);
        made_ready.map_err(|fault| {
            let error = disk_error::told(fault, &connection, &path).worded(&path, "opening");
            emptied::worded(error, &path)
        })?;
        let store = Self::settled(connection, path, patience)?;
        store.read("opening", |connection| Ok(connection.set_db_config(keeps_log, false)?))?;
        Ok(store)
    }

    /// The store of a library that is ready to be read.
    fn settled(connection: Connection, path: PathBuf, patience: Duration) -> Result<Store, LibraryError> {
        let read = || -> Result<(i64, i64), Fault> {
            let changes = connection.query_row("SELECT value FROM change_count", [], |row| row.get(0))?;
            Ok((data_version(&connection)?, changes))
        };
        let (seen, changes) =
            read().map_err(|fault| disk_error::told(fault, &connection, &path).worded(&path, "opening"))?;
        let guard = (!path.as_os_str().is_empty()).then(|| Guard::of(&path, &connection));
        let known_changes = u64::try_from(changes).unwrap_or(0);
        let reading_only = None;
        Ok(Store { connection, path, guard, reading_only, seen, patience, likenesses: None, known_changes })
    }

    /// Why nothing can be written to this library, in words; none where it can.
    pub fn reading_only(&self) -> Option<&str> {
        self.reading_only.as_ref().map(|reading_only| reading_only.reason)
    }

    /// How often what the list shows had changed when the library was opened.
    pub(super) fn known_changes(&self) -> u64 {
        self.known_changes
    }

    /// The library's file; empty for one in memory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether another program, or another store, has changed the library since this was last asked.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn changed_by_others(&mut self) -> Result<bool, LibraryError> {
        let now = self.read("looking for changes", data_version)?;
        Ok(std::mem::replace(&mut self.seen, now) != now)
    }

    /// Whether no one is writing at this moment, so that what was written until now can be seen. Never waits.
    pub(super) fn is_settled(&mut self) -> Result<bool, LibraryError> {
        // A library that is only read is one that does not change.
        if self.reading_only.is_some() {
            return Ok(true);
        }
        let patience = self.patience;
        self.read("looking for changes", |connection| {
            connection.busy_timeout(Duration::ZERO)?;
            let begun = Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map(drop);
            connection.busy_timeout(patience)?;
            match begun {
                Ok(()) => Ok(true),
                Err(error) if is_busy(&error) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// How long a write waits for other programs from now on.
    pub(super) fn set_patience(&mut self, patience: Duration) -> Result<(), LibraryError> {
        self.patience = patience;
        self.read("opening", |connection| Ok(connection.busy_timeout(patience)?))
    }

    /// Makes room for thousands of articles to be taken in, as long as this store is open.
    pub(super) fn expect_many(&mut self) -> Result<(), LibraryError> {
        self.read("opening", |connection| {
            connection.pragma_update(None, "cache_size", LARGE_CACHE)?;
            Ok(connection.query_row(&format!("PRAGMA wal_autocheckpoint = {LARGE_LOG}"), [], |_| Ok(()))?)
        })
    }

    /// Runs `work` and puts its error in words; `doing` completes "failed while …".
    pub(super) fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, LibraryError> {
        self.guard.as_ref().map_or(Ok(()), Guard::check_index)?;
        work(&self.connection).map_err(|fault| self.worded(fault, doing))
    }

    /// Runs `work` on one unchanging state of the library.
    pub(super) fn snapshot<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, LibraryError> {
        self.read(doing, |connection| {
            // Within a snapshot, as an export's taker may ask for more, that one's state is the one to read.
            if !connection.is_autocommit() {
                return work(connection);
            }
            let transaction = connection.unchecked_transaction()?;
            let result = work(&transaction)?;
            transaction.finish()?;
            Ok(result)
        })
    }

    /// Runs `work` in a transaction that holds the library's one write lock from its beginning, and commits it.
    pub(super) fn write<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Transaction) -> Result<T, Fault>,
    ) -> Result<T, LibraryError> {
        match &self.reading_only {
            None => {}
            Some(reading_only) if reading_only.may_pass => self.open_again()?,
            Some(reading_only) => {
                let (path, reason) = (self.path.clone(), reading_only.reason.to_owned());
                return Err(LibraryError::ReadingOnly { path, reason });
            }
        }
        if let Some(guard) = &mut self.guard {
            guard.check(&self.connection)?;
        }
        let connection = &mut self.connection;
        let attempt = || -> Result<T, Fault> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        attempt().map_err(|fault| self.worded(fault, doing))
    }

    /// Opens a library for writing that could only be read before.
    fn open_again(&mut self) -> Result<(), LibraryError> {
        let mut store = Self::open_for_writing(&self.path, self.patience)?;
        // What was read till now may have been an older state.
        store.seen = i64::MIN;
        store.known_changes = self.known_changes;
        *self = store;
        Ok(())
    }

    fn worded(&self, fault: Fault, doing: &'static str) -> LibraryError {
        disk_error::told(fault, &self.connection, &self.path).worded(&self.path, doing)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // What is left of a library that was harmed stays as it is, for what can be read of it to be got back.
        if let Some(guard) = &mut self.guard
            && matches!(guard.check(&self.connection), Err(LibraryError::Harmed { .. }))
        {
            leave_log(&self.connection, true);
        }
    }
}

/// Why a file cannot be opened, where SQLite says only that it could not. The file is not opened to find out: closing
/// it again would drop the locks that this process holds on it (POSIX's rule), and with them another store's safety.
fn why_not(path: &Path, system: &std::io::Error) -> String {
    use std::io::ErrorKind::{NotFound, PermissionDenied};
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => "it is a folder".to_owned(),
        Ok(_) if matches!(system.kind(), NotFound | PermissionDenied) => {
            "it may not be read and written".to_owned()
        }
        Ok(_) => system.to_string(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "no file can be made there".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// Turns on the write-ahead log. Where two programs open a new file at once, SQLite refuses one of them at once.
fn use_log(connection: &Connection, path: &Path) -> Result<(), Fault> {
    let begun = Instant::now();
    let mode: String = loop {
        match connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)) {
            Err(error) if is_busy(&error) && begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(2));
            }
            other => break other?,
        }
    };
    if mode.eq_ignore_ascii_case("wal") {
        return Ok(());
    }
    let reason = "its file system cannot share a file's memory between programs".to_owned();
    Err(LibraryError::Open { path: path.to_owned(), reason }.into())
}

pub(super) fn data_version(connection: &Connection) -> Result<i64, Fault> {
    let mut statement = connection.prepare_cached("PRAGMA data_version")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

#[cfg(test)]
impl Store {
    /// Makes all articles and annotations as old as `at`, so that what shows their times is the same on every day.
    pub(crate) fn set_times_for_tests(&mut self, at: &str) {
        let set = |transaction: &Transaction| {
            transaction.execute("UPDATE article SET added = ?1", [at])?;
            Ok(transaction.execute("UPDATE annotation SET created = ?1, modified = ?1", [at])?)
        };
        self.write("setting times", set).unwrap();
    }
}
