//! Annotations that can stand side by side, for the formats in which none may overlap another.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Passage;

/// Which of `passages`, by their places, are kept where no two may overlap: the longer goes before the shorter, then the
/// earlier before the later. One without a character is not kept.
pub(super) fn disjoint(passages: &[Passage<'_>]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..passages.len()).collect();
    // A stable sort: passages of one length stay in the text's order.
    order.sort_by_key(|&place| Reverse(passages[place].end - passages[place].start));
    let mut kept = vec![false; passages.len()];
    // The ends of what is kept, by the starts.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for place in order {
        let Passage { start, end, .. } = passages[place];
        let before = taken.range(..end).next_back();
        if start < end && before.is_none_or(|(_, &before_end)| before_end <= start) {
            taken.insert(start, end);
            kept[place] = true;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Passages;
    use crate::export::tests::{article, on};
    use crate::text::Span;

    #[test]
    fn the_longer_goes_before_the_shorter() {
        let article = article(1, "", "0123456789");
        let kept = |spans: &[(usize, usize)]| {
            let annotations: Vec<_> =
                spans.iter().map(|&(start, end)| on(Span::new(start, end), "fact")).collect();
            disjoint(&Passages::new(&article, &annotations).unwrap().collect::<Vec<_>>())
        };
        assert_eq!(kept(&[(0, 5), (1, 2), (4, 8), (8, 8), (8, 9)]), [true, false, false, false, true]);
        assert_eq!(kept(&[(0, 2), (1, 9), (8, 10)]), [false, true, false]);
        assert_eq!(kept(&[(0, 2), (0, 2), (2, 4)]), [true, false, true]);
        assert_eq!(kept(&[(0, 3), (2, 5)]), [true, false]);
    }
}
