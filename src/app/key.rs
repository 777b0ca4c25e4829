//! Keys as they are written in the configuration and in the help: `j`, `Space`, `Ctrl-d`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key press. A character stands for itself, so that shift is part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Whether Ctrl was held.
    pub control: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// A key's name that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key: write a character, or a name such as Space, PageDown, Ctrl-d")]
pub struct UnknownKey(pub String);

const NAMES: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Esc", KeyCode::Esc),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
];

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        Key {
            code: event.code,
            control: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
        }
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(name: &str) -> Result<Self, UnknownKey> {
        let mut key = Key { code: KeyCode::Null, control: false, alt: false };
        let mut rest = name;
        loop {
            if let Some(more) = rest.strip_prefix("Ctrl-") {
                (key.control, rest) = (true, more);
            } else if let Some(more) = rest.strip_prefix("Alt-") {
                (key.alt, rest) = (true, more);
            } else {
                break;
            }
        }
        let function = || rest.strip_prefix('F')?.parse().ok().filter(|number| (1..=24).contains(number));
        let mut characters = rest.chars();
        key.code = match (characters.next(), characters.next()) {
            (Some(only), None) if !only.is_control() && only != ' ' => KeyCode::Char(only),
            _ => match NAMES.iter().find(|named| named.0.eq_ignore_ascii_case(rest)) {
                Some(named) => named.1,
                None => KeyCode::F(function().ok_or_else(|| UnknownKey(name.to_owned()))?),
            },
        };
        Ok(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.control {
            to.write_str("Ctrl-")?;
        }
        if self.alt {
            to.write_str("Alt-")?;
        }
        match (self.code, NAMES.iter().find(|named| named.1 == self.code)) {
            (_, Some(named)) => to.write_str(named.0),
            (KeyCode::Char(character), None) => write!(to, "{character}"),
            (KeyCode::F(number), None) => write!(to, "F{number}"),
            (other, None) => write!(to, "{other}"),
        }
    }
}

/// Keys to be pressed one after another, written with spaces between.
pub fn sequence(names: &str) -> Result<Vec<Key>, UnknownKey> {
    let keys = names.split_whitespace().map(Key::from_str).collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() { Err(UnknownKey(names.to_owned())) } else { Ok(keys) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for name in ["j", "G", "Space", "Ctrl-d", "PageDown", "F5", "Alt-x", "{", "-", "Shift-Tab"] {
            assert_eq!(name.parse::<Key>().unwrap().to_string(), name);
        }
        assert!("Hyper-x".parse::<Key>().is_err());
        assert!("".parse::<Key>().is_err());
        assert_eq!(sequence("g g").unwrap().len(), 2);
    }
}
