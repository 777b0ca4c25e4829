//! The library beside the reader: opened on a thread, then served by its worker.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;

use super::finding::Finder;
use super::inquiries::{Answerer, Question};
use super::news::event_of;
use super::relating::{Question as RelatedQuestion, Relater};
use super::{Failure, Incoming};
use crate::app::{ARRANGEMENT, Event, PACE, Wanted};
use crate::cli::samples;
use crate::cli::setup::Setup;
use crate::library::{
    Arrangement, ArticleEntry, ArticleId, DailyBackup, Inquiry, Notice, Reply, Request, SharedFolded, Store,
    Worker, exposure,
};

/// Entries that the first frame shows; the rest follow.
const FIRST: usize = 200;

/// Bytes of text up to which the first article is fetched for the first frame.
const SHORT: usize = 256 << 10;

/// The open library.
pub struct Keeper {
    worker: Worker,
    events: Vec<Event>,
    more: bool,
    sender: Sender<Incoming>,
    path: PathBuf,
    /// What finding and relating go over.
    folded: SharedFolded,
    /// Who answers questions, once there was one.
    answerer: Option<Answerer>,
    /// Who looks for related passages, once they were asked for.
    relater: Option<Relater>,
    /// Who finds words, likewise.
    finder: Option<Finder>,
    /// Today's backup in the making.
    backup: Option<DailyBackup>,
}

/// Opens the library on a thread, and sends it. Samples are taken in where it is empty and `offer` says so.
pub fn open(setup: &Setup, offer: bool, sender: Sender<Incoming>) -> Result<(), Failure> {
    let (path, reader) = (setup.library.clone(), setup.reader.clone());
    let open = {
        let sender = sender.clone();
        move || -> Result<Box<Keeper>, Failure> {
            let mut store = Store::open(&path)?;
            if offer && store.reading_only().is_none() {
                samples::offer(&mut store)?;
            }
            let arrangement = remembered(&store)?;
            let entries = store.first_entries(&arrangement, FIRST)?;
            let more = store.holds_more_than(entries.len())?;
            let mut events = vec![
                Event::MovingOn(store.setting("moving-on")?.as_deref() == Some("true")),
                Event::OtherReaders(store.setting("other-readers")?.as_deref() != Some("false")),
            ];
            events.extend(
                store.setting(PACE)?.and_then(|pace| serde_json::from_str(&pace).ok()).map(Event::Pace),
            );
            let first = entries.first().filter(|first| offer && !first.deleted && first.bytes <= SHORT);
            let opened = first.map(|first| opened(&store, first)).transpose()?;
            // Paths are listed in their own order, and whole.
            if offer {
                events.push(Event::Arranged(arrangement));
            }
            events.push(Event::Entries(entries));
            events.extend(opened);
            events.extend(warnings(&store).map(|message| Event::Failed { message, retry: false }));
            let replies = sender.clone();
            let worker = Worker::start(store, reader, move |reply| {
                // The reader may have ended already.
                let _ = replies.send(Incoming::Event(event_of(reply)));
            })?;
            Ok(Box::new(Keeper {
                worker,
                events,
                more,
                sender,
                path,
                folded: SharedFolded::default(),
                answerer: None,
                relater: None,
                finder: None,
                backup: None,
            }))
        }
    };
    thread::Builder::new().name("opening".to_owned()).spawn(move || {
        // The reader may have ended already.
        let _ = sender.send(Incoming::Library(open()));
    })?;
    Ok(())
}

/// What is to be said of the library before anything else.
fn warnings(store: &Store) -> impl Iterator<Item = String> {
    let reading_only =
        store.reading_only().map(|reason| format!("The library is open for reading only: {reason}"));
    exposure(store.path()).into_iter().chain(reading_only)
}

/// How the last session had the list.
fn remembered(store: &Store) -> Result<Arrangement, Failure> {
    let setting = store.setting(ARRANGEMENT)?;
    Ok(setting.and_then(|setting| serde_json::from_str(&setting).ok()).unwrap_or_default())
}

fn opened(store: &Store, entry: &ArticleEntry) -> Result<Event, Failure> {
    let (text, revision) = store.text_and_revision(entry.id)?;
    let (annotations, links) = (store.annotations(entry.id)?, store.links(entry.id)?);
    Ok(event_of(Reply::Opened { text, revision, annotations, links, entry: entry.clone() }))
}

impl Keeper {
    /// What the library has to say first.
    pub fn first_events(&mut self) -> Vec<Event> {
        let mut events = std::mem::take(&mut self.events);
        if self.more {
            events.push(Event::Progress(Some("Listing the library".to_owned())));
        }
        events
    }

    /// Asks for the articles that the first frame does not show, and begins today's backup where it is due.
    pub fn ask_for_more(&mut self) {
        let (sender, path) = (self.sender.clone(), self.path.clone());
        self.backup = DailyBackup::begin(&self.path, move |message| {
            // The reader may have ended already.
            let _ = sender.send(Incoming::Event(Event::Notice(Notice { path, message })));
        });
        if self.more {
            self.worker.send(Request::List);
        }
    }

    /// Asks something of the library.
    pub fn send(&self, request: Request) {
        self.worker.send(request);
    }

    /// Asks about annotations; says whether there is anybody to answer.
    pub fn inquire(&mut self, inquiry: Inquiry) -> bool {
        self.answerer().is_some_and(|answerer| answerer.ask(Question::Inquiry(inquiry)))
    }

    /// Lets words be found; says whether there is anybody to do so.
    pub fn seek(&mut self, wanted: Wanted) -> bool {
        if self.finder.is_none() {
            self.finder = Finder::start(self.path.clone(), self.folded.clone(), self.sender.clone()).ok();
        }
        self.finder.as_mut().is_some_and(|finder| finder.ask(wanted))
    }

    /// Asks for an article's last changes, once those made before are written; says whether there is anybody to answer.
    pub fn inquire_history(&mut self, article: ArticleId) -> bool {
        let Some(answerer) = self.answerer().cloned() else { return false };
        self.send(Request::Run(Box::new(move |_| {
            // It answers as long as the reader is there.
            answerer.ask(Question::History(article));
        })));
        true
    }

    /// Asks for related passages; says whether there is anybody to answer.
    pub fn relate(&mut self, question: RelatedQuestion) -> bool {
        if self.relater.is_none() {
            self.relater = Relater::start(self.path.clone(), self.folded.clone(), self.sender.clone()).ok();
        }
        self.relater.as_ref().is_some_and(|relater| relater.ask(question))
    }

    fn answerer(&mut self) -> Option<&Answerer> {
        if self.answerer.is_none() {
            self.answerer = Answerer::start(self.path.clone(), self.sender.clone()).ok();
        }
        self.answerer.as_ref()
    }

    /// Waits until everything is written.
    pub fn finish(self) -> Result<(), Failure> {
        if let Some(backup) = self.backup {
            backup.give_up();
        }
        Ok(self.worker.finish()?)
    }
}
