//! A cell's symbol as it goes to the terminal: how many cells it takes, and whether every terminal agrees.

use crate::text::{Ambiguous, acts, drawn_cells, line_cells};
use ratatui::buffer::{Cell, CellDiffOption};

/// A symbol ready to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph<'a> {
    pub text: &'a str,
    /// Cells that it takes in the buffer, at least one.
    pub columns: u16,
    /// The fewest cells that a terminal draws it in.
    pub fewest: u16,
    /// The most.
    pub most: u16,
}

/// What takes the place of a symbol that must not reach the terminal. Its own width is ambiguous.
const REPLACEMENT: &str = "\u{FFFD}";

impl<'a> Glyph<'a> {
    /// A blank cell.
    pub const BLANK: Self = Self { text: " ", columns: 1, fewest: 1, most: 1 };

    /// The glyph of `cell`, which takes the cells that it was laid out with. `ambiguous_known` says that these follow the
    /// terminal's habit with characters of ambiguous width.
    pub fn of(cell: &'a Cell, ambiguous_known: bool) -> Self {
        let text = cell.symbol();
        let forced = match cell.diff_option {
            CellDiffOption::ForcedWidth(width) => Some(width.get()),
            _ => None,
        };
        if let Some(natural) = plain_width(text) {
            return Self { text, columns: forced.unwrap_or(natural), fewest: natural, most: natural };
        }
        if text.is_empty() {
            return Self::BLANK;
        }
        if text.chars().any(acts) {
            return Self { text: REPLACEMENT, columns: forced.unwrap_or(1), fewest: 1, most: 2 };
        }
        let columns = forced.unwrap_or_else(|| line_cells(text, Ambiguous::Narrow) as u16).max(1);
        let as_laid_out = |&habit: &Ambiguous| line_cells(text, habit) == usize::from(columns);
        let habit = ambiguous_known.then(|| {
            let habits = [Ambiguous::Narrow, Ambiguous::Wide];
            habits.into_iter().find(as_laid_out).unwrap_or_default()
        });
        let drawn = drawn_cells(text, habit);
        // What is shown of a cluster has so few characters that its cells can be counted so.
        Self { text, columns, fewest: *drawn.start() as u16, most: *drawn.end() as u16 }
    }

    /// Whether the cursor surely stands `columns` cells further once it is written.
    pub fn is_certain(&self) -> bool {
        self.fewest == self.columns && self.most == self.columns
    }
}

/// The width of a symbol that needs no closer look: one printable ASCII character, or one ideograph, kana,
/// Hangul syllable or full-width form, which is nearly all of a page.
fn plain_width(text: &str) -> Option<u16> {
    match *text.as_bytes() {
        [byte] => (b' '..0x7F).contains(&byte).then_some(1),
        [_, _, _] => {
            let character = text.chars().next()?;
            let wide = matches!(character,
                '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}'
                | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
                | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}');
            wide.then_some(2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use unicode_width::UnicodeWidthChar;

    use super::*;
    use crate::text::is_ambiguous;

    fn seen(symbol: &str, known: bool) -> (String, u16, bool) {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        let glyph = Glyph::of(&cell, known);
        (glyph.text.to_owned(), glyph.columns, glyph.is_certain())
    }

    #[test]
    fn plain_text_is_certain() {
        for (symbol, width) in [("a", 1), (" ", 1), ("中", 2), ("、", 2), ("한", 2), ("あ", 2), ("，", 2)]
        {
            assert_eq!(seen(symbol, false), (symbol.to_owned(), width, true), "{symbol}");
        }
        for (symbol, width) in [("ｱ", 1), ("𠮷", 2), ("e\u{301}", 1), ("が", 2), ("か\u{3099}", 2), ("😀", 2)]
        {
            assert_eq!(seen(symbol, false), (symbol.to_owned(), width, true), "{symbol}");
        }
    }

    #[test]
    fn the_quick_way_agrees_with_the_tables() {
        for character in '\u{20}'..='\u{FFFF}' {
            let symbol = character.to_string();
            if let Some(width) = plain_width(&symbol) {
                assert_eq!(Some(usize::from(width)), character.width(), "{character:?}");
                assert!(!is_ambiguous(character), "{character:?}");
            }
        }
    }

    #[test]
    fn ambiguous_characters_are_certain_once_known() {
        for symbol in ["“", "…", "─", "○", "·", "“\u{301}"] {
            assert!(!seen(symbol, false).2, "{symbol}");
            assert!(seen(symbol, true).2, "{symbol}");
        }
        let mut cell = Cell::default();
        cell.set_symbol("“").set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::new(2).unwrap()));
        assert_eq!(Glyph::of(&cell, true), Glyph { text: "“", columns: 2, fewest: 2, most: 2 });
        assert_eq!(Glyph::of(&cell, false), Glyph { text: "“", columns: 2, fewest: 1, most: 2 });
    }

    #[test]
    fn no_terminal_gives_a_letter_two_cells() {
        let mut cell = Cell::default();
        cell.set_symbol("a").set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::new(2).unwrap()));
        assert_eq!(Glyph::of(&cell, true), Glyph { text: "a", columns: 2, fewest: 1, most: 1 });
    }

    #[test]
    fn terminals_disagree_on_joined_and_selected_and_conjoining_clusters() {
        for symbol in [
            "👨‍👩‍👧",
            "⌨\u{FE0F}",
            "👍🏽",
            "🇹🇼",
            "ㅎ\u{1161}",
            "\u{1112}\u{1161}\u{11AB}",
            "1\u{FE0F}\u{20E3}",
            "葛\u{E0100}",
            "ｶﾞ",
        ] {
            assert!(!seen(symbol, true).2, "{symbol}");
        }
    }

    #[test]
    fn controls_are_replaced() {
        for symbol in ["\u{1b}", "a\u{7f}", "\u{9b}", "\n", "中\u{202e}"] {
            assert_eq!(seen(symbol, true), ("\u{FFFD}".to_owned(), 1, false), "{symbol:?}");
        }
        assert_eq!(seen("", true), (" ".to_owned(), 1, true));
    }
}
