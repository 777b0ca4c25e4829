//! Why a source does not become an article, in words for people.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::binary::advice;
use super::decode::NotText;
use super::formats::Unparsable;
use crate::text::{Ambiguous, shortened};

/// The size in bytes of the largest file that is read: no text by people comes near it.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// Cells that words out of a source are given.
const MOST_CELLS: usize = 300;

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
    /// What no article can be drawn out of. The words name the kind: "a PDF document".
    #[error("it is {0}, which pingdian does not read; {advice}", advice = advice(.0))]
    Binary(&'static str),
    /// Some parts of it. The others became articles.
    #[error("{0}")]
    Records(LeftOut),
    /// A table without a column that was named: that column, and those that there are.
    #[error("it has no column {0} (there are: {1})")]
    NoSuchColumn(String, String),
    /// A corpus without columns that were named, which was known at its end. Its records became articles without what these hold.
    #[error("{0}")]
    NoSuchColumns(MissingColumns),
    /// A corpus in which no column is known to hold texts. The words are its columns.
    #[error("none of its columns is known to hold texts; name it with --text-column (there are: {0})")]
    NoTextColumn(String),
    /// Annotations that pingdian exported.
    #[error("it holds annotations, not articles; `pingdian import-annotations` takes them in")]
    Annotations,
    /// Locked against reading. The words name what is: "the book".
    #[error("{0} is encrypted; pingdian opens no locks")]
    Encrypted(&'static str),
    /// Not what it seems. The words name what it seems and what is wrong with it.
    #[error("it is a damaged {0}: {words}", words = briefly(.1))]
    Damaged(&'static str, String),
    /// More than is taken in. The words say what of.
    #[error("{0}; that much is not unpacked")]
    TooMuch(String),
    /// A page beyond every measure.
    #[error("{0}")]
    Page(#[from] Unparsable),
    /// A list of feeds, which is not read but followed.
    #[error("it lists {0} {feeds}; `pingdian add --fetch` with its name fetches them", feeds = if *.0 == 1 { "feed" } else { "feeds" })]
    Feeds(usize),
    /// The system could not read it.
    #[error("{0}")]
    Failed(#[source] io::Error),
}

/// Words that may hold much of what was read.
fn briefly(words: &str) -> String {
    shortened(&visible(words), MOST_CELLS, Ambiguous::Narrow).into_owned()
}

impl Unreadable {
    /// No column of those that there are is known to hold texts.
    pub(super) fn no_text_column<'a>(columns: impl IntoIterator<Item = &'a str>) -> Self {
        Self::NoTextColumn(names(columns))
    }

    /// No column of those that there are is called `column`.
    pub(super) fn no_such_column<'a>(column: &str, columns: impl IntoIterator<Item = &'a str>) -> Self {
        Self::NoSuchColumn(visible(column), names(columns))
    }
}

/// The names of the first columns.
fn names<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    /// So many columns are named.
    const MOST: usize = 20;
    let mut columns = columns.into_iter();
    let mut named: Vec<&str> = columns.by_ref().take(MOST).collect();
    if columns.next().is_some() {
        named.push("…");
    }
    briefly(&named.join(", "))
}

/// Columns that were named, and in which no record of a corpus has anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingColumns {
    /// What they are called.
    pub columns: Vec<String>,
    /// Records that were left out besides.
    pub left_out: Option<LeftOut>,
}

impl fmt::Display for MissingColumns {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = if self.columns.len() == 1 { "column" } else { "columns" };
        let names = briefly(&self.columns.join(", "));
        write!(
            formatter,
            "no record has anything in the {columns} {names}; the articles were taken in without"
        )?;
        self.left_out.iter().try_for_each(|left_out| write!(formatter, "; {left_out}"))
    }
}

/// Parts of a source that were left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What they are: "record".
    pub what: &'static str,
    /// How many they are.
    pub count: usize,
    /// The first of them: where they stand, and what is the matter.
    pub first: Vec<(String, String)>,
}

impl LeftOut {
    /// None yet.
    pub(super) const fn of(what: &'static str) -> Self {
        Self { what, count: 0, first: Vec::new() }
    }

    /// Notes one.
    pub fn note(&mut self, place: String, reason: &str) {
        /// So many are told of one by one.
        const TOLD: usize = 5;
        self.count += 1;
        if self.first.len() < TOLD {
            self.first.push((place, reason.to_owned()));
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.what;
        match (self.count, what.strip_suffix('y')) {
            (1, _) => write!(formatter, "one {what} was left out: ")?,
            (count, Some(stem)) => write!(formatter, "{count} {stem}ies were left out: ")?,
            (count, None) => write!(formatter, "{count} {what}s were left out: ")?,
        }
        for (index, (place, reason)) in self.first.iter().enumerate() {
            let before = if index == 0 { "" } else { "; " };
            write!(formatter, "{before}{place}: {reason}")?;
        }
        match self.count - self.first.len() {
            0 => Ok(()),
            more => write!(formatter, "; and {more} more"),
        }
    }
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
        formatter.write_str(&visible(&path.to_string_lossy()))
    }
}

/// `words` with what a terminal obeys spelt out.
fn visible(words: &str) -> String {
    words.chars().fold(String::with_capacity(words.len()), |mut out, character| {
        let is_bidirectional =
            matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if character.is_control() || is_bidirectional {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
        out
    })
}
