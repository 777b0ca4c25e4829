//! Text from articles and people as HTML that shows just that text, between tags and in attributes alike: nothing of it
//! becomes markup, and what cannot be seen stands there as a sign.

use std::fmt::{Display, Formatter, Result, Write};

use crate::export::controls::is_unseen;
use crate::text::push_sign;

/// Displays as HTML. Line ends and tabs stay; other controls, bidirectional ones and the invisible become signs.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let mut sign = String::new();
        for character in self.0.chars() {
            match character {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                '\n' | '\t' => out.write_char(character)?,
                _ if is_unseen(character) => {
                    sign.clear();
                    push_sign(&mut sign, character);
                    // A sign may hold angle brackets itself.
                    write!(out, "{}", Escaped(&sign))?;
                }
                _ => out.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// Whether a browser may go where `uri` says: a web page, in characters that can all be seen.
pub(super) fn is_link(uri: &str) -> bool {
    let known = ["https://", "http://"].iter().any(|scheme| uri.starts_with(scheme));
    known && !uri.chars().any(|character| character.is_whitespace() || is_unseen(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        let shown = Escaped("<b a='1' c=\"2\">&lt;\u{1b}\u{202e}\r\n\t").to_string();
        assert_eq!(shown, "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;lt;␛&lt;202E&gt;␍\n\t");
        assert_eq!(Escaped("か\u{3099}👨‍👩‍👧‍👦葛\u{e0100}").to_string(), "か\u{3099}👨‍👩‍👧‍👦葛\u{e0100}");
    }

    #[test]
    fn only_pages_are_linked() {
        assert!(is_link("https://example.org/?a=\"<b>") && !is_link("file:///tmp/評.txt"));
        for uri in
            ["javascript:alert(1)", "data:text/html,x", " http://a", "http://a b", "file:///\u{202e}", ""]
        {
            assert!(!is_link(uri), "{uri}");
        }
    }
}
