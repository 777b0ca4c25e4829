//! Keys while the labels lie over the panes, and how a change of them came out.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::overlays::Then;
use crate::annotation::{Annotation, Label};
use crate::app::commands::COMMANDS;
use crate::app::configuration::Configuration;
use crate::app::counted;
use crate::app::effect::Effect;
use crate::app::keymap::Keymap;
use crate::app::labels::{Configured, FIELDS, Form, LabelChange, Labels, Stage, label_rows};
use crate::app::overlay::{Overlay, prompt_width};
use crate::app::page::page_width;
use crate::app::reading::Annotations;
use crate::app::state::State;
use crate::app::typed::Typed;
use crate::text::visible;

/// Cells of the form before its fields' words.
pub const FORM_INDENT: u16 = 13;

pub(super) fn press(state: &mut State, key: KeyEvent, mut labels: Labels) -> Then {
    state.message = None;
    match std::mem::take(&mut labels.stage) {
        Stage::List => list(state, key, labels),
        Stage::Form(form) => write(state, key, labels, form),
        Stage::Move { from, delete, chosen } => choose(state, key, labels, from, delete, chosen),
        Stage::Ask { question, change } => match key.code {
            KeyCode::Char('y' | 'Y') => commit(state, labels, *change),
            KeyCode::Char('n' | 'N' | 'q') => stay(labels, Stage::List),
            _ => stay(labels, Stage::Ask { question, change }),
        },
    }
}

fn stay(labels: Labels, stage: Stage) -> Then {
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
                None => Form::new(&blank(&name, &configuration), Some(name)),
            };
            return stay(labels, Stage::Form(Box::new(form)));
        }
        KeyCode::Char('a') => {
            let form = Form::new(&blank("", &configuration), None);
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

/// A label of that name with nothing else said of it, but for the first colour that no other has.
fn blank(name: &str, configuration: &Configuration) -> Label {
    let colours = ["cyan", "blue", "red", "lightred", "lightblue", "yellow", "green", "magenta"];
    let free = |colour: &&&str| !configuration.labels.iter().any(|label| label.colour == **colour);
    let colour = (*colours.iter().find(free).unwrap_or(&colours[0])).to_owned();
    Label {
        name: name.into(),
        key: ' ',
        colour,
        sign: ' ',
        description: String::new(),
        guideline: String::new(),
    }
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

fn unchanged(state: &State) -> LabelChange {
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

/// Writing a label: Tab goes from field to field, Enter keeps it.
fn write(state: &mut State, key: KeyEvent, labels: Labels, mut form: Box<Form>) -> Then {
    form.problem = None;
    let field = &FIELDS[form.focus];
    let modified = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SHIFT);
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let line_feed = control && key.code == KeyCode::Char('j');
    let last = FIELDS.len() - 1;
    match key.code {
        KeyCode::Enter if modified && field.multiline => form.areas[form.focus].insert_newline(),
        _ if line_feed && field.multiline => form.areas[form.focus].insert_newline(),
        _ if line_feed => {}
        KeyCode::Char('s' | 'm') if control => return keep(state, labels, form),
        KeyCode::Enter => return keep(state, labels, form),
        KeyCode::Tab => form.focus = (form.focus + 1) % FIELDS.len(),
        KeyCode::BackTab => form.focus = (form.focus + last) % FIELDS.len(),
        KeyCode::Up | KeyCode::Down => {
            let down = key.code == KeyCode::Down;
            let cells = form_cells(state.screen.0);
            let typed = Typed::new(&form.areas[form.focus], cells, state.ambiguous);
            match typed.beside(down) {
                Some(to) => form.areas[form.focus].move_cursor(to),
                None if down => form.focus = (form.focus + 1).min(last),
                None => form.focus = form.focus.saturating_sub(1),
            }
        }
        _ => drop(form.areas[form.focus].input(key)),
    }
    stay(labels, Stage::Form(form))
}

/// Cells that the words of a form's field have on a screen of so many columns.
pub fn form_cells(columns: u16) -> u16 {
    prompt_width(page_width(columns)).saturating_sub(FORM_INDENT)
}

/// Pasted text goes into the field that is written in.
pub(super) fn paste(form: &mut Form, text: &str) {
    let text = if FIELDS[form.focus].multiline { text.to_owned() } else { text.replace('\n', " ") };
    form.areas[form.focus].insert_str(text);
}

/// Keeps what was written, if it can be; asks first where two labels would become one.
fn keep(state: &mut State, labels: Labels, mut form: Box<Form>) -> Then {
    match changed(state, &labels, &form) {
        Ok(Some((change, None))) => commit(state, labels, change),
        Ok(Some((change, Some(question)))) => stay(labels, Stage::Ask { question, change: Box::new(change) }),
        Ok(None) => stay(labels, Stage::List),
        Err(problem) => {
            form.problem = Some(problem);
            stay(labels, Stage::Form(form))
        }
    }
}

/// The change that a form asks for, and the question to be asked first, if any; nothing where it changes nothing.
fn changed(
    state: &State,
    labels: &Labels,
    form: &Form,
) -> Result<Option<(LabelChange, Option<String>)>, String> {
    let mut label = form.label()?;
    let mut change = unchanged(state);
    let place = change.after.iter().position(|known| Some(&known.name) == form.from.as_ref());
    if let Some(known) = place.map(|place| &change.before[place])
        && known.guideline.trim() == label.guideline
    {
        label.guideline.clone_from(&known.guideline);
    }
    let key = label.key;
    let name = label.name.clone();
    let moved = form.from.clone().filter(|from| *from != name);
    let taken = change.after.iter().any(|known| known.name == name);
    let mut question = None;
    if let Some(from) = moved {
        let uses = labels.uses.as_ref().ok_or("Wait a moment: the annotations are still being counted")?;
        let count = |name: &str| counted(uses.get(name).copied().unwrap_or(0), "annotation");
        if taken || uses.contains_key(&name) {
            question = Some(format!(
                "There is a label {} already, on {}. Join {} with its {} to it, for good? y/n",
                visible(&name),
                count(&name),
                visible(&from),
                count(&from),
            ));
        }
        change.done = format!("{} is called {} now", visible(&from), visible(&name));
        change.moved = Some((from, name));
    } else {
        change.done = format!("The label {} is kept", visible(&name));
    }
    match place {
        // Two labels become one: the other stays as it is.
        Some(place) if taken && change.moved.is_some() => drop(change.after.remove(place)),
        None if taken && change.moved.is_some() => {}
        Some(place) => change.after[place] = label,
        None => change.after.push(label),
    }
    let configuration = Configuration { labels: change.after.clone(), ..(*state.configuration).clone() };
    configuration.check().map_err(|error| error.to_string())?;
    let keymap = Keymap::new(&configuration).map_err(|error| error.to_string())?;
    let merges = question.is_some();
    if !merges && !keymap.tags(key) {
        return Err(format!("{key} does something else already: [keys] of the configuration says so"));
    }
    let keyless: Vec<&str> = commands_without_key(&keymap)
        .filter(|name| !commands_without_key(&state.keymap).any(|other| other == *name))
        .collect();
    if !keyless.is_empty() {
        change.done.push_str(&format!("; no key is left for {}", keyless.join(", ")));
    }
    let nothing = change.after == change.before && change.moved.is_none();
    Ok((!nothing).then_some((change, question)))
}

fn commands_without_key(keymap: &Keymap) -> impl Iterator<Item = &'static str> {
    let names = COMMANDS.iter().copied().flatten().map(|command| command.name);
    names.filter(|name| keymap.keys_of(name).is_empty())
}

/// Has a change made, and holds all keys until it is. Changes of annotations that are on their way speak of the labels
/// as they are, and go first.
fn commit(state: &mut State, labels: Labels, change: LabelChange) -> Then {
    if change.moved.is_some() && !state.saving.is_settled() {
        state.complain("Wait a moment: changes are still being saved");
        return stay(labels, Stage::List);
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
        let last = label_rows(&state.configuration, labels).len() - 1;
        labels.chosen = labels.chosen.min(last);
    }
    if made { state.say(message) } else { state.complain(message) }
}

/// A change could not be made: all is as it was.
pub(super) fn not_configured(state: &mut State, message: String) {
    state.configuring = false;
    state.complain(message);
}

#[cfg(test)]
mod tests;
