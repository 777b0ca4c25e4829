//! The article in the other script, 繁 or 简.

use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::article::Script;

pub(super) const COMMANDS: &[Command] = &[
    command(
        Place::Text,
        "other-script",
        &["Z"],
        "Show the text in the other script (繁, 简); again, with the usage of another region",
        other,
    ),
    command(Place::Text, "own-script", &["z"], "Show the text in its own script again", own),
];

/// The first usage is the configured one, or the one last shown in this session. It counts for this article alone.
fn other(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let usage = reading.shown_usage().map_or(state.usage, |shown| shown.next());
    let script = reading.document.article().script;
    if !reading.show_script(Some(usage)) {
        let what = match script {
            Script::Other => "This article is not Chinese".to_owned(),
            other => format!("This article is {}", other.name()),
        };
        state.say(format!("{what}, and has no other script"));
        return Vec::new();
    }
    state.usage = usage;
    state.scripts.insert(reading.identity.uri.clone(), usage);
    let (key, back) = (keys(state, "other-script"), keys(state, "own-script"));
    let (region, next) = (usage.name(), usage.next().name());
    let how = match script {
        Script::Simplified => format!("Shown in 繁 ({region})"),
        _ => format!("Shown in 简 from 繁 ({region})"),
    };
    state.say(format!("{how}; {key} goes on to {next}, {back} to the original, whose words tags keep"));
    Vec::new()
}

fn own(state: &mut State, _: Option<usize>) -> Vec<Effect> {
    let Some(reading) = &mut state.reading else { return Vec::new() };
    if reading.shown_usage().is_none() {
        let key = keys(state, "other-script");
        state.say(format!("This is the original; {key} shows the other script"));
        return Vec::new();
    }
    reading.show_script(None);
    state.scripts.remove(&reading.identity.uri);
    state.say("The original again");
    Vec::new()
}

fn keys(state: &State, command: &str) -> String {
    state.keymap.keys_of(command).join(", ")
}

#[cfg(test)]
mod tests;
