//! What a format's writer writes to: one stream, or the files of a folder, one after the other.

use std::io::{self, Write};

/// Takes what a writer writes.
pub trait Output: Write {
    /// Begins the folder's next file: what is written from here on goes into it. `name` is a plain name, with an
    /// extension. Called by formats of several files alone, and by these before anything is written.
    fn begin_file(&mut self, name: &str) -> io::Result<()>;
}

/// An output of one stream.
pub(super) struct Stream<W>(pub(super) W);

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write> Output for Stream<W> {
    fn begin_file(&mut self, _name: &str) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "one stream cannot hold several files"))
    }
}
