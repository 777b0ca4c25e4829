//! Tagging with a label: the deed the program is for.

use super::{Command, Place, command};
use std::collections::BTreeMap;

use crate::annotation::{Annotation, Edit};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::text::visible;

pub(super) const COMMANDS: &[Command] = &[command(
    Place::Text,
    "moving-on",
    &["m"],
    "Turn on or off: a tag moves on to the next sentence",
    moving_on,
)];

/// Tags the selection, or what the cursor stands on, with the label of this index. The same label on the same span is
/// taken off, another takes its place.
pub fn tag(state: &mut State, label: usize) -> Vec<Effect> {
    let name = state.configuration.labels[label].name.clone();
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let span = reading.target();
    if span.is_empty() {
        state.complain("There is nothing to tag here");
        return Vec::new();
    }
    if reading.is_unfinished(span) {
        state.complain("Wait a moment: the rest of this is still being read");
        return Vec::new();
    }
    reading.selecting = None;
    let before = reading.annotations.made_on(span, &state.reader).cloned();
    let after = match &before {
        Some(annotation) if annotation.label == name => None,
        Some(annotation) => Some(Annotation { label: name.clone(), ..annotation.clone() }),
        None => Some(Annotation {
            id: state.identifiers.next_id(),
            span,
            label: name.clone(),
            note: String::new(),
            source: String::new(),
            attributes: BTreeMap::new(),
            reader: state.reader.clone(),
        }),
    };
    let tagged = after.is_some();
    state.message = None;
    if !tagged {
        let noted = before.as_ref().is_some_and(|annotation| !annotation.note.is_empty());
        let loss = if noted { ", with its note" } else { "" };
        state.say(format!("{} taken off{loss}; undo brings it back", visible(&name)));
    }
    let mut effects = state.record(Edit { before, after });
    if tagged && state.moving_on {
        effects.extend(move_on(state));
    }
    effects
}

fn move_on(state: &mut State) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let cursor = reading.cursor();
    match reading.document.next(cursor.span, cursor.unit) {
        Some(next) => reading.move_to(next, cursor.unit),
        None => state.say("This was the last one"),
    }
    Vec::new()
}

fn moving_on(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    state.moving_on = !state.moving_on;
    state.say(if state.moving_on {
        "Moving on: a tag goes on to the next sentence"
    } else {
        "A tag stays where it is"
    });
    vec![Effect::Remember { key: "moving-on", value: state.moving_on.to_string() }]
}
