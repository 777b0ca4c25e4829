//! Choosing what a tag takes: a selection, or a wider or narrower unit.

use super::{Command, Place, command, reshaping};
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
    command(
        Place::Text,
        "cancel",
        &["Esc"],
        "Drop the selection, the mark of a link, the marks of the search",
        cancel,
    ),
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
        "Narrow the cursor again, or further: sentence, clause, word, character",
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
    if reshaping::leave(state) {
        return Vec::new();
    }
    let Some(reading) = &mut state.reading else { return Vec::new() };
    if reading.selecting.take().is_some() {
        return Vec::new();
    }
    match state.tying.take() {
        Some(_) => state.say("The mark is dropped; nothing was linked"),
        None => reading.search = Default::default(),
    }
    Vec::new()
}

fn resize(state: &mut State, count: Option<usize>, wider: bool) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    for _ in 0..count.unwrap_or(1).min(Unit::ALL.len()) {
        if wider {
            reading.widen();
        } else {
            reading.narrow();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
