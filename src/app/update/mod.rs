//! The one function that changes the state: an event in, effects out.

mod keys;
mod label_form;
mod labels;
mod linking;
mod menus;
mod merging;
mod news;
mod offering;
mod overlays;
mod relating;
mod saving;
mod settling;
mod writing;

use super::effect::Effect;
use super::event::{Event, Input};
use super::overlay::Overlay;
use super::results;
use super::searching;
use super::state::State;
use super::{annotations_pane, drafts, list, pace};
use crate::library::{Reply, Request, Write};

pub(super) use label_form::blank as blank_label;
pub use label_form::{FORM_INDENT, form_cells};
pub use labels::others;

/// Lets `event` happen to `state`, and says what must be done outside.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let before = drafts::before(state, &event);
    let mut effects = happen(state, event);
    let can_be_undone = |effect: &Effect| {
        matches!(effect, Effect::Library(Request::Write(Write::Apply { .. } | Write::Mark { .. })))
    };
    if effects.iter().any(can_be_undone) {
        state.saving.beyond_undo = None;
    }
    annotations_pane::typed(state);
    effects.extend(list::typed(state));
    effects.extend(drafts::follow(state, before));
    effects.extend(annotations_pane::ask(state));
    effects.extend(searching::follow(state));
    effects.extend(results::follow(state));
    effects
}

fn happen(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Input(input, now) => {
            state.pace.now = now;
            match input {
                Input::Key(key) => {
                    let effects = keys::press(state, key);
                    pace::follow(state);
                    effects
                }
                Input::Paste(text) => overlays::paste(state, &text),
                Input::Line(text) => overlays::line(state, &text),
            }
        }
        Event::Time(now) => {
            state.pace.now = now;
            Vec::new()
        }
        Event::StillRefused(notice) => {
            state.list.refused.insert(notice.path, notice.message);
            Vec::new()
        }
        Event::Drafts(left) => {
            drafts::told(state, left);
            Vec::new()
        }
        Event::Resize { columns, rows } => {
            state.screen = (columns, rows);
            Vec::new()
        }
        Event::Ambiguous(ambiguous) => {
            state.ambiguous = ambiguous;
            Vec::new()
        }
        Event::Terminate => {
            let mut effects = state.keep_place();
            effects.push(Effect::Quit);
            effects
        }
        Event::Frame => {
            settle(state);
            Vec::new()
        }
        news => {
            let changed = matches!(
                news,
                Event::Library(
                    Reply::Annotations { .. }
                        | Reply::Opened { .. }
                        | Reply::Undone { .. }
                        | Reply::Stepped { .. }
                        | Reply::Unsaved { .. }
                )
            );
            let mut effects = news::take(state, news);
            if changed && matches!(state.overlay, Some(Overlay::Settling(_))) {
                settling::renew(state);
            }
            effects.extend(searching::land(state));
            effects.extend(keys::release(state));
            effects
        }
    }
}

/// Brings both panes' views up to date with the screen and the cursor.
fn settle(state: &mut State) {
    let geometry = state.geometry();
    let measure = state.measure();
    let notices = state.list.notice_rows(geometry.list.height) as usize;
    let head = state.list.head_rows(geometry.list.height) as usize;
    annotations_pane::settle(state);
    results::settle(state);
    state.list.settle((geometry.list.height as usize).saturating_sub(notices + head));
    if let Some(reading) = &mut state.reading {
        reading.settle(measure, geometry.column.height as usize);
    }
}

#[cfg(test)]
mod tests;
