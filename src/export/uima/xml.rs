//! Attributes of XML 1.0.

use std::fmt::Write;

use crate::export::controls::is_unseen;

/// An element that has attributes alone, and how many characters XML could not hold.
pub(super) struct Element {
    written: String,
    replaced: usize,
}

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Self { written: format!("<{name}"), replaced: 0 }
    }

    pub(super) fn number(mut self, name: &str, value: usize) -> Self {
        // Writing into a string does not fail.
        let _ = write!(self.written, " {name}=\"{value}\"");
        self
    }

    pub(super) fn text(mut self, name: &str, value: &str) -> Self {
        let _ = write!(self.written, " {name}=\"");
        self.replaced += push_escaped(&mut self.written, value);
        self.written.push('"');
        self
    }

    /// The attribute, unless its value is empty.
    pub(super) fn filled(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.text(name, value) }
    }

    /// The element, on a line of its own, and how many characters of it are replaced.
    pub(super) fn end(mut self) -> (String, usize) {
        self.written.push_str("/>\n");
        (self.written, self.replaced)
    }
}

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
    fn what_a_parser_would_change_is_escaped() {
        let (element, replaced) =
            Element::new("a:b").number("n", 3).filled("empty", "").text("t", "<&\">\n\t\r評").end();
        assert_eq!(element, "<a:b n=\"3\" t=\"&lt;&amp;&quot;&gt;&#10;&#9;&#13;評\"/>\n");
        assert_eq!(replaced, 0);
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced_by_as_many_units() {
        let text = "\0\u{1b}\u{ffff}\u{7f}\u{202e}\u{e0001}";
        let mut written = String::new();
        assert_eq!(push_escaped(&mut written, text), 3);
        assert_eq!(written, "\u{fffd}\u{fffd}\u{fffd}&#127;&#8238;&#917505;");
        assert!(['\0', '\u{1b}', '\u{ffff}', '\u{fffd}'].iter().all(|character| character.len_utf16() == 1));
    }
}
