//! Articles and annotations, kept: the only room that knows SQLite, and nothing of it shows outside.
//!
//! [`Store`] is the library itself, a call at a time; [`Worker`] is a store on a thread of its own, for a reader that
//! must not wait; [`Scan`] finds articles in files and folders.

mod adding;
mod allowance;
mod annotations;
mod arrangement;
mod backup;
mod catalogue;
mod containers;
mod deleting;
mod disk_error;
mod doubts;
mod emptied;
mod entry;
mod error;
mod examining;
mod export;
mod file_identity;
mod finding;
mod folded;
mod folders;
mod harm;
mod history;
mod importing;
mod importing_links;
mod intake;
mod keeping_private;
mod labels;
mod likeness;
mod links;
mod listing;
mod log;
mod marks;
mod moving;
mod occupancy;
mod origin;
mod own_file;
mod passages;
mod reading_only;
mod recover;
mod related;
mod remembered;
mod revising;
mod rows;
mod scan;
mod schema;
mod searching;
mod settings;
mod sources;
mod stamp;
mod store;
#[cfg(test)]
mod tests;
mod texts;
mod uri;
mod watch;
mod watching;
mod worker;

use std::path::PathBuf;

pub use adding::{Added, AddedKind, Incoming};
pub use allowance::{Allowance, Share};
pub use arrangement::{Arrangement, ListFilter, ListSort};
pub use backup::{Backup, Contents, DailyBackup, Restored, back_up, backups, backups_folder, restore};
pub use catalogue::{
    Answer, ArticleBalance, Catalogue, Cited, Facets, Inquiry, Listed, QUOTE_CHARACTERS, Selection, Sort,
    Sources, Stamp, Standing,
};
pub use entry::ReadState;
pub use error::LibraryError;
pub use examining::{Boilerplate, Examined};
pub use export::{Filter, Marked, Orphan};
pub use folded::{Folded, FoldedRecord, FoldedScan, Segment, SharedFolded};
pub use folders::Folder;
pub use history::{Applied, Step};
pub use importing::{Arrival, Arriving, Differing, Replaces, Said, TakenIn};
pub use importing_links::{ArrivingLink, LinkArrival};
pub use intake::{Intake, ReadFileAnywhere, Told, Wanted};
pub use keeping_private::exposure;
pub use labels::Renamed;
pub use links::{LinkEnd, StoredLink};
pub use listing::Changes;
pub use log::{LogDetail, LogFilter, Logged};
pub use marks::{Mark, Remarked};
pub use moving::Wait;
pub use occupancy::Occupancy;
pub use recover::{Recovered, recover};
pub use related::Related;
pub use rows::LINE_CHARACTERS;
pub use scan::{BadGlob, Known, ReadFile, Rules, Scan, Scanned, Seen, Unread, read_file};
pub use searching::{ArticleWords, Excerpt, ExcerptOf, Excerpts, Held, Remark, Searched, Searcher};
pub use sources::KnownSource;
pub use stamp::FileStamp;
pub use store::Store;
pub use uri::{file_path, file_uri, with_fragment};
pub use watching::FolderWatch;
pub use worker::{Addition, FileFact, Post, Read, Reply, Request, Unfinished, Worker, Write};

use serde::{Deserialize, Serialize};

use crate::annotation::Annotation;
use crate::article::{Article, Block, Metadata, Script};

/// Names an article within one library. Shown to people as its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// What the list shows of an article, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleEntry {
    /// Its name in this library.
    pub id: ArticleId,
    /// Title line or opening words.
    pub title: String,
    /// Where it came from: a `file://` URI, or `sample:NAME`.
    pub uri: String,
    /// Its script.
    pub script: Script,
    /// What its source says about it.
    pub metadata: Box<Metadata>,
    /// When it was taken in, RFC 3339 in UTC with milliseconds.
    pub added: String,
    /// Length of the text in bytes.
    pub bytes: usize,
    /// How far it has been read, as a byte offset of its text.
    pub read_to: usize,
    /// Where the cursor was left, as a byte offset of its text.
    pub position: usize,
    /// How many annotations of each label, whoever made them, by the label's name, in the names' order.
    pub counts: Vec<(String, usize)>,
    /// Whether the reader took it out of sight.
    pub hidden: bool,
    /// How many letters and ideographs of it are read: images and notices left out. 0 where that is not known.
    pub characters: usize,
    /// In how many places besides this one the same text stands.
    pub copies: usize,
    /// The article it is nearly the same as, if there is one.
    pub like: Option<Like>,
    /// Whether the reader starred it.
    pub starred: bool,
    /// Whether the reader marked it as read, or as unread.
    pub marked: Option<bool>,
    /// Whether it is deleted, and can still be brought back.
    pub deleted: bool,
}

/// An article that another is nearly the same as: a reprint, or what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Like {
    /// The article.
    pub article: ArticleId,
    /// How much of the two texts is the same, estimated: up to 100.
    pub percent: u8,
}

/// A path or file that could not be taken in, and why, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The path.
    pub path: PathBuf,
    /// One sentence without control characters.
    pub message: String,
}

/// An annotation as the library keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnnotation {
    /// What the reader made.
    pub annotation: Annotation,
    /// When it was made, RFC 3339 in UTC with milliseconds.
    pub created: String,
    /// When it last changed, likewise.
    pub modified: String,
    /// The words as they were tagged, where the newest text has others in their place.
    pub former_quote: Option<String>,
}

/// An article with its text, as exports and the reader take it out of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleText {
    /// Its name in this library.
    pub id: ArticleId,
    /// Title line or opening words.
    pub title: String,
    /// Where it came from.
    pub uri: String,
    /// Its script.
    pub script: Script,
    /// What its source says about it.
    pub metadata: Box<Metadata>,
    /// The whole text of its newest revision.
    pub text: String,
    /// The text's blocks, where it was drawn out of another format than plain text and they cannot be found in it.
    pub blocks: Option<Box<[Block]>>,
    /// What of it is boilerplate.
    pub boilerplate: Box<Boilerplate>,
    /// The name of the encoding that text was decoded from, where that had to be guessed.
    pub guessed_encoding: Option<&'static str>,
    /// How many damaged places that text shows as U+FFFD.
    pub replaced: usize,
}

impl ArticleText {
    /// Where it stands on the web, where that is known and its URI does not say it.
    pub fn elsewhere(&self) -> Option<&str> {
        Some(self.metadata.url.as_str()).filter(|url| !url.is_empty() && *url != self.uri)
    }

    /// The article to be read: as kept, or its blocks found anew.
    pub fn to_article(&self) -> Article {
        self.clone().into_article()
    }

    /// As [`ArticleText::to_article`], without a copy of the text.
    pub fn into_article(self) -> Article {
        let mut article = match self.blocks {
            Some(blocks) => Article::drawn(self.text, blocks.into_vec(), "", Metadata::default()),
            None => Article::from_text(self.text),
        };
        self.boilerplate.mark(&mut article.blocks, &article.text);
        Article {
            title: self.title,
            metadata: self.metadata,
            guessed_encoding: self.guessed_encoding,
            replaced: self.replaced,
            ..article
        }
    }
}

/// One state of an article's text. Offsets mean something in one revision only, so a change to annotations names
/// the revision it was made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Revision(i64);

#[cfg(test)]
impl Revision {
    /// A revision that no library gave.
    pub(crate) fn for_tests(number: i64) -> Revision {
        Revision(number)
    }
}
