//! The archive that a book is, unpacked within bounds: an entry at a time, and never more than any book holds.

use std::io::{self, Read, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::article::formats::Input;
use crate::article::read_error::Unreadable;

/// How much is unpacked.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one entry.
    pub entry: u64,
    /// Bytes of all entries that are read.
    pub all: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entry: 32 << 20, all: 256 << 20 }
    }
}

/// A book has no more entries than this.
const MOST_ENTRIES: u64 = 50_000;

/// Entries of more bytes than this must not have been packed more than [`DENSEST`].
const DENSE_FROM: u64 = 1 << 20;

/// How many bytes one packed byte may become: text becomes some ten, a bomb a thousand.
const DENSEST: u64 = 200;

/// A book's archive.
pub struct Archive<'a> {
    zip: ZipArchive<&'a mut dyn Input>,
    limits: Limits,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens the archive in `input`.
    ///
    /// # Errors
    ///
    /// When it is damaged, or has more entries than a book.
    pub fn open(input: &'a mut dyn Input, limits: Limits) -> Result<Self, Unreadable> {
        if entries(input)? > MOST_ENTRIES {
            return Err(too_much("the archive has more entries than any book"));
        }
        let zip = ZipArchive::new(input).map_err(in_words)?;
        if zip.len() as u64 > MOST_ENTRIES {
            return Err(too_much("the archive has more entries than any book"));
        }
        Ok(Self { zip, limits, left: limits.all })
    }

    /// The bytes of the entry at `path`; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it is damaged, encrypted, or larger than it may be.
    pub fn entry(&mut self, path: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let most = self.limits.entry.min(self.left);
        let Some(index) = self.zip.index_for_name(path) else { return Ok(None) };
        let mut entry = match self.zip.by_index(index) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(reason)) if reason.to_lowercase().contains("password") => {
                return Err(Unreadable::Encrypted("the book"));
            }
            Err(error) => return Err(in_words(error)),
        };
        if entry.encrypted() {
            return Err(Unreadable::Encrypted("the book"));
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        if size > most {
            return Err(too_much("the book unpacks to more than any book holds"));
        }
        if size > DENSE_FROM && size / packed.max(1) > DENSEST {
            return Err(too_much("an entry of the book unpacks to more than two hundred times its size"));
        }
        // What the entry says of its size need not be so.
        let mut bytes = Vec::new();
        let read = (&mut entry).take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| Unreadable::Damaged("EPUB book", error.to_string()))?;
        let length = bytes.len() as u64;
        if length > most || (length > DENSE_FROM && length / packed.max(1) > DENSEST) {
            return Err(too_much("the book unpacks to more than any book holds"));
        }
        self.left -= length;
        Ok(Some(bytes))
    }

    /// What an archive that is no book is, as words that follow "it is".
    pub fn kind(&self) -> &'static str {
        /// Names in archives of other kinds.
        const KINDS: [(&str, &str); 5] = [
            ("word/document.xml", "an Office document (Word, Excel or PowerPoint)"),
            ("[Content_Types].xml", "an Office document (Word, Excel or PowerPoint)"),
            ("content.xml", "an OpenDocument file"),
            ("META-INF/MANIFEST.MF", "a Java archive"),
            ("AndroidManifest.xml", "an Android app archive"),
        ];
        let known = KINDS.iter().find(|(name, _)| self.zip.index_for_name(name).is_some());
        known.map_or("a ZIP archive", |(_, kind)| kind)
    }
}

/// How many entries the archive's end says it has; as much as can be where it is one of the very large archives.
fn entries(input: &mut dyn Input) -> Result<u64, Unreadable> {
    /// The record at an archive's end, with the longest comment after it.
    const END: u64 = 22 + 0xFFFF;
    let length = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    let mut end = Vec::new();
    (&mut *input).take(END).read_to_end(&mut end)?;
    input.seek(SeekFrom::Start(0))?;
    let at = memchr::memmem::rfind(&end, b"PK\x05\x06");
    let count = at.and_then(|at| end.get(at + 10..at + 12)).and_then(|bytes| bytes.first_chunk::<2>());
    Ok(match count.map(|bytes| u16::from_le_bytes(*bytes)) {
        Some(u16::MAX) => u64::MAX,
        Some(count) => u64::from(count),
        None => 0,
    })
}

fn too_much(words: &str) -> Unreadable {
    Unreadable::TooMuch(words.to_owned())
}

fn in_words(error: ZipError) -> Unreadable {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => Unreadable::Failed(error),
        // The index of an archive stands at its end.
        ZipError::InvalidArchive(reason) if reason.contains("EOCD") => {
            Unreadable::Damaged("EPUB book or ZIP archive", "its end is missing; get it once more".to_owned())
        }
        ZipError::InvalidArchive(reason) => {
            Unreadable::Damaged("EPUB book or ZIP archive", reason.into_owned())
        }
        other => Unreadable::Damaged("EPUB book or ZIP archive", other.to_string()),
    }
}
