//! Files on their way into the reader and the library, each on a thread of its own.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::{Failure, Incoming};
use crate::app::Event;
use crate::article::{self, Article};
use crate::cli::setup::Setup;
use crate::library::{FileStamp, Request, Scan, Scanned, Store, file_uri};

/// Bytes of a file that are read before the first frame.
const BEGINNING: usize = 64 << 10;

/// The beginning of one file, or the whole of a short one.
pub struct Beginning {
    path: PathBuf,
    uri: String,
    stamp: FileStamp,
    article: Arc<Article>,
    complete: bool,
}

/// Reads the beginning of a file.
pub fn beginning(path: &Path) -> Result<Beginning, Failure> {
    let real = fs::canonicalize(path)?;
    let stamp = FileStamp::of(&fs::metadata(&real)?);
    let prefix = article::read_prefix(path, BEGINNING)?;
    let article = Arc::new(prefix.article);
    Ok(Beginning { path: path.to_owned(), uri: file_uri(&real), stamp, article, complete: prefix.is_whole })
}

impl Beginning {
    /// What the reader hears of it.
    pub fn event(&self) -> Event {
        Event::Read { uri: self.uri.clone(), article: Arc::clone(&self.article), complete: self.complete }
    }

    /// Reads the rest, and takes the whole into the library.
    pub fn go_on(self, sender: &Sender<Incoming>) -> Result<(), Failure> {
        if self.complete {
            add(self.uri, self.article, self.stamp, sender);
            return Ok(());
        }
        let sender = sender.clone();
        let behind = move || {
            // The reader may have ended already, here and below.
            let say = |event| drop(sender.send(Incoming::Event(event)));
            say(Event::Progress(Some("Reading the rest of the file".to_owned())));
            match article::read(&self.path) {
                Ok(article) => {
                    let article = Arc::new(article);
                    say(Event::Read { uri: self.uri.clone(), article: Arc::clone(&article), complete: true });
                    add(self.uri, article, self.stamp, &sender);
                }
                Err(error) => say(Event::Failed { message: error.to_string(), retry: false }),
            }
            say(Event::Progress(None));
        };
        thread::Builder::new().name("reading".to_owned()).spawn(behind)?;
        Ok(())
    }
}

/// Takes an article into the library once that is open.
fn add(uri: String, article: Arc<Article>, stamp: FileStamp, sender: &Sender<Incoming>) {
    let wanted = uri.clone();
    // It was asked for by name, though it was deleted before. Where that fails, adding it fails likewise, and says so.
    let bring_back = move |store: &mut Store| drop(store.bring_back_from(&wanted));
    let _ = sender.send(Incoming::Request(Request::Run(Box::new(bring_back))));
    let _ = sender.send(Incoming::Request(Request::Add { uri, article, stamp }));
}

/// Takes a text that has no file into the library.
pub fn keep(uri: String, article: Arc<Article>, sender: &Sender<Incoming>) {
    add(uri, article, FileStamp::default(), sender);
}

/// Looks through files and folders; what is new or changed goes into the library, and all of it into the list.
pub fn scan(paths: Vec<PathBuf>, setup: &Setup, sender: &Sender<Incoming>) -> Result<(), Failure> {
    let (library, sender) = (setup.library.clone(), sender.clone());
    let behind = move || {
        let say = |event| sender.send(Incoming::Event(event)).is_ok();
        say(Event::Progress(Some("Looking through the files".to_owned())));
        // A second connection, which only looks; without it everything is read, and found to be known, by the first.
        let lookup = Store::open(&library).ok();
        let known = |uri: &str, stamp: FileStamp| lookup.as_ref()?.known(uri, stamp).ok().flatten();
        let read = |path: &Path| article::read(path).map_err(|error| error.reason.to_string());
        let scan = Scan { library: Some(&library), known: &known, read: &read };
        scan.run(&paths, &mut |scanned| {
            let listening = match scanned {
                Scanned::Article { uri, stamp, article, .. } => {
                    let article = Arc::new(article);
                    sender.send(Incoming::Request(Request::Add { uri, article, stamp })).is_ok()
                }
                Scanned::Unchanged { id, .. } => say(Event::Found(vec![id])),
                Scanned::Notice(notice) => say(Event::Notice(notice)),
            };
            if listening { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        say(Event::Progress(None));
    };
    thread::Builder::new().name("scanning".to_owned()).spawn(behind)?;
    Ok(())
}
