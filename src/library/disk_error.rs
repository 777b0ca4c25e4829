//! What SQLite says failed, told apart by what the system said: a full disk from a broken one, and that from a library
//! whose contents are damaged.

use std::io;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, ffi};

use super::error::{Fault, LibraryError};

/// The fault in words, where it is the system's; as it was, otherwise. To be asked right after the failure.
pub(super) fn told(fault: Fault, connection: &Connection, path: &Path) -> Fault {
    let last = io::Error::last_os_error();
    let Some(error) = fault.of_sqlite() else { return fault };
    match words(error, &system_error(connection), &last, path) {
        Some(worded) => worded.into(),
        None => fault,
    }
}

/// What the system said when SQLite failed last: SQLite keeps the number.
#[expect(unsafe_code, reason = "rusqlite does not hand it on")]
fn system_error(connection: &Connection) -> io::Error {
    // SAFETY: the handle is that of an open connection, which this thread alone uses while it is borrowed.
    io::Error::from_raw_os_error(unsafe { ffi::sqlite3_system_errno(connection.handle()) })
}

fn words(error: &ffi::Error, system: &io::Error, last: &io::Error, path: &Path) -> Option<LibraryError> {
    let path = path.to_owned();
    let failed = |deed, system: &io::Error| LibraryError::Disk {
        path: path.clone(),
        deed,
        reason: if system.raw_os_error() == Some(0) {
            "no cause is given".to_owned()
        } else {
            system.to_string()
        },
    };
    match error.code {
        ErrorCode::SystemIoFailure if is_full(system) => Some(LibraryError::Full { path }),
        ErrorCode::SystemIoFailure => Some(failed(deed(error.extended_code), system)),
        ErrorCode::CannotOpen if is_full(system) => Some(LibraryError::Full { path }),
        ErrorCode::CannotOpen if system.raw_os_error() != Some(0) => {
            Some(LibraryError::Open { path, reason: system.to_string() })
        }
        // SQLite takes a disk that gives nothing back for contents that are wrong, and forgets the number.
        ErrorCode::DatabaseCorrupt if is_broken(last) => Some(failed("read", last)),
        _ => None,
    }
}

fn deed(code: i32) -> &'static str {
    match code {
        ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_FSTAT => "read",
        ffi::SQLITE_IOERR_SHMMAP | ffi::SQLITE_IOERR_SHMOPEN | ffi::SQLITE_IOERR_ACCESS => "read",
        ffi::SQLITE_IOERR_LOCK | ffi::SQLITE_IOERR_RDLOCK | ffi::SQLITE_IOERR_SHMLOCK => "locked",
        ffi::SQLITE_IOERR_UNLOCK | ffi::SQLITE_IOERR_CHECKRESERVEDLOCK => "locked",
        _ => "written",
    }
}

/// Whether a disk, a quota or a limit on the size of files leaves no room.
pub(super) fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

/// Whether a disk does not give back what it should hold.
#[cfg(unix)]
fn is_broken(error: &io::Error) -> bool {
    let broken = [rustix::io::Errno::IO, rustix::io::Errno::NXIO].map(|number| number.raw_os_error());
    error.raw_os_error().is_some_and(|number| broken.contains(&number))
}

#[cfg(not(unix))]
fn is_broken(_: &io::Error) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::*;

    fn said(code: i32, system: i32, last: i32) -> String {
        let number = io::Error::from_raw_os_error;
        let error = ffi::Error::new(code);
        words(&error, &number(system), &number(last), Path::new("/l"))
            .map_or_else(|| "as SQLite says".to_owned(), |error| error.to_string())
    }

    #[test]
    fn a_full_disk_a_broken_one_and_damaged_contents_are_told_apart() {
        let none = 0;
        let number = Errno::raw_os_error;
        for full in [Errno::NOSPC, Errno::DQUOT, Errno::FBIG] {
            for code in [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_FSYNC] {
                assert!(said(code, number(full), none).contains("the disk is full"), "{code} {full}");
            }
        }
        let written = said(ffi::SQLITE_IOERR_WRITE, number(Errno::IO), number(Errno::IO));
        assert!(written.contains("could not be written") && !written.contains("full"), "{written}");
        let synced = said(ffi::SQLITE_IOERR_FSYNC, number(Errno::IO), none);
        assert!(synced.contains("could not be written"), "{synced}");
        let read = said(ffi::SQLITE_IOERR_READ, number(Errno::IO), none);
        assert!(read.contains("could not be read") && !read.contains("damaged"), "{read}");
        let forgotten = said(ffi::SQLITE_CORRUPT, none, number(Errno::IO));
        assert!(forgotten.contains("could not be read") && !forgotten.contains("damaged"), "{forgotten}");
        assert_eq!(said(ffi::SQLITE_CORRUPT, number(Errno::IO), number(Errno::NOENT)), "as SQLite says");
        let refused = said(ffi::SQLITE_CANTOPEN, number(Errno::MFILE), none);
        assert!(refused.contains("oo many open files"), "{refused}");
    }
}
