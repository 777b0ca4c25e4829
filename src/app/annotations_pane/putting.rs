//! An orphan put back by hand: its reader goes to where it belongs in the text, and says so.

use super::going::leave_for_passage;
use super::{View, may_change, open};
use crate::annotation::{Annotation, Edit};
use crate::app::effect::Effect;
use crate::app::jumps::Spot;
use crate::app::state::State;

/// Goes to the chosen orphan's article, near to where it was, to put it back there.
pub(in crate::app) fn begin_putting(state: &mut State) -> Vec<Effect> {
    let Some(listed) = state.pane.chosen().cloned() else {
        state.say("There is no annotation here");
        return Vec::new();
    };
    if !listed.orphaned {
        state.say("Its words are in the text; only what is not there any more is put back");
        return Vec::new();
    }
    if !may_change(state) {
        return Vec::new();
    }
    let annotation = &listed.stored.annotation;
    let spot = Spot::annotation(listed.article, annotation.id.clone(), Some(annotation.span));
    leave_for_passage(state);
    state.putting = Some(Box::new(listed));
    state.jump(spot)
}

/// Puts the orphan on the selection, or on what the cursor stands on.
pub(in crate::app) fn put_here(state: &mut State) -> Vec<Effect> {
    let (Some(orphan), Some(reading)) = (&state.putting, &mut state.reading) else { return Vec::new() };
    let identity = &reading.identity;
    let span = reading.target();
    let orphaned = &orphan.stored.annotation;
    let on = reading.annotations.on(span).iter();
    let twin = on.clone().any(|other| other.reader == orphaned.reader && other.label == orphaned.label);
    let trouble = match (identity.id, identity.revision) {
        (Some(id), _) if id != orphan.article => Some("This is another article than the annotation's"),
        (Some(_), Some(_)) if span.is_empty() => Some("There is nothing to put it on here"),
        (Some(_), Some(_)) if twin => Some("There is one of yours with that label on that passage already"),
        (Some(_), Some(_)) => None,
        _ => Some("Wait a moment: the article is not in the library yet"),
    };
    if let Some(trouble) = trouble {
        state.complain(trouble);
        return Vec::new();
    }
    reading.selecting = None;
    let before = orphan.stored.annotation.clone();
    let after = Annotation { span, ..before.clone() };
    state.saving.orphans.insert(&before);
    state.putting = None;
    let keys = state.keymap.keys_of("annotations").join(", ");
    state.say(format!("Put back; {keys} goes back to the annotations"));
    state.record_all(vec![Edit { before: Some(before), after: Some(after) }])
}

/// Drops the selection; then leaves the orphan where it was, and goes back to the annotations.
pub(in crate::app) fn leave_putting(state: &mut State) -> Vec<Effect> {
    if state.reading.as_mut().is_some_and(|reading| reading.selecting.take().is_some()) {
        return Vec::new();
    }
    match state.putting.take() {
        Some(_) => open(state, View::Entries),
        None => Vec::new(),
    }
}
