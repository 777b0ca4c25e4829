//! Menus that are narrowed down by typing: the list's orders and filters, and the contents of an article.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::area;
use super::cells::{Pen, clear, width};
use super::overlay::{draw_head, middle};
use super::theme::Theme;
use crate::app::{Choosing, Contents, Geometry, ListMenu, State, Typed};

/// The most rows of a menu, its head and what is typed included.
const ROWS: u16 = 20;

/// Cells that the kinds of a list's menu are set to.
const KIND: u16 = 16;

/// What a menu says where nothing has what was typed.
pub(super) const NOTHING: &str = "  Nothing has these words";

/// The keys of a menu of which several lines may be taken, longest first.
pub(super) fn keys_of(choosing: &Choosing) -> &'static [&'static str] {
    match choosing.changed {
        false => &["Enter choose  Tab choose more  Esc leave", "Enter choose  Esc leave", "Esc leave"],
        true => &["Enter done  Tab choose more", "Enter done"],
    }
}

/// A line: what it is, and at the right how many, or how far.
struct Line {
    lead: String,
    kind: String,
    words: String,
    tail: String,
}

pub(super) fn draw_list_menu(
    frame: &mut Frame,
    geometry: &Geometry,
    menu: &ListMenu,
    state: &State,
    theme: &Theme,
) {
    let line = |line: &crate::app::ListLine| {
        let (kind, words) = line.criterion.words();
        let set = line.criterion.is_set(state.list.arrangement());
        Line {
            lead: if set { "* " } else { "  " }.to_owned(),
            kind: kind.to_owned(),
            words: words.into_owned(),
            tail: line.count.map(|count| count.to_string()).unwrap_or_default(),
        }
    };
    let lines: Vec<Line> = menu.found().iter().map(line).collect();
    draw(frame, geometry, (menu.title, keys_of(&menu.choosing)), &menu.choosing, &lines, state, theme);
}

pub(super) fn draw_contents(
    frame: &mut Frame,
    geometry: &Geometry,
    contents: &Contents,
    state: &State,
    theme: &Theme,
) {
    let found = contents.found();
    let line = |line: &&crate::app::ContentsLine| Line {
        lead: String::new(),
        kind: String::new(),
        words: line.words.clone(),
        tail: format!("{}%", line.percent),
    };
    let lines: Vec<Line> = found.iter().map(line).collect();
    let title = if contents.headings { "Contents" } else { "No headings here: how the paragraphs begin" };
    let keys = ["type to narrow  Enter go there  Esc leave", "Enter go there  Esc leave", "Esc leave"];
    draw(frame, geometry, (title, &keys), &contents.choosing, &lines, state, theme);
}

fn draw(
    frame: &mut Frame,
    geometry: &Geometry,
    (title, keys): (&str, &[&str]),
    choosing: &Choosing,
    lines: &[Line],
    state: &State,
    theme: &Theme,
) {
    let whole = frame.area();
    let rows = (lines.len() + 2).clamp(6, ROWS as usize) as u16;
    let place = middle(whole, 72, rows.min(geometry.status.y + 1).max(3).into());
    let buffer = frame.buffer_mut();
    clear(buffer, place);
    draw_head(buffer, Rect { height: place.height.min(1), ..place }, title, keys, state, theme);
    let inner = Rect { x: place.x + 1, y: place.y + 1, width: place.width.saturating_sub(2), height: 1 };
    let chosen = choosing.chosen;
    let typed = Typed::new(&choosing.area, inner.width, state.ambiguous);
    let body = Rect { y: place.y + 2, height: place.height.saturating_sub(2), ..place };
    let top = (chosen + 1).saturating_sub(body.height as usize);
    if lines.is_empty() {
        Pen::new(buffer, body, 0, state.ambiguous).write(NOTHING, theme.dim);
    }
    for (y, (index, line)) in lines.iter().enumerate().skip(top).take(body.height as usize).enumerate() {
        let style = if index == chosen { theme.chosen } else { Style::new() };
        let tail = format!("  {} ", line.tail);
        let left = body.width.saturating_sub(width(&tail, state.ambiguous));
        let mut pen = Pen::new(buffer, Rect { width: left, ..body }, y as u16, state.ambiguous);
        let start = pen.x;
        pen.write(if index == chosen { "> " } else { "  " }, style).write(&line.lead, style);
        if !line.kind.is_empty() {
            pen.write(&line.kind, style).fill(start + KIND, style).write(" ", style);
        }
        pen.write(&line.words, style).fill(u16::MAX, style);
        let rest = Rect { x: body.x + left, width: body.width - left, ..body };
        Pen::new(buffer, rest, y as u16, state.ambiguous).write(&tail, style).fill(u16::MAX, style);
    }
    if !inner.intersection(whole).is_empty() {
        let cursor = area::draw(buffer, inner.intersection(whole), &typed, state.ambiguous);
        frame.set_cursor_position(cursor);
    }
}
