//! Moving the view; the cursor comes along where it would be left behind.

use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::reading::Reading;
use crate::app::state::State;

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "page-down", &["Space", "PageDown"], "Scroll a page down", |state, count| {
        by(state, count, page)
    }),
    command(Place::Text, "page-up", &["PageUp"], "Scroll a page up", |state, count| {
        by(state, count, |reading| -page(reading))
    }),
    command(Place::Text, "half-page-down", &["Ctrl-d"], "Scroll half a page down", |state, count| {
        by(state, count, |reading| (page(reading) + 1) / 2)
    }),
    command(Place::Text, "half-page-up", &["Ctrl-u"], "Scroll half a page up", |state, count| {
        by(state, count, |reading| -(page(reading) + 1) / 2)
    }),
    command(Place::Text, "line-down", &["Down"], "Scroll a line down", |state, count| {
        by(state, count, |_| 1)
    }),
    command(Place::Text, "line-up", &["Up"], "Scroll a line up", |state, count| by(state, count, |_| -1)),
];

fn by(state: &mut State, count: Option<usize>, rows: fn(&Reading) -> isize) -> Vec<Effect> {
    if let Some(reading) = &mut state.reading {
        let times = count.unwrap_or(1).min(100_000) as isize;
        let rows = rows(reading);
        reading.scroll(rows * times);
    }
    state.count_motion()
}

fn page(reading: &Reading) -> isize {
    reading.page() as isize
}
