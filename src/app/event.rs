//! What can happen to the reader.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::drafts::Draft;
use super::effect::Export;
use super::finding::Sought;
use super::labels::Configured;
use super::pace::Pace;
use crate::article::Article;
use crate::library::{Answer, Arrangement, ArticleEntry, ArticleId, Logged, Notice, Related, Reply};
use crate::text::Ambiguous;

/// Something that happened: at the keyboard, on the terminal, in the library or among the files.
#[derive(Clone, Debug)]
pub enum Event {
    /// Something was typed, at a time: how long the program runs by then.
    Input(Input, Duration),
    /// Time passed, and nothing else: how long the program runs by now.
    Time(Duration),
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

    /// What the library's thread says.
    Library(Reply),
    /// The library's articles, or the first of them, as it is opened.
    Entries(Vec<ArticleEntry>),
    /// Articles found under the paths given, in order: they are what the list shows.
    Found(Vec<ArticleId>),
    /// How the last session had the list ordered and narrowed down.
    Arranged(Arrangement),
    /// The pace that earlier sessions learned.
    Pace(Pace),
    /// Something failed elsewhere than on the library's thread: what and why, in words.
    Failed(String),
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
    ExportExists(Export),
    /// The labels were changed, in the configuration and in the library.
    Configured(Box<Configured>),
    /// The labels could not be changed: why, in words. All is as it was.
    NotConfigured(String),
    /// Something was found, or not.
    Sought(Sought),
}

/// What was typed.
#[derive(Clone, Debug)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// Text that was pasted.
    Paste(String),
    /// A line that came at once, with its end: typed by a program, or pasted.
    Line(String),
}

impl From<Reply> for Event {
    fn from(reply: Reply) -> Event {
        Event::Library(reply)
    }
}
