//! Places as SLATE counts them.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use crate::export::tokens::is_separator;

/// A character's place: the line, the token within the line, the code point within the token, each from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    line: usize,
    token: usize,
    character: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "({}, {}, {})", self.line, self.token, self.character)
    }
}

/// The places of the characters that begin at `wanted` bytes of `text`; none of them is white space.
///
/// SLATE reads its texts through Python, for which CR and CRLF end a line as LF does.
pub(super) fn places(text: &str, wanted: BTreeSet<usize>) -> HashMap<usize, Place> {
    let mut found = HashMap::with_capacity(wanted.len());
    let mut wanted = wanted.into_iter().peekable();
    let mut at = Place::default();
    let mut tokens_before = 0;
    let mut within_token = false;
    let mut characters = text.char_indices().peekable();
    while let Some((byte, character)) = characters.next() {
        let ends_line = match character {
            '\n' => true,
            '\r' => characters.peek().is_none_or(|&(_, next)| next != '\n'),
            _ => false,
        };
        if ends_line {
            at = Place { line: at.line + 1, token: 0, character: 0 };
            tokens_before = 0;
            within_token = false;
        } else if is_separator(character) {
            within_token = false;
        } else if within_token {
            at.character += 1;
        } else {
            at.token = tokens_before;
            at.character = 0;
            tokens_before += 1;
            within_token = true;
        }
        if wanted.next_if_eq(&byte).is_some() {
            found.insert(byte, at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tokens_and_characters_are_counted() {
        let text = "一 二三\n\n\u{3000}𠮷か\u{3099}\u{85}四\r五\r\n六";
        let of = |what: char| {
            let byte = text.find(what).unwrap();
            places(text, BTreeSet::from([0, byte]))[&byte].to_string()
        };
        assert_eq!(['一', '二', '三'].map(of), ["(0, 0, 0)", "(0, 1, 0)", "(0, 1, 1)"]);
        assert_eq!(['𠮷', '\u{3099}', '四'].map(of), ["(2, 0, 0)", "(2, 0, 2)", "(2, 1, 0)"]);
        assert_eq!(['五', '六'].map(of), ["(3, 0, 0)", "(4, 0, 0)"]);
    }
}
