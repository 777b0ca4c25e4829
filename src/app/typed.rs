//! Words being typed, in lines as they stand on the screen: where the cursor is, and where it goes by a row up or down.

use tui_textarea::{CursorMove, DataCursor, TextArea};

use crate::text::{Ambiguous, Measure, Wrapped, wrap};

/// Words being typed, laid out for a width.
pub struct Typed {
    /// The lines as typed, each with its rows.
    lines: Vec<(String, Wrapped)>,
    /// Row of the cursor among all rows, and its column in cells.
    cursor: (usize, usize),
}

impl Typed {
    /// Lays out what is being typed, for `cells` cells.
    pub fn new(area: &TextArea, cells: u16, ambiguous: Ambiguous) -> Typed {
        // A cell is left for the cursor behind a full line.
        let cells = (cells as usize).saturating_sub(1).max(Measure::LEAST);
        let measure = Measure { cells, ambiguous, hanging: false };
        let lines: Vec<(String, Wrapped)> =
            area.lines().iter().map(|line| (line.clone(), wrap(line, measure))).collect();
        let DataCursor(line, character) = area.cursor();
        let above: usize = lines.iter().take(line).map(|line| height(&line.1)).sum();
        let (row, column) = lines.get(line).map_or((0, 0), |line| place(&line.0, &line.1, character));
        Typed { lines, cursor: (above + row, column) }
    }

    /// Row of the cursor among all rows, and its column in cells.
    pub fn cursor(&self) -> (usize, usize) {
        self.cursor
    }

    /// Rows that all of it takes.
    pub fn height(&self) -> usize {
        self.lines.iter().map(|line| height(&line.1)).sum()
    }

    /// The rows: each its line, the line's layout, and which row of the line it is. An empty line has one row.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &Wrapped, usize)> {
        self.lines
            .iter()
            .flat_map(|(text, wrapped)| (0..height(wrapped)).map(move |row| (text.as_str(), wrapped, row)))
    }

    /// What moves the cursor to the row above or below, as near to its column as can be; none from the last row on.
    pub fn beside(&self, below: bool) -> Option<CursorMove> {
        let wanted = if below { self.cursor.0 + 1 } else { self.cursor.0.checked_sub(1)? };
        let mut above = 0;
        for (line, (text, wrapped)) in self.lines.iter().enumerate() {
            let height = height(wrapped);
            if wanted < above + height {
                let character = character_at(text, wrapped, wanted - above, self.cursor.1);
                let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
                return Some(CursorMove::Jump(narrow(line), narrow(character)));
            }
            above += height;
        }
        None
    }
}

/// Rows of one line as typed: an empty one has one as well.
fn height(wrapped: &Wrapped) -> usize {
    wrapped.lines.len().max(1)
}

/// Row and column, within its line, of the place before character `character`.
fn place(text: &str, wrapped: &Wrapped, character: usize) -> (usize, usize) {
    let byte = text.char_indices().nth(character).map_or(text.len(), |found| found.0);
    if wrapped.lines.is_empty() {
        return (0, 0);
    }
    let row = wrapped.line_at(byte);
    let line = wrapped.lines[row];
    let before = (line.first as usize..line.end as usize).filter(|&index| wrapped.cluster_end(index) <= byte);
    (row, before.map(|index| wrapped.clusters[index].cells as usize).sum())
}

/// The character of a line before which the place in row `row` nearest to `column` is. Never the end of a row that
/// another follows: that place belongs to the next row.
fn character_at(text: &str, wrapped: &Wrapped, row: usize, column: usize) -> usize {
    let Some(line) = wrapped.lines.get(row) else { return 0 };
    let mut right = 0;
    for index in line.first as usize..line.end as usize {
        right += wrapped.clusters[index].cells as usize;
        let last = index + 1 == line.end as usize && row + 1 < wrapped.lines.len();
        if right > column || last {
            return text[..wrapped.clusters[index].start as usize].chars().count();
        }
    }
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stands_behind_what_was_typed() {
        let mut area = TextArea::from(["一二三四五六七八九十"]);
        area.move_cursor(CursorMove::End);
        let typed = Typed::new(&area, 11, Ambiguous::Narrow);
        assert_eq!((typed.height(), typed.cursor), (2, (1, 10)));
        area.move_cursor(CursorMove::Head);
        assert_eq!(Typed::new(&area, 11, Ambiguous::Narrow).cursor, (0, 0));
        area.insert_newline();
        assert_eq!(Typed::new(&area, 11, Ambiguous::Narrow).cursor, (1, 0));
    }

    #[test]
    fn up_and_down_go_by_rows_of_the_screen() {
        let mut area = TextArea::from(["一二三四五六七八九十", "", "ab"]);
        assert_eq!(go(&mut area, false), (0, 0));
        let down = [(); 4].map(|()| go(&mut area, true));
        assert_eq!(down, [(0, 5), (1, 0), (2, 0), (2, 0)]);
        area.move_cursor(CursorMove::Jump(0, 9));
        assert_eq!(go(&mut area, false), (0, 4));
        assert_eq!(go(&mut area, true), (0, 9));
        assert_eq!(go(&mut area, true), (1, 0));
    }

    /// Line and character of the cursor after a row up or down.
    fn go(area: &mut TextArea, below: bool) -> (usize, usize) {
        if let Some(to) = Typed::new(area, 11, Ambiguous::Narrow).beside(below) {
            area.move_cursor(to);
        }
        let DataCursor(line, character) = area.cursor();
        (line, character)
    }
}
