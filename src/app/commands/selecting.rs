//! Choosing what a tag takes: a selection, or a wider or narrower unit.

use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::reading::Unit;
use crate::app::state::State;

pub(super) const COMMANDS: &[Command] = &[
    command(
        Place::Text,
        "select",
        &["v"],
        "Begin a selection here; motions extend it, a label's key tags it",
        select,
    ),
    command(Place::Text, "cancel", &["Esc"], "Drop the selection, then the marks of the search", cancel),
    command(
        Place::Text,
        "widen",
        &["="],
        "Widen the cursor: word, clause, sentence, paragraph",
        |state, count| resize(state, count, true),
    ),
    command(
        Place::Text,
        "narrow",
        &["-"],
        "Narrow the cursor: sentence, clause, word, character",
        |state, count| resize(state, count, false),
    ),
];

fn select(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if let Some(reading) = &mut state.reading {
        reading.selecting = match reading.selecting {
            Some(_) => None,
            None => Some(reading.cursor().span),
        };
    }
    Vec::new()
}

fn cancel(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if let Some(reading) = &mut state.reading
        && reading.selecting.take().is_none()
    {
        reading.search = Default::default();
    }
    Vec::new()
}

fn resize(state: &mut State, count: Option<usize>, wider: bool) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let cursor = reading.cursor();
    let steps = count.unwrap_or(1);
    let place = Unit::ALL.iter().position(|&unit| unit == cursor.unit).unwrap_or(0);
    let place = if wider { place.saturating_add(steps) } else { place.saturating_sub(steps) };
    let unit = Unit::ALL[place.min(Unit::ALL.len() - 1)];
    if let Some(span) = reading.document.unit_at(cursor.span.start, unit) {
        reading.move_to(span, unit);
    }
    Vec::new()
}
