//! The list of articles: a row for the title, a row about it; what could not be read stands at the foot.

mod head;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, width};
use super::theme::Theme;
use crate::app::{Empty, Pane, State};
use crate::library::{ArticleEntry, ReadState};
use crate::text::clusters;

pub(super) fn draw(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    if place.is_empty() {
        return;
    }
    head::draw(buffer, place, state, theme);
    let rows = state.list.head_rows(place.height);
    if rows > 1 {
        head::draw_second(buffer, place, state, theme);
    }
    let notices = state.list.notice_rows(place.height);
    let entries = Rect { y: place.y + rows, height: place.height.saturating_sub(notices + rows), ..place };
    let range = state.list.range_shown();
    if state.list.empty() == Some(Empty::NothingFits) && state.progress.is_none() {
        let mut pen = Pen::new(buffer, entries, 0, state.ambiguous);
        pen.write("  Nothing fits. ", theme.dim).write(&all_again(state), theme.dim);
    }
    let mut row = 0;
    for (index, entry) in state.list.in_view() {
        if row >= entries.height {
            break;
        }
        let is = Is {
            chosen: index == state.list.chosen_place(),
            among: state.list.is_among(index, entry, range),
        };
        draw_title(buffer, entries, row, entry, is, state, theme);
        draw_about(buffer, entries, row + 1, entry, state, theme);
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

/// Which key lists all articles again.
fn all_again(state: &State) -> String {
    let keys = state.keymap.keys_of("all-articles");
    keys.first().map(|key| format!("{key}: all again")).unwrap_or_default()
}

/// How an entry stands among the others.
#[derive(Clone, Copy)]
struct Is {
    chosen: bool,
    /// One of several chosen.
    among: bool,
}

fn draw_title(
    buffer: &mut Buffer,
    place: Rect,
    row: u16,
    entry: &ArticleEntry,
    is: Is,
    state: &State,
    theme: &Theme,
) {
    let style = match (is.chosen, state.focus) {
        (true, Pane::List) => theme.chosen,
        (true, Pane::Text) => theme.chosen_away,
        _ => Style::new(),
    };
    let mut pen = Pen::new(buffer, place, row, state.ambiguous);
    pen.write(if is.chosen { ">" } else { " " }, style).write(if is.among { "+" } else { " " }, style);
    for (from, run, lit) in runs(&entry.title, &state.list.lit(&entry.title)) {
        let style = if lit { style.patch(theme.found) } else { style };
        if width(run, state.ambiguous) >= pen.room() {
            // The rest shows that it is cut.
            pen.write(&entry.title[from..], style);
            break;
        }
        pen.write(run, style);
    }
    pen.fill(u16::MAX, style);
}

/// A title in pieces of characters found and others, each with its first byte. `lit` are the places of the characters
/// found, in order.
fn runs<'a>(title: &'a str, lit: &[usize]) -> Vec<(usize, &'a str, bool)> {
    let mut runs: Vec<(usize, usize, bool)> = Vec::new();
    let mut place = 0;
    for (start, cluster) in clusters(title) {
        let characters = cluster.chars().count();
        let is_lit = lit.iter().any(|lit| (place..place + characters).contains(lit));
        place += characters;
        let end = start + cluster.len();
        match runs.last_mut() {
            Some(last) if last.2 == is_lit => last.1 = end,
            _ => runs.push((start, end, is_lit)),
        }
    }
    runs.into_iter().map(|(start, end, lit)| (start, &title[start..end], lit)).collect()
}

fn draw_about(
    buffer: &mut Buffer,
    place: Rect,
    row: u16,
    entry: &ArticleEntry,
    state: &State,
    theme: &Theme,
) {
    let mut pen = Pen::new(buffer, place, row, state.ambiguous);
    pen.write(if entry.starred { " *" } else { "  " }, theme.heading);
    pen.write(entry.script.sign(), theme.dim).write(" ", theme.dim).write(&progress(entry), theme.dim);
    if entry.deleted {
        pen.write(" deleted", theme.dim);
    }
    if entry.hidden {
        pen.write(" out of sight", theme.dim);
    }
    for (name, count) in state.configuration.in_order(&entry.counts) {
        let label = state.configuration.label(name);
        let sign = label.map_or_else(|| format!(" {name} "), |label| format!(" {}", label.sign));
        pen.write(&sign, theme.sign(label)).write(&count.to_string(), theme.sign(label));
    }
    if entry.copies > 0 {
        pen.write(&format!(" +{} same", entry.copies), theme.dim);
    }
    // What it is a reprint of tells more than when it came and how long it takes.
    if let Some(like) = entry.like {
        let other = state.list.entry(like.article).map_or("another", |other| other.title.as_str());
        pen.write(&format!(" {}% like ", like.percent), theme.dim).write(other, theme.dim);
        return;
    }
    let minutes = format!(" {}min", state.pace.minutes_for(entry));
    let wanted = entry.state() != ReadState::Read;
    // Nobody is to take the one for the other.
    let came = match entry.published_day() {
        Some(day) => format!(" {day}"),
        None => format!(" added {}", entry.added_day()),
    };
    for (words, least) in [(minutes, wanted), (came, true)] {
        if least && pen.room() >= width(&words, state.ambiguous) {
            pen.write(&words, theme.dim);
        }
    }
    let source = entry.source();
    if pen.room() > width(&source, state.ambiguous).min(SOURCE) {
        pen.write(" ", theme.dim).write(&source, theme.dim);
    }
}

/// Cells below which a source that does not fit is left out.
const SOURCE: u16 = 12;

/// How far it has been read.
fn progress(entry: &ArticleEntry) -> String {
    match entry.state() {
        // Who has begun is not at nothing.
        ReadState::Reading => format!("{}%", (entry.permille() / 10).max(1)),
        state => state.name().to_owned(),
    }
}
