//! What is done with an annotation once it is there: note, source, deletion, undo; and going from one to another.

use super::{Command, Place, command};
use crate::annotation::{Annotation, Edit};
use crate::app::effect::Effect;
use crate::app::linking::reminder;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::reading::{Reading, Viewer};
use crate::app::state::State;
use crate::library::Write;
use crate::text::{Span, visible};

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "note", &["a"], "Write a note to the annotation under the cursor", note).asking(),
    command(Place::Text, "delete-annotation", &["x"], "Delete the annotation under the cursor", delete),
    command(
        Place::Text,
        "next-here",
        &[","],
        "Where several annotations lie over one another, go to the next: it is what a note, a source or a link is for",
        next_here,
    ),
    command(Place::Text, "undo", &["u"], "Take back the last thing done, here or elsewhere", undo),
    command(Place::Text, "redo", &["Ctrl-r"], "Make again what was taken back", redo),
    command(Place::Text, "next-annotation", &["]"], "Go to the next annotation", |state, count| {
        go(state, count, |reading, from| reading.annotations.after(from))
    }),
    command(Place::Text, "previous-annotation", &["["], "Go to the previous annotation", |state, count| {
        go(state, count, |reading, from| reading.annotations.before(from))
    }),
];

pub(super) fn note(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if let Some(annotation) = own_here(state) {
        note_prompt(state, annotation);
    }
    Vec::new()
}

/// Asks for an annotation's note.
pub fn note_prompt(state: &mut State, annotation: Annotation) {
    let title = format!("Note to this {}", visible(&annotation.label));
    let words = annotation.note.clone();
    let prompt = Prompt::new(title, Purpose::Note(Box::new(annotation)), &words, true);
    state.overlay = Some(Overlay::Prompt(prompt));
}

pub(super) fn delete(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    match own_here(state) {
        Some(annotation) => {
            state.say(format!("{} deleted; undo brings it back", visible(&annotation.label)));
            state.record(Edit { before: Some(annotation), after: None })
        }
        None => Vec::new(),
    }
}

fn next_here(state: &mut State, count: Option<usize>) -> Vec<Effect> {
    if here(state).is_none() {
        return Vec::new();
    }
    let viewer = Viewer { reader: &state.reader, others: state.others_shown };
    if let Some(reading) = &mut state.reading {
        (0..count.unwrap_or(1).min(1000)).for_each(|_| reading.choose_next_here(viewer));
    }
    let words = match (state.place_here(), state.annotation_here()) {
        (Some((place, all @ 2..)), Some(annotation)) => {
            let quote = state.reading.as_ref().map(|reading| annotation.span.of(reading.document.text()));
            let quote = reminder(quote.unwrap_or_default());
            let label = visible(&annotation.label);
            format!("{place} of {all} here: {label} “{}”", visible(&quote))
        }
        _ => "There is only this one here".to_owned(),
    };
    state.say(words);
    Vec::new()
}

/// The annotation under the cursor, if it is the reader's own: other readers' are not changed. Without one, says so.
pub(super) fn own_here(state: &mut State) -> Option<Annotation> {
    let found = here(state)?;
    if found.reader == state.reader {
        return Some(found);
    }
    let (label, reader) = (visible(&found.label), visible(&found.reader));
    state.complain(format!(
        "This {label} is {reader}'s, and other readers' annotations are not changed; a label's key makes one of your own"
    ));
    None
}

/// The annotation under the cursor; without one, says how to make one.
pub(super) fn here(state: &mut State) -> Option<Annotation> {
    let found = state.annotation_here().cloned();
    if found.is_none() {
        let keys: Vec<String> =
            state.configuration.labels.iter().map(|label| label.key.to_string()).collect();
        state.complain(format!("No annotation here; tag first, with {}", keys.join(", ")));
    }
    found
}

/// Takes back the last thing done, whatever and wherever it was.
pub(super) fn undo(state: &mut State, count: Option<usize>) -> Vec<Effect> {
    if let Some(command) = state.saving.beyond_undo.take() {
        // What was done before it would go instead.
        let [keys, undo] = [command, "undo"].map(|name| state.keymap.keys_of(name).join(", "));
        state.complain(format!(
            "{keys} ({command}) changes back what you did last; {undo} again takes back what was before"
        ));
        return Vec::new();
    }
    history(state, count, Write::UndoLast)
}

/// Makes again what was taken back last.
pub(super) fn redo(state: &mut State, count: Option<usize>) -> Vec<Effect> {
    history(state, count, Write::RedoLast)
}

fn history(state: &mut State, count: Option<usize>, write: Write) -> Vec<Effect> {
    let is_new = state.reading.as_ref().is_some_and(|reading| reading.identity.id.is_none());
    if is_new || !state.saving.waiting.is_empty() {
        state.complain("Wait a moment: the article is not in the library yet");
        return Vec::new();
    }
    let times = count.unwrap_or(1).min(1000);
    state.saving.undoing += times;
    vec![write.into(); times]
}

fn go(
    state: &mut State,
    count: Option<usize>,
    one: fn(&Reading, Span) -> Option<&Annotation>,
) -> Vec<Effect> {
    let mut moved = false;
    for _ in 0..count.unwrap_or(1) {
        let Some(span) = shown_beside(state, one) else { break };
        if let Some(reading) = &mut state.reading {
            reading.move_to_passage(span);
        }
        moved = true;
    }
    if !moved {
        state.say("No more annotations that way");
    }
    Vec::new()
}

/// The next span that way on which an annotation is shown.
fn shown_beside(state: &State, one: fn(&Reading, Span) -> Option<&Annotation>) -> Option<Span> {
    let reading = state.reading.as_ref()?;
    let shown = |span: &Span| reading.annotations.on(*span).iter().any(|annotation| state.shows(annotation));
    let next = |from: &Span| one(reading, *from).map(|annotation| annotation.span);
    std::iter::successors(next(&reading.cursor().span), next).find(shown)
}
