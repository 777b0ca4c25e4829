//! A small terminal for tests: the control sequences that the backend writes and no others, with the widths of
//! characters up to the test. A sequence that it does not know fails the test.

use std::io::{self, Write};

/// One cell of the screen. The later cells of a wide glyph hold no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub text: String,
    pub half: bool,
}

impl Shown {
    fn blank() -> Self {
        Self { text: " ".to_owned(), half: false }
    }
}

pub struct SmallTerminal {
    rows: Vec<Vec<Shown>>,
    width: fn(char) -> usize,
    column: usize,
    row: usize,
    /// The last column was written; the next character wraps.
    wraps: bool,
    autowrap: bool,
    /// How often something was written, a frame at a time.
    pub writes: usize,
}

impl SmallTerminal {
    pub fn new(columns: usize, rows: usize, width: fn(char) -> usize) -> Self {
        let rows = vec![vec![Shown::blank(); columns]; rows];
        Self { rows, width, column: 0, row: 0, wraps: false, autowrap: true, writes: 0 }
    }

    /// A row as a reader sees it.
    pub fn line(&self, row: usize) -> String {
        self.rows[row].iter().filter(|shown| !shown.half).map(|shown| shown.text.as_str()).collect()
    }

    /// The text that begins in this cell: empty in a later half.
    pub fn at(&self, column: usize, row: usize) -> &str {
        let shown = &self.rows[row][column];
        if shown.half { "" } else { &shown.text }
    }

    fn columns(&self) -> usize {
        self.rows[0].len()
    }

    fn blank_out(&mut self, column: usize) {
        let row = &mut self.rows[self.row];
        let head = (0..=column).rev().find(|&column| !row[column].half).unwrap();
        let end = (head + 1..row.len()).find(|&column| !row[column].half).unwrap_or(row.len());
        row[head..end].fill(Shown::blank());
    }

    fn print(&mut self, character: char) {
        let width = (self.width)(character);
        if width == 0 {
            let last = if self.wraps { self.column } else { self.column.saturating_sub(1) };
            let head = (0..=last).rev().find(|&column| !self.rows[self.row][column].half).unwrap();
            self.rows[self.row][head].text.push(character);
            return;
        }
        if self.wraps || self.column + width > self.columns() {
            if self.autowrap {
                assert!(self.row + 1 < self.rows.len(), "the screen scrolled at {character:?}");
                self.row += 1;
                self.column = 0;
            } else {
                self.column = self.columns() - width;
            }
            self.wraps = false;
        }
        for column in self.column..self.column + width {
            self.blank_out(column);
            self.rows[self.row][column] = Shown { text: character.to_string(), half: column > self.column };
        }
        self.column += width;
        if self.column == self.columns() {
            self.column -= 1;
            self.wraps = true;
        }
    }

    fn command(&mut self, parameters: &str, last: char) {
        let numbers: Vec<usize> = parameters.split(';').map(|number| number.parse().unwrap_or(0)).collect();
        let first = numbers[0].max(1);
        match (parameters, last) {
            (_, 'm') | ("?25" | "?2026", 'h' | 'l') => {}
            ("?7", _) => self.autowrap = last == 'h',
            (_, 'H') => {
                self.row = first - 1;
                self.column = numbers.get(1).map_or(0, |column| column.max(&1) - 1);
                self.wraps = false;
            }
            (_, 'C') => {
                self.column += first;
                self.wraps = false;
            }
            ("", 'K') => (self.column..self.columns()).for_each(|column| self.blank_out(column)),
            ("2", 'J') => self.rows.iter_mut().for_each(|row| row.fill(Shown::blank())),
            unknown => panic!("unknown sequence {unknown:?}"),
        }
        assert!(self.row < self.rows.len() && self.column < self.columns(), "the cursor left the screen");
    }
}

impl Write for SmallTerminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        let mut characters = std::str::from_utf8(bytes).unwrap().chars();
        while let Some(character) = characters.next() {
            match character {
                '\x1b' => {
                    assert_eq!(characters.next(), Some('['));
                    let mut parameters = String::new();
                    let last = loop {
                        match characters.next().unwrap() {
                            last @ '@'..='~' => break last,
                            parameter => parameters.push(parameter),
                        }
                    };
                    self.command(&parameters, last);
                }
                '\r' => (self.column, self.wraps) = (0, false),
                '\x08' => (self.column, self.wraps) = (self.column - 1, false),
                control if control.is_control() => panic!("control character {control:?}"),
                character => self.print(character),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
