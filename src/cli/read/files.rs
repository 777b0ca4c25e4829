//! One text on its way into the reader and the library.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::{Failure, Incoming};
use crate::app::Event;
use crate::article::{Article, OpenFile};
use crate::cli::given::{Articles, Given, fetch_all};
use crate::cli::setup::Setup;
use crate::library::{Addition, FileFact, FileStamp, Notice, Request, Write, file_uri};
use crate::text::visible;

/// Bytes of a file that are read before the first frame.
const BEGINNING: usize = 64 << 10;

/// The beginning of one file, or the whole of a short one; nothing where only the whole of a long one tells.
pub struct Beginning {
    path: PathBuf,
    file: OpenFile,
    uri: String,
    stamp: FileStamp,
    read: Option<Arc<Article>>,
    complete: bool,
}

/// Reads the beginning of a file.
pub fn beginning(path: &Path, mut file: OpenFile) -> Result<Beginning, Failure> {
    let real = fs::canonicalize(path)?;
    let stamp = FileStamp::of(file.metadata());
    let prefix = file.prefix(BEGINNING)?;
    let complete = prefix.as_ref().is_some_and(|prefix| prefix.is_whole);
    let read = prefix.map(|prefix| Arc::new(prefix.article));
    Ok(Beginning { path: path.to_owned(), file, uri: file_uri(&real), stamp, read, complete })
}

impl Beginning {
    /// What the reader hears of it.
    pub fn event(&self) -> Event {
        match &self.read {
            Some(article) => {
                Event::Read { uri: self.uri.clone(), article: Arc::clone(article), complete: self.complete }
            }
            None => Event::Progress(Some(self.reading())),
        }
    }

    fn reading(&self) -> String {
        match self.read {
            Some(_) => "Reading the rest of the file".to_owned(),
            None => {
                let name = self.path.file_name().unwrap_or_default().to_string_lossy();
                format!("Reading {}", visible(&name))
            }
        }
    }

    /// Reads the rest, and takes the whole into the library.
    pub fn go_on(mut self, sender: &Sender<Incoming>) -> Result<(), Failure> {
        if let Some(article) = &self.read
            && self.complete
        {
            add(self.uri, Arc::clone(article), self.stamp, sender);
            return Ok(());
        }
        let sender = sender.clone();
        let behind = move || {
            // The reader may have ended already, here and below.
            let say = |event| drop(sender.send(Incoming::Event(event)));
            say(Event::Progress(Some(self.reading())));
            match self.file.read() {
                Ok(article) => {
                    let article = Arc::new(article);
                    say(Event::Read { uri: self.uri.clone(), article: Arc::clone(&article), complete: true });
                    add(self.uri, article, self.stamp, &sender);
                }
                Err(error) => say(Event::Failed(error.to_string())),
            }
            say(Event::Progress(None));
        };
        thread::Builder::new().name("reading".to_owned()).spawn(behind)?;
        Ok(())
    }
}

/// Takes an article into the library once that is open.
fn add(uri: String, article: Arc<Article>, stamp: FileStamp, sender: &Sender<Incoming>) {
    let asked_for = Write::File(FileFact::Wanted { uri: uri.clone() });
    // The reader may have ended already.
    let _ = sender.send(Incoming::ForLibrary(Request::from(asked_for).into()));
    let _ = sender.send(Incoming::ForLibrary(Addition::new(uri, article, stamp).into()));
}

/// Takes a text that has no file into the library.
pub fn keep(uri: String, article: Arc<Article>, sender: &Sender<Incoming>) {
    add(uri, article, FileStamp::default(), sender);
}

/// Takes texts that have no files into the library, and says what could not be read of where they came from.
pub fn keep_all(articles: Articles, notice: Option<String>, sender: &Sender<Incoming>) {
    for (uri, article) in articles {
        keep(uri, Arc::new(article), sender);
    }
    if let Some(message) = notice {
        // The reader may have ended already.
        let _ = sender.send(Incoming::Event(Event::Notice(Notice { path: PathBuf::from("-"), message })));
    }
}

/// Fetches what is at `addresses`; all of it goes into the library.
pub fn fetch(addresses: Vec<String>, setup: &Setup, sender: &Sender<Incoming>) -> Result<(), Failure> {
    let (options, sender) = (setup.options(), sender.clone());
    let behind = move || {
        let say = |event| sender.send(Incoming::Event(event)).is_ok();
        say(Event::Progress(Some("Fetching".to_owned())));
        fetch_all(addresses, Vec::new(), &options, false, &mut |given| {
            let listening = match given {
                Given::Article(uri, article) => {
                    let (article, stamp) = (Arc::new(*article), FileStamp::default());
                    sender.send(Incoming::ForLibrary(Addition::new(uri, article, stamp).into())).is_ok()
                }
                Given::Notice(message) => {
                    let (path, message) = message.split_once(": ").unwrap_or(("", &message));
                    say(Event::Notice(Notice { path: PathBuf::from(path), message: message.to_owned() }))
                }
            };
            if listening { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        say(Event::Progress(None));
    };
    thread::Builder::new().name("fetching".to_owned()).spawn(behind)?;
    Ok(())
}
