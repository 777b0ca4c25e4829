//! The related passages: what was asked above, what other articles say below, with the figures and names lit in which
//! the chosen one and the asked one differ.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::cells::{Pen, clear};
use super::overlay::draw_head;
use super::theme::Theme;
use crate::app::{Geometry, RelatedPassage, Relating, State};
use crate::text::{Measure, Span, trim_blank_end, visible, wrap};

/// Cells before a passage's words: room for its tags' signs.
const INDENT: u16 = 4;

/// Columns below which the keys matter more than the name of what is shown.
const NARROW: u16 = 60;

/// Of the rows, the asked passage takes this part at most.
const ASKED_PART: usize = 3;

/// A row of words: stretches of them, and whether they are lit.
type Row = Vec<(String, bool)>;

pub(super) fn draw(
    buffer: &mut Buffer,
    geometry: &Geometry,
    relating: &Relating,
    state: &State,
    theme: &Theme,
) {
    let screen = Rect { height: geometry.status.y.max(1), ..buffer.area };
    clear(buffer, screen);
    let found = relating.found.as_deref();
    let what = if screen.width < NARROW { "Related" } else { "Related passages" };
    let title = match found {
        Some(found) if !found.is_empty() => format!("{what}  {} of {}", relating.chosen + 1, found.len()),
        _ => what.to_owned(),
    };
    let keys = [
        "Enter go there  link: s supports  c contradicts  e same  u undo  Esc leave",
        "Enter go  s c e link  u undo  Esc leave",
        "Enter go  s c e link",
        "Esc leave",
    ];
    draw_head(buffer, Rect { height: screen.height.min(1), ..screen }, &title, &keys, state, theme);
    let body = Rect { y: screen.y + 1, height: screen.height.saturating_sub(1), ..screen };
    let only_asked = relating.chosen().map(|chosen| chosen.only_asked.as_slice()).unwrap_or_default();
    let mut asked = rows(&relating.quote, only_asked, body.width, state);
    let most = (body.height as usize / ASKED_PART).max(1);
    if asked.len() > most {
        asked.truncate(most);
        asked.last_mut().into_iter().for_each(|row| row.push(("…".to_owned(), false)));
    }
    let height = asked.len() as u16;
    draw_rows(buffer, Rect { height, ..body }, &asked, theme.heading, state, theme);
    let rest = Rect { y: body.y + height + 1, height: body.height.saturating_sub(height + 1), ..body };
    match found {
        None => say(buffer, rest, "Looking through the library…", state, theme),
        Some([]) => say(buffer, rest, "No other article has words in common with this", state, theme),
        Some(found) => draw_found(buffer, rest, found, relating.chosen, state, theme),
    }
}

fn say(buffer: &mut Buffer, place: Rect, words: &str, state: &State, theme: &Theme) {
    Pen::new(buffer, place, 0, state.ambiguous).write("    ", theme.dim).write(words, theme.dim);
}

/// Draws as many as there is room for, so that the chosen one is among them, whole where that is possible.
fn draw_found(
    buffer: &mut Buffer,
    place: Rect,
    found: &[RelatedPassage],
    chosen: usize,
    state: &State,
    theme: &Theme,
) {
    let room = place.height as usize;
    let laid: Vec<Vec<Row>> = found
        .iter()
        .take(chosen + room + 1)
        .map(|passage| rows(&passage.related.quote, &passage.only_here, place.width, state))
        .collect();
    let height = |index: usize| laid.get(index).map_or(0, |rows| rows.len() + 2);
    let mut top = chosen;
    let mut taken = height(chosen);
    while top > 0 && taken + height(top - 1) <= room + 1 {
        top -= 1;
        taken += height(top);
    }
    let mut y = 0;
    for (index, passage) in found.iter().enumerate().skip(top) {
        let Some(words) = laid.get(index).filter(|_| y < room) else { break };
        let at = |y: usize| Rect { y: place.y + y as u16, height: (room - y.min(room)) as u16, ..place };
        draw_source(buffer, at(y), index, passage, index == chosen, state, theme);
        draw_signs(buffer, at(y + 1), passage, state, theme);
        draw_rows(buffer, at(y + 1), words, Style::new(), state, theme);
        y += words.len() + 2;
    }
}

/// Whose words these are, and what was said of them.
fn draw_source(
    buffer: &mut Buffer,
    place: Rect,
    index: usize,
    passage: &RelatedPassage,
    chosen: bool,
    state: &State,
    theme: &Theme,
) {
    let style = if chosen { theme.chosen } else { theme.dim };
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write(if chosen { "> " } else { "  " }, style).write(&format!("{} ", index + 1), style);
    if let Some(kind) = passage.linked {
        pen.write("[this ", style).write(kind.forwards(), style).write(" it] ", style);
    }
    pen.write(&passage.related.title, style).fill(u16::MAX, style);
}

/// The signs of the tags on a passage, each label once.
fn draw_signs(buffer: &mut Buffer, place: Rect, passage: &RelatedPassage, state: &State, theme: &Theme) {
    let mut pen = Pen::new(buffer, Rect { width: INDENT - 1, ..place }, 0, state.ambiguous);
    let mut seen: Vec<&str> = Vec::new();
    for tag in passage.related.tags.iter().filter(|tag| state.shows(tag)) {
        if seen.contains(&tag.label.as_str()) {
            continue;
        }
        seen.push(&tag.label);
        let label = state.configuration.label(&tag.label);
        let sign = tag.label.chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        pen.write(&sign, theme.sign(label));
    }
}

fn draw_rows(buffer: &mut Buffer, place: Rect, rows: &[Row], style: Style, state: &State, theme: &Theme) {
    let inner =
        Rect { x: place.x + INDENT.min(place.width), width: place.width.saturating_sub(INDENT), ..place };
    let lit = theme.found.add_modifier(Modifier::UNDERLINED);
    for (y, row) in rows.iter().enumerate().take(inner.height as usize) {
        let mut pen = Pen::new(buffer, inner, y as u16, state.ambiguous);
        for (words, is_lit) in row {
            pen.write(words, if *is_lit { lit } else { style });
        }
    }
}

/// Words set in lines for a screen of so many columns, with `marks` of them lit.
fn rows(words: &str, marks: &[Span], columns: u16, state: &State) -> Vec<Row> {
    let mut shown = String::new();
    let mut lit: Vec<Span> = Vec::new();
    let mut add = |words: &str| {
        let start = shown.len();
        shown.push_str(&visible(&words.replace('\n', " ")));
        Span::new(start, shown.len())
    };
    let mut at = 0;
    for mark in marks.iter().filter(|mark| words.get(mark.range()).is_some()) {
        add(&words[at.min(mark.start)..mark.start]);
        lit.push(add(mark.of(words)));
        at = mark.end;
    }
    add(&words[at..]);
    let cells = (columns as usize).saturating_sub(INDENT as usize + 1).max(Measure::LEAST);
    let wrapped = wrap(&shown, Measure { cells, ambiguous: state.ambiguous, hanging: false });
    let row = |index: usize| {
        let line = wrapped.line_bytes(index);
        let end = line.start + trim_blank_end(&shown[line.clone()]).len();
        let borders = lit.iter().flat_map(|span| [span.start, span.end]);
        let mut places: Vec<usize> = borders.filter(|place| line.start < *place && *place < end).collect();
        places.extend([line.start, end]);
        places.sort_unstable();
        let stretch = |pair: &[usize]| {
            let is_lit = lit.iter().any(|span| span.start <= pair[0] && pair[1] <= span.end);
            (shown[pair[0]..pair[1]].to_owned(), is_lit)
        };
        places.windows(2).filter(|pair| pair[0] < pair[1]).map(stretch).collect()
    };
    (0..wrapped.lines.len()).map(row).collect()
}
