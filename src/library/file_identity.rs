//! Which file stands at a path. A deleted file can be written on as long as it is open, and nothing fails; comparing
//! identities before each write notices it.

use std::fs::Metadata;
use std::path::Path;

/// Names a file on this machine, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FileIdentity {
    device: u64,
    number: u64,
}

impl FileIdentity {
    /// The identity of the file at `path`; `None` where there is none.
    pub(super) fn of(path: &Path) -> Option<FileIdentity> {
        Some(Self::with_bytes(path)?.0)
    }

    /// Likewise, with the file's length in bytes.
    pub(super) fn with_bytes(path: &Path) -> Option<(FileIdentity, u64)> {
        let metadata = std::fs::metadata(path).ok()?;
        Some((FileIdentity::named(&metadata), metadata.len()))
    }

    /// The identity of the file that `metadata` tells of.
    #[cfg(unix)]
    pub(super) fn named(metadata: &Metadata) -> FileIdentity {
        use std::os::unix::fs::MetadataExt;
        FileIdentity { device: metadata.dev(), number: metadata.ino() }
    }

    /// Other systems do not let an open library be deleted; that there is a file is all that is compared.
    #[cfg(not(unix))]
    pub(super) fn named(_: &Metadata) -> FileIdentity {
        FileIdentity { device: 0, number: 0 }
    }
}
