//! What menus have in common that are narrowed down by typing: the words typed, and which of the lines found is chosen.

use crossterm::event::{KeyCode, KeyEvent};
use tui_textarea::TextArea;

use super::area::{area, type_into};

/// The words typed into a menu, and the line chosen of those that they find.
#[derive(Clone, Debug)]
pub struct Choosing {
    /// What is typed.
    pub area: TextArea<'static>,
    /// Place of the chosen line among those found.
    pub chosen: usize,
    /// Whether lines were taken or dropped while the menu stayed: Enter then only closes it.
    pub changed: bool,
}

impl Choosing {
    /// Nothing typed yet, that line chosen.
    pub(super) fn at(chosen: usize) -> Choosing {
        Choosing { area: area(""), chosen, changed: false }
    }

    /// The words typed.
    pub(super) fn words(&self) -> String {
        self.area.lines().concat().trim().to_owned()
    }

    /// Up and Down choose another of the `found` lines; any other key is typed, and the first line chosen again.
    pub(super) fn press(&mut self, key: KeyEvent, found: usize) {
        match key.code {
            KeyCode::Down => self.step(1, found),
            KeyCode::Up => self.step(-1, found),
            _ => {
                type_into(&mut self.area, key);
                self.chosen = 0;
            }
        }
    }

    /// Chooses the line so many further on, or back, of those `found`.
    pub(super) fn step(&mut self, by: isize, found: usize) {
        self.chosen = self.chosen.saturating_add_signed(by).min(found.saturating_sub(1));
    }

    /// Takes words in where the cursor stands, as if they were typed.
    pub(super) fn insert(&mut self, words: String) {
        self.area.insert_str(words);
        self.chosen = 0;
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;

    use super::*;

    fn press(choosing: &mut Choosing, code: KeyCode) {
        choosing.press(KeyEvent::new(code, KeyModifiers::NONE), 3);
    }

    #[test]
    fn control_u_clears_what_is_typed() {
        let mut choosing = Choosing::at(0);
        choosing.insert("雨停了".to_owned());
        press(&mut choosing, KeyCode::Left);
        choosing.press(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL), 3);
        assert_eq!(choosing.words(), "了");
    }

    #[test]
    fn lines_are_chosen_within_those_found_and_typing_begins_anew() {
        let mut choosing = Choosing::at(1);
        for (code, chosen) in
            [(KeyCode::Down, 2), (KeyCode::Down, 2), (KeyCode::Up, 1), (KeyCode::Up, 0), (KeyCode::Up, 0)]
        {
            press(&mut choosing, code);
            assert_eq!(choosing.chosen, chosen);
        }
        choosing.step(10, 3);
        assert_eq!(choosing.chosen, 2);
        press(&mut choosing, KeyCode::Char('雨'));
        assert_eq!((choosing.words().as_str(), choosing.chosen), ("雨", 0));
        choosing.step(1, 3);
        choosing.insert("停 ".to_owned());
        assert_eq!((choosing.words().as_str(), choosing.chosen), ("雨停", 0));
        choosing.step(1, 0);
        assert_eq!(choosing.chosen, 0);
    }
}
