//! A text in the other script, Traditional or Simplified, by words and with the usage of a region; and which of its bytes
//! stand for which of the original, so that what was marked in the one is found in the other.
//!
//! The words and the way through them are OpenCC's (`assets/opencc`): phrases before characters, then the words of the
//! region, then its forms of characters. No crate tells which words became which, so the way is gone here.

mod alignment;
mod chain;
mod dictionary;
#[cfg(test)]
mod tests;

use serde::Deserialize;

use self::alignment::Alignment;
use super::Span;

/// A way of writing Traditional characters, with the words that are used there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usage {
    /// Taiwan's.
    Taiwan,
    /// Hong Kong's.
    HongKong,
    /// The forms that OpenCC takes for the standard, and no region's words.
    #[serde(rename = "traditional")]
    Standard,
}

impl Usage {
    /// All of them, in the order in which they are gone through.
    pub const ALL: [Usage; 3] = [Usage::Taiwan, Usage::HongKong, Usage::Standard];

    /// The next one; after the last the first.
    pub fn next(self) -> Usage {
        match self {
            Usage::Taiwan => Usage::HongKong,
            Usage::HongKong => Usage::Standard,
            Usage::Standard => Usage::Taiwan,
        }
    }

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Usage::Taiwan => "Taiwan",
            Usage::HongKong => "Hong Kong",
            Usage::Standard => "standard",
        }
    }
}

/// From what to what a text is converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Conversion {
    /// Simplified characters into Traditional ones as they are used there.
    ToTraditional(Usage),
    /// Traditional characters, written as they are used there, into Simplified ones with the mainland's words.
    ToSimplified(Usage),
    /// Traditional characters into the forms that they have there; the words stay.
    Variants(Usage),
}

impl Conversion {
    /// Converts `text`. What its dictionaries hold is read when they are first needed.
    pub fn convert(self, text: &str) -> Converted {
        let (shown, alignment) = chain::chain(self).convert(text);
        let alignment = alignment.on_clusters(text, &shown);
        Converted { text: shown, alignment }
    }
}

/// A text that was converted. The text it was made from is the original.
///
/// Places in the one are found in the other cluster by cluster; where a word has another length, the word stands for the
/// word as a whole. Every function that takes a place takes one on a cluster boundary of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The text as it is shown.
    pub text: String,
    alignment: Alignment,
}

impl Converted {
    /// Where `byte` of the original is shown; within a word of another length, where that begins.
    pub fn shown_at(&self, byte: usize) -> usize {
        self.alignment.shown_at(byte)
    }

    /// Where `byte` of what is shown stands in the original; within a word of another length, where that begins.
    pub fn original_at(&self, byte: usize) -> usize {
        self.alignment.original_at(byte)
    }

    /// The bytes of the original for which `span` of what is shown stands, words of another length taken whole.
    pub fn original_of(&self, span: Span) -> Span {
        self.alignment.original_of(span)
    }

    /// `span` of the original, with the whole of the words of another length that it begins or ends in.
    pub fn whole(&self, span: Span) -> Span {
        self.alignment.whole(span)
    }
}
