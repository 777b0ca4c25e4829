//! Names of types, attributes and values as brat stores them: `[a-zA-Z0-9_-]`, nothing else.

use std::fmt::Write;

/// `name` with every other character as `_` and its code point in hexadecimal digits: `主張` is `_4E3B_5F35`. A hyphen
/// at the beginning too, since a line of hyphens separates types in a configuration.
pub(crate) fn fit(name: &str) -> String {
    let mut fit = String::with_capacity(name.len());
    for (byte, character) in name.char_indices() {
        if character.is_ascii_alphanumeric() || character == '_' || (character == '-' && byte > 0) {
            fit.push(character);
        } else {
            // Writing into a string does not fail.
            let _ = write!(fit, "_{:04X}", u32::from(character));
        }
    }
    // No name at all would be no field.
    if fit.is_empty() { "_".to_owned() } else { fit }
}

/// `name` as it may be shown: without what a line of a configuration takes for its own signs.
pub(super) fn shown(name: &str) -> String {
    let plain = |character: char| match character {
        '|' => '｜',
        '<' => '‹',
        '>' => '›',
        _ if character.is_control() || character.is_whitespace() => ' ',
        _ => character,
    };
    name.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_and_readable_where_they_can_be() {
        for (name, expected) in [
            ("claim", "claim"),
            ("fact-2_b", "fact-2_b"),
            ("主張", "_4E3B_5F35"),
            ("a b", "a_0020b"),
            ("--", "_002D-"),
            ("𠮷", "_20BB7"),
            ("", "_"),
        ] {
            assert_eq!(fit(name), expected);
        }
        assert_eq!(shown("a|b <c>\t主"), "a｜b ‹c› 主");
    }
}
