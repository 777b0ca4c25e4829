//! What can go wrong in an export, in words for the person who asked for it.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::text::visible;
use crate::whole_file::{WholeFileError, shown};

/// Why an export was not made.
#[derive(Debug, Error)]
pub enum ExportError {
    /// No format has this name.
    #[error("there is no export format “{}”; choose one of: {known}", visible(.name))]
    UnknownFormat {
        /// The name asked for.
        name: String,
        /// The names there are, with commas between.
        known: String,
    },
    /// An annotation's bytes are not bytes of its article's text, or cut a character in two.
    #[error(
        "annotation {} does not fit the text of article {article} ({}); export without that article, or repair the library",
        visible(.annotation), visible(.title)
    )]
    SpanOutsideText {
        /// The annotation's name.
        annotation: String,
        /// The article's number.
        article: i64,
        /// The article's title.
        title: String,
    },
    /// The articles and annotations could not be had from where they are kept.
    #[error("the annotations could not be read: {0}")]
    Source(Box<dyn Error + Send + Sync>),
    /// The path is a folder.
    #[error("{} is a folder; name a file to export to", shown(.path))]
    IsFolder {
        /// The path.
        path: PathBuf,
    },
    /// The path is a file, and the format writes several.
    #[error("{} is a file, and this format writes several: name a folder", shown(.path))]
    IsFile {
        /// The path.
        path: PathBuf,
    },
    /// A format of several files, and no folder to put them in.
    #[error("{format} writes several files: name a folder for them with -o")]
    NeedsFolder {
        /// The format's name.
        format: &'static str,
    },
    /// The library lives in the file, or the program reads from it.
    #[error("{} is {what}; nothing was written, name another", shown(.path))]
    InUse {
        /// The path.
        path: PathBuf,
        /// What it is, in words.
        what: String,
    },
    /// The folder to write in does not exist, or is no folder.
    #[error("there is no folder {}; make it first, or name another", shown(.folder))]
    MissingFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// No file may be made in the folder: its permissions, or a file system that is mounted read-only.
    #[error("no file can be written in the folder {}; choose another, or change its permissions", shown(.folder))]
    ReadOnlyFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The file is there and is write-protected.
    #[error("{} is write-protected and was left as it is; choose another name", shown(.path))]
    ReadOnlyFile {
        /// The file.
        path: PathBuf,
    },
    /// No space left, or no more allowed.
    #[error(
        "{destination} could not be written whole: the disk is full, or a limit on space is reached ({source})"
    )]
    DiskFull {
        /// What was written to, in words.
        destination: String,
        /// What the system said.
        source: io::Error,
    },
    /// Whoever read the output has stopped reading. Nothing is wrong: end quietly, with status 0.
    #[error("the reader of {destination} has stopped reading")]
    ClosedPipe {
        /// What was written to, in words.
        destination: String,
    },
    /// Any other failure to write.
    #[error("{destination} could not be written: {source}")]
    Write {
        /// What was written to, in words.
        destination: String,
        /// What the system said.
        source: io::Error,
    },
}

impl ExportError {
    /// The error for a write to `destination` (in words, shown as they are) that failed with `source`.
    pub(super) fn of_write(destination: &str, source: io::Error) -> Self {
        let destination = destination.to_owned();
        match source.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe { destination },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull { destination, source }
            }
            _ => Self::Write { destination, source },
        }
    }
}

impl From<WholeFileError> for ExportError {
    fn from(error: WholeFileError) -> Self {
        match error {
            WholeFileError::IsFolder { path } => Self::IsFolder { path },
            WholeFileError::MissingFolder { folder } => Self::MissingFolder { folder },
            WholeFileError::ReadOnlyFolder { folder } => Self::ReadOnlyFolder { folder },
            WholeFileError::ReadOnlyFile { path } => Self::ReadOnlyFile { path },
            WholeFileError::Failed { path, source } => Self::of_write(&shown(&path), source),
        }
    }
}
