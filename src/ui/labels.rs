//! The labels over the panes: their list, a label being written, the questions asked about them.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::area;
use super::cells::{Pen, clear, width};
use super::overlay::{draw_head, middle};
use super::theme::Theme;
use crate::annotation::Label;
use crate::app::{
    FIELDS, FORM_INDENT, Form, Geometry, LabelRow, Labels, Stage, State, Typed, counted, form_cells,
    label_rows, others, page_width, wrapped,
};
use crate::text::visible;

/// Cells below which a label's row spares its colour's name.
const NARROW: u16 = 60;

/// Cells of a label's name in the list.
const NAME: u16 = 16;

pub(super) fn draw(frame: &mut Frame, geometry: &Geometry, labels: &Labels, state: &State, theme: &Theme) {
    let place = Rect { height: geometry.status.y.max(1), ..frame.area() };
    match &labels.stage {
        Stage::List => list(frame.buffer_mut(), place, labels, state, theme),
        Stage::Form(form) => draw_form(frame, place, form, state, theme),
        Stage::Move { from, delete, chosen } => {
            list(frame.buffer_mut(), place, labels, state, theme);
            let count = labels.uses.as_ref().and_then(|uses| uses.get(from)).copied().unwrap_or(0);
            let (from, count) = (visible(from), counted(count, "annotation"));
            let first = if *delete { "Before it is deleted they" } else { "They" };
            let question = format!("{from} has {count}. {first} become, for good:");
            draw_move(frame.buffer_mut(), place, &question, (labels, *chosen), state, theme);
        }
        Stage::Ask { question, .. } => {
            list(frame.buffer_mut(), place, labels, state, theme);
            let lines = lines(question, place.width.min(page_width(place.width)), state);
            let place = foot(place, lines.len());
            clear(frame.buffer_mut(), place);
            head(frame.buffer_mut(), place, "pingdian asks", &["y yes  n no"], state, theme);
            write_lines(frame.buffer_mut(), place, 1, &lines, theme.heading, state);
        }
    }
}

fn head(buffer: &mut Buffer, place: Rect, title: &str, keys: &[&str], state: &State, theme: &Theme) {
    draw_head(buffer, Rect { height: place.height.min(1), ..place }, title, keys, state, theme);
}

/// So many rows under a head, at the foot of the panes.
fn foot(place: Rect, rows: usize) -> Rect {
    let height = (rows.min(u16::MAX as usize) as u16 + 1).min(place.height);
    let width = page_width(place.width);
    let x = place.x + (place.width - width) / 2;
    Rect { x, y: place.bottom() - height, width, height }
}

fn lines(words: &str, columns: u16, state: &State) -> Vec<String> {
    wrapped(&visible(words), (columns as usize).saturating_sub(2), state.ambiguous)
}

fn write_lines(buffer: &mut Buffer, place: Rect, first: u16, lines: &[String], style: Style, state: &State) {
    for (row, line) in (first..).zip(lines) {
        Pen::new(buffer, place, row, state.ambiguous).write(" ", Style::new()).write(line, style);
    }
}

/// A row a label, and under them what the chosen one is for.
fn list(buffer: &mut Buffer, screen: Rect, labels: &Labels, state: &State, theme: &Theme) {
    let rows = label_rows(&state.configuration, labels);
    let chosen = labels.chosen.min(rows.len() - 1);
    let columns = page_width(screen.width);
    let words = match rows[chosen].label {
        Some(label) if label.description.is_empty() => "No description yet".to_owned(),
        Some(label) => label.description.clone(),
        None => {
            "Annotations have this label, and the configuration does not know it: e takes it in".to_owned()
        }
    };
    let words = lines(&words, columns, state);
    let place = middle(screen, columns, rows.len() + words.len() + 2);
    clear(buffer, place);
    let keys = ["e edit  a add  J K order  x delete  m move  Esc", "e a J K x m  Esc close", "Esc close"];
    head(buffer, place, "Labels", &keys, state, theme);
    let below = (words.len() as u16 + 1).min(place.height.saturating_sub(2));
    let body = Rect { y: place.y + 1, height: place.height.saturating_sub(1 + below), ..place };
    let top = (chosen + 1).saturating_sub(body.height as usize);
    for (y, (index, row)) in rows.iter().enumerate().skip(top).take(body.height as usize).enumerate() {
        draw_row(buffer, body, y as u16, row, index == chosen, state, theme);
    }
    let rest = Rect { y: body.bottom(), height: below, ..place };
    write_lines(buffer, rest, 1, &words, theme.dim, state);
}

fn draw_row(
    buffer: &mut Buffer,
    place: Rect,
    y: u16,
    row: &LabelRow,
    chosen: bool,
    state: &State,
    theme: &Theme,
) {
    let style = if chosen { theme.chosen } else { Style::new() };
    let count = row.count.map_or_else(|| "… ".to_owned(), |count| format!("{count} "));
    let mut pen = Pen::new(buffer, place, y, state.ambiguous);
    let start = pen.x;
    pen.write(if chosen { "> " } else { "  " }, style);
    match row.label {
        Some(label) => {
            sign(&mut pen, label, chosen, theme);
            pen.write(" ", style).write(&label.name, style).fill(start + 4 + NAME, style);
            pen.write(" key ", if chosen { style } else { theme.dim });
            pen.write(label.key.encode_utf8(&mut [0; 4]), style).write("  ", style);
            if place.width >= NARROW {
                pen.write(&label.colour, style);
            }
        }
        None => {
            pen.write("? ", style).write(row.name, style).fill(start + 4 + NAME, style);
            pen.write(if place.width >= NARROW { " not configured" } else { " new" }, style);
        }
    }
    let end = place.right().saturating_sub(width(&count, state.ambiguous));
    pen.fill(end, style).write(&count, style);
}

/// A label's sign in its colour, on the chosen row in that row's.
fn sign(pen: &mut Pen, label: &Label, chosen: bool, theme: &Theme) {
    let style = if chosen { theme.chosen } else { theme.sign(Some(label)) };
    pen.write(label.sign.encode_utf8(&mut [0; 4]), style);
}

fn draw_move(
    buffer: &mut Buffer,
    screen: Rect,
    question: &str,
    (labels, chosen): (&Labels, usize),
    state: &State,
    theme: &Theme,
) {
    let Stage::Move { from, .. } = &labels.stage else { return };
    let others: Vec<&Label> = others(&state.configuration, from).collect();
    let lines = lines(question, page_width(screen.width), state);
    let place = foot(screen, lines.len() + others.len());
    clear(buffer, place);
    head(buffer, place, "Move annotations", &["Enter do it  Esc leave", "Esc leave"], state, theme);
    write_lines(buffer, place, 1, &lines, theme.heading, state);
    let above = (lines.len() as u16 + 1).min(place.height);
    let body = Rect { y: place.y + above, height: place.height - above, ..place };
    let top = (chosen + 1).saturating_sub(body.height as usize);
    for (y, (index, label)) in others.iter().enumerate().skip(top).take(body.height as usize).enumerate() {
        let style = if index == chosen { theme.chosen } else { Style::new() };
        let mut pen = Pen::new(buffer, body, y as u16, state.ambiguous);
        pen.write(if index == chosen { "> " } else { "  " }, style);
        sign(&mut pen, label, index == chosen, theme);
        pen.write(" ", style).write(&label.name, style).fill(u16::MAX, style);
    }
}

/// The fields, one under the other, and at the foot what is wrong or what goes into the one that is written in.
fn draw_form(frame: &mut Frame, screen: Rect, form: &Form, state: &State, theme: &Theme) {
    let columns = page_width(screen.width);
    let cells = form_cells(state.screen.0);
    let typed: Vec<Typed> = form.areas.iter().map(|area| Typed::new(area, cells, state.ambiguous)).collect();
    let foot = form.problem.as_deref().unwrap_or(FIELDS[form.focus].hint);
    let foot = lines(foot, columns, state);
    let rows: usize = typed.iter().map(Typed::height).sum();
    let place = middle(screen, columns, rows + foot.len() + 2);
    let buffer = frame.buffer_mut();
    clear(buffer, place);
    let title =
        form.from.as_ref().map_or_else(|| "A new label".to_owned(), |from| format!("The label {from}"));
    let keys = ["Tab next field  Enter keep  Esc leave", "Enter keep  Esc leave", "Esc leave"];
    head(buffer, place, &title, &keys, state, theme);
    let below = (foot.len() as u16 + 1).min(place.height.saturating_sub(2));
    let body = Rect { y: place.y + 1, height: place.height.saturating_sub(1 + below), ..place };
    // The row of the cursor among all rows must be in view.
    let above: usize = typed[..form.focus].iter().map(Typed::height).sum();
    let top = (above + typed[form.focus].cursor().0 + 1).saturating_sub(body.height as usize);
    let mut cursor = None;
    let mut row = 0;
    for (index, (field, typed)) in FIELDS.iter().zip(&typed).enumerate() {
        let height = typed.height();
        let first = row.max(top);
        let last = (row + height).min(top + body.height as usize);
        if first < last {
            let y = body.y + (first - top) as u16;
            let part = Rect { y, height: (last - first) as u16, ..body };
            if first == row {
                let style = if index == form.focus { theme.heading } else { theme.dim };
                Pen::new(buffer, part, 0, state.ambiguous).write(" ", style).write(field.name, style);
            }
            let indent = FORM_INDENT.min(part.width);
            let words = Rect { x: part.x + indent, width: cells.min(part.width - indent), ..part };
            let at = area::draw_from(buffer, words, typed, first - row, state.ambiguous);
            if index == form.focus {
                cursor = Some(at);
            }
        }
        row += height;
    }
    // Scrolled down, other words stand there.
    if let Ok(label) = form.label().as_ref()
        && top == 0
    {
        preview(buffer, body, label, state, theme);
    }
    let rest = Rect { y: body.bottom(), height: below, ..place };
    let style = if form.problem.is_some() { theme.grave } else { theme.dim };
    write_lines(buffer, rest, 1, &foot, style, state);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// At the right of the first row, the sign and the name as they will be drawn.
fn preview(buffer: &mut Buffer, place: Rect, label: &Label, state: &State, theme: &Theme) {
    let words = format!("{} {}", label.sign, label.name);
    let taken = width(&words, state.ambiguous) + 1;
    if place.width < NARROW || taken > place.width / 3 {
        return;
    }
    let place = Rect { x: place.right() - taken, width: taken, y: place.y, height: place.height.min(1) };
    Pen::new(buffer, place, 0, state.ambiguous).write(&words, theme.sign(Some(label)));
}
