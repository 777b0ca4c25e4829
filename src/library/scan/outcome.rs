//! What a scan is told of a file, and what it says.

use std::path::PathBuf;

use crate::article::{Article, Unreadable};
use crate::library::{ArticleId, FileStamp, Notice};

/// What came of a file when it was last read, and looked as it does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// These articles, whose newest texts they are.
    Articles(Vec<ArticleId>),
    /// Nothing, and why, in words.
    Refused(String),
    /// An article that was deleted here: which, where it can still be brought back.
    Deleted(Option<ArticleId>),
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// A sentence without control characters.
    pub message: String,
    /// Whether it is the file's content, which reading it again would not change.
    pub lasting: bool,
}

impl From<&Unreadable> for Unread {
    fn from(reason: &Unreadable) -> Self {
        let passing = matches!(
            reason,
            Unreadable::NotFound
                | Unreadable::NoPermission
                | Unreadable::Folder
                | Unreadable::NotAFile(_)
                | Unreadable::Failed(_)
        );
        Unread { message: reason.to_string(), lasting: !passing }
    }
}

/// What a scan found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// An article of a file that is new or changed.
    Article {
        /// The file, as it was come to.
        path: PathBuf,
        /// The file's URI, all links resolved, and with a fragment where the file holds several articles.
        uri: String,
        /// What the file looked like before it was read.
        stamp: FileStamp,
        /// The article.
        article: Article,
    },
    /// A file that holds several articles was read to its end: they were given before.
    Whole {
        /// The file's URI.
        uri: String,
        /// What it looked like before it was read.
        stamp: FileStamp,
        /// How many were in it.
        articles: usize,
    },
    /// A file that need not be read again.
    Unchanged {
        /// Its articles.
        ids: Vec<ArticleId>,
        /// As it was come to.
        path: PathBuf,
    },
    /// A file that is not read again, because its article was deleted here.
    Deleted {
        /// The article, where it can still be brought back.
        id: Option<ArticleId>,
        /// As it was come to.
        path: PathBuf,
    },
    /// A file whose content is no article.
    Refused {
        /// The file, and why.
        notice: Notice,
        /// Its URI.
        uri: String,
        /// What it looked like before it was read.
        stamp: FileStamp,
        /// Whether this was known, and the file not read again.
        is_known: bool,
    },
    /// What could not be read, but may be another time.
    Notice(Notice),
}
