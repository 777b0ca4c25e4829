//! The store on a thread of its own, so that a reader never waits for the disk: requests go in, replies come out.

mod adding;
mod backlog;
mod desk;
mod message;
mod showing;
#[cfg(test)]
mod tests;
mod writing;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use desk::Desk;
pub use message::{Addition, FileFact, Read, Reply, Request, Write};

use super::watch::Watch;
use super::{LibraryError, Store};

/// A store on a thread of its own.
///
/// Requests are carried out in the order sent, but that articles are added when nothing else waits: scanning a folder
/// of thousands delays no key. A write that fails for a cause that may pass (a full disk, another program writing) is
/// kept and tried again, with growing delays; writes after it wait for it, and everything else goes on.
///
/// Dropping a worker is [`Worker::finish`] with no one to hear what it says.
pub struct Worker {
    post: Post,
    thread: Option<JoinHandle<Result<(), Unfinished>>>,
    watch: Option<Watch>,
}

/// Sends requests to a worker; clones may be handed to other threads.
#[derive(Clone, Debug)]
pub struct Post(Sender<Message>);

/// What could not be written before the worker ended.
#[derive(Debug, thiserror::Error)]
#[error("{writes} changes could not be saved: {message}")]
pub struct Unfinished {
    /// How many requests to write were given up.
    pub writes: usize,
    /// Why, in words.
    pub message: String,
}

/// What the worker's thread hears.
enum Message {
    Request(Request),
    /// An article to be taken in.
    Add(Box<Addition>),
    /// Something was written to the library's file.
    Look,
    Finish,
    /// Something to be done in between, for tests.
    #[cfg(test)]
    Run(Box<dyn FnOnce(&mut Store) + Send>),
}

impl Worker {
    /// Puts `store` on a thread of its own. What it has to say goes to `replies`, on that thread; `reader` is whose
    /// history is undone and redone.
    ///
    /// # Errors
    ///
    /// Where the system gives no thread, or the library cannot be read.
    pub fn start(
        mut store: Store,
        reader: String,
        replies: impl Fn(Reply) + Send + 'static,
    ) -> Result<Worker, LibraryError> {
        store.set_patience(desk::PATIENCE)?;
        let path = store.path().to_owned();
        let known = store.known_changes();
        let (sender, inbox) = mpsc::channel();
        // Of many writes that come together, one is worth a look.
        let looking = Arc::new(AtomicBool::new(false));
        let wake = {
            let (sender, looking) = (sender.clone(), Arc::clone(&looking));
            move || {
                if !looking.swap(true, Ordering::AcqRel) {
                    // A worker that has ended looks no more.
                    let _ = sender.send(Message::Look);
                }
            }
        };
        let watch = Watch::start(&path, wake);
        let desk = Desk::new(store, reader, Box::new(replies), looking, watch.is_some(), known);
        let thread = std::thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || desk.work(&inbox))
            .map_err(|error| LibraryError::Failed {
                path,
                doing: "starting its thread",
                reason: error.to_string(),
            })?;
        Ok(Worker { post: Post(sender), thread: Some(thread), watch })
    }

    /// Sends a request.
    pub fn send(&self, request: impl Into<Request>) {
        // The thread ends only in `finish`, which leaves no worker to send with, or with a panic that `finish` tells.
        let _ = self.post.send(request);
    }

    /// Sends an article to be taken in.
    pub fn add(&self, addition: Addition) {
        // As in `send`.
        let _ = self.post.add(addition);
    }

    /// Has something done in between.
    #[cfg(test)]
    fn run(&self, work: impl FnOnce(&mut Store) + Send + 'static) {
        let _ = self.post.0.send(Message::Run(Box::new(work)));
    }

    /// A sender of requests for another thread.
    pub fn post(&self) -> Post {
        self.post.clone()
    }

    /// Carries out all that was sent, then ends the thread.
    ///
    /// # Errors
    ///
    /// Where something could not be written, even after waiting for other programs.
    pub fn finish(mut self) -> Result<(), Unfinished> {
        self.end()
    }

    fn end(&mut self) -> Result<(), Unfinished> {
        let Some(thread) = self.thread.take() else {
            return Ok(());
        };
        self.watch = None;
        let _ = self.post.0.send(Message::Finish);
        thread.join().unwrap_or_else(|_| {
            let message = "the library's thread broke down; this is an error in the program".to_owned();
            Err(Unfinished { writes: 1, message })
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

impl Post {
    /// Sends a request; says whether the worker is still there to carry it out.
    pub fn send(&self, request: impl Into<Request>) -> bool {
        self.0.send(Message::Request(request.into())).is_ok()
    }

    /// Sends an article to be taken in; says whether the worker is still there.
    pub fn add(&self, addition: Addition) -> bool {
        self.0.send(Message::Add(Box::new(addition))).is_ok()
    }
}
