//! Puts text into the cells of a frame: the only way for words to get there.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::{Ambiguous, cluster_cells, clusters, fitted, line_cells, visible};

/// A place on one row of the screen to write at, going right.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    /// How wide ambiguous characters are drawn.
    pub ambiguous: Ambiguous,
    /// Column of the next cluster.
    pub x: u16,
    y: u16,
    /// Column that is not written to any more.
    end: u16,
    /// Where the last cluster ended; nothing wide reaches over that.
    written: Option<u16>,
}

impl<'a> Pen<'a> {
    /// A pen at the start of row `row` of `place`. Rows outside are not written to.
    pub fn new(buffer: &'a mut Buffer, place: Rect, row: u16, ambiguous: Ambiguous) -> Pen<'a> {
        let place = place.intersection(buffer.area);
        let end = if row < place.height { place.right() } else { place.left() };
        let y = place.y + row.min(place.height.saturating_sub(1));
        Pen { buffer, ambiguous, x: place.x, y, end, written: None }
    }

    /// Cells left on the row.
    pub fn room(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    /// Writes words on one line; what does not fit is left out, the last cell then showing that.
    pub fn write(&mut self, words: &str, style: impl Into<Style>) -> &mut Self {
        let style = style.into();
        let line = visible(words);
        let cut = line_cells(&line, self.ambiguous) > self.room() as usize;
        let end = if cut { self.end.saturating_sub(1) } else { self.end };
        for (_, cluster) in clusters(&line) {
            let cells = cluster_cells(cluster, self.ambiguous);
            if self.x as usize + cells > end as usize {
                break;
            }
            self.put(cluster, cells as u16, style);
        }
        if cut && self.x < self.end {
            self.put(">", 1, style);
        }
        self
    }

    /// Writes one cluster as it is shown. `cells` is what it was laid out with.
    pub fn cluster(&mut self, cluster: &str, cells: u16, style: Style) {
        let (sign, _) = fitted(cluster, cells as usize, self.ambiguous);
        if sign == cluster {
            self.put(&sign, cells, style);
            return;
        }
        let end = self.x.saturating_add(cells);
        for (_, part) in clusters(&sign) {
            let cells = cluster_cells(part, self.ambiguous) as u16;
            if self.x + cells <= end {
                self.put(part, cells, style);
            }
        }
    }

    /// Writes blanks in one style up to `x`, or to the row's end.
    pub fn fill(&mut self, x: u16, style: impl Into<Style>) -> &mut Self {
        let style = style.into();
        let end = x.min(self.end);
        while self.x < end {
            self.put(" ", 1, style);
        }
        self
    }

    fn put(&mut self, cluster: &str, cells: u16, style: Style) {
        if cells > self.room() {
            return;
        }
        if self.written != Some(self.x) {
            take_out_what_reaches_over(self.buffer, self.x, self.y);
        }
        // Nobody else is to count its cells again, and differently.
        let width = match cluster.as_bytes() {
            [_] => CellDiffOption::None,
            _ => NonZeroU16::new(cells).map_or(CellDiffOption::None, CellDiffOption::ForcedWidth),
        };
        for offset in 0..cells {
            if let Some(cell) = self.buffer.cell_mut((self.x + offset, self.y)) {
                let (symbol, width) =
                    if offset == 0 { (cluster, width) } else { (" ", CellDiffOption::None) };
                cell.set_symbol(symbol).set_style(style).set_diff_option(width);
            }
        }
        self.x += cells;
        self.written = Some(self.x);
    }
}

/// A wide character that begins left of column `x` and ends right of it goes whole: half of it cannot be drawn, and a
/// terminal would blank what stands in its other half.
fn take_out_what_reaches_over(buffer: &mut Buffer, x: u16, y: u16) {
    for left in (buffer.area.x..x).rev() {
        let cell = &mut buffer[(left, y)];
        if cell_width(cell) > usize::from(x - left) {
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
            return;
        }
        // Cells in which a wide character goes on are blank.
        if cell.symbol() != " " {
            return;
        }
    }
}

/// Blank cells, so that nothing of the panes shows through. A wide character cut in half at the left edge goes whole.
pub fn clear(buffer: &mut Buffer, place: Rect) {
    let place = place.intersection(buffer.area);
    for y in place.top()..place.bottom() {
        take_out_what_reaches_over(buffer, place.x, y);
        for x in place.left()..place.right() {
            buffer[(x, y)].reset();
        }
    }
}

/// The cells that words take on one line.
pub fn width(words: &str, ambiguous: Ambiguous) -> u16 {
    line_cells(&visible(words), ambiguous).min(u16::MAX as usize) as u16
}

/// The first of `ways` to say something that fits into `room` cells. Where none does, as many words of the last as fit,
/// since a part of a word reads as another one; one that is not ASCII is left to be cut, for ideographs stand for
/// themselves.
pub fn fitting<'a>(ways: &[&'a str], room: u16, ambiguous: Ambiguous) -> &'a str {
    let fits = |words: &str| width(words, ambiguous) <= room;
    if let Some(way) = ways.iter().find(|way| fits(way)) {
        return way;
    }
    let mut words = *ways.last().unwrap_or(&"");
    while !fits(words)
        && let Some((before, word)) = words.rsplit_once(' ')
        && (word.is_ascii() || !fits(before))
    {
        words = before.trim_end();
    }
    words
}

/// The cells that a cell's symbol takes, as it was written.
pub fn cell_width(cell: &ratatui::buffer::Cell) -> usize {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get() as usize,
        _ => line_cells(cell.symbol(), Ambiguous::Narrow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Measure, wrap};

    #[test]
    fn a_cluster_takes_the_cells_it_was_laid_out_with() {
        let row = Rect::new(0, 0, 20, 1);
        let wide = ["\u{1100}".repeat(150), "\u{600}".repeat(300), format!("a{}", "\u{fe00}".repeat(9))];
        for text in wide.iter().map(String::as_str).chain(["\u{2028}", "\r", "\t", "字", "\u{1100}\u{1100}"])
        {
            let measure = Measure { cells: 20, ambiguous: Ambiguous::Narrow, hanging: false };
            let cells = u16::from(wrap(text, measure).clusters[0].cells);
            let mut buffer = Buffer::empty(row);
            let mut pen = Pen::new(&mut buffer, row, 0, Ambiguous::Narrow);
            pen.cluster(text, cells, Style::new());
            assert!(0 < cells && pen.x == cells, "{text:?}");
            assert!(buffer[(0, 0)].symbol() != " " || text == "\t", "{text:?}");
        }
    }

    #[test]
    fn words_over_half_of_a_wide_character_take_it_out() {
        let row = Rect::new(0, 0, 8, 1);
        let mut buffer = Buffer::empty(row);
        Pen::new(&mut buffer, row, 0, Ambiguous::Narrow).write("石開路橋", Style::new());
        let mut pen = Pen::new(&mut buffer, row, 0, Ambiguous::Narrow);
        pen.x = 3;
        pen.write("F字", Style::new());
        let symbols: Vec<&str> = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(symbols, ["石", " ", " ", "F", "字", " ", "橋", " "]);
        assert_eq!(buffer.content.iter().map(cell_width).collect::<Vec<_>>(), [2, 1, 1, 1, 2, 1, 2, 1]);
    }

    #[test]
    fn in_less_room_less_is_said_and_no_word_is_cut() {
        let ways = ["6 of 15 articles", "6 of 15"];
        let said = [40, 16, 15, 7, 6, 4, 3, 1].map(|room| fitting(&ways, room, Ambiguous::Narrow));
        assert_eq!(said, [ways[0], ways[0], ways[1], ways[1], "6 of", "6 of", "6", "6"]);
        assert_eq!(fitting(&["Note to: “談判重開” fact"], 14, Ambiguous::Narrow), "Note to: “談判重開”");
        assert_eq!(fitting(&["Note to: “談判重開” fact"], 7, Ambiguous::Narrow), "Note");
        assert_eq!(fitting(&[], 4, Ambiguous::Narrow), "");
    }

    #[test]
    fn words_with_a_cluster_wider_than_any_row_are_cut() {
        let row = Rect::new(5, 0, 20, 1);
        let mut buffer = Buffer::empty(row);
        let words = format!("字{}", "\u{1100}".repeat(32_767));
        Pen::new(&mut buffer, row, 0, Ambiguous::Narrow).write(&words, Style::new());
        assert_eq!((buffer[(5, 0)].symbol(), buffer[(7, 0)].symbol()), ("字", ">"));
    }
}
