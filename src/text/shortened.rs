//! Words cut to fit a few cells, in their middle: for a passage both borders tell more than one end and a long beginning.

use std::borrow::Cow;

use super::{Ambiguous, cluster_cells, clusters, line_cells};

/// Stands for what was cut out: ASCII, so that it is as wide on every terminal.
const CUT: &str = "..";

/// `line` in at most `cells` cells: itself, or its beginning and its end with two dots between. It is visible text, of
/// one line. Where not even the dots fit there is nothing.
pub fn shortened(line: &str, cells: usize, ambiguous: Ambiguous) -> Cow<'_, str> {
    if line_cells(line, ambiguous) <= cells {
        return Cow::Borrowed(line);
    }
    let Some(room) = cells.checked_sub(CUT.len()) else { return Cow::Borrowed("") };
    let parts: Vec<(usize, &str)> = clusters(line).collect();
    let fits = |left: &mut usize, cluster: &str| {
        let wide = cluster_cells(cluster, ambiguous);
        *left = left.checked_sub(wide)?;
        Some(())
    };
    let mut left = room / 3;
    let tail = parts.iter().rev().map_while(|(at, cluster)| fits(&mut left, cluster).map(|()| *at)).last();
    let tail = tail.unwrap_or(line.len());
    let mut left = room - line_cells(&line[tail..], ambiguous);
    let ends = parts.iter().map_while(|(at, cluster)| fits(&mut left, cluster).map(|()| at + cluster.len()));
    let head = ends.last().unwrap_or(0);
    Cow::Owned([&line[..head], CUT, &line[tail..]].concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn both_ends_stay() {
        assert_eq!(shortened("船隊昨天到了港口", 16, Ambiguous::Narrow), "船隊昨天到了港口");
        assert_eq!(shortened("船隊昨天到了港口", 15, Ambiguous::Narrow), "船隊昨天..港口");
        assert_eq!(shortened("船隊昨天", 4, Ambiguous::Narrow), "船..");
        assert_eq!(shortened("船隊昨天", 1, Ambiguous::Narrow), "");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn it_fits_and_begins_and_ends_as_it_did(line in "[a船“か\u{3099}]{0,20}", cells in 0usize..30, wide in any::<bool>()) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let short = shortened(&line, cells, ambiguous);
            prop_assert!(line_cells(&short, ambiguous) <= cells);
            if let Some((head, tail)) = short.split_once(CUT) {
                prop_assert!(line.starts_with(head) && line.ends_with(tail));
            }
        }
    }
}
