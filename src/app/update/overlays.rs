//! Keys and pasted text while something lies over the panes.

use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{keys, label_form, labels, linking, listing, offering, relating, settling};
use crate::annotation::{Annotation, Edit};
use crate::app::annotations_pane::{FilterMenu, keep_typed};
use crate::app::candidates::Candidates;
use crate::app::commands::{export_prompt, next_match};
use crate::app::effect::Effect;
use crate::app::keymap::Binding;
use crate::app::labels::{Labels, Stage};
use crate::app::list::keep_typed as keep_found;
use crate::app::overlay::{Ask, Choice, Intent, Overlay, Palette, Prompt, Purpose, prompt_width};
use crate::app::page::{Topic, furthest_scroll};
use crate::app::results;
use crate::app::searching;
use crate::app::state::State;
use crate::app::typed::Typed;

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
        let labels = Labels { stage: Stage::List, ..labels.clone() };
        state.overlay = Some(Overlay::Labels(labels));
        return Vec::new();
    }
    if let Overlay::Settling(settling) = overlay {
        return settling::press(state, key, settling);
    }
    if let Overlay::Results = overlay {
        return results::press(state, key);
    }
    if key.code == KeyCode::Esc || (control && key.code == KeyCode::Char('c')) {
        if let Overlay::Prompt(Prompt { purpose: Purpose::Search(searching), .. }) = &overlay {
            searching::leave(state, searching);
        }
        return Vec::new();
    }
    let then = match overlay {
        Overlay::Page { topic, scroll } => turn(state, key, topic, scroll),
        Overlay::Palette(palette) => pick(state, key, palette),
        Overlay::Prompt(prompt) => write(state, key, prompt),
        Overlay::Choice(choice) => choose(state, key, choice),
        Overlay::Filters(menu) => narrow(state, key, menu),
        Overlay::ListMenu(menu) => listing::choose(state, key, menu),
        Overlay::Contents(contents) => listing::go(state, key, contents),
        Overlay::Ask(ask) => answer(key, ask),
        Overlay::Tie(tie) => linking::tie(state, key, tie),
        Overlay::Links(list) => linking::list(state, key, list),
        Overlay::Relating(view) => relating::press(state, key, view),
        Overlay::Labels(view) => labels::press(state, key, view),
        Overlay::Settling(settling) => stay(Overlay::Settling(settling)),
        Overlay::Results => stay(Overlay::Results),
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
        _ => state.say("Pasted text is taken where words are asked for, in a note for instance"),
    }
    Vec::new()
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

fn pick(state: &mut State, key: KeyEvent, mut palette: Palette) -> Then {
    let found = palette.found();
    match key.code {
        KeyCode::Enter => {
            let chosen = found.get(palette.choosing.chosen).copied();
            return Then::Close(
                chosen
                    .map_or_else(Vec::new, |command| keys::carry_out(state, Binding::Command(command), None)),
            );
        }
        KeyCode::Tab => palette.choosing.step(1, found.len()),
        KeyCode::BackTab => palette.choosing.step(-1, found.len()),
        _ => palette.choosing.press(key, found.len()),
    }
    stay(Overlay::Palette(palette))
}

/// Enter ends a prompt; Alt-Enter and Ctrl-j begin a new line where there may be several.
fn write(state: &mut State, key: KeyEvent, mut prompt: Prompt) -> Then {
    let modified = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SHIFT);
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let line_feed = control && matches!(key.code, KeyCode::Char('j'));
    if searching::press(state, key, &mut prompt) {
        return stay(Overlay::Prompt(prompt));
    }
    if offering::offer(state, key, &mut prompt) {
        return match prompt.candidates.as_ref().and_then(Candidates::chosen).map(str::to_owned) {
            Some(chosen) if offering::takes(key) => {
                prompt.replace(&chosen);
                finish(state, prompt)
            }
            _ => stay(Overlay::Prompt(prompt)),
        };
    }
    match key.code {
        KeyCode::Enter if modified && prompt.multiline => prompt.area.insert_newline(),
        _ if line_feed && prompt.multiline => prompt.area.insert_newline(),
        _ if line_feed => {}
        KeyCode::Enter => return finish(state, prompt),
        KeyCode::Up | KeyCode::Down if matches!(prompt.purpose, Purpose::FindArticle) => {
            let place = state.list.chosen_place();
            state.list.choose(if key.code == KeyCode::Down { place + 1 } else { place.saturating_sub(1) });
        }
        KeyCode::Up | KeyCode::Down if key.modifiers.is_empty() => {
            let typed = Typed::new(&prompt.area, prompt_width(state.screen.0), state.ambiguous);
            if let Some(to) = typed.beside(key.code == KeyCode::Down) {
                prompt.area.move_cursor(to);
            }
        }
        KeyCode::Char('s' | 'm') if control => return finish(state, prompt),
        _ => {
            prompt.area.input(key);
            prompt.candidates.iter_mut().for_each(Candidates::drop_choice);
        }
    }
    stay(Overlay::Prompt(prompt))
}

fn finish(state: &mut State, mut prompt: Prompt) -> Then {
    let words = prompt.words();
    let edited = match &prompt.purpose {
        Purpose::Note(before) => edit(state, before, |annotation| annotation.note = words),
        Purpose::Source(before) => edit(state, before, |annotation| annotation.source = words),
        Purpose::LinkNote { link, list } => linking::note(state, link, list.clone(), words),
        Purpose::Filter => {
            keep_typed(state, words);
            Some(Vec::new())
        }
        Purpose::FindArticle => {
            keep_found(&mut state.list, &words);
            Some(state.open_chosen())
        }
        Purpose::JoinSource { .. } if words.is_empty() => Some(Vec::new()),
        Purpose::JoinSource { spelling } => {
            let name = Some(words).filter(|words| words != spelling);
            Some(vec![Effect::JoinSource { spelling: spelling.clone(), name }])
        }
        Purpose::Search(searching) => Some(match searching::finish(state, &words) {
            true => Vec::new(),
            false => {
                searching::leave(state, searching);
                next_match(state)
            }
        }),
        Purpose::ExportFile { .. } if words.is_empty() => Some(Vec::new()),
        Purpose::ExportFile { format, article } => {
            let path = PathBuf::from(words);
            Some(vec![Effect::Export { format, article: *article, path, replace: false }])
        }
    };
    match edited {
        Some(effects) => Then::Close(effects),
        None => {
            prompt.title = "This is gone, another program deleted it. Copy your words".to_owned();
            stay(Overlay::Prompt(prompt))
        }
    }
}

/// Changes the annotation as it is now, which may be another than when the prompt was opened; `None` where it is gone.
fn edit(state: &mut State, opened: &Annotation, change: impl FnOnce(&mut Annotation)) -> Option<Vec<Effect>> {
    let before = state.annotation_named(&opened.id)?.clone();
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return Some(Vec::new());
    }
    Some(state.record(Edit { before: Some(before), after: Some(after) }))
}

/// Enter sets or drops the chosen line; with Tab the menu stays for another.
fn narrow(state: &mut State, key: KeyEvent, mut menu: FilterMenu) -> Then {
    let found = menu.found(state);
    match key.code {
        KeyCode::Enter | KeyCode::Tab => {
            if let Some(criterion) = found.get(menu.choosing.chosen) {
                criterion.toggle(&mut state.pane.selection);
            }
            if key.code == KeyCode::Enter {
                return Then::Close(Vec::new());
            }
        }
        _ => menu.choosing.press(key, found.len()),
    }
    stay(Overlay::Filters(menu))
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
        Some((format, _)) => stay(Overlay::Prompt(export_prompt(state, format, choice.article))),
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
        Intent::Replace { format, article, path } => {
            vec![Effect::Export { format, article, path, replace: true }]
        }
        Intent::Abandon => vec![Effect::Quit],
    }
}
