//! The view: which rows of the article are on the screen, and how it goes with the cursor and the cursor with it.

use super::{Layout, Reading, Row, ShownRow};
use crate::text::{Measure, Span};

/// Rows kept in view above and below the cursor, where the pane is high enough.
const CONTEXT: usize = 2;

impl Reading {
    /// Moves the view `rows` down, or up where it is negative; the cursor comes along where it would be left behind.
    pub fn scroll(&mut self, rows: isize) {
        let top = if rows < 0 {
            self.layout.up(&self.document, self.top, rows.unsigned_abs())
        } else {
            self.layout.down(&self.document, self.top, rows.unsigned_abs())
        };
        self.top = top.min(self.lowest_top());
        self.follow = false;
        self.moved = true;
        if self.document.pieces() == 0 {
            return;
        }
        let bottom = self.layout.down(&self.document, self.top, self.height.saturating_sub(1));
        let first = self.layout.byte_of(&self.document, self.top);
        let end = self.end_of(bottom);
        if !self.cursor.span.overlaps(Span::new(first, end.max(first))) {
            let found = if rows < 0 { self.last_in_view(first, end) } else { self.first_in_view(first, end) };
            // While borders are moved the cursor stays at the one that moves, in view or not.
            if let Some(span) = found.filter(|_| self.reshaping.is_none()) {
                self.cursor.span = span;
                self.found = None;
                self.chosen = None;
                self.narrower.clear();
            }
        }
    }

    /// Rows that a page moves by.
    pub fn page(&self) -> usize {
        self.height.saturating_sub(CONTEXT).max(1)
    }

    /// Brings the rows in view up to date with the cursor and with a pane of `height` rows at `measure`.
    pub fn settle(&mut self, measure: Measure, height: usize) {
        if measure != self.layout.measure() {
            let top = self.layout.byte_of(&self.document, self.top);
            self.layout = Layout::new(measure);
            self.top = self.layout.row_of(&self.document, top);
            self.follow = true;
        }
        if height != self.height {
            self.height = height.max(1);
            self.follow = true;
        }
        if self.document.pieces() == 0 {
            self.rows.clear();
            return;
        }
        if std::mem::take(&mut self.follow) {
            self.bring_into_view();
        }
        self.top = self.top.min(self.lowest_top());
        self.show_rows();
    }

    fn show_rows(&mut self) {
        self.rows.clear();
        let mut row = self.top;
        for _ in 0..self.height {
            let wrapped = self.layout.wrapped(&self.document, row.piece);
            let converted = self.document.converted(row.piece);
            let piece = self.document.piece(row.piece);
            let bytes = if row.line < wrapped.lines.len() {
                let bytes = wrapped.line_bytes(row.line);
                let shown = Span::new(bytes.start, bytes.end);
                let original = converted.as_ref().map(|converted| converted.original_of(shown));
                original.unwrap_or(shown).shifted(piece.start)
            } else if row.line == 0 {
                piece
            } else {
                Span::new(piece.end, piece.end)
            };
            self.read_to = self.read_to.max(bytes.end);
            self.rows.push(ShownRow { row, bytes, wrapped, converted });
            let next = self.layout.down(&self.document, row, 1);
            if next == row {
                break;
            }
            row = next;
        }
        if self.complete && self.read_to >= self.document.end() {
            self.read_to = self.document.text().len();
        }
    }

    fn bring_into_view(&mut self) {
        let start = self.layout.row_of(&self.document, self.cursor.span.start);
        let end = self.layout.row_of(&self.document, self.cursor.span.end.saturating_sub(1));
        let context = CONTEXT.min(self.height / 6);
        let above = self.layout.up(&self.document, start, context);
        if above < self.top {
            self.top = above;
            return;
        }
        let below = self.layout.down(&self.document, end, context);
        let bottom = self.layout.down(&self.document, self.top, self.height - 1);
        if below > bottom {
            self.top = self.layout.up(&self.document, below, self.height - 1).min(above);
        }
    }

    /// The top row at which the last row stands at the bottom.
    pub(super) fn lowest_top(&mut self) -> Row {
        let last = self.layout.last(&self.document);
        self.layout.up(&self.document, last, self.height.saturating_sub(1))
    }

    fn end_of(&mut self, row: Row) -> usize {
        let next = self.layout.down(&self.document, row, 1);
        if next == row { self.document.text().len() } else { self.layout.byte_of(&self.document, next) }
    }

    fn first_in_view(&mut self, first: usize, end: usize) -> Option<Span> {
        let unit = self.cursor.unit;
        let before = Span::new(first, first);
        let at = self
            .document
            .unit_at(first, unit)
            .filter(|span| span.start >= first && self.document.stands(*span, unit));
        at.or_else(|| self.document.next(before, unit).filter(|span| span.start < end))
            .or_else(|| self.document.unit_at(first, unit))
    }

    fn last_in_view(&mut self, first: usize, end: usize) -> Option<Span> {
        let unit = self.cursor.unit;
        let last = self.document.unit_at(end.saturating_sub(1), unit)?;
        if last.end <= end && self.document.stands(last, unit) {
            return Some(last);
        }
        self.document.previous(last, unit).filter(|span| span.end > first).or(Some(last))
    }
}
