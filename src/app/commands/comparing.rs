//! What other readers made of the article: seen or not.

use super::{Command, Place, command};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::text::visible;

pub(super) const COMMANDS: &[Command] =
    &[command(Place::Text, "other-readers", &["d"], "Show or hide what other readers tagged", other_readers)];

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
    vec![Effect::Remember { key: "other-readers", value: shown.to_string() }]
}
