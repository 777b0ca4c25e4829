//! Folders looked through behind the reader: those given or remembered, and again whenever something in them changes.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::{Failure, Incoming};
use crate::app::Event;
use crate::article::{Article, Each, Options};
use crate::cli::folders::{self, Remembered};
use crate::cli::setup::Setup;
use crate::library::{
    Addition, Allowance, ArticleId, Examined, FileFact, FileStamp, FolderWatch, Read, Request, Scan, Scanned,
    Store, Wanted, Write, read_file,
};

/// Bytes of text that may wait for the library at once.
const ON_THEIR_WAY: usize = 8 << 20;

/// What an article takes besides its text, in bytes, about.
const BESIDES: usize = 2 << 10;

/// Articles that need not be read again are told so many at a time.
const TOLD_AT_ONCE: usize = 256;

/// Files after which it is told how many there were so far.
const COUNTED: usize = 500;

/// Looks through files and folders on a thread: those of `paths`, or the remembered folders where there are none. What is
/// new or changed goes into the library, and all that is under given paths into the list.
pub fn start(paths: Vec<PathBuf>, setup: &Setup, sender: &Sender<Incoming>) -> Result<(), Failure> {
    let (setup, sender) = (setup.clone(), sender.clone());
    let behind = move || {
        let library = setup.library.clone();
        let mut store = match Store::open(&library) {
            Ok(store) => store,
            // The reader says so itself: it opens the same library.
            Err(_) => return,
        };
        // What would be found could not be kept.
        if paths.is_empty() && store.reading_only().is_some() {
            return;
        }
        let say = |event| drop(sender.send(Incoming::Event(event)));
        let named = if paths.is_empty() {
            folders::all(&setup, &store)
        } else {
            paths.iter().map(|path| folders::named(&setup, &mut store, path, &[])).collect()
        };
        let named = match named {
            Ok(named) => named,
            Err(failure) => return say(Event::Failed(failure.message)),
        };
        let looking = Looking {
            store,
            sender,
            options: setup.options(),
            allowance: Allowance::new(ON_THEIR_WAY),
            scoped: !paths.is_empty(),
        };
        // Nothing more to be done where the reader has ended.
        let _ = looking.go_on(&named, setup.configuration.watch);
    };
    thread::Builder::new().name("looking".to_owned()).spawn(behind)?;
    Ok(())
}

struct Looking {
    /// A connection of its own, which only looks.
    store: Store,
    sender: Sender<Incoming>,
    options: Options,
    allowance: Allowance,
    /// Whether the list shows what is found alone.
    scoped: bool,
}

impl Looking {
    /// Looks through everything, then at what changes, until nobody listens.
    fn go_on(&self, named: &[Remembered], watches: bool) -> ControlFlow<()> {
        if named.is_empty() {
            return ControlFlow::Continue(());
        }
        let folders: Vec<PathBuf> = named
            .iter()
            .flat_map(|one| &one.wanted.paths)
            .filter(|path| watches && path.is_dir())
            .cloned()
            .collect();
        // It begins before the look, so that what is written meanwhile is not missed.
        let watch = match folders.is_empty() {
            true => None,
            false => {
                let (watch, notices) = FolderWatch::start(&folders);
                notices.into_iter().try_for_each(|notice| self.say(Event::Notice(notice)))?;
                watch
            }
        };
        self.say(Event::Progress(Some("Looking through the files".to_owned())))?;
        let mut counted = 0;
        for one in named {
            self.look(&one.wanted, &[], &mut counted)?;
            if let Some(folder) = one.folder.clone() {
                self.note(FileFact::LookedThrough(folder))?;
            }
        }
        self.say(Event::Progress(None))?;
        self.tell_notices()?;
        let Some(mut watch) = watch else {
            return ControlFlow::Continue(());
        };
        while let Some(changed) = watch.await_changes() {
            for one in named {
                self.look_at_changed(&one.wanted, &changed)?;
            }
            self.tell_notices()?;
        }
        ControlFlow::Continue(())
    }

    /// Lets it be told what the open article has in common with what was found, once all of that is in the library. It may
    /// have been opened as the first of them.
    fn tell_notices(&self) -> ControlFlow<()> {
        drop(self.allowance.take(ON_THEIR_WAY));
        self.note(FileFact::GoneCopies)?;
        self.send(Incoming::ForLibrary(Request::from(Read::Notices).into()))
    }

    /// Looks at what changed of a folder.
    fn look_at_changed(&self, wanted: &Wanted, changed: &[PathBuf]) -> ControlFlow<()> {
        // What is heard is told by where it is.
        let folders: Vec<PathBuf> = wanted.paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
            let only: Vec<PathBuf> =
                changed.iter().filter(|path| path.starts_with(&folder)).cloned().collect();
            if !only.is_empty() {
                let wanted = Wanted { paths: vec![folder], rules: wanted.rules.clone() };
                self.look(&wanted, &only, &mut 0)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn look(&self, wanted: &Wanted, only: &[PathBuf], counted: &mut usize) -> ControlFlow<()> {
        let known = |uri: &str, stamp: FileStamp| self.store.known_file(uri, stamp).ok().flatten();
        let library = Some(self.store.path());
        let read = |path: &Path, each: Each| read_file(path, &self.options, each);
        let misses = self.store.misses_annotated().unwrap_or(false);
        let wait = |uri: &str, article: &Article| self.store.wait(uri, article, misses).ok().flatten();
        let scan = Scan { library, known: &known, read: &read, wait: &wait, rules: &wanted.rules, only };
        let mut unchanged = Vec::new();
        let mut whole = ControlFlow::Continue(());
        scan.run(&wanted.paths, &mut |scanned| {
            *counted += 1;
            whole = self.tell(scanned, &mut unchanged);
            if whole.is_continue() && only.is_empty() && counted.is_multiple_of(COUNTED) {
                let files = crate::app::counted(*counted, "file");
                whole = self.say(Event::Progress(Some(format!("Looking through the files: {files} so far"))));
            }
            whole
        });
        whole?;
        self.tell_unchanged(&mut unchanged, 1)
    }

    fn tell(&self, scanned: Scanned, unchanged: &mut Vec<ArticleId>) -> ControlFlow<()> {
        match scanned {
            Scanned::Unchanged { ids, .. } => {
                if self.scoped {
                    unchanged.extend(ids);
                }
                self.tell_unchanged(unchanged, TOLD_AT_ONCE)
            }
            Scanned::Article { uri, stamp, article, .. } => {
                self.tell_unchanged(unchanged, 1)?;
                let share = self.allowance.take(article.text.len() + BESIDES);
                let examined = Examined::of(&article);
                let addition = Addition::new(uri, Arc::new(article), stamp).examined(examined, share);
                self.send(Incoming::ForLibrary(addition.into()))
            }
            Scanned::Whole { uri, stamp, articles } => {
                self.note(FileFact::Container { uri, stamp, articles })
            }
            Scanned::Refused { notice, uri, stamp, is_known: false } => {
                let message = notice.message.clone();
                self.say(Event::Notice(notice))?;
                self.note(FileFact::Refused { uri, stamp, message })
            }
            // It may be brought back, and belongs to what was given then.
            Scanned::Deleted { id, .. } => {
                unchanged.extend(id.filter(|_| self.scoped));
                self.tell_unchanged(unchanged, TOLD_AT_ONCE)
            }
            // Of a remembered folder it was said when it was found out.
            Scanned::Refused { notice, is_known: true, .. } if !self.scoped => {
                self.say(Event::StillRefused(notice))
            }
            Scanned::Refused { notice, .. } | Scanned::Notice(notice) => self.say(Event::Notice(notice)),
        }
    }

    /// Tells of articles that need not be read again, once they are so many.
    fn tell_unchanged(&self, unchanged: &mut Vec<ArticleId>, least: usize) -> ControlFlow<()> {
        if unchanged.len() < least {
            return ControlFlow::Continue(());
        }
        self.say(Event::Found(std::mem::take(unchanged)))
    }

    /// Where that cannot be written, the file is read once more another time.
    fn note(&self, fact: FileFact) -> ControlFlow<()> {
        self.send(Incoming::ForLibrary(Request::from(Write::File(fact)).into()))
    }

    fn say(&self, event: Event) -> ControlFlow<()> {
        self.send(Incoming::Event(event))
    }

    fn send(&self, incoming: Incoming) -> ControlFlow<()> {
        match self.sender.send(incoming) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
