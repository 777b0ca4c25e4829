//! `pingdian add`: takes files, folders, addresses and standard input into the library, and looks through remembered folders
//! again.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::Add;
use super::folders::{self, Remembered};
use super::folding::fold_all;
use super::given::{Given, Named, fetch_all, is_piped, may_fetch, piped};
use super::progress::Progress;
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::article::{self, Article, Each, Options, ReadError, Unreadable};
use crate::library::{
    Added, AddedKind, FileStamp, Folded, Incoming, Intake, Store, Told, Wanted, file_uri, read_file,
};
use crate::regular_file;
use crate::text::visible;

/// The exit status of a command that an interrupt ended, as shells have it: 128 and the signal's number.
const INTERRUPTED: u8 = 130;

/// Bytes of text after which what was given goes into the library.
const BATCH: usize = 4 << 20;

/// Takes in what is named, and says what became of it.
pub fn run(setup: &Setup, add: &Add) -> Result<(), Failure> {
    let _backing = setup.daily_backup();
    let interrupted = interruption()?;
    let store = setup.store()?;
    let mut taking = Taking { store, waiting: Vec::new(), bytes: 0, tally: Tally::default() };
    let (inputs, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        add.paths.iter().cloned().partition(|path| is_piped(path));
    let options = Options { columns: add.columns.over(&setup.configuration.corpus), ..setup.options() };
    let named = Named::of(paths);
    let Named { paths, addresses, listed } = if add.fetch { with_feeds(named, &options) } else { named };
    if !addresses.is_empty() || !listed.is_empty() {
        may_fetch(setup)?;
    }
    for input in inputs {
        let (articles, notice) = piped(&input, &options)?;
        articles.into_iter().try_for_each(|(uri, article)| taking.take(uri, article))?;
        notice.into_iter().for_each(|notice| taking.refuse(&notice));
    }
    taking.fetch(addresses, listed, &options, add.fetch)?;
    taking.write_out()?;
    let Taking { mut store, mut tally, .. } = taking;
    // So is a file that is named; what lies in a folder is not.
    for path in paths.iter().filter(|path| path.is_file()) {
        if let Ok(real) = path.canonicalize() {
            store.bring_back_from(&file_uri(&real))?;
        }
    }
    let again = add.paths.is_empty();
    let named: Vec<Remembered> = match again {
        true => folders::all(setup, &store)?,
        false => paths
            .iter()
            .map(|path| folders::named(setup, &mut store, path, &add.globs))
            .collect::<Result<_, _>>()?,
    };
    if again && named.is_empty() {
        return Err(Failure::usage(
            "name a PATH: no folder is remembered yet that could be looked through again",
        ));
    }
    let wanted: Vec<Wanted> = named.iter().map(|one| one.wanted.clone()).collect();
    let progress = Progress::without_end("files");
    let mut whole = Vec::new();
    let read = |path: &Path, each: Each| read_file(path, &options, each);
    let intake = Intake { read: &read, interrupted: &interrupted, reads_again: add.columns.any() };
    let taken = intake.run(&mut store, &wanted, &mut |told| match told {
        Told::Added(added) => {
            tally.count(&added);
            progress.advance(1);
        }
        Told::Known(articles) => {
            tally.known += articles;
            progress.advance(1);
        }
        Told::Deleted => {
            tally.deleted += 1;
            progress.advance(1);
        }
        Told::Notice(notice) => {
            tally.refused += 1;
            // A name may hold newlines, and is one line here.
            let name = notice.path.to_string_lossy();
            progress.aside(|| complain(&format!("{}: {}", visible(&name), notice.message)));
        }
        Told::Done(number) => whole.push(number),
    });
    progress.end();
    taken?;
    for folder in whole.into_iter().filter_map(|number| named[number].folder.as_ref()) {
        store.looked_through(folder)?;
    }
    // The first search need not fold it all then.
    let mut folded = Folded::open(&store);
    fold_all(|| folded.sync_some(&store), || interrupted.load(Ordering::Relaxed))?;
    tally.tell(&store)?;
    if interrupted.load(Ordering::Relaxed) {
        let message =
            "interrupted; what was taken in so far is kept, and the same command goes on from there";
        return Err(Failure { message: message.to_owned(), status: INTERRUPTED });
    }
    tally.complain()
}

/// Set once the user asks to break off; a second time ends the program as ever.
#[cfg(unix)]
fn interruption() -> Result<Arc<AtomicBool>, Failure> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag;

    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_default(signal, Arc::clone(&interrupted))?;
        flag::register(signal, Arc::clone(&interrupted))?;
    }
    Ok(interrupted)
}

#[cfg(not(unix))]
fn interruption() -> Result<Arc<AtomicBool>, Failure> {
    Ok(Arc::default())
}

/// What comes from elsewhere than files, on its way into the library.
struct Taking {
    store: Store,
    waiting: Vec<(String, Article)>,
    bytes: usize,
    tally: Tally,
}

/// With the addresses of feeds in the place of the files that list them.
fn with_feeds(named: Named, options: &Options) -> Named {
    let paths = named.paths.clone();
    let mut followed = Named { paths: Vec::new(), ..named };
    for path in paths {
        match feeds_in(&path, options) {
            Some(feeds) => followed.listed.extend(feeds),
            None => followed.paths.push(path),
        }
    }
    followed
}

/// The feeds that the file at `path` lists, if it is such a list.
fn feeds_in(path: &Path, options: &Options) -> Option<Vec<String>> {
    match article::read_each(path, options, &mut |_| ControlFlow::Break(())) {
        Err(ReadError { reason: Unreadable::Feeds(_), .. }) => {
            article::feed_addresses(&regular_file::read(path, article::LARGEST_FILE).ok()?).ok()
        }
        _ => None,
    }
}

impl Taking {
    /// Takes in what `addresses` give.
    fn fetch(
        &mut self,
        addresses: Vec<String>,
        listed: Vec<String>,
        options: &Options,
        follow: bool,
    ) -> Result<(), Failure> {
        let mut failure = None;
        fetch_all(addresses, listed, options, follow, &mut |given| {
            let taken = match given {
                Given::Article(uri, article) => self.take(uri, *article),
                Given::Notice(notice) => {
                    self.refuse(&notice);
                    Ok(())
                }
            };
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        failure.map_or(Ok(()), Err)
    }

    fn refuse(&mut self, notice: &str) {
        complain(notice);
        self.tally.refused += 1;
    }

    fn take(&mut self, uri: String, article: Article) -> Result<(), Failure> {
        // What is given by itself is wanted, though it was deleted before.
        self.store.bring_back_from(&uri)?;
        self.bytes += article.text.len();
        self.waiting.push((uri, article));
        if self.bytes >= BATCH { self.write_out() } else { Ok(()) }
    }

    fn write_out(&mut self) -> Result<(), Failure> {
        let incoming: Vec<Incoming> = self
            .waiting
            .iter()
            .map(|(uri, article)| Incoming { uri, article, stamp: FileStamp::default() })
            .collect();
        let added = self.store.add_all(&incoming)?;
        added.iter().for_each(|added| self.tally.count(added));
        self.waiting.clear();
        self.bytes = 0;
        Ok(())
    }
}

/// What became of what was found.
#[derive(Default)]
struct Tally {
    new: usize,
    known: usize,
    deleted: usize,
    revised: usize,
    nearly: usize,
    orphaned: usize,
    refused: usize,
    /// The new ones.
    ids: Vec<crate::library::ArticleId>,
}

impl Tally {
    fn count(&mut self, added: &Added) {
        match added.kind {
            AddedKind::New => {
                self.new += 1;
                self.ids.push(added.id);
            }
            AddedKind::Known => self.known += 1,
            AddedKind::Deleted => self.deleted += 1,
            AddedKind::Revised { nearly, orphaned, .. } => {
                self.revised += 1;
                self.nearly += nearly;
                self.orphaned += orphaned;
            }
        }
    }

    fn tell(&self, store: &Store) -> Result<(), Failure> {
        let mut words = vec![format!("{} new", self.new), format!("{} known", self.known)];
        if self.revised > 0 {
            words.push(format!("{} with a new text", self.revised));
        }
        let like = store.count_like(&self.ids)?;
        if like > 0 {
            words.push(format!("{like} nearly the same as another"));
        }
        if self.deleted > 0 {
            words.push(format!("{} deleted before and left so", self.deleted));
        }
        if self.nearly > 0 {
            words.push(format!("{} annotations now on corrected words", self.nearly));
        }
        if self.orphaned > 0 {
            words.push(format!("{} annotations without a place in the new text, kept", self.orphaned));
        }
        print(format!("{}\n", words.join(", ")))
    }

    fn complain(&self) -> Result<(), Failure> {
        match self.refused {
            0 => Ok(()),
            refused => {
                Err(Failure { message: format!("{refused} could not be taken in, see above"), status: 1 })
            }
        }
    }
}
