//! A label: what a passage can be tagged as. The reader configures them; claim, fact and opinion come ready.

use serde::{Deserialize, Serialize};

/// What a passage can be tagged as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The name, as it stands in exports: `claim`.
    pub name: String,
    /// The key that tags with it.
    pub key: char,
    /// A colour's name (`yellow`) or `#rrggbb`.
    pub colour: String,
    /// One character, one cell wide, for the margin beside the text.
    pub sign: char,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub description: String,
    /// When to use it and when not, with examples and borderline cases, in as many lines as it takes.
    #[serde(default)]
    pub guideline: String,
}
