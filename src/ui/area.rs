//! Words being typed, with the terminal's cursor where the next character will stand: an input method opens its window
//! there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::cells::Pen;
use crate::app::Typed;
use crate::text::Ambiguous;

/// Draws the part around the cursor, and says where the cursor stands.
pub(super) fn draw(buffer: &mut Buffer, place: Rect, typed: &Typed, ambiguous: Ambiguous) -> Position {
    let top = (typed.cursor().0 + 1).saturating_sub(place.height as usize);
    draw_from(buffer, place, typed, top, ambiguous)
}

/// Draws the rows from `top` on. The cursor is in view, or does not matter.
pub(super) fn draw_from(
    buffer: &mut Buffer,
    place: Rect,
    typed: &Typed,
    top: usize,
    ambiguous: Ambiguous,
) -> Position {
    let height = place.height as usize;
    let (row, column) = typed.cursor();
    for (y, (text, wrapped, row)) in typed.rows().skip(top).take(height).enumerate() {
        let mut pen = Pen::new(buffer, place, y as u16, ambiguous);
        let Some(line) = wrapped.lines.get(row) else { continue };
        for index in line.first as usize..line.end as usize {
            let cluster = wrapped.clusters[index];
            let bytes = cluster.start as usize..wrapped.cluster_end(index);
            pen.cluster(&text[bytes], cluster.cells as u16, Style::new());
        }
    }
    let column = (column as u16).min(place.width.saturating_sub(1));
    let row = (row.saturating_sub(top) as u16).min(place.height.saturating_sub(1));
    Position::new(place.x + column, place.y + row)
}
