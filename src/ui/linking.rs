//! The choice of what one annotation is to another, and the list of an annotation's links.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, clear};
use super::overlay::{draw_head, middle};
use super::theme::Theme;
use crate::app::{Geometry, KINDS, LinkList, SeenLink, State, Tie, Tied};
use crate::text::one_line;

/// The widest these are, in cells.
const WIDEST: u16 = 84;

/// Columns below which the keys matter more than whose links these are.
const NARROW: u16 = 60;

/// Rows of a link in the list: what it says, and what is said of it.
const LINK_ROWS: usize = 2;

/// Draws a head line over a body of so many rows, as far as there is room; gives the body.
fn frame(
    buffer: &mut Buffer,
    geometry: &Geometry,
    rows: usize,
    head: (&str, &[&str]),
    state: &State,
    theme: &Theme,
) -> Rect {
    let screen = Rect { height: geometry.status.y.max(1), ..buffer.area };
    let place = middle(screen, WIDEST, rows + 1);
    clear(buffer, place);
    draw_head(buffer, Rect { height: place.height.min(1), ..place }, head.0, head.1, state, theme);
    Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place }
}

pub(super) fn draw_tie(buffer: &mut Buffer, geometry: &Geometry, tie: &Tie, state: &State, theme: &Theme) {
    let title = if tie.noting { "Link, with a note" } else { "Link" };
    let keys = ["s c e link  w swap  n note  Esc leave", "w swap  n note  Esc leave", "Esc leave"];
    let body = frame(buffer, geometry, KINDS.len() + 2, (title, &keys), state, theme);
    let (from, to) = tie.ends();
    let end = |buffer: &mut Buffer, row: usize, end: &Tied| {
        let which = if *end == tie.marked { "the marked " } else { "this " };
        let mut pen = Pen::new(buffer, body, row as u16, state.ambiguous);
        pen.write(" ", Style::new()).write(which, theme.dim).write(&end.words(), theme.heading);
        pen.write("  ", Style::new()).write(&end.title, theme.dim);
    };
    end(buffer, 0, from);
    for (index, (key, kind)) in KINDS.iter().enumerate() {
        let chosen = index == tie.chosen;
        let style = if chosen { theme.chosen } else { Style::new() };
        let mut pen = Pen::new(buffer, body, index as u16 + 1, state.ambiguous);
        pen.write(if chosen { "   > " } else { "     " }, style).write(key.encode_utf8(&mut [0; 4]), style);
        pen.write("  ", style).write(kind.forwards(), style).fill(u16::MAX, style);
    }
    end(buffer, KINDS.len() + 1, to);
}

pub(super) fn draw_links(
    buffer: &mut Buffer,
    geometry: &Geometry,
    list: &LinkList,
    state: &State,
    theme: &Theme,
) {
    let links = state.links_of(&list.about);
    let title = match (&state.reading, &list.about[..]) {
        (Some(reading), [one]) if state.screen.0 >= NARROW => reading.annotations.named(one).map_or_else(
            || "Links".to_owned(),
            |annotation| {
                let quote = crate::app::reminder(annotation.span.of(reading.document.text()));
                format!("This {} “{quote}”", annotation.label)
            },
        ),
        _ => "Links".to_owned(),
    };
    let keys = [
        "Enter go  a note  s c e kind  x delete  Esc leave",
        "Enter go  a note  x delete  Esc leave",
        "Enter go  Esc leave",
        "Esc leave",
    ];
    let rows = links.len().max(1) * LINK_ROWS;
    let body = frame(buffer, geometry, rows, (&title, &keys), state, theme);
    let fitting = (body.height as usize / LINK_ROWS).max(1);
    let chosen = list.chosen.min(links.len().saturating_sub(1));
    let top = (chosen + 1).saturating_sub(fitting);
    for (row, (index, seen)) in links.iter().enumerate().skip(top).take(fitting).enumerate() {
        let place = Rect { y: body.y + (row * LINK_ROWS) as u16, height: 1, ..body };
        draw_link(buffer, place.intersection(body), (index, seen), index == chosen, state, theme);
        let place = Rect { y: place.y + 1, ..place };
        draw_about(buffer, place.intersection(body), seen, state, theme);
    }
}

/// What a link says.
fn draw_link(
    buffer: &mut Buffer,
    place: Rect,
    (index, seen): (usize, &SeenLink),
    chosen: bool,
    state: &State,
    theme: &Theme,
) {
    let style = if chosen { theme.chosen } else { Style::new() };
    let other = seen.other();
    let label = state.configuration.label(&other.label);
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write(if chosen { "> " } else { "  " }, style).write(&format!("{} ", index + 1), style);
    pen.write(seen.words(), style).write(" ", style).write(&other.label, style.patch(theme.sign(label)));
    pen.write(&format!(" “{}”", other.quote.replace('\n', " ")), style).fill(u16::MAX, style);
}

/// What is said of a link: where its other end is, its note, who made it.
fn draw_about(buffer: &mut Buffer, place: Rect, seen: &SeenLink, state: &State, theme: &Theme) {
    let (other, link) = (seen.other(), &seen.stored.link);
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write("    ", theme.dim);
    if other.orphaned {
        pen.write("not in the text any more  ", theme.grave);
    }
    if link.reader != state.reader {
        pen.write("by ", theme.dim).write(&link.reader, Style::new()).write("  ", theme.dim);
    }
    if !link.note.is_empty() {
        pen.write("note: ", theme.dim).write(&one_line(&link.note), Style::new()).write("  ", theme.dim);
    }
    pen.write(&other.title, theme.dim);
}
