//! How large the terminal is: one system call, without opening a file or starting a program each frame.

use std::io;

use ratatui::backend::WindowSize;
use ratatui::layout::Size;

/// Taken where a terminal says it has no size, as some pseudo-terminals do before anyone sets one.
const FALLBACK: Size = Size { width: 80, height: 24 };

/// The size of the terminal, in cells. Never zero on either side.
///
/// # Errors
///
/// When no standard stream is a terminal and the platform knows no other way to ask.
pub fn size() -> io::Result<Size> {
    Ok(window_size()?.columns_rows)
}

/// The size of the terminal, in cells and, where the terminal tells them, in pixels (else zero).
///
/// # Errors
///
/// As [`size`].
pub fn window_size() -> io::Result<WindowSize> {
    let mut size = ask()?;
    if size.columns_rows.width == 0 || size.columns_rows.height == 0 {
        size.columns_rows = FALLBACK;
    }
    Ok(size)
}

#[cfg(unix)]
fn ask() -> io::Result<WindowSize> {
    let streams = [rustix::stdio::stdout(), rustix::stdio::stdin(), rustix::stdio::stderr()];
    let asked = streams.iter().find_map(|stream| rustix::termios::tcgetwinsize(stream).ok());
    asked.map_or_else(ask_crossterm, |size| {
        Ok(WindowSize {
            columns_rows: Size { width: size.ws_col, height: size.ws_row },
            pixels: Size { width: size.ws_xpixel, height: size.ws_ypixel },
        })
    })
}

#[cfg(not(unix))]
fn ask() -> io::Result<WindowSize> {
    ask_crossterm()
}

fn ask_crossterm() -> io::Result<WindowSize> {
    let (width, height) = crossterm::terminal::size()?;
    Ok(WindowSize { columns_rows: Size { width, height }, pixels: Size::ZERO })
}
