//! What is asked of the library's thread, and what it says.

use std::sync::Arc;

use crate::annotation::Change;
use crate::article::Article;
use crate::library::{
    Added, ArticleEntry, ArticleId, ArticleText, Examined, FileStamp, Mark, Revision, Share, Step, Store,
    StoredAnnotation, StoredLink,
};
use crate::text::Span;

/// What is asked of the library's thread.
pub enum Request {
    /// All articles, deleted ones too, in pieces as there is time: [`Reply::Entries`], and [`Reply::Listed`] at the end.
    List,
    /// An article, which counts as the open one from then on: [`Reply::Opened`].
    Open(ArticleId),
    /// The annotations of an article whose newest text the reader has already, from the file just taken in; it counts
    /// as the open one from then on: [`Reply::Adopted`].
    Adopt(ArticleId),
    /// What of the open article other articles have too, now that more are there: [`Reply::Notices`].
    Notices,
    /// An article to be taken in: [`Reply::Entry`] and [`Reply::Added`]. Several that wait go in together.
    Add {
        /// Where it came from.
        uri: String,
        /// What was read there.
        article: Arc<Article>,
        /// What the file looked like.
        stamp: FileStamp,
    },
    /// As [`Request::Add`], of an article that was examined already.
    AddExamined(Box<Addition>),
    /// Changes to annotations, one group of the history: [`Reply::Saved`] and [`Reply::Entry`], or
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
    /// The last group taken back, made again: [`Reply::Redone`] or [`Reply::NothingToRedo`].
    Redo(ArticleId),
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
    /// What was taken back last, made again: as [`Request::UndoLast`].
    RedoLast,
    /// A setting. No reply.
    Remember {
        /// Its name.
        key: String,
        /// What to remember.
        value: String,
    },
    /// Anything else, which replies by its own ways. It is not tried again.
    Run(Box<dyn FnOnce(&mut Store) + Send>),
}

/// An article to be taken in that another thread has examined.
pub struct Addition {
    /// Where it came from.
    pub uri: String,
    /// What was read there.
    pub article: Arc<Article>,
    /// What the file looked like.
    pub stamp: FileStamp,
    /// What was drawn from its text; that is done by the library's thread where there is none.
    pub examined: Option<Examined>,
    /// Its share of what may be on its way at once, given back when it is written.
    pub share: Option<Share>,
    /// Whether it was told to be in the library already, while that cannot be written.
    pub shown: bool,
}

/// What the library's thread says, asked and unasked.
///
/// What other programs change comes unasked, as [`Reply::Entries`], [`Reply::Gone`] and, for the open article, as
/// [`Reply::Annotations`], [`Reply::Opened`] (its text is another now) or [`Reply::Gone`]. These show what is on
/// disk: changes that were sent and not yet said to be saved go on top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Articles that are new or different, or were asked for.
    Entries(Vec<ArticleEntry>),
    /// All articles asked for by [`Request::List`] were told.
    Listed,
    /// The last thing done was taken back, or made again.
    Stepped {
        /// Whether it was made again.
        again: bool,
        /// What it was; `None` where nothing was left.
        step: Option<Step>,
    },
    /// An article's line in the list, as it is now.
    Entry(ArticleEntry),
    /// An article, all of one moment.
    Opened {
        /// It, with its text.
        text: ArticleText,
        /// Which of its revisions this is.
        revision: Revision,
        /// Its annotations, by where they begin.
        annotations: Vec<StoredAnnotation>,
        /// The links that begin or end in it.
        links: Vec<StoredLink>,
        /// Its line in the list.
        entry: ArticleEntry,
    },
    /// The annotations of an article whose text the reader has already.
    Adopted {
        /// The article.
        article: ArticleId,
        /// Which of its revisions is the newest.
        revision: Revision,
        /// Its annotations, by where they begin.
        annotations: Vec<StoredAnnotation>,
        /// The links that begin or end in it.
        links: Vec<StoredLink>,
    },
    /// Lines of the open article are notices, for other articles of its origin have them too. Comes after
    /// [`Reply::Adopted`] as well. Tells only of lines to be added: none comes where no line is a notice any more, and one
    /// that no other article has now stays a notice as long as the article is open.
    Notices {
        /// The article.
        article: ArticleId,
        /// Which of its revisions this is of.
        revision: Revision,
        /// All its notices, in order.
        notices: Vec<Span>,
    },
    /// An article was taken in; its [`Reply::Entry`] went before.
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
    /// Changes were made again.
    Redone {
        /// The article.
        article: ArticleId,
        /// The changes, in order; none as in [`Reply::Undone`].
        changes: Vec<Change>,
    },
    /// Nothing is left to take back.
    NothingToUndo(ArticleId),
    /// Nothing is left to make again.
    NothingToRedo(ArticleId),
    /// The open article's annotations, as they are on disk.
    Annotations {
        /// The article.
        article: ArticleId,
        /// Its annotations, by where they begin.
        annotations: Vec<StoredAnnotation>,
        /// The links that begin or end in it.
        links: Vec<StoredLink>,
    },
    /// The open article's links, as they are on disk, after a change that may have made or hidden some.
    Links {
        /// The article.
        article: ArticleId,
        /// They, in the order made.
        links: Vec<StoredLink>,
    },
    /// An article cannot be read any more: deleted, or gone for good.
    Gone(ArticleId),
    /// A request other than [`Request::Apply`] failed.
    Failed {
        /// What and why, in words.
        message: String,
        /// Whether it is kept and tried again.
        retry: bool,
    },
}

impl Request {
    /// Whether nobody misses it: where the reader was, or what the program remembers.
    pub(super) fn is_small(&self) -> bool {
        matches!(self, Self::Place { .. } | Self::Remember { .. })
    }

    /// Whether it writes, and can be tried again.
    pub(super) fn is_write(&self) -> bool {
        !matches!(
            self,
            Self::List
                | Self::Open(_)
                | Self::Adopt(_)
                | Self::Notices
                | Self::Add { .. }
                | Self::AddExamined(_)
                | Self::Run(_)
        )
    }
}
