//! White space that is seen as blank cells, told from white space that is shown as a sign.
//!
//! Unicode's `White_Space` holds the separators of lines and paragraphs, NEL, VT, FF and CR as well. An article's text
//! shows them as signs, which take cells and must not be lost: they are no blanks.

use super::hidden;

/// Whether `character` is white space that is drawn as blank cells. A tab is.
pub fn is_blank(character: char) -> bool {
    character == '\t' || character.is_whitespace() && !hidden(character)
}

/// `text` without the blanks at its end.
pub fn trim_blank_end(text: &str) -> &str {
    text.trim_end_matches(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_as_a_sign_is_no_blank() {
        assert!([' ', '\t', '\u{a0}', '\u{2003}', '\u{3000}'].into_iter().all(is_blank));
        for sign in ['\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{200b}', '字'] {
            assert!(!is_blank(sign), "{sign:?}");
        }
        assert_eq!(trim_blank_end("字\u{2028} \t\u{3000}"), "字\u{2028}");
    }
}
