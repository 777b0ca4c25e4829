//! What a reader can set: the configuration file, over the defaults that are compiled in.

use std::collections::BTreeMap;

use serde::Deserialize;

use ratatui::style::Color;

use crate::annotation::{Attribute, Label, SETTLED};
use crate::article::Columns;
use crate::library::{BadGlob, Rules};
use crate::text::{Ambiguous, Measure, Usage};

mod labels_in_file;

pub use labels_in_file::with_labels;

/// The configuration as it is compiled in, with a comment on every key.
pub const DEFAULT: &str = include_str!("../../assets/default.toml");

/// What can be set. See `assets/default.toml` for each key's meaning.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// Who annotates. Empty: the user's login name.
    pub reader: String,
    /// The widest a line of text is set, in cells.
    pub measure: usize,
    /// Whether one closing comma or full stop may hang past a full line.
    pub hanging: bool,
    /// How wide ambiguous characters are; asked of the terminal where it is not set.
    pub ambiguous: AmbiguousSetting,
    /// The colours.
    pub theme: ThemeSetting,
    /// The usage of Traditional characters, to which and from which articles are shown in the other script.
    pub other_script: Usage,
    /// Which files of folders are articles, see [`crate::library::Rules`].
    pub globs: Vec<String>,
    /// Whether `.gitignore` files are heeded in folders.
    pub gitignore: bool,
    /// Whether folders are watched while the reader is open.
    pub watch: bool,
    /// What passages can be tagged as.
    pub labels: Vec<Label>,
    /// What can be said of an annotation besides its label.
    pub attributes: Vec<Attribute>,
    /// Whether addresses that the user names may be fetched.
    pub network: bool,
    /// The columns of corpora, where their names do not tell.
    pub corpus: Columns,
    /// Keys by command name, over those that the commands bring.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// How wide ambiguous characters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AmbiguousSetting {
    /// As the terminal says.
    Ask,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
}

impl AmbiguousSetting {
    /// The width, unless the terminal is to be asked.
    pub fn fixed(self) -> Option<Ambiguous> {
        match self {
            AmbiguousSetting::Ask => None,
            AmbiguousSetting::Narrow => Some(Ambiguous::Narrow),
            AmbiguousSetting::Wide => Some(Ambiguous::Wide),
        }
    }
}

/// Which colours the screen takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeSetting {
    /// Light where the terminal says that its background is light, else dark.
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Without colours.
    Plain,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// It is not TOML, or a key is unknown or of another kind.
    #[error("{0}")]
    Syntax(String),
    /// A value that cannot be.
    #[error("`measure` is {0}; lines must have at least {least} cells", least = Measure::NARROWEST)]
    Measure(usize),
    /// Labels that cannot be told apart or drawn.
    #[error("label `{name}`: {problem}")]
    Label {
        /// The label's name.
        name: String,
        /// What is wrong with it, in words.
        problem: &'static str,
    },
    /// Attributes that cannot be told apart or set.
    #[error("attribute `{name}`: {problem}")]
    Attribute {
        /// The attribute's name.
        name: String,
        /// What is wrong with it, in words.
        problem: &'static str,
    },
    /// No label at all.
    #[error("there is no label: give at least one [[labels]]")]
    NoLabels,
    /// A glob that is none.
    #[error("`globs`: {0}")]
    Glob(#[from] BadGlob),
}

impl Configuration {
    /// The label of that name, if it is configured.
    pub fn label(&self, name: &str) -> Option<&Label> {
        self.labels.iter().find(|label| label.name == name)
    }

    /// Counts of labels in the labels' configured order, then those that are not configured.
    pub fn in_order<'a>(&self, counts: &'a [(String, usize)]) -> Vec<(&'a str, usize)> {
        let place = |name: &str| self.labels.iter().position(|label| label.name == name);
        let mut counts: Vec<_> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        counts.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
        counts
    }

    /// The compiled-in configuration with what `text` (TOML) sets instead. A list of labels replaces the whole list.
    pub fn from_toml(text: &str) -> Result<Configuration, ConfigurationError> {
        let syntax = |error: toml::de::Error| ConfigurationError::Syntax(error.to_string());
        let mut merged: toml::Table = DEFAULT.parse().map_err(syntax)?;
        let own: toml::Table = text.parse().map_err(syntax)?;
        merged.extend(own);
        let configuration: Configuration = merged.try_into().map_err(syntax)?;
        configuration.check()?;
        Ok(configuration)
    }

    /// Whether it can be used. Keys that are in each other's way are the keymap's to find.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), ConfigurationError> {
        if self.measure < Measure::NARROWEST {
            return Err(ConfigurationError::Measure(self.measure));
        }
        Rules { globs: self.globs.clone(), gitignore: false }.check()?;
        if self.labels.is_empty() {
            return Err(ConfigurationError::NoLabels);
        }
        for (index, label) in self.labels.iter().enumerate() {
            if let Some(problem) = label_problem(label, &self.labels[..index]) {
                return Err(ConfigurationError::Label { name: label.name.clone(), problem });
            }
        }
        for (index, attribute) in self.attributes.iter().enumerate() {
            if let Some(problem) = attribute_problem(attribute, &self.attributes[..index]) {
                return Err(ConfigurationError::Attribute { name: attribute.name.clone(), problem });
            }
        }
        Ok(())
    }
}

/// What is wrong with a label beside those before it.
fn label_problem(label: &Label, others: &[Label]) -> Option<&'static str> {
    if !is_name(&label.name) {
        Some("its name is empty or holds characters that cannot be seen")
    } else if others.iter().any(|other| other.name == label.name) {
        Some("another label has the same name")
    } else if !is_key(label.key) {
        Some("its key must be a character that can be seen")
    } else if others.iter().any(|other| other.key == label.key) {
        Some("another label has the same key")
    } else if !label.sign.is_ascii_graphic() {
        Some("its sign must be a visible ASCII character, which every terminal draws one cell wide")
    } else if label.colour.parse::<Color>().is_err() {
        Some("its colour is none: name one of the terminal's sixteen, such as yellow, or write #rrggbb")
    } else {
        None
    }
}

/// What is wrong with an attribute beside those before it.
fn attribute_problem(attribute: &Attribute, others: &[Attribute]) -> Option<&'static str> {
    let twice = |index: usize| attribute.values[..index].contains(&attribute.values[index]);
    if !is_name(&attribute.name) {
        Some("its name is empty or holds characters that cannot be seen")
    } else if attribute.name == SETTLED {
        Some("this name is kept for what settling two readers' differences says")
    } else if others.iter().any(|other| other.name == attribute.name) {
        Some("another attribute has the same name")
    } else if !is_key(attribute.key) {
        Some("its key must be a character that can be seen")
    } else if others.iter().any(|other| other.key == attribute.key) {
        Some("another attribute has the same key")
    } else if attribute.values.is_empty() {
        Some("it has no values; give at least one")
    } else if !attribute.values.iter().all(|value| is_name(value)) {
        Some("one of its values is empty or holds characters that cannot be seen")
    } else if (0..attribute.values.len()).any(twice) {
        Some("one of its values stands there twice")
    } else {
        None
    }
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && !name.chars().any(crate::text::hidden)
}

fn is_key(key: char) -> bool {
    !key.is_whitespace() && !crate::text::hidden(key)
}

impl Default for Configuration {
    fn default() -> Self {
        Configuration::from_toml("").expect("the compiled-in configuration is tested")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_the_three_labels() {
        let configuration = Configuration::default();
        let labels: Vec<(&str, char)> =
            configuration.labels.iter().map(|label| (label.name.as_str(), label.key)).collect();
        assert_eq!(labels, [("claim", 'c'), ("fact", 'f'), ("opinion", 'o')]);
        assert_eq!(configuration.measure, 80);
    }

    #[test]
    fn what_is_set_stands_over_the_defaults() {
        let configuration =
            Configuration::from_toml("measure = 60\ntheme = 'light'\n[keys]\nquit = ['Q']").unwrap();
        assert_eq!((configuration.measure, configuration.theme), (60, ThemeSetting::Light));
        assert_eq!(configuration.keys["quit"], ["Q"]);
        assert_eq!(configuration.labels.len(), 3);
    }

    #[test]
    fn mistakes_are_said() {
        let fails = |text: &str| Configuration::from_toml(text).unwrap_err().to_string();
        assert!(fails("mesure = 3").contains("mesure"));
        assert!(fails("measure = 3").contains("at least 8"));
        assert!(fails("labels = []").contains("no label"));
        assert!(fails("globs = ['[a']").contains("`[a` is no glob"));
        let twice = "[[labels]]\nname='a'\nkey='a'\ncolour='red'\nsign='A'\n".repeat(2);
        assert!(fails(&twice).contains("same name"));
        let label = |key: &str, colour: &str| {
            format!("[[labels]]\nname='a'\nkey='{key}'\ncolour='{colour}'\nsign='A'\n")
        };
        assert!(fails(&label(" ", "red")).contains("key"));
        assert!(fails(&label("a", "mauve")).contains("#rrggbb"));
        let attribute = |key: &str, values: &str| {
            format!("[[attributes]]\nname='a{key}'\nkey='{key}'\nvalues={values}\n")
        };
        assert!(fails(&attribute("a", "[]")).contains("no values"));
        assert!(fails(&attribute("s", "['b']").replace("'as'", "'settled'")).contains("settling"));
        assert!(fails(&attribute("a", "['b', 'b']")).contains("twice"));
        assert!(fails(&attribute("a", "['　']")).contains("values"));
        let same_key = attribute("b", "['c']").replace("key='b'", "key='a'");
        assert!(fails(&(attribute("a", "['b']") + &same_key)).contains("same key"));
    }
}
