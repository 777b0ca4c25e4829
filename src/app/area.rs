//! Where words are typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
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

/// Takes a key into an area of a line, as a shell does: Ctrl-u deletes what stands before the cursor.
pub(super) fn type_into(area: &mut TextArea, key: KeyEvent) {
    if key.code == KeyCode::Char('u') && key.modifiers == KeyModifiers::CONTROL {
        area.delete_line_by_head();
    } else {
        area.input(key);
    }
}
