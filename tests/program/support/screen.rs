//! What stands on the screen at one moment, and where things are on it.

use std::fmt;

pub use vt100::Color;

/// The background of what the cursor stands on, in the dark theme.
pub const LIT: Color = Color::Idx(237);

/// One cell. The second cell of a wide character holds no text and is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub half: bool,
    pub foreground: Color,
    pub background: Color,
    pub bold: bool,
}

/// A screen, row by row.
#[derive(Clone, PartialEq, Eq)]
pub struct Screen {
    pub rows: Vec<Vec<Cell>>,
    /// Column and row of the terminal's cursor, where it is shown.
    pub cursor: Option<(usize, usize)>,
    pub alternate: bool,
    pub bracketed_paste: bool,
}

impl Screen {
    pub fn columns(&self) -> usize {
        self.rows[0].len()
    }

    /// A row as people read it.
    pub fn line(&self, row: usize) -> String {
        words(&self.rows[row])
    }

    /// All rows.
    pub fn text(&self) -> String {
        (0..self.rows.len()).map(|row| self.line(row) + "\n").collect()
    }

    /// Whether a row holds `words`.
    pub fn shows(&self, words: &str) -> bool {
        (0..self.rows.len()).any(|row| self.line(row).contains(words))
    }

    /// The status line, where there is room for one.
    pub fn status(&self) -> String {
        let rows = self.rows.len();
        if self.footer() > 0 { self.line(rows - self.footer()) } else { String::new() }
    }

    /// The line for messages: the last.
    pub fn message(&self) -> String {
        self.line(self.rows.len() - 1)
    }

    /// Rows under the panes: a low screen has fewer.
    fn footer(&self) -> usize {
        match self.rows.len() {
            0..=2 => 0,
            3..=5 => 1,
            _ => 2,
        }
    }

    /// The column between list and text: the line runs from the top down to the status line.
    pub fn separator(&self) -> Option<usize> {
        let line = |cell: &Cell| matches!(cell.text.as_str(), "│" | "|");
        (0..self.columns()).find(|&column| self.body().iter().all(|row| line(&row[column])))
    }

    /// The list's rows, without the panes beside and below.
    pub fn list(&self) -> Vec<String> {
        let end = self.separator().unwrap_or(self.columns());
        self.body().iter().map(|row| words(&row[..end])).collect()
    }

    /// The two rows of the list that begin with an article's title.
    pub fn entry(&self, title: &str) -> Option<String> {
        let list = self.list();
        let row = list.iter().position(|line| line.contains(title))?;
        Some(format!("{}\n{}", list[row], list.get(row + 1)?))
    }

    /// The text pane's rows, margin included.
    pub fn pane(&self) -> Vec<String> {
        self.pane_cells().map(words).collect()
    }

    /// What the cursor stands on, as far as it is on the screen: the rows' lit cells, one after the other.
    pub fn lit(&self) -> String {
        self.pane_cells().map(|row| words_with(row, |cell| cell.background == LIT)).collect()
    }

    /// The signs beside the row of the text pane that holds `words`: they stand in the four columns before the text,
    /// which is at most 80 cells wide and set in the middle of its pane.
    pub fn signs(&self, words: &str) -> Option<String> {
        let row = self.pane_cells().find(|row| self::words(row).contains(words))?;
        let inner = row.len() - 5;
        let margin = (inner - inner.min(80)) / 2;
        let signs = &row[margin..margin + 4];
        Some(signs.iter().map(|cell| cell.text.as_str()).collect::<String>().trim().to_owned())
    }

    /// The cell in which the row of the text pane that holds `words` has them begin.
    pub fn cell_of(&self, words: &str) -> Option<&Cell> {
        self.pane_cells().find_map(|row| {
            let begins = |&at: &usize| !row[at].half && self::words(&row[at..]).starts_with(words);
            (0..row.len()).find(begins).map(|at| &row[at])
        })
    }

    fn body(&self) -> &[Vec<Cell>] {
        &self.rows[..self.rows.len() - self.footer()]
    }

    fn pane_cells(&self) -> impl Iterator<Item = &[Cell]> {
        let start = self.separator().map_or(0, |column| column + 1);
        self.body().iter().map(move |row| &row[start..])
    }
}

impl fmt::Debug for Screen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\n{}lit: {:?}", self.text(), self.lit())
    }
}

fn words(cells: &[Cell]) -> String {
    let line = words_with(cells, |_| true);
    line.trim_end().to_owned()
}

fn words_with(cells: &[Cell], wanted: impl Fn(&Cell) -> bool) -> String {
    let seen = cells.iter().filter(|cell| !cell.half && wanted(cell));
    seen.map(|cell| if cell.text.is_empty() { " " } else { cell.text.as_str() }).collect()
}
