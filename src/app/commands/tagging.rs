//! Tagging with a label: the deed the program is for.

use super::{Command, Place, command};
use std::collections::BTreeMap;

use crate::annotation::{Annotation, Edit};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::library::Write;
use crate::text::{Span, visible};

pub(super) const COMMANDS: &[Command] = &[command(
    Place::Text,
    "moving-on",
    &["m"],
    "Turn on or off: a tag moves on to the next sentence",
    moving_on,
)];

/// Tags the selection, or what the cursor stands on, with the label of this index. The same label on the same span is
/// taken off, another takes its place: of several labels there, that of the annotation gone to, or of the first.
pub fn tag(state: &mut State, label: usize) -> Vec<Effect> {
    let Some((span, name)) = taggable(state, label) else { return Vec::new() };
    let there = own_on(state, span);
    let same = there.iter().find(|annotation| annotation.label == name);
    let gone_to = state.annotation_here().and_then(|here| there.iter().find(|own| own.id == here.id));
    let before = same.or(gone_to).or(there.first()).cloned();
    let after = match &before {
        Some(annotation) if annotation.label == name => None,
        Some(annotation) => Some(Annotation { label: name.clone(), ..annotation.clone() }),
        None => Some(new(state, span, &name)),
    };
    let tagged = after.is_some();
    state.message = None;
    if let Some(before) = &before {
        match &after {
            None => say_taken_off(state, before),
            Some(_) if there.len() > 1 => {
                state.say(format!(
                    "{} made {} of {} here",
                    visible(&before.label),
                    visible(&name),
                    there.len()
                ));
            }
            Some(_) => {}
        }
    }
    let mut effects = recorded(state, Edit { before, after });
    if tagged && state.moving_on {
        effects.extend(move_on(state));
    }
    effects
}

/// Adds the label of this index to the passage, beside those that are there; takes it off where it is there. The cursor
/// stays, since further labels may follow.
pub fn add(state: &mut State, label: usize) -> Vec<Effect> {
    let Some((span, name)) = taggable(state, label) else { return Vec::new() };
    let before = own_on(state, span).into_iter().find(|annotation| annotation.label == name);
    let after = before.is_none().then(|| new(state, span, &name));
    state.message = None;
    if let Some(before) = &before {
        say_taken_off(state, before);
    }
    recorded(state, Edit { before, after })
}

/// What a label's key would tag, and the label's name; says why where it is nothing.
fn taggable(state: &mut State, label: usize) -> Option<(Span, String)> {
    let reading = state.reading.as_ref()?;
    let span = reading.target();
    if span.is_empty() {
        state.complain("There is nothing to tag here");
        return None;
    }
    if reading.is_unfinished(span) {
        state.complain("Wait a moment: the rest of this is still being read");
        return None;
    }
    Some((span, state.configuration.labels[label].name.clone()))
}

/// The reader's own annotations on that very passage.
fn own_on(state: &State, span: Span) -> Vec<Annotation> {
    let on = state.reading.as_ref().map(|reading| reading.annotations.on(span)).unwrap_or_default();
    on.iter().filter(|annotation| annotation.reader == state.reader).cloned().collect()
}

fn new(state: &mut State, span: Span, label: &str) -> Annotation {
    Annotation {
        id: state.identifiers.next_id(),
        span,
        label: label.to_owned(),
        note: String::new(),
        source: String::new(),
        attributes: BTreeMap::new(),
        reader: state.reader.clone(),
    }
}

fn say_taken_off(state: &mut State, annotation: &Annotation) {
    let loss = if annotation.note.is_empty() { "" } else { ", with its note" };
    state.say(format!("{} taken off{loss}; undo brings it back", visible(&annotation.label)));
}

/// Records an edit of what was selected: the selection has done its work. What a key does next is for the annotation.
fn recorded(state: &mut State, edit: Edit<Annotation>) -> Vec<Effect> {
    if let Some(reading) = &mut state.reading {
        reading.selecting = None;
        if let Some(after) = &edit.after {
            reading.choose(after.id.clone());
        }
    }
    state.record(edit)
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
    vec![Write::Remember { key: "moving-on", value: state.moving_on.to_string() }.into()]
}

#[cfg(test)]
mod tests;
