//! Keys that choose among the names offered under a source.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::overlay::{Prompt, prompt_width};
use crate::app::state::State;
use crate::app::typed::Typed;

fn is_digit(key: KeyEvent) -> bool {
    key.modifiers == KeyModifiers::ALT && matches!(key.code, KeyCode::Char('1'..='9'))
}

/// Whether a key that chooses a name takes it at once.
pub(super) fn takes(key: KeyEvent) -> bool {
    key.code == KeyCode::Enter || is_digit(key)
}

/// Lets a key choose among the names offered, and says whether it did: Tab and Down go on, Shift-Tab and Up back, Alt
/// with a digit takes one at once, Enter the chosen one. Up and Down are for the rows of what is typed first.
pub(super) fn offer(state: &State, key: KeyEvent, prompt: &mut Prompt) -> bool {
    let words = prompt.words();
    let typed = Typed::new(&prompt.area, prompt_width(state.screen.0), state.ambiguous);
    let Some(candidates) = &mut prompt.candidates else { return false };
    let chosen = candidates.chosen().is_some();
    match key.code {
        KeyCode::Tab => candidates.choose(&words, &state.sources, true),
        KeyCode::BackTab => candidates.choose(&words, &state.sources, false),
        KeyCode::Down if key.modifiers.is_empty() && (chosen || typed.beside(true).is_none()) => {
            candidates.choose(&words, &state.sources, true);
        }
        KeyCode::Up if key.modifiers.is_empty() && chosen => {
            candidates.choose(&words, &state.sources, false);
        }
        KeyCode::Char(digit) if is_digit(key) => {
            candidates.drop_choice();
            let place = digit as usize - '0' as usize;
            if place <= candidates.found(&words, &state.sources).len() {
                (0..place).for_each(|_| candidates.choose(&words, &state.sources, true));
            }
        }
        KeyCode::Enter => return chosen && key.modifiers.is_empty(),
        _ => return false,
    }
    true
}
