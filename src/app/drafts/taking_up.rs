//! The list of words left behind, and going to where they were typed.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Draft, DraftList, DraftPurpose, places};
use crate::app::commands::{note_prompt, source_prompt};
use crate::app::effect::Effect;
use crate::app::jumps::Spot;
use crate::app::labels::{Form, Labels, Stage};
use crate::app::linking::LinkList;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::state::State;
use crate::app::update::blank_label;
use crate::library::Read;

/// Shows the words left behind.
pub(in crate::app) fn show(state: &mut State) -> Vec<Effect> {
    if state.drafts.left.is_empty() {
        state.say("No words are left from before: all that was typed is kept");
    } else {
        state.overlay = Some(Overlay::Drafts(DraftList::default()));
    }
    Vec::new()
}

/// A key in the list; the overlay is put back where it stays.
pub(in crate::app) fn press(state: &mut State, key: KeyEvent, mut list: DraftList) -> Vec<Effect> {
    let last = state.drafts.left.len().saturating_sub(1);
    list.chosen = list.chosen.min(last);
    match key.code {
        KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => list.chosen = (list.chosen + 1).min(last),
        KeyCode::Char('k') | KeyCode::Up | KeyCode::BackTab => list.chosen = list.chosen.saturating_sub(1),
        KeyCode::Char('q') => return Vec::new(),
        KeyCode::Char('x') if list.chosen < state.drafts.left.len() => {
            let draft = state.drafts.left.remove(list.chosen);
            state.say(format!("Given up: {}", draft.title));
            if state.drafts.left.is_empty() {
                return Vec::new();
            }
        }
        KeyCode::Enter if list.chosen < state.drafts.left.len() => return take_up(state, list.chosen),
        _ => {}
    }
    state.overlay = Some(Overlay::Drafts(list));
    Vec::new()
}

/// Opens the words where they were typed.
fn take_up(state: &mut State, place: usize) -> Vec<Effect> {
    let draft = state.drafts.left[place].clone();
    match &draft.purpose {
        DraftPurpose::Label { from } => {
            let known = state.configuration.labels.iter().find(|label| Some(&label.name) == from.as_ref());
            let form = match known {
                Some(label) => Form::new(label, from.clone()),
                None => Form::new(&blank_label("", &state.configuration), None),
            };
            let stage = Stage::Form(Box::new(form));
            state.overlay = Some(Overlay::Labels(Labels { stage, ..Labels::default() }));
            state.drafts.left.remove(place);
            stand_in(state, &draft);
            vec![Read::LabelUses.into()]
        }
        purpose if !purpose.is_writing() => {
            state.say(format!("These words stand there when you open it again: {}", draft.title));
            Vec::new()
        }
        DraftPurpose::Note { annotation } | DraftPurpose::Source { annotation } => {
            go(state, place, draft.article.map(|article| Spot::annotation(article, annotation.clone(), None)))
        }
        DraftPurpose::LinkNote { link, .. } => {
            go(state, place, draft.article.map(|article| Spot::annotation(article, link.from.clone(), None)))
        }
        _ => Vec::new(),
    }
}

/// Goes to the article, and opens the words once it is there.
fn go(state: &mut State, place: usize, spot: Option<Spot>) -> Vec<Effect> {
    let draft = state.drafts.left.remove(place);
    state.drafts.taking_up = Some(draft);
    state.pane.shown = false;
    spot.map_or_else(Vec::new, |spot| state.jump(spot))
}

/// After anything that happened: where the article is there that words are about, opens them.
pub(super) fn go_on(state: &mut State) {
    if state.opening.is_some() {
        return;
    }
    let unread = |draft: &mut Draft| {
        let here = state.reading.as_ref().map(|reading| &reading.identity);
        !here.is_some_and(|here| here.id == draft.article && here.revision.is_none())
    };
    let Some(draft) = state.drafts.taking_up.take_if(unread) else { return };
    if open(state, &draft) {
        stand_in(state, &draft);
        return;
    }
    let words = draft.fields.join("\n");
    let title = format!("{}: what it was about is gone. Copy your words; they stay in the list", draft.title);
    state.overlay = Some(Overlay::Prompt(Prompt::new(title, Purpose::LeftBehind, &words, true)));
    state.drafts.left.push(draft);
}

/// Opens what the words were typed into; says whether it is there still.
fn open(state: &mut State, draft: &Draft) -> bool {
    let named =
        |id| state.annotation_named(id).filter(|annotation| annotation.reader == state.reader).cloned();
    match &draft.purpose {
        DraftPurpose::Note { annotation } => {
            let Some(annotation) = named(annotation) else { return false };
            note_prompt(state, annotation);
        }
        DraftPurpose::Source { annotation } => {
            let Some(annotation) = named(annotation) else { return false };
            source_prompt(state, annotation);
        }
        DraftPurpose::LinkNote { link, made_with_it } => {
            let there = state.link_named(&link.id);
            if there.is_none() && (!made_with_it || named(&link.from).is_none()) {
                return false;
            }
            let list = there.is_some().then(|| LinkList { about: vec![link.from.clone()], chosen: 0 });
            let link = there.unwrap_or_else(|| link.clone());
            let words = link.note.clone();
            let purpose = Purpose::LinkNote { link: Box::new(link), list };
            state.overlay = Some(Overlay::Prompt(Prompt::new("Note to the link", purpose, &words, true)));
        }
        _ => return false,
    }
    true
}

/// Puts the words into what was just opened; what stood there counts as what they began from.
fn stand_in(state: &mut State, draft: &Draft) {
    if let Some(purpose) = places::purpose(state) {
        let began = places::fields(state);
        state.drafts.open = Some(super::Open { purpose, began });
        places::fill(state, draft);
    }
}
