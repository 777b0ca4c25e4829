//! Opening what must be a plain file. Reading a device may never end, and opening a pipe waits for whoever writes to it: both
//! are refused at once, through links too.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Opens the plain file at `path` to be read.
///
/// # Errors
///
/// Those of the system, and [`io::ErrorKind::InvalidInput`] with words such as “it is a device, not a file”.
pub fn open(path: &Path) -> io::Result<File> {
    // Opening a device may do something already.
    check(fs::metadata(path)?.file_type())?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Another may have come into its place meanwhile: a pipe is then opened without waiting, and refused.
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path)?;
    check(file.metadata()?.file_type())?;
    Ok(file)
}

/// As [`open`], but for what this program was given open: `/dev/stdin`, and what a shell names for `<(command)`.
///
/// # Errors
///
/// As [`open`].
pub fn open_or_piped(path: &Path) -> io::Result<File> {
    if is_open_pipe(path) { File::open(path) } else { open(path) }
}

/// All that the plain file at `path` holds: at most `most` bytes.
///
/// # Errors
///
/// As [`open`], and [`io::ErrorKind::FileTooLarge`] where it holds more.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let words = format!("it is larger than {most} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
    }
    Ok(bytes)
}

/// Fails where `kind` is neither a plain file nor a folder, in the words of [`open`].
///
/// # Errors
///
/// As [`open`].
pub fn check_not_special(kind: FileType) -> io::Result<()> {
    if kind.is_dir() { Ok(()) } else { check(kind) }
}

fn check(kind: FileType) -> io::Result<()> {
    if kind.is_file() {
        return Ok(());
    }
    let words = format!("it is {}, not a file", name_of(kind));
    Err(io::Error::new(io::ErrorKind::InvalidInput, words))
}

#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;

    match kind {
        _ if kind.is_dir() => "a folder",
        _ if kind.is_fifo() => "a pipe",
        _ if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn name_of(kind: FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "a device" }
}

/// Whether `path` is a pipe that this program was given open. Any other pipe might never be written to.
#[cfg(unix)]
pub fn is_open_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;

    let is_given = path == Path::new("/dev/stdin")
        || ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.parent() == Some(Path::new(folder)));
    is_given && fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo())
}

/// Whether `path` is a pipe that this program was given open.
#[cfg(not(unix))]
pub fn is_open_pipe(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    #[test]
    fn what_is_no_plain_file_is_refused_at_once_through_links_too() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let _listening = UnixListener::bind(at("socket")).unwrap();
        symlink("/dev/zero", at("zero")).unwrap();
        symlink("pipe", at("to pipe")).unwrap();
        for (path, words) in [
            (at("pipe"), "it is a pipe, not a file"),
            (at("to pipe"), "it is a pipe, not a file"),
            (at("socket"), "it is a socket, not a file"),
            (at("zero"), "it is a device, not a file"),
            ("/dev/full".into(), "it is a device, not a file"),
            (folder.path().to_owned(), "it is a folder, not a file"),
        ] {
            let refused =
                [open(&path).unwrap_err(), open_or_piped(&path).unwrap_err(), read(&path, 9).unwrap_err()];
            refused.iter().for_each(|error| assert_eq!(error.to_string(), words, "{}", path.display()));
        }
        fs::write(at("file"), "字").unwrap();
        symlink("file", at("to file")).unwrap();
        assert_eq!(read(&at("to file"), 3).unwrap(), "字".as_bytes());
        assert_eq!(read(&at("file"), 2).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(open(&at("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
