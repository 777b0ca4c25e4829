//! What can go wrong with a library, in words that tell people what failed, on what, and what to do.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use super::ArticleId;
use super::disk_error::is_full;

/// Why the library could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The file or its folder could not be opened or made.
    #[error(
        "the library {} cannot be opened: {reason}; check the path and your rights to it, or name another with --library",
        shown(path)
    )]
    Open {
        /// The library's file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file holds something else.
    #[error(
        "{} is not a pingdian library; name another file with --library, it was left as it is",
        shown(path)
    )]
    NotALibrary {
        /// The file.
        path: PathBuf,
    },
    /// A newer program made or changed the library.
    #[error(
        "the library {} has version {found}, and this program knows versions up to {known}; use a newer pingdian",
        shown(path)
    )]
    Newer {
        /// The library's file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("the library {} cannot be written: the file, or its folder, is read-only", shown(path))]
    ReadOnly {
        /// The library's file.
        path: PathBuf,
    },
    /// No room is left.
    #[error(
        "the library {} cannot be written: the disk is full, or a size limit is reached; make room",
        shown(path)
    )]
    Full {
        /// The library's file.
        path: PathBuf,
    },
    /// Another program held the library for longer than is waited.
    #[error("the library {} is busy: another program is writing to it; try again in a moment", shown(path))]
    Busy {
        /// The library's file.
        path: PathBuf,
    },
    /// The file was deleted, moved or replaced while it was open: what would be written now, nobody would find.
    #[error(
        "the library {} was deleted, moved or replaced while it was open; put it back, or start again",
        shown(path)
    )]
    Gone {
        /// Where the library's file was.
        path: PathBuf,
    },
    /// The file's contents contradict themselves.
    #[error(
        "the library {} is damaged ({reason}); `pingdian recover` takes what can be read of it into a new \
         library, `pingdian restore` puts a backup in its place",
        shown(path)
    )]
    Damaged {
        /// The library's file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// The disk or file system failed.
    #[error(
        "the library {} could not be {deed}: {reason}; see to the disk that it is on, then try again",
        shown(path)
    )]
    Disk {
        /// The library's file.
        path: PathBuf,
        /// What could not be done: "read", "written", "locked".
        deed: &'static str,
        /// What the system said.
        reason: String,
    },
    /// Another program wrote to the library's files, or cut them, past SQLite.
    #[error(
        "the library {} was harmed while it was open: {what}; nothing more is written to it. Copy it with its -wal, then \
         `pingdian recover` gets back what can be read, `pingdian restore` an earlier state",
        shown(path)
    )]
    Harmed {
        /// The library's file.
        path: PathBuf,
        /// What was found: "its file was emptied".
        what: &'static str,
    },
    /// The library is open for reading alone, and stays so.
    #[error("the library {} is open for reading only: {reason}; nothing can be saved in it", shown(path))]
    ReadingOnly {
        /// The library's file.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// The file has no contents any more, and something beside it says that it had.
    #[error(
        "the library {} has no contents, and {left}; nothing was touched: `pingdian recover` takes what is left into a new \
         library, `pingdian restore` puts a backup in its place, and to begin anew move what is left away",
        shown(path)
    )]
    Emptied {
        /// The library's file.
        path: PathBuf,
        /// What there is beside it.
        left: &'static str,
    },
    /// What had to be done together with a change could not be done.
    #[error("{reason}")]
    Withheld {
        /// Why, in words.
        reason: String,
    },
    /// Any other failure of the system below.
    #[error("the library {} failed while {doing}: {reason}", shown(path))]
    Failed {
        /// The library's file.
        path: PathBuf,
        /// What it was doing: "reading the list".
        doing: &'static str,
        /// What the system said.
        reason: String,
    },
    /// No such article here.
    #[error(
        "no article “{}” in the library; `pingdian list` names all, `pingdian add` takes one in",
        visible(&crate::text::without_password(what))
    )]
    NoSuchArticle {
        /// What was asked for: a number, a URI or a path.
        what: String,
    },
    /// The text is longer than the library can keep.
    #[error(
        "the text of “{}” is too long for the library: {bytes} bytes, and at most {most} are kept",
        visible(title)
    )]
    TooLong {
        /// The article's title.
        title: String,
        /// The text's length in bytes.
        bytes: usize,
        /// The greatest length in bytes.
        most: usize,
    },
    /// An annotation is not, or no longer, what the change began from.
    #[error("another program changed an annotation of article {} since; what it wrote was kept, look at it and try again", article.0)]
    Conflict {
        /// The article.
        article: ArticleId,
    },
    /// The article has a newer text than the one the change was made on.
    #[error("the text of article {} changed since it was opened; open it again and repeat the change", article.0)]
    Revised {
        /// The article.
        article: ArticleId,
    },
    /// A span that does not cover whole characters of the article's text.
    #[error("bytes {start}..{end} are no passage of article {}, which has {bytes} bytes", article.0)]
    NoPassage {
        /// The article.
        article: ArticleId,
        /// First byte of the span.
        start: usize,
        /// One past its last.
        end: usize,
        /// The text's length.
        bytes: usize,
    },
    /// A change without any annotation, or with two different ones.
    #[error("a change must speak of one annotation, before and after")]
    Unsound,
}

impl LibraryError {
    /// Whether a change was refused for what it is, and others may be made.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Conflict { .. }
                | Self::Revised { .. }
                | Self::NoPassage { .. }
                | Self::NoSuchArticle { .. }
                | Self::Unsound
        )
    }

    /// Whether the same thing may succeed later, with nothing about it changed.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::ReadOnly { .. }
                | Self::Full { .. }
                | Self::Busy { .. }
                | Self::Gone { .. }
                | Self::Harmed { .. }
                | Self::Disk { .. }
                | Self::Failed { .. }
        )
    }
}

/// An error within this room, before it is put in words: those of SQLite lack the path and the deed.
#[derive(Debug)]
pub(super) enum Fault {
    /// From the database.
    Sql(rusqlite::Error),
    /// From reading or writing a text piece by piece.
    Text(std::io::Error),
    /// Stored values that no version of this program writes.
    Damaged(String),
    /// Already in words.
    Worded(LibraryError),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<rusqlite::types::FromSqlError> for Fault {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Sql(error.into())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Text(error)
    }
}

impl From<LibraryError> for Fault {
    fn from(error: LibraryError) -> Self {
        Self::Worded(error)
    }
}

impl Fault {
    /// SQLite's own failure, be it wrapped, as those of a piecewise read or write are.
    pub(super) fn of_sqlite(&self) -> Option<&ffi::Error> {
        let error = match self {
            Self::Sql(error) => error,
            Self::Text(error) => error.get_ref()?.downcast_ref()?,
            _ => return None,
        };
        match error {
            rusqlite::Error::SqliteFailure(error, _) => Some(error),
            _ => None,
        }
    }

    /// The error in words, with the library's path and what was being done.
    pub(super) fn worded(self, path: &Path, doing: &'static str) -> LibraryError {
        let path = path.to_owned();
        match self {
            Self::Worded(error) => error,
            Self::Damaged(reason) => LibraryError::Damaged { path, reason },
            // SQLite's failures inside a piecewise read or write arrive wrapped.
            Self::Text(error) => match error.downcast::<rusqlite::Error>() {
                Ok(inner) => Self::Sql(inner).worded(&path, doing),
                Err(error) if is_full(&error) => LibraryError::Full { path },
                Err(error) => LibraryError::Failed { path, doing, reason: error.to_string() },
            },
            // SQLite has no code of its own for tables that are there or not.
            Self::Sql(rusqlite::Error::SqliteFailure(error, Some(words)))
                if error.extended_code == ffi::SQLITE_ERROR && speaks_of_tables(&words) =>
            {
                let words = words.split(" in ").next().unwrap_or_default();
                let reason = format!("its tables are not those of the version that it says it has: {words}");
                LibraryError::Damaged { path, reason }
            }
            Self::Sql(
                error @ (rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..)),
            ) => LibraryError::Damaged { path, reason: format!("a row of it holds what none can: {error}") },
            Self::Sql(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LibraryError::Busy { path },
                Some(ErrorCode::DiskFull) => LibraryError::Full { path },
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => LibraryError::ReadOnly { path },
                Some(ErrorCode::NotADatabase) => LibraryError::NotALibrary { path },
                Some(ErrorCode::DatabaseCorrupt) => LibraryError::Damaged { path, reason: error.to_string() },
                Some(ErrorCode::CannotOpen) => LibraryError::Open { path, reason: error.to_string() },
                _ => LibraryError::Failed { path, doing, reason: error.to_string() },
            },
        }
    }
}

/// Whether SQLite says that a table or column is missing, or is there already.
fn speaks_of_tables(words: &str) -> bool {
    words.starts_with("no such table")
        || words.starts_with("no such column")
        || words.contains("has no column named")
        || words.contains("already exists")
        || words.contains("duplicate column name")
}

/// A path for people: nothing in it can act on a terminal.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

/// `text` with controls, bidirectional controls and zero-width characters as `\u{…}`.
fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        let acts = c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if acts {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_acts_on_the_terminal() {
        let error = LibraryError::NotALibrary { path: "/a\u{1b}[2J\u{202e}評.db".into() };
        let message = error.to_string();
        assert!(message.contains("/a\\u{1b}[2J\\u{202e}評.db"), "{message}");
    }

    #[test]
    fn what_may_pass_is_told_from_what_may_not() {
        assert!(LibraryError::Busy { path: "/l".into() }.may_pass());
        assert!(!LibraryError::Conflict { article: ArticleId(1) }.may_pass());
    }
}
