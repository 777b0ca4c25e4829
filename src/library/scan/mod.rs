//! Articles found in files and folders: folders by name order and all the way down, each file once, and nothing
//! opened that is not a plain file.

mod outcome;
mod rules;
#[cfg(all(test, unix))]
mod tests;
mod walk;

use std::collections::HashSet;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub use outcome::{Known, Scanned, Unread};
pub use rules::{BadGlob, Rules};
use walk::{Come, Walk};

use super::folded;
use super::uri::{file_uri, with_fragment};
use super::{FileStamp, Notice, Wait};
use crate::article::{self, Article, Found, Options};

/// Reads a file, and gives its articles, until that breaks off.
pub type ReadFile<'a> = &'a dyn Fn(&Path, &mut dyn FnMut(Found) -> ControlFlow<()>) -> Result<(), Unread>;

/// What a scan needs to be told.
pub struct Scan<'a> {
    /// The library's own file, which is passed over with the files beside it: reading it would drop the locks that
    /// this process holds on it.
    pub library: Option<&'a Path>,
    /// What came of the file of this URI when it looked so, if that is known.
    pub known: &'a dyn Fn(&str, FileStamp) -> Option<Known>,
    /// Reads a file.
    pub read: ReadFile<'a>,
    /// Whether a file of one article, by its URI, is to wait until all others were given.
    pub wait: &'a dyn Fn(&str, &Article) -> Option<Wait>,
    /// Which files of a folder are articles.
    pub rules: &'a Rules,
    /// Of a folder, what lies at or under these paths alone; all where there are none.
    pub only: &'a [PathBuf],
}

/// Reads a file, as `options` say.
///
/// # Errors
///
/// Why there is no article in it, or no further one, in a sentence without control characters.
pub fn read_file(
    path: &Path,
    options: &Options,
    each: &mut dyn FnMut(Found) -> ControlFlow<()>,
) -> Result<(), Unread> {
    article::read_each(path, options, each).map_err(|error| Unread::from(&error.reason))
}

impl Scan<'_> {
    /// Gives all that `paths` hold to `each`, in their order, until it breaks off. Within a folder, names that begin
    /// with a dot are passed over, as is everything that was come to before.
    pub fn run(&self, paths: &[PathBuf], each: &mut dyn FnMut(Scanned) -> ControlFlow<()>) {
        let mut seen = Seen::default();
        if self.run_after(paths, &mut seen, each).is_continue() {
            let _ = self.give_waiting(&mut seen, each);
        }
    }

    /// As [`Scan::run`], after other scans that came to what was `seen`, and without what is to wait.
    pub fn run_after(
        &self,
        paths: &[PathBuf],
        seen: &mut Seen,
        each: &mut dyn FnMut(Scanned) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut scanning = self.scanning(seen, each);
        paths.iter().try_for_each(|path| scanning.start(path))
    }

    /// Gives what waited until all else was given. It is read once more: how much waits is not bounded.
    pub fn give_waiting(
        &self,
        seen: &mut Seen,
        each: &mut dyn FnMut(Scanned) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut waiting = std::mem::take(&mut seen.waiting);
        waiting.sort_by_key(|one| one.wait);
        let mut scanning = self.scanning(seen, each);
        for Waiting { path, real, .. } in waiting {
            match fs::metadata(&real) {
                Ok(metadata) if metadata.is_file() => {
                    scanning.read(path, &real, FileStamp::of(&metadata), false)?;
                }
                Ok(_) => {}
                Err(error) => scanning.refuse(&path, in_words(&error))?,
            }
        }
        ControlFlow::Continue(())
    }

    fn scanning<'a>(
        &'a self,
        seen: &'a mut Seen,
        each: &'a mut dyn FnMut(Scanned) -> ControlFlow<()>,
    ) -> Scanning<'a> {
        let library = self.library.and_then(|path| path.canonicalize().ok());
        Scanning { scan: self, library, seen, each }
    }
}

/// What scans have come to.
#[derive(Debug, Default)]
pub struct Seen {
    /// Files, by where they really are.
    files: HashSet<PathBuf>,
    waiting: Vec<Waiting>,
}

/// A file that waits until all others were given.
#[derive(Debug)]
struct Waiting {
    path: PathBuf,
    real: PathBuf,
    wait: Wait,
}

/// One scan under way.
struct Scanning<'a> {
    scan: &'a Scan<'a>,
    library: Option<PathBuf>,
    seen: &'a mut Seen,
    each: &'a mut dyn FnMut(Scanned) -> ControlFlow<()>,
}

impl Scanning<'_> {
    fn start(&mut self, path: &Path) -> ControlFlow<()> {
        // A link is followed, so that what is asked for by name is found; a link to nowhere fails here.
        match path.canonicalize() {
            // A pipe that a shell names is there, and nowhere.
            Err(error) => match fs::metadata(path) {
                Ok(metadata) => self.refuse(path, special(metadata.file_type()).to_owned()),
                Err(_) => self.refuse(path, in_words(&error)),
            },
            Ok(real) if real.is_dir() => self.folder(path),
            Ok(real) => self.file(path, real, true),
        }
    }

    fn folder(&mut self, root: &Path) -> ControlFlow<()> {
        let walk = match Walk::new(root, self.scan.rules, self.scan.only) {
            Ok(walk) => walk,
            Err(error) => return self.refuse(root, error.to_string()),
        };
        let mut is_empty = self.scan.only.is_empty();
        for come in walk {
            is_empty = false;
            match come {
                Come::File { path, real } => self.file(&path, real, false)?,
                Come::Refused { path, message } => self.refuse(&path, message)?,
            }
        }
        if is_empty {
            let message = match self.scan.rules.globs.is_empty() {
                true => "holds no articles: the folder is empty",
                false => "holds no articles: there is no file in the folder that the globs let through",
            };
            return self.refuse(root, message.to_owned());
        }
        ControlFlow::Continue(())
    }

    /// A file, which was `named` itself or lies in a folder that was.
    fn file(&mut self, path: &Path, real: PathBuf, named: bool) -> ControlFlow<()> {
        if self.is_library(&real) || self.seen.files.contains(&real) {
            return ControlFlow::Continue(());
        }
        let looked = match fs::metadata(&real) {
            Err(error) => self.refuse(path, in_words(&error)),
            Ok(metadata) if metadata.is_file() => self.plain_file(path, &real, &metadata, named),
            Ok(metadata) => self.refuse(path, special(metadata.file_type()).to_owned()),
        };
        self.seen.files.insert(real);
        looked
    }

    fn plain_file(&mut self, path: &Path, real: &Path, metadata: &Metadata, named: bool) -> ControlFlow<()> {
        let uri = file_uri(real);
        let stamp = FileStamp::of(metadata);
        let path = path.to_owned();
        match (self.scan.known)(&uri, stamp) {
            Some(Known::Articles(ids)) => return (self.each)(Scanned::Unchanged { ids, path }),
            // Whoever names the file wants it looked at again.
            Some(Known::Refused(message)) if !named => {
                let notice = Notice { path, message };
                return (self.each)(Scanned::Refused { notice, uri, stamp, is_known: true });
            }
            Some(Known::Deleted(id)) if !named => return (self.each)(Scanned::Deleted { id, path }),
            _ => {}
        }
        self.read(path, real, stamp, true)
    }

    fn read(&mut self, path: PathBuf, real: &Path, stamp: FileStamp, may_wait: bool) -> ControlFlow<()> {
        let uri = file_uri(real);
        let mut articles = 0;
        let mut broken_off = false;
        let mut waits = None;
        let read = (self.scan.read)(&path, &mut |Found { fragment, article }| {
            articles += usize::from(fragment.is_some());
            if fragment.is_none() && may_wait {
                waits = (self.scan.wait)(&uri, &article);
                if waits.is_some() {
                    return ControlFlow::Continue(());
                }
            }
            let uri = fragment.map_or_else(|| uri.clone(), |fragment| with_fragment(&uri, &fragment));
            let given = (self.each)(Scanned::Article { path: path.clone(), uri, stamp, article });
            broken_off = given.is_break();
            given
        });
        if broken_off {
            return ControlFlow::Break(());
        }
        if let Some(wait) = waits {
            self.seen.waiting.push(Waiting { path, real: real.to_owned(), wait });
            return ControlFlow::Continue(());
        }
        match read {
            Ok(()) if articles > 0 => (self.each)(Scanned::Whole { uri, stamp, articles }),
            Ok(()) => ControlFlow::Continue(()),
            Err(Unread { message, lasting }) => {
                let notice = Notice { path, message };
                (self.each)(match lasting && articles == 0 {
                    true => Scanned::Refused { notice, uri, stamp, is_known: false },
                    false => Scanned::Notice(notice),
                })
            }
        }
    }

    fn refuse(&mut self, path: &Path, message: String) -> ControlFlow<()> {
        let message = broken_link(path).map_or(message, str::to_owned);
        (self.each)(Scanned::Notice(Notice { path: path.to_owned(), message }))
    }

    fn is_library(&self, real: &Path) -> bool {
        let Some(library) = &self.library else {
            return false;
        };
        let beside = |suffix: &str| {
            let mut name = library.clone().into_os_string();
            name.push(suffix);
            real.as_os_str() == name
        };
        ["", "-wal", "-shm", "-journal", folded::SUFFIX].into_iter().any(beside)
    }
}

/// Why a file that is neither plain nor a folder is not opened: reading it might never end.
#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        _ if kind.is_fifo() => "is a pipe, not a file; to read it, give it as standard input",
        _ if kind.is_socket() => "is a socket, not a file",
        _ if kind.is_block_device() || kind.is_char_device() => "is a device, not a file",
        _ => "is not a file",
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "is not a file"
}

/// What is the matter with a link that leads to nothing.
fn broken_link(path: &Path) -> Option<&'static str> {
    if !path.is_symlink() {
        return None;
    }
    let error = fs::metadata(path).err()?;
    match error.kind() {
        io::ErrorKind::NotFound => Some("is a link to what does not exist"),
        _ if is_round(&error) => Some("is a link that leads back to itself"),
        _ => None,
    }
}

/// Whether the error says that links lead round.
#[cfg(unix)]
fn is_round(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
fn is_round(_: &io::Error) -> bool {
    false
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: no permission".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
