//! Files and folders that nobody but their owner may read, whatever the umask: the library and what belongs to it.
//!
//! Where the system knows no such permissions, files are made as usual.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder, and those that lead to it, for the owner alone (0700). Folders that are there stay as they are.
///
/// # Errors
///
/// Those of the system.
pub fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Options to open a file that is readable and writable for its owner alone (0600) where they make it.
pub fn open_options() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no permissions to set"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn new_files_and_folders_are_the_owners_alone_and_old_folders_stay_as_they_are() {
        let old = tempfile::tempdir().unwrap();
        std::fs::set_permissions(old.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let folder = old.path().join("a/b");
        create_folder(&folder).unwrap();
        create_folder(&folder).unwrap();
        let file = folder.join("file");
        open_options().write(true).create_new(true).open(&file).unwrap();
        assert_eq!(
            (mode(old.path()), mode(folder.parent().unwrap()), mode(&folder), mode(&file)),
            (0o755, 0o700, 0o700, 0o600)
        );
    }
}
