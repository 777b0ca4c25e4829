//! What can be told of an article from its line in the list alone: how far it was read, where it is from, when it is of.

use serde::{Deserialize, Serialize};

use super::{ArticleEntry, ArticleId, file_path};
use crate::article::Script;

/// How far an article was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadState {
    /// Nothing of it.
    Unread,
    /// Some of it.
    Reading,
    /// To its end.
    Read,
}

impl ReadState {
    /// All, in the order people are shown them.
    pub const ALL: [ReadState; 3] = [ReadState::Unread, ReadState::Reading, ReadState::Read];

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            ReadState::Unread => "unread",
            ReadState::Reading => "reading",
            ReadState::Read => "read",
        }
    }
}

/// Bytes at a text's end that need not be read: a newline, and what stands before it.
const END: usize = 2;

impl ArticleEntry {
    /// An article taken in at the beginning of 2026 of which nothing else is known, and that nobody has read: for tests
    /// and benches.
    pub fn new(id: ArticleId, title: impl Into<String>, uri: impl Into<String>) -> ArticleEntry {
        ArticleEntry {
            id,
            title: title.into(),
            uri: uri.into(),
            script: Script::Other,
            metadata: Box::default(),
            added: "2026-01-02T03:04:05.000Z".to_owned(),
            bytes: 0,
            read_to: 0,
            position: 0,
            counts: Vec::new(),
            hidden: false,
            characters: 0,
            copies: 0,
            like: None,
            starred: false,
            marked: None,
            deleted: false,
        }
    }

    /// How far it was read: as the reader marked it, or else as far as the cursor came.
    pub fn state(&self) -> ReadState {
        match (self.marked, self.read_to) {
            (Some(true), _) => ReadState::Read,
            (Some(false), _) | (None, 0) => ReadState::Unread,
            (None, read) if read + END >= self.bytes => ReadState::Read,
            (None, _) => ReadState::Reading,
        }
    }

    /// How much of it was read, in thousandths.
    pub fn permille(&self) -> usize {
        // As the library's index has it.
        self.read_to * 1000 / self.bytes.max(1)
    }

    /// About how many characters it has: nearly all of Chinese, Japanese and Korean take three bytes.
    pub fn characters_about(&self) -> usize {
        if self.characters > 0 { self.characters } else { self.bytes / 3 }
    }

    /// How many annotations it has.
    pub fn annotations(&self) -> usize {
        self.counts.iter().map(|count| count.1).sum()
    }

    /// Where it is from, for sorting: its site, or else its URI up to the last `/`, which for a file is its folder.
    pub fn location(&self) -> &str {
        match self.metadata.site.as_str() {
            "" => &self.uri[..self.uri.rfind('/').map_or(0, |slash| slash + 1)],
            site => site,
        }
    }

    /// Where it is from, in a few words: its site, the host of its address, or the name of its file's folder.
    pub fn source(&self) -> String {
        if !self.metadata.site.is_empty() {
            return self.metadata.site.clone();
        }
        if let Some(path) = file_path(&self.uri) {
            let folder = path.parent().and_then(|folder| folder.file_name());
            return folder.map_or_else(|| "/".to_owned(), |name| name.to_string_lossy().into_owned());
        }
        match self.uri.split_once("://") {
            Some((_, address)) => address.split(['/', '?', '#']).next().unwrap_or_default().to_owned(),
            None => self.uri.split(':').next().unwrap_or_default().to_owned(),
        }
    }

    /// The day it was published, as far as is known: `2026-02-06`, or `2026`.
    pub fn published_day(&self) -> Option<&str> {
        let published = &self.metadata.published;
        (!published.is_empty()).then(|| published.get(..10).unwrap_or(published))
    }

    /// The day it was taken in: `2026-02-06`.
    pub fn added_day(&self) -> &str {
        self.added.get(..10).unwrap_or(&self.added)
    }
}
