//! A file of annotations, opened, in a format that is known.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{FORMATS, Format, ImportError, format_of};
use crate::regular_file::open_or_piped;
use crate::text::OffsetUnit;

/// Bytes that are read at a time, and that a file's format is told by.
const BUFFER_BYTES: usize = 64 << 10;

/// A file or a folder of annotations.
pub struct Opened {
    /// What it is in.
    pub format: &'static Format,
    /// Where it lies; `-` for standard input.
    pub path: PathBuf,
    /// What its offsets count, where nothing in it tells.
    pub offsets: Option<OffsetUnit>,
    /// What it holds; nothing where it is a folder that its format reads itself.
    pub input: Box<dyn BufRead>,
}

impl Opened {
    /// Opens a plain file, a folder, what a shell pipes in, or standard input where the path is `-`: in the format given, or the one it looks like.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is in no known format.
    pub fn open(path: &Path, format: Option<&'static Format>) -> Result<Opened, ImportError> {
        if path.is_dir() {
            return Self::folder(path, format);
        }
        let input: Box<dyn Read> =
            if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(open_or_piped(path)?) };
        let mut input = BufReader::with_capacity(BUFFER_BYTES, input);
        let beginning = input.fill_buf()?;
        let format = match format {
            Some(format) => format,
            None => format_of(path, beginning)?,
        };
        Ok(Opened { format, path: path.to_owned(), offsets: None, input: Box::new(input) })
    }

    /// A folder is known by a file in it: one that ends as its format says. That is the file to read, where it is one.
    fn folder(path: &Path, format: Option<&'static Format>) -> Result<Opened, ImportError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            names.extend(entry?.file_name().into_string());
        }
        let candidates = FORMATS.iter().filter(|known| format.is_none_or(|format| format.name == known.name));
        for format in candidates.filter(|format| !format.in_folder.is_empty()) {
            let found = names.iter().find(|name| name.ends_with(format.in_folder));
            match found {
                Some(name) if name == format.in_folder => return Self::open(&path.join(name), Some(format)),
                Some(_) => {
                    let input = Box::new(io::empty());
                    return Ok(Opened { format, path: path.to_owned(), offsets: None, input });
                }
                None => {}
            }
        }
        Err(ImportError::UnknownFolder)
    }
}
