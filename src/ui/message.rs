//! The line under the status line: messages; else what goes on, or what is known of what the cursor stands on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, clear, width};
use super::status;
use super::theme::Theme;
use crate::annotation::Annotation;
use crate::app::{Geometry, Message, Pane, State, View, Weight, counted};
use crate::library::{ArticleEntry, StoredLink};
use crate::text::{Measure, one_line, trim_blank_end, visible, wrap};

/// Rows that a message may take.
const MESSAGE_ROWS: u16 = 4;

/// Draws the line. A message too long for it takes rows from the panes above; the status line moves up with it.
pub(super) fn draw(buffer: &mut Buffer, geometry: &Geometry, state: &State, theme: &Theme) {
    let message = state.message.as_ref().filter(|_| !geometry.message.is_empty());
    let lines = message.map(|message| lines(&message.text, geometry.message, state)).unwrap_or_default();
    let most = MESSAGE_ROWS.min(geometry.status.y.saturating_sub(2)).max(1);
    let more = (lines.len() as u16).clamp(1, most) - 1;
    let raised = Rect { y: geometry.status.y - more, ..geometry.status };
    clear(buffer, Rect { height: raised.height + more, ..raised });
    status::draw(buffer, raised, state, theme);
    let place =
        Rect { y: geometry.message.y - more, height: geometry.message.height + more, ..geometry.message };
    match message {
        Some(message) if more > 0 => {
            for row in 0..=more {
                let style = message_style(message, theme);
                let mut pen = Pen::new(buffer, place, row, state.ambiguous);
                let last = if row == more { lines.len() } else { row as usize + 1 };
                let words = lines[row as usize..last].concat();
                pen.write(" ", Style::new())
                    .write(trim_blank_end(&words), style)
                    .fill(u16::MAX, Style::new());
            }
        }
        _ => line(buffer, place, state, theme),
    }
}

/// The message in lines as wide as its place.
fn lines(text: &str, place: Rect, state: &State) -> Vec<String> {
    let text = visible(text);
    let cells = (place.width as usize).saturating_sub(2).max(Measure::LEAST);
    let wrapped = wrap(&text, Measure { cells, ambiguous: state.ambiguous, hanging: false });
    (0..wrapped.lines.len()).map(|line| text[wrapped.line_bytes(line)].to_owned()).collect()
}

fn message_style(message: &Message, theme: &Theme) -> Style {
    if message.weight == Weight::Grave { theme.grave } else { Style::new() }
}

/// The message; else what cannot be saved, what is said of the annotation under the cursor, what goes on behind.
fn line(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let keys: String = state
        .count
        .map(|count| count.to_string())
        .into_iter()
        .chain(state.pending.iter().map(ToString::to_string))
        .collect();
    let (keys, style) =
        if keys.is_empty() && state.message.is_none() && (state.pane.shown || state.focus == Pane::List) {
            ("? keys ".to_owned(), theme.dim)
        } else {
            (keys, theme.heading)
        };
    let room = place.width.saturating_sub(width(&keys, state.ambiguous) + 1);
    let mut pen = Pen::new(buffer, Rect { width: room, ..place }, 0, state.ambiguous);
    pen.write(" ", Style::new());
    if let Some(message) = &state.message {
        pen.write(&message.text, message_style(message, theme));
    } else if let Some(trouble) = state.saving.trouble.as_ref().filter(|_| state.saving.unsaved() > 0) {
        pen.write("Not saved: ", theme.grave).write(trouble, theme.grave);
    } else if let Some(orphan) = &state.putting {
        pen.write("Enter puts back, Esc leaves: ", theme.grave).write(&orphan.quote, Style::new());
    } else if let Some(annotation) =
        state.annotation_here().filter(|_| state.focus == Pane::Text && !state.pane.shown)
    {
        about(&mut pen, annotation, state, theme);
    } else if let Some(elsewhere) = &state.elsewhere {
        pen.write(elsewhere, theme.dim);
    } else if let Some(progress) = &state.progress {
        pen.write(progress, theme.dim);
    } else if state.pane.shown {
        pen.write(pane_keys(state), theme.dim);
    } else if state.focus == Pane::List {
        pen.write(&state.list.chosen().map(source).unwrap_or_default(), theme.dim);
    } else {
        let back = if state.text_alone { "q quit" } else { "q back" };
        pen.write("? keys   : commands   ", theme.dim).write(back, theme.dim);
    }
    let rest = Rect { x: place.x + room, width: place.width - room, ..place };
    Pen::new(buffer, rest, 0, state.ambiguous).write(&keys, style);
}

/// What can be done in the annotations pane, the most needed first.
fn pane_keys(state: &State) -> &'static str {
    match state.pane.view {
        View::Entries => "Enter go  / F filter  t order  Tab scope  S sources  B balance  q back",
        View::Sources => "Enter list what names it  t order  q back",
        View::Balance => "Enter list the article's  t sentences, characters  r readers  q back",
    }
}

/// One thing that is said of an annotation.
struct Part {
    /// How soon it is left out where there is little room: the greater, the sooner.
    rank: u8,
    /// What it is, quietly.
    head: &'static str,
    words: String,
    style: Style,
}

/// Cells of the note below which it is left out.
const LEAST_NOTE: u16 = 12;

/// What is said of the annotation, on one line; what matters least is left out where it does not fit. The note comes
/// last and may be cut.
fn about(pen: &mut Pen, annotation: &Annotation, state: &State, theme: &Theme) {
    let label = state.configuration.label(&annotation.label);
    let part = |rank, head, words| Part { rank, head, words, style: Style::new() };
    let reader = Some(&annotation.reader).filter(|reader| **reader != state.reader);
    let mut parts = vec![
        Part { style: theme.sign(label), ..part(0, "", annotation.label.clone()) },
        part(4, " ", place(state)),
        part(5, " within ", others(state, annotation)),
        part(1, " by ", reader.cloned().unwrap_or_default()),
        part(2, "  source: ", one_line(&annotation.source)),
    ];
    parts.extend(attributes(state, annotation).into_iter().map(|words| part(3, "  ", words)));
    parts.push(part(4, "  ", links(state, annotation)));
    parts.retain(|part| !part.words.is_empty());
    let cells = |part: &Part| width(part.head, state.ambiguous) + width(&part.words, state.ambiguous);
    let note = part(0, "  note: ", one_line(&annotation.note));
    let note_cells = if annotation.note.is_empty() {
        0
    } else {
        cells(&note).min(width(note.head, state.ambiguous) + LEAST_NOTE)
    };
    let taken = |parts: &[Part]| parts.iter().map(cells).fold(0, u16::saturating_add);
    // A note matters more than where it stands and what it is tied to.
    while taken(&parts).saturating_add(note_cells) > pen.room()
        && let Some(place) =
            (0..parts.len()).filter(|&place| parts[place].rank > 3).max_by_key(|&place| parts[place].rank)
    {
        parts.remove(place);
    }
    while taken(&parts) > pen.room()
        && let Some(place) =
            (0..parts.len()).filter(|&place| parts[place].rank > 2).max_by_key(|&place| parts[place].rank)
    {
        parts.remove(place);
    }
    if !annotation.note.is_empty() && taken(&parts).saturating_add(note_cells) <= pen.room() {
        parts.push(note);
    }
    for part in parts {
        pen.write(part.head, theme.dim).write(&part.words, part.style);
    }
}

/// What else is said of it, in the configuration's order; others that it brought after these.
fn attributes(state: &State, annotation: &Annotation) -> Vec<String> {
    let configured = state.configuration.attributes.iter().map(|attribute| &attribute.name);
    let known = configured.clone().filter_map(|name| annotation.attributes.get_key_value(name));
    let others =
        annotation.attributes.iter().filter(|(name, _)| !configured.clone().any(|known| known == *name));
    known.chain(others).map(|(name, value)| format!("{name}: {value}")).collect()
}

/// How many links it has.
fn links(state: &State, annotation: &Annotation) -> String {
    let Some(reading) = &state.reading else { return String::new() };
    let touches = |link: &&StoredLink| [&link.link.from, &link.link.to].contains(&&annotation.id);
    match reading.links.iter().filter(touches).count() {
        0 => String::new(),
        count => counted(count, "link"),
    }
}

/// The labels of the other annotations that cover this one, the narrowest first.
fn others(state: &State, annotation: &Annotation) -> String {
    let Some(reading) = &state.reading else { return String::new() };
    let mut found = reading.annotations.overlapping(annotation.span);
    found.retain(|other| other.id != annotation.id && other.span.covers(annotation.span));
    found.sort_by_key(|other| other.span.len());
    found.iter().map(|other| other.label.as_str()).collect::<Vec<_>>().join(", ")
}

/// Which of several annotations under the cursor this is.
fn place(state: &State) -> String {
    // Under a selection there may be thousands, which are not gone through.
    let cursor = state.reading.as_ref().is_some_and(|reading| reading.selecting.is_none());
    match cursor.then(|| state.place_here()).flatten() {
        Some((place, all @ 2..)) => format!("({place} of {all})"),
        _ => String::new(),
    }
}

/// Where an article came from, as people write it.
fn source(entry: &ArticleEntry) -> String {
    match crate::library::file_path(&entry.uri) {
        Some(path) => path.display().to_string(),
        None => match entry.uri.split_once(':') {
            Some(("sample", name)) => format!("sample {name}"),
            Some(("stdin", _)) => "standard input".to_owned(),
            _ => entry.uri.clone(),
        },
    }
}
