//! The annotations, two rows each: label and quote, then who says so, the note, and what else is to be known.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{nothing, sign};
use crate::app::{PANE_ENTRY_ROWS, State, counted};
use crate::library::Listed;
use crate::text::one_line;
use crate::ui::cells::Pen;
use crate::ui::theme::Theme;

pub(super) fn draw(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let entries = &state.pane.entries;
    if entries.total == 0 && !place.is_empty() {
        let none = match state.pane.selection.is_whole() {
            true => "  No annotations yet.",
            false => "  No annotation is like that; Backspace lists all again.",
        };
        Pen::new(buffer, place, 0, state.ambiguous).write(nothing(state, none), theme.dim);
        return;
    }
    for row in 0..place.height / PANE_ENTRY_ROWS {
        let index = entries.scroll.top + row as usize;
        if index >= entries.total {
            break;
        }
        let chosen = index == entries.scroll.chosen;
        let y = row * PANE_ENTRY_ROWS;
        match entries.at(index) {
            Some(listed) => entry(buffer, place, y, listed, chosen, state, theme),
            None => {
                Pen::new(buffer, place, y, state.ambiguous)
                    .write(if chosen { "> …" } else { "  …" }, theme.dim);
            }
        }
    }
}

fn entry(
    buffer: &mut Buffer,
    place: Rect,
    row: u16,
    listed: &Listed,
    chosen: bool,
    state: &State,
    theme: &Theme,
) {
    let annotation = &listed.stored.annotation;
    let label = state.configuration.label(&annotation.label);
    let style = if chosen { theme.chosen } else { Style::new() };
    let mut pen = Pen::new(buffer, place, row, state.ambiguous);
    pen.write(if chosen { "> " } else { "  " }, style);
    let signed = if chosen { style.patch(theme.heading) } else { theme.sign(label) };
    pen.write(sign(label, &annotation.label).trim_end(), signed).write(" ", style);
    if let Some(mark) = standing_mark(listed) {
        pen.write(mark, if chosen { style } else { theme.grave }).write(" ", style);
    }
    pen.write(&one_line(&listed.quote), style).fill(u16::MAX, style);

    let mut pen = Pen::new(buffer, place, row + 1, state.ambiguous);
    pen.write("    ", theme.dim);
    let mut between = "";
    for (name, words) in about(listed, state) {
        pen.write(between, Style::new()).write(name, theme.dim).write(&words, Style::new());
        between = "  ";
    }
}

/// How an annotation stands in its text, where it is not as it was tagged.
fn standing_mark(listed: &Listed) -> Option<&'static str> {
    match (listed.orphaned, &listed.stored.former_quote) {
        _ if listed.damaged => Some("[damaged]"),
        (true, _) => Some("[gone]"),
        (false, Some(_)) => Some("[changed]"),
        (false, None) => None,
    }
}

/// The parts of the second row, what matters most first.
fn about<'a>(listed: &'a Listed, state: &State) -> Vec<(&'a str, String)> {
    let annotation = &listed.stored.annotation;
    let mut parts: Vec<(&str, String)> = Vec::new();
    if annotation.reader != state.reader {
        parts.push(("by ", annotation.reader.clone()));
    }
    if !listed.source_name.is_empty() {
        parts.push(("source: ", one_line(&listed.source_name)));
    }
    if let Some(first) = annotation.note.lines().find(|line| !line.trim().is_empty()) {
        parts.push(("note: ", first.to_owned()));
    }
    parts.extend(annotation.attributes.values().map(|value| ("", value.clone())));
    if listed.links > 0 {
        parts.push(("", counted(listed.links, "link")));
    }
    if state.pane.selection.article.is_none() {
        parts.push(("in ", listed.title.clone()));
    }
    parts
}
