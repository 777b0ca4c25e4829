//! What is asked of the library's thread, and what it says: the one form that these have on their whole way from a key to
//! the disk and back to the screen.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::annotation::{Annotation, Change};
use crate::article::Article;
use crate::library::{
    Added, ArticleEntry, ArticleId, Examined, FileStamp, KnownSource, Mark, Revision, Share, Step, StoredLink,
};
use crate::text::Span;

/// What is asked of the library's thread. All that was to be written before is written before a read is answered, unless
/// writing is held up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Something to be told.
    Read(Read),
    /// Something to be written.
    Write(Write),
}

/// Something to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// All articles, deleted ones too, in pieces as there is time: [`Reply::Entries`], and [`Reply::Listed`] at the end.
    List,
    /// An article, which counts as the open one from then on: [`Reply::Opened`].
    Open(ArticleId),
    /// The annotations of an article whose newest text the reader has already; it counts as the open one from then on:
    /// [`Reply::Annotations`].
    Adopt(ArticleId),
    /// What of the open article other articles have too, now that more are there: [`Reply::Notices`].
    Notices,
    /// The sources that annotations name: [`Reply::Sources`].
    Sources,
    /// How many annotations each label has: [`Reply::LabelUses`].
    LabelUses,
    /// Nothing but this number, back in [`Reply::Reached`].
    Reached(u64),
}

/// Something to be written. It is kept and tried again where it fails for a cause that may pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Changes to annotations, one group of the history: [`Reply::Saved`] and [`Reply::Entries`], or
    /// [`Reply::Unsaved`].
    Apply {
        /// Comes back in the reply.
        ticket: u64,
        /// The article.
        article: ArticleId,
        /// The revision whose text the changes were made on, from [`Reply::Opened`].
        revision: Revision,
        /// The changes, in order.
        changes: Vec<Change>,
    },
    /// The last group of changes to the article, taken back: [`Reply::Undone`] or [`Reply::NothingToUndo`].
    Undo(ArticleId),
    /// Where the reader is in an article. Of several that wait, the last is written. No reply.
    Place {
        /// The article.
        article: ArticleId,
        /// The revision whose text this speaks of, where it is known. A place in an older text is left out.
        revision: Option<Revision>,
        /// Where the cursor is, in bytes of its text.
        position: usize,
        /// How far it has been read, in bytes of its text.
        read_to: usize,
    },
    /// Something said of articles: [`Reply::Entries`].
    Mark {
        /// The articles.
        articles: Vec<ArticleId>,
        /// What is said of them.
        mark: Mark,
    },
    /// The last thing that the reader did, to whatever article, taken back: [`Reply::Stepped`].
    UndoLast,
    /// What was taken back last, made again: as [`Write::UndoLast`].
    RedoLast,
    /// A setting. No reply.
    Remember {
        /// Its name.
        key: &'static str,
        /// What to remember.
        value: String,
    },
    /// Lets a spelling of a source stand for another name, or for itself again: [`Reply::SourceJoined`].
    JoinSource {
        /// The spelling.
        spelling: String,
        /// The name it is to stand for.
        name: Option<String>,
    },
    /// Something found out among the files. No reply.
    File(FileFact),
}

/// Something found out among the files. Where it cannot be written it is given up in silence: it is found out again
/// another time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFact {
    /// An article was asked for by the name of its file, though it may have been deleted before.
    Wanted {
        /// Where it stands.
        uri: String,
    },
    /// A folder was looked through to its end.
    LookedThrough(PathBuf),
    /// All files were looked at: places of copies that are gone are forgotten.
    GoneCopies,
    /// A file that holds several articles, all of which were told.
    Container {
        /// Where it stands.
        uri: String,
        /// What it looked like.
        stamp: FileStamp,
        /// How many they are.
        articles: usize,
    },
    /// A file that could not be read.
    Refused {
        /// Where it stands.
        uri: String,
        /// What it looked like.
        stamp: FileStamp,
        /// Why, in words.
        message: String,
    },
}

/// An article to be taken in: [`Reply::Entries`] and [`Reply::Added`]. Several that wait go in together.
#[derive(Debug)]
pub struct Addition {
    /// Where it came from.
    pub uri: String,
    /// What was read there.
    pub article: Arc<Article>,
    /// What the file looked like.
    pub stamp: FileStamp,
    /// What was drawn from its text; that is done by the library's thread where there is none.
    pub(super) examined: Option<Examined>,
    /// Its share of what may be on its way at once, given back when it is written.
    _share: Option<Share>,
    /// Whether it was told to be in the library already, while that cannot be written.
    pub(super) shown: bool,
}

/// What the library's thread says, asked and unasked.
///
/// What other programs change comes unasked, as [`Reply::Entries`], [`Reply::Gone`] and, for the open article, as
/// [`Reply::Annotations`], [`Reply::Opened`] (its text is another now) or [`Reply::Gone`]. These show what is on
/// disk: changes that were sent and not yet said to be saved go on top.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Articles that are new or different, or were asked for: their lines in the list, as they are now.
    Entries(Vec<ArticleEntry>),
    /// All articles asked for by [`Read::List`] were told.
    Listed,
    /// The last thing done was taken back, or made again.
    Stepped {
        /// Whether it was made again.
        again: bool,
        /// What it was; `None` where nothing was left.
        step: Option<Step>,
    },
    /// An article, all of one moment.
    Opened {
        /// Its line in the list.
        entry: ArticleEntry,
        /// It, with its text.
        article: Arc<Article>,
        /// Which of its revisions this is.
        revision: Revision,
        /// Its annotations, by where they begin.
        annotations: Vec<Annotation>,
        /// The links that begin or end in it.
        links: Vec<StoredLink>,
    },
    /// An article's annotations, as they are on disk.
    Annotations {
        /// The article.
        article: ArticleId,
        /// Which of its revisions is the newest, where they were asked for by [`Read::Adopt`].
        revision: Option<Revision>,
        /// Its annotations, by where they begin.
        annotations: Vec<Annotation>,
        /// The links that begin or end in it.
        links: Vec<StoredLink>,
    },
    /// Lines of the open article are notices, for other articles of its origin have them too. Comes after an article was
    /// adopted as well. Tells only of lines to be added: none comes where no line is a notice any more, and one
    /// that no other article has now stays a notice as long as the article is open.
    Notices {
        /// The article.
        article: ArticleId,
        /// Which of its revisions this is of.
        revision: Revision,
        /// All its notices, in order.
        notices: Vec<Span>,
    },
    /// An article was taken in; its line went before.
    Added {
        /// From where.
        uri: String,
        /// Which, and whether it was there before.
        added: Added,
    },
    /// Changes are on disk.
    Saved {
        /// As sent.
        ticket: u64,
    },
    /// Changes are not on disk.
    Unsaved {
        /// As sent.
        ticket: u64,
        /// Why, in words.
        message: String,
        /// Whether they are kept and tried again; the changes are lost otherwise.
        retry: bool,
    },
    /// Changes were taken back.
    Undone {
        /// The article.
        article: ArticleId,
        /// The changes that did so, in order; none where they concerned a link that is another now, and were given up.
        changes: Vec<Change>,
    },
    /// Nothing is left to take back in this article.
    NothingToUndo(ArticleId),
    /// The open article's links, as they are on disk, after a change that may have made or hidden some.
    Links {
        /// The article.
        article: ArticleId,
        /// They, in the order made.
        links: Vec<StoredLink>,
    },
    /// An article cannot be read any more: deleted, or gone for good.
    Gone(ArticleId),
    /// The sources that annotations name, those named most often first.
    Sources(Vec<KnownSource>),
    /// How many annotations each label has, by its name.
    LabelUses(BTreeMap<String, usize>),
    /// A spelling of a source stands for a name, or for itself again.
    SourceJoined {
        /// The spelling.
        spelling: String,
        /// The name asked for, and the one that it stands for by way of that; `None` where it stands for itself.
        name: Option<(String, String)>,
    },
    /// What was sent before was carried out, or is held up.
    Reached(u64),
    /// A request other than [`Write::Apply`] failed.
    Failed {
        /// What and why, in words.
        message: String,
        /// Whether it is kept and tried again.
        retry: bool,
    },
}

impl Write {
    /// Whether nobody misses it where nothing can be saved: where the reader was, or what the program remembers.
    pub(super) fn is_small(&self) -> bool {
        matches!(self, Self::Place { .. } | Self::Remember { .. } | Self::File(_))
    }
}

impl Addition {
    /// An article to be taken in.
    pub fn new(uri: String, article: Arc<Article>, stamp: FileStamp) -> Addition {
        Addition { uri, article, stamp, examined: None, _share: None, shown: false }
    }

    /// The same, with what was drawn from its text before, and its share of what may be on its way at once.
    pub fn examined(self, examined: Examined, share: Share) -> Addition {
        Addition { examined: Some(examined), _share: Some(share), ..self }
    }
}

impl From<Read> for Request {
    fn from(read: Read) -> Request {
        Request::Read(read)
    }
}

impl From<Write> for Request {
    fn from(write: Write) -> Request {
        Request::Write(write)
    }
}
