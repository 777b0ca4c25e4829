//! The article as rows of the screen, laid out lazily: only the pieces around the view, each when it is first met.

use std::collections::HashMap;
use std::rc::Rc;

use super::Document;
use crate::article::BlockKind;
use crate::text::{Measure, Wrapped, wrap, wrap_row};

/// Pieces kept laid out before those far from the view are dropped.
const KEPT: usize = 128;

/// One row: line `line` of piece `piece`. One past a piece's last line is the blank row after it, where it has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Index of the piece.
    pub piece: usize,
    /// The line within the piece.
    pub line: usize,
}

/// The laid out pieces of one article at one measure.
#[derive(Debug)]
pub struct Layout {
    measure: Measure,
    pieces: HashMap<usize, Rc<Wrapped>>,
}

impl Layout {
    /// Nothing laid out yet.
    pub fn new(measure: Measure) -> Layout {
        Layout { measure, pieces: HashMap::new() }
    }

    /// What lines fit.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// A piece in lines, as it is shown. An image has one line without clusters.
    pub fn wrapped(&mut self, document: &Document, piece: usize) -> Rc<Wrapped> {
        if let Some(found) = self.pieces.get(&piece) {
            return Rc::clone(found);
        }
        if self.pieces.len() >= KEPT {
            self.pieces.retain(|&kept, _| kept.abs_diff(piece) < KEPT / 4);
        }
        let block = document.block(piece);
        let converted = document.converted(piece);
        let own = document.piece(piece).of(document.text());
        let text = match block.kind {
            BlockKind::Image => "",
            // The dashes between the rows of a table are cut where the view ends.
            BlockKind::TableRow if block.repeated => &own[..own.floor_char_boundary(self.measure.cells)],
            _ => converted.as_ref().map_or(own, |converted| &converted.text),
        };
        let is_row = block.kind == BlockKind::TableRow;
        let wrapped = Rc::new(if is_row { wrap_row(text, self.measure) } else { wrap(text, self.measure) });
        self.pieces.insert(piece, Rc::clone(&wrapped));
        wrapped
    }

    /// Lines of a piece, at least one.
    pub fn lines(&mut self, document: &Document, piece: usize) -> usize {
        self.wrapped(document, piece).lines.len().max(1)
    }

    /// The row on which `byte` stands.
    pub fn row_of(&mut self, document: &Document, byte: usize) -> Row {
        if document.pieces() == 0 {
            return Row::default();
        }
        let piece = document.piece_at(byte);
        let within = byte.saturating_sub(document.piece(piece).start);
        let within = document.converted(piece).map_or(within, |converted| converted.shown_at(within));
        Row { piece, line: self.wrapped(document, piece).line_at(within) }
    }

    /// The first byte on a row; of a blank row, the end of its piece.
    pub fn byte_of(&mut self, document: &Document, row: Row) -> usize {
        if row.piece >= document.pieces() {
            return 0;
        }
        let piece = document.piece(row.piece);
        let wrapped = self.wrapped(document, row.piece);
        if wrapped.lines.is_empty() {
            piece.start
        } else if row.line < wrapped.lines.len() {
            let start = wrapped.line_bytes(row.line).start;
            let converted = document.converted(row.piece);
            piece.start + converted.map_or(start, |converted| converted.original_at(start))
        } else {
            piece.end
        }
    }

    /// The row `rows` further down, or the last one.
    pub fn down(&mut self, document: &Document, from: Row, rows: usize) -> Row {
        let mut row = from;
        let mut left = rows;
        loop {
            let height = self.height(document, row.piece);
            if row.line + left < height {
                return Row { line: row.line + left, ..row };
            }
            if row.piece + 1 >= document.pieces() {
                return Row { line: height.saturating_sub(1), ..row };
            }
            left -= height - row.line;
            row = Row { piece: row.piece + 1, line: 0 };
        }
    }

    /// The row `rows` further up, or the first one.
    pub fn up(&mut self, document: &Document, from: Row, rows: usize) -> Row {
        let mut row = from;
        let mut left = rows;
        while left > row.line {
            if row.piece == 0 {
                return Row::default();
            }
            left -= row.line + 1;
            let piece = row.piece - 1;
            row = Row { piece, line: self.height(document, piece).saturating_sub(1) };
        }
        Row { line: row.line - left, ..row }
    }

    /// The last row.
    pub fn last(&mut self, document: &Document) -> Row {
        let piece = document.pieces().saturating_sub(1);
        Row { piece, line: self.height(document, piece).saturating_sub(1) }
    }

    /// Rows of a piece with the blank one after it.
    fn height(&mut self, document: &Document, piece: usize) -> usize {
        if document.pieces() == 0 { 0 } else { self.lines(document, piece) + gap(document, piece) }
    }
}

/// Blank rows after a piece: one between blocks, but none between pieces of one block, images in a row, a caption and its
/// repetition, or blocks that their format put under each other: rows of a table, items of a list.
fn gap(document: &Document, piece: usize) -> usize {
    if piece + 1 >= document.pieces() || document.goes_on(piece) {
        return 0;
    }
    let (block, next) = (document.block(piece), document.block(piece + 1));
    let together = (block.kind == BlockKind::Image && next.kind == BlockKind::Image) || next.repeated;
    usize::from(!together && !document.article().follows(block, next))
}
