//! Keys while a label is written, and whether what was written can be kept.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::labels::{commit, stay, unchanged};
use super::overlays::Then;
use crate::annotation::Label;
use crate::app::area::type_into;
use crate::app::commands::COMMANDS;
use crate::app::configuration::Configuration;
use crate::app::counted;
use crate::app::keymap::Keymap;
use crate::app::labels::{FIELDS, Form, LabelChange, Labels, Stage};
use crate::app::overlay::prompt_width;
use crate::app::page::page_width;
use crate::app::state::State;
use crate::app::typed::Typed;
use crate::text::visible;

/// Cells of the form before its fields' words.
pub const FORM_INDENT: u16 = 13;

/// A label of that name with nothing else said of it, but for the first colour that no other has.
pub(in crate::app) fn blank(name: &str, configuration: &Configuration) -> Label {
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

/// Writing a label: Tab goes from field to field, Enter keeps it.
pub(super) fn write(state: &mut State, key: KeyEvent, labels: Labels, mut form: Box<Form>) -> Then {
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
        _ if field.multiline => drop(form.areas[form.focus].input(key)),
        _ => type_into(&mut form.areas[form.focus], key),
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
fn keep(state: &mut State, mut labels: Labels, mut form: Box<Form>) -> Then {
    match changed(state, &labels, &form) {
        Ok(Some((change, None))) => {
            labels.sent = Some(form);
            commit(state, labels, change)
        }
        Ok(Some((change, Some(question)))) => {
            labels.sent = Some(form);
            stay(labels, Stage::Ask { question, change: Box::new(change) })
        }
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
