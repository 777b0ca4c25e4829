//! What stands on the screen for a cluster where there is not room for all of it.
//!
//! A cluster has no greatest width: a run of Hangul leading consonants is one, and so is a letter with any number of
//! invisible characters after it. Its offsets stay those of the whole; only its looks are cut.

use std::borrow::Cow;

use super::shown;
use super::width::{Ambiguous, cluster_cells, line_cells};

/// Ends what is cut short: one cell wide in every terminal.
const CUT: char = '>';

/// What stands on the screen for one grapheme cluster that may take at most `cells` cells (at least 1, and never more
/// than 255), with the cells that it takes. A cluster too wide is its first character and `>`, or `>` alone.
///
/// Asked again with the cells it takes as the limit, it is the same.
pub fn fitted(cluster: &str, cells: usize, ambiguous: Ambiguous) -> (Cow<'_, str>, usize) {
    let most = cells.min(u8::MAX as usize);
    let sign = shown(cluster);
    let whole = sign == cluster;
    let taken = if whole { cluster_cells(cluster, ambiguous) } else { line_cells(&sign, ambiguous) };
    if taken <= most {
        return (sign, taken);
    }
    if cluster == "\t" {
        return (Cow::Owned(" ".repeat(most)), most);
    }
    let first = cluster.chars().next().map_or(0, char::len_utf8);
    let mut start = shown(&cluster[..first]).into_owned();
    let taken = line_cells(&start, ambiguous) + 1;
    if taken > most {
        return (Cow::Owned(CUT.to_string()), 1);
    }
    start.push(CUT);
    (Cow::Owned(start), taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn what_is_too_wide_is_cut() {
        let narrow = |cluster: &str, cells| {
            let (words, taken) = fitted(cluster, cells, Ambiguous::Narrow);
            (words.into_owned(), taken)
        };
        assert_eq!(narrow("字", 8), ("字".to_owned(), 2));
        assert_eq!(narrow("\u{202e}", 8), ("<202E>".to_owned(), 6));
        assert_eq!(narrow("\u{202e}", 4), (">".to_owned(), 1));
        let many = "\u{1100}".repeat(150);
        assert_eq!(narrow(&many, 80), (format!("{}<+138>", &many[..36]), 30));
        assert_eq!(narrow(&many, 29), ("\u{1100}>".to_owned(), 3));
        assert_eq!(narrow(&format!("a{}", "\u{fe00}".repeat(9)), 8), ("a>".to_owned(), 2));
        assert_eq!(narrow("字", 1), (">".to_owned(), 1));
        assert_eq!(narrow("\t", 3), ("   ".to_owned(), 3));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn it_fits_and_stays_as_it_was_laid_out(
            first in any::<char>(), more in "[\u{1100}\u{600}\u{301}\u{200d}\u{fe00}\u{fe0f}👩]{0,200}",
            cells in 1usize..300, wide: bool,
        ) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let text = format!("{first}{more}");
            for (_, cluster) in crate::text::clusters(&text) {
                let (words, taken) = fitted(cluster, cells, ambiguous);
                prop_assert!(taken <= cells.min(255));
                prop_assert_eq!(fitted(cluster, taken.max(1), ambiguous), (words, taken));
            }
        }
    }
}
