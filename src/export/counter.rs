//! Counting from one place in a text to the next, so that places in order cost one walk over the text.

use super::OffsetUnit;

/// Tells places given in bytes in another unit.
#[derive(Clone, Debug)]
pub(super) struct Counter<'a> {
    text: &'a str,
    unit: OffsetUnit,
    /// The place last asked for, in bytes.
    at_bytes: usize,
    /// The same place in the unit.
    at_units: usize,
}

impl<'a> Counter<'a> {
    pub(super) fn new(text: &'a str, unit: OffsetUnit) -> Self {
        Self { text, unit, at_bytes: 0, at_units: 0 }
    }

    /// Units before `bytes`, which is on a character's boundary, counted from the last place asked for.
    pub(super) fn before(&mut self, bytes: usize) -> usize {
        if bytes >= self.at_bytes {
            self.at_units += self.unit.count(&self.text[self.at_bytes..bytes]);
        } else {
            self.at_units -= self.unit.count(&self.text[bytes..self.at_bytes]);
        }
        self.at_bytes = bytes;
        self.at_units
    }
}
