//! Why a source does not become an article, in words for people.

use std::fmt::{self, Write};
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::decode::NotText;

/// The size in bytes of the largest file that is read: no text by people comes near it.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// Why no article came of a source. Its message is a whole sentence for people.
#[derive(Debug, Error)]
#[error("cannot read {}: {reason}", Name(.path.as_deref()))]
pub struct ReadError {
    /// The file; None for bytes from elsewhere.
    pub path: Option<PathBuf>,
    /// What stands against it.
    pub reason: Unreadable,
}

/// What stands against reading a source.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// No such file.
    #[error("there is no such file; check the name")]
    NotFound,
    /// The file system refuses.
    #[error("you have no permission to read it; its owner can give it")]
    NoPermission,
    /// A folder.
    #[error("it is a folder; name the files in it")]
    Folder,
    /// A device, pipe or socket. It was not opened.
    #[error("it is {0}, not a file; save what it gives to a file, or pipe it into standard input")]
    NotAFile(&'static str),
    /// No words.
    #[error("it holds no text")]
    Empty,
    /// More than [`LARGEST_FILE`].
    #[error("it is larger than {} MiB; split it", LARGEST_FILE / (1024 * 1024))]
    TooLarge,
    /// No plain text. The words name the kind: "a PDF document".
    #[error(
        "it is {0}, and pingdian reads plain text as yet; where it holds words, save them as a .txt file"
    )]
    Binary(&'static str),
    /// The system could not read it.
    #[error("{0}")]
    Failed(#[source] io::Error),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            _ => Self::Failed(error),
        }
    }
}

impl From<NotText> for Unreadable {
    fn from(NotText(kind): NotText) -> Self {
        Self::Binary(kind)
    }
}

/// A source's name as a message shows it: file names may hold anything, even what a terminal obeys.
struct Name<'a>(Option<&'a Path>);

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(path) = self.0 else { return formatter.write_str("the input") };
        for character in path.to_string_lossy().chars() {
            let is_bidirectional = matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            if character.is_control() || is_bidirectional {
                write!(formatter, "{}", character.escape_unicode())?;
            } else {
                formatter.write_char(character)?;
            }
        }
        Ok(())
    }
}
