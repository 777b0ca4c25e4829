//! The table of sources: how often each is cited, for which labels, and its name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{nothing, sign};
use crate::app::State;
use crate::ui::cells::{Pen, width};
use crate::ui::theme::Theme;

/// Cells of the number before a source's name.
const NUMBER: usize = 7;

pub(super) fn draw(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let table = &state.pane.sources;
    if table.lines() == 0 && !place.is_empty() {
        let words = nothing(state, "  No annotation names a source yet.");
        Pen::new(buffer, place, 0, state.ambiguous).write(words, theme.dim);
    }
    for row in 0..place.height {
        let index = table.scroll.top + row as usize;
        let chosen = index == table.scroll.chosen;
        let style = if chosen { theme.chosen } else { Style::new() };
        let (total, name) = match table.cited.get(index) {
            Some(cited) => (cited.total, cited.name.as_str()),
            None if index < table.lines() => (table.unnamed, "(no source named)"),
            None => break,
        };
        let counts = table.cited.get(index).map(|cited| cited.labels.as_slice()).unwrap_or_default();
        let counts = state.configuration.in_order(counts);
        let signs: Vec<String> = counts
            .iter()
            .map(|(name, count)| format!(" {}{count}", sign(state.configuration.label(name), name)))
            .collect();
        let cells = width(&signs.concat(), state.ambiguous) + 1;
        let words = Rect { width: place.width.saturating_sub(cells).max(place.width / 2), ..place };
        let mut pen = Pen::new(buffer, words, row, state.ambiguous);
        pen.write(if chosen { "> " } else { "  " }, style);
        pen.write(&format!("{total:>NUMBER$}  "), style).write(name, style).fill(u16::MAX, style);
        let rest = Rect { x: words.right(), width: place.width - words.width, ..place };
        let mut pen = Pen::new(buffer, rest, row, state.ambiguous);
        for ((name, _), sign) in counts.iter().zip(&signs) {
            pen.write(sign, if chosen { style } else { theme.sign(state.configuration.label(name)) });
        }
        pen.fill(u16::MAX, style);
    }
}
