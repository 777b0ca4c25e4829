//! Keys in the list's menus, and in the table of contents.

use crossterm::event::{KeyCode, KeyEvent};

use super::overlays::{Then, stay};
use crate::app::contents::Contents;
use crate::app::list::ListMenu;
use crate::app::overlay::Overlay;
use crate::app::state::State;

/// Enter sets or drops the chosen line; with Tab the menu stays for another.
pub(super) fn choose(state: &mut State, key: KeyEvent, mut menu: ListMenu) -> Then {
    let found = menu.found();
    match key.code {
        KeyCode::Enter | KeyCode::Tab => {
            let mut effects = Vec::new();
            if let Some(line) = found.get(menu.chosen) {
                effects = state.arrange(|arrangement| line.criterion.toggle(arrangement));
            }
            if key.code == KeyCode::Enter {
                effects.extend(state.open_chosen());
                return Then::Close(effects);
            }
            state.overlay = Some(Overlay::ListMenu(menu));
            return Then::Done(effects);
        }
        KeyCode::Down => menu.chosen = (menu.chosen + 1).min(found.len().saturating_sub(1)),
        KeyCode::Up => menu.chosen = menu.chosen.saturating_sub(1),
        _ => {
            menu.area.input(key);
            menu.chosen = 0;
        }
    }
    stay(Overlay::ListMenu(menu))
}

/// Enter jumps to the chosen line.
pub(super) fn go(state: &mut State, key: KeyEvent, mut contents: Contents) -> Then {
    let found = contents.found();
    match key.code {
        KeyCode::Enter => {
            let chosen = found.get(contents.chosen).map(|line| line.span);
            return Then::Close(chosen.map_or_else(Vec::new, |span| state.jump_within(span)));
        }
        KeyCode::Down | KeyCode::Tab => {
            contents.chosen = (contents.chosen + 1).min(found.len().saturating_sub(1));
        }
        KeyCode::Up | KeyCode::BackTab => contents.chosen = contents.chosen.saturating_sub(1),
        KeyCode::PageDown => contents.chosen = (contents.chosen + 10).min(found.len().saturating_sub(1)),
        KeyCode::PageUp => contents.chosen = contents.chosen.saturating_sub(10),
        _ => {
            contents.area.input(key);
            contents.chosen = 0;
        }
    }
    stay(Overlay::Contents(contents))
}
