//! What can happen to the reader.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::drafts::Draft;
use super::finding::Sought;
use super::labels::Configured;
use super::pace::Pace;
use crate::annotation::{Annotation, Change};
use crate::article::Article;
use crate::library::{
    Answer, Arrangement, ArticleEntry, ArticleId, KnownSource, Logged, Notice, Related, Revision, Step,
    StoredLink,
};
use crate::text::{Ambiguous, Span};

/// Something that happened: at the keyboard, on the terminal, in the library or among the files.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// A line came at once, with its end: typed by a program, or pasted.
    Line(String),
    /// Words that earlier programs left behind; none where there are none.
    Drafts(Vec<Draft>),
    /// Words that are not kept where they belong cannot be put on disk: why, in words.
    DraftsUnkept(String),
    /// The terminal has another size, in cells.
    Resize {
        /// Its columns.
        columns: u16,
        /// Its rows.
        rows: u16,
    },
    /// The terminal told how wide it draws ambiguous characters.
    Ambiguous(Ambiguous),
    /// The program is asked to end.
    Terminate,
    /// A frame is about to be drawn: the view is brought up to date.
    Frame,

    /// The library's articles.
    Entries(Vec<ArticleEntry>),
    /// Articles that were added to the library, or whose entry changed.
    Updated(Vec<ArticleEntry>),
    /// Articles found under the paths given, in order: they are what the list shows.
    Found(Vec<ArticleId>),
    /// An article cannot be read any more: another program deleted it, or it is gone for good.
    Gone(ArticleId),
    /// The last thing done was taken back, or made again.
    Stepped {
        /// Whether it was made again.
        again: bool,
        /// What it was; nothing where nothing was left.
        step: Option<Step>,
    },
    /// How the last session had the list ordered and narrowed down.
    Arranged(Arrangement),
    /// The pace that earlier sessions learned.
    Pace(Pace),
    /// Time passed: how long the program runs by now. Comes before a key.
    Time(Duration),
    /// Lines of an article are notices, for other articles have them too.
    Notices {
        /// The article.
        article: ArticleId,
        /// Which of its texts this is of.
        revision: Revision,
        /// All its notices, in order.
        notices: Vec<Span>,
    },
    /// An article fetched from the library.
    Opened {
        /// Its entry.
        entry: ArticleEntry,
        /// The article.
        article: Arc<Article>,
        /// Which of its texts this is.
        revision: Revision,
        /// Its annotations.
        annotations: Vec<Annotation>,
        /// The links that begin or end in it.
        links: Vec<StoredLink>,
    },
    /// The annotations of an article as the library has them.
    Annotations {
        /// The article.
        article: ArticleId,
        /// The text they speak of, where it was asked for.
        revision: Option<Revision>,
        /// All its annotations.
        annotations: Vec<Annotation>,
        /// The links that begin or end in it.
        links: Vec<StoredLink>,
    },
    /// The links that begin or end in an article, as the library has them.
    Links {
        /// The article.
        article: ArticleId,
        /// They, in the order made.
        links: Vec<StoredLink>,
    },
    /// A change was committed.
    Saved {
        /// The save's number.
        ticket: u64,
    },
    /// A change could not be committed.
    Unsaved {
        /// The save's number.
        ticket: u64,
        /// Why, in words.
        message: String,
        /// Whether it will be tried again.
        retry: bool,
    },
    /// Changes were taken back, or made again.
    Undone {
        /// The article.
        article: ArticleId,
        /// What was done; nothing where it concerned a link that is another now, and was passed over.
        changes: Vec<Change>,
    },
    /// There was nothing to take back or to make again.
    NothingToUndo,
    /// The library failed at something else.
    Failed {
        /// What and why, in words.
        message: String,
        /// Whether it will be tried again.
        retry: bool,
    },
    /// The library cannot be opened: nothing will be saved.
    NoLibrary(String),

    /// A file given to be read was read, as far as its first screens or whole.
    Read {
        /// Where it came from.
        uri: String,
        /// The article.
        article: Arc<Article>,
        /// Whether it is the whole.
        complete: bool,
    },
    /// The article of this source is in the library now.
    Kept {
        /// Where it came from.
        uri: String,
        /// Its name there. Its entry went before.
        id: ArticleId,
    },
    /// How the last session had the moving-on mode.
    MovingOn(bool),
    /// Whether the last session showed other readers' annotations.
    OtherReaders(bool),
    /// The last changes to the open article, the newest first; or why they cannot be read, in words.
    History(Result<Vec<Logged>, String>),
    /// Something could not be read.
    Notice(Notice),
    /// What could not be read before is still as it was. It was told then, and is to be found where one asks.
    StillRefused(Notice),
    /// Work goes on behind: what, in words; nothing when it is done.
    Progress(Option<String>),
    /// What was asked about annotations is answered; or why not, in words.
    Answered(Result<Answer, String>),
    /// Passages of other articles that are related to the asked one; or why they cannot be told, in words.
    Related {
        /// The question's number.
        number: u64,
        /// They, best first.
        found: Result<Vec<Related>, String>,
    },
    /// An export ended: how, in words.
    Exported(Result<String, String>),
    /// An export would replace a file.
    ExportExists {
        /// The format's name.
        format: &'static str,
        /// The one article whose annotations go out, or all.
        article: Option<ArticleId>,
        /// The file that is there.
        path: PathBuf,
    },
    /// How many annotations each label has across the library, by its name.
    LabelsCounted(BTreeMap<String, usize>),
    /// The labels were changed, in the configuration and in the library.
    Configured(Box<Configured>),
    /// The labels could not be changed: why, in words. All is as it was.
    NotConfigured(String),
    /// The sources that annotations of the library name, those named most often first.
    Sources(Vec<KnownSource>),
    /// Two spellings of a source were joined or parted: how, in words.
    SourceJoined(String),
    /// Something was found, or not.
    Sought(Sought),
}
