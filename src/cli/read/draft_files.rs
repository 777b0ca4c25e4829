//! The files of drafts: in a folder beside the library, one for each running program, with a lock held as long as it runs.
//! A file whose lock nobody holds was left behind: the next program takes it over.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::Draft;
use crate::private;
use crate::whole_file::{self, WholeFileError};

/// The form of the files. A program that does not know it leaves them alone.
const FORM: u32 = 1;

/// Names that are tried for a file of one's own.
const NAMES: usize = 100;

/// The files beside one library.
pub struct DraftFiles {
    folder: PathBuf,
    own: Option<Own>,
    /// Files that were left behind, until what they hold is in one's own.
    taken: Vec<Own>,
}

/// A file of drafts and the lock that says whose it is.
struct Own {
    file: PathBuf,
    lock: PathBuf,
    /// Held until this is dropped; none where the folder cannot be written.
    held: Option<File>,
}

#[derive(Serialize, Deserialize)]
struct Contents {
    form: u32,
    drafts: Vec<Draft>,
}

impl DraftFiles {
    /// The folder beside that library; nothing is made yet.
    pub fn beside(library: &Path) -> DraftFiles {
        let mut folder = OsString::from(library);
        folder.push("-drafts");
        DraftFiles { folder: folder.into(), own: None, taken: Vec::new() }
    }

    /// Takes over what programs left behind that run no more; and tells, with the reason, which of their files cannot be
    /// read. Those stay.
    pub fn take_over(&mut self) -> (Vec<Draft>, Vec<(PathBuf, String)>) {
        let (mut drafts, mut unread) = (Vec::new(), Vec::new());
        let Ok(entries) = fs::read_dir(&self.folder) else { return (drafts, unread) };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for file in paths.iter().filter(|path| has_ending(path, "json")) {
            let lock = file.with_extension("lock");
            let held = match locked(&lock) {
                Ok(Some(held)) => Some(held),
                Ok(None) => continue,
                // Where no lock can be made, nobody who runs has made one.
                Err(_) if !lock.exists() => None,
                Err(_) => continue,
            };
            let left = Own { file: file.clone(), lock, held };
            match read(file) {
                Ok(Some(found)) => {
                    drafts.extend(found);
                    self.taken.push(left);
                }
                Ok(None) => left.remove_lock(),
                Err(reason) => {
                    unread.push((
                        file.clone(),
                        format!("holds words typed before and cannot be read: {reason}"),
                    ));
                    left.remove_lock();
                }
            }
        }
        // Of programs that ended without a word to keep.
        for lock in
            paths.iter().filter(|path| has_ending(path, "lock") && !path.with_extension("json").exists())
        {
            if let Ok(Some(held)) = locked(lock) {
                let _ = fs::remove_file(lock);
                drop(held);
            }
        }
        self.clear_halves(&paths);
        (drafts, unread)
    }

    /// Removes what a program began to write before it was killed: it is named after a process that has no lock here.
    fn clear_halves(&self, paths: &[PathBuf]) {
        for path in paths {
            let name = path.file_name().and_then(|name| name.to_str());
            let Some(process) =
                name.and_then(|name| name.strip_prefix(".pingdian-")?.split('-').next()).map(str::to_owned)
            else {
                continue;
            };
            let held = (0..NAMES).any(|number| self.folder.join(format!("{process}-{number}.lock")).exists());
            if !held {
                // It is in nobody's way.
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Puts `drafts` in the place of what was written before. Where what was taken over is among them as far as it is
    /// wanted, `heard`, the files that it came from go.
    ///
    /// # Errors
    ///
    /// Those of the system; what was written before is there still.
    pub fn write(&mut self, drafts: &[Draft], heard: bool) -> Result<(), WholeFileError> {
        if drafts.is_empty() {
            if let Some(own) = &self.own {
                remove(&own.file)?;
            }
        } else {
            let failed = |path: &Path| {
                let path = path.to_owned();
                move |source| WholeFileError::Failed { path, source }
            };
            let own = match &self.own {
                Some(own) => own,
                None => {
                    private::create_folder(&self.folder).map_err(failed(&self.folder))?;
                    self.own.insert(make(&self.folder).map_err(failed(&self.folder))?)
                }
            };
            let contents = Contents { form: FORM, drafts: drafts.to_vec() };
            let bytes = serde_json::to_vec(&contents).map_err(|error| failed(&own.file)(error.into()))?;
            whole_file::write(&own.file, |file| {
                for_owner_alone(file).map_err(failed(&own.file))?;
                file.write_all(&bytes).map_err(failed(&own.file))
            })?;
        }
        if heard {
            for taken in self.taken.drain(..) {
                // One that stays is offered again, which is better than lost.
                let _ = fs::remove_file(&taken.file);
                taken.remove_lock();
            }
        }
        Ok(())
    }

    /// Gives up the locks. What is in the files then is left behind for the next program.
    pub fn close(self) {
        for one in self.own.into_iter().chain(self.taken) {
            one.remove_lock();
        }
        // It stays where anything is in it.
        let _ = fs::remove_dir(&self.folder);
    }
}

impl Own {
    fn remove_lock(self) {
        if self.held.is_some() {
            // While it is held, so that nobody else's is removed.
            let _ = fs::remove_file(&self.lock);
        }
    }
}

/// Files of one's own under a name that no other program has.
fn make(folder: &Path) -> io::Result<Own> {
    let process = std::process::id();
    for number in 0..NAMES {
        let file = folder.join(format!("{process}-{number}.json"));
        let lock = file.with_extension("lock");
        if file.exists() {
            continue;
        }
        if let Some(held) = locked(&lock)? {
            // What was left behind under this name meanwhile belongs to whoever takes it over.
            if !file.exists() {
                return Ok(Own { file, lock, held: Some(held) });
            }
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many files of drafts are left there"))
}

/// The lock, held by this program; nothing where another holds it.
fn locked(path: &Path) -> io::Result<Option<File>> {
    let file = private::open_options().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // Who had it may have removed it between the two: it locks nothing then.
    Ok(is_at(&file, path)?.then_some(file))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let held = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (held.dev(), held.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> io::Result<bool> {
    Ok(path.exists())
}

/// What a file holds; nothing where it is gone.
fn read(path: &Path) -> Result<Option<Vec<Draft>>, String> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let contents: Contents = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
    if contents.form != FORM {
        return Err(format!("it has form {}, and this program knows form {FORM}", contents.form));
    }
    Ok(Some(contents.drafts))
}

fn remove(path: &Path) -> Result<(), WholeFileError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(WholeFileError::Failed { path: path.to_owned(), source })
        }
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn for_owner_alone(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn for_owner_alone(_: &File) -> io::Result<()> {
    Ok(())
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::DraftPurpose;

    fn draft(words: &str) -> Draft {
        Draft {
            purpose: DraftPurpose::Search,
            article: None,
            title: "Search".into(),
            about: String::new(),
            fields: vec![words.into()],
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn what_is_left_behind_is_taken_over_once_and_what_is_held_is_not() {
        let place = tempfile::tempdir().unwrap();
        let library = place.path().join("deep/library.db");
        let folder = place.path().join("deep/library.db-drafts");
        let mut one = DraftFiles::beside(&library);
        assert_eq!(one.take_over(), (Vec::new(), Vec::new()));
        one.write(&[draft("一")], true).unwrap();
        let mut two = DraftFiles::beside(&library);
        assert_eq!(two.take_over().0, []);
        two.write(&[draft("二")], true).unwrap();
        // The first is killed: its file and its lock stay, and nobody holds the lock.
        drop(one);
        let mut three = DraftFiles::beside(&library);
        assert_eq!(three.take_over().0, [draft("一")]);
        let mut four = DraftFiles::beside(&library);
        assert_eq!(four.take_over().0, [], "who takes it over holds it");
        three.write(&[draft("三")], false).unwrap();
        assert_eq!(names(&folder).iter().filter(|name| name.ends_with("json")).count(), 3);
        three.write(&[draft("一"), draft("三")], true).unwrap();
        assert_eq!(names(&folder).iter().filter(|name| name.ends_with("json")).count(), 2);
        three.close();
        let mut five = DraftFiles::beside(&library);
        assert_eq!(five.take_over().0, [draft("一"), draft("三")]);
        five.write(&[], true).unwrap();
        five.close();
        two.write(&[], true).unwrap();
        two.close();
        assert!(!folder.exists());
    }

    #[test]
    fn what_cannot_be_read_is_told_and_stays() {
        let place = tempfile::tempdir().unwrap();
        let library = place.path().join("library.db");
        let folder = place.path().join("library.db-drafts");
        private::create_folder(&folder).unwrap();
        let files = [("1-0.json", "{"), ("2-0.json", r#"{"form":9,"drafts":[]}"#), (".pingdian-3-0", "{")];
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        let mut files = DraftFiles::beside(&library);
        let (drafts, unread) = files.take_over();
        assert!(drafts.is_empty() && unread.len() == 2, "{unread:?}");
        files.write(&[draft("一")], true).unwrap();
        files.write(&[], true).unwrap();
        files.close();
        let mut left = names(&folder);
        left.sort();
        assert_eq!(left, ["1-0.json", "2-0.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn they_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let mut files = DraftFiles::beside(&place.path().join("library.db"));
        files.write(&[draft("一")], true).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let folder = place.path().join("library.db-drafts");
        assert_eq!(mode(&folder), 0o700);
        for name in names(&folder) {
            assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
        }
    }

    #[test]
    fn a_place_that_cannot_be_written_is_an_error() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("file"), "").unwrap();
        let mut files = DraftFiles::beside(&place.path().join("file/library.db"));
        assert!(files.take_over().0.is_empty());
        assert!(files.write(&[draft("一")], true).is_err());
        files.write(&[], true).unwrap();
    }
}
