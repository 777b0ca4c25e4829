//! One folder gone through, all the way down and in the order of names.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::in_words;
use super::rules::{BadGlob, Rules};

/// How deep folders may lie in folders.
const DEEPEST: usize = 128;

/// What is left out of a folder is listed in a file of this name in it, as in `.gitignore`.
const IGNORE: &str = ".pingdianignore";

/// The largest file that says what is left out, in bytes.
const LARGEST_IGNORE: u64 = 1 << 20;

/// What a walk comes to.
pub enum Come {
    /// Anything but a folder.
    File {
        /// As it was come to.
        path: PathBuf,
        /// Where it is, all links resolved.
        real: PathBuf,
    },
    /// What cannot be gone into.
    Refused {
        /// As it was come to.
        path: PathBuf,
        /// Why, in words.
        message: String,
    },
}

/// A folder being gone through.
pub struct Walk {
    root: PathBuf,
    entries: ignore::Walk,
    /// Folders that must not be gone into, as the filter found.
    barred: Arc<Mutex<Vec<Come>>>,
    /// What lies at or under these paths alone is told; everything where there are none.
    only: Arc<[PathBuf]>,
    /// The folder that the last file lay in, as it was come to and where it is.
    last: Option<(PathBuf, PathBuf)>,
}

impl Walk {
    /// Goes through `root`: what lies at or under one of `only`, or all where that is empty.
    pub fn new(root: &Path, rules: &Rules, only: &[PathBuf]) -> Result<Walk, BadGlob> {
        let globs = rules.of(root)?;
        let only: Arc<[PathBuf]> = only.into();
        // Folders that several links lead to are gone into once: the ways through a few could be without number.
        let linked: Mutex<HashSet<PathBuf>> = Mutex::default();
        let barred = Arc::<Mutex<Vec<Come>>>::default();
        let bar = {
            let (barred, heeds_git) = (Arc::clone(&barred), rules.gitignore);
            move |folder: &Path| {
                let reason = trap(folder, heeds_git);
                let bars = reason.is_some();
                let refused = reason.map(|message| Come::Refused { path: folder.to_owned(), message });
                held(&barred).extend(refused);
                bars
            }
        };
        let is_barred = bar(root);
        let among = Arc::clone(&only);
        let wanted = move |entry: &DirEntry| {
            let path = entry.path();
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let is_twice = || {
                let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                !held(&linked).insert(real)
            };
            if entry.depth() == 0 {
                return true;
            }
            if is_hidden(entry) || !is_among(path, &among) || globs.matched(path, is_folder).is_ignore() {
                return false;
            }
            !is_folder || !(entry.path_is_symlink() && is_twice() || bar(path))
        };
        let mut builder = if is_barred { WalkBuilder::empty() } else { WalkBuilder::new(root) };
        let entries = builder
            .standard_filters(false)
            .follow_links(true)
            .max_depth(Some(DEEPEST))
            .ignore(true)
            .git_ignore(rules.gitignore)
            .require_git(false)
            .add_custom_ignore_filename(IGNORE)
            .sort_by_file_name(Ord::cmp)
            .filter_entry(wanted)
            .build();
        Ok(Walk { root: root.to_owned(), entries, barred, only, last: None })
    }

    fn come_to(&mut self, entry: DirEntry) -> Option<Come> {
        let path = entry.path().to_owned();
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            let message = match entry.error() {
                Some(error) => format!("some of what leaves files out is not understood: {error}"),
                None if entry.depth() == DEEPEST => "lies too deep in other folders".to_owned(),
                None => return None,
            };
            return Some(Come::Refused { path, message });
        }
        Some(match self.real(&path, entry.path_is_symlink()) {
            Ok(real) => Come::File { path, real },
            Err(error) => Come::Refused { path, message: in_words(&error) },
        })
    }

    /// Where a file is. The files of a folder are in the same place but for links.
    fn real(&mut self, path: &Path, is_link: bool) -> std::io::Result<PathBuf> {
        let (Some(folder), Some(name), false) = (path.parent(), path.file_name(), is_link) else {
            return path.canonicalize();
        };
        match &self.last {
            Some((last, real)) if last == folder => Ok(real.join(name)),
            _ => {
                let real = folder.canonicalize()?;
                let file = real.join(name);
                self.last = Some((folder.to_owned(), real));
                Ok(file)
            }
        }
    }

    fn refused(&self, error: &ignore::Error) -> Come {
        let (path, message) = words_of(error);
        Come::Refused { path: path.unwrap_or_else(|| self.root.clone()), message }
    }
}

impl Walk {
    /// What comes next, be it among the paths wanted or on the way to them.
    fn come(&mut self) -> Option<Come> {
        loop {
            let barred = held(&self.barred).pop();
            if barred.is_some() {
                return barred;
            }
            let Some(entry) = self.entries.next() else {
                // The last folder may have been barred.
                return held(&self.barred).pop();
            };
            match entry {
                Err(error) => return Some(self.refused(&error)),
                Ok(entry) => {
                    if let Some(come) = self.come_to(entry) {
                        return Some(come);
                    }
                }
            }
        }
    }

    /// Whether it is told: what stands in the way to the paths wanted was told when all was gone through.
    fn is_told(&self, come: &Come) -> bool {
        let (Come::File { path, .. } | Come::Refused { path, .. }) = come;
        self.only.is_empty() || self.only.iter().any(|wanted| path.starts_with(wanted))
    }
}

impl Iterator for Walk {
    type Item = Come;

    fn next(&mut self) -> Option<Come> {
        loop {
            let come = self.come()?;
            if self.is_told(&come) {
                return Some(come);
            }
        }
    }
}

/// A lock that a panic left behind still holds what it held.
fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What makes going into a folder dangerous: a file that says what is left out is read by going in, and reading what
/// is no file might never end.
fn trap(folder: &Path, heeds_git: bool) -> Option<String> {
    let mut names = [".ignore", IGNORE, ".gitignore"].into_iter().take(if heeds_git { 3 } else { 2 });
    let bad = names.find(|name| {
        std::fs::metadata(folder.join(name))
            .is_ok_and(|metadata| !metadata.is_file() || metadata.len() > LARGEST_IGNORE)
    })?;
    Some(format!("is passed over: {bad} in it is no file, or too large"))
}

/// Whether the path leads to one of `only`, or lies under it.
fn is_among(path: &Path, only: &[PathBuf]) -> bool {
    only.is_empty() || only.iter().any(|wanted| wanted.starts_with(path) || path.starts_with(wanted))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The path that the error speaks of, and what happened there.
fn words_of(error: &ignore::Error) -> (Option<PathBuf>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path.clone()), words_of(err).1),
        ignore::Error::WithDepth { err, .. } => words_of(err),
        ignore::Error::Loop { child, .. } => {
            (Some(child.clone()), "is a link back to a folder that it lies in".to_owned())
        }
        ignore::Error::Io(error) => (None, in_words(error)),
        other => (None, other.to_string()),
    }
}
