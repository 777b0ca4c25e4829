//! Finding words in the article.

use std::cmp::Ordering;

use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;

/// Which way a search goes from one match to another; past the last it goes round.
#[derive(Clone, Copy)]
enum Way {
    On,
    Back,
}

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "search", &["/"], "Search in this article", search),
    command(Place::Text, "next-match", &["n"], "Go to the next match", |state, count| {
        go(state, count, Way::On)
    }),
    command(Place::Text, "previous-match", &["N"], "Go to the previous match", |state, count| {
        go(state, count, Way::Back)
    }),
];

fn search(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    if state.reading.is_some() {
        state.overlay = Some(Overlay::Prompt(Prompt::new("Search", Purpose::Search, "", false)));
    }
    Vec::new()
}

/// Finds all of `query` and goes to the first match from the cursor on. Nothing typed repeats the last search.
pub fn search_for(state: &mut State, query: &str) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    if query.is_empty() {
        return go(state, None, Way::On);
    }
    reading.search_for(query);
    let from = reading.cursor().span.start;
    let index = match from.checked_sub(1) {
        Some(before) => reading.search.after(before),
        None => (!reading.search.matches.is_empty()).then_some(0),
    };
    go_to(state, index, from, Way::On);
    Vec::new()
}

fn go(state: &mut State, count: Option<usize>, way: Way) -> Vec<Effect> {
    for _ in 0..count.unwrap_or(1).min(100_000) {
        let Some(reading) = &state.reading else { break };
        let from = reading.found_at();
        let index = match way {
            Way::On => reading.search.after(from),
            Way::Back => reading.search.before(from),
        };
        go_to(state, index, from, way);
    }
    Vec::new()
}

/// Goes to match `index`, coming from byte `from`, and says which it is.
fn go_to(state: &mut State, index: Option<usize>, from: usize, way: Way) {
    let Some(reading) = &mut state.reading else { return };
    let search = &reading.search;
    match index.and_then(|index| Some((index, search.matches.get(index)?))) {
        Some((index, found)) => {
            let round = match (way, found.start.cmp(&from)) {
                (Way::On, Ordering::Less) => ", round from the beginning",
                (Way::Back, Ordering::Greater) => ", round from the end",
                _ => "",
            };
            let message = format!("match {} of {}{round}", index + 1, search.matches.len());
            reading.go_to_match(index);
            state.say(message);
        }
        None if search.query.is_empty() => state.say("Nothing was searched for yet: / searches"),
        None => {
            let message = format!("Not found: {}", search.query);
            state.complain(message);
        }
    }
}
