//! Moving the borders of an annotation by keys.

use super::annotating::own_here;
use super::{Command, Place, command, moving, scrolling};
use crate::annotation::{Annotation, Edit};
use crate::app::effect::Effect;
use crate::app::keymap::Binding;
use crate::app::reading::Unit;
use crate::app::state::State;
use crate::text::visible;

pub(super) const COMMANDS: &[Command] = &[command(
    Place::Text,
    "reshape",
    &["r"],
    "Move the borders of the annotation under the cursor: motions move its end; again, and they move its beginning",
    reshape,
)];

/// What works beside the motions while borders are moved.
const BESIDE: [&str; 3] = ["reshape", "follow", "cancel"];

fn reshape(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let reshaping = state.reading.as_ref().is_some_and(|reading| reading.reshaping().is_some());
    let annotation = if reshaping { None } else { own_here(state) };
    let Some(reading) = &mut state.reading else { return Vec::new() };
    match annotation {
        Some(annotation) => reading.reshape(&annotation),
        None if reshaping => reading.other_edge(),
        None => return Vec::new(),
    }
    tell(state);
    Vec::new()
}

fn tell(state: &mut State) {
    if let Some(reshaping) = state.reading.as_ref().and_then(|reading| reading.reshaping()) {
        let edge = reshaping.edge.name();
        let key = state.keymap.keys_of("reshape").join(", ");
        state.say(format!(
            "Motions move the {edge}; {key} the other end, Enter keeps, Esc leaves it as it was"
        ));
    }
}

/// Moves the border by a motion's unit; whether one is being moved.
pub(super) fn step(state: &mut State, count: Option<usize>, unit: Unit, on: bool) -> bool {
    let Some(reading) = state.reading.as_mut().filter(|reading| reading.reshaping().is_some()) else {
        return false;
    };
    for moved in 0..count.unwrap_or(1) {
        if !reading.move_edge(unit, on) {
            if moved == 0 {
                state.say("The border cannot go further that way");
            }
            break;
        }
    }
    true
}

/// Keeps the borders as they stand now.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let Some(span) = reading.reshaping().map(|reshaping| reshaping.span) else { return Vec::new() };
    if reading.is_unfinished(span) {
        state.complain("Wait a moment: the rest of this is still being read");
        return Vec::new();
    }
    let Some(reshaping) = reading.end_reshaping() else { return Vec::new() };
    let Some(before) = reading.annotations.named(&reshaping.annotation).cloned() else {
        state.complain("The annotation is gone, another program deleted it");
        return Vec::new();
    };
    if before.span == span {
        state.say("The borders stay as they were");
        return Vec::new();
    }
    let twin = |other: &&Annotation| other.reader == before.reader && other.label == before.label;
    if reading.annotations.on(span).iter().any(|other| twin(&other)) {
        state.complain(format!("There is a {} of yours on that passage already", visible(&before.label)));
        return Vec::new();
    }
    reading.move_to_passage(span);
    let after = Annotation { span, ..before.clone() };
    state.say("Borders moved; undo brings them back");
    state.record(Edit { before: Some(before), after: Some(after) })
}

/// Leaves the borders as they were; whether any were being moved.
pub(super) fn leave(state: &mut State) -> bool {
    let left = state.reading.as_mut().and_then(|reading| reading.end_reshaping()).is_some();
    if left {
        state.say("The borders stay as they were");
    }
    left
}

/// Whether a binding works while borders are moved: a key that tags or deletes would speak of something half done.
pub fn works_while_reshaping(binding: Binding) -> bool {
    let Binding::Command(command) = binding else { return false };
    let named = |known: &Command| known.name == command.name;
    let moves = moving::COMMANDS.iter().chain(scrolling::COMMANDS).any(named);
    moves || command.place != Place::Text || BESIDE.contains(&command.name)
}

#[cfg(test)]
mod tests;
