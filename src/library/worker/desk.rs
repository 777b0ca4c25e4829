//! The library's thread at work: what it does with each message, in which order, and what it says.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::backlog::Backlog;
use super::{Message, Read, Reply, Request, Unfinished};
use crate::library::store::PATIENCE as LAST_PATIENCE;
use crate::library::{ArticleId, Revision, Store};

/// How long one attempt to write waits for other programs: briefly, since it is repeated and reads wait meanwhile.
pub(super) const PATIENCE: Duration = Duration::from_millis(200);

pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) reader: String,
    pub(super) replies: Box<dyn Fn(Reply) + Send>,
    pub(super) backlog: Backlog,
    pub(super) open: Option<(ArticleId, Revision)>,
    /// Set while a `Look` waits in the inbox.
    looking: Arc<AtomicBool>,
    /// Whether writes by others are told; else they are looked for whenever there is something to do.
    watched: bool,
    /// The wait until the next look, where another program was found writing.
    pub(super) look_again: Option<Duration>,
    /// When the list was looked through last for what others changed.
    pub(super) looked: Option<Instant>,
    /// How many changes of the list are known.
    pub(super) known: u64,
    /// Whether others' changes are still to be told.
    pub(super) behind: bool,
    /// The article after which the listing goes on, while it is under way.
    pub(super) listing: Option<ArticleId>,
}

impl Desk {
    pub(super) fn new(
        store: Store,
        reader: String,
        replies: Box<dyn Fn(Reply) + Send>,
        looking: Arc<AtomicBool>,
        watched: bool,
        known: u64,
    ) -> Desk {
        Desk {
            store,
            reader,
            replies,
            backlog: Backlog::default(),
            open: None,
            looking,
            watched,
            look_again: None,
            looked: None,
            known,
            behind: false,
            listing: None,
        }
    }

    /// Carries out what comes, until told to finish.
    pub(super) fn work(mut self, inbox: &Receiver<Message>) -> Result<(), Unfinished> {
        loop {
            // Writes before a read are carried out before it, and additions when nothing else is there.
            let message = match inbox.try_recv() {
                Ok(message) => Ok(message),
                Err(_) => {
                    self.guarded(Self::write_out);
                    if !self.backlog.additions.is_empty() && !self.backlog.is_held_up() {
                        self.guarded(Self::add_batch);
                        continue;
                    }
                    if self.listing.is_some() {
                        self.guarded(Self::list_further);
                        continue;
                    }
                    if self.behind {
                        self.guarded(Self::catch_up);
                        continue;
                    }
                    if !self.watched {
                        self.guarded(Self::look);
                    }
                    self.wait(inbox)
                }
            };
            match message {
                Ok(Message::Request(request)) => self.guarded(|desk| desk.take(request)),
                Ok(Message::Add(addition)) => self.guarded(|desk| desk.take_addition(*addition)),
                #[cfg(test)]
                Ok(Message::Run(work)) => self.guarded(|desk| work(&mut desk.store)),
                Ok(Message::Look) => {
                    self.looking.store(false, Ordering::Release);
                    self.guarded(Self::look);
                }
                Err(RecvTimeoutError::Timeout) if self.look_again.is_some() => self.guarded(Self::look),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Message::Finish) | Err(RecvTimeoutError::Disconnected) => return self.finish(),
            }
        }
    }

    /// The next message, without an end to the wait where nothing is to be done again.
    fn wait(&self, inbox: &Receiver<Message>) -> Result<Message, RecvTimeoutError> {
        let retry = self.backlog.delay().filter(|_| !self.backlog.is_empty());
        match retry.into_iter().chain(self.look_again).min() {
            Some(delay) => inbox.recv_timeout(delay),
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Does `work`; a panic in it costs that piece of work and is said, and the rest goes on.
    fn guarded(&mut self, work: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| work(self))).is_err() {
            let message =
                "the library's thread broke down over a request; this is an error in the program".to_owned();
            self.say(Reply::Failed { message, retry: false });
        }
    }

    fn take(&mut self, request: Request) {
        match request {
            Request::Write(write) => self.backlog.push(write),
            Request::Read(read) => {
                self.write_out();
                self.answer(read);
            }
        }
    }

    fn answer(&mut self, read: Read) {
        match read {
            Read::List => self.listing = Some(ArticleId(i64::MIN)),
            Read::Open(article) => self.open(article),
            Read::Adopt(article) => self.adopt(article),
            Read::Notices => self.show_notices(),
            Read::Sources => self.say_or_fail(self.store.sources().map(Reply::Sources)),
            Read::LabelUses => self.say_or_fail(self.store.label_uses().map(Reply::LabelUses)),
            Read::Reached(number) => self.say(Reply::Reached(number)),
        }
    }

    /// Writes all that waits, this time with patience; what fails now is given up and said.
    fn finish(mut self) -> Result<(), Unfinished> {
        // Without the longer wait the attempt is still worth making.
        let _ = self.store.set_patience(LAST_PATIENCE);
        self.backlog.go_on();
        self.guarded(Self::write_out);
        while !self.backlog.additions.is_empty() && !self.backlog.is_held_up() {
            self.guarded(Self::add_batch);
        }
        match self.backlog.cause() {
            Some(message) => Err(Unfinished { writes: self.backlog.len(), message }),
            None => Ok(()),
        }
    }
}
