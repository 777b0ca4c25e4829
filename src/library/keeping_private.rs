//! Whose eyes the library's files are for: its owner's alone, unless its owner says otherwise.
//!
//! A new library is 0600, whatever the umask, and SQLite gives its log and index the mode of the library; the folded file
//! is always 0600. A library that is there keeps its mode: whoever let a group read it may have done so on purpose, and
//! taking that back with each start would break it. What is said is where others may put files in the library's place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::private;

/// Makes the folder of a library for the owner alone, and an empty file for one that is not there, before SQLite would make
/// it for everybody.
pub(super) fn make(library: &Path) -> io::Result<()> {
    if let Some(folder) = library.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        private::create_folder(folder)?;
    }
    if fs::metadata(library).is_ok() {
        return Ok(());
    }
    // A link that leads to no file yet: SQLite makes the file there.
    let place = match fs::read_link(library) {
        Ok(target) => library.parent().map_or_else(|| target.clone(), |folder| folder.join(&target)),
        Err(_) => library.to_owned(),
    };
    // The file is new, so that closing it drops nobody's locks. Where another program was quicker, or no file can be
    // made, that is for SQLite to say.
    match private::open_options().write(true).create_new(true).open(place) {
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The first of the files beside a library that is a link: writing through it would change another file.
pub(super) fn linked_companion(library: &Path) -> Option<PathBuf> {
    let resolved = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
    ["-wal", "-shm", "-journal"].into_iter().find_map(|suffix| {
        let mut name = resolved.as_os_str().to_owned();
        name.push(suffix);
        let path = PathBuf::from(name);
        path.is_symlink().then_some(path)
    })
}

/// Why others than the owner could put files in the place of the library's, in words; none where they cannot.
#[cfg(unix)]
pub fn exposure(library: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;

    const STICKY: u32 = 0o1000;
    let folder = fs::canonicalize(library).ok()?.parent()?.to_owned();
    let metadata = fs::metadata(&folder).ok()?;
    let (mode, owner) = (metadata.mode(), metadata.uid());
    let who = if mode & 0o002 != 0 { "everybody" } else { "its group" };
    let is_open = mode & 0o022 != 0 && mode & STICKY == 0;
    let folder = crate::whole_file::shown(&folder);
    if is_open {
        return Some(format!(
            "{who} may write to the folder of the library, {folder}, and so delete or replace the library; chmod go-w keeps \
             others out"
        ));
    }
    let is_another = owner != 0 && owner != rustix::process::geteuid().as_raw();
    is_another.then(|| {
        format!(
            "the folder of the library, {folder}, belongs to another user (number {owner}), who may delete or replace the \
             library"
        )
    })
}

/// Where the system knows no such permissions there is nothing to say.
#[cfg(not(unix))]
pub fn exposure(_: &Path) -> Option<String> {
    None
}
