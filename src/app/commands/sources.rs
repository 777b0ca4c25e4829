//! Who says so: the source of an annotation, and spellings of one source joined.

use super::{Command, Place, annotating, command};
use crate::app::candidates::{Candidates, near};
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;
use crate::text::visible;

pub(super) const COMMANDS: &[Command] = &[
    command(
        Place::Text,
        "source",
        &["s"],
        "Say who says so: the source of the annotation under the cursor",
        source,
    ),
    command(
        Place::Text,
        "join-sources",
        &["J"],
        "Join the source of the annotation under the cursor with another spelling of it, or part them",
        join,
    ),
];

fn source(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(annotation) = annotating::here(state) else { return Vec::new() };
    let title = format!("Who says so? Source of this {}", visible(&annotation.label));
    let words = annotation.source.clone();
    let near = state.reading.as_ref().map(|reading| near(reading.document.text(), annotation.span));
    let mut prompt = Prompt::new(title, Purpose::Source(Box::new(annotation)), &words, true);
    prompt.candidates = Some(Candidates::for_source(near.unwrap_or_default(), &words));
    state.overlay = Some(Overlay::Prompt(prompt));
    vec![Effect::Sources]
}

fn join(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(annotation) = annotating::here(state) else { return Vec::new() };
    if annotation.source.is_empty() {
        state.complain("This annotation names no source yet; s names one");
        return Vec::new();
    }
    let spelling = annotation.source;
    let title = format!("{} is the same as", visible(&spelling.replace('\n', " / ")));
    let candidates = Candidates::for_joining(&spelling);
    let mut prompt = Prompt::new(title, Purpose::JoinSource { spelling }, "", false);
    prompt.candidates = Some(candidates);
    state.overlay = Some(Overlay::Prompt(prompt));
    vec![Effect::Sources]
}

#[cfg(test)]
mod tests;
