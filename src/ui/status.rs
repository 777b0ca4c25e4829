//! The status line: what is open, where the cursor stands in it, and whether all is saved.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells::{Pen, width};
use super::theme::Theme;
use crate::annotation::Label;
use crate::app::{Pane, State, View, reader_signs, reminder};
use crate::article::Script;
use crate::text::{shortened, visible};

/// Columns below which little is said.
const NARROW: u16 = 60;

/// Columns from which everything is said.
const WIDE: u16 = 100;

/// Cells that another reader's name has.
const NAME: usize = 12;

/// Title at the left; place, unit, encoding, counts and what is unsaved at the right. Where it is narrow the title keeps
/// half of the line, and what matters least goes first.
pub(super) fn draw(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let cells = |right: &[(u8, String)]| -> u16 {
        right.iter().map(|(_, words)| width(words, state.ambiguous) + 2).sum::<u16>()
    };
    let mut right = vec![
        (1, place_words(state)),
        (1, script_words(state)),
        (3, minutes_words(state)),
        (2, unit_words(state)),
        (2, tying_words(state)),
        (3, encoding_words(state)),
        (4, count_words(state, &state.reader)),
        (6, others_words(state)),
        saving_words(state),
    ];
    if state.pane.shown {
        right = vec![(1, pane_words(state)), saving_words(state)];
    }
    right.retain(|(_, words)| !words.is_empty());
    let title = title(state);
    let wanted = width(&title, state.ambiguous).min(place.width / 2) + 1;
    while cells(&right) + wanted > place.width
        && let Some(least) = right.iter().enumerate().max_by_key(|(_, part)| part.0).map(|(index, _)| index)
        && right[least].0 > 1
    {
        right.remove(least);
    }
    let taken = cells(&right);
    let right: Vec<String> = right.into_iter().map(|(_, words)| words).collect();
    let left = Rect { width: place.width.saturating_sub(taken), ..place };
    let mut pen = Pen::new(buffer, left, 0, state.ambiguous);
    pen.write(" ", theme.status).write(&title, theme.status).fill(u16::MAX, theme.status);
    let rest = Rect { x: left.right(), width: place.width - left.width, ..place };
    let mut pen = Pen::new(buffer, rest, 0, state.ambiguous);
    pen.write(" ", theme.status).write(&right.join("  "), theme.status).fill(u16::MAX, theme.status);
}

/// Which of the lines of the annotations pane is chosen.
fn pane_words(state: &State) -> String {
    let pane = &state.pane;
    let (scroll, lines) = match pane.view {
        View::Entries => (pane.entries.scroll, pane.entries.total),
        View::Sources => (pane.sources.scroll, pane.sources.lines()),
        View::Balance => (pane.balances.scroll, pane.balances.lines()),
    };
    format!("{} of {lines}", (scroll.chosen + 1).min(lines))
}

fn title(state: &State) -> String {
    if state.pane.shown {
        let pane = &state.pane;
        let title = match pane.view {
            View::Entries => pane.chosen().map(|chosen| chosen.title.clone()),
            View::Sources => pane.sources.chosen().map(str::to_owned),
            View::Balance => {
                let found = pane.balances.at(pane.balances.scroll.chosen);
                found.and_then(|(article, _)| state.list.entry(article)).map(|entry| entry.title.clone())
            }
        };
        return title.unwrap_or_default();
    }
    match &state.reading {
        Some(reading) => reading.document.article().title.clone(),
        None => "pingdian".to_owned(),
    }
}

fn place_words(state: &State) -> String {
    let Some(reading) = &state.reading else { return String::new() };
    let bytes = reading.document.end().max(1);
    let more = if reading.complete { "" } else { "+" };
    format!("{}%{more}", (reading.cursor().span.end * 100 / bytes).min(100))
}

/// How long the rest of the article takes this reader.
fn minutes_words(state: &State) -> String {
    let minutes = state.reading.as_ref().and_then(|reading| state.pace.minutes_left(reading));
    minutes.map(|minutes| format!("~{minutes} min left")).unwrap_or_default()
}

fn unit_words(state: &State) -> String {
    let Some(reading) = state.reading.as_ref().filter(|_| state.focus == Pane::Text) else {
        return String::new();
    };
    if let Some(reshaping) = reading.reshaping() {
        return format!("reshaping: {}", reshaping.edge.name());
    }
    let unit = reading.cursor().unit.name();
    let moving_on = if state.moving_on { ", moving on" } else { "" };
    match reading.selecting {
        Some(_) => "selection".to_owned(),
        None => format!("{unit}{moving_on}"),
    }
}

/// That the text is shown in the other script, and which is its own.
fn script_words(state: &State) -> String {
    let Some(reading) = &state.reading else { return String::new() };
    let Some(usage) = reading.shown_usage() else { return String::new() };
    let is_simplified = reading.document.article().script == Script::Simplified;
    let (shown, own) = if is_simplified { ("繁", "简") } else { ("简", "繁") };
    let usage = format!(" ({})", usage.name());
    match (state.screen.0, is_simplified) {
        (..NARROW, _) => format!("{shown}, not {own}"),
        (..WIDE, _) => format!("shown in {shown}, original {own}"),
        (_, true) => format!("shown in {shown}{usage}, original {own}"),
        (_, false) => format!("shown in {shown}, original {own}{usage}"),
    }
}

/// The annotation that is marked to be tied to another.
fn tying_words(state: &State) -> String {
    state.tying.as_ref().map(|tied| format!("tying from: {}", reminder(&tied.quote))).unwrap_or_default()
}

/// How many annotations of each label a reader has made.
fn count_words(state: &State, reader: &str) -> String {
    let Some(reading) = &state.reading else { return String::new() };
    let tally = reading.annotations.tally();
    let count = |label: &Label| (label.sign, tally.count(reader, &label.name));
    let counts = state.configuration.labels.iter().map(count).filter(|count| count.1 > 0);
    counts.map(|(sign, count)| format!("{sign}{count}")).collect::<Vec<_>>().join(" ")
}

/// The other readers, each after the sign that they have beside the text, and how much they have tagged.
fn others_words(state: &State) -> String {
    let others = state.others();
    let signs = reader_signs(&others);
    let several = others.len() > 1;
    let words = others.iter().zip(signs).map(|(reader, sign)| {
        let name = visible(reader);
        let name = shortened(&name, NAME, state.ambiguous);
        let own = name.chars().next().is_some_and(|first| first.to_ascii_lowercase() == sign);
        let sign = if several && !own { format!("{sign} ") } else { String::new() };
        format!("| {sign}{name} {}", count_words(state, reader))
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What of the decoding a reader should know: a guessed encoding, damaged places.
fn encoding_words(state: &State) -> String {
    let Some(reading) = &state.reading else { return String::new() };
    let article = reading.document.article();
    let guess = article.guessed_encoding.map(|encoding| format!("{encoding}?"));
    let damage = (article.replaced > 0).then(|| format!("{} damaged", article.replaced));
    guess.into_iter().chain(damage).collect::<Vec<_>>().join("  ")
}

/// How the saving stands, after how soon it may be left out: what is not saved stays.
fn saving_words(state: &State) -> (u8, String) {
    let saving = &state.saving;
    let unsaved = saving.unsaved();
    match (&saving.trouble, unsaved) {
        (Some(_), 1..) => (0, format!("{unsaved} NOT SAVED")),
        (None, 1..) => (0, format!("saving {unsaved}")),
        // It is what a reader waits for: what came in from others does not hide it.
        (_, 0) if saving.saved => (5, "saved".to_owned()),
        (_, 0) => (6, String::new()),
    }
}
