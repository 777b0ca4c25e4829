//! A small terminal for tests: the control sequences that the backend writes and no others, with the widths of
//! characters or clusters up to the test. A sequence that it does not know fails the test.

use std::io::{self, Write};

use crate::text::{Ambiguous, cluster_cells, clusters};

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

/// What a terminal counts the cells of.
#[derive(Debug, Clone, Copy)]
pub enum Widths {
    /// Each character by itself; one of no cells joins what is before it.
    Characters(fn(char) -> usize),
    /// Clusters, as they are laid out.
    Clusters(Ambiguous),
}

pub struct SmallTerminal {
    rows: Vec<Vec<Shown>>,
    widths: Widths,
    column: usize,
    row: usize,
    /// The last column was written; the next character wraps.
    wraps: bool,
    autowrap: bool,
    /// How often something was written, a frame at a time.
    pub writes: usize,
}

impl SmallTerminal {
    pub fn new(columns: usize, rows: usize, widths: Widths) -> Self {
        let rows = vec![vec![Shown::blank(); columns]; rows];
        Self { rows, widths, column: 0, row: 0, wraps: false, autowrap: true, writes: 0 }
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

    fn print_all(&mut self, text: &str) {
        match self.widths {
            Widths::Characters(width) => {
                text.char_indices().for_each(|(at, character)| {
                    self.print(&text[at..at + character.len_utf8()], width(character));
                });
            }
            Widths::Clusters(ambiguous) => clusters(text).for_each(|(_, cluster)| {
                self.print(cluster, cluster_cells(cluster, ambiguous));
            }),
        }
    }

    fn print(&mut self, text: &str, width: usize) {
        if width == 0 {
            let last = if self.wraps { self.column } else { self.column.saturating_sub(1) };
            let head = (0..=last).rev().find(|&column| !self.rows[self.row][column].half).unwrap();
            self.rows[self.row][head].text.push_str(text);
            return;
        }
        if self.wraps || self.column + width > self.columns() {
            if self.autowrap {
                assert!(self.row + 1 < self.rows.len(), "the screen scrolled at {text:?}");
                self.row += 1;
                self.column = 0;
            } else {
                self.column = self.columns() - width;
            }
            self.wraps = false;
        }
        for column in self.column..self.column + width {
            self.blank_out(column);
            self.rows[self.row][column] = Shown { text: text.to_owned(), half: column > self.column };
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
        let mut rest = std::str::from_utf8(bytes).unwrap();
        while !rest.is_empty() {
            let printed = rest.find(char::is_control).unwrap_or(rest.len());
            self.print_all(&rest[..printed]);
            rest = &rest[printed..];
            let Some(control) = rest.chars().next() else { break };
            rest = &rest[1..];
            match control {
                '\x1b' => {
                    let sequence = rest.strip_prefix('[').unwrap();
                    let end = sequence.find(|last| ('@'..='~').contains(&last)).unwrap();
                    self.command(&sequence[..end], sequence[end..].chars().next().unwrap());
                    rest = &sequence[end + 1..];
                }
                '\r' => (self.column, self.wraps) = (0, false),
                '\x08' => (self.column, self.wraps) = (self.column - 1, false),
                control => panic!("control character {control:?}"),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
