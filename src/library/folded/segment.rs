//! A segment: about a megabyte of folded texts, one after the other with a [`BREAK`] behind each, and a table of them.
//!
//! A long text is cut into parts that overlap, so that no segment is much larger than another.

use super::head::{Fields, checksum};
use crate::library::ArticleId;
use crate::text::{BREAK, Texture, UNIT_BYTES};

const MAGIC: u32 = u32::from_le_bytes(*b"SEGM");

/// Bytes that a segment's head takes.
pub(super) const HEAD: usize = 24;

/// Bytes that a record takes in the table.
const RECORD: usize = 40;

/// Bytes of units from which on a segment is full.
pub(super) const FULL: usize = 1 << 20;

/// Units of a part of a text.
pub(super) const PART: usize = 256 << 10;

/// Units at the end of a part that the next one begins with: no longer words are found across the two.
pub(super) const OVERLAP: usize = 1 << 10;

const JOINED: u32 = 1;
const GOES_ON: u32 = 2;

/// A folded text, or a part of a long one, within a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedRecord {
    /// The article.
    pub article: ArticleId,
    /// Code points of the article's text before this part; 0 for the beginning, and for most texts the only part.
    pub before: usize,
    /// Code points in this part, and as many units.
    pub len: usize,
    /// Whether equal units are a match.
    pub texture: Texture,
    /// Whether another part follows, which begins with the last 1,024 code points of this one.
    pub goes_on: bool,
    /// The number of its revision.
    pub(super) revision: i64,
    /// The first bytes of its revision's hash.
    pub(super) hash: u64,
    /// Where its units begin, in bytes of the segment's units.
    pub(super) at: usize,
    /// Whether it is an article's newest text, and the article is in sight.
    pub(super) is_shown: bool,
}

impl FoldedRecord {
    /// Code points of the article's text that a search must count here: those of an overlap belong to the next part.
    pub fn own(&self) -> usize {
        if self.goes_on { self.len - OVERLAP } else { self.len }
    }

    fn to_bytes(self) -> [u8; RECORD] {
        let mut bytes = [0; RECORD];
        let joined = if self.texture == Texture::Joined { JOINED } else { 0 };
        let flags = joined | if self.goes_on { GOES_ON } else { 0 };
        bytes[..8].copy_from_slice(&self.article.0.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.revision.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.hash.to_le_bytes());
        bytes[24..28].copy_from_slice(&(self.before as u32).to_le_bytes());
        bytes[28..32].copy_from_slice(&(self.len as u32).to_le_bytes());
        bytes[32..36].copy_from_slice(&flags.to_le_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8; RECORD], at: usize) -> Option<FoldedRecord> {
        let mut fields = Fields(bytes);
        let article = ArticleId(i64::from_le_bytes(fields.take()?));
        let revision = i64::from_le_bytes(fields.take()?);
        let hash = u64::from_le_bytes(fields.take()?);
        let before = u32::from_le_bytes(fields.take()?) as usize;
        let len = u32::from_le_bytes(fields.take()?) as usize;
        let flags = u32::from_le_bytes(fields.take()?);
        let texture = if flags & JOINED == 0 { Texture::Plain } else { Texture::Joined };
        let goes_on = flags & GOES_ON != 0;
        let sound = !goes_on || len > OVERLAP;
        sound.then_some(FoldedRecord {
            article,
            before,
            len,
            texture,
            goes_on,
            revision,
            hash,
            at,
            is_shown: false,
        })
    }
}

/// What the beginning of a segment says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SegmentHead {
    pub(super) records: usize,
    /// Bytes of its units.
    pub(super) units: usize,
    /// Of table and units.
    pub(super) checksum: u64,
}

impl SegmentHead {
    pub(super) fn from_bytes(bytes: &[u8; HEAD]) -> Option<SegmentHead> {
        let mut fields = Fields(bytes);
        let is_one = u32::from_le_bytes(fields.take()?) == MAGIC;
        let records = u32::from_le_bytes(fields.take()?) as usize;
        let units = u64::from_le_bytes(fields.take()?) as usize;
        let checksum = u64::from_le_bytes(fields.take()?);
        is_one.then_some(SegmentHead { records, units, checksum })
    }

    /// Bytes of the table.
    pub(super) fn table(&self) -> usize {
        self.records * RECORD
    }

    /// Bytes of the segment.
    pub(super) fn bytes(&self) -> usize {
        HEAD + self.table() + self.units
    }
}

/// Reads a table; `None` where it is not that of as many units.
pub(super) fn records(table: &[u8], units: usize) -> Option<Vec<FoldedRecord>> {
    let mut at = 0;
    let mut found = Vec::with_capacity(table.len() / RECORD);
    for bytes in table.as_chunks().0 {
        let record = FoldedRecord::from_bytes(bytes, at)?;
        at += (record.len + 1) * UNIT_BYTES;
        found.push(record);
    }
    (at == units).then_some(found)
}

/// A segment being put together.
#[derive(Debug, Default)]
pub(super) struct Builder {
    records: Vec<FoldedRecord>,
    units: Vec<u8>,
}

impl Builder {
    /// Adds a text or a part of one; its place is found here.
    pub(super) fn push(&mut self, record: FoldedRecord, units: &[u8]) {
        self.records.push(FoldedRecord { at: self.units.len(), ..record });
        self.units.extend_from_slice(units);
        self.units.extend_from_slice(&BREAK.to_le_bytes());
    }

    pub(super) fn is_full(&self) -> bool {
        self.units.len() >= FULL
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The segment's bytes, its head and its records. The builder is empty again.
    pub(super) fn take(&mut self) -> (Vec<u8>, SegmentHead, Vec<FoldedRecord>) {
        let Builder { records, units } = std::mem::take(self);
        let mut bytes = vec![0; HEAD];
        records.iter().for_each(|record| bytes.extend_from_slice(&record.to_bytes()));
        bytes.extend_from_slice(&units);
        let checksum = checksum(&bytes[HEAD..]);
        let head = SegmentHead { records: records.len(), units: units.len(), checksum };
        bytes[..4].copy_from_slice(&MAGIC.to_le_bytes());
        bytes[4..8].copy_from_slice(&(records.len() as u32).to_le_bytes());
        bytes[8..16].copy_from_slice(&(units.len() as u64).to_le_bytes());
        bytes[16..HEAD].copy_from_slice(&checksum.to_le_bytes());
        (bytes, head, records)
    }
}

/// A segment as a scan hands it out.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// Its place among all, the oldest being 0.
    pub index: usize,
    pub(super) units: &'a [u8],
    pub(super) records: &'a [FoldedRecord],
}

impl<'a> Segment<'a> {
    /// All its units, [`UNIT_BYTES`] bytes each, with a [`BREAK`] behind each text. Texts that are out of date are among
    /// them: see [`Segment::record_at`].
    pub fn units(&self) -> &'a [u8] {
        self.units
    }

    /// The texts in it that are newest ones of articles in sight, in the order in which they were folded.
    pub fn records(&self) -> impl Iterator<Item = &'a FoldedRecord> + use<'a> {
        self.records.iter().filter(|record| record.is_shown)
    }

    /// The text that byte `at` of [`Segment::units`] lies in, and which of its units that is. `None` within one that is
    /// out of date or out of sight.
    pub fn record_at(&self, at: usize) -> Option<(&'a FoldedRecord, usize)> {
        let index = self.records.partition_point(|record| record.at <= at).checked_sub(1)?;
        let record = self.records.get(index).filter(|record| record.is_shown)?;
        Some((record, (at - record.at) / UNIT_BYTES))
    }

    /// The units of one of its texts, without the [`BREAK`].
    pub fn units_of(&self, record: &FoldedRecord) -> &'a [u8] {
        self.units.get(record.at..record.at + record.len * UNIT_BYTES).unwrap_or_default()
    }

    /// The byte of [`Segment::units`] behind a text and its [`BREAK`].
    pub fn end_of(&self, record: &FoldedRecord) -> usize {
        record.at + (record.len + 1) * UNIT_BYTES
    }
}
