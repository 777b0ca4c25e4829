//! ratatui's backend: a frame is gathered in one buffer and goes out in one write, as one synchronised update.

use std::cell::Cell as Shared;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::encoder::Encoder;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";

/// Draws through `W`. Cells carry their widths: a forced one is taken as the truth, else the cluster's is.
/// Both cells of a wide glyph should have one style (`Buffer::set_style` over an area does that).
///
/// Nothing reaches `W` before [`Backend::flush`], and then all of it at once; a frame that changes nothing
/// writes nothing. Whatever else writes to the terminal is to be followed by [`Self::forget`].
#[derive(Debug)]
pub struct FrameBackend<W: Write> {
    writer: W,
    encoder: Encoder,
    screen: Screen,
    cursor_shown: Option<bool>,
    /// What goes out before the next frame.
    before_frame: Vec<u8>,
    frame: Vec<u8>,
    bytes_written: u64,
}

/// Where the size comes from. The size told last is kept, so that a frame is encoded for the size it was drawn for.
#[derive(Debug)]
enum Screen {
    Terminal(Shared<Size>),
    Fixed(Size),
}

impl<W: Write> FrameBackend<W> {
    /// Draws on the terminal of this process, asking it for its size.
    pub fn new(writer: W) -> Self {
        Self::on(writer, Screen::Terminal(Shared::new(Size::ZERO)))
    }

    /// Draws on a screen of `size` cells, which changes by [`Self::set_size`] alone.
    pub fn with_size(writer: W, size: Size) -> Self {
        Self::on(writer, Screen::Fixed(size))
    }

    fn on(writer: W, screen: Screen) -> Self {
        let frame = Vec::with_capacity(16 * 1024);
        Self {
            writer,
            encoder: Encoder::new(),
            screen,
            cursor_shown: None,
            before_frame: Vec::new(),
            frame,
            bytes_written: 0,
        }
    }

    /// From now on the screen is of `size` cells, whatever the terminal says.
    pub fn set_size(&mut self, size: Size) {
        self.screen = Screen::Fixed(size);
    }

    /// Says whether cells follow the terminal's habit with characters of ambiguous width. As long as they may
    /// not, which is how it starts, the cursor is placed anew after each of them.
    pub fn set_ambiguous_known(&mut self, known: bool) {
        self.encoder.ambiguous_known = known;
    }

    /// Takes nothing for granted any more about the terminal's cursor, style and contents, because something
    /// else wrote to it. `Terminal::clear` should follow, for the next frame to be whole.
    pub fn forget(&mut self) {
        self.encoder.forget();
        self.cursor_shown = None;
    }

    /// Writes `bytes` before the next frame, in the same write.
    pub fn lead(&mut self, bytes: &[u8]) {
        self.before_frame.extend_from_slice(bytes);
    }

    /// Bytes handed to the writer since the start.
    pub fn bytes_written(&self) -> u64 {
        self.bytes_written
    }

    /// What frames are written to.
    pub fn writer(&self) -> &W {
        &self.writer
    }

    /// What frames are written to. Anything written past the backend calls for [`Self::forget`].
    pub fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    fn show_cursor_if(&mut self, shown: bool) {
        if self.cursor_shown != Some(shown) {
            self.encoder.append(if shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(shown);
        }
    }
}

impl<W: Write> Backend for FrameBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let size = match &self.screen {
            Screen::Fixed(size) => *size,
            Screen::Terminal(told) if told.get() == Size::ZERO => self.size()?,
            Screen::Terminal(told) => told.get(),
        };
        self.encoder.begin(size);
        for (column, row, cell) in content {
            self.encoder.update(column, row, cell);
        }
        self.encoder.finish();
        Ok(())
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.encoder.line_feeds(count);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show_cursor_if(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show_cursor_if(true);
        Ok(())
    }

    /// The cursor as this backend left it, or the top left corner where that is not sure. The terminal is not
    /// asked: the answer would come through the input, among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.encoder.cursor().unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.encoder.move_to(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.encoder.erase(match region {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        match &self.screen {
            Screen::Fixed(size) => Ok(*size),
            Screen::Terminal(told) => {
                told.set(super::size()?);
                Ok(told.get())
            }
        }
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        match self.screen {
            Screen::Fixed(columns_rows) => Ok(WindowSize { columns_rows, pixels: Size::ZERO }),
            Screen::Terminal(_) => super::window_size(),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.encoder.bytes().is_empty() {
            return Ok(());
        }
        self.encoder.rest();
        self.frame.clear();
        self.frame.append(&mut self.before_frame);
        self.frame.extend_from_slice(BEGIN_UPDATE);
        self.frame.extend_from_slice(self.encoder.bytes());
        self.frame.extend_from_slice(END_UPDATE);
        self.encoder.clear_bytes();
        let written = self.writer.write_all(&self.frame).and_then(|()| self.writer.flush());
        if written.is_err() {
            // Who knows how much of it arrived.
            self.forget();
        }
        self.bytes_written += self.frame.len() as u64;
        written
    }
}

#[cfg(test)]
mod tests;
