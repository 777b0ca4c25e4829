//! A cell's symbol as it goes to the terminal: how many cells it takes, and whether every terminal agrees.

use crate::text::{acts, is_ambiguous};
use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use unicode_width::UnicodeWidthChar;

/// A symbol ready to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph<'a> {
    pub text: &'a str,
    /// Cells that it takes in the buffer, at least one.
    pub columns: u16,
    /// Whether the cursor surely stands `columns` cells further once it is written.
    pub certain: bool,
}

/// What takes the place of a symbol that must not reach the terminal. Its own width is ambiguous.
const REPLACEMENT: &str = "\u{FFFD}";

impl<'a> Glyph<'a> {
    /// The glyph of `cell`. `ambiguous_known` says that cells follow the terminal's habit with characters of
    /// ambiguous width, so that these are certain too.
    pub fn of(cell: &'a Cell, ambiguous_known: bool) -> Self {
        let text = cell.symbol();
        let forced = match cell.diff_option {
            CellDiffOption::ForcedWidth(width) => Some(width.get()),
            _ => None,
        };
        if let Some(natural) = plain_width(text) {
            let columns = forced.unwrap_or(natural);
            return Self { text, columns, certain: columns == natural };
        }
        if text.is_empty() {
            return Self { text: " ", columns: 1, certain: true };
        }
        if text.chars().any(acts) {
            return Self { text: REPLACEMENT, columns: forced.unwrap_or(1), certain: false };
        }
        let columns = cell.cell_width();
        if columns == 0 {
            // It would be drawn upon the neighbour on the left.
            return Self { text: REPLACEMENT, columns: 1, certain: false };
        }
        let certain = widths_agree(text, ambiguous_known || forced.is_some());
        Self { text, columns, certain }
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

/// Whether all terminals draw `text` in the same number of cells: one character of a fixed width, perhaps with
/// marks that take no cell. Joined emoji, variation selectors, skin tones, flags, conjoining Hangul and spacing
/// marks are drawn as one piece here and as several there.
fn widths_agree(text: &str, ambiguous_known: bool) -> bool {
    let mut characters = text.chars();
    let Some(base) = characters.next() else { return true };
    let base_agrees = match base {
        // A regional indicator alone is a letter in a box to some and half a flag to others.
        '\u{1F1E6}'..='\u{1F1FF}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{D7B0}'..='\u{D7FF}' => false,
        // Wide since Unicode 16, so terminals differ by their age.
        '\u{4DC0}'..='\u{4DFF}' | '\u{2630}'..='\u{2637}' | '\u{268A}'..='\u{268F}' => false,
        _ => ambiguous_known || !is_ambiguous(base),
    };
    base_agrees && characters.all(takes_no_cell)
}

fn takes_no_cell(mark: char) -> bool {
    let drawn_apart = matches!(mark,
        '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{20DD}'..='\u{20E4}' | '\u{FF9E}' | '\u{FF9F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}');
    !drawn_apart && mark.width() == Some(0)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use super::*;

    fn seen(symbol: &str, known: bool) -> (String, u16, bool) {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        let glyph = Glyph::of(&cell, known);
        (glyph.text.to_owned(), glyph.columns, glyph.certain)
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
        assert_eq!(Glyph::of(&cell, false), Glyph { text: "“", columns: 2, certain: true });
    }

    #[test]
    fn no_terminal_gives_a_letter_two_cells() {
        let mut cell = Cell::default();
        cell.set_symbol("a").set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::new(2).unwrap()));
        assert_eq!(Glyph::of(&cell, true), Glyph { text: "a", columns: 2, certain: false });
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
        for symbol in ["\u{1b}", "a\u{7f}", "\u{9b}", "\n", "中\u{202e}", "\u{200b}"] {
            assert_eq!(seen(symbol, true), ("\u{FFFD}".to_owned(), 1, false), "{symbol:?}");
        }
        assert_eq!(seen("", true), (" ".to_owned(), 1, true));
    }
}
