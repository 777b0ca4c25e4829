//! Articles found in files and folders: folders by name order and all the way down, each file once, and nothing
//! opened that is not a plain file.

#[cfg(all(test, unix))]
mod tests;

use std::collections::HashSet;
use std::fs::{DirEntry, FileType, Metadata};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::folded;
use super::uri::{file_uri, with_fragment};
use super::{ArticleId, FileStamp, Notice};
use crate::article::{Article, Found};

/// How deep folders may lie in folders.
const DEEPEST: usize = 128;

/// Reads a file, and gives its articles, until that breaks off. The error is a sentence without control characters.
pub type ReadFile<'a> = &'a dyn Fn(&Path, &mut dyn FnMut(Found) -> ControlFlow<()>) -> Result<(), String>;

/// What a scan needs to be told.
pub struct Scan<'a> {
    /// The library's own file, which is passed over with the files beside it: reading it would drop the locks that
    /// this process holds on it.
    pub library: Option<&'a Path>,
    /// The article whose newest text was read from this URI when the file looked so, if any.
    pub known: &'a dyn Fn(&str, FileStamp) -> Option<ArticleId>,
    /// Reads a file.
    pub read: ReadFile<'a>,
}

/// What a scan found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// A file that is new or changed.
    Article {
        /// As it was come to.
        path: PathBuf,
        /// Its URI, all links resolved.
        uri: String,
        /// What it looked like before it was read.
        stamp: FileStamp,
        /// What it holds.
        article: Article,
    },
    /// A file that need not be read again.
    Unchanged {
        /// Its article.
        id: ArticleId,
        /// As it was come to.
        path: PathBuf,
    },
    /// What could not be taken in.
    Notice(Notice),
}

impl Scan<'_> {
    /// Gives all that `paths` hold to `each`, in their order, until it breaks off. Within a folder, names that begin
    /// with a dot are passed over, as is everything that was come to before.
    pub fn run(&self, paths: &[PathBuf], each: &mut dyn FnMut(Scanned) -> ControlFlow<()>) {
        let library = self.library.and_then(|path| path.canonicalize().ok());
        let mut walk = Walk { scan: self, library, seen: HashSet::new(), each };
        for path in paths {
            if walk.visit(path, 0).is_break() {
                return;
            }
        }
    }
}

/// One scan under way.
struct Walk<'a> {
    scan: &'a Scan<'a>,
    library: Option<PathBuf>,
    /// Files and folders come to, by where they really are.
    seen: HashSet<PathBuf>,
    each: &'a mut dyn FnMut(Scanned) -> ControlFlow<()>,
}

impl Walk<'_> {
    fn visit(&mut self, path: &Path, depth: usize) -> ControlFlow<()> {
        // A link is followed, so that what is asked for by name is found; a link to nowhere fails here.
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) => return self.refuse(path, &in_words(&error)),
        };
        if self.is_library(&real) || !self.seen.insert(real.clone()) {
            return ControlFlow::Continue(());
        }
        match std::fs::metadata(&real) {
            Err(error) => self.refuse(path, &in_words(&error)),
            Ok(metadata) if metadata.is_dir() => self.folder(path, depth),
            Ok(metadata) if metadata.is_file() => self.file(path, &real, &metadata),
            Ok(metadata) => self.refuse(path, special(metadata.file_type())),
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) -> ControlFlow<()> {
        if depth == DEEPEST {
            return self.refuse(path, "lies too deep in other folders");
        }
        let listed = std::fs::read_dir(path).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut paths: Vec<PathBuf> = match listed {
            Ok(entries) => entries.iter().filter(|entry| !is_hidden(entry)).map(DirEntry::path).collect(),
            Err(error) => return self.refuse(path, &in_words(&error)),
        };
        if paths.is_empty() {
            return self.refuse(path, "holds no articles: the folder is empty");
        }
        paths.sort();
        paths.iter().try_for_each(|path| self.visit(path, depth + 1))
    }

    fn file(&mut self, path: &Path, real: &Path, metadata: &Metadata) -> ControlFlow<()> {
        let uri = file_uri(real);
        let stamp = FileStamp::of(metadata);
        let path = path.to_owned();
        if let Some(id) = (self.scan.known)(&uri, stamp) {
            return (self.each)(Scanned::Unchanged { id, path });
        }
        let mut flow = ControlFlow::Continue(());
        let each = &mut self.each;
        let read = (self.scan.read)(&path, &mut |found| {
            let uri = match &found.fragment {
                Some(fragment) => with_fragment(&uri, fragment),
                None => uri.clone(),
            };
            flow = each(Scanned::Article { path: path.clone(), uri, stamp, article: found.article });
            flow
        });
        flow?;
        match read {
            Ok(()) => ControlFlow::Continue(()),
            Err(message) => (self.each)(Scanned::Notice(Notice { path, message })),
        }
    }

    fn refuse(&mut self, path: &Path, message: &str) -> ControlFlow<()> {
        (self.each)(Scanned::Notice(Notice { path: path.to_owned(), message: message.to_owned() }))
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

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
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

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: no permission".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
