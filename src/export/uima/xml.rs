//! Attributes of XML 1.0.

use std::fmt::Write;

use crate::export::xml::push_escaped;

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
}
