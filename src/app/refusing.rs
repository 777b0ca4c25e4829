//! What is typed after a command that would have asked for words and did not: it was meant as words, and does nothing.
//!
//! Such keys are passed over until Escape, Enter, a key that is no text, or a pause, after which a key is meant as one.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::state::State;
use crate::text::visible;

/// After so long without a key, the next one is meant as a key. Who types without looking up makes shorter pauses.
const PAUSE: Duration = Duration::from_secs(3);

/// Characters of the words passed over that are told.
const TOLD: usize = 20;

/// Why words are not asked for, and what was typed all the same.
#[derive(Clone, Debug)]
pub struct Refused {
    reason: String,
    words: String,
    last: Duration,
}

/// Nothing asks for words, though a key was to make it so: what is typed next is passed over.
pub(super) fn refuse(state: &mut State) {
    let reason = match &state.message {
        Some(message) => message.text.clone(),
        None => "There is nothing here to write to".to_owned(),
    };
    state.refused = Some(Refused { reason: reason.clone(), words: String::new(), last: state.pace.now });
    state.complain(reason);
}

/// Whether the key belongs to words that nothing asked for. Says what is passed over, and how to go on.
pub(super) fn takes(state: &mut State, key: KeyEvent) -> bool {
    let now = state.pace.now;
    let Some(mut refused) = state.refused.take() else { return false };
    if now.saturating_sub(refused.last) >= PAUSE {
        return false;
    }
    let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SUPER);
    let new_line = match key.code {
        KeyCode::Enter => !plain,
        KeyCode::Char('j') => key.modifiers == KeyModifiers::CONTROL,
        _ => false,
    };
    match key.code {
        _ if new_line => refused.words.push('\n'),
        // A first key that means the same again is the same attempt.
        KeyCode::Char(character) if plain => refused.words.push(character),
        KeyCode::Backspace | KeyCode::Delete | KeyCode::Tab if plain => {}
        KeyCode::Esc | KeyCode::Enter if plain => {
            state.message = None;
            return true;
        }
        _ => return false,
    }
    refused.last = now;
    let words: String = refused.words.chars().rev().take(TOLD).collect();
    let words: String = words.chars().rev().collect();
    state.complain(format!("{}. Not taken for keys: “{}”; Esc goes on", refused.reason, visible(&words)));
    state.refused = Some(refused);
    true
}
