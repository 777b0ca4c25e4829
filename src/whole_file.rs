//! Writing a file whole or not at all: into a temporary file beside it, onto the disk, then renamed over it.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf, is_separator};

use crate::temporary::Temporary;
use crate::text::visible;

/// How many symbolic links are followed to a file that is not there yet.
const LINKS: usize = 40;

/// Why a file was not written. What was there is there still.
#[derive(Debug, thiserror::Error)]
pub enum WholeFileError {
    /// The path is a folder.
    #[error("{} is a folder", shown(.path))]
    IsFolder {
        /// The path.
        path: PathBuf,
    },
    /// The folder to write in does not exist, or is no folder.
    #[error("there is no folder {}", shown(.folder))]
    MissingFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// No file may be made in the folder: its permissions, or a file system that is mounted read-only.
    #[error("no file can be written in the folder {}; change its permissions", shown(.folder))]
    ReadOnlyFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The file is there and is write-protected.
    #[error("{} is write-protected; change its permissions", shown(.path))]
    ReadOnlyFile {
        /// The path.
        path: PathBuf,
    },
    /// Any other failure to write.
    #[error("{} could not be written: {source}", shown(.path))]
    Failed {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A path as people may see it: nothing in a file's name acts on a terminal.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// Calls `fill` with a file and puts it in the place of `path` once `fill` has succeeded and the bytes are on the
/// disk. Whoever looks at `path` sees the old file or the new one, and after an error the old one, or none. A symbolic
/// link stays and the file it leads to is replaced, with its permissions kept. A device or a pipe is written to
/// as it is, since it cannot be replaced.
///
/// # Errors
///
/// Those of `fill`, and a [`WholeFileError`] in their type.
pub fn write<T, E: From<WholeFileError>>(
    path: &Path,
    fill: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let write_error = |source| WholeFileError::Failed { path: path.to_owned(), source };
    match fs::metadata(path) {
        Ok(old) if old.is_dir() => Err(WholeFileError::IsFolder { path: path.to_owned() }.into()),
        Ok(old) if !old.is_file() => {
            let mut device = OpenOptions::new().write(true).open(path).map_err(write_error)?;
            fill(&mut device)
        }
        Ok(old) if old.permissions().readonly() => {
            Err(WholeFileError::ReadOnlyFile { path: path.to_owned() }.into())
        }
        Ok(old) => replace(&fs::canonicalize(path).map_err(write_error)?, Some(&old), fill),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            replace(&target_of(path).map_err(write_error)?, None, fill)
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(missing_folder(path).into()),
        Err(error) => Err(write_error(error).into()),
    }
}

/// Writes the file `path`, which is no link, and takes over what `old` tells of the one that is there.
fn replace<T, E: From<WholeFileError>>(
    path: &Path,
    old: Option<&Metadata>,
    fill: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let write_error = |source| WholeFileError::Failed { path: path.to_owned(), source };
    let names_folder = path.to_string_lossy().ends_with(is_separator);
    let folder = folder_of(path);
    if names_folder || !folder.is_dir() {
        return Err(missing_folder(path).into());
    }
    let (temporary, mut file) =
        Temporary::file(folder, &options_as(old)).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                WholeFileError::ReadOnlyFolder { folder: folder.to_owned() }
            }
            _ => write_error(error),
        })?;
    let filled = fill(&mut file)?;
    if let Some(old) = old {
        file.set_permissions(old.permissions()).map_err(write_error)?;
    }
    file.sync_all().map_err(write_error)?;
    drop(file);
    temporary.rename_to(path).map_err(write_error)?;
    // The new file is in its place. Where a folder cannot be opened and synchronised, as on Windows, that is all.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(filled)
}

/// Options to make a file that is never readable by more people than the `old` one is.
fn options_as(old: Option<&Metadata>) -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no permissions to set"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    if let Some(old) = old {
        use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
        options.mode(old.mode() & 0o777);
    }
    #[cfg(not(unix))]
    let _ = old;
    options
}

/// Where a file that does not exist will be: `path`, or what the links there lead to.
///
/// # Errors
///
/// Where the links go round in circles.
pub fn target_of(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&target) {
            Ok(link) => target = folder_of(&target).join(link),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// The folder that `path` names a file in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn missing_folder(path: &Path) -> WholeFileError {
    let names_folder = path.to_string_lossy().ends_with(is_separator);
    let folder = if names_folder { path } else { folder_of(path) };
    WholeFileError::MissingFolder { folder: folder.to_owned() }
}
