//! Temporary files and folders, made beside what they are to become.
//!
//! Whoever writes one holds a lock on it. The system takes the lock back when the program ends, however it ends: one
//! without a lock was left behind by a program that was killed, and is cleared away when the next one is made in the same
//! folder. Where the system or the file system knows no such locks, nothing is cleared.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// How many names are tried. Only programs at work at the same moment take any.
const NAMES: u32 = 1000;

/// What the names begin with. Two numbers follow: the process, and which of its files it is.
const PREFIX: &str = ".pingdian-";

/// A file or folder that is gone when this is dropped, unless it was renamed.
#[derive(Debug)]
pub struct Temporary {
    path: PathBuf,
    /// Open as long as this lives, and with it the lock.
    _lock: Option<File>,
    is_folder: bool,
    renamed: bool,
}

impl Temporary {
    /// A new file in `folder`, opened with `options`, which need not say that it is new.
    ///
    /// # Errors
    ///
    /// Those of the system.
    pub fn file(folder: &Path, options: &OpenOptions) -> io::Result<(Self, File)> {
        let mut options = options.clone();
        options.write(true).create_new(true);
        let mut opened = None;
        let temporary = Self::create(folder, false, |path| {
            let file = options.open(path)?;
            let lock = file.try_clone()?;
            opened = Some(file);
            Ok(Some(lock))
        })?;
        let file = opened.ok_or_else(|| io::Error::other("no temporary file was opened"))?;
        Ok((temporary, file))
    }

    /// A new folder in `folder`.
    ///
    /// # Errors
    ///
    /// Those of the system.
    pub fn folder(folder: &Path) -> io::Result<Self> {
        Self::create(folder, true, |path| {
            fs::create_dir(path)?;
            // Where a folder cannot be opened, as on Windows, it has no lock.
            Ok(File::open(path).ok())
        })
    }

    /// Makes one under the first name that is free; `make` gives what the lock is held by.
    fn create(
        folder: &Path,
        is_folder: bool,
        mut make: impl FnMut(&Path) -> io::Result<Option<File>>,
    ) -> io::Result<Self> {
        clear(folder);
        let process = std::process::id();
        for number in 0..NAMES {
            let path = folder.join(format!("{PREFIX}{process}-{number}"));
            match make(&path) {
                Ok(lock) if is_held(&path, lock.as_ref()) => {
                    return Ok(Self { path, _lock: lock, is_folder, renamed: false });
                }
                // It was cleared away between being made and being locked.
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        let words = format!("too many temporary files {PREFIX}* are left there");
        Err(io::Error::new(io::ErrorKind::AlreadyExists, words))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it into its place. The lock is held until it is there.
    ///
    /// # Errors
    ///
    /// Those of the system; it is gone then.
    pub fn rename_to(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.renamed = true;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.renamed {
            // The failure that led here is what gets told; this one could only hide it.
            let _ = remove(&self.path, self.is_folder);
        }
    }
}

fn remove(path: &Path, is_folder: bool) -> io::Result<()> {
    if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Whether `name` is one that this program gives to temporary files and folders; earlier versions gave folders one number.
#[cfg(unix)]
fn is_temporary(name: &str, is_folder: bool) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(numbers) = name.strip_prefix(PREFIX) else { return false };
    match numbers.split_once('-') {
        Some((process, number)) => is_number(process) && is_number(number),
        None => is_folder && is_number(numbers),
    }
}

/// Locks what was just made, and says whether it still stands at `path`: another program may have taken it for left behind.
#[cfg(unix)]
fn is_held(path: &Path, lock: Option<&File>) -> bool {
    let Some(lock) = lock else { return true };
    // Where there are no locks, nobody clears anything away.
    let _ = lock.lock();
    stands_at(path, lock)
}

#[cfg(not(unix))]
fn is_held(_: &Path, _: Option<&File>) -> bool {
    true
}

#[cfg(unix)]
fn stands_at(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;

    let (Ok(there), Ok(here)) = (fs::symlink_metadata(path), file.metadata()) else { return false };
    (there.dev(), there.ino()) == (here.dev(), here.ino())
}

/// Clears away what killed programs left in `folder`. What cannot be looked at or removed stays, and is nobody's trouble.
#[cfg(unix)]
fn clear(folder: &Path) {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let is_ours = entry.file_name().to_str().is_some_and(|name| is_temporary(name, kind.is_dir()));
        if !is_ours || !(kind.is_dir() || kind.is_file()) {
            continue;
        }
        let path = entry.path();
        let Ok(left) = OpenOptions::new().read(true).custom_flags(flags).open(&path) else { continue };
        if left.try_lock().is_ok() && stands_at(&path, &left) {
            let _ = remove(&path, kind.is_dir());
        }
    }
}

#[cfg(not(unix))]
fn clear(_: &Path) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_nobody_holds_is_cleared_and_all_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [".pingdian-1-0", ".pingdian-77-12"] {
            fs::write(at(name), "left").unwrap();
        }
        for name in [".pingdian-5", ".pingdian-5-1"] {
            fs::create_dir(at(name)).unwrap();
            fs::write(at(name).join("1.txt"), "left").unwrap();
        }
        let own =
            [".pingdian-notes-1", ".pingdian-7", ".pingdian-1-0.txt", ".pingdian--", "pingdian-1-1", "a"];
        own.iter().for_each(|name| fs::write(at(name), "mine").unwrap());
        std::os::unix::fs::symlink("a", at(".pingdian-3-3")).unwrap();
        let held = Temporary::folder(folder.path()).unwrap();
        let (file, _open) = Temporary::file(folder.path(), &OpenOptions::new()).unwrap();
        let (again, _) = Temporary::file(folder.path(), &OpenOptions::new()).unwrap();
        let mut wanted: Vec<String> = own.iter().map(|name| (*name).to_owned()).collect();
        wanted.push(".pingdian-3-3".to_owned());
        let mut with_held = wanted.clone();
        for temporary in [&held, &file, &again] {
            with_held.push(temporary.path().file_name().unwrap().to_str().unwrap().to_owned());
        }
        wanted.sort();
        with_held.sort();
        assert_eq!(names(folder.path()), with_held);
        drop((held, file, again));
        assert_eq!(names(folder.path()), wanted);
    }

    #[test]
    fn the_lock_is_held_until_it_is_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let (temporary, file) = Temporary::file(folder.path(), &OpenOptions::new()).unwrap();
        drop(file);
        clear(folder.path());
        temporary.rename_to(&folder.path().join("done")).unwrap();
        assert_eq!(names(folder.path()), ["done"]);
    }
}
