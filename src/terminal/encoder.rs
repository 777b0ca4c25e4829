//! Changed cells into the fewest bytes: follows the cursor by width, changes style only where it differs, erases
//! the blank ends of rows, and remembers which cells are the second half of a wide glyph.
//!
//! The halves matter when a new glyph covers one of them only. The terminal then blanks the other, in a colour of
//! its own choosing, and ratatui does not always name that cell among the changes. It is painted here, in the
//! style of the glyph that stood there: whoever fills the buffer gives both cells of a wide glyph one style.
//!
//! A glyph that some terminals draw in more cells than it was laid out with lies upon its neighbours there. They are
//! written again after it; and where it goes, what it may have left beyond its own cells is cleared.

use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::glyph::Glyph;
use super::standing::Standing;
use super::style::Pen;
use super::stylus::Stylus;

/// Neighbouring cells: the columns `start..end` of a row.
#[derive(Debug, Clone, Copy)]
struct Run {
    row: u16,
    start: u16,
    end: u16,
}

#[derive(Debug)]
pub(super) struct Encoder {
    stylus: Stylus,
    size: Size,
    /// For each cell of the screen, row by row: the style of the wide glyph whose later half it is.
    halves: Vec<Option<Pen>>,
    /// Blanks that are not yet written, in case they reach the end of the row.
    blanks: Option<Run>,
    /// Halves that lost their glyph and were not painted since.
    orphans: Option<Run>,
    /// What stands on the screen, as it was written last.
    standing: Standing,
    /// Cells that a glyph may lie upon which is drawn wider than it was laid out.
    covered: Option<Run>,
    /// The row and the end column of the glyph painted last in this frame.
    painted: Option<(u16, u16)>,
    /// Whether cells follow the terminal's habit with ambiguous characters.
    pub ambiguous_known: bool,
}

impl Encoder {
    pub fn new() -> Self {
        Self {
            stylus: Stylus::new(),
            size: Size::ZERO,
            halves: Vec::new(),
            blanks: None,
            orphans: None,
            standing: Standing::default(),
            covered: None,
            painted: None,
            ambiguous_known: false,
        }
    }

    /// What was encoded since the last [`Self::clear_bytes`].
    pub fn bytes(&self) -> &[u8] {
        &self.stylus.bytes
    }

    pub fn clear_bytes(&mut self) {
        self.stylus.bytes.clear();
    }

    pub fn cursor(&self) -> Option<Position> {
        self.stylus.cursor
    }

    /// Nothing is known of the terminal's cursor and style: others wrote to it.
    pub fn forget(&mut self) {
        self.stylus.forget();
        self.halves.fill(None);
        self.standing.clear(..);
    }

    /// Begins a frame on a screen of `size`.
    pub fn begin(&mut self, size: Size) {
        if self.size != size {
            self.size = size;
            self.halves.clear();
            self.halves.resize(usize::from(size.width) * usize::from(size.height), None);
            self.standing = Standing::of(self.halves.len());
            self.stylus.cursor = None;
        }
        self.painted = None;
    }

    /// Takes one changed cell. Cells come row by row, from left to right; what lies outside the screen is dropped.
    pub fn update(&mut self, column: u16, row: u16, cell: &Cell) {
        let hidden = self.painted.is_some_and(|(last, end)| last == row && column < end);
        if hidden || column >= self.size.width || row >= self.size.height {
            return;
        }
        let glyph = Glyph::of(cell, self.ambiguous_known);
        let pen = Pen::of(cell);
        if glyph.text == " " && glyph.columns == 1 && pen.draws_plain_blank() {
            self.add_blank(column, row);
            return;
        }
        self.write_blanks();
        if glyph.columns > self.size.width - column {
            // Half of it would wrap into the next row.
            for column in column..self.size.width {
                self.paint_blank(Position { x: column, y: row }, pen);
            }
            return;
        }
        self.paint(Position { x: column, y: row }, glyph, pen);
    }

    /// Ends a frame: what was held back is written.
    pub fn finish(&mut self) {
        self.write_blanks();
        self.uncover(None);
        self.write_orphans(None);
    }

    /// Moves the cursor there.
    pub fn move_to(&mut self, to: Position) {
        self.stylus.move_to(to);
    }

    /// Leaves the terminal drawing with its defaults.
    pub fn rest(&mut self) {
        self.stylus.use_pen(Pen::DEFAULT);
    }

    /// Erases by the control sequence `erase`, with the default background. Which halves are left is not followed:
    /// it is the colour of a blank that may be lost, and only where part of the screen was erased.
    pub fn erase(&mut self, erase: &[u8]) {
        self.stylus.use_pen(Pen::DEFAULT);
        self.stylus.append(erase);
        self.halves.fill(None);
        self.standing.clear(..);
    }

    /// Appends a control sequence that moves no cursor and changes no style.
    pub fn append(&mut self, sequence: &[u8]) {
        self.stylus.append(sequence);
    }

    /// Moves down `count` rows, scrolling at the bottom.
    pub fn line_feeds(&mut self, count: u16) {
        self.stylus.use_pen(Pen::DEFAULT);
        self.stylus.repeat(b'\n', count);
        self.stylus.cursor = None;
        self.halves.fill(None);
        self.standing.clear(..);
    }

    fn add_blank(&mut self, column: u16, row: u16) {
        match &mut self.blanks {
            Some(blanks) if blanks.row == row && blanks.end == column => blanks.end += 1,
            _ => {
                self.write_blanks();
                self.blanks = Some(Run { row, start: column, end: column + 1 });
            }
        }
    }

    fn write_blanks(&mut self) {
        let Some(Run { row, start, end }) = self.blanks.take() else { return };
        // Shorter than the sequence that erases, spaces do.
        if end < self.size.width || end - start <= 3 {
            for column in start..end {
                self.paint_blank(Position { x: column, y: row }, Pen::DEFAULT);
            }
            return;
        }
        self.uncover(Some(Position { x: start, y: row }));
        self.write_orphans(Some(Position { x: start, y: row }));
        self.covered = None;
        self.stylus.move_to(Position { x: start, y: row });
        self.stylus.use_pen(self.stylus.pen().for_blank(Pen::DEFAULT));
        self.stylus.append(b"\x1b[K");
        let first = self.index(Position { x: start, y: row });
        let blank = first..first + usize::from(end - start);
        self.halves[blank.clone()].fill(None);
        self.standing.clear(blank);
        self.painted = Some((row, end));
    }

    fn paint_blank(&mut self, at: Position, pen: Pen) {
        self.paint(at, Glyph::BLANK, pen);
    }

    fn paint(&mut self, at: Position, glyph: Glyph<'_>, pen: Pen) {
        self.uncover(Some(at));
        self.write_orphans(Some(at));
        let covered = self.clear_what_is_left(at, glyph);
        self.stylus.move_to(at);
        let shown = if glyph.text == " " { self.stylus.pen().for_blank(pen) } else { pen };
        self.stylus.use_pen(shown);
        if glyph.is_certain() {
            self.stylus.append(glyph.text.as_bytes());
            self.advance(at, glyph.columns);
        } else {
            self.write_uncertain(at, glyph);
        }
        self.note_painted(at, glyph, pen);
        let (start, end) = (at.x + glyph.columns, covered.max(self.reach(at, glyph.most)));
        self.covered = (start < end).then_some(Run { row: at.y, start, end });
    }

    /// Blanks the cells that what stood under `glyph` may have been drawn in beyond its own, and says how far they go.
    /// The same glyph in its place lies where it lay.
    fn clear_what_is_left(&mut self, at: Position, glyph: Glyph<'_>) -> u16 {
        let first = self.index(at);
        let mut covered = self.covered.map_or(0, |covered| covered.end);
        let mut left = 0;
        for column in at.x..at.x + glyph.columns {
            let old = &self.standing.glyphs[first + usize::from(column - at.x)];
            if old.most > 0 && !(column == at.x && old.text.symbol() == glyph.text) {
                left = left.max(self.reach(Position { x: column, y: at.y }, old.most));
            }
        }
        if left > at.x + glyph.columns {
            let from = Position { x: at.x + glyph.columns, y: at.y };
            self.stylus.move_to(from);
            self.stylus.use_pen(Pen::DEFAULT);
            self.stylus.repeat(b' ', left - from.x);
            self.advance(from, left - from.x);
            covered = covered.max(left);
        }
        covered
    }

    /// Writes again what stands in covered cells before `next`, where the caller paints itself. Blanks stay as they are: a
    /// glyph drawn wider is whole then.
    fn uncover(&mut self, next: Option<Position>) {
        while let Some(Run { row, start, end }) = self.covered {
            let before = next.filter(|next| next.y == row).map_or(end, |next| end.min(next.x));
            if start >= before {
                if start >= end || next.is_none_or(|next| next.y != row) {
                    self.covered = None;
                }
                return;
            }
            let at = Position { x: start, y: row };
            let index = self.index(at);
            // The loop goes on behind what is painted, or here behind what is not.
            self.covered = Some(Run { row, start: start + 1, end });
            if self.halves[index].is_some() || self.standing.is_plain_blank(index) {
                continue;
            }
            let (cell, pen) = (self.standing.glyphs[index].text.clone(), self.standing.glyphs[index].pen);
            let glyph = Glyph::of(&cell, self.ambiguous_known);
            let fits = glyph.columns <= self.size.width - start;
            self.paint(at, if fits { glyph } else { Glyph::BLANK }, pen);
        }
    }

    /// The column after the last that `cells` cells from `at` on reach within the row.
    fn reach(&self, at: Position, cells: u16) -> u16 {
        at.x.saturating_add(cells).min(self.size.width)
    }

    /// Writes a glyph that this terminal may draw narrower or wider than the buffer has it.
    fn write_uncertain(&mut self, at: Position, glyph: Glyph<'_>) {
        if glyph.fewest < glyph.columns {
            // Drawn narrower, it would leave what stood in the rest.
            self.stylus.repeat(b' ', glyph.columns);
            self.advance(at, glyph.columns);
            self.stylus.move_to(at);
        }
        if at.x.saturating_add(glyph.columns.max(glyph.most)) < self.size.width {
            self.stylus.append(glyph.text.as_bytes());
        } else {
            // Drawn wider, it would wrap into the next row, or scroll the screen.
            self.stylus.append(b"\x1b[?7l");
            self.stylus.append(glyph.text.as_bytes());
            self.stylus.append(b"\x1b[?7h");
        }
        self.stylus.cursor = None;
    }

    /// The cursor after `columns` cells from `at`. In the last column terminals differ on where it stands.
    fn advance(&mut self, at: Position, columns: u16) {
        let end = at.x + columns;
        self.stylus.cursor = (end < self.size.width).then_some(Position { x: end, y: at.y });
    }

    fn note_painted(&mut self, at: Position, glyph: Glyph<'_>, pen: Pen) {
        let columns = glyph.columns;
        let first = self.index(at);
        let end = first + usize::from(columns);
        self.halves[first] = None;
        self.halves[first + 1..end].fill(Some(pen));
        self.standing.put(first, glyph, pen);
        self.painted = Some((at.y, at.x + columns));

        let row_end = first - usize::from(at.x) + usize::from(self.size.width);
        let orphans = self.halves[end..row_end].iter().take_while(|half| half.is_some()).count();
        if orphans > 0 {
            let start = at.x + columns;
            // No more than the row is wide.
            self.orphans = Some(Run { row: at.y, start, end: start + orphans as u16 });
        }
    }

    /// Paints the orphans, up to `next`, where the caller paints itself.
    fn write_orphans(&mut self, next: Option<Position>) {
        let Some(Run { row, start, end }) = self.orphans.take() else { return };
        let end = next.filter(|next| next.y == row && next.x >= start).map_or(end, |next| end.min(next.x));
        for column in start..end {
            let at = Position { x: column, y: row };
            if let Some(pen) = self.halves[self.index(at)] {
                self.paint_blank(at, pen);
                // The rest of a glyph of more than two cells; this loop has it already.
                self.orphans = None;
            }
        }
    }

    fn index(&self, at: Position) -> usize {
        usize::from(at.y) * usize::from(self.size.width) + usize::from(at.x)
    }
}
