//! A backup in the place of the library, which is kept aside with its log.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Contents, LibraryError, contents_of, copy, told};
use crate::library::emptied::beside;
use crate::library::schema::SCRIPTS;
use crate::private;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the library held before; nothing where it could not be read, or was not there.
    pub before: Option<Contents>,
    /// What it holds now.
    pub now: Contents,
    /// Under which name the library is kept that was there; its log has the same name and `-wal`.
    pub aside: Option<PathBuf>,
}

/// Puts a verified copy of `backup` in the place of the library, which is kept aside.
///
/// # Errors
///
/// Where the backup is not whole or a newer program's, another program has the library open, or files cannot be written.
/// The library is then what it was.
pub fn restore(library: &Path, backup: &Path) -> Result<Restored, LibraryError> {
    let refused = |reason: String| LibraryError::Withheld { reason };
    let shown = backup.display();
    let same = |one: &Path, other: &Path| {
        fs::canonicalize(one).ok().is_some_and(|one| fs::canonicalize(other).ok() == Some(one))
    };
    if same(library, backup) {
        return Err(refused(format!("{shown} is the library itself")));
    }
    let now = copy::verified(backup).map_err(|fault| {
        let why = fault.worded(backup, "reading the backup");
        refused(format!(
            "{shown} is not restored, since it is no whole backup ({why}); the library was left as it is"
        ))
    })?;
    if usize::try_from(now.version).is_ok_and(|version| version > SCRIPTS.len()) {
        return Err(LibraryError::Newer {
            path: backup.to_owned(),
            found: now.version,
            known: i64::try_from(SCRIPTS.len()).unwrap_or(i64::MAX),
        });
    }
    let log = beside(library, "-wal");
    // Where the library is empty, SQLite would delete the log to find that out.
    let present = library.is_file() && crate::library::emptied::refuse(library).is_ok();
    let before = if present { contents_of(library).ok() } else { None };
    let moved = || -> io::Result<Option<PathBuf>> {
        let making = beside(library, &format!(".making-{}", std::process::id()));
        let mut from = File::open(backup)?;
        let mut to = private::open_options().write(true).create_new(true).open(&making)?;
        let mut swap = || -> io::Result<Option<PathBuf>> {
            io::copy(&mut from, &mut to)?;
            to.sync_all()?;
            let held = lock(library)?;
            let aside = (library.exists() || log.exists()).then(|| free_name(library));
            if let Some(aside) = &aside {
                keep_aside(library, aside)?;
            }
            copy::place(&making, library, true)?;
            drop(held);
            Ok(aside)
        };
        let swapped = swap();
        // It is there still after a failure.
        let _ = fs::remove_file(&making);
        swapped
    };
    let aside = moved().map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => refused(format!(
            "another program has the library {} open; end it, then restore again",
            library.display()
        )),
        _ => refused(format!("{shown} could not be put in the place of {}: {error}", library.display())),
    })?;
    Ok(Restored { before, now, aside })
}

/// A name to keep the library under that nothing has yet: it says when it was replaced.
fn free_name(library: &Path) -> PathBuf {
    let name = format!("-replaced-{}", told(SystemTime::now()).replace(':', ""));
    let names = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}-{number}")));
    let taken = |path: &PathBuf| ["", "-wal"].iter().any(|end| beside(path, end).symlink_metadata().is_ok());
    names
        .map(|name| beside(library, &name))
        .find(|path| !taken(path))
        .unwrap_or_else(|| beside(library, &name))
}

/// Gives the library and its log another name. The library stays in its place beside: at no moment is there a log
/// without its library.
fn keep_aside(library: &Path, aside: &Path) -> io::Result<()> {
    if aside.symlink_metadata().is_ok() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("{} is there already", aside.display()),
        ));
    }
    if library.exists() && fs::hard_link(library, aside).is_err() {
        fs::copy(library, aside)?;
        File::open(aside)?.sync_all()?;
    }
    let log = beside(library, "-wal");
    if log.exists() {
        fs::rename(log, beside(aside, "-wal"))?;
    }
    // Both are made anew.
    for suffix in ["-shm", "-folded"] {
        match fs::remove_file(beside(library, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Locks the library's file as long as the result lives; fails where another program has it open.
#[cfg(unix)]
fn lock(library: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, fcntl_lock};
    let file = match fs::OpenOptions::new().read(true).write(true).open(library) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|error| match error {
        rustix::io::Errno::ACCESS | rustix::io::Errno::AGAIN => io::ErrorKind::WouldBlock.into(),
        other => io::Error::from(other),
    })?;
    Ok(Some(file))
}

#[cfg(not(unix))]
fn lock(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}
