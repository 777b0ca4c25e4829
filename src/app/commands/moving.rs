//! Moving the cursor by characters, words, clauses, sentences and paragraphs.

use super::{Command, Place, command, reshaping};
use crate::app::effect::Effect;
use crate::app::reading::Unit;
use crate::app::state::State;

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "next-sentence", &["j"], "Go to the next sentence", |state, count| {
        forward(state, count, Unit::Sentence)
    }),
    command(Place::Text, "previous-sentence", &["k"], "Go to the previous sentence", |state, count| {
        backward(state, count, Unit::Sentence)
    }),
    command(
        Place::Text,
        "next-clause",
        &["l"],
        "Go to the next clause, first into the sentence",
        |state, count| forward(state, count, Unit::Clause),
    ),
    command(Place::Text, "previous-clause", &["h"], "Go to the previous clause", |state, count| {
        backward(state, count, Unit::Clause)
    }),
    command(Place::Text, "next-word", &["w"], "Go to the next word", |state, count| {
        forward(state, count, Unit::Word)
    }),
    command(Place::Text, "previous-word", &["b"], "Go to the previous word", |state, count| {
        backward(state, count, Unit::Word)
    }),
    command(Place::Text, "next-character", &["Right"], "Go to the next character", |state, count| {
        forward(state, count, Unit::Character)
    }),
    command(Place::Text, "previous-character", &["Left"], "Go to the previous character", |state, count| {
        backward(state, count, Unit::Character)
    }),
    command(Place::Text, "next-paragraph", &["}"], "Go to the next paragraph", |state, count| {
        forward(state, count, Unit::Paragraph)
    }),
    command(Place::Text, "previous-paragraph", &["{"], "Go to the previous paragraph", |state, count| {
        backward(state, count, Unit::Paragraph)
    }),
    command(
        Place::Text,
        "first",
        &["g", "Home"],
        "Go to the beginning, or to the paragraph of the count",
        first,
    ),
    command(Place::Text, "last", &["G", "End"], "Go to the end, or to the paragraph of the count", last),
];

fn forward(state: &mut State, count: Option<usize>, unit: Unit) -> Vec<Effect> {
    if reshaping::step(state, count, unit, true) {
        return Vec::new();
    }
    step(state, count, unit, |reading, from| reading.document.next(from, unit))
}

fn backward(state: &mut State, count: Option<usize>, unit: Unit) -> Vec<Effect> {
    if reshaping::step(state, count, unit, false) {
        return Vec::new();
    }
    step(state, count, unit, |reading, from| reading.document.previous(from, unit))
}

fn step(
    state: &mut State,
    count: Option<usize>,
    unit: Unit,
    one: impl Fn(&mut crate::app::Reading, crate::text::Span) -> Option<crate::text::Span>,
) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    for _ in 0..count.unwrap_or(1) {
        let Some(span) = one(reading, reading.cursor().span) else { break };
        reading.move_to(span, unit);
    }
    state.count_motion()
}

fn first(state: &mut State, count: Option<usize>) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let unit = reading.cursor().unit;
    let span = match count {
        Some(number) => reading.document.nth_paragraph(number, unit),
        None => reading.document.first(unit),
    };
    if let Some(span) = span {
        if reading.reshaping().is_some() {
            reading.move_edge_to(span);
            return Vec::new();
        }
        reading.move_to(span, unit);
        if count.is_none() {
            reading.show_beginning();
        }
    }
    Vec::new()
}

fn last(state: &mut State, count: Option<usize>) -> Vec<Effect> {
    if count.is_some() {
        return first(state, count);
    }
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let unit = reading.cursor().unit;
    if let Some(span) = reading.document.last(unit) {
        if reading.reshaping().is_some() {
            reading.move_edge_to(span);
            return Vec::new();
        }
        reading.move_to(span, unit);
        reading.show_end();
    }
    Vec::new()
}
