//! What stands on the screen, cell by cell, as it was written last.

use std::num::NonZeroU16;
use std::slice::SliceIndex;

use ratatui::buffer::{Cell, CellDiffOption};

use super::glyph::Glyph;
use super::style::Pen;

/// A glyph in the cell where it begins. The later cells of a wide one are blank.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Its text and its columns.
    pub text: Cell,
    pub pen: Pen,
    /// The most cells that a terminal draws it in, where terminals disagree; else 0.
    pub most: u16,
}

impl Written {
    const BLANK: Self = Self { text: Cell::EMPTY, pen: Pen::DEFAULT, most: 0 };
}

/// The screen, row by row.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub glyphs: Vec<Written>,
}

impl Standing {
    /// A blank screen of so many cells.
    pub fn of(cells: usize) -> Self {
        Self { glyphs: vec![Written::BLANK; cells] }
    }

    /// Blanks cells.
    pub fn clear(&mut self, cells: impl SliceIndex<[Written], Output = [Written]>) {
        self.glyphs[cells].fill(Written::BLANK);
    }

    /// Takes down a glyph that was written from cell `first` on.
    pub fn put(&mut self, first: usize, glyph: Glyph<'_>, pen: Pen) {
        let written = &mut self.glyphs[first];
        written.text.set_symbol(glyph.text);
        written.text.diff_option = match NonZeroU16::new(glyph.columns) {
            Some(columns) if glyph.columns > 1 || !glyph.is_certain() => CellDiffOption::ForcedWidth(columns),
            _ => CellDiffOption::None,
        };
        written.pen = pen;
        written.most = if glyph.is_certain() { 0 } else { glyph.most };
        self.clear(first + 1..first + usize::from(glyph.columns));
    }

    /// Whether the cell looks like an erased one.
    pub fn is_plain_blank(&self, index: usize) -> bool {
        let written = &self.glyphs[index];
        written.text.symbol() == " " && written.pen.draws_plain_blank()
    }
}
