//! What the person who exports can choose, and what writers need to know of the configuration.

use crate::annotation::Label;

/// What a format of tokens counts as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tokens {
    /// A grapheme cluster.
    Character,
    /// A word, by dictionary where the script has no spaces.
    #[default]
    Word,
}

/// What a writer is made with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What a format of tokens counts as one.
    pub tokens: Tokens,
    /// The labels as configured: their colours, signs and descriptions.
    pub labels: Vec<Label>,
}
