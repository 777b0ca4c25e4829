//! A key: to what lies over the panes, or through the keymap to a command.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::overlays;
use crate::app::annotations_pane::may_change;
use crate::app::commands::{Place, add, next_value, relabel, tag, works_while_reshaping};
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::keymap::{Binding, Lookup};
use crate::app::overlay::Overlay;
use crate::app::refusing;
use crate::app::state::{Pane, State};

/// The greatest count that can be typed.
const GREATEST_COUNT: usize = 999_999;

pub(super) fn press(state: &mut State, event: KeyEvent) -> Vec<Effect> {
    if holds(state) && !event.modifiers.contains(KeyModifiers::CONTROL) {
        state.held.push_back(event);
        return Vec::new();
    }
    if state.overlay.is_some() {
        return overlays::press(state, event);
    }
    if refusing::takes(state, event) {
        return Vec::new();
    }
    (state.message, state.elsewhere) = (None, None);
    let key = Key::from(event);
    if key.code == KeyCode::Esc && (state.count.take().is_some() || !state.pending.is_empty()) {
        state.pending.clear();
        return Vec::new();
    }
    if state.pending.is_empty() && counts(state, key) {
        return Vec::new();
    }
    state.pending.push(key);
    match state.keymap.look_up(&state.pending, state.place()) {
        Lookup::Longer => Vec::new(),
        Lookup::Nothing => {
            let keys: Vec<String> = state.pending.drain(..).map(|key| key.to_string()).collect();
            state.count = None;
            if key.code != KeyCode::Esc {
                state.say(format!("{} does nothing here; ? shows the keys", keys.join(" ")));
                if state.keymap.asks_elsewhere(key) {
                    refusing::refuse(state);
                }
            }
            Vec::new()
        }
        Lookup::Bound(binding) => {
            state.pending.clear();
            let count = state.count.take();
            carry_out(state, binding, count)
        }
    }
}

/// Presses the keys that were held, once what they waited for is there.
pub(super) fn release(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    while !holds(state)
        && let Some(key) = state.held.pop_front()
    {
        effects.extend(press(state, key));
    }
    effects
}

/// Whether keys must wait: for the article they are meant for, or for an undo or a change of the labels, on whose
/// outcome depends what they do.
fn holds(state: &State) -> bool {
    let text = state.focus == Pane::Text && !state.pane.shown;
    let takes_keys = match state.overlay {
        None => text || state.pane.shown,
        Some(Overlay::Settling(_)) => text,
        _ => false,
    };
    state.configuring || takes_keys && ((text && state.opening.is_some()) || state.saving.undoing > 0)
}

/// Does what a key, or the palette, leads to.
pub(super) fn carry_out(state: &mut State, binding: Binding, count: Option<usize>) -> Vec<Effect> {
    let effects = done(state, binding, count);
    // Words typed for what does not ask for them must not come to act.
    if matches!(binding, Binding::Command(command) if command.asks) && state.overlay.is_none() {
        refusing::refuse(state);
    }
    effects
}

fn done(state: &mut State, binding: Binding, count: Option<usize>) -> Vec<Effect> {
    let reshaping = state.reading.as_ref().is_some_and(|reading| reading.reshaping().is_some());
    if reshaping && !works_while_reshaping(binding) {
        state.complain("The borders are being moved: Enter keeps them, Esc leaves them as they were");
        return Vec::new();
    }
    match binding {
        Binding::Command(command) if !works_here(state, command.place) => {
            state.say(format!("{} works elsewhere; ? shows where", command.name));
            Vec::new()
        }
        Binding::Tag(label) if state.pane.shown => relabel(state, label),
        Binding::Add(label) => add(state, label),
        Binding::Command(command) => (command.run)(state, count),
        Binding::Tag(label) => (0..count.filter(|_| state.moving_on).unwrap_or(1).min(1000))
            .flat_map(|_| tag(state, label))
            .collect(),
        Binding::Attribute(_) if state.pane.shown && !may_change(state) => Vec::new(),
        Binding::Attribute(attribute) => next_value(state, attribute, count),
    }
}

/// Whether a command of that place does anything now: the palette offers all. What is under the annotations pane is left
/// alone while it is shown.
fn works_here(state: &State, place: Place) -> bool {
    match place {
        Place::Everywhere => true,
        Place::Annotations => state.pane.shown,
        Place::Putting => state.place() == Place::Putting,
        Place::Text | Place::List => !state.pane.shown,
    }
}

/// Takes a digit into the count. One that is the key of a label or an attribute acts, where these have keys.
fn counts(state: &mut State, key: Key) -> bool {
    let KeyCode::Char(character) = key.code else { return false };
    let Some(digit) = character.to_digit(10).filter(|_| !key.control && !key.alt) else { return false };
    if digit == 0 && state.count.is_none() {
        return false;
    }
    let configuration = &state.configuration;
    let set = configuration.labels.iter().any(|label| label.key == character)
        || configuration.attributes.iter().any(|attribute| attribute.key == character);
    if set && state.place() != Place::List {
        return false;
    }
    let count = state.count.unwrap_or(0) * 10 + digit as usize;
    state.count = Some(count.min(GREATEST_COUNT));
    true
}
