//! Words that are not kept where they belong, put on disk on a thread of their own: no key waits for the disk.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::draft_files::DraftFiles;
use super::{Failure, Incoming};
use crate::app::{Draft, Event};
use crate::library::Notice;

/// Keeps drafts, and tells of those that earlier programs left behind.
pub struct DraftKeeper {
    given: Option<Sender<Given>>,
    thread: Option<JoinHandle<()>>,
}

/// What is to be on disk.
struct Given {
    drafts: Vec<Draft>,
    /// Whether those of earlier programs are among them, as far as they are still wanted.
    heard: bool,
}

impl DraftKeeper {
    /// Starts the thread, which keeps its files beside `library`.
    ///
    /// # Errors
    ///
    /// Where the system gives no thread.
    pub fn start(library: &Path, events: Sender<Incoming>) -> Result<DraftKeeper, Failure> {
        let (given, asked) = mpsc::channel();
        let files = DraftFiles::beside(library);
        let thread =
            thread::Builder::new().name("drafts".to_owned()).spawn(move || work(files, &asked, &events))?;
        Ok(DraftKeeper { given: Some(given), thread: Some(thread) })
    }

    /// Puts these on disk in the place of those given before.
    pub fn keep(&self, drafts: Vec<Draft>, heard: bool) {
        if let Some(given) = &self.given {
            // The thread ends no earlier than this, but by a panic that was told.
            let _ = given.send(Given { drafts, heard });
        }
    }

    /// Waits until what was given last is on disk.
    pub fn finish(&mut self) {
        self.given = None;
        if let Some(thread) = self.thread.take() {
            // A panic in it was told.
            let _ = thread.join();
        }
    }
}

impl Drop for DraftKeeper {
    fn drop(&mut self) {
        self.finish();
    }
}

fn work(mut files: DraftFiles, asked: &Receiver<Given>, events: &Sender<Incoming>) {
    // The reader may have ended already, here and below.
    let say = |event| drop(events.send(Incoming::Event(event)));
    let (drafts, unread) = files.take_over();
    for (path, message) in unread {
        say(Event::Notice(Notice { path, message }));
    }
    say(Event::Drafts(drafts));
    let mut failed: Option<Given> = None;
    let mut told = false;
    while let Ok(first) = asked.recv() {
        // Of several that wait, the last is wanted.
        let newest = asked.try_iter().last().unwrap_or(first);
        failed = match files.write(&newest.drafts, newest.heard) {
            Ok(()) => None,
            Err(error) => {
                if !std::mem::replace(&mut told, true) {
                    let message =
                        format!("Words cannot be kept while they are typed, until they are saved: {error}");
                    say(Event::DraftsUnkept(message));
                }
                Some(newest)
            }
        };
    }
    if let Some(given) = failed {
        // There may be room now; that there was none was told.
        let _ = files.write(&given.drafts, given.heard);
    }
    files.close();
}
