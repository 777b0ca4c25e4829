//! Writing the files of a folder: all into a temporary folder within it, then each renamed into its place. A failure
//! before that leaves the folder as it was; files of other names in it stay.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ExportError;
use super::output::Output;
use crate::whole_file::shown;

/// Calls `fill` with an output for the files of folder `path`, which is made where it is not there.
pub(super) fn write<T>(
    path: &Path,
    fill: impl FnOnce(&mut Folder) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
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
    temporary: PathBuf,
    names: Vec<String>,
    current: Option<BufWriter<File>>,
}

impl Folder {
    fn create(path: &Path) -> io::Result<Folder> {
        let temporary = path.join(format!(".pingdian-{}", std::process::id()));
        match fs::remove_dir_all(&temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::create_dir(&temporary)?;
        Ok(Folder { temporary, names: Vec::new(), current: None })
    }

    /// Puts the files onto the disk, then into their places.
    fn settle(&mut self, path: &Path) -> io::Result<()> {
        self.close()?;
        for name in &self.names {
            let target = path.join(name);
            if target.is_dir() {
                return Err(io::Error::new(
                    io::ErrorKind::IsADirectory,
                    format!("a folder {name} is in the way"),
                ));
            }
        }
        for name in &self.names {
            fs::rename(self.temporary.join(name), path.join(name))?;
        }
        // Where a folder cannot be opened and synchronised, as on Windows, the files themselves are on the disk.
        if let Ok(folder) = File::open(path) {
            let _ = folder.sync_all();
        }
        Ok(())
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
        self.current = Some(BufWriter::new(File::create_new(self.temporary.join(name))?));
        self.names.push(name.to_owned());
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.current = None;
        // The failure that led here is what gets told; this one could only hide it.
        let _ = fs::remove_dir_all(&self.temporary);
    }
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
    fn what_is_no_folder_or_lies_in_none_is_said() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(write(&file, two), Err(ExportError::IsFile { .. })));
        assert!(matches!(write(&place.path().join("no/where"), two), Err(ExportError::MissingFolder { .. })));
    }
}
