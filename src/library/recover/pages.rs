//! The pages of a damaged library's file, those in its log over those of the file. The file format is SQLite's:
//! https://sqlite.org/fileformat2.html

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::library::emptied::beside;

/// The size of pages where the head does not say it: SQLite's own choice.
const PAGE: usize = 4096;

/// Bytes of the head of a log, and of each page's in it.
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// The pages of a library.
#[derive(Debug)]
pub(super) struct Pages {
    file: Option<File>,
    log: Option<File>,
    /// Where in the log the newest state of a page is.
    in_log: HashMap<u32, u64>,
    /// Bytes of a page.
    pub(super) size: usize,
    /// How many there are.
    pub(super) count: u32,
}

impl Pages {
    /// Opens a library and its log; either may be missing.
    pub(super) fn open(path: &Path) -> io::Result<Pages> {
        let file = present(path)?;
        let log = present(&beside(path, "-wal"))?;
        let mut pages = Pages { file, log, in_log: HashMap::new(), size: PAGE, count: 0 };
        let mut head = [0; 100];
        if let Some(file) = &mut pages.file
            && file.read_exact(&mut head).is_ok()
            && head.starts_with(b"SQLite format 3\0")
            && let Some(size) = page_size(u32::from(short(&head, 16)))
        {
            pages.size = size;
        }
        pages.read_log()?;
        let bytes = pages.file.as_ref().map(File::metadata).transpose()?.map_or(0, |file| file.len());
        let in_file = u32::try_from(bytes.div_ceil(pages.size as u64)).unwrap_or(u32::MAX);
        pages.count = in_file.max(pages.in_log.keys().copied().max().unwrap_or(0));
        Ok(pages)
    }

    /// How many pages the log holds.
    pub(super) fn log_pages(&self) -> usize {
        self.in_log.len()
    }

    /// A page; what a cut file lacks of it is zero.
    pub(super) fn read(&mut self, number: u32) -> io::Result<Vec<u8>> {
        let mut page = vec![0; self.size];
        let (file, at) = match self.in_log.get(&number) {
            Some(&at) => (&mut self.log, at),
            None => (&mut self.file, u64::from(number.saturating_sub(1)) * self.size as u64),
        };
        if let Some(file) = file {
            file.seek(SeekFrom::Start(at))?;
            let mut filled = 0;
            while let Some(room) = page.get_mut(filled..).filter(|room| !room.is_empty()) {
                match file.read(room)? {
                    0 => break,
                    read => filled += read,
                }
            }
        }
        Ok(page)
    }

    /// The pages that are free, as far as the list of them can be followed: what is in them was deleted.
    pub(super) fn free(&mut self) -> HashSet<u32> {
        let mut free = HashSet::new();
        let mut next = self.read(1).map_or(0, |page| long(&page, 32));
        while (2..=self.count).contains(&next) && free.insert(next) {
            let Ok(trunk) = self.read(next) else { break };
            let leaves = (long(&trunk, 4) as usize).min(self.size / 4 - 2);
            free.extend((0..leaves).map(|leaf| long(&trunk, 8 + 4 * leaf)));
            next = long(&trunk, 0);
        }
        free
    }

    /// Finds the committed pages of the log, up to the first that is not as it was written.
    fn read_log(&mut self) -> io::Result<()> {
        let Some(log) = &mut self.log else { return Ok(()) };
        let mut head = [0; LOG_HEAD];
        if log.read_exact(&mut head).is_err() {
            return Ok(());
        }
        let Some(size) = page_size(long(&head, 8)) else { return Ok(()) };
        let big_endian = long(&head, 0) == 0x377f_0683;
        if !big_endian && long(&head, 0) != 0x377f_0682 {
            return Ok(());
        }
        let mut sums = (0, 0);
        add_up(&head[..24], &mut sums, big_endian);
        if sums != (long(&head, 24), long(&head, 28)) {
            return Ok(());
        }
        self.size = size;
        let mut frame = vec![0; FRAME_HEAD + size];
        let mut waiting = Vec::new();
        let mut at = LOG_HEAD as u64;
        while log.read_exact(&mut frame).is_ok() {
            add_up(&frame[..8], &mut sums, big_endian);
            add_up(&frame[FRAME_HEAD..], &mut sums, big_endian);
            if frame[8..16] != head[16..24] || sums != (long(&frame, 16), long(&frame, 20)) {
                break;
            }
            waiting.push((long(&frame, 0), at + FRAME_HEAD as u64));
            if long(&frame, 4) != 0 {
                self.in_log.extend(waiting.drain(..));
            }
            at += frame.len() as u64;
        }
        Ok(())
    }
}

fn present(path: &Path) -> io::Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn page_size(said: u32) -> Option<usize> {
    let size = if said == 1 { 65536 } else { said };
    (size.is_power_of_two() && (512..=65536).contains(&size)).then_some(size as usize)
}

/// The checksum of a log, over pairs of 32-bit numbers.
fn add_up(bytes: &[u8], sums: &mut (u32, u32), big_endian: bool) {
    let number = |four: &[u8]| {
        let four = four.try_into().unwrap_or_default();
        if big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    };
    for pair in bytes.chunks_exact(8) {
        sums.0 = sums.0.wrapping_add(number(&pair[..4])).wrapping_add(sums.1);
        sums.1 = sums.1.wrapping_add(number(&pair[4..])).wrapping_add(sums.0);
    }
}

/// Two bytes as a number; 0 beyond the end.
pub(super) fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_be_bytes)
}

/// Four bytes as a number; 0 beyond the end.
pub(super) fn long(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
}
