//! Which of one reader's annotations answers which of the other's: always one to one.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::hash::Hash;

use crate::text::Span;

/// Pairs of equal keys, by index, in the order of `a`; equal ones in both orders.
pub(super) fn equal_pairs<K: Eq + Hash>(
    a: impl IntoIterator<Item = (usize, K)>,
    b: impl IntoIterator<Item = (usize, K)>,
) -> Vec<(usize, usize)> {
    let mut waiting: HashMap<K, Vec<usize>> = HashMap::new();
    for (index, key) in b {
        waiting.entry(key).or_default().push(index);
    }
    waiting.values_mut().for_each(|indices| indices.reverse());
    let paired = |(index, key): (usize, K)| Some((index, waiting.get_mut(&key)?.pop()?));
    a.into_iter().filter_map(paired).collect()
}

/// As many pairs of overlapping spans as there can be, none of them in two, by index.
///
/// The spans are gone through by where they end. All that is left ends no sooner, so whatever begins before that end
/// overlaps; of these the one that ends first is taken, since any other could still be taken by all that this one could.
pub(super) fn overlapping_pairs(a: &[(usize, Span)], b: &[(usize, Span)]) -> Vec<(usize, usize)> {
    let mut sides = [Side::new(a), Side::new(b)];
    let mut order: Vec<(usize, usize, usize)> = Vec::with_capacity(a.len() + b.len());
    for (side, spans) in [a, b].into_iter().enumerate() {
        order.extend(spans.iter().enumerate().map(|(place, (_, span))| (span.end, side, place)));
    }
    order.sort_unstable();
    let mut pairs = Vec::new();
    for (end, side, place) in order {
        if std::mem::replace(&mut sides[side].taken[place], true) {
            continue;
        }
        if let Some(other) = sides[1 - side].take_beginning_before(end) {
            let (in_a, in_b) = if side == 0 { (place, other) } else { (other, place) };
            pairs.push((a[in_a].0, b[in_b].0));
        }
    }
    pairs
}

/// The spans of one reader that may still be paired.
struct Side {
    /// Start, end and place of those that begin further on, the first last.
    ahead: Vec<(usize, usize, usize)>,
    /// End and place of those that have begun.
    begun: BinaryHeap<Reverse<(usize, usize)>>,
    /// By place, whether it is paired or stays alone.
    taken: Vec<bool>,
}

impl Side {
    fn new(spans: &[(usize, Span)]) -> Side {
        let mut ahead: Vec<_> =
            spans.iter().enumerate().map(|(place, (_, span))| (span.start, span.end, place)).collect();
        ahead.sort_unstable_by(|one, other| other.cmp(one));
        Side { ahead, begun: BinaryHeap::new(), taken: vec![false; spans.len()] }
    }

    /// Takes the span that ends first among those that begin before `byte`; gives its place.
    fn take_beginning_before(&mut self, byte: usize) -> Option<usize> {
        while let Some((_, end, place)) = self.ahead.pop_if(|(start, _, _)| *start < byte) {
            self.begun.push(Reverse((end, place)));
        }
        while let Some(Reverse((_, place))) = self.begun.pop() {
            if !std::mem::replace(&mut self.taken[place], true) {
                return Some(place);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn equals_pair_in_order() {
        let keys = |keys: &'static str| keys.chars().enumerate();
        assert_eq!(equal_pairs(keys("xyxz"), keys("zxx")), [(0, 1), (2, 2), (3, 0)]);
        assert_eq!(equal_pairs(keys("xx"), keys("x")), [(0, 0)]);
    }

    #[test]
    fn a_greedy_eye_would_miss_a_pair() {
        let spans = |spans: &[(usize, usize)]| -> Vec<(usize, Span)> {
            spans.iter().map(|&(start, end)| Span::new(start, end)).enumerate().collect()
        };
        let (a, b) = (spans(&[(0, 10), (0, 3)]), spans(&[(0, 10), (9, 12)]));
        assert_eq!(overlapping_pairs(&a, &b).len(), 2);
        assert!(overlapping_pairs(&spans(&[(0, 3)]), &spans(&[(3, 6)])).is_empty());
    }

    /// The size of a greatest matching, by looking for augmenting paths.
    fn greatest(a: &[(usize, Span)], b: &[(usize, Span)]) -> usize {
        fn augment(
            one: usize,
            a: &[(usize, Span)],
            b: &[(usize, Span)],
            seen: &mut [bool],
            of: &mut [Option<usize>],
        ) -> bool {
            for other in 0..b.len() {
                if a[one].1.overlaps(b[other].1)
                    && !std::mem::replace(&mut seen[other], true)
                    && of[other].is_none_or(|taker| augment(taker, a, b, seen, of))
                {
                    of[other] = Some(one);
                    return true;
                }
            }
            false
        }
        let mut of = vec![None; b.len()];
        (0..a.len()).filter(|&one| augment(one, a, b, &mut vec![false; b.len()], &mut of)).count()
    }

    fn spans() -> impl Strategy<Value = Vec<(usize, Span)>> {
        let span = (0usize..30, 1usize..12).prop_map(|(start, length)| Span::new(start, start + length));
        proptest::collection::vec(span, 0..9).prop_map(|spans| spans.into_iter().enumerate().collect())
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn there_are_as_many_pairs_as_can_be(a in spans(), b in spans()) {
            let pairs = overlapping_pairs(&a, &b);
            prop_assert_eq!(pairs.len(), greatest(&a, &b));
            for &(one, other) in &pairs {
                prop_assert!(a[one].1.overlaps(b[other].1));
                prop_assert_eq!(pairs.iter().filter(|pair| pair.0 == one || pair.1 == other).count(), 1);
            }
        }
    }
}
