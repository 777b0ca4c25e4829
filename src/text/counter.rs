//! Counting from one place in a text to the next, so that places in order cost one walk over the text.

use std::ops::Range;

use super::Span;

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Unicode code points, as in Python.
    CodePoints,
    /// UTF-16 code units, as in Java and JavaScript.
    Utf16,
}

impl OffsetUnit {
    /// How many of them `text` is long.
    pub fn count(self, text: &str) -> usize {
        match self {
            OffsetUnit::CodePoints => text.chars().count(),
            OffsetUnit::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// Tells places given in bytes of a text in another unit.
#[derive(Clone, Debug)]
pub struct Counter<T> {
    text: T,
    unit: OffsetUnit,
    /// The place last asked for, in bytes.
    at_bytes: usize,
    /// The same place in the unit.
    at_units: usize,
}

impl<T: AsRef<str>> Counter<T> {
    /// At the beginning of `text`.
    pub fn new(text: T, unit: OffsetUnit) -> Self {
        Self { text, unit, at_bytes: 0, at_units: 0 }
    }

    /// What is counted.
    pub fn text(&self) -> &str {
        self.text.as_ref()
    }

    /// Units before `bytes`, which is on a character's boundary, counted from the last place asked for.
    pub fn before(&mut self, bytes: usize) -> usize {
        let text = self.text.as_ref();
        if bytes >= self.at_bytes {
            self.at_units += self.unit.count(&text[self.at_bytes..bytes]);
        } else {
            self.at_units -= self.unit.count(&text[bytes..self.at_bytes]);
        }
        self.at_bytes = bytes;
        self.at_units
    }

    /// Units before the beginning and before the end of `span`, which is on characters' boundaries.
    pub fn range(&mut self, span: Span) -> Range<usize> {
        self.before(span.start)..self.before(span.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn places_are_told_in_any_order(text in "[a好𠮷\u{3099}]{0,30}", asked in prop::collection::vec(any::<prop::sample::Index>(), 1..20)) {
            for unit in [OffsetUnit::CodePoints, OffsetUnit::Utf16] {
                let mut counter = Counter::new(text.as_str(), unit);
                for index in &asked {
                    let byte = text.floor_char_boundary(index.index(text.len() + 1));
                    prop_assert_eq!(counter.before(byte), unit.count(&text[..byte]));
                }
            }
        }
    }
}
