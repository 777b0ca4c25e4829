//! What lies over the panes: prompts and questions at the foot, help, palette and choices in the middle.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, clear, fitting, width};
use super::theme::Theme;
use super::{area, candidates, drafts, labels, linking, menu, related};
use crate::app::{
    Ask, Choice, FilterMenu, Geometry, Overlay, PageRow, Palette, Prompt, Purpose, State, Topic, Typed,
    page_rows, page_width, prompt_width,
};
use crate::text::{Measure, trim_blank_end, visible, wrap};

pub(super) fn draw(frame: &mut Frame, geometry: &Geometry, state: &State, theme: &Theme) {
    let screen = frame.area();
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => draw_prompt(frame, screen, prompt, state, theme),
        Some(Overlay::Palette(palette)) => draw_palette(frame, geometry, palette, state, theme),
        Some(Overlay::Page { topic, scroll }) => draw_page(frame.buffer_mut(), *topic, *scroll, state, theme),
        Some(Overlay::Filters(menu)) => draw_filters(frame, geometry, menu, state, theme),
        Some(Overlay::ListMenu(list)) => menu::draw_list_menu(frame, geometry, list, state, theme),
        Some(Overlay::Contents(contents)) => menu::draw_contents(frame, geometry, contents, state, theme),
        Some(Overlay::Choice(choice)) => draw_choice(frame.buffer_mut(), geometry, choice, state, theme),
        Some(Overlay::Ask(ask)) => draw_ask(frame.buffer_mut(), screen, ask, state, theme),
        Some(Overlay::Tie(tie)) => linking::draw_tie(frame.buffer_mut(), geometry, tie, state, theme),
        Some(Overlay::Links(list)) => linking::draw_links(frame.buffer_mut(), geometry, list, state, theme),
        Some(Overlay::Relating(view)) => related::draw(frame.buffer_mut(), geometry, view, state, theme),
        Some(Overlay::Labels(view)) => labels::draw(frame, geometry, view, state, theme),
        Some(Overlay::Drafts(list)) => drafts::draw(frame.buffer_mut(), geometry, *list, state, theme),
        // What is settled has a place of its own, under the panes.
        Some(Overlay::Settling(_) | Overlay::Results) | None => {}
    }
}

/// A head line over `height` rows at the screen's foot.
fn foot(screen: Rect, height: usize) -> (Rect, Rect) {
    let rows = (height.min(u16::MAX as usize) as u16).clamp(1, (screen.height / 2).max(1));
    let top = screen.height.saturating_sub(rows + 1);
    let head = Rect { y: top, height: 1, ..screen }.intersection(screen);
    let body = Rect { y: top + head.height, height: rows, ..screen }.intersection(screen);
    (head, body)
}

fn draw_prompt(frame: &mut Frame, screen: Rect, prompt: &Prompt, state: &State, theme: &Theme) {
    let inner = Rect { x: screen.x + 1, width: prompt_width(screen.width), ..screen };
    let typed = Typed::new(&prompt.area, inner.width, state.ambiguous);
    let offered = candidates::offered(prompt, state);
    let (head, mut body) = foot(screen, typed.height() + offered.len().min(candidates::ROWS));
    clear(frame.buffer_mut(), head.union(body));
    let keys = ["Enter done  Alt-Enter new line  Esc leave", "Enter done  Esc leave", "Esc leave"];
    let keys = if prompt.multiline { &keys[..] } else { &keys[1..] };
    let choosing =
        ["Tab choose  Enter done  Alt-Enter new line  Esc leave", "Tab choose  Enter done  Esc leave"];
    let searching = [
        "Enter done  Up Down earlier ones  Alt-e exact  Alt-r regular expression  Esc back",
        "Enter  Alt-e exact  Alt-r regex  Esc",
    ];
    let keys = if matches!(prompt.purpose, Purpose::Search(_)) {
        searching.to_vec()
    } else if prompt.candidates.is_some() {
        [&choosing[usize::from(!prompt.multiline)..], keys].concat()
    } else {
        keys.to_vec()
    };
    draw_head(frame.buffer_mut(), head, &prompt.title, &keys, state, theme);
    if !offered.is_empty() {
        let height = (typed.height().min(u16::MAX as usize) as u16).min(body.height.saturating_sub(1).max(1));
        let below = Rect { y: body.y + height, height: body.height - height, ..body };
        candidates::draw(frame.buffer_mut(), below, &offered, prompt, state, theme);
        body.height = height;
    }
    let place = Rect { x: inner.x, width: inner.width, ..body };
    if !place.is_empty() {
        let cursor = area::draw(frame.buffer_mut(), place, &typed, state.ambiguous);
        frame.set_cursor_position(cursor);
    }
}

/// A head line: its title, whole words of it where it is too long, and at the right the first of `keys` that there is
/// room for.
pub(super) fn draw_head(
    buffer: &mut Buffer,
    place: Rect,
    title: &str,
    keys: &[&str],
    state: &State,
    theme: &Theme,
) {
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write(" ", theme.head);
    let title = fitting(&[title], pen.room(), state.ambiguous);
    let room = pen.write(title, theme.head).room();
    if let Some(keys) = keys.iter().find(|keys| room > width(keys, state.ambiguous) + 2) {
        let x = pen.x + pen.room() - width(keys, state.ambiguous) - 1;
        pen.fill(x, theme.head).write(keys, theme.head);
    }
    pen.fill(u16::MAX, theme.head);
}

fn draw_ask(buffer: &mut Buffer, screen: Rect, ask: &Ask, state: &State, theme: &Theme) {
    let cells = (screen.width as usize).saturating_sub(2).max(Measure::LEAST);
    let question = visible(&ask.question).into_owned();
    let wrapped = wrap(&question, Measure { cells, ambiguous: state.ambiguous, hanging: false });
    let (head, body) = foot(screen, wrapped.lines.len());
    clear(buffer, head.union(body));
    draw_head(buffer, head, "pingdian asks", &["y yes  n no"], state, theme);
    for row in 0..wrapped.lines.len() {
        let mut pen = Pen::new(buffer, body, row as u16, state.ambiguous);
        pen.write(" ", Style::new()).write(trim_blank_end(&question[wrapped.line_bytes(row)]), theme.heading);
    }
}

/// A box in the middle of the panes, at most so wide and so high.
pub(super) fn middle(screen: Rect, columns: u16, rows: usize) -> Rect {
    let width = columns.min(screen.width);
    let height = (rows.min(u16::MAX as usize) as u16).min(screen.height);
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 3,
        width,
        height,
    }
}

/// One row of a page.
pub(super) fn draw_row(pen: &mut Pen, row: &PageRow, theme: &Theme) {
    let start = pen.x;
    pen.write(&row.lead, theme.heading);
    pen.fill(start + row.indent as u16, Style::new()).write(&row.words, Style::new());
}

fn draw_page(buffer: &mut Buffer, topic: Topic, scroll: usize, state: &State, theme: &Theme) {
    let rows = page_rows(state, topic);
    let place = middle(buffer.area, page_width(state.screen.0), rows.len() + 1);
    clear(buffer, place);
    let body = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
    let scroll = scroll.min(rows.len().saturating_sub(body.height as usize));
    let keys = ["j k scroll  Esc close", "Esc close"];
    let keys = if rows.len() > body.height as usize { &keys[..] } else { &keys[1..] };
    draw_head(buffer, Rect { height: place.height.min(1), ..place }, topic.title(), keys, state, theme);
    for (y, row) in rows.iter().skip(scroll).take(body.height as usize).enumerate() {
        let mut pen = Pen::new(buffer, body, y as u16, state.ambiguous);
        draw_row(&mut pen, row, theme);
        let name = width(row.name, state.ambiguous) + 1;
        if name > 1 && pen.room() > name {
            let x = pen.x + pen.room() - name;
            pen.fill(x, Style::new()).write(row.name, theme.dim);
        }
    }
}

fn draw_palette(frame: &mut Frame, geometry: &Geometry, palette: &Palette, state: &State, theme: &Theme) {
    let found = palette.found();
    let whole = frame.area();
    let place = middle(whole, 84, 14.min(geometry.status.y as usize + 1).max(3));
    let buffer = frame.buffer_mut();
    clear(buffer, place);
    draw_head(
        buffer,
        Rect { height: place.height.min(1), ..place },
        "Commands",
        &["type to narrow  Enter do it  Esc leave", "Enter do it  Esc leave", "Esc leave"],
        state,
        theme,
    );
    let inner = Rect { x: place.x + 1, y: place.y + 1, width: place.width.saturating_sub(2), height: 1 };
    let typed = Typed::new(&palette.choosing.area, inner.width, state.ambiguous);
    let body = Rect { y: place.y + 2, height: place.height.saturating_sub(2), ..place };
    if found.is_empty() {
        Pen::new(buffer, body, 0, state.ambiguous).write(menu::NOTHING, theme.dim);
    }
    let top = (palette.choosing.chosen + 1).saturating_sub(body.height as usize);
    for (y, (index, command)) in found.iter().enumerate().skip(top).take(body.height as usize).enumerate() {
        let style = if index == palette.choosing.chosen { theme.chosen } else { Style::new() };
        let keys = format!("  {} ", state.keymap.keys_of(command.name).join(" "));
        let words = body.width.saturating_sub(width(&keys, state.ambiguous));
        let mut pen = Pen::new(buffer, Rect { width: words, ..body }, y as u16, state.ambiguous);
        let start = pen.x;
        pen.write(if index == palette.choosing.chosen { "> " } else { "  " }, style)
            .write(command.name, style);
        pen.fill(start + 24, style).write(command.description, style).fill(u16::MAX, style);
        let rest = Rect { x: body.x + words, width: body.width - words, ..body };
        Pen::new(buffer, rest, y as u16, state.ambiguous).write(&keys, style);
    }
    if !inner.intersection(whole).is_empty() {
        let cursor = area::draw(buffer, inner.intersection(whole), &typed, state.ambiguous);
        frame.set_cursor_position(cursor);
    }
}

fn draw_filters(frame: &mut Frame, geometry: &Geometry, filters: &FilterMenu, state: &State, theme: &Theme) {
    let found = filters.found(state);
    let whole = frame.area();
    let place = middle(whole, 72, 16.min(geometry.status.y as usize + 1).max(3));
    let buffer = frame.buffer_mut();
    clear(buffer, place);
    let head = Rect { height: place.height.min(1), ..place };
    draw_head(buffer, head, "List those with", menu::keys_of(&filters.choosing), state, theme);
    let inner = Rect { x: place.x + 1, y: place.y + 1, width: place.width.saturating_sub(2), height: 1 };
    let typed = Typed::new(&filters.choosing.area, inner.width, state.ambiguous);
    let body = Rect { y: place.y + 2, height: place.height.saturating_sub(2), ..place };
    let top = (filters.choosing.chosen + 1).saturating_sub(body.height as usize);
    for (y, (index, criterion)) in found.iter().enumerate().skip(top).take(body.height as usize).enumerate() {
        let style = if index == filters.choosing.chosen { theme.chosen } else { Style::new() };
        let (kind, name) = criterion.words();
        let mut pen = Pen::new(buffer, body, y as u16, state.ambiguous);
        let start = pen.x;
        pen.write(if index == filters.choosing.chosen { "> " } else { "  " }, style);
        pen.write(if criterion.is_set(&state.pane.selection) { "* " } else { "  " }, style);
        pen.write(kind, style)
            .fill(start + 14, style)
            .write(" ", style)
            .write(name, style)
            .fill(u16::MAX, style);
    }
    if !inner.intersection(whole).is_empty() {
        let cursor = area::draw(buffer, inner.intersection(whole), &typed, state.ambiguous);
        frame.set_cursor_position(cursor);
    }
}

fn draw_choice(buffer: &mut Buffer, geometry: &Geometry, choice: &Choice, state: &State, theme: &Theme) {
    let screen = Rect { height: geometry.status.y.max(1), ..buffer.area };
    let place = middle(screen, 84, choice.lines.len() + 1);
    clear(buffer, place);
    draw_head(
        buffer,
        Rect { height: place.height.min(1), ..place },
        &choice.title,
        &["Enter go on  Esc leave", "Esc leave"],
        state,
        theme,
    );
    let body = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
    let widest = choice.lines.iter().map(|(name, _)| width(name, state.ambiguous)).max().unwrap_or(0);
    let above = (choice.chosen + 1).saturating_sub(body.height as usize);
    for (row, (index, (name, words))) in choice.lines.iter().enumerate().skip(above).enumerate() {
        let style = if index == choice.chosen { theme.chosen } else { Style::new() };
        let mut pen = Pen::new(buffer, body, row as u16, state.ambiguous);
        let start = pen.x;
        if row as u16 >= body.height {
            break;
        }
        pen.write(if index == choice.chosen { "> " } else { "  " }, style);
        // Only the first nine have a key of their own.
        let number = if index < 9 { (index + 1).to_string() } else { String::new() };
        pen.write(&format!("{number:1} "), style).write(name, style);
        pen.fill(start + 6 + widest, style).write(words, style).fill(u16::MAX, style);
    }
}
