//! State in, frame out: panes, prompts, overlays, theme. Draws; decides nothing.
//!
//! Every word from an article, a title, a path or a note goes through `cells`, which makes the unseen visible and
//! carries the widths that the terminal really draws.

mod annotations_pane;
mod area;
mod candidates;
mod cells;
mod drafts;
mod labels;
mod linking;
mod list;
mod margin;
mod menu;
mod message;
mod overlay;
mod related;
mod results;
mod settling;
mod status;
mod text;
mod theme;

use ratatui::Frame;

pub use text::image_words;
pub use theme::{Theme, background_is_light};

use crate::app::{Overlay, State};

/// Draws the whole state.
pub fn draw(frame: &mut Frame, state: &State, theme: &Theme) {
    if matches!(state.overlay, Some(Overlay::Results)) {
        return results::draw(frame, state, theme);
    }
    let geometry = state.geometry();
    if state.pane.shown {
        annotations_pane::draw(frame.buffer_mut(), state, theme);
        message::draw(frame.buffer_mut(), &geometry, state, theme);
        return overlay::draw(frame, &geometry, state, theme);
    }
    list::draw(frame.buffer_mut(), geometry.list, state, theme);
    separator(frame, state, theme);
    text::draw(frame.buffer_mut(), &geometry, state, theme);
    settling::draw(frame.buffer_mut(), geometry.settling, state, theme);
    message::draw(frame.buffer_mut(), &geometry, state, theme);
    overlay::draw(frame, &geometry, state, theme);
}

/// A line between the panes; in ASCII where the terminal draws box lines two cells wide.
fn separator(frame: &mut Frame, state: &State, theme: &Theme) {
    let place = state.geometry().separator;
    let mark = if state.ambiguous == crate::text::Ambiguous::Wide { "|" } else { "│" };
    for y in place.top()..place.bottom().min(frame.area().bottom()) {
        if let Some(cell) = frame.buffer_mut().cell_mut((place.x, y)) {
            cell.set_symbol(mark).set_style(theme.dim);
        }
    }
}

#[cfg(test)]
mod tests;
