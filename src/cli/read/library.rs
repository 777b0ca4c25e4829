//! The library beside the reader: opened on a thread, then served by its worker.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::answering::Answerers;
use super::tasks::Task;
use super::{Failure, Incoming};
use crate::app::{ARRANGEMENT, Event, PACE, Question};
use crate::cli::samples;
use crate::cli::setup::Setup;
use crate::library::{
    Addition, Arrangement, ArticleEntry, DailyBackup, Notice, Read, Reply, Request, Store, Worker, exposure,
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
    /// Who answers what is asked beside it.
    answerers: Answerers,
    /// What begins once all that was sent before is saved, by number.
    waiting: BTreeMap<u64, Waiting>,
    /// The last of these numbers.
    sent: u64,
    /// Today's backup in the making.
    backup: Option<DailyBackup>,
}

/// What is for the library.
pub enum ForLibrary {
    /// Something asked of its thread.
    Request(Request),
    /// An article to be taken in.
    Add(Box<Addition>),
    /// Something to be done with it once all that was asked for before is saved.
    Task(Task),
}

impl From<Request> for ForLibrary {
    fn from(request: Request) -> ForLibrary {
        ForLibrary::Request(request)
    }
}

impl From<Addition> for ForLibrary {
    fn from(addition: Addition) -> ForLibrary {
        ForLibrary::Add(Box::new(addition))
    }
}

/// What waits for all before it to be saved.
enum Waiting {
    Question(Question),
    Task(Task),
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
            events.extend(warnings(&store).map(Event::Failed));
            let replies = sender.clone();
            let worker = Worker::start(store, reader, move |reply| {
                // The reader may have ended already.
                let _ = replies.send(Incoming::Event(reply.into()));
            })?;
            Ok(Box::new(Keeper {
                worker,
                events,
                more,
                answerers: Answerers::new(path.clone(), sender.clone()),
                sender,
                path,
                waiting: BTreeMap::new(),
                sent: 0,
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
    let annotations = store.annotations(entry.id)?.into_iter().map(|stored| stored.annotation).collect();
    let (links, article) = (store.links(entry.id)?, Arc::new(text.into_article()));
    Ok(Reply::Opened { entry: entry.clone(), article, revision, annotations, links }.into())
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
            self.worker.send(Read::List);
        }
    }

    /// Takes what is for the library.
    pub fn take(&mut self, what: ForLibrary) {
        match what {
            ForLibrary::Request(request) => self.worker.send(request),
            ForLibrary::Add(addition) => self.worker.add(*addition),
            ForLibrary::Task(task) => self.after_saves(Waiting::Task(task)),
        }
    }

    /// Asks something beside the library's thread; says whether there is anybody to answer.
    pub fn ask(&mut self, question: Question) -> bool {
        match question {
            Question::History(_) => {
                self.after_saves(Waiting::Question(question));
                true
            }
            question => self.answerers.ask(question),
        }
    }

    /// Lets something begin once all that was sent before is saved.
    fn after_saves(&mut self, what: Waiting) {
        self.sent += 1;
        self.waiting.insert(self.sent, what);
        self.worker.send(Read::Reached(self.sent));
    }

    /// All that was sent before is saved, or held up: what waited for it begins.
    pub fn reached(&mut self, number: u64) {
        // Where the system gives no thread there is nobody to answer, and nothing to be done about it here.
        let _ = match self.waiting.remove(&number) {
            Some(Waiting::Question(question)) => self.answerers.ask(question),
            Some(Waiting::Task(task)) => self.answerers.start(task),
            None => true,
        };
    }

    /// Waits until everything is written.
    pub fn finish(self) -> Result<(), Failure> {
        if let Some(backup) = self.backup {
            backup.give_up();
        }
        Ok(self.worker.finish()?)
    }
}
