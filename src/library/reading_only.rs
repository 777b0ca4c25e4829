//! A library that cannot be written: a file or folder that is read-only, or a disk without room. It is read all the same, and
//! each write is refused with the reason.
//!
//! A library in a log's mode is read with an index beside it, which cannot be made there. Where the log holds nothing, the
//! file alone is all there is, and SQLite reads it as one that does not change. Where it holds something, or the library is
//! of an older version, a copy is read that only this program sees: brought up to this version, nothing is missing in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::LibraryError;
use super::keeping_private::linked_companion;
use super::schema::{self, Kind, SCRIPTS};
use crate::private;

/// Why a library is read and not written, and what it is read from.
#[derive(Debug)]
pub(super) struct ReadingOnly {
    /// In words, for people.
    pub(super) reason: &'static str,
    /// Whether it is for want of room alone: each write then tries to open the library again.
    pub(super) may_pass: bool,
    /// What is removed when the library is closed.
    _copy: Option<TemporaryCopy>,
}

/// What is read in the place of a library that cannot be written.
pub(super) enum Instead {
    /// The file itself, as one that does not change.
    Itself(Connection),
    /// A copy.
    Copy(TemporaryCopy),
}

impl ReadingOnly {
    pub(super) fn new((reason, may_pass): (&'static str, bool), copy: Option<TemporaryCopy>) -> ReadingOnly {
        ReadingOnly { reason, may_pass, _copy: copy }
    }
}

/// Why a library that could not be opened may still be read, in words, and whether that may pass; none where it may not be
/// read.
pub(super) fn reason(path: &Path, error: &LibraryError) -> Option<(&'static str, bool)> {
    // A log that is a link is refused, and not followed for reading either.
    if linked_companion(path).is_some() {
        return None;
    }
    let is_there = fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0);
    let reason = match error {
        LibraryError::Full { .. } => ("the disk is full; what you change is saved once there is room", true),
        LibraryError::ReadOnly { .. } | LibraryError::Open { .. } => {
            ("its file, or its folder, may not be written; check your rights to them", false)
        }
        _ => return None,
    };
    is_there.then_some(reason)
}

/// What can be read instead.
pub(super) fn instead(path: &Path) -> Option<Instead> {
    let log = companion(path, "-wal");
    let holds_something = fs::metadata(log).is_ok_and(|metadata| metadata.len() > 0);
    if !holds_something
        && let Ok(connection) = unchanging(path)
        && matches!(schema::kind(&connection), Ok(Kind::Library(version)) if usize::try_from(version) == Ok(SCRIPTS.len()))
    {
        return Some(Instead::Itself(connection));
    }
    TemporaryCopy::of(path).ok().map(Instead::Copy)
}

fn unchanging(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let uri = super::file_uri(&absolute);
    Connection::open_with_flags(format!("{uri}?immutable=1"), flags)
}

/// A copy of a library and its log in a folder of its own, which goes with it.
#[derive(Debug)]
pub(super) struct TemporaryCopy {
    folder: PathBuf,
}

impl TemporaryCopy {
    fn of(library: &Path) -> io::Result<TemporaryCopy> {
        let mut random = [0u8; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let folder = std::env::temp_dir().join(format!("pingdian-{:016x}", u64::from_le_bytes(random)));
        private::create_folder(&folder)?;
        let copy = TemporaryCopy { folder };
        // Whoever writes meanwhile would leave halves of two states.
        for _ in 0..3 {
            let before = stamps(library);
            for suffix in ["", "-wal"] {
                let (from, to) = (companion(library, suffix), companion(&copy.library(), suffix));
                match copy_file(&from, &to) {
                    Err(error) if suffix.is_empty() || error.kind() != io::ErrorKind::NotFound => {
                        return Err(error);
                    }
                    _ => {}
                }
            }
            if stamps(library) == before {
                return Ok(copy);
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Where the copy stands.
    pub(super) fn library(&self) -> PathBuf {
        self.folder.join("library.sqlite")
    }
}

impl Drop for TemporaryCopy {
    fn drop(&mut self) {
        // What is left is nobody's but the owner's.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn copy_file(from: &Path, to: &Path) -> io::Result<u64> {
    let mut from = fs::File::open(from)?;
    let mut to = private::open_options().write(true).create(true).truncate(true).open(to)?;
    io::copy(&mut from, &mut to)
}

fn stamps(library: &Path) -> [Option<(u64, Option<std::time::SystemTime>)>; 2] {
    ["", "-wal"].map(|suffix| {
        let metadata = fs::metadata(companion(library, suffix)).ok()?;
        Some((metadata.len(), metadata.modified().ok()))
    })
}

fn companion(library: &Path, suffix: &str) -> PathBuf {
    let resolved = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
    let mut name = resolved.into_os_string();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Store;
    use crate::library::tests::add;

    fn number(connection: &Connection, query: &str) -> i64 {
        connection.query_row(query, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_library_without_a_log_is_read_itself_and_one_with_a_log_as_a_copy_that_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("評 %3f?#.db");
        let mut store = Store::open(&path).unwrap();
        add(&mut store, "a", "評點");
        let Some(Instead::Copy(copy)) = instead(&path) else { panic!("the log was not read") };
        let place = copy.library();
        let reopened = Store::open(&place).unwrap();
        assert_eq!(reopened.count().unwrap(), 1);
        drop(reopened);
        drop(copy);
        assert!(!place.parent().unwrap().exists());

        drop(store);
        let Some(Instead::Itself(connection)) = instead(&path) else { panic!("copied for nothing") };
        assert_eq!(number(&connection, "SELECT count(*) FROM article"), 1);
    }

    #[test]
    fn an_older_library_is_brought_up_in_a_copy_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut connection = Connection::open(&path).unwrap();
        schema::migrate(&mut connection, &SCRIPTS[..8]).unwrap();
        drop(connection);
        let before = fs::read(&path).unwrap();
        let Some(Instead::Copy(copy)) = instead(&path) else { panic!("an older library is read as it is") };
        let store = Store::open(&copy.library()).unwrap();
        assert_eq!(store.count().unwrap(), 0);
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}
