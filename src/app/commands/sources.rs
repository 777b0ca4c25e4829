//! Who says so: the source of an annotation, and spellings of one source joined.

use super::{Command, Place, annotating, command};
use crate::annotation::Annotation;
use crate::app::candidates::{Candidates, near};
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;
use crate::library::Read;
use crate::text::{Span, one_line, visible};

pub(super) const COMMANDS: &[Command] = &[
    command(
        Place::Text,
        "source",
        &["s"],
        "Say who says so: the source of the annotation under the cursor",
        source,
    )
    .asking(),
    command(
        Place::Text,
        "join-sources",
        &["J"],
        "Join the source of the annotation under the cursor with another spelling of it, or part them",
        join,
    )
    .asking(),
];

pub(super) fn source(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(annotation) = annotating::own_here(state) else { return Vec::new() };
    source_prompt(state, annotation);
    vec![Read::Sources.into()]
}

/// Asks for an annotation's source.
pub fn source_prompt(state: &mut State, annotation: Annotation) {
    let title = format!("Who says so? Source of this {}", visible(&annotation.label));
    let words = annotation.source.clone();
    let near = match (state.pane.chosen().filter(|_| state.pane.shown), &state.reading) {
        // Its article may not be open: the words kept around it must do.
        (Some(listed), _) => {
            let passage = Span::new(listed.prefix.len(), listed.prefix.len() + listed.quote.len());
            Some(near(&[listed.prefix.as_str(), &listed.quote, &listed.suffix].concat(), passage))
        }
        (None, reading) => reading.as_ref().map(|reading| near(reading.document.text(), annotation.span)),
    };
    let mut prompt = Prompt::new(title, Purpose::Source(Box::new(annotation)), &words, true);
    prompt.candidates = Some(Candidates::for_source(near.unwrap_or_default(), &words));
    state.overlay = Some(Overlay::Prompt(prompt));
}

pub(super) fn join(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(annotation) = annotating::here(state) else { return Vec::new() };
    if annotation.source.is_empty() {
        let keys = state.keymap.keys_of("source").join(", ");
        state.complain(format!("This annotation names no source yet; {keys} names one"));
        return Vec::new();
    }
    join_spelling(state, annotation.source)
}

/// Asks which name `spelling` is to stand for.
pub(super) fn join_spelling(state: &mut State, spelling: String) -> Vec<Effect> {
    let title = format!("{} is the same as", visible(&one_line(&spelling)));
    let candidates = Candidates::for_joining(&spelling);
    let mut prompt = Prompt::new(title, Purpose::JoinSource { spelling }, "", false);
    prompt.candidates = Some(candidates);
    state.overlay = Some(Overlay::Prompt(prompt));
    vec![Read::Sources.into()]
}

#[cfg(test)]
mod tests;
