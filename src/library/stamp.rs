//! A file's size and time of change: enough to tell, without reading it, that it is as it was.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// What a file looked like from outside when it was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FileStamp {
    /// Its length in bytes.
    pub bytes: u64,
    /// When it was last changed or, where the system tells, renamed, in nanoseconds since 1970; negative before.
    pub modified_ns: i64,
}

impl FileStamp {
    /// The stamp of a file. A system that does not tell times of change gives 0.
    pub fn of(metadata: &Metadata) -> FileStamp {
        let modified_ns = metadata.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
        });
        let modified_ns = modified_ns.max(moved_ns(metadata));
        FileStamp { bytes: metadata.len(), modified_ns }
    }

    /// The length as the database holds it.
    pub(super) fn stored_bytes(self) -> i64 {
        i64::try_from(self.bytes).unwrap_or(i64::MAX)
    }
}

/// When a file was last renamed or changed: two files of one length and age may have been swapped.
#[cfg(unix)]
fn moved_ns(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;

    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn moved_ns(_: &Metadata) -> i64 {
    i64::MIN
}
