//! Where the folded texts are kept: a file, or as many bytes in memory.

use std::fs::{File, Metadata, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::SUFFIX;
use crate::library::file_identity::FileIdentity;
use crate::private;

/// How long another program is waited for. Each holds its lock for a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(5);

/// Between two looks whether a lock has become free.
const PAUSE: Duration = Duration::from_millis(2);

/// What a lock is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    /// Others may read meanwhile.
    Read,
    /// Nobody else may.
    Write,
}

/// Bytes that can be read and written anywhere.
#[derive(Debug)]
pub(super) enum Image {
    File { file: File, path: PathBuf, identity: Option<FileIdentity> },
    Memory(Vec<u8>),
}

impl Image {
    /// The file beside that library, made where it is not there; memory where there is no library's file, or none can be
    /// made beside it.
    pub(super) fn beside(library: &Path) -> Image {
        if library.as_os_str().is_empty() {
            return Image::Memory(Vec::new());
        }
        let mut name = library.as_os_str().to_owned();
        name.push(SUFFIX);
        Image::at(PathBuf::from(name)).unwrap_or(Image::Memory(Vec::new()))
    }

    fn at(path: PathBuf) -> io::Result<Image> {
        // A pipe or a device would never answer, and what stands behind a link is another file.
        if std::fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut options = private::open_options();
        options.read(true).write(true).create(true).truncate(false);
        // Should one be put there between the two looks.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(
            &mut options,
            (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed(),
        );
        let file = options.open(&path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() || has_other_names(&metadata) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let identity = Some(FileIdentity::named(&metadata));
        Ok(Image::File { file, path, identity })
    }

    /// Locks the file, and opens the one that has taken its place where it was deleted.
    pub(super) fn lock(&mut self, lock: Lock) -> io::Result<()> {
        let Image::File { path, identity, .. } = self else { return Ok(()) };
        if FileIdentity::of(path) != *identity {
            *self = Image::at(path.clone())?;
        }
        let Image::File { file, .. } = self else { return Ok(()) };
        let begun = Instant::now();
        loop {
            let locked = match lock {
                Lock::Read => file.try_lock_shared(),
                Lock::Write => file.try_lock(),
            };
            match locked {
                Ok(()) => return Ok(()),
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    /// Gives the lock back.
    pub(super) fn unlock(&mut self) {
        if let Image::File { file, .. } = self {
            // One that cannot be given back goes with the file, at the latest.
            let _ = file.unlock();
        }
    }

    /// Fills `bytes` from `at` on.
    pub(super) fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        match self {
            Image::File { file, .. } => read_at(file, at, bytes),
            Image::Memory(all) => {
                let from = usize::try_from(at).unwrap_or(usize::MAX);
                let to = from.saturating_add(bytes.len());
                let part = all.get(from..to).ok_or(io::ErrorKind::UnexpectedEof)?;
                bytes.copy_from_slice(part);
                Ok(())
            }
        }
    }

    /// Puts `bytes` to `at`, which is not behind the end.
    pub(super) fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        match self {
            Image::File { file, .. } => write_at(file, at, bytes),
            Image::Memory(all) => {
                let from = usize::try_from(at).unwrap_or(usize::MAX);
                let kept = from.saturating_add(bytes.len());
                if all.len() < kept {
                    all.resize(kept, 0);
                }
                all.get_mut(from..kept).ok_or(io::ErrorKind::UnexpectedEof)?.copy_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Cuts off what lies behind `end`.
    pub(super) fn cut(&mut self, end: u64) -> io::Result<()> {
        match self {
            Image::File { file, .. } => file.set_len(end),
            Image::Memory(all) => {
                all.truncate(usize::try_from(end).unwrap_or(usize::MAX));
                Ok(())
            }
        }
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> io::Result<u64> {
        match self {
            Image::File { file, .. } => Ok(file.metadata()?.len()),
            Image::Memory(all) => Ok(all.len() as u64),
        }
    }
}

/// Whether a file stands in other places as well: it may be any file of the owner's that another user gave this name.
#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(unix)]
fn write_at(file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut at: u64, mut bytes: &mut [u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        at += read as u64;
        bytes = &mut bytes[read..];
    }
    Ok(())
}

#[cfg(windows)]
fn write_at(file: &File, mut at: u64, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        at += written as u64;
        bytes = &bytes[written..];
    }
    Ok(())
}
