//! Keys in the menus that are narrowed down by typing: the palette, the annotations' filters, the list's menus, and the table
//! of contents.

use crossterm::event::{KeyCode, KeyEvent};

use super::keys;
use super::overlays::{Then, stay};
use crate::app::annotations_pane::{Criterion, FilterMenu};
use crate::app::contents::Contents;
use crate::app::keymap::Binding;
use crate::app::list::{ListCriterion, ListMenu};
use crate::app::overlay::{Overlay, Palette};
use crate::app::state::State;

/// Tab takes or drops the chosen line, and the menu stays for another; Enter without it takes the line, and closes.
pub(super) fn arrange(state: &mut State, key: KeyEvent, mut menu: ListMenu) -> Then {
    let found = menu.found();
    let chosen = found.get(menu.choosing.chosen).map(|line| &line.criterion);
    match key.code {
        KeyCode::Enter => {
            let set = |criterion: &&ListCriterion| criterion.is_set(state.list.arrangement());
            let wanted = chosen.filter(|criterion| !menu.choosing.changed && !set(criterion));
            let mut effects = wanted.map_or_else(Vec::new, |criterion| {
                state.arrange(|arrangement| criterion.toggle(arrangement))
            });
            effects.extend(state.open_chosen());
            return Then::Close(effects);
        }
        KeyCode::Tab => {
            let effects = chosen.map_or_else(Vec::new, |criterion| {
                menu.choosing.changed = true;
                state.arrange(|arrangement| criterion.toggle(arrangement))
            });
            state.overlay = Some(Overlay::ListMenu(menu));
            return Then::Done(effects);
        }
        _ => menu.choosing.press(key, found.len()),
    }
    stay(Overlay::ListMenu(menu))
}

/// Enter jumps to the chosen line.
pub(super) fn go(state: &mut State, key: KeyEvent, mut contents: Contents) -> Then {
    let found = contents.found();
    let count = found.len();
    match key.code {
        KeyCode::Enter => {
            let chosen = found.get(contents.choosing.chosen).map(|line| line.span);
            return Then::Close(chosen.map_or_else(Vec::new, |span| state.jump_within(span)));
        }
        KeyCode::Tab => contents.choosing.step(1, count),
        KeyCode::BackTab => contents.choosing.step(-1, count),
        KeyCode::PageDown => contents.choosing.step(10, count),
        KeyCode::PageUp => contents.choosing.step(-10, count),
        _ => contents.choosing.press(key, count),
    }
    stay(Overlay::Contents(contents))
}

/// As in the list's menus.
pub(super) fn narrow(state: &mut State, key: KeyEvent, mut menu: FilterMenu) -> Then {
    let found = menu.found(state);
    let chosen = found.get(menu.choosing.chosen);
    match key.code {
        KeyCode::Enter => {
            let selection = &mut state.pane.selection;
            let set = |criterion: &&Criterion| criterion.is_set(selection);
            if let Some(criterion) = chosen.filter(|criterion| !menu.choosing.changed && !set(criterion)) {
                criterion.toggle(selection);
            }
            return Then::Close(Vec::new());
        }
        KeyCode::Tab => {
            if let Some(criterion) = chosen {
                criterion.toggle(&mut state.pane.selection);
                menu.choosing.changed = true;
            }
        }
        _ => menu.choosing.press(key, found.len()),
    }
    stay(Overlay::Filters(menu))
}

/// Enter does what the chosen command does.
pub(super) fn pick(state: &mut State, key: KeyEvent, mut palette: Palette) -> Then {
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
