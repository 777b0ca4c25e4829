//! The terminal's cursor and pen as far as they are known, and the bytes that move the one and change the other.

use ratatui::layout::Position;

use super::style::{Pen, number};

/// What is written, and what the terminal will be like once it has read it.
#[derive(Debug)]
pub(super) struct Stylus {
    pub bytes: Vec<u8>,
    /// Where the terminal's cursor stands, if that is sure.
    pub cursor: Option<Position>,
    /// What the terminal draws with, if that is sure.
    pen: Option<Pen>,
}

impl Stylus {
    pub fn new() -> Self {
        Self { bytes: Vec::with_capacity(16 * 1024), cursor: None, pen: None }
    }

    /// Nothing is known any more: others wrote to the terminal.
    pub fn forget(&mut self) {
        self.cursor = None;
        self.pen = None;
    }

    pub fn append(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn repeat(&mut self, byte: u8, count: u16) {
        self.bytes.resize(self.bytes.len() + usize::from(count), byte);
    }

    /// What the terminal draws with, once it is set.
    pub fn pen(&self) -> Pen {
        self.pen.unwrap_or(Pen::DEFAULT)
    }

    /// Moves the cursor there, in the shortest way that is sure.
    pub fn move_to(&mut self, to: Position) {
        match self.cursor {
            Some(from) if from == to => return,
            Some(from) if from.y == to.y && to.x == 0 => self.bytes.push(b'\r'),
            Some(from) if from.y == to.y && to.x == from.x + 1 => self.append(b"\x1b[C"),
            Some(from) if from.y == to.y && to.x > from.x => {
                self.append(b"\x1b[");
                number(to.x - from.x, &mut self.bytes);
                self.bytes.push(b'C');
            }
            Some(from) if from.y == to.y && from.x - to.x < 3 => {
                self.repeat(b'\x08', from.x - to.x);
            }
            _ => self.place(to),
        }
        self.cursor = Some(to);
    }

    fn place(&mut self, to: Position) {
        self.append(b"\x1b[");
        if to.y > 0 || to.x > 0 {
            number(to.y + 1, &mut self.bytes);
        }
        if to.x > 0 {
            self.bytes.push(b';');
            number(to.x + 1, &mut self.bytes);
        }
        self.bytes.push(b'H');
    }

    /// Has the terminal draw with `pen`.
    pub fn use_pen(&mut self, pen: Pen) {
        let from = self.pen.unwrap_or_else(|| {
            self.append(b"\x1b[m");
            Pen::DEFAULT
        });
        from.change(pen, &mut self.bytes);
        self.pen = Some(pen);
    }
}
