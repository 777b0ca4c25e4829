//! The library's own file, through the descriptor that SQLite has open. It is never opened a second time: closing it again
//! would drop the locks that this process holds on it (POSIX's rule), and with them the safety of all its stores.

#![expect(unsafe_code, reason = "SQLite's file object has no safe face")]

use rusqlite::{Connection, ffi};

/// How the file begins, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its length in bytes.
    pub(super) bytes: u64,
    /// Whether it begins as SQLite's files do.
    pub(super) is_sqlite: bool,
    /// Bytes of a page.
    pub(super) page: u64,
    /// How many pages it says that it has.
    pub(super) pages: u32,
    /// How often it was changed, as far as SQLite counts that.
    pub(super) changes: u32,
    /// The number of the program whose file it is; 0 until a new library's log is first put into it.
    pub(super) application: u32,
}

/// What a file of SQLite begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Bytes of SQLite's own head.
const BYTES: usize = 100;

/// The file as it is now; none where it cannot be asked, as of a library in memory.
pub(super) fn head(connection: &Connection) -> Option<Head> {
    let (bytes, head) = read(connection)?;
    let number = |at: usize| head.get(at..at + 4)?.first_chunk().copied().map(u32::from_be_bytes);
    let page = u64::from(u16::from_be_bytes(*head.get(16..18)?.first_chunk()?));
    Some(Head {
        bytes,
        is_sqlite: head.starts_with(MAGIC),
        page: if page == 1 { 1 << 16 } else { page },
        pages: number(28)?,
        changes: number(24)?,
        application: number(68)?,
    })
}

/// The file's length and first bytes; zeroes where it is shorter.
fn read(connection: &Connection) -> Option<(u64, [u8; BYTES])> {
    let mut head = [0u8; BYTES];
    let mut bytes: i64 = 0;
    // SAFETY: the handle is that of an open connection, which this thread alone uses while it is borrowed. What SQLite gives
    // for it is its own file object, or null; its methods are asked for what they are there for, with buffers of the
    // lengths named.
    unsafe {
        let mut file: *mut ffi::sqlite3_file = std::ptr::null_mut();
        let asked = ffi::sqlite3_file_control(
            connection.handle(),
            c"main".as_ptr(),
            ffi::SQLITE_FCNTL_FILE_POINTER,
            (&raw mut file).cast(),
        );
        if asked != ffi::SQLITE_OK || file.is_null() || (*file).pMethods.is_null() {
            return None;
        }
        let methods = &*(*file).pMethods;
        let (size, read) = (methods.xFileSize?, methods.xRead?);
        if size(file, &raw mut bytes) != ffi::SQLITE_OK {
            return None;
        }
        match read(file, head.as_mut_ptr().cast(), BYTES as i32, 0) {
            ffi::SQLITE_OK | ffi::SQLITE_IOERR_SHORT_READ => {}
            _ => return None,
        }
    }
    Some((u64::try_from(bytes).ok()?, head))
}
