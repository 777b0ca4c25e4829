//! The list's head: how much is shown, and of what. In less room it says less, what tells least going first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{State, arrangement_words, counted};
use crate::text::{shortened, visible};
use crate::ui::cells::{Pen, fitting, width};
use crate::ui::theme::Theme;

/// How many articles are shown, of how many.
pub(super) fn draw(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let shown = state.list.shown().len();
    let part = state.list.is_part();
    // Each way to say it says less than the one before.
    let ways = match (shown, &state.progress) {
        (_, None) if part => {
            let of = format!("{shown} of {}", state.list.total());
            vec![format!("{shown} of {}", counted(state.list.total(), "article")), of, shown.to_string()]
        }
        (0, None) => vec!["no articles".to_owned()],
        (0, Some(_)) if !part => vec!["looking".to_owned()],
        (_, Some(_)) => vec![format!("{shown}+ articles"), format!("{shown}+")],
        _ => vec![counted(shown, "article"), shown.to_string()],
    };
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write("  ", theme.heading);
    // The program's name tells least of all.
    if pen.room() >= width(NAME, state.ambiguous) + width(&ways[0], state.ambiguous) {
        pen.write(NAME, theme.heading);
    }
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    let words = fitting(&ways, pen.room(), state.ambiguous);
    pen.write(words, theme.dim);
}

/// The program's name, and a gap.
const NAME: &str = "pingdian  ";

/// How many articles are chosen, and what the list is narrowed down to and ordered by: of that as many parts as there is
/// room for, and how many more there are.
pub(super) fn draw_second(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let cells = |words: &str| width(words, state.ambiguous);
    let mut pen = Pen::new(buffer, place, 1, state.ambiguous);
    pen.write("  ", theme.dim);
    if state.list.is_choosing() {
        let chosen = state.list.meant().len();
        pen.write(&format!("{chosen} chosen  "), theme.heading);
    }
    let whole = arrangement_words(state.list.arrangement(), true);
    let parts = arrangement_words(state.list.arrangement(), false);
    let query = visible(state.list.query());
    if !query.is_empty() {
        let after = if parts.is_empty() { 0 } else { MORE };
        let room = pen.room().saturating_sub(cells("“”") + after);
        let query = shortened(&query, room.into(), state.ambiguous);
        pen.write("“", theme.dim).write(&query, theme.heading).write("”", theme.dim);
        if !parts.is_empty() {
            pen.write(" ", theme.dim);
        }
    }
    if let Some(words) =
        [&whole, &parts].map(|parts| parts.join(", ")).iter().find(|words| cells(words) <= pen.room())
    {
        pen.write(words, theme.dim);
        return;
    }
    let (mut said, mut left_out) = (String::new(), 0);
    for part in &parts {
        let longer = if said.is_empty() { part.clone() } else { format!("{said}, {part}") };
        if cells(&longer) + MORE <= pen.room() {
            said = longer;
        } else {
            left_out += 1;
        }
    }
    let gap = if said.is_empty() { "" } else { " " };
    pen.write(&said, theme.dim).write(&format!("{gap}+{left_out}"), theme.dim);
}

/// Cells that the number of parts left out takes, with a blank before it: there are fewer than ten.
const MORE: u16 = 3;
