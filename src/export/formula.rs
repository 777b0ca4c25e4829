//! Cells that a spreadsheet would run as a formula, made harmless.
//!
//! Articles come from anywhere, and a quote that begins with `=` is a program to a spreadsheet. Such a cell gets one
//! apostrophe in front, which spreadsheets take for “this is text”. A cell that already looks so gets one more, so that
//! the way back is plain: where a cell begins with an apostrophe and what follows is dangerous, take the apostrophe off.

use std::borrow::Cow;

/// `cell` as it may stand in a spreadsheet.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_dangerous(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Whether a spreadsheet might run `cell`: after white space, quotation marks and characters without a width, which
/// importers strip, comes a sign that begins a formula; or a TAB, CR or LF stands among them, which splits the cell in
/// some importers.
fn is_dangerous(cell: &str) -> bool {
    for character in cell.chars() {
        match character {
            '\t' | '\r' | '\n' => return true,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' => return true,
            _ if is_stripped(character) => {}
            _ => return false,
        }
    }
    false
}

fn is_stripped(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\'' | '"' | '‘' | '’' | '“' | '”' | '＇' | '＂')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    /// The way back, as the module's documentation tells it.
    fn original(cell: &str) -> &str {
        cell.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(cell)
    }

    #[test]
    fn formulas_get_an_apostrophe() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t1",
            "\r1",
            "\n正文",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            " =1",
            "\u{3000}=1",
            "\"=1",
            "'=1",
            "“=1",
            "\u{feff}=1",
            " '\" =1",
            "\u{0}=1",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
        }
    }

    #[test]
    fn prose_stays_as_it_is() {
        for cell in ["", " ", "評點", "「=」", "“引”", "3-1=2", "——破折號", "it's", "'80s", "…"]
        {
            assert_eq!(harmless(cell), cell);
        }
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn the_way_back_gives_the_cell(cell in "['\"“=＋@ \t\na評]{0,6}") {
            let safe = harmless(&cell);
            prop_assert!(!is_dangerous(&safe) || safe.starts_with('\''));
            prop_assert_eq!(original(&safe), cell.as_str());
        }
    }
}
