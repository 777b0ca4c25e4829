//! `pingdian add`: takes files, folders, addresses and standard input into the library.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::args::Add;
use super::given::{Given, fetch_all, is_standard_input, may_fetch, standard_input};
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::article::{self, Article, Options, ReadError, Unreadable};
use crate::fetch::is_address;
use crate::library::{Added, AddedKind, FileStamp, Folded, Incoming, Scan, Scanned, Store};

/// Bytes of text after which what was read goes into the library.
const BATCH: usize = 4 << 20;

/// Takes in what is named, and says what became of it.
pub fn run(setup: &Setup, add: &Add) -> Result<(), Failure> {
    let store = setup.store()?;
    let folded = Folded::open(&store);
    let mut taking = Taking { store, folded, waiting: Vec::new(), bytes: 0, tally: Tally::default() };
    let (inputs, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        add.paths.iter().cloned().partition(|path| is_standard_input(path));
    let options = Options { columns: add.columns.over(&setup.configuration.corpus), ..setup.options() };
    let Named { paths, addresses } = named(paths, add.fetch, &options);
    if !addresses.is_empty() {
        may_fetch(setup)?;
    }
    if !inputs.is_empty() {
        let (articles, notice) = standard_input(&options)?;
        articles
            .into_iter()
            .try_for_each(|(uri, article)| taking.take(uri, FileStamp::default(), article))?;
        notice.into_iter().for_each(|notice| taking.refuse(&notice));
    }
    taking.fetch(addresses, &options, add.fetch)?;
    let lookup = setup.store()?;
    let known = |uri: &str, stamp: FileStamp| lookup.known(uri, stamp).ok().flatten();
    let read = |path: &Path, each: article::Each| {
        article::read_each(path, &options, each).map_err(|error| error.reason.to_string())
    };
    let scan = Scan { library: Some(&setup.library), known: &known, read: &read };
    let mut failure = None;
    scan.run(&paths, &mut |scanned| {
        let taken = match scanned {
            Scanned::Article { uri, stamp, article, .. } => taking.take(uri, stamp, article),
            Scanned::Unchanged { .. } => {
                taking.tally.known += 1;
                Ok(())
            }
            Scanned::Notice(notice) => {
                taking.refuse(&format!("{}: {}", notice.path.display(), notice.message));
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
    failure.map_or(Ok(()), Err)?;
    taking.write_out()?;
    taking.tally.tell()
}

struct Taking {
    store: Store,
    /// Kept up with what is taken in, so that the first search need not fold it all.
    folded: Folded,
    waiting: Vec<(String, FileStamp, Article)>,
    bytes: usize,
    tally: Tally,
}

/// What is named besides standard input.
struct Named {
    paths: Vec<PathBuf>,
    addresses: Vec<String>,
}

/// Tells paths from addresses. With `fetch`, a file that lists feeds stands for the feeds' addresses.
fn named(all: Vec<PathBuf>, fetch: bool, options: &Options) -> Named {
    let mut named = Named { paths: Vec::new(), addresses: Vec::new() };
    for path in all {
        match path.to_str().filter(|words| is_address(words) && !path.exists()) {
            Some(address) => named.addresses.push(address.to_owned()),
            None => match fetch.then(|| feeds_in(&path, options)).flatten() {
                Some(feeds) => named.addresses.extend(feeds),
                None => named.paths.push(path),
            },
        }
    }
    named
}

/// The feeds that the file at `path` lists, if it is such a list.
fn feeds_in(path: &Path, options: &Options) -> Option<Vec<String>> {
    match article::read_each(path, options, &mut |_| ControlFlow::Break(())) {
        Err(ReadError { reason: Unreadable::Feeds(_), .. }) => {
            article::feed_addresses(&std::fs::read(path).ok()?).ok()
        }
        _ => None,
    }
}

impl Taking {
    /// Takes in what `addresses` give.
    fn fetch(&mut self, addresses: Vec<String>, options: &Options, follow: bool) -> Result<(), Failure> {
        let mut failure = None;
        fetch_all(addresses, options, follow, &mut |given| {
            let taken = match given {
                Given::Article(uri, article) => self.take(uri, FileStamp::default(), *article),
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

    fn take(&mut self, uri: String, stamp: FileStamp, article: Article) -> Result<(), Failure> {
        self.bytes += article.text.len();
        self.waiting.push((uri, stamp, article));
        if self.bytes >= BATCH { self.write_out() } else { Ok(()) }
    }

    fn write_out(&mut self) -> Result<(), Failure> {
        let incoming: Vec<Incoming> = self
            .waiting
            .iter()
            .map(|(uri, stamp, article)| Incoming { uri, article, stamp: *stamp })
            .collect();
        let added = self.store.add_all(&incoming)?;
        added.iter().for_each(|added| self.tally.count(added));
        self.folded.sync(&self.store)?;
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
    revised: usize,
    nearly: usize,
    orphaned: usize,
    refused: usize,
}

impl Tally {
    fn count(&mut self, added: &Added) {
        match added.kind {
            AddedKind::New => self.new += 1,
            AddedKind::Known => self.known += 1,
            AddedKind::Revised { nearly, orphaned, .. } => {
                self.revised += 1;
                self.nearly += nearly;
                self.orphaned += orphaned;
            }
        }
    }

    fn tell(&self) -> Result<(), Failure> {
        let mut words = vec![format!("{} new", self.new), format!("{} known", self.known)];
        if self.revised > 0 {
            words.push(format!("{} with a new text", self.revised));
        }
        if self.nearly > 0 {
            words.push(format!("{} annotations now on corrected words", self.nearly));
        }
        if self.orphaned > 0 {
            words.push(format!("{} annotations without a place in the new text, kept", self.orphaned));
        }
        print(format!("{}\n", words.join(", ")))?;
        match self.refused {
            0 => Ok(()),
            refused => {
                Err(Failure { message: format!("{refused} could not be taken in, see above"), status: 1 })
            }
        }
    }
}
