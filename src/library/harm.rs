//! Harm done to an open library past SQLite: its file emptied, cut short or overwritten in place, its log taken away. SQLite
//! goes on from what it holds in memory and says that all is well, so that this is looked for before each write.
//!
//! It costs three questions to the system about files, a read of 100 bytes that are in memory, and a look at the log's index.
//! What is overwritten behind the first page is not seen here: SQLite finds it when it reads it.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::error::LibraryError;
use super::file_identity::FileIdentity;
use super::own_file::{self, Head};
use super::schema::APPLICATION_ID;

/// Bytes of the log before its first frame, and of a frame beside its page.
const LOG_HEAD: u64 = 32;
const FRAME_HEAD: u64 = 24;

/// How often what seems wrong about the log is looked at again: another program may have begun it anew in between.
const LOOKS: usize = 3;

/// The wait between two such looks.
const PAUSE: Duration = Duration::from_millis(5);

/// What is known of an open library's files.
#[derive(Debug)]
pub(super) struct Guard {
    library: PathBuf,
    log: PathBuf,
    index: PathBuf,
    own: Option<FileIdentity>,
    own_log: Option<FileIdentity>,
    own_index: Option<FileIdentity>,
    /// The most bytes that the index was seen to have.
    index_bytes: Cell<u64>,
    /// The library's file when it was last found to be sound.
    head: Option<Head>,
}

impl Guard {
    /// Of a library that was just opened, and read from.
    pub(super) fn of(library: &Path, connection: &Connection) -> Guard {
        // A link to a library has its companions where the library is.
        let resolved = std::fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
        let beside = |suffix: &str| {
            let mut name = resolved.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        let (log, index) = (beside("-wal"), beside("-shm"));
        Guard {
            own: FileIdentity::of(library),
            own_log: FileIdentity::of(&log),
            own_index: FileIdentity::of(&index),
            index_bytes: Cell::new(bytes(&index)),
            head: own_file::head(connection),
            library: library.to_owned(),
            log,
            index,
        }
    }

    /// Whether the index of the log may be touched. It is memory that programs share, and where its file was cut short the
    /// system ends a program that touches it: no error comes back, and none can be made of it once it is touched. To look
    /// before each use of the library leaves the moment of the use itself.
    ///
    /// # Errors
    ///
    /// [`LibraryError::Harmed`].
    pub(super) fn check_index(&self) -> Result<(), LibraryError> {
        let now = FileIdentity::with_bytes(&self.index);
        // One that was deleted is still there for those who have it open.
        let Some((_, now)) = now.filter(|(identity, _)| Some(*identity) == self.own_index) else {
            return Ok(());
        };
        if now < self.index_bytes.get() {
            return Err(self.harmed("the index of its log (-shm) was cut short, and must be made anew; end all programs that have it open, and start again"));
        }
        self.index_bytes.set(now);
        Ok(())
    }

    /// Looks whether the files are what they were, but for what programs do to them that go by SQLite's rules.
    ///
    /// # Errors
    ///
    /// [`LibraryError::Harmed`], or [`LibraryError::Gone`] where another file stands in the library's place, or none.
    pub(super) fn check(&mut self, connection: &Connection) -> Result<(), LibraryError> {
        if self.own.is_none() {
            return Ok(());
        }
        self.check_index()?;
        if FileIdentity::of(&self.library) != self.own {
            return Err(LibraryError::Gone { path: self.library.clone() });
        }
        self.check_file(connection)?;
        let mut looked = self.log_fault(connection);
        for _ in 1..LOOKS {
            if looked.is_none() {
                break;
            }
            std::thread::sleep(PAUSE);
            looked = self.log_fault(connection);
        }
        match looked {
            None => Ok(()),
            Some(fault) => {
                if fault == LOG_DELETED {
                    // What was saved is in the open log alone, and goes into the library while that can be read.
                    let _ = connection.query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(()));
                }
                Err(self.harmed(fault))
            }
        }
    }

    fn check_file(&mut self, connection: &Connection) -> Result<(), LibraryError> {
        let (Some(before), Some(now)) = (self.head, own_file::head(connection)) else { return Ok(()) };
        if now.bytes == 0 {
            return Err(self.harmed("its file was emptied"));
        }
        let is_ours =
            now.application == APPLICATION_ID.cast_unsigned() || now.application == before.application;
        if !now.is_sqlite || now.page != before.page || !is_ours {
            return Err(self.harmed("the beginning of its file was overwritten"));
        }
        // Whoever writes by the rules counts on; the count begins anew after four thousand million.
        if now.changes.wrapping_sub(before.changes) > u32::MAX / 2 {
            return Err(self.harmed("an older state was written over its file"));
        }
        // A file that SQLite made smaller says so itself.
        if now.bytes < before.bytes && u64::from(now.pages) * now.page != now.bytes {
            return Err(self.harmed("its file was cut short"));
        }
        self.head = Some(now);
        Ok(())
    }

    /// What is wrong with the log, if anything is.
    fn log_fault(&self, connection: &Connection) -> Option<&'static str> {
        // Asks the index how many pages the log holds, and does nothing else.
        let frames = connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)").and_then(|mut statement| {
            statement.query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))
        });
        let own_log = self.own_log?;
        let Some((identity, bytes)) = FileIdentity::with_bytes(&self.log) else { return Some(LOG_DELETED) };
        if identity != own_log {
            return Some("its log (-wal) was replaced");
        }
        let page = self.head.map_or(0, |head| head.page);
        match frames {
            Ok((0, frames)) if frames > 0 => {
                let needed = LOG_HEAD + frames.unsigned_abs() * (FRAME_HEAD + page);
                (bytes < needed)
                    .then_some("its log (-wal) was cut short, and what was saved last may be lost")
            }
            _ => None,
        }
    }

    fn harmed(&self, what: &'static str) -> LibraryError {
        LibraryError::Harmed { path: self.library.clone(), what }
    }
}

/// What is said where the log is gone.
const LOG_DELETED: &str =
    "its log (-wal) was deleted; what was saved until then was put into the library itself";

/// Keeps SQLite from putting the log into the library, and deleting it, when the connection is closed: where the library was
/// harmed, the log is what can still be read of it.
pub(super) fn leave_log(connection: &Connection, leave: bool) {
    // A connection that does not take this has no log.
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave);
}

fn bytes(path: &Path) -> u64 {
    FileIdentity::with_bytes(path).map_or(0, |(_, bytes)| bytes)
}
