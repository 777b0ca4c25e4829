//! Keys and pasted text while something lies over the panes.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{label_form, labels, linking, menus, relating, settling, writing};
use crate::app::candidates::Candidates;
use crate::app::commands::export_prompt;
use crate::app::drafts;
use crate::app::effect::{Effect, Export};
use crate::app::labels::{Labels, Stage};
use crate::app::overlay::{Ask, Choice, Intent, Overlay, Prompt, Purpose};
use crate::app::page::{Topic, furthest_scroll};
use crate::app::results;
use crate::app::searching;
use crate::app::state::State;

/// What becomes of an overlay after a key.
pub(super) enum Then {
    /// It stays.
    Stay(Box<Overlay>),
    /// It goes, and this is done.
    Close(Vec<Effect>),
    /// What lies there now was put there already, and this is done.
    Done(Vec<Effect>),
}

pub(super) fn stay(overlay: Overlay) -> Then {
    Then::Stay(Box::new(overlay))
}

pub(super) fn press(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let Some(overlay) = state.overlay.take() else { return Vec::new() };
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if control && matches!(key.code, KeyCode::Char('z' | 'l')) {
        state.overlay = Some(overlay);
        return vec![if key.code == KeyCode::Char('z') { Effect::Suspend } else { Effect::Redraw }];
    }
    if let Overlay::Labels(labels) = &overlay
        && !matches!(labels.stage, Stage::List)
        && key.code == KeyCode::Esc
    {
        let labels = Labels { stage: Stage::List, sent: None, ..labels.clone() };
        state.overlay = Some(Overlay::Labels(labels));
        return Vec::new();
    }
    if let Overlay::Settling(settling) = overlay {
        return settling::press(state, key, settling);
    }
    if let Overlay::Results = overlay {
        return results::press(state, key);
    }
    if let Overlay::Drafts(list) = overlay
        && key.code != KeyCode::Esc
        && !(control && key.code == KeyCode::Char('c'))
    {
        return drafts::press(state, key, list);
    }
    if key.code == KeyCode::Esc || (control && key.code == KeyCode::Char('c')) {
        if let Overlay::Prompt(Prompt { purpose: Purpose::Search(searching), .. }) = &overlay {
            searching::leave(state, searching);
        }
        return Vec::new();
    }
    let then = match overlay {
        Overlay::Page { topic, scroll } => turn(state, key, topic, scroll),
        Overlay::Palette(palette) => menus::pick(state, key, palette),
        Overlay::Prompt(prompt) => writing::write(state, key, prompt),
        Overlay::Choice(choice) => choose(state, key, choice),
        Overlay::Filters(menu) => menus::narrow(state, key, menu),
        Overlay::ListMenu(menu) => menus::arrange(state, key, menu),
        Overlay::Contents(contents) => menus::go(state, key, contents),
        Overlay::Ask(ask) => answer(key, ask),
        Overlay::Tie(tie) => linking::tie(state, key, tie),
        Overlay::Links(list) => linking::list(state, key, list),
        Overlay::Relating(view) => relating::press(state, key, view),
        Overlay::Labels(view) => labels::press(state, key, view),
        other @ (Overlay::Settling(_) | Overlay::Results | Overlay::Drafts(_)) => stay(other),
    };
    match then {
        Then::Stay(overlay) => {
            state.overlay = Some(*overlay);
            Vec::new()
        }
        Then::Close(effects) | Then::Done(effects) => effects,
    }
}

/// Pasted text goes into the words being typed, and nowhere else: it is never taken for keys.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let one_line = || text.replace('\n', " ");
    match &mut state.overlay {
        Some(Overlay::Prompt(prompt)) => {
            let words = if prompt.multiline { text } else { one_line() };
            prompt.area.insert_str(words);
            prompt.candidates.iter_mut().for_each(Candidates::drop_choice);
        }
        Some(Overlay::Labels(Labels { stage: Stage::Form(form), .. })) => label_form::paste(form, &text),
        Some(Overlay::Results) => results::paste(state, &one_line()),
        Some(Overlay::Palette(palette)) => palette.choosing.insert(one_line()),
        Some(Overlay::Filters(menu)) => menu.choosing.insert(one_line()),
        Some(Overlay::ListMenu(menu)) => menu.choosing.insert(one_line()),
        Some(Overlay::Contents(contents)) => contents.choosing.insert(one_line()),
        _ => state.say("Pasted text ignored: it is taken where words are asked for, in a note for instance"),
    }
    Vec::new()
}

/// A line that came at once is typed where words are asked for, and its end is Enter there. Elsewhere it is pasted text.
pub(super) fn line(state: &mut State, text: &str) -> Vec<Effect> {
    let asked = state.overlay.as_ref().is_some_and(takes_words);
    let mut effects = paste(state, text);
    if asked {
        effects.extend(super::keys::press(state, KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)));
    }
    effects
}

/// Whether words are typed into it.
fn takes_words(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Labels(labels) => matches!(labels.stage, Stage::Form(_)),
        other => matches!(
            other,
            Overlay::Prompt(_)
                | Overlay::Results
                | Overlay::Palette(_)
                | Overlay::Filters(_)
                | Overlay::ListMenu(_)
                | Overlay::Contents(_)
        ),
    }
}

/// Scrolls a page; any other key closes it.
fn turn(state: &State, key: KeyEvent, topic: Topic, scroll: usize) -> Then {
    let page = (state.screen.1 as usize).saturating_sub(2).max(1);
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let scroll = match key.code {
        KeyCode::Char('d') if control => scroll + page / 2,
        KeyCode::Char('u') if control => scroll.saturating_sub(page / 2),
        KeyCode::Char('j') | KeyCode::Down => scroll + 1,
        KeyCode::Char('k') | KeyCode::Up => scroll.saturating_sub(1),
        KeyCode::Char(' ') | KeyCode::PageDown => scroll + page,
        KeyCode::PageUp | KeyCode::Backspace => scroll.saturating_sub(page),
        KeyCode::Char('g') | KeyCode::Home => 0,
        KeyCode::Char('G') | KeyCode::End => usize::MAX,
        _ => return Then::Close(Vec::new()),
    };
    stay(Overlay::Page { topic, scroll: scroll.min(furthest_scroll(state, topic)) })
}

fn choose(state: &mut State, key: KeyEvent, mut choice: Choice) -> Then {
    match key.code {
        KeyCode::Char('j') | KeyCode::Down | KeyCode::Tab => {
            choice.chosen = (choice.chosen + 1).min(choice.lines.len().saturating_sub(1));
        }
        KeyCode::Char('k') | KeyCode::Up | KeyCode::BackTab => {
            choice.chosen = choice.chosen.saturating_sub(1)
        }
        KeyCode::Enter => return go_on(state, choice, None),
        KeyCode::Char(digit @ '1'..='9') => return go_on(state, choice, Some(digit as usize - '1' as usize)),
        KeyCode::Char('q') => return Then::Close(Vec::new()),
        _ => {}
    }
    stay(Overlay::Choice(choice))
}

/// Asks for the file in the format of line `place`, or of the chosen one. Without such a line the choice stays.
fn go_on(state: &State, choice: Choice, place: Option<usize>) -> Then {
    match choice.lines.get(place.unwrap_or(choice.chosen)) {
        Some((format, _)) => stay(Overlay::Prompt(export_prompt(state, format, choice.selection))),
        None => stay(Overlay::Choice(choice)),
    }
}

fn answer(key: KeyEvent, ask: Ask) -> Then {
    match key.code {
        KeyCode::Char('y' | 'Y') => Then::Close(carry_out(ask.intent)),
        KeyCode::Char('n' | 'N' | 'q') => Then::Close(Vec::new()),
        _ => stay(Overlay::Ask(ask)),
    }
}

fn carry_out(intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Replace(export) => vec![Effect::Export(Export { replace: true, ..export })],
        Intent::Abandon => vec![Effect::Quit],
    }
}
