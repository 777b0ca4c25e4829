//! What a reader can set: the configuration file, over the defaults that are compiled in.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::annotation::{Attribute, Label};
use crate::text::{Ambiguous, Measure};

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
    /// What passages can be tagged as.
    pub labels: Vec<Label>,
    /// What can be said of an annotation besides its label.
    pub attributes: Vec<Attribute>,
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
    /// No label at all.
    #[error("there is no label: give at least one [[labels]]")]
    NoLabels,
}

impl Configuration {
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

    fn check(&self) -> Result<(), ConfigurationError> {
        if self.measure < Measure::NARROWEST {
            return Err(ConfigurationError::Measure(self.measure));
        }
        if self.labels.is_empty() {
            return Err(ConfigurationError::NoLabels);
        }
        for (index, label) in self.labels.iter().enumerate() {
            let others = &self.labels[..index];
            let problem = if label.name.is_empty() || label.name.chars().any(crate::text::hidden) {
                Some("its name is empty or holds characters that cannot be seen")
            } else if others.iter().any(|other| other.name == label.name) {
                Some("another label has the same name")
            } else if others.iter().any(|other| other.key == label.key) {
                Some("another label has the same key")
            } else if !label.sign.is_ascii_graphic() {
                Some("its sign must be a visible ASCII character, which every terminal draws one cell wide")
            } else {
                None
            };
            if let Some(problem) = problem {
                return Err(ConfigurationError::Label { name: label.name.clone(), problem });
            }
        }
        Ok(())
    }
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
        let twice = "[[labels]]\nname='a'\nkey='a'\ncolour='red'\nsign='A'\n".repeat(2);
        assert!(fails(&twice).contains("same name"));
    }
}
