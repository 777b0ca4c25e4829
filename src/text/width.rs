//! How many cells a grapheme cluster takes on a terminal.
//!
//! UAX #11 leaves the width of *ambiguous* characters (“ ” … — · ○) to the context, and terminals differ: so it is a
//! parameter here, and asked of the terminal elsewhere. A terminal that draws them wide goes by the property
//! East_Asian_Width alone, letters such as é included, where `unicode-width` would leave letters narrow: so the property
//! itself is asked.

use icu_properties::CodePointMapData;
use icu_properties::props::EastAsianWidth;
use serde::{Deserialize, Serialize};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide the terminal draws characters that UAX #11 calls ambiguous.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// Cells that `cluster` takes. `cluster` is one grapheme cluster without controls: see [`crate::text::shown`].
pub fn cluster_cells(cluster: &str, ambiguous: Ambiguous) -> usize {
    let mut characters = cluster.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => character_cells(only, ambiguous),
        (Some(base), _) => cluster.width().max(character_cells(base, ambiguous)),
        (None, _) => 0,
    }
}

/// Cells that a whole line of visible text takes.
pub fn line_cells(line: &str, ambiguous: Ambiguous) -> usize {
    super::clusters(line).map(|(_, cluster)| cluster_cells(cluster, ambiguous)).sum()
}

fn character_cells(character: char, ambiguous: Ambiguous) -> usize {
    match character {
        ' '..='~' => 1,
        '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => 2,
        _ => match character.width().unwrap_or(0) {
            1 if ambiguous == Ambiguous::Wide && is_ambiguous(character) => 2,
            cells => cells,
        },
    }
}

/// Whether `character` takes one cell or two as the terminal's habit is: UAX #11 calls its width ambiguous, and it is no
/// mark that takes none.
pub fn is_ambiguous(character: char) -> bool {
    character.width() == Some(1)
        && CodePointMapData::<EastAsianWidth>::new().get(character) == EastAsianWidth::Ambiguous
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_marks_follow_the_terminal() {
        for mark in ["“", "”", "…", "—", "·", "○", "é", "Д"] {
            assert_eq!(cluster_cells(mark, Ambiguous::Narrow), 1, "{mark}");
            assert_eq!(cluster_cells(mark, Ambiguous::Wide), 2, "{mark}");
        }
    }

    #[test]
    fn clusters_are_measured_whole() {
        for (cluster, cells) in
            [("か\u{3099}", 2), ("e\u{301}", 1), ("👨‍👩‍👧‍👦", 2), ("한", 2), ("𠮷", 2), ("，", 2)]
        {
            assert_eq!(cluster_cells(cluster, Ambiguous::Narrow), cells, "{cluster}");
        }
        assert_eq!(line_cells("第3.67%條", Ambiguous::Narrow), 9);
    }
}
