//! A file that was opened and recognised, once: its beginning may be read for a first look, then all of it.

use std::fs::{self, File, Metadata};
use std::io::Seek;
use std::path::{Path, PathBuf};

use super::super::Article;
use super::super::formats::{self, Each, Found, Head, Options, Stream, is_collection, is_drawn_out};
use super::super::read_error::{LARGEST_FILE, ReadError, Unreadable};
use super::{at, beginning, first, head_of, read_whole};

/// A file of articles, open.
#[derive(Debug)]
pub struct OpenFile {
    path: PathBuf,
    file: File,
    metadata: Metadata,
    /// Its first bytes.
    head: Vec<u8>,
    options: Options,
}

/// The beginning of a file, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// What was read. Its text is the beginning of the file's text; the blocks in it are whole lines, but for a file
    /// whose first line is longer.
    pub article: Article,
    /// Whether that is the whole file.
    pub is_whole: bool,
}

impl OpenFile {
    /// Opens the file at `path`, and looks at its first bytes.
    ///
    /// # Errors
    ///
    /// When it is no regular file, is too large, or cannot be read. Pipes and devices are not opened.
    pub fn open(path: &Path, options: &Options) -> Result<OpenFile, ReadError> {
        let open = || {
            regular(&fs::metadata(path)?)?;
            let mut file = File::open(path)?;
            let metadata = file.metadata()?;
            // Another may stand there by now.
            regular(&metadata)?;
            let head = head_of(&mut file)?;
            Ok(OpenFile { path: path.to_owned(), file, metadata, head, options: options.clone() })
        };
        open().map_err(|reason| at(path, reason))
    }

    /// What the system says of it, as of when it was opened.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Whether it is of a format that holds several articles as a rule.
    pub fn holds_several(&self) -> bool {
        is_collection(self.head(), &self.options)
    }

    /// Its beginning, for a first look: `at_most` bytes of a longer file in UTF-8, up to the last whole line among them, or
    /// the last whole cluster of a longer line; all of a shorter file. None of any other longer file: only reading the
    /// whole, which may take long, tells how it begins.
    ///
    /// # Errors
    ///
    /// When it holds no text, or cannot be read.
    pub fn prefix(&mut self, at_most: usize) -> Result<Option<Prefix>, ReadError> {
        if self.metadata.len() <= at_most as u64 {
            return Ok(Some(Prefix { article: self.read()?, is_whole: true }));
        }
        if is_drawn_out(self.head(), &self.options) {
            return Ok(None);
        }
        let article = self.rewound().and_then(|file| beginning(file, at_most));
        let article = article.map_err(|reason| at(&self.path, reason))?;
        Ok(article.map(|article| Prefix { article, is_whole: false }))
    }

    /// All of it: of several articles the first.
    ///
    /// # Errors
    ///
    /// When it holds no text, is too large by now, or cannot be read.
    pub fn read(&mut self) -> Result<Article, ReadError> {
        first(|each| self.read_each(each))
    }

    /// Gives the articles that it holds to `each`, in their order, until it breaks off.
    ///
    /// # Errors
    ///
    /// As [`OpenFile::read`]. The articles before a place that cannot be read were given already.
    pub fn read_each(&mut self, each: Each) -> Result<(), ReadError> {
        let size = self.metadata.len();
        let is_drawn_out = is_drawn_out(self.head(), &self.options);
        let mut give = |opened: &mut OpenFile| {
            opened.rewound()?;
            if is_drawn_out {
                let stream = Stream { input: &mut opened.file, name: Some(&opened.path), uri: "" };
                return formats::read_stream(&opened.head, stream, &opened.options, each);
            }
            let _ = each(Found { fragment: None, article: read_whole(&mut opened.file, size)? });
            Ok(())
        };
        give(self).map_err(|reason| at(&self.path, reason))
    }

    fn head(&self) -> Head<'_> {
        Head { bytes: &self.head, name: Some(&self.path) }
    }

    /// The file, at its beginning.
    fn rewound(&mut self) -> Result<&mut File, Unreadable> {
        self.file.rewind()?;
        Ok(&mut self.file)
    }
}

/// Refuses what is no file of a size that is read.
fn regular(metadata: &Metadata) -> Result<(), Unreadable> {
    if metadata.is_dir() {
        return Err(Unreadable::Folder);
    }
    if !metadata.is_file() {
        return Err(Unreadable::NotAFile(kind_of(metadata)));
    }
    if metadata.len() > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    Ok(())
}

#[cfg(unix)]
fn kind_of(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;

    match metadata.file_type() {
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn kind_of(_: &Metadata) -> &'static str {
    "a device"
}
