//! One verified copy: made under another name, read through, counted, put on the disk, and only then given its name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use super::{Contents, LibraryError, backups_folder, contents, read_connection, told};
use crate::library::disk_error;
use crate::library::emptied::beside;
use crate::library::error::Fault;
use crate::private;

/// How the name of a copy in the making ends, before the number of the process that makes it.
const MAKING: &str = ".making-";

/// A copy that has been in the making for so long has nobody who makes it.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// Makes a verified copy of a library in `file`, or in the folder of backups; where it is and what it holds.
///
/// # Errors
///
/// Where there is a file already, there is no library, or it cannot be read or the copy not be written.
pub fn back_up(library: &Path, file: Option<&Path>) -> Result<(PathBuf, Contents), LibraryError> {
    crate::library::emptied::refuse(library)?;
    let refused = |reason: String| LibraryError::Withheld { reason };
    if !library.exists() {
        return Err(refused(format!("there is no library {} to make a backup of", library.display())));
    }
    let made = || -> Result<(PathBuf, Contents), Fault> {
        let connection = read_connection(library)?;
        match file {
            Some(file) => Ok((file.to_owned(), copy(&connection, file, false)?)),
            None => {
                let name = format!("by-hand-{}.sqlite", told(SystemTime::now()).replace(':', ""));
                into_folder(&connection, library, &name)
            }
        }
    };
    made().map_err(|fault| match fault.worded(library, "making a backup") {
        LibraryError::Full { .. } => refused("the backup could not be written: the disk is full".to_owned()),
        other => other,
    })
}

/// Makes a verified copy in the folder of backups, in the place of one that has the name already.
pub(super) fn into_folder(
    connection: &Connection,
    library: &Path,
    name: &str,
) -> Result<(PathBuf, Contents), Fault> {
    let folder = backups_folder(library);
    private::create_folder(&folder)?;
    clear_stale(&folder);
    let target = folder.join(name);
    let contents = copy(connection, &target, true)?;
    Ok((target, contents))
}

/// Makes a verified copy in `target`.
fn copy(connection: &Connection, target: &Path, replace: bool) -> Result<Contents, Fault> {
    if !replace && target.symlink_metadata().is_ok() {
        let reason = format!("{} is there already; name a new file for the backup", target.display());
        return Err(LibraryError::Withheld { reason }.into());
    }
    let making = beside(target, &format!("{MAKING}{}", std::process::id()));
    let made = fill(connection, &making).and_then(|contents| {
        File::open(&making)?.sync_all()?;
        place(&making, target, replace)?;
        Ok(contents)
    });
    let made = made.map_err(|fault| disk_error::told(fault, connection, target));
    // It is there still after a failure.
    let _ = fs::remove_file(&making);
    made
}

/// Copies into a new file and reads the copy through.
fn fill(connection: &Connection, making: &Path) -> Result<Contents, Fault> {
    private::open_options().write(true).create_new(true).open(making)?;
    let name = making.to_str().ok_or_else(|| {
        Fault::Worded(LibraryError::Withheld { reason: "the backup's path is no UTF-8".to_owned() })
    })?;
    let state = || -> Result<(i64, Contents), Fault> {
        let version = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok((version, contents(connection)?))
    };
    let before = state()?;
    connection.execute("VACUUM INTO ?1", [name])?;
    let after = state()?;
    let copied = verified(making)?;
    // Others may write meanwhile.
    let same = copied == before.1 || copied == after.1 || before.0 != after.0;
    if !same {
        return Err(Fault::Damaged(format!(
            "its copy has {} articles and {} annotations, and it has {} and {}",
            copied.articles, copied.annotations, before.1.articles, before.1.annotations
        )));
    }
    Ok(copied)
}

/// Reads a copy through; what it holds.
pub(super) fn verified(path: &Path) -> Result<Contents, Fault> {
    let connection = read_connection(path)?;
    let read = || -> Result<Contents, Fault> {
        let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if found != "ok" {
            return Err(Fault::Damaged(format!("the copy {} is: {found}", path.display())));
        }
        contents(&connection)
    };
    read().map_err(|fault| disk_error::told(fault, &connection, path))
}

/// Gives a finished file its name.
pub(in crate::library) fn place(making: &Path, target: &Path, replace: bool) -> io::Result<()> {
    if replace {
        fs::rename(making, target)?;
    } else {
        // A link is never made over a file that somebody made meanwhile; not every file system has links.
        match fs::hard_link(making, target) {
            Ok(()) => fs::remove_file(making)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => fs::rename(making, target)?,
        }
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    // Where a folder cannot be opened and synchronised, as on Windows, that is all.
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Deletes copies whose makers were killed.
fn clear_stale(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((_, maker)) = name.split_once(MAKING) else { continue };
        let old = entry.metadata().and_then(|metadata| metadata.modified()).ok();
        let old = old.and_then(|made| made.elapsed().ok()).is_some_and(|age| age > STALE);
        let maker = maker.split('-').next().unwrap_or_default();
        if old || !is_running(maker) {
            // The next backup tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether the process of that number runs, as far as can be told.
#[cfg(unix)]
fn is_running(number: &str) -> bool {
    let number = number.parse().ok().and_then(rustix::process::Pid::from_raw);
    number.is_some_and(|number| {
        !matches!(rustix::process::test_kill_process(number), Err(rustix::io::Errno::SRCH))
    })
}

#[cfg(not(unix))]
fn is_running(_: &str) -> bool {
    true
}
