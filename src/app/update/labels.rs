//! Keys while the labels lie over the panes, and how a change of them came out.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::label_form;
use super::overlays::Then;
use crate::annotation::{Annotation, Label};
use crate::app::configuration::Configuration;
use crate::app::effect::Effect;
use crate::app::labels::{Configured, Form, LabelChange, Labels, Stage, label_rows};
use crate::app::overlay::Overlay;
use crate::app::reading::Annotations;
use crate::app::state::State;
use crate::text::visible;

pub(super) fn press(state: &mut State, key: KeyEvent, mut labels: Labels) -> Then {
    state.message = None;
    match std::mem::take(&mut labels.stage) {
        Stage::List => list(state, key, labels),
        Stage::Form(form) => label_form::write(state, key, labels, form),
        Stage::Move { from, delete, chosen } => choose(state, key, labels, from, delete, chosen),
        Stage::Ask { question, change } => match key.code {
            KeyCode::Char('y' | 'Y') => commit(state, labels, *change),
            KeyCode::Char('n' | 'N' | 'q') => {
                labels.sent = None;
                stay(labels, Stage::List)
            }
            _ => stay(labels, Stage::Ask { question, change }),
        },
    }
}

pub(super) fn stay(labels: Labels, stage: Stage) -> Then {
    Then::Stay(Box::new(Overlay::Labels(Labels { stage, ..labels })))
}

/// Looking through the labels.
fn list(state: &mut State, key: KeyEvent, mut labels: Labels) -> Then {
    let configuration = std::sync::Arc::clone(&state.configuration);
    let rows = label_rows(&configuration, &labels);
    let last = rows.len() - 1;
    let chosen = labels.chosen.min(last);
    let row = rows[chosen];
    let (name, count) = (row.name.to_owned(), row.count);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Char('J') => return shift(state, labels, true),
        KeyCode::Down if alt => return shift(state, labels, true),
        KeyCode::Char('K') => return shift(state, labels, false),
        KeyCode::Up if alt => return shift(state, labels, false),
        KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => labels.chosen = (chosen + 1).min(last),
        KeyCode::Char('k') | KeyCode::Up | KeyCode::BackTab => labels.chosen = chosen.saturating_sub(1),
        KeyCode::Char('g') | KeyCode::Home => labels.chosen = 0,
        KeyCode::Char('G') | KeyCode::End => labels.chosen = last,
        KeyCode::Char('e') | KeyCode::Enter => {
            let form = match row.label {
                Some(label) => Form::new(label, Some(name)),
                None => Form::new(&label_form::blank(&name, &configuration), Some(name)),
            };
            return stay(labels, Stage::Form(Box::new(form)));
        }
        KeyCode::Char('a') => {
            let form = Form::new(&label_form::blank("", &configuration), None);
            return stay(labels, Stage::Form(Box::new(form)));
        }
        KeyCode::Char('x' | 'd') | KeyCode::Delete => return delete(state, labels, &name, count),
        KeyCode::Char('m') => match count {
            None => state.complain("Wait a moment: the annotations are still being counted"),
            Some(0) => state.say(format!("No annotation is tagged {}", visible(&name))),
            Some(_) => return to_move(state, labels, name, false),
        },
        KeyCode::Char('q' | 'L') => return Then::Close(Vec::new()),
        _ => {}
    }
    stay(labels, Stage::List)
}

/// Moves the chosen label a place down or up.
fn shift(state: &mut State, mut labels: Labels, down: bool) -> Then {
    let mut after = state.configuration.labels.clone();
    let from = labels.chosen;
    let to = if down { from + 1 } else { from.wrapping_sub(1) };
    if from >= after.len() || to >= after.len() {
        return stay(labels, Stage::List);
    }
    after.swap(from, to);
    labels.chosen = to;
    let done = format!("{} is number {} now", visible(&after[to].name), to + 1);
    let change = LabelChange { after, done, ..unchanged(state) };
    commit(state, labels, change)
}

/// The change that changes nothing.
pub(super) fn unchanged(state: &State) -> LabelChange {
    let before = state.configuration.labels.clone();
    LabelChange { after: before.clone(), before, moved: None, unused: None, done: String::new() }
}

/// Deletes a label that nothing is tagged with; else asks where its annotations are to go.
fn delete(state: &mut State, labels: Labels, name: &str, count: Option<usize>) -> Then {
    let after: Vec<Label> =
        state.configuration.labels.iter().filter(|label| label.name != name).cloned().collect();
    let is_configured = after.len() < state.configuration.labels.len();
    if after.is_empty() && is_configured {
        state.complain("This is the only label; there must be one");
        return stay(labels, Stage::List);
    }
    match count {
        None => {
            state.complain("Wait a moment: the annotations are still being counted");
            stay(labels, Stage::List)
        }
        Some(0) => {
            let question = format!("Delete the label {}? No annotation has it. y/n", visible(name));
            let done = format!("The label {} is deleted", visible(name));
            let change = LabelChange { after, unused: Some(name.to_owned()), done, ..unchanged(state) };
            stay(labels, Stage::Ask { question, change: Box::new(change) })
        }
        Some(_) => to_move(state, labels, name.to_owned(), is_configured),
    }
}

/// Asks which label the annotations of one are to have.
fn to_move(state: &mut State, labels: Labels, from: String, delete: bool) -> Then {
    if others(&state.configuration, &from).next().is_none() {
        state.complain("There is no other label that they could have; a adds one");
        return stay(labels, Stage::List);
    }
    stay(labels, Stage::Move { from, delete, chosen: 0 })
}

/// The labels that annotations of `from` can be moved to.
pub fn others<'a>(configuration: &'a Configuration, from: &str) -> impl Iterator<Item = &'a Label> {
    configuration.labels.iter().filter(move |label| label.name != from)
}

fn choose(
    state: &mut State,
    key: KeyEvent,
    labels: Labels,
    from: String,
    delete: bool,
    mut chosen: usize,
) -> Then {
    let count = others(&state.configuration, &from).count();
    match key.code {
        KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => chosen = (chosen + 1).min(count - 1),
        KeyCode::Char('k') | KeyCode::Up | KeyCode::BackTab => chosen = chosen.saturating_sub(1),
        KeyCode::Char('q' | 'n') => return stay(labels, Stage::List),
        KeyCode::Enter => {
            let to = others(&state.configuration, &from).nth(chosen).map(|label| label.name.clone());
            let Some(to) = to else { return stay(labels, Stage::List) };
            let mut change = unchanged(state);
            change.done = format!("{} is tagged {} now", visible(&from), visible(&to));
            if delete {
                change.after.retain(|label| label.name != from);
                change.done = format!("The label {} is deleted", visible(&from));
            }
            change.moved = Some((from, to));
            return commit(state, labels, change);
        }
        _ => {}
    }
    stay(labels, Stage::Move { from, delete, chosen })
}

/// Has a change made, and holds all keys until it is. Changes of annotations that are on their way speak of the labels
/// as they are, and go first.
pub(super) fn commit(state: &mut State, mut labels: Labels, change: LabelChange) -> Then {
    if change.moved.is_some() && !state.saving.is_settled() {
        let wait = "Wait a moment: changes are still being saved";
        state.complain(wait);
        let sent = labels.sent.take();
        come_back(&mut labels, sent, wait);
        let stage = std::mem::take(&mut labels.stage);
        return stay(labels, stage);
    }
    state.configuring = true;
    state.say("Changing the labels …");
    state.overlay = Some(Overlay::Labels(Labels { stage: Stage::List, ..labels }));
    Then::Close(vec![Effect::Configure(Box::new(change))])
}

/// A change was made, or another was found in its place: labels, keys, annotations and counts follow.
pub(super) fn configured(state: &mut State, configured: Configured) {
    let Configured { configuration, keymap, moved, uses, message, made } = configured;
    state.configuring = false;
    state.configuration = configuration;
    state.keymap = keymap;
    if let Some((from, to)) = moved {
        state.list.rename_label(&from, &to);
        if let Some(reading) = &mut state.reading {
            let renamed = |annotation: &Annotation| {
                let label = if annotation.label == from { &to } else { &annotation.label };
                Annotation { label: label.clone(), ..annotation.clone() }
            };
            reading.annotations = Annotations::new(reading.annotations.list().iter().map(renamed).collect());
            for end in reading.links.iter_mut().flat_map(|link| [&mut link.from, &mut link.to]) {
                if end.label == from {
                    end.label.clone_from(&to);
                }
            }
        }
        state.count_labels();
    }
    if let Some(Overlay::Labels(labels)) = &mut state.overlay {
        if uses.is_some() {
            labels.uses = uses;
        }
        let sent = labels.sent.take();
        if !made {
            come_back(labels, sent, &message);
        }
        let last = label_rows(&state.configuration, labels).len() - 1;
        labels.chosen = labels.chosen.min(last);
    }
    if made { state.say(message) } else { state.complain(message) }
}

/// A change could not be made: all is as it was.
pub(super) fn not_configured(state: &mut State, message: String) {
    state.configuring = false;
    if let Some(Overlay::Labels(labels)) = &mut state.overlay {
        let sent = labels.sent.take();
        come_back(labels, sent, &message);
    }
    state.complain(message);
}

/// The form that could not be kept is written on, with the reason.
fn come_back(labels: &mut Labels, sent: Option<Box<Form>>, reason: &str) {
    if let Some(mut form) = sent {
        form.problem = Some(reason.to_owned());
        labels.stage = Stage::Form(form);
    }
}

#[cfg(test)]
mod tests;
