//! Finding words in the article and in the library.

use std::cmp::Ordering;

use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::reading::{Progress, Unit};
use crate::app::results;
use crate::app::searching::{begin, look_for, say_place};
use crate::app::state::State;
use crate::text::one_line;

/// Which way a search goes from one match to another; past the last it goes round.
#[derive(Clone, Copy)]
enum Way {
    On,
    Back,
}

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "search", &["/"], "Search in this article", search).asking(),
    command(Place::Text, "next-match", &["n"], "Go to the next match", |state, count| {
        go(state, count, Way::On)
    }),
    command(Place::Text, "previous-match", &["N"], "Go to the previous match", |state, count| {
        go(state, count, Way::Back)
    }),
    command(Place::List, "search-library", &["/"], "Search in all articles", search_library).asking(),
    command(
        Place::Text,
        "look-up",
        &[";"],
        "Look the selection, or the word under the cursor, up in all articles",
        look_up,
    )
    .asking(),
];

fn search(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    begin(state);
    Vec::new()
}

/// Goes to the next match of the last search.
pub fn next_match(state: &mut State) -> Vec<Effect> {
    go(state, None, Way::On)
}

fn go(state: &mut State, count: Option<usize>, way: Way) -> Vec<Effect> {
    if let Some(reading) = state.reading.as_ref().filter(|open| open.search.progress == Progress::Unknown) {
        let (query, from) = (reading.search.query.clone(), reading.found_at());
        state.say("Looking");
        return look_for(state, query, from);
    }
    for _ in 0..count.unwrap_or(1).min(100_000) {
        let Some(reading) = &mut state.reading else { break };
        let from = reading.found_at();
        let index = match way {
            Way::On => reading.search.after(from),
            Way::Back => reading.search.before(from),
        };
        let found = index.and_then(|index| reading.search.matches.get(index));
        let round = match found.map(|found| (way, found.start.cmp(&from))) {
            Some((Way::On, Ordering::Less)) => ", round from the beginning",
            Some((Way::Back, Ordering::Greater)) => ", round from the end",
            _ => "",
        };
        if let Some(index) = index {
            reading.go_to_match(index);
        }
        say_place(state, round);
    }
    Vec::new()
}

fn search_library(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    results::open(state, None)
}

/// Looks the selection, or the word that the cursor begins with, up in the library.
fn look_up(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let selected = reading.selecting.map(|_| reading.target());
    let start = reading.cursor().span.start;
    let span = selected.or_else(|| reading.document.unit_at(start, Unit::Word));
    let words = span.map(|span| one_line(span.of(reading.document.text())));
    results::open(state, words)
}
