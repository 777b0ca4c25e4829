//! `pingdian add`: takes files, folders and standard input into the library.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::args::Add;
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::article::{self, Article};
use crate::library::{Added, AddedKind, FileStamp, Incoming, Scan, Scanned, Store, file_uri};

/// Bytes of text after which what was read goes into the library.
const BATCH: usize = 4 << 20;

/// Takes in what is named, and says what became of it.
pub fn run(setup: &Setup, add: &Add) -> Result<(), Failure> {
    let mut taking = Taking { store: setup.store()?, waiting: Vec::new(), bytes: 0, tally: Tally::default() };
    let (inputs, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        add.paths.iter().cloned().partition(|path| path == Path::new("-"));
    if !inputs.is_empty() {
        let (uri, article) = standard_input()?;
        taking.store.bring_back_from(&uri)?;
        taking.take(uri, FileStamp::default(), article)?;
    }
    // A file named by itself is wanted, though it was deleted before; what lies in a folder is not.
    for path in paths.iter().filter(|path| path.is_file()) {
        if let Ok(real) = path.canonicalize() {
            taking.store.bring_back_from(&file_uri(&real))?;
        }
    }
    let lookup = setup.store()?;
    let known = |uri: &str, stamp: FileStamp| lookup.known(uri, stamp).ok().flatten();
    let read = |path: &Path| article::read(path).map_err(|error| error.reason.to_string());
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
                complain(&format!("{}: {}", notice.path.display(), notice.message));
                taking.tally.refused += 1;
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

/// What standard input holds, under a name that its content gives it.
pub fn standard_input() -> Result<(String, Article), Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let uri = format!("stdin:{}", &blake3::hash(&bytes).to_hex()[..16]);
    let article = article::from_bytes(bytes)
        .map_err(|error| Failure { message: format!("standard input: {error}"), status: 1 })?;
    Ok((uri, article))
}

struct Taking {
    store: Store,
    waiting: Vec<(String, FileStamp, Article)>,
    bytes: usize,
    tally: Tally,
}

impl Taking {
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
}

impl Tally {
    fn count(&mut self, added: &Added) {
        match added.kind {
            AddedKind::New => self.new += 1,
            AddedKind::Known => self.known += 1,
            AddedKind::Deleted => self.deleted += 1,
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
        if self.deleted > 0 {
            words.push(format!("{} deleted earlier and left so", self.deleted));
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
