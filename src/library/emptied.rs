//! A library that lost its contents is not taken for a new one: SQLite would delete the log that may hold all that is left.

use std::path::{Path, PathBuf};

use super::LibraryError;
use super::backup;

/// Bytes of a log's head; what is longer holds pages.
const LOG_HEAD: u64 = 32;

/// A database with a single page is longer than this.
const LEAST: u64 = 512;

/// Refuses a library that is missing or empty while its log, or backups beside it, say that it was not. Looks at sizes
/// alone: a file that was opened here and closed again would lose the locks that this process has on it (POSIX's rule).
pub(super) fn refuse(path: &Path) -> Result<(), LibraryError> {
    let bytes = match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Some(metadata.len()),
        Ok(_) => return Ok(()),
        Err(_) => None,
    };
    if bytes.is_some_and(|bytes| bytes >= LEAST) {
        return Ok(());
    }
    let log = beside(path, "-wal");
    if std::fs::metadata(&log).is_ok_and(|log| log.is_file() && log.len() > LOG_HEAD) {
        return Err(LibraryError::Emptied { path: path.to_owned(), left: "its log (-wal) still holds some" });
    }
    if bytes.is_some_and(|bytes| bytes <= 1) && backup::folder_has_any(path) {
        return Err(LibraryError::Emptied { path: path.to_owned(), left: "there are backups of it" });
    }
    // SQLite takes a single byte for nothing, and would write over it.
    match bytes {
        Some(1) => Err(LibraryError::NotALibrary { path: path.to_owned() }),
        _ => Ok(()),
    }
}

/// The error of opening in better words: a library beside which a log or backups lie is no stranger's file.
pub(super) fn worded(error: LibraryError, path: &Path) -> LibraryError {
    let ours = || {
        std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > LOG_HEAD)
            || backup::folder_has_any(path)
    };
    match error {
        LibraryError::NotALibrary { path } if ours() => {
            LibraryError::Damaged { path, reason: "its beginning is not a library's".to_owned() }
        }
        other => other,
    }
}

/// The file beside a library that has its name and `suffix`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
