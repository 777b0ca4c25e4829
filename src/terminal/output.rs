//! The way out: standard output without a buffer, so that what is handed over in one piece is written in one piece.

use std::io::{self, Write};

/// Standard output, unbuffered. A descriptor that a parent process left non-blocking is waited for,
/// where other writers would give up in the middle of a frame.
#[derive(Debug)]
pub struct Output {
    #[cfg(unix)]
    file: std::fs::File,
    #[cfg(not(unix))]
    file: io::Stdout,
}

impl Output {
    /// # Errors
    ///
    /// When the descriptor of standard output cannot be duplicated, as when it is closed.
    pub fn open() -> io::Result<Self> {
        #[cfg(unix)]
        {
            use std::os::fd::AsFd;
            Ok(Self { file: io::stdout().as_fd().try_clone_to_owned()?.into() })
        }
        #[cfg(not(unix))]
        {
            Ok(Self { file: io::stdout() })
        }
    }

    #[cfg(unix)]
    fn wait_until_writable(&self) -> io::Result<()> {
        use rustix::event::{PollFd, PollFlags, poll};
        match poll(&mut [PollFd::new(&self.file, PollFlags::OUT)], None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(unix))]
    fn wait_until_writable(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.file.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.wait_until_writable()?,
                result => return result,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
