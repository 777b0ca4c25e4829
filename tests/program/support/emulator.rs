//! A terminal's screen and its answers: vt100's emulator, which knows one habit with characters of ambiguous width,
//! made to have the other.
//!
//! For a terminal that draws “ two cells wide, each such character is fed in as a wide one that no text here holds,
//! and turned back when the screen is read. So everything the emulator does with wide characters it does with these.

use std::num::NonZeroU16;

use unicode_width::UnicodeWidthChar;

use super::screen::{Cell, Screen};

/// What a terminal does with characters of ambiguous width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Draws them in one cell, and says so when asked.
    Narrow,
    /// Draws them in two.
    Wide,
    /// Draws them in one, and does not answer questions.
    Silent,
}

/// A plane whose code points are wide and in no text here: it takes in those of the Basic Multilingual Plane.
const STAND_IN: u32 = 0x3_0000;

pub struct Emulator {
    habit: Habit,
    parser: vt100::Parser<Answers>,
    /// The beginning of a character whose end has not come yet.
    pending: Vec<u8>,
}

/// What the emulator does not do itself.
#[derive(Default)]
struct Answers {
    replies: String,
    updating: bool,
}

impl vt100::Callbacks for Answers {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        last: char,
    ) {
        match (first, parameters, last) {
            (None, [[6]], 'n') => {
                let (row, column) = screen.cursor_position();
                self.replies += &format!("\x1b[{};{}R", row + 1, column + 1);
            }
            (Some(b'?'), [[2026]], 'h' | 'l') => self.updating = last == 'h',
            _ => {}
        }
    }
}

impl Emulator {
    pub fn new(columns: u16, rows: u16, habit: Habit) -> Emulator {
        let (rows, columns) = sides(columns, rows);
        let parser = vt100::Parser::new_with_callbacks(rows, columns, 0, Answers::default());
        Emulator { habit, parser, pending: Vec::new() }
    }

    /// Takes what the program wrote, and gives what the terminal answers.
    pub fn feed(&mut self, bytes: &[u8]) -> String {
        self.pending.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.pending) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.pending.len(),
        };
        let rest = self.pending.split_off(whole);
        let taken = std::mem::replace(&mut self.pending, rest);
        match std::str::from_utf8(&taken) {
            Ok(text) if self.habit == Habit::Wide => {
                let drawn: String = text.chars().map(stand_in).collect();
                self.parser.process(drawn.as_bytes());
            }
            _ => self.parser.process(&taken),
        }
        let replies = std::mem::take(&mut self.parser.callbacks_mut().replies);
        if self.habit == Habit::Silent { String::new() } else { replies }
    }

    /// Takes another size. What becomes of the old screen is every terminal's own affair: here it is lost, so that
    /// only what is drawn anew is seen.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let (rows, columns) = sides(columns, rows);
        if self.parser.screen().size() != (rows, columns) {
            self.parser.set_size(rows, columns);
            self.parser.process(b"\x1b[2J");
        }
    }

    /// Whether a frame has begun and not ended: what stands on the screen is neither the old nor the new.
    pub fn is_updating(&self) -> bool {
        self.parser.callbacks().updating
    }

    pub fn screen(&self) -> Screen {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let cell = |row, column| cell(screen.cell(row, column).unwrap());
        let (row, column) = screen.cursor_position();
        Screen {
            rows: (0..rows.get())
                .map(|row| (0..columns.get()).map(|column| cell(row, column)).collect())
                .collect(),
            cursor: (!screen.hide_cursor()).then_some((column.into(), row.into())),
            alternate: screen.alternate_screen(),
            bracketed_paste: screen.bracketed_paste(),
        }
    }
}

fn sides(columns: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    (NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap())
}

fn cell(cell: &vt100::Cell) -> Cell {
    Cell {
        text: cell.contents().chars().map(true_character).collect(),
        half: cell.is_wide_continuation(),
        foreground: cell.fgcolor(),
        background: cell.bgcolor(),
        bold: cell.bold(),
    }
}

fn stand_in(character: char) -> char {
    let ambiguous = character.width() == Some(1) && character.width_cjk() == Some(2);
    let code_point = u32::from(character);
    match char::from_u32(STAND_IN + code_point) {
        Some(wide) if ambiguous && code_point < 0xFFFE => wide,
        _ => character,
    }
}

fn true_character(character: char) -> char {
    u32::from(character).checked_sub(STAND_IN).and_then(char::from_u32).unwrap_or(character)
}
