//! Which keys lead to which command: what the configuration sets, the labels' and attributes', the labels' capitals, and
//! the commands' own.

mod bound;
mod clashes;

use super::commands::{COMMANDS, Command, Place};
use super::configuration::Configuration;
use super::key::{Key, UnknownKey};
use bound::{Bound, Origin, bind, capital, of_label, written};
use clashes::{Ready, refuse_clashes};

/// What a key does.
#[derive(Clone, Copy, Debug)]
pub enum Binding {
    /// A command.
    Command(&'static Command),
    /// Tagging with the label of this index in the configuration.
    Tag(usize),
    /// Adding the label of this index to what is on the passage.
    Add(usize),
    /// The next value of the attribute of this index in the configuration.
    Attribute(usize),
}

/// Why the configured keys cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// There is no such command.
    #[error("[keys]: there is no command `{0}`; the palette (`:`) and the help (`?`) list all")]
    UnknownCommand(String),
    /// A key's name is none.
    #[error("[keys] {command}: {error}")]
    UnknownKey {
        /// The command's name.
        command: String,
        /// What is wrong.
        error: UnknownKey,
    },
    /// Two bindings of one place that cannot both be reached.
    #[error(
        "`{first_keys}` for {first} and `{second_keys}` for {second} are in each other's way; give one of them another key"
    )]
    Clash {
        /// The command, label or attribute that is reached.
        first: String,
        /// Its keys.
        first_keys: String,
        /// The command, label or attribute that is not.
        second: String,
        /// Its keys.
        second_keys: String,
    },
}

/// What a sequence of keys leads to.
#[derive(Clone, Copy, Debug)]
pub enum Lookup {
    /// Something to do.
    Bound(Binding),
    /// More keys must follow.
    Longer,
    /// Nothing.
    Nothing,
}

/// All bindings.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Bound>,
}

impl Keymap {
    /// The keys that the configuration gives to commands, the labels' and attributes' keys, and the other commands' own.
    ///
    /// # Errors
    ///
    /// Where the configuration names a command or a key that there is not, or gives one key in one place to two.
    pub fn new(configuration: &Configuration) -> Result<Keymap, KeymapError> {
        let all = || COMMANDS.iter().copied().flatten();
        let mut bindings = Vec::new();
        for (name, keys) in &configuration.keys {
            let command = all()
                .find(|command| command.name == name)
                .ok_or_else(|| KeymapError::UnknownCommand(name.clone()))?;
            bind(command, keys, Origin::Keys, &mut bindings)?;
        }
        let labels = configuration.labels.iter().map(|label| label.key).enumerate();
        let attributes = configuration.attributes.iter().map(|attribute| attribute.key).enumerate();
        let labels = labels.map(|(index, key)| (key, Binding::Tag(index)));
        let attributes = attributes.map(|(index, key)| (key, Binding::Attribute(index)));
        let ready = Ready::new();
        let bound = |(key, binding)| {
            let places = [Place::Text, Place::Annotations];
            places.map(|place| Bound { place, ..of_label(key, binding, Origin::Label) })
        };
        let (set, left): (Vec<Bound>, Vec<Bound>) = labels
            .chain(attributes)
            .flat_map(bound)
            .partition(|bound| ready.is_set(bound.binding, configuration));
        bindings.extend(set);
        refuse_clashes(&bindings, configuration)?;
        // What came ready gives way to what was set.
        bindings.extend(left);
        for (index, label) in configuration.labels.iter().enumerate() {
            let capital = capital(label.key).map(|key| of_label(key, Binding::Add(index), Origin::Capital));
            bindings.extend(capital);
        }
        for command in all().filter(|command| !configuration.keys.contains_key(command.name)) {
            bind(command, command.keys, Origin::Default, &mut bindings)?;
        }
        Ok(Keymap { bindings })
    }

    /// What `keys` lead to in the pane that `place` says. What the configuration sets comes before the labels and
    /// attributes, and they before the labels' capitals and the commands' own keys; in each, a pane's keys come before
    /// those of everywhere.
    pub fn look_up(&self, keys: &[Key], place: Place) -> Lookup {
        for origin in [Origin::Keys, Origin::Label, Origin::Capital, Origin::Default] {
            let fitting = |wanted: Place| {
                self.bindings.iter().filter(move |bound| bound.origin == origin && bound.place == wanted)
            };
            let beneath = if place == Place::Putting { Some(Place::Text) } else { None };
            let all = || {
                let places = [Some(place), beneath, Some(Place::Everywhere)];
                places.into_iter().flatten().flat_map(fitting)
            };
            if let Some(found) = all().find(|bound| bound.keys == keys) {
                return Lookup::Bound(found.binding);
            }
            if all().any(|bound| bound.keys.starts_with(keys)) {
                return Lookup::Longer;
            }
        }
        Lookup::Nothing
    }

    /// The key that adds the label of this index; none where its key has no capital, or where that leads elsewhere.
    pub fn adding_key(&self, label: usize) -> Option<String> {
        let adds = |binding: Binding| matches!(binding, Binding::Add(index) if index == label);
        let bound = self.bindings.iter().find(|bound| adds(bound.binding))?;
        let leads_there =
            matches!(self.look_up(&bound.keys, bound.place), Lookup::Bound(binding) if adds(binding));
        leads_there.then(|| written(&bound.keys))
    }

    /// Whether the key leads to something in another place that asks for words.
    pub(super) fn asks_elsewhere(&self, key: Key) -> bool {
        let asks = |binding: Binding| matches!(binding, Binding::Command(command) if command.asks);
        self.bindings.iter().any(|bound| bound.keys == [key] && asks(bound.binding))
    }

    /// Whether the character tags in the text.
    pub fn tags(&self, key: char) -> bool {
        let key = Key { code: crossterm::event::KeyCode::Char(key), control: false, alt: false };
        matches!(self.look_up(&[key], Place::Text), Lookup::Bound(Binding::Tag(_)))
    }

    /// The keys of a command, as they are written, without those that lead elsewhere by the configuration.
    pub fn keys_of(&self, name: &str) -> Vec<String> {
        let is_it = |binding: Binding| matches!(binding, Binding::Command(command) if command.name == name);
        let leads_there = |bound: &&Bound| {
            is_it(bound.binding)
                && matches!(self.look_up(&bound.keys, bound.place), Lookup::Bound(binding) if is_it(binding))
        };
        self.bindings.iter().filter(leads_there).map(|bound| written(&bound.keys)).collect()
    }
}

#[cfg(test)]
mod tests;
