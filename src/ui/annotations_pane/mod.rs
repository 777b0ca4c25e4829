//! The annotations pane: what is listed, what it is narrowed down to, the balance, and what is known of the chosen one.

mod bars;
mod entries;
mod sources;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, clear};
use super::overlay::{draw_head, draw_row};
use super::theme::Theme;
use crate::annotation::Label;
use crate::app::{PaneGeometry, State, View, counted, filter_words, told};
use crate::text::visible;

pub(super) fn draw(buffer: &mut Buffer, state: &State, theme: &Theme) {
    let geometry = PaneGeometry::of(state);
    clear(buffer, buffer.area);
    head(buffer, geometry.head, state, theme);
    filters(buffer, geometry.filters, state, theme);
    bars::draw_head(buffer, geometry.bars, state, theme);
    match state.pane.view {
        View::Entries => entries::draw(buffer, geometry.list, state, theme),
        View::Sources => sources::draw(buffer, geometry.list, state, theme),
        View::Balance => bars::draw_list(buffer, geometry.list, state, theme),
    }
    preview(buffer, geometry.preview, state, theme);
}

fn head(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    if place.is_empty() {
        return;
    }
    let pane = &state.pane;
    let what = match pane.view {
        View::Entries => "Annotations",
        View::Sources => "Sources",
        View::Balance => "Balance",
    };
    let scope = match pane.selection.article.filter(|_| pane.view != View::Balance) {
        Some(article) => match state.list.entry(article) {
            Some(entry) => format!("in “{}”", entry.title),
            None => "in this article".to_owned(),
        },
        None => "in the library".to_owned(),
    };
    let order = match pane.view {
        View::Entries => pane.selection.sort.name(),
        View::Sources if pane.sources.by_name => "by name",
        View::Sources => "most cited first",
        View::Balance => match pane.balances.by {
            crate::annotation::By::Sentences => "by sentences",
            crate::annotation::By::Characters => "by characters",
        },
    };
    draw_head(buffer, place, &format!("{what} {scope}"), &[order], state, theme);
}

/// How many there are, of which labels, and what the list is narrowed down to.
fn filters(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    if place.is_empty() {
        return;
    }
    let pane = &state.pane;
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write(" ", Style::new());
    match pane.view {
        View::Entries => {
            pen.write(&counted(pane.entries.total, "annotation"), Style::new());
            for (name, count) in state.configuration.in_order(&pane.entries.counts) {
                let label = state.configuration.label(name);
                pen.write(" ", Style::new()).write(&sign(label, name), theme.sign(label));
                pen.write(&count.to_string(), theme.sign(label));
            }
            if pane.entries.orphaned > 0 {
                pen.write(&format!(" {} gone", pane.entries.orphaned), theme.grave);
            }
            let words = filter_words(&pane.selection);
            if !words.is_empty() {
                pen.write("  only: ", theme.dim).write(&words.join(", "), theme.heading);
            }
        }
        View::Sources => {
            pen.write(&counted(pane.sources.cited.len(), "source"), Style::new());
        }
        View::Balance => {
            let whose = if pane.balances.of_all_readers { "all readers'" } else { "one's own" };
            pen.write(&counted(pane.balances.lines(), "article"), Style::new());
            pen.write(&format!(" with annotations; {whose} are counted"), theme.dim);
        }
    }
    if pane.is_asking() {
        pen.write("  …", theme.dim);
    }
}

fn preview(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    if place.height < 2 {
        return;
    }
    let line = "-".repeat(place.width as usize);
    Pen::new(buffer, place, 0, state.ambiguous).write(&line, theme.dim);
    let rows = told(state, place.width as usize);
    let body = Rect { y: place.y + 1, height: place.height - 1, ..place };
    let cut = rows.len() > body.height as usize;
    for (y, row) in rows.iter().take(body.height as usize).enumerate() {
        draw_row(&mut Pen::new(buffer, body, y as u16, state.ambiguous), row, theme);
    }
    if cut {
        let more = format!(
            " {} more: {} ",
            rows.len() - body.height as usize,
            state.keymap.keys_of("show-entry").join(" ")
        );
        let width = super::cells::width(&more, state.ambiguous);
        if width < place.width {
            let rest = Rect { x: place.right() - width, width, ..place };
            Pen::new(buffer, rest, 0, state.ambiguous).write(&more, theme.dim);
        }
    }
}

/// What is said where nothing is shown: `none` where there is nothing, else why it is not known.
fn nothing(state: &State, none: &'static str) -> &'static str {
    match &state.pane {
        pane if pane.is_asking() => "  looking",
        pane if pane.is_answered() => none,
        _ if !state.saving.open.is_empty() => "  Shown once all changes are saved.",
        _ => "  The library does not tell.",
    }
}

/// What stands for a label in little room.
fn sign(label: Option<&Label>, name: &str) -> String {
    label.map_or_else(|| format!("{} ", visible(name)), |label| label.sign.to_string())
}
