//! Where words are typed.

use ratatui::style::Style;
use tui_textarea::{CursorMove, TextArea};

/// An area that begins with `words`, the cursor after them, its line no different from the others.
pub(super) fn area(words: &str) -> TextArea<'static> {
    let mut area = TextArea::new(words.split('\n').map(str::to_owned).collect());
    area.set_cursor_line_style(Style::default());
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}
