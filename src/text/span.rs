//! A half-open byte range of one text, the unit in which every other room speaks of passages.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Bytes `start..end` of one text, on grapheme cluster boundaries wherever it stands for a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`. The caller keeps `start <= end`.
    pub const fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte is covered.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The passage of `text` that this span covers. `text` must be the text the span was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `byte` lies within.
    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether every byte of `other` lies within.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same passage in a text that begins `bytes` earlier.
    pub const fn shifted(self, bytes: usize) -> Span {
        Span { start: self.start + bytes, end: self.end + bytes }
    }
}
