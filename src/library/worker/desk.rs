//! The library's thread at work: what it does with each message, in which order, and what it says.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::backlog::Backlog;
use super::{Addition, Message, Reply, Request, Unfinished};
use crate::library::store::PATIENCE as LAST_PATIENCE;
use crate::library::{AddedKind, ArticleId, Examined, Incoming, LibraryError, Mark, Revision, Store};

/// How long one attempt to write waits for other programs: briefly, since it is repeated and reads wait meanwhile.
pub(super) const PATIENCE: Duration = Duration::from_millis(200);

pub(super) struct Desk {
    pub(super) store: Store,
    reader: String,
    pub(super) replies: Box<dyn Fn(Reply) + Send>,
    backlog: Backlog,
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
        if request.is_write() {
            return self.backlog.push(request);
        }
        match request {
            Request::Add { uri, article, stamp } => {
                let addition = Addition { uri, article, stamp, examined: None, share: None };
                self.backlog.additions.push_back(addition);
            }
            Request::AddExamined(addition) => self.backlog.additions.push_back(*addition),
            Request::List => {
                self.write_out();
                self.listing = Some(ArticleId(i64::MIN));
            }
            Request::Open(article) => {
                self.write_out();
                self.open(article);
            }
            Request::Adopt(article) => {
                self.write_out();
                self.adopt(article);
            }
            Request::Run(work) => {
                self.write_out();
                work(&mut self.store);
            }
            _ => {}
        }
    }

    /// Writes what waits, in its order, until it is done or an attempt fails for a cause that may pass.
    fn write_out(&mut self) {
        while !self.backlog.is_held_up()
            && let Some(request) = self.backlog.writes.pop_front()
        {
            // Were it not out of the queue, a panic in it would be repeated for ever.
            match catch_unwind(AssertUnwindSafe(|| self.write(&request))) {
                Ok(Ok(())) => self.backlog.go_on(),
                Ok(Err(error)) => {
                    let retry = error.may_pass();
                    self.refuse(&request, &error.to_string(), retry);
                    if retry {
                        self.backlog.writes.push_front(request);
                        self.backlog.hold_up(&error);
                    } else if let LibraryError::Conflict { article } = error {
                        self.show_annotations(article);
                    }
                }
                Err(_) => self.refuse(&request, "saving broke down; this is an error in the program", false),
            }
        }
    }

    fn refuse(&self, request: &Request, message: &str, retry: bool) {
        let message = message.to_owned();
        self.say(match *request {
            Request::Apply { ticket, .. } => Reply::Unsaved { ticket, message, retry },
            _ => Reply::Failed { message, retry },
        });
    }

    fn write(&mut self, request: &Request) -> Result<(), LibraryError> {
        match request {
            Request::Apply { ticket, article, revision, changes } => {
                self.store.apply(*article, *revision, &self.reader, changes)?;
                self.say(Reply::Saved { ticket: *ticket });
                self.show_entry(*article);
                self.show_links(changes);
            }
            Request::Undo(article) => match self.store.undo(*article, &self.reader)? {
                Some(changes) => {
                    self.show_links(&changes);
                    self.say(Reply::Undone { article: *article, changes });
                    self.show_entry(*article);
                }
                None => self.say(Reply::NothingToUndo(*article)),
            },
            Request::Redo(article) => match self.store.redo(*article, &self.reader)? {
                Some(changes) => {
                    self.show_links(&changes);
                    self.say(Reply::Redone { article: *article, changes });
                    self.show_entry(*article);
                }
                None => self.say(Reply::NothingToRedo(*article)),
            },
            Request::Place { article, revision, position, read_to } => {
                self.store.place(*article, *revision, *position, *read_to)?
            }
            Request::Mark { articles, mark } => {
                let changed = self.store.mark(articles, *mark, &self.reader)?;
                if let Mark::Deleted(true) = mark {
                    self.open = self.open.filter(|(open, _)| !changed.contains(open));
                }
                self.show_entries(&changed);
                self.show_links_after(matches!(mark, Mark::Deleted(_)));
            }
            Request::UndoMark | Request::RedoMark => {
                let again = matches!(request, Request::RedoMark);
                let now = if again {
                    self.store.redo_mark(&self.reader)?
                } else {
                    self.store.undo_mark(&self.reader)?
                };
                let articles: Vec<ArticleId> =
                    now.iter().flat_map(|now| &now.articles).map(|(article, _)| *article).collect();
                self.show_entries(&articles);
                self.say(Reply::Remarked { again, now });
                self.show_links_after(true);
            }
            Request::Remember { key, value } => self.store.set_setting(key, value)?,
            Request::List
            | Request::Open(_)
            | Request::Adopt(_)
            | Request::Add { .. }
            | Request::AddExamined(_)
            | Request::Run(_) => {}
        }
        Ok(())
    }

    /// Adds the first of the articles that wait. One that is refused for itself is told apart from the others.
    fn add_batch(&mut self) {
        let mut size = self.backlog.batch();
        while size > 0 {
            let mut batch: Vec<Addition> = self.backlog.additions.drain(..size).collect();
            for one in &mut batch {
                one.examined.get_or_insert_with(|| Examined::of(&one.article));
            }
            let incoming: Vec<(Incoming, &Examined)> = batch
                .iter()
                .filter_map(|one| {
                    let incoming = Incoming { uri: &one.uri, article: &one.article, stamp: one.stamp };
                    one.examined.as_ref().map(|examined| (incoming, examined))
                })
                .collect();
            match self.store.add_examined(&incoming) {
                Ok(added) => {
                    self.backlog.go_on();
                    for (addition, added) in batch.into_iter().zip(added) {
                        self.show_entry(added.id);
                        self.say(Reply::Added { uri: addition.uri, added });
                        let revised = matches!(added.kind, AddedKind::Revised { .. });
                        if revised && self.open.is_some_and(|(open, _)| open == added.id) {
                            self.open(added.id);
                        }
                    }
                    return;
                }
                Err(error) if error.may_pass() => {
                    self.say(Reply::Failed { message: error.to_string(), retry: true });
                    self.backlog.hold_up(&error);
                    batch.into_iter().rev().for_each(|one| self.backlog.additions.push_front(one));
                    return;
                }
                Err(error) if size == 1 => {
                    self.fail(&error);
                    return;
                }
                Err(_) => {
                    batch.into_iter().rev().for_each(|one| self.backlog.additions.push_front(one));
                    size /= 2;
                }
            }
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
