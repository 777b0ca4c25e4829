//! What other readers made of the article: seen or not, settled, and when it was made.

use super::{Command, Place, command};
use crate::app::effect::{Effect, Question};
use crate::app::settling::{self, Settling};
use crate::app::state::State;
use crate::library::Write;
use crate::text::visible;

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "other-readers", &["d"], "Show or hide what other readers tagged", other_readers),
    command(
        Place::Text,
        "settle",
        &["D"],
        "Settle what you and another reader differ in, one difference after the other",
        settle,
    ),
    command(Place::Text, "history", &["H"], "Show who changed what in this article, and when", |state, _| {
        match state.reading.as_ref().map(|reading| reading.identity.id) {
            Some(Some(article)) => vec![Effect::Ask(Question::History(article))],
            Some(None) => {
                state.complain("Wait a moment: the article is not in the library yet");
                Vec::new()
            }
            None => Vec::new(),
        }
    }),
];

fn other_readers(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let shown = !state.others_shown;
    state.others_shown = true;
    let others = state.others().join(", ");
    state.others_shown = shown;
    let which = if others.is_empty() { String::new() } else { format!(": {}", visible(&others)) };
    state.say(if shown {
        format!("Other readers' tags are shown{which}")
    } else {
        format!("Other readers' tags are hidden{which}")
    });
    vec![Write::Remember { key: "other-readers", value: shown.to_string() }.into()]
}

/// Begins with the reader with whom most is open, not counting what only one of both tagged; Tab goes on to another.
fn settle(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    state.others_shown = true;
    let Some(reading) = &state.reading else { return Vec::new() };
    let all = |other| Settling::new(reading.annotations.list(), &state.reader, other);
    let found: Vec<Settling> = state.others().into_iter().map(all).collect();
    let most = found.iter().filter(|one| !one.differences.is_empty()).max_by_key(|one| one.open()).cloned();
    match most {
        Some(settling) => {
            if settling.all {
                let message =
                    format!("All is settled with {}; you go through it again", visible(&settling.other));
                state.say(message);
            }
            settling::show(state, settling);
        }
        None if found.is_empty() => state.say("Nobody else has tagged here: there is nothing to settle"),
        None => state.say("You and the other readers agree in all that you tagged"),
    }
    Vec::new()
}
