//! Keys while words are asked for, and what becomes of the words.

use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::overlays::{Then, stay};
use super::{linking, offering};
use crate::annotation::{Annotation, Edit};
use crate::app::annotations_pane::keep_typed;
use crate::app::candidates::Candidates;
use crate::app::commands::next_match;
use crate::app::effect::{Effect, Export};
use crate::app::list::keep_typed as keep_found;
use crate::app::overlay::{Overlay, Prompt, Purpose, prompt_width};
use crate::app::searching;
use crate::app::state::State;
use crate::app::typed::Typed;
use crate::library::{Read, Write};

/// Enter ends a prompt; Alt-Enter and Ctrl-j begin a new line where there may be several.
pub(super) fn write(state: &mut State, key: KeyEvent, mut prompt: Prompt) -> Then {
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
            prompt.type_in(key);
            prompt.candidates.iter_mut().for_each(Candidates::drop_choice);
        }
    }
    stay(Overlay::Prompt(prompt))
}

/// Why words are not taken where what they were for is gone.
const GONE: &str = "This is gone, another program deleted it. Copy your words";

/// Takes the words. Where they cannot be taken the prompt stays with them, and says why.
fn finish(state: &mut State, mut prompt: Prompt) -> Then {
    match taken(state, &prompt) {
        Ok(effects) => Then::Close(effects),
        Err(reason) => {
            prompt.title = reason;
            stay(Overlay::Prompt(prompt))
        }
    }
}

/// What follows from the words of a prompt.
///
/// # Errors
///
/// Why they cannot be taken, in words.
fn taken(state: &mut State, prompt: &Prompt) -> Result<Vec<Effect>, String> {
    let words = prompt.words();
    let edited = match &prompt.purpose {
        Purpose::Note(before) => edit(state, before, |annotation| annotation.note = words),
        Purpose::Source(before) => edit(state, before, |annotation| annotation.source = words),
        Purpose::LinkNote { link, list } => return linking::note(state, link, list.clone(), words),
        Purpose::LeftBehind => Some(Vec::new()),
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
            Some(vec![Write::JoinSource { spelling: spelling.clone(), name }.into(), Read::Sources.into()])
        }
        Purpose::Search(_) if searching::is_wrong(state) && !words.is_empty() => {
            return Err(prompt.title.clone());
        }
        Purpose::Search(searching) => Some(match searching::finish(state, &words) {
            true => Vec::new(),
            false => {
                searching::leave(state, searching);
                next_match(state)
            }
        }),
        Purpose::ExportFile { .. } if words.is_empty() => Some(Vec::new()),
        Purpose::ExportFile { format, selection } => {
            state.exporting = Some((format, (**selection).clone(), words.clone()));
            let path = PathBuf::from(words);
            Some(vec![Effect::Export(Export {
                format,
                selection: (**selection).clone(),
                path,
                replace: false,
            })])
        }
    };
    edited.ok_or_else(|| GONE.to_owned())
}

/// An export failed: unless something else is under way, its file is asked for again, with the words typed.
pub(super) fn not_exported(state: &mut State, message: String) {
    let asked = state.exporting.take().filter(|_| state.overlay.is_none() && state.refused.is_none());
    state.complain(message.clone());
    if let Some((format, selection, words)) = asked {
        let purpose = Purpose::ExportFile { format, selection: Box::new(selection) };
        state.overlay = Some(Overlay::Prompt(Prompt::new(message, purpose, &words, false)));
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
