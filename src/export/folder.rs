//! Writing the files of a folder: all into a temporary folder within it, then each renamed into its place. A failure leaves
//! the folder as it was: what was replaced comes back. Files of other names in it stay.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ExportError;
use super::destination::Allowed;
use super::output::Output;
use crate::temporary::Temporary;
use crate::whole_file::shown;

/// What was in the places of the files is kept in a folder of this name among them. Their names have extensions.
const KEPT: &str = "kept";

/// Calls `fill` with an output for the files of folder `path`, which is made where it is not there. Nothing is put into a
/// place that is not `allowed`.
pub(super) fn write<T>(
    path: &Path,
    allowed: Allowed<'_>,
    fill: impl FnOnce(&mut Folder) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    allowed(path)?;
    let write_error = |error: io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            ExportError::ReadOnlyFolder { folder: path.to_owned() }
        }
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            let folder = path.parent().unwrap_or(path).to_owned();
            ExportError::MissingFolder { folder }
        }
        _ => ExportError::of_write(&shown(path), error),
    };
    if path.exists() && !path.is_dir() {
        return Err(ExportError::IsFile { path: path.to_owned() });
    }
    let made = match fs::create_dir(path) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
        Err(error) => return Err(write_error(error)),
    };
    let mut folder = match Folder::create(path) {
        Ok(folder) => folder,
        Err(error) => {
            if made {
                let _ = fs::remove_dir(path);
            }
            return Err(write_error(error));
        }
    };
    let filled = fill(&mut folder).and_then(|filled| {
        folder.names.iter().try_for_each(|name| allowed(&path.join(name)))?;
        folder.settle(path).map_err(|error| ExportError::of_write(&shown(path), error))?;
        Ok(filled)
    });
    drop(folder);
    if filled.is_err() && made {
        // The failure that led here is what gets told; a folder that others have put files in stays.
        let _ = fs::remove_dir(path);
    }
    filled
}

/// The files written so far, in a temporary folder that is gone when this is dropped.
pub(super) struct Folder {
    temporary: Temporary,
    names: Vec<String>,
    current: Option<BufWriter<File>>,
}

impl Folder {
    fn create(path: &Path) -> io::Result<Folder> {
        Ok(Folder { temporary: Temporary::folder(path)?, names: Vec::new(), current: None })
    }

    /// Puts the files onto the disk, then into their places: all of them or none.
    fn settle(&mut self, path: &Path) -> io::Result<()> {
        self.close()?;
        for name in &self.names {
            if path.join(name).is_dir() {
                let words = format!("a folder {name} is in the way");
                return Err(io::Error::new(io::ErrorKind::IsADirectory, words));
            }
        }
        fs::create_dir(self.temporary.path().join(KEPT))?;
        for (placed, name) in self.names.iter().enumerate() {
            let target = path.join(name);
            let put = keep(&target, &self.kept(name))
                .and_then(|()| fs::rename(self.temporary.path().join(name), &target));
            if let Err(error) = put {
                self.take_back(path, placed);
                return Err(error);
            }
        }
        // Where a folder cannot be opened and synchronised, as on Windows, the files themselves are on the disk.
        if let Ok(folder) = File::open(path) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// Gives what the first `placed` files, and the one after them, replaced its places again. The failure that led here
    /// is what gets told.
    fn take_back(&self, path: &Path, placed: usize) {
        for (place, name) in self.names.iter().enumerate().take(placed + 1) {
            let target = path.join(name);
            let was_new = fs::rename(self.kept(name), &target).is_err();
            if was_new && place < placed {
                let _ = fs::remove_file(&target);
            }
        }
    }

    /// Where what stood in the place of the file `name` is kept meanwhile.
    fn kept(&self, name: &str) -> PathBuf {
        self.temporary.path().join(KEPT).join(name)
    }

    fn close(&mut self) -> io::Result<()> {
        if let Some(file) = self.current.take() {
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        }
        Ok(())
    }

    fn file(&mut self) -> io::Result<&mut BufWriter<File>> {
        self.current.as_mut().ok_or_else(|| io::Error::other("no file of the folder was begun"))
    }
}

impl Write for Folder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file()?.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file()?.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.current.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Output for Folder {
    fn begin_file(&mut self, name: &str) -> io::Result<()> {
        self.close()?;
        self.current = Some(BufWriter::new(File::create_new(self.temporary.path().join(name))?));
        self.names.push(name.to_owned());
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Some systems remove no file that is open.
        self.current = None;
    }
}

/// Keeps what stands at `target`, if anything does, as `kept`: under both names, so that it never is without a name of its
/// own, or, where the file system gives a file one name alone, moved.
fn keep(target: &Path, kept: &Path) -> io::Result<()> {
    if fs::symlink_metadata(target).is_err() {
        return Ok(());
    }
    fs::hard_link(target, kept).or_else(|_| fs::rename(target, kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn write<T>(
        path: &Path,
        fill: impl FnOnce(&mut Folder) -> Result<T, ExportError>,
    ) -> Result<T, ExportError> {
        super::write(path, &|_| Ok(()), fill)
    }

    fn two(folder: &mut Folder) -> Result<(), ExportError> {
        for name in ["a.txt", "b.txt"] {
            folder.begin_file(name).unwrap();
            folder.write_all(name.as_bytes()).unwrap();
        }
        Ok(())
    }

    #[test]
    fn files_come_into_a_new_folder_and_beside_others_in_an_old_one() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("export");
        write(&folder, two).unwrap();
        assert_eq!(names(&folder), ["a.txt", "b.txt"]);
        fs::write(folder.join("a.txt"), "old").unwrap();
        fs::write(folder.join("mine"), "mine").unwrap();
        write(&folder, two).unwrap();
        assert_eq!(names(&folder), ["a.txt", "b.txt", "mine"]);
        assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), "a.txt");
    }

    #[test]
    fn a_failure_leaves_the_folder_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("export");
        let failing = |folder: &mut Folder| {
            two(folder)?;
            Err::<(), _>(ExportError::of_write("x", io::ErrorKind::StorageFull.into()))
        };
        assert!(matches!(write(&folder, failing), Err(ExportError::DiskFull { .. })));
        assert!(!folder.exists());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.txt"), "old").unwrap();
        write(&folder, failing).unwrap_err();
        assert_eq!(names(&folder), ["a.txt"]);
        assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), "old");
    }

    #[test]
    fn a_failure_in_the_midst_gives_back_what_was_replaced() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("export");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.txt"), "old").unwrap();
        // What the second file is to become is gone when its turn comes.
        let broken = |folder: &mut Folder| {
            two(folder)?;
            folder.begin_file("c.txt").unwrap();
            fs::remove_file(folder.temporary.path().join("b.txt")).unwrap();
            Ok(())
        };
        assert!(matches!(write(&folder, broken), Err(ExportError::Write { .. })));
        assert_eq!(names(&folder), ["a.txt"]);
        assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), "old");
    }

    #[test]
    fn a_folder_in_the_way_of_a_file_leaves_everything_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("export");
        fs::create_dir_all(folder.join("b.txt")).unwrap();
        let error = write(&folder, two).unwrap_err().to_string();
        assert!(error.contains("a folder b.txt is in the way"), "{error}");
        assert_eq!(names(&folder), ["b.txt"]);
    }

    #[test]
    fn a_place_that_is_not_allowed_leaves_everything_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("export");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("b.txt"), "article").unwrap();
        let allowed = |path: &Path| match path.ends_with("b.txt") {
            true => Err(ExportError::InUse { path: path.to_owned(), what: "an article".to_owned() }),
            false => Ok(()),
        };
        assert!(matches!(super::write(&folder, &allowed, two), Err(ExportError::InUse { .. })));
        assert_eq!(names(&folder), ["b.txt"]);
        assert_eq!(fs::read_to_string(folder.join("b.txt")).unwrap(), "article");
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_export_left_is_cleared_by_the_next_one() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("export");
        fs::create_dir_all(folder.join(".pingdian-4-0/kept")).unwrap();
        fs::write(folder.join(".pingdian-4-0/a.txt"), "half").unwrap();
        fs::write(folder.join(".pingdian-4-1"), "half").unwrap();
        write(&folder, two).unwrap();
        assert_eq!(names(&folder), ["a.txt", "b.txt"]);
    }

    #[test]
    fn what_is_no_folder_or_lies_in_none_is_said() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(write(&file, two), Err(ExportError::IsFile { .. })));
        assert!(matches!(write(&place.path().join("no/where"), two), Err(ExportError::MissingFolder { .. })));
    }
}
