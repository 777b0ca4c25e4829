//! Files that an output must not replace: those that the library lives in, those that its articles were read from, and
//! others that are named. They are told by what they are (device and number), so through links and other spellings too,
//! and where they are not there by the path that leads to them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, params};

use super::file_identity::FileIdentity;
use super::uri::{file_path, file_uri};
use super::{LibraryError, Store, folded};
use crate::text::{one_line, visible};
use crate::whole_file::{folder_of, target_of};

/// What the names of files and folders that belong to a library end in, after the library's own name.
const BESIDE: [&str; 6] = ["-wal", "-shm", "-journal", folded::SUFFIX, "-backups", "-drafts"];

/// What is in use, looked up once.
pub struct Occupancy<'a> {
    store: &'a Store,
    /// Other files that must stay, and what each is, in words.
    others: Vec<(PathBuf, &'static str)>,
    /// What articles were read from, by what file it is. Read when a file that is there is asked for.
    sources: OnceCell<HashMap<FileIdentity, String>>,
}

/// What an output goes to.
struct Target {
    /// The file, where it is there.
    identity: Option<FileIdentity>,
    /// Where it is or will be, all links resolved; nothing for what is open already.
    real: Option<PathBuf>,
}

impl Store {
    /// What must not be written on: what belongs to this library, and `others`, each with what it is in words.
    pub fn occupancy(&self, others: Vec<(PathBuf, &'static str)>) -> Occupancy<'_> {
        Occupancy { store: self, others, sources: OnceCell::new() }
    }
}

impl Occupancy<'_> {
    /// What the file or folder at `path` is, in words, where nothing may be written there.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn of(&self, path: &Path) -> Result<Option<String>, LibraryError> {
        self.of_target(&Target { identity: identity_of(path), real: Some(real(path)) })
    }

    /// As [`Occupancy::of`], of the file that standard output goes to, if it goes to one.
    ///
    /// # Errors
    ///
    /// As [`Occupancy::of`].
    pub fn of_standard_output(&self) -> Result<Option<String>, LibraryError> {
        match standard_output() {
            Some(identity) => self.of_target(&Target { identity: Some(identity), real: None }),
            None => Ok(None),
        }
    }

    fn of_target(&self, target: &Target) -> Result<Option<String>, LibraryError> {
        let library = self.store.path();
        if !library.as_os_str().is_empty() {
            if target.is(library) {
                return Ok(Some("the library itself".to_owned()));
            }
            if target.is_beside(library) {
                return Ok(Some("a part of the library".to_owned()));
            }
        }
        if let Some((_, what)) = self.others.iter().find(|(path, _)| target.is(path)) {
            return Ok(Some((*what).to_owned()));
        }
        let by_path = match &target.real {
            Some(real) => self.source_at(real)?,
            None => None,
        };
        let title = match (by_path, target.identity) {
            (None, Some(identity)) => self.sources()?.get(&identity).cloned(),
            (found, _) => found,
        };
        Ok(title.map(|title| format!("the file that “{}” was read from", visible(&one_line(&title)))))
    }

    /// The title of an article that was read from `real`.
    fn source_at(&self, real: &Path) -> Result<Option<String>, LibraryError> {
        let uri = file_uri(real);
        self.store.read("looking for an article", |connection| {
            // The articles of a file of several are named by a `#` and more behind its address.
            let mut statement = connection.prepare_cached(
                "SELECT title FROM article_uri JOIN article ON article.id = article_uri.article
                 WHERE article_uri.uri = ?1 OR (article_uri.uri > ?1 || '#' AND article_uri.uri < ?1 || '$')",
            )?;
            Ok(statement.query_row(params![uri], |row| row.get(0)).optional()?)
        })
    }

    fn sources(&self) -> Result<&HashMap<FileIdentity, String>, LibraryError> {
        if let Some(sources) = self.sources.get() {
            return Ok(sources);
        }
        let sources = self.store.read("looking for articles", |connection| {
            let mut statement = connection.prepare(
                "SELECT article_uri.uri, title FROM article_uri JOIN article ON article.id = article_uri.article
                 WHERE article_uri.uri LIKE 'file:%'",
            )?;
            let mut rows = statement.query([])?;
            let mut sources = HashMap::new();
            let mut last = None;
            while let Some(row) = rows.next()? {
                let path = file_path(row.get_ref(0)?.as_str()?);
                // A file of many articles is looked at once.
                if path.is_none() || path == last {
                    continue;
                }
                if let Some(identity) = path.as_deref().and_then(identity_of) {
                    sources.insert(identity, row.get(1)?);
                }
                last = path;
            }
            Ok(sources)
        })?;
        Ok(self.sources.get_or_init(|| sources))
    }
}

impl Target {
    /// Whether it is the file at `path`, or will be.
    fn is(&self, path: &Path) -> bool {
        let same = self.identity.is_some() && self.identity == identity_of(path);
        same || self.real.as_deref().is_some_and(|here| is_same_path(here, &real(path)))
    }

    /// Whether it belongs to the library `path`, or lies in a folder that does.
    fn is_beside(&self, path: &Path) -> bool {
        let real = real(path);
        [path, &real].into_iter().any(|library| {
            BESIDE.iter().any(|suffix| {
                let mut beside = library.as_os_str().to_owned();
                beside.push(suffix);
                self.is_within(Path::new(&beside))
            })
        })
    }

    /// Whether it is `path`, or lies in it.
    fn is_within(&self, path: &Path) -> bool {
        let folder = real(path);
        let lies_in = |here: &PathBuf| here.ancestors().any(|above| is_same_path(above, &folder));
        if self.is(path) || self.real.as_ref().is_some_and(lies_in) {
            return true;
        }
        // Another name of a file in it.
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        self.identity.is_some()
            && entries.into_iter().any(|entry| identity_of(&entry.path()) == self.identity)
    }
}

/// Whether two paths name the same, on any file system: on some, capitals do not count. Refusing a path that differs in them
/// does no harm.
fn is_same_path(one: &Path, other: &Path) -> bool {
    one == other || one.to_string_lossy().to_lowercase() == other.to_string_lossy().to_lowercase()
}

/// Where `path` is or will be, all links resolved, as far as there is anything.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let target = target_of(path).unwrap_or_else(|_| path.to_owned());
    match (folder_of(&target).canonicalize(), target.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(&target).unwrap_or(target),
    }
}

#[cfg(unix)]
fn identity_of(path: &Path) -> Option<FileIdentity> {
    FileIdentity::of(path)
}

/// Elsewhere files are told by their paths alone.
#[cfg(not(unix))]
fn identity_of(_: &Path) -> Option<FileIdentity> {
    None
}

#[cfg(unix)]
fn standard_output() -> Option<FileIdentity> {
    use std::os::fd::AsFd;

    let output = std::io::stdout().as_fd().try_clone_to_owned().ok()?;
    let metadata = fs::File::from(output).metadata().ok()?;
    metadata.is_file().then(|| FileIdentity::named(&metadata))
}

#[cfg(not(unix))]
fn standard_output() -> Option<FileIdentity> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::article::Article;
    use crate::library::FileStamp;

    #[test]
    fn what_the_library_lives_in_and_reads_from_is_known_by_every_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().canonicalize().unwrap().join(name);
        let mut store = Store::open(&at("library.sqlite")).unwrap();
        fs::write(at("article.txt"), "文。").unwrap();
        fs::write(at("corpus.jsonl"), "{}").unwrap();
        fs::write(at("config.toml"), "").unwrap();
        fs::create_dir_all(at("library.sqlite-backups")).unwrap();
        fs::write(at("library.sqlite-backups/1.sqlite"), "").unwrap();
        fs::create_dir(at("other")).unwrap();
        let article = |words: &str| Article::from_text(words.to_owned());
        store.add(&file_uri(&at("article.txt")), &article("文。"), FileStamp::default()).unwrap();
        let part = super::super::with_fragment(&file_uri(&at("corpus.jsonl")), "2");
        store.add(&part, &article("第二。"), FileStamp::default()).unwrap();
        store.add(&file_uri(&at("gone.txt")), &article("不在。"), FileStamp::default()).unwrap();
        for (link, target) in [
            ("to library", "library.sqlite"),
            ("to to library", "to library"),
            ("to log", "library.sqlite-wal"),
            ("to article", "article.txt"),
            ("to gone", "other/../gone.txt"),
        ] {
            symlink(target, at(link)).unwrap();
        }
        symlink(folder.path(), at("other/way")).unwrap();
        for (link, target) in [
            ("hard library", "library.sqlite"),
            ("hard article", "article.txt"),
            ("hard backup", "library.sqlite-backups/1.sqlite"),
            ("hard config", "config.toml"),
        ] {
            fs::hard_link(at(target), at(link)).unwrap();
        }
        let occupancy = store.occupancy(vec![(at("config.toml"), "the configuration")]);
        for (name, words) in [
            ("library.sqlite", "the library itself"),
            ("to to library", "the library itself"),
            ("other/way/library.sqlite", "the library itself"),
            ("hard library", "the library itself"),
            ("library.sqlite-wal", "a part of the library"),
            ("to log", "a part of the library"),
            ("library.sqlite-journal", "a part of the library"),
            ("LIBRARY.sqlite-folded", "a part of the library"),
            ("library.sqlite-backups", "a part of the library"),
            ("library.sqlite-backups/new", "a part of the library"),
            ("library.sqlite-drafts", "a part of the library"),
            ("hard backup", "a part of the library"),
            ("config.toml", "the configuration"),
            ("hard config", "the configuration"),
            ("article.txt", "the file that “文” was read from"),
            ("to article", "the file that “文” was read from"),
            ("hard article", "the file that “文” was read from"),
            ("corpus.jsonl", "the file that “第二” was read from"),
            ("gone.txt", "the file that “不在” was read from"),
            ("to gone", "the file that “不在” was read from"),
        ] {
            assert_eq!(occupancy.of(&at(name)).unwrap().as_deref(), Some(words), "{name}");
        }
        for name in ["new", "other", "other/article.txt", "library.sqlite-tags.csv", "library", "no/where"] {
            assert_eq!(occupancy.of(&at(name)).unwrap(), None, "{name}");
        }
        let open = fs::File::open(at("library.sqlite")).unwrap();
        let number = std::os::fd::AsRawFd::as_raw_fd(&open);
        if Path::new("/proc/self/fd").exists() {
            let words = occupancy.of(Path::new(&format!("/proc/self/fd/{number}"))).unwrap();
            assert_eq!(words.as_deref(), Some("the library itself"));
        }
        // Dropping a file that SQLite has open drops its locks (POSIX): the store goes first.
        drop(occupancy);
        drop((store, open));
    }
}
