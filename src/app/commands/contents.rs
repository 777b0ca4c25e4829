//! Going about a long article by its headings.

use super::{Command, Place, command};
use crate::app::contents::{Contents, heading_beside};
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::state::State;

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "contents", &["#"], "Show the headings, and jump to one", |state, _| {
        state.overlay = state.reading.as_ref().map(|reading| Overlay::Contents(Contents::of(reading)));
        Vec::new()
    })
    .asking(),
    command(Place::Text, "next-heading", &[")"], "Go to the next heading", |state, count| {
        beside(state, count, true)
    }),
    command(Place::Text, "previous-heading", &["("], "Go to the previous heading", |state, count| {
        beside(state, count, false)
    }),
];

fn beside(state: &mut State, count: Option<usize>, ahead: bool) -> Vec<Effect> {
    let Some(reading) = &state.reading else { return Vec::new() };
    match heading_beside(reading, count.unwrap_or(1), ahead) {
        Some(span) => state.jump_within(span),
        None => {
            state.say(if ahead { "No heading comes after this" } else { "No heading stands before this" });
            Vec::new()
        }
    }
}
