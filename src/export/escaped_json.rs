//! JSON in which every character can be seen and none acts: for files, for pages that hold it, and for the terminal that a
//! command prints to.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::controls::is_unseen;

/// Writes `value` as JSON on one line, without a newline after it.
///
/// Characters stay as they are, but for those that act or show nothing: JSON asks for C0 to be escaped, and here DEL, C1,
/// bidirectional controls, U+2028/U+2029 and the invisible are too. A parser gives them back; a terminal does not act on
/// them, and a tool that takes U+2028 for a line's end does not break a line of JSON Lines. `<` is escaped as well, so that
/// the JSON may stand within a `script` element of a page: nothing in it ends that (`</script>`) or begins a comment (`<!--`).
///
/// # Errors
///
/// Where `out` cannot be written, or `value` cannot be JSON.
pub fn write_json(out: &mut dyn io::Write, value: &impl Serialize) -> io::Result<()> {
    // Gathered first: the dozens of pieces that a record is made of are then not a call each to an unknown output.
    let mut line = Vec::with_capacity(LINE_BYTES);
    value.serialize(&mut Serializer::with_formatter(&mut line, ActingEscaped))?;
    out.write_all(&line)
}

/// Bytes that most records fit into.
const LINE_BYTES: usize = 2048;

struct ActingEscaped;

impl Formatter for ActingEscaped {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain_from = 0;
        let acting = |&(_, character): &(usize, char)| {
            character == '<' || (!is_plain(character) && is_unseen(character))
        };
        for (byte, character) in fragment.char_indices().filter(acting) {
            out.write_all(&fragment.as_bytes()[plain_from..byte])?;
            // Outside of the Basic Multilingual Plane JSON asks for a surrogate pair.
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            plain_from = byte + character.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[plain_from..])
    }
}

/// Whether a character is surely seen: most are, and need no look into the tables.
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write_json(&mut out, &text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_acts_or_shows_nothing_is_escaped() {
        assert_eq!(written("一\u{9b}\u{202e}\u{200b}\u{7f}"), r#""一\u009b\u202e\u200b\u007f""#);
        assert_eq!(written("\u{2028}\n\u{e0001}"), r#""\u2028\n\udb40\udc01""#);
        assert_eq!(written("👨‍👩‍👧‍👦葛\u{e0100}"), "\"👨‍👩‍👧‍👦葛\u{e0100}\"");
    }

    #[test]
    fn nothing_in_it_acts_in_a_page() {
        let hostile = "</script><!--<script>\u{2028}\u{2029}]]>&amp;";
        let json = written(hostile);
        assert!(!json.contains('<') && !json.contains(['\u{2028}', '\u{2029}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn a_parser_gives_the_text_back(text: String) {
            prop_assert_eq!(serde_json::from_str::<String>(&written(&text)).unwrap(), text);
        }
    }
}
