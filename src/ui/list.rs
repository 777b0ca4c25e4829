//! The list of articles: a row for the title, a row about it; what could not be read stands at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::Pen;
use super::theme::Theme;
use crate::app::{Pane, State};
use crate::library::ArticleEntry;

pub(super) fn draw(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    if place.is_empty() {
        return;
    }
    head(buffer, place, state, theme);
    let notices = state.list.notice_rows(place.height);
    let entries = Rect { y: place.y + 1, height: (place.height - 1).saturating_sub(notices), ..place };
    let mut row = 0;
    for (index, entry) in state.list.in_view() {
        if row >= entries.height {
            break;
        }
        draw_entry(buffer, entries, row, entry, index == state.list.chosen_place(), state, theme);
        row += 2;
    }
    for (row, notice) in state.list.notices.iter().rev().take(notices as usize).enumerate() {
        let place = Rect { y: place.bottom() - notices, height: notices, ..place };
        let name = notice
            .path
            .file_name()
            .map_or_else(|| notice.path.to_string_lossy(), |name| name.to_string_lossy());
        let mut pen = Pen::new(buffer, place, row as u16, state.ambiguous);
        pen.write("! ", theme.grave).write(&name, theme.heading).write(": ", Style::new());
        pen.write(&notice.message, Style::new());
    }
}

fn head(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let shown = state.list.shown().len();
    let articles = match (shown, &state.progress) {
        (0, Some(_)) => "looking".to_owned(),
        (0, None) => "no articles".to_owned(),
        (_, Some(_)) => format!("{shown}+ articles"),
        (1, _) => "1 article".to_owned(),
        _ => format!("{shown} articles"),
    };
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write("  pingdian  ", theme.heading).write(&articles, theme.dim);
}

fn draw_entry(
    buffer: &mut Buffer,
    place: Rect,
    row: u16,
    entry: &ArticleEntry,
    chosen: bool,
    state: &State,
    theme: &Theme,
) {
    let style = match (chosen, state.focus) {
        (true, Pane::List) => theme.chosen,
        (true, Pane::Text) => theme.chosen_away,
        _ => Style::new(),
    };
    let mut pen = Pen::new(buffer, place, row, state.ambiguous);
    pen.write(if chosen { "> " } else { "  " }, style).write(&entry.title, style).fill(u16::MAX, style);
    let mut pen = Pen::new(buffer, place, row + 1, state.ambiguous);
    pen.write("  ", theme.dim).write(entry.script.sign(), theme.dim).write(" ", theme.dim);
    pen.write(&progress(entry), theme.dim);
    if entry.hidden {
        pen.write(" out of sight", theme.dim);
    }
    for (name, count) in state.configuration.in_order(&entry.counts) {
        let label = state.configuration.label(name);
        let sign = label.map_or_else(|| format!(" {name} "), |label| format!(" {}", label.sign));
        pen.write(&sign, theme.sign(label)).write(&count.to_string(), theme.sign(label));
    }
    likeness(&mut pen, entry, state, theme);
}

/// What else in the library is the same or nearly the same.
fn likeness(pen: &mut Pen, entry: &ArticleEntry, state: &State, theme: &Theme) {
    if entry.copies > 0 {
        pen.write(&format!(" +{} same", entry.copies), theme.dim);
    }
    if let Some(like) = entry.like {
        let other = state.list.entry(like.article).map_or("another", |other| other.title.as_str());
        pen.write(&format!(" {}% like ", like.percent), theme.dim).write(other, theme.dim);
    }
}

/// How far it has been read.
fn progress(entry: &ArticleEntry) -> String {
    match (entry.read_to, entry.bytes) {
        (0, _) => "new".to_owned(),
        (read, bytes) if read + 2 >= bytes => "read".to_owned(),
        (read, bytes) => format!("{}%", read * 100 / bytes.max(1)),
    }
}
