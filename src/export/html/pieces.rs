//! An article's blocks cut where annotations begin and end, so that nested ones and those that cross lie over whole pieces.

use std::cmp::Reverse;

use crate::text::Span;

/// What a block is made of, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The annotation at this place in the article's list begins here.
    Begin(usize),
    /// It ends here.
    End(usize),
    /// Words, and the places of the annotations over them, the widest first.
    Words(Span, Vec<usize>),
}

/// Where an annotation stands among the blocks.
#[derive(Clone, Copy, Debug)]
struct Stand {
    /// The block it begins in.
    first: usize,
    /// The block after that it ends in; the first itself where it lies on none, but between blocks.
    end: usize,
}

/// Annotations on blocks, both in the text's order.
pub(super) struct Pieces<'a> {
    blocks: &'a [Span],
    spans: &'a [Span],
    stands: Vec<Stand>,
    /// Those that begin in blocks to come, the next on top.
    coming: Vec<usize>,
    /// Those begun that may go on.
    open: Vec<usize>,
}

impl<'a> Pieces<'a> {
    /// `spans` on `blocks`, which do not overlap. There is at least one block.
    pub(super) fn new(blocks: &'a [Span], spans: &'a [Span]) -> Self {
        let stand = |span: &Span| {
            let first = blocks.partition_point(|block| block.end <= span.start);
            let end = blocks.partition_point(|block| block.start < span.end);
            // Blanks that follow the last block are shown with it.
            let first = first.min(blocks.len() - 1);
            Stand { first, end: end.max(first) }
        };
        let stands: Vec<Stand> = spans.iter().map(stand).collect();
        let mut coming: Vec<usize> = (0..spans.len()).collect();
        coming.sort_by_key(|&place| Reverse((stands[place].first, place)));
        Self { blocks, spans, stands, coming, open: Vec::new() }
    }

    /// The pieces of the block at `place`, and the annotations that begin in it, in their order. Blocks are asked for one
    /// after the other.
    pub(super) fn of(&mut self, place: usize) -> (Vec<Piece>, Vec<usize>) {
        self.open.retain(|&annotation| self.stands[annotation].end > place);
        let mut begun = Vec::new();
        while let Some(annotation) = self.coming.pop_if(|coming| self.stands[*coming].first == place) {
            begun.push(annotation);
            self.open.push(annotation);
        }
        self.open.sort_by_key(|&annotation| (Reverse(self.spans[annotation].len()), annotation));
        (self.cut(place), begun)
    }

    fn cut(&self, place: usize) -> Vec<Piece> {
        let block = self.blocks[place];
        let within = |byte: usize| byte.clamp(block.start, block.end);
        let mut edges = vec![block.start, block.end];
        for &annotation in &self.open {
            edges.extend([within(self.spans[annotation].start), within(self.spans[annotation].end)]);
        }
        edges.sort_unstable();
        edges.dedup();
        let mut pieces = Vec::new();
        for (index, &edge) in edges.iter().enumerate() {
            let ends = |annotation: &&usize| {
                let Stand { first, end } = self.stands[**annotation];
                let is_last = end == place + 1 || end == first;
                is_last && within(self.spans[**annotation].end) == edge
            };
            let begins = |annotation: &&usize| {
                self.stands[**annotation].first == place && within(self.spans[**annotation].start) == edge
            };
            let is_point = |annotation: &&usize| {
                within(self.spans[**annotation].start) == within(self.spans[**annotation].end)
            };
            let ending = self.open.iter().rev().filter(|found| ends(found) && !is_point(found));
            pieces.extend(ending.map(|&annotation| Piece::End(annotation)));
            pieces.extend(self.open.iter().filter(begins).map(|&annotation| Piece::Begin(annotation)));
            let points = self.open.iter().rev().filter(|found| ends(found) && is_point(found));
            pieces.extend(points.map(|&annotation| Piece::End(annotation)));
            if let Some(&next) = edges.get(index + 1) {
                let words = Span::new(edge, next);
                let over = self.open.iter().copied().filter(|&over| self.spans[over].covers(words));
                pieces.push(Piece::Words(words, over.collect()));
            }
        }
        pieces
    }
}

/// A lane for each of `spans`, which come by where they begin: no two that overlap have the same, and low ones go first.
pub(super) fn lanes(spans: &[Span]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let lane = |span: &Span| {
        let free = ends.iter().position(|&end| end <= span.start).unwrap_or(ends.len());
        if free == ends.len() {
            ends.push(0);
        }
        ends[free] = span.end;
        free
    };
    spans.iter().map(lane).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Piece::{Begin, End, Words};
    use super::*;
    use crate::properties::unrecorded;

    fn spans(all: &[(usize, usize)]) -> Vec<Span> {
        all.iter().map(|&(start, end)| Span::new(start, end)).collect()
    }

    fn words(start: usize, end: usize, over: &[usize]) -> Piece {
        Words(Span::new(start, end), over.to_vec())
    }

    #[test]
    fn crossing_ones_are_cut_and_nested_ones_lie_within() {
        let (blocks, annotations) = (spans(&[(0, 9)]), spans(&[(0, 5), (1, 2), (3, 8)]));
        let (pieces, begun) = Pieces::new(&blocks, &annotations).of(0);
        let wanted = [
            Begin(0),
            words(0, 1, &[0]),
            Begin(1),
            words(1, 2, &[0, 1]),
            End(1),
            words(2, 3, &[0]),
            Begin(2),
            words(3, 5, &[0, 2]),
            End(0),
            words(5, 8, &[2]),
            End(2),
            words(8, 9, &[]),
        ];
        assert_eq!((pieces.as_slice(), begun), (wanted.as_slice(), vec![0, 1, 2]));
    }

    #[test]
    fn one_over_several_blocks_begins_in_the_first_and_ends_in_the_last() {
        let (blocks, annotations) = (spans(&[(0, 3), (5, 7), (9, 12)]), spans(&[(2, 10)]));
        let mut pieces = Pieces::new(&blocks, &annotations);
        assert_eq!(pieces.of(0), (vec![words(0, 2, &[]), Begin(0), words(2, 3, &[0])], vec![0]));
        assert_eq!(pieces.of(1), (vec![words(5, 7, &[0])], vec![]));
        assert_eq!(pieces.of(2), (vec![words(9, 10, &[0]), End(0), words(10, 12, &[])], vec![]));
    }

    #[test]
    fn one_between_blocks_stands_before_the_next_or_after_the_last() {
        let (blocks, annotations) = (spans(&[(0, 3), (5, 7)]), spans(&[(3, 5), (7, 8)]));
        let mut pieces = Pieces::new(&blocks, &annotations);
        assert_eq!(pieces.of(0), (vec![words(0, 3, &[])], vec![]));
        let wanted = vec![Begin(0), End(0), words(5, 7, &[]), Begin(1), End(1)];
        assert_eq!(pieces.of(1), (wanted, vec![0, 1]));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn all_words_come_once_with_what_lies_over_them(
            lengths in prop::collection::vec((1usize..8, 1usize..3), 1..5),
            marks in prop::collection::vec((0usize..40, 1usize..20), 0..10),
        ) {
            let mut at = 0;
            let mut blocks = Vec::new();
            for (length, gap) in lengths {
                blocks.push(Span::new(at, at + length));
                at += length + gap;
            }
            let mut marks: Vec<Span> = marks.iter().map(|&(start, length)| Span::new(start % at, (start % at + length).min(at))).collect();
            marks.sort();
            let mut pieces = Pieces::new(&blocks, &marks);
            let (mut begun, mut open, mut listed) = (0, Vec::new(), Vec::new());
            for (place, block) in blocks.iter().enumerate() {
                let (found, begin) = pieces.of(place);
                listed.extend(begin);
                let mut at = block.start;
                for piece in found {
                    match piece {
                        Begin(mark) => { begun += 1; open.push(mark); }
                        End(mark) => {
                            let last = open.iter().position(|known| *known == mark);
                            prop_assert!(last.is_some());
                            open.remove(last.unwrap());
                        }
                        Words(span, over) => {
                            prop_assert_eq!(span.start, at);
                            at = span.end;
                            let mut sorted = over;
                            sorted.sort_unstable();
                            open.sort_unstable();
                            prop_assert_eq!(&sorted, &open);
                            let wanted: Vec<usize> = (0..marks.len()).filter(|&mark| marks[mark].covers(span)).collect();
                            prop_assert_eq!(&sorted, &wanted);
                        }
                    }
                }
                prop_assert_eq!(at, block.end);
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(begun, marks.len());
            listed.sort_unstable();
            prop_assert_eq!(listed, (0..marks.len()).collect::<Vec<_>>());
        }

        #[test]
        fn lanes_keep_those_that_overlap_apart(marks in prop::collection::vec((0usize..40, 1usize..20), 0..10)) {
            let mut marks: Vec<Span> = marks.iter().map(|&(start, length)| Span::new(start, start + length)).collect();
            marks.sort();
            let lanes = lanes(&marks);
            for one in 0..marks.len() {
                for other in 0..one {
                    prop_assert!(lanes[one] != lanes[other] || !marks[one].overlaps(marks[other]));
                }
            }
        }
    }
}
