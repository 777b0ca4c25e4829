//! How many cells a grapheme cluster takes on a terminal: the one place that says so. Layout, the buffer of a frame and
//! what is written to the terminal all go by it.
//!
//! Where terminals differ, a cluster has the cells that those give it which know clusters, and room for each mark that
//! is commonly drawn in a cell of its own: the sound marks ﾞ and ﾟ, spacing vowel signs.
//!
//! UAX #11 leaves the width of *ambiguous* characters (“ ” … — · ○) to the context, and terminals differ: so it is a
//! parameter here, and asked of the terminal elsewhere. A terminal that draws them wide goes by the property
//! East_Asian_Width alone, letters such as é included, where `unicode-width` would leave letters narrow: so the property
//! itself is asked.

use std::ops::RangeInclusive;

use icu_properties::CodePointMapData;
use icu_properties::props::{EastAsianWidth, GeneralCategory, GraphemeClusterBreak};
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

/// Cells that `cluster` takes, at least 1. `cluster` is one grapheme cluster of what [`crate::text::shown`] gives.
pub fn cluster_cells(cluster: &str, ambiguous: Ambiguous) -> usize {
    let mut characters = cluster.chars();
    let Some(mut base) = characters.next() else { return 0 };
    if characters.as_str().is_empty() {
        return character_cells(base, ambiguous).max(1);
    }
    let mut before = 0;
    while is_prepended(base)
        && let Some(next) = characters.next()
    {
        before += 1;
        base = next;
    }
    let marks: usize = characters.map(mark_cells).sum();
    cluster.width().max(before + character_cells(base, ambiguous) + marks).max(1)
}

/// The fewest and the most cells in which terminals draw `cluster`: one number where all agree. `ambiguous` is the habit
/// of the terminal at hand, if it is known.
///
/// Joined emoji, variation selectors, skin tones, flags, conjoining Hangul and spacing marks are drawn as one piece here
/// and as several there.
pub fn drawn_cells(cluster: &str, ambiguous: Option<Ambiguous>) -> RangeInclusive<usize> {
    let mut characters = cluster.chars();
    let Some(base) = characters.next() else { return 0..=0 };
    let natural = character_cells(base, ambiguous.unwrap_or_default()).max(1);
    let (mut fewest, mut most) = match base {
        // A regional indicator alone is a letter in a box to some and half a flag to others.
        '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f3fb}'..='\u{1f3ff}' => (1, 2),
        '\u{1100}'..='\u{115f}' | '\u{a960}'..='\u{a97f}' => (1, 2),
        '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' => (0, 2),
        // Wide since Unicode 16, so terminals differ by their age.
        '\u{4dc0}'..='\u{4dff}' | '\u{2630}'..='\u{2637}' | '\u{268a}'..='\u{268f}' => (1, 2),
        // Some scripts have vowel signs that are clusters of their own.
        '\u{903}'.. if is_prepended(base) || category(base) == GeneralCategory::SpacingMark => (0, 1),
        _ if ambiguous.is_none() && is_ambiguous(base) => (1, 2),
        _ => (natural.min(2), natural),
    };
    for mark in characters.filter(|&mark| !takes_no_cell(mark)) {
        most += match mark {
            '\u{302e}' | '\u{302f}' | '\u{1f1e6}'..='\u{1f1ff}' => 2,
            _ => character_cells(mark, ambiguous.unwrap_or(Ambiguous::Wide)).max(1),
        };
        if mark == '\u{fe0e}' {
            fewest = fewest.min(1);
        }
    }
    fewest..=most
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

/// Whether `character` never stands alone: it goes on the cluster before it, and is drawn upon that or beside it.
pub(super) fn is_mark(character: char) -> bool {
    const MARKS: [GraphemeClusterBreak; 2] =
        [GraphemeClusterBreak::Extend, GraphemeClusterBreak::SpacingMark];
    character > '\u{2ff}' && MARKS.contains(&CodePointMapData::<GraphemeClusterBreak>::new().get(character))
}

/// Whether `character` is a letter that stands before another in one cluster, and has no width of its own in the tables.
/// Terminals give it a cell.
fn is_prepended(character: char) -> bool {
    character >= '\u{600}'
        && character.width() == Some(0)
        && !matches!(character, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}')
        && !is_mark(character)
        && !super::hidden(character)
}

/// Cells that are left for a character after the first of a cluster, beyond what the cluster has as a whole.
fn mark_cells(mark: char) -> usize {
    match mark {
        '\u{ff9e}' | '\u{ff9f}' => 1,
        // The tone marks of Middle Korean stand beside their syllable.
        '\u{302e}' | '\u{302f}' => 0,
        '\u{903}'.. => usize::from(category(mark) == GeneralCategory::SpacingMark),
        _ => 0,
    }
}

/// Whether every terminal draws `mark` upon what is before it.
fn takes_no_cell(mark: char) -> bool {
    let drawn_apart =
        matches!(mark, '\u{20dd}'..='\u{20e4}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
    let category = category(mark);
    !drawn_apart
        && matches!(category, GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
        && mark.width() == Some(0)
}

fn category(character: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;
    use crate::text::visible;

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

    #[test]
    fn marks_drawn_in_cells_of_their_own_have_them() {
        for (cluster, cells) in [
            ("ﾀﾞ", 2),
            ("ﾊﾟ", 2),
            ("かﾞ", 3),
            ("कि", 2),
            ("க\u{bbe}", 2),
            ("ᬓ\u{1b35}", 2),
            ("\u{d4e}ക", 2),
            ("한\u{302e}", 2),
            ("\u{115f}\u{1161}", 2),
            ("ᄒ\u{1161}\u{11ab}", 2),
        ] {
            assert_eq!(cluster_cells(cluster, Ambiguous::Narrow), cells, "{cluster}");
        }
        assert_eq!(cluster_cells("“ﾞ", Ambiguous::Wide), 3);
    }

    #[test]
    fn where_all_terminals_agree_there_is_one_number() {
        let drawn = |cluster| drawn_cells(cluster, Some(Ambiguous::Narrow));
        for (cluster, cells) in [("a", 1), ("e\u{301}", 1), ("か\u{3099}", 2), ("😀", 2), ("𠮷", 2), ("“", 1)]
        {
            assert_eq!(drawn(cluster), cells..=cells, "{cluster}");
        }
        assert_eq!(drawn_cells("“", None), 1..=2);
        for (cluster, cells) in
            [("ﾀﾞ", 1..=2), ("👨‍👩‍👧", 2..=8), ("कि", 1..=2), ("🇹🇼", 1..=4), ("⚡\u{fe0e}", 1..=3)]
        {
            assert_eq!(drawn(cluster), cells, "{cluster}");
        }
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn what_is_shown_takes_cells_that_no_terminal_exceeds(text in any::<String>(), wide: bool) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let line = visible(&text);
            for (_, cluster) in super::super::clusters(&line) {
                let cells = cluster_cells(cluster, ambiguous);
                let drawn = drawn_cells(cluster, Some(ambiguous));
                prop_assert!(cells >= 1 && drawn.contains(&cells), "{:?}: {} of {:?}", cluster, cells, drawn);
            }
        }
    }
}
