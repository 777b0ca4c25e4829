//! `pingdian add`: takes files, folders and standard input into the library, and looks through remembered folders again.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::Add;
use super::folders::{self, Remembered};
use super::progress::Progress;
use super::setup::Setup;
use super::{Failure, complain, print};
use crate::article::{self, Article};
use crate::library::{Added, AddedKind, FileStamp, Intake, Store, Told, Wanted, read_file};

/// The exit status of a command that an interrupt ended, as shells have it: 128 and the signal's number.
const INTERRUPTED: u8 = 130;

/// Takes in what is named, and says what became of it.
pub fn run(setup: &Setup, add: &Add) -> Result<(), Failure> {
    let interrupted = interruption()?;
    let mut store = setup.store()?;
    let mut tally = Tally::default();
    let (inputs, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        add.paths.iter().cloned().partition(|path| path == Path::new("-"));
    if !inputs.is_empty() {
        let (uri, article) = standard_input()?;
        tally.count(&store.add(&uri, &article, FileStamp::default())?);
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
    let intake = Intake { read: &read_file, interrupted: &interrupted };
    let taken = intake.run(&mut store, &wanted, &mut |told| match told {
        Told::Added(added) => {
            tally.count(&added);
            progress.advance(1);
        }
        Told::Known => {
            tally.known += 1;
            progress.advance(1);
        }
        Told::Deleted => {
            tally.deleted += 1;
            progress.advance(1);
        }
        Told::Notice(notice) => {
            tally.refused += 1;
            progress.aside(|| complain(&format!("{}: {}", notice.path.display(), notice.message)));
        }
        Told::Done(number) => whole.push(number),
    });
    progress.end();
    taken?;
    for folder in whole.into_iter().filter_map(|number| named[number].folder.as_ref()) {
        store.looked_through(folder)?;
    }
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

/// What standard input holds, under a name that its content gives it.
pub fn standard_input() -> Result<(String, Article), Failure> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let uri = format!("stdin:{}", &blake3::hash(&bytes).to_hex()[..16]);
    let article = article::from_bytes(bytes)
        .map_err(|error| Failure { message: format!("standard input: {error}"), status: 1 })?;
    Ok((uri, article))
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
    deleted: usize,
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
            words.push(format!("{} deleted before, which come back where the file is named", self.deleted));
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
