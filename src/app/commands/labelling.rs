//! The labels themselves: what they are, when to use which, and changing them.

use super::{Command, Place, command};
use crate::app::labels::Labels;
use crate::app::overlay::Overlay;
use crate::app::page::Topic;
use crate::library::Read;

pub(super) const COMMANDS: &[Command] = &[
    command(Place::Text, "guidelines", &["K"], "Show when to use which label", |state, _| {
        state.overlay = Some(Overlay::Page { topic: Topic::Guidelines, scroll: 0 });
        Vec::new()
    }),
    command(
        Place::Everywhere,
        "labels",
        &["L"],
        "Show the labels: add, change, order and delete them",
        |state, _| {
            state.overlay = Some(Overlay::Labels(Labels::default()));
            vec![Read::LabelUses.into()]
        },
    )
    .asking(),
];
