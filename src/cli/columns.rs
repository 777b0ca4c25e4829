//! Text in columns: padded and cut by the cells that it takes, everything in it visible.

use crate::text::{Ambiguous, clusters, line_cells, shown};

/// As much of `text` as fits into so many cells, on one line; dots say that there is more. What is drawn wide by some
/// terminals counts as wide, so that it fits in all.
pub fn cut(text: &str, cells: usize) -> String {
    let mut line = String::new();
    let mut taken = 0;
    // Where the dots would go, if they must: the length in bytes that leaves two cells for them.
    let mut kept = 0;
    for (_, cluster) in clusters(text) {
        let sign = shown(cluster);
        taken += line_cells(&sign, Ambiguous::Wide);
        if taken > cells {
            line.truncate(kept);
            line.push('…');
            return line;
        }
        line.push_str(&sign);
        if taken + 2 <= cells {
            kept = line.len();
        }
    }
    line
}

/// `text` with blanks after it up to so many cells.
pub fn left(text: &str, cells: usize) -> String {
    format!("{text}{}", blanks(text, cells))
}

/// `text` with blanks before it up to so many cells.
pub fn right(text: &str, cells: usize) -> String {
    format!("{}{text}", blanks(text, cells))
}

fn blanks(text: &str, cells: usize) -> String {
    " ".repeat(cells.saturating_sub(line_cells(text, Ambiguous::Narrow)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn columns_go_by_cells() {
        assert_eq!([left("標記", 6), right("標記", 6), left("標記", 3)], ["標記  ", "  標記", "標記"]);
        assert_eq!([cut("河水漲了", 8), cut("河水漲了", 7), cut("a\nb", 9)], ["河水漲了", "河水…", "a␊b"]);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn what_is_cut_fits(text in "[a河“\u{301}\u{202e}\n]{0,12}", cells in 2usize..20) {
            let line = cut(&text, cells);
            prop_assert!(line_cells(&line, Ambiguous::Wide) <= cells, "{line}");
        }
    }
}
