//! Two readings of a passage, one of which is to be taken: under the panes, in whose text the passage is lit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, width};
use super::overlay::draw_head;
use super::theme::Theme;
use crate::annotation::agreement::Difference;
use crate::annotation::{Annotation, SETTLED};
use crate::app::{Overlay, State};
use crate::text::{clusters, one_line, shortened, visible};

/// Cells of a label's name, and of a reader's; and where there are few.
const NAME: usize = 10;
const SHORT_NAME: usize = 6;

/// Columns below which there are few.
const NARROW: u16 = 60;

/// Column at which what is said of an annotation begins.
const INDENT: u16 = 3;

/// What there is to press, the longest first.
const KEYS: &[&str] = &[
    "m mine  t theirs  b both  n neither  j k  u undo  Esc end",
    "m mine  t theirs  b both  n neither",
    "m t b n  u  Esc",
    "m t b n",
];

pub(super) fn draw(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let Some(Overlay::Settling(settling)) = &state.overlay else { return };
    let Some(here) = settling.here().filter(|_| !place.is_empty()) else { return };
    let number = settling.at + 1;
    let (all, settled) = (settling.differences.len(), settling.settled());
    let title = match place.width {
        0..NARROW => format!("{number}/{all}, {settled} settled"),
        _ => format!("{number} of {all}, {settled} settled: {}", kind(here.difference)),
    };
    draw_head(buffer, Rect { height: 1, ..place }, &title, KEYS, state, theme);
    let rows = place.height.saturating_sub(1) / 2;
    let readings = [(&here.own, &state.reader), (&here.theirs, &settling.other)];
    for (top, (annotation, reader)) in [1, 1 + rows].into_iter().zip(readings) {
        let place = Rect { y: place.y + top, height: rows, ..place };
        let differing = here.difference == Difference::OtherBorders;
        reading(buffer, place, annotation.as_ref(), reader, differing, state, theme);
    }
}

fn kind(difference: Difference) -> &'static str {
    match difference {
        Difference::MissedByA => "theirs alone",
        Difference::MissedByB => "yours alone",
        Difference::OtherLabel => "other label",
        Difference::OtherBorders => "other borders",
    }
}

/// One reader's annotation: label, reader, what became of it and the words; under it, where there is a row, what else is
/// said of it.
fn reading(
    buffer: &mut Buffer,
    place: Rect,
    annotation: Option<&Annotation>,
    reader: &str,
    counted: bool,
    state: &State,
    theme: &Theme,
) {
    let label = annotation.and_then(|annotation| state.configuration.label(&annotation.label));
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    let start = pen.x;
    let name = annotation.map_or("nothing", |annotation| annotation.label.as_str());
    let sign = annotation.map_or('-', |_| label.map_or('?', |label| label.sign));
    let cells = if place.width < NARROW { SHORT_NAME } else { NAME };
    let cut = |words: &str| shortened(&visible(words), cells, state.ambiguous).into_owned();
    let (label_end, name_end) = (start + cells as u16 + 4, start + 2 * cells as u16 + 5);
    let style = if annotation.is_some() { theme.sign(label) } else { theme.dim };
    pen.write(&format!(" {sign} "), style).write(&cut(name), style).fill(label_end, Style::new());
    pen.write(&cut(reader), theme.heading).fill(name_end, Style::new());
    let Some(annotation) = annotation else { return };
    if let Some(outcome) = annotation.outcome() {
        pen.write(outcome.name(), theme.dim).write("  ", Style::new());
    }
    let text = state.reading.as_ref().map_or("", |reading| reading.document.text());
    let quote = text.get(annotation.span.range()).unwrap_or_default();
    let size = format!(" ({} characters)", clusters(quote).count());
    let size = if counted && pen.room() > 3 * width(&size, state.ambiguous) { size } else { String::new() };
    let room = pen.room().saturating_sub(width(&size, state.ambiguous) + 1) as usize;
    pen.write(&shortened(&visible(quote), room, state.ambiguous), Style::new()).write(&size, theme.dim);
    if place.height > 1 {
        let mut pen = Pen::new(buffer, place, 1, state.ambiguous);
        pen.fill(start + INDENT, Style::new()).write(&said(annotation), theme.dim);
    }
}

/// Source, attributes and note.
fn said(annotation: &Annotation) -> String {
    let source = Some(("source", &annotation.source)).filter(|(_, source)| !source.is_empty());
    let note = Some(("note", &annotation.note)).filter(|(_, note)| !note.is_empty());
    let attributes = annotation.attributes.iter().filter(|(name, _)| *name != SETTLED);
    let attributes = attributes.map(|(name, value)| (name.as_str(), value));
    let said: Vec<String> = source
        .into_iter()
        .chain(attributes)
        .chain(note)
        .map(|(name, value)| format!("{name}: {}", one_line(value)))
        .collect();
    said.join("  ")
}
