//! The list of words typed before and not kept.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, clear};
use super::overlay::{draw_head, middle};
use super::theme::Theme;
use crate::app::{DraftList, Geometry, State};
use crate::text::one_line;

/// The widest it is, in cells.
const WIDEST: u16 = 84;

/// Rows of one draft: what it is for, and its words.
const ROWS: usize = 2;

pub(super) fn draw(buffer: &mut Buffer, geometry: &Geometry, list: DraftList, state: &State, theme: &Theme) {
    let drafts = &state.drafts.left;
    let screen = Rect { height: geometry.status.y.max(1), ..buffer.area };
    let place = middle(screen, WIDEST, drafts.len().max(1) * ROWS + 1);
    clear(buffer, place);
    let keys = ["Enter open  x give up  Esc close", "Esc close"];
    let head = Rect { height: place.height.min(1), ..place };
    draw_head(buffer, head, "Words typed before and not kept", &keys, state, theme);
    let body = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
    let fitting = (body.height as usize / ROWS).max(1);
    let top = (list.chosen + 1).saturating_sub(fitting);
    for (row, (index, draft)) in drafts.iter().enumerate().skip(top).take(fitting).enumerate() {
        let chosen = index == list.chosen;
        let style = if chosen { theme.chosen } else { Style::new() };
        let mut pen = Pen::new(buffer, body, (row * ROWS) as u16, state.ambiguous);
        pen.write(if chosen { "> " } else { "  " }, style).write(&one_line(&draft.title), style);
        pen.write("  ", style).write(&one_line(&draft.about), style).fill(u16::MAX, style);
        if row * ROWS + 1 < body.height as usize {
            let words = one_line(&draft.fields.join(" "));
            Pen::new(buffer, body, (row * ROWS + 1) as u16, state.ambiguous)
                .write("    ", Style::new())
                .write(&words, theme.dim);
        }
    }
}
