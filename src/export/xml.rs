//! Text as XML 1.0 can hold it.

use std::fmt::Write;

use super::controls::is_unseen;

/// Appends `text` as it may stand in an attribute or an element, and says how many characters were replaced.
///
/// A parser turns raw white space in attributes into spaces, so that it is escaped, and what acts or shows nothing is too.
/// Characters that XML 1.0 has no place for, not even escaped, become U+FFFD: all of them are one UTF-16 code unit, and so
/// is that.
pub(super) fn push_escaped(written: &mut String, text: &str) -> usize {
    let mut replaced = 0;
    for character in text.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                replaced += 1;
                written.push(char::REPLACEMENT_CHARACTER);
            }
            _ if is_unseen(character) => {
                let _ = write!(written, "&#{};", u32::from(character));
            }
            _ => written.push(character),
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced_by_as_many_units() {
        let text = "\0\u{1b}\u{ffff}\u{7f}\u{202e}\u{e0001}";
        let mut written = String::new();
        assert_eq!(push_escaped(&mut written, text), 3);
        assert_eq!(written, "\u{fffd}\u{fffd}\u{fffd}&#127;&#8238;&#917505;");
        assert!(['\0', '\u{1b}', '\u{ffff}', '\u{fffd}'].iter().all(|character| character.len_utf16() == 1));
    }
}
