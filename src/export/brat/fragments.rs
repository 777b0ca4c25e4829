//! A passage as brat's lines can hold it: cut into fragments where a line of text ends.

use std::fmt::{self, Display, Formatter};

use crate::export::Passage;

/// A passage's fragments. They are displayed as the offsets, a tab, and the words, joined by spaces as brat joins them.
pub(super) struct Fragments<'a> {
    /// Each with its first code point and the one after its last.
    fragments: Vec<(usize, usize, &'a str)>,
    /// Whether white space at the end was left off.
    shortened: bool,
}

impl<'a> Fragments<'a> {
    pub(super) fn of(passage: Passage<'a>) -> Self {
        let quote = passage.quote.trim_end_matches(is_blank);
        let mut fragments = Vec::new();
        let mut start = passage.start;
        for line in quote.split(cuts) {
            let end = start + line.chars().count();
            if !line.is_empty() {
                fragments.push((start, end, line));
            }
            start = end + 1;
        }
        Self { fragments, shortened: quote.len() < passage.quote.len() }
    }

    /// Whether nothing of the passage can be held.
    pub(super) fn is_empty(&self) -> bool {
        self.fragments.is_empty()
    }

    /// Whether white space at the end was left off.
    pub(super) fn shortened(&self) -> bool {
        self.shortened
    }
}

impl Display for Fragments<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (index, (start, end, _)) in self.fragments.iter().enumerate() {
            let before = if index == 0 { "" } else { ";" };
            write!(formatter, "{before}{start} {end}")?;
        }
        for (index, (_, _, words)) in self.fragments.iter().enumerate() {
            write!(formatter, "{}{words}", if index == 0 { '\t' } else { ' ' })?;
        }
        Ok(())
    }
}

/// Whether some reader ends a line at `character`: Python's `splitlines`, with which brat reads.
pub(super) fn ends_line(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a passage is cut at `character`: a tab would end the field.
fn cuts(character: char) -> bool {
    character == '\t' || ends_line(character)
}

/// Whether Python strips `character` from a line's end.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Passages;
    use crate::export::tests::{article, on};
    use crate::text::Span;

    /// What stands for the passage from byte `start` to the end of `text`, and whether it is shorter.
    fn shown(text: &str, start: usize) -> (String, bool) {
        let article = article(1, "", text);
        let annotations = [on(Span::new(start, text.len()), "claim")];
        let fragments = Fragments::of(Passages::new(&article, &annotations).unwrap().next().unwrap());
        (fragments.to_string(), fragments.shortened())
    }

    #[test]
    fn a_passage_is_cut_where_lines_end() {
        assert_eq!(shown("𠮷甲乙", 4), ("1 3\t甲乙".to_owned(), false));
        assert_eq!(shown("甲。\n\n　乙\t丙", 0), ("0 2;4 6;7 8\t甲。 　乙 丙".to_owned(), false));
        assert_eq!(shown("\n甲\u{2028}\u{85}か\u{3099}", 0), ("1 2;4 6\t甲 か\u{3099}".to_owned(), false));
    }

    #[test]
    fn white_space_at_the_end_is_left_off() {
        assert_eq!(shown("甲\n乙 \u{3000}\n", 0), ("0 1;2 3\t甲 乙".to_owned(), true));
        assert_eq!(shown(" \n\t\u{1f}", 0), (String::new(), true));
    }
}
