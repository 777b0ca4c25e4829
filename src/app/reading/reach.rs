//! How far each of a list of spans reaches, so that those which reach beyond a byte are found without looking at all:
//! one that goes over the whole article stands before thousands that end long before.

/// Spans that share one maximum: few enough to be looked through, so many that there are few maxima.
const BLOCK: usize = 128;

/// The ends of spans, by their places in a list.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    ends: Vec<usize>,
    /// The greatest end of each block.
    maxima: Vec<usize>,
}

impl Reach {
    /// The ends, in the list's order.
    pub fn new(ends: Vec<usize>) -> Reach {
        let mut reach = Reach { ends, maxima: Vec::new() };
        reach.measure(0);
        reach
    }

    /// A span that ends at `end` comes to stand at `place`; those from there on move up.
    pub fn insert(&mut self, place: usize, end: usize) {
        self.ends.insert(place, end);
        self.measure(place);
    }

    /// The span at `place` goes; those behind it move down.
    pub fn remove(&mut self, place: usize) {
        self.ends.remove(place);
        self.measure(place);
    }

    /// The places below `limit` whose spans end after `byte`, in order.
    pub fn beyond(&self, limit: usize, byte: usize) -> impl Iterator<Item = usize> {
        let blocks = self.maxima.iter().enumerate().take(limit.div_ceil(BLOCK));
        blocks.filter(move |(_, greatest)| **greatest > byte).flat_map(move |(block, _)| {
            let first = block * BLOCK;
            let places = first..(first + BLOCK).min(limit).min(self.ends.len());
            places.filter(move |&place| self.ends[place] > byte)
        })
    }

    /// Works out anew the maxima of the block at `place` and of those behind it.
    fn measure(&mut self, place: usize) {
        let block = (place / BLOCK).min(self.maxima.len());
        self.maxima.truncate(block);
        let greatest = |ends: &[usize]| ends.iter().copied().max().unwrap_or(0);
        self.maxima.extend(self.ends[(block * BLOCK).min(self.ends.len())..].chunks(BLOCK).map(greatest));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn what_reaches_beyond_is_what_a_scan_finds(
            first in prop::collection::vec(0usize..50, 0..400),
            edits in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(0usize..50)), 0..40),
            limit in 0usize..450,
            byte in 0usize..50,
        ) {
            let mut ends = first.clone();
            let mut reach = Reach::new(first);
            for (place, end) in edits {
                match end {
                    Some(end) => {
                        let place = place.index(ends.len() + 1);
                        ends.insert(place, end);
                        reach.insert(place, end);
                    }
                    None if !ends.is_empty() => {
                        let place = place.index(ends.len());
                        ends.remove(place);
                        reach.remove(place);
                    }
                    None => {}
                }
            }
            let wanted: Vec<usize> = (0..limit.min(ends.len())).filter(|&place| ends[place] > byte).collect();
            prop_assert_eq!(reach.beyond(limit, byte).collect::<Vec<_>>(), wanted);
        }
    }
}
