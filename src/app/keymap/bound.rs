//! A sequence of keys, where it leads, and who said so.

use super::{Binding, KeymapError};
use crate::app::commands::{Command, Place};
use crate::app::configuration::Configuration;
use crate::app::key::{Key, sequence};

/// Where a binding comes from. What comes first is looked at first, wherever it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// `[keys]` of the configuration.
    Keys,
    /// A label's key, or an attribute's.
    Label,
    /// The capital letter of a label's key.
    Capital,
    /// A command's own key.
    Default,
}

/// A sequence of keys and where it leads.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) keys: Vec<Key>,
    pub(super) place: Place,
    pub(super) binding: Binding,
    pub(super) origin: Origin,
}

impl Bound {
    pub(super) fn leads_where(&self, other: &Bound) -> bool {
        match (self.binding, other.binding) {
            (Binding::Command(one), Binding::Command(other)) => one.name == other.name,
            (Binding::Tag(one), Binding::Tag(other))
            | (Binding::Add(one), Binding::Add(other))
            | (Binding::Attribute(one), Binding::Attribute(other)) => one == other,
            _ => false,
        }
    }

    pub(super) fn name<'a>(&'a self, configuration: &'a Configuration) -> &'a str {
        match self.binding {
            Binding::Command(command) => command.name,
            Binding::Tag(index) | Binding::Add(index) => &configuration.labels[index].name,
            Binding::Attribute(index) => &configuration.attributes[index].name,
        }
    }
}

/// The binding of a label's or an attribute's key, or of a label's capital.
pub(super) fn of_label(key: char, binding: Binding, origin: Origin) -> Bound {
    let key = Key { code: crossterm::event::KeyCode::Char(key), control: false, alt: false };
    Bound { keys: vec![key], place: Place::Text, binding, origin }
}

/// The capital letter of a key, if it has one that is another key.
pub(super) fn capital(key: char) -> Option<char> {
    let mut capitals = key.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) if capital != key => Some(capital),
        _ => None,
    }
}

pub(super) fn bind(
    command: &'static Command,
    keys: &[impl AsRef<str>],
    origin: Origin,
    bindings: &mut Vec<Bound>,
) -> Result<(), KeymapError> {
    for key in keys {
        let keys = sequence(key.as_ref())
            .map_err(|error| KeymapError::UnknownKey { command: command.name.to_owned(), error })?;
        let binding = Binding::Command(command);
        bindings.push(Bound { keys, place: command.place, binding, origin });
    }
    Ok(())
}

pub(super) fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}
