//! Many files on their way into the library: one thread finds, reads and examines them, the calling one writes them in
//! batches. What is on its way is bounded, and what was written stays written when it is broken off: the next time, files
//! whose articles are in the library are passed over without being read.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::allowance::{Allowance, Share};
use super::{
    Added, Examined, FileStamp, Incoming, Known, LibraryError, Notice, Rules, Scan, Scanned, Seen, Store,
    Unread,
};
use crate::article::{Article, Found};

/// Bytes of text, and what goes with it, that were read and are not taken up yet by who writes.
const ON_THEIR_WAY: usize = 2 * BATCH;

/// What an article takes besides its text, in bytes, about.
const BESIDES: usize = 2 << 10;

/// Bytes of text after which what was read goes into the library; fewer in tests, so that small folders fill some.
const BATCH: usize = if cfg!(test) { 64 << 10 } else { 4 << 20 };

/// As [`super::ReadFile`], on another thread.
pub type ReadFileAnywhere<'a> =
    &'a (dyn Fn(&Path, &mut dyn FnMut(Found) -> ControlFlow<()>) -> Result<(), Unread> + Sync);

/// What is to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Which files of these folders are articles.
    pub rules: Rules,
}

/// What became of something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// An article is in the library.
    Added(Added),
    /// A file whose articles, so many, are in the library already was not read again.
    Known(usize),
    /// A file was passed over, because its article was deleted.
    Deleted,
    /// Something could not be taken in.
    Notice(Notice),
    /// The last of what was wanted was gone through, the one of that number, and is in the library.
    Done(usize),
}

/// How files are taken in.
pub struct Intake<'a> {
    /// Reads a file.
    pub read: ReadFileAnywhere<'a>,
    /// Set to break off.
    pub interrupted: &'a AtomicBool,
    /// Whether files are read that look as they did when they were last: they are to be read in another way now.
    pub reads_again: bool,
}

enum Item {
    Article(Box<Arrival>, Share),
    Whole { uri: String, stamp: FileStamp, articles: usize },
    Refused { uri: String, stamp: FileStamp, notice: Notice },
    Known(usize),
    Deleted,
    Notice(Notice),
    Done(usize),
}

/// An article that was read and examined.
struct Arrival {
    uri: String,
    stamp: FileStamp,
    article: Article,
    examined: Examined,
}

impl Intake<'_> {
    /// Takes in all that is wanted, and tells `each` what became of it. Once it is told to break off, what was read is
    /// still written.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read or written.
    pub fn run(
        &self,
        store: &mut Store,
        wanted: &[Wanted],
        each: &mut dyn FnMut(Told),
    ) -> Result<(), LibraryError> {
        store.expect_many()?;
        let lookup = Store::open(store.path())?;
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(move || self.find(lookup, wanted, &sender));
            let mut writing = Writing { store, waiting: Waiting::default(), each };
            // Where that fails the receiver goes, and whoever reads hears of it.
            writing.write_all(receiver)
        })?;
        store.forget_gone_copies()
    }

    fn find(&self, lookup: Store, wanted: &[Wanted], sender: &Sender<Item>) {
        let allowance = Allowance::new(ON_THEIR_WAY);
        let known = |uri: &str, stamp: FileStamp| lookup.known_file(uri, stamp).ok().flatten();
        let is_deleted = |known: &Known| matches!(known, Known::Deleted(_));
        let passed_over =
            |uri: &str, stamp| known(uri, stamp).filter(|known| !self.reads_again || is_deleted(known));
        let misses = lookup.misses_annotated().unwrap_or(false);
        let wait = |uri: &str, article: &Article| lookup.wait(uri, article, misses).ok().flatten();
        let mut seen = Seen::default();
        let mut each = |scanned| {
            let item = match &scanned {
                // Of a file that is read again, the records that were deleted stay so.
                Scanned::Article { uri, stamp, .. }
                    if self.reads_again && known(uri, *stamp).as_ref().is_some_and(is_deleted) =>
                {
                    Item::Deleted
                }
                _ => item(scanned, &allowance),
            };
            let goes_on = sender.send(item).is_ok() && !self.interrupted.load(Ordering::Relaxed);
            if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let scan = |rules| Scan {
            library: Some(lookup.path()),
            known: &passed_over,
            read: self.read,
            wait: &wait,
            rules,
            only: &[],
        };
        for one in wanted {
            if scan(&one.rules).run_after(&one.paths, &mut seen, &mut each).is_break() {
                return;
            }
        }
        // What changed is judged by where the former texts are now, all of them.
        if scan(&Rules::default()).give_waiting(&mut seen, &mut each).is_break()
            || self.interrupted.load(Ordering::Relaxed)
        {
            return;
        }
        let _ = (0..wanted.len()).try_for_each(|number| sender.send(Item::Done(number)));
    }
}

fn item(scanned: Scanned, allowance: &Allowance) -> Item {
    match scanned {
        Scanned::Article { uri, stamp, article, .. } => {
            let share = allowance.take(article.text.len() + BESIDES);
            let examined = Examined::of(&article);
            Item::Article(Box::new(Arrival { uri, stamp, article, examined }), share)
        }
        Scanned::Whole { uri, stamp, articles } => Item::Whole { uri, stamp, articles },
        Scanned::Unchanged { ids, .. } => Item::Known(ids.len()),
        Scanned::Deleted { .. } => Item::Deleted,
        Scanned::Refused { notice, is_known: true, .. } | Scanned::Notice(notice) => Item::Notice(notice),
        Scanned::Refused { notice, uri, stamp, is_known: false } => Item::Refused { uri, stamp, notice },
    }
}

/// What was read and is not written yet.
#[derive(Default)]
struct Waiting {
    articles: Vec<Arrival>,
    bytes: usize,
    whole: Vec<(String, FileStamp, usize)>,
    refused: Vec<(String, FileStamp, String)>,
}

struct Writing<'a> {
    store: &'a mut Store,
    waiting: Waiting,
    each: &'a mut dyn FnMut(Told),
}

impl Writing<'_> {
    fn write_all(&mut self, receiver: Receiver<Item>) -> Result<(), LibraryError> {
        for item in receiver {
            match item {
                Item::Article(arrival, share) => {
                    drop(share);
                    self.waiting.bytes += arrival.article.text.len() + BESIDES;
                    self.waiting.articles.push(*arrival);
                    if self.waiting.bytes >= BATCH {
                        self.write()?;
                    }
                }
                Item::Whole { uri, stamp, articles } => self.waiting.whole.push((uri, stamp, articles)),
                Item::Refused { uri, stamp, notice } => {
                    self.waiting.refused.push((uri, stamp, notice.message.clone()));
                    (self.each)(Told::Notice(notice));
                }
                Item::Known(articles) => (self.each)(Told::Known(articles)),
                Item::Deleted => (self.each)(Told::Deleted),
                Item::Notice(notice) => (self.each)(Told::Notice(notice)),
                Item::Done(number) => {
                    self.write()?;
                    (self.each)(Told::Done(number));
                }
            }
        }
        self.write()
    }

    fn write(&mut self) -> Result<(), LibraryError> {
        let Waiting { articles, whole, refused, .. } = std::mem::take(&mut self.waiting);
        if !articles.is_empty() {
            let incoming: Vec<(Incoming, &Examined)> = articles
                .iter()
                .map(|arrival| {
                    let Arrival { uri, stamp, article, examined } = arrival;
                    (Incoming { uri, article, stamp: *stamp }, examined)
                })
                .collect();
            let added = self.store.add_examined(&incoming)?;
            added.into_iter().for_each(|added| (self.each)(Told::Added(added)));
        }
        if !whole.is_empty() {
            self.store.remember_containers(&whole)?;
        }
        if !refused.is_empty() {
            self.store.remember_refused(&refused)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
