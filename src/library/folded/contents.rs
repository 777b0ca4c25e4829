//! What the file holds: its head and the tables of its segments, kept in memory, forty bytes an article.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use super::head::Head;
use super::image::Image;
use super::newest::Newest;
use super::segment::{FoldedRecord, HEAD, SegmentHead, records};

/// A segment and where it stands.
#[derive(Debug)]
pub(super) struct Placed {
    /// Its first byte in the file.
    pub(super) at: u64,
    pub(super) head: SegmentHead,
    pub(super) records: Vec<FoldedRecord>,
    /// Whether its checksum was found to be right since it was last written.
    pub(super) is_checked: AtomicBool,
}

impl Placed {
    pub(super) fn new(at: u64, head: SegmentHead, records: Vec<FoldedRecord>) -> Placed {
        Placed { at, head, records, is_checked: AtomicBool::new(false) }
    }

    /// The first byte behind it.
    pub(super) fn end(&self) -> u64 {
        self.at + self.head.bytes() as u64
    }
}

/// Head and tables.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) head: Head,
    pub(super) segments: Vec<Placed>,
    /// For which state of [`Newest`] the records were marked.
    marked: Option<u64>,
}

impl Contents {
    /// The first byte behind all segments.
    pub(super) fn end(&self) -> u64 {
        self.segments.last().map_or(Head::BYTES as u64, Placed::end)
    }

    /// The head in the file; `None` where there is none.
    pub(super) fn head_of(image: &Image) -> Option<Head> {
        let mut bytes = [0; Head::BYTES];
        image.read(0, &mut bytes).ok()?;
        Head::from_bytes(&bytes)
    }

    /// Reads the file's tables; `None` where they contradict the head or each other. What `known` holds of the same
    /// segments need not be checked again.
    pub(super) fn read(image: &Image, known: &Contents) -> Option<Contents> {
        let head = Contents::head_of(image)?;
        let mut contents = Contents { head, ..Contents::default() };
        if image.len().ok()? < head.end {
            return None;
        }
        for index in 0..head.segments as usize {
            let at = contents.end();
            let mut bytes = [0; HEAD];
            image.read(at, &mut bytes).ok()?;
            let found = SegmentHead::from_bytes(&bytes)?;
            if at.checked_add(found.bytes() as u64)? > head.end {
                return None;
            }
            let same = known.segments.get(index).filter(|placed| placed.at == at && placed.head == found);
            let mut table = vec![0; found.table()];
            image.read(at + HEAD as u64, &mut table).ok()?;
            let placed = Placed::new(at, found, records(&table, found.units)?);
            let checked = same.is_some_and(|placed| placed.is_checked.load(Ordering::Relaxed));
            placed.is_checked.store(checked, Ordering::Relaxed);
            contents.segments.push(placed);
        }
        (contents.end() == head.end).then_some(contents)
    }

    /// Writes the head for the segments there are, as a state of its own, and cuts off what lies behind them.
    pub(super) fn write_head(&mut self, image: &mut Image) -> io::Result<()> {
        self.head.end = self.end();
        self.head.segments = u32::try_from(self.segments.len()).unwrap_or(u32::MAX);
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        self.head.generation = u64::from_le_bytes(random);
        image.write(0, &self.head.to_bytes())?;
        image.cut(self.head.end)
    }

    /// Marks the records that are newest texts of articles in sight, where that is not done yet.
    pub(super) fn mark(&mut self, newest: &Newest) {
        let changes = Some(newest.changes());
        if std::mem::replace(&mut self.marked, changes) == changes {
            return;
        }
        for record in self.segments.iter_mut().flat_map(|placed| &mut placed.records) {
            let one = newest.of(record.article.0);
            record.is_shown = one.is_some_and(|one| one.revision == record.revision && !one.hidden);
        }
    }

    /// As [`Contents::mark`], though records have come or gone.
    pub(super) fn mark_anew(&mut self, newest: &Newest) {
        self.marked = None;
        self.mark(newest);
    }

    /// The revisions there are, in order.
    pub(super) fn revisions(&self) -> Vec<i64> {
        let mut all: Vec<i64> = self.records().map(|record| record.revision).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    pub(super) fn records(&self) -> impl DoubleEndedIterator<Item = &FoldedRecord> {
        self.segments.iter().flat_map(|placed| &placed.records)
    }
}
