//! Where two readers differ, annotation by annotation: for talking it over, not for counting.
//!
//! The likeliest answers are paired first: the same passage with the same label, the same passage, an overlapping one
//! with the same label, any overlapping one. What is left has no answer.

use std::collections::BTreeSet;

use super::Mark;
use super::matching::{equal_pairs, overlapping_pairs};
use crate::text::Span;

/// In what two readers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A has no annotation there that could answer B's.
    MissedByA,
    /// B has none that could answer A's.
    MissedByB,
    /// Both marked the passage, or overlapping ones, with different labels.
    OtherLabel,
    /// Both gave the same label, to passages that overlap and are not the same.
    OtherBorders,
}

/// One disagreement, with the places of its annotations in the lists of the two readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// In what they differ.
    pub difference: Difference,
    /// The annotation of A.
    pub a: Option<usize>,
    /// The annotation of B.
    pub b: Option<usize>,
}

/// The disagreements between two readers of one article, in the text's order.
pub fn disagreements(a: &[Mark], b: &[Mark]) -> Vec<Disagreement> {
    let mut left_a: BTreeSet<usize> = (0..a.len()).collect();
    let mut left_b: BTreeSet<usize> = (0..b.len()).collect();
    let mut found = Vec::new();
    let mut settle =
        |left_a: &mut BTreeSet<usize>, left_b: &mut BTreeSet<usize>, pairs: Vec<(usize, usize)>| {
            for (one, other) in pairs {
                left_a.remove(&one);
                left_b.remove(&other);
                let same_label = a[one].label == b[other].label;
                let difference = match a[one].span == b[other].span {
                    true if same_label => continue,
                    false if same_label => Difference::OtherBorders,
                    _ => Difference::OtherLabel,
                };
                found.push(Disagreement { difference, a: Some(one), b: Some(other) });
            }
        };
    let whole = |marks: &'_ [Mark], left: &BTreeSet<usize>| -> Vec<(usize, (Span, String))> {
        left.iter().map(|&index| (index, (marks[index].span, marks[index].label.to_owned()))).collect()
    };
    let pairs = equal_pairs(whole(a, &left_a), whole(b, &left_b));
    settle(&mut left_a, &mut left_b, pairs);
    let pairs = equal_pairs(spans(a, &left_a, None), spans(b, &left_b, None));
    settle(&mut left_a, &mut left_b, pairs);
    let labels: BTreeSet<&str> = left_a.iter().map(|&index| a[index].label).collect();
    for label in labels {
        let pairs = overlapping_pairs(&spans(a, &left_a, Some(label)), &spans(b, &left_b, Some(label)));
        settle(&mut left_a, &mut left_b, pairs);
    }
    let pairs = overlapping_pairs(&spans(a, &left_a, None), &spans(b, &left_b, None));
    settle(&mut left_a, &mut left_b, pairs);
    let missed_by_b = |one| Disagreement { difference: Difference::MissedByB, a: Some(one), b: None };
    let missed_by_a = |other| Disagreement { difference: Difference::MissedByA, a: None, b: Some(other) };
    found.extend(left_a.into_iter().map(missed_by_b));
    found.extend(left_b.into_iter().map(missed_by_a));
    found.sort_by_key(|one| (one.span(a, b), one.a, one.b));
    found
}

impl Disagreement {
    /// The passage that is disputed: what the annotations of both cover together. `a` and `b` are the readers' lists.
    pub fn span(self, a: &[Mark], b: &[Mark]) -> Span {
        let (one, other) = (self.a.map(|index| a[index].span), self.b.map(|index| b[index].span));
        match (one, other) {
            (Some(one), Some(other)) => one.join(other),
            (Some(span), None) | (None, Some(span)) => span,
            (None, None) => Span::default(),
        }
    }
}

/// The spans of those marks that are left, all or those with `label`, by index.
fn spans(marks: &[Mark], left: &BTreeSet<usize>, label: Option<&str>) -> Vec<(usize, Span)> {
    let wanted = left.iter().filter(|&&index| label.is_none_or(|label| marks[index].label == label));
    wanted.map(|&index| (index, marks[index].span)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn mark(start: usize, end: usize, label: &str) -> Mark<'_> {
        Mark { span: Span::new(start, end), label }
    }

    #[test]
    fn each_kind_is_told() {
        let a = [mark(0, 5, "x"), mark(5, 9, "x"), mark(10, 20, "y"), mark(30, 40, "y"), mark(50, 60, "x")];
        let b = [mark(0, 5, "x"), mark(5, 9, "y"), mark(12, 22, "y"), mark(55, 70, "y"), mark(80, 90, "x")];
        let kinds: Vec<_> = disagreements(&a, &b).iter().map(|one| (one.difference, one.a, one.b)).collect();
        assert_eq!(
            kinds,
            [
                (Difference::OtherLabel, Some(1), Some(1)),
                (Difference::OtherBorders, Some(2), Some(2)),
                (Difference::MissedByB, Some(3), None),
                (Difference::OtherLabel, Some(4), Some(3)),
                (Difference::MissedByA, None, Some(4)),
            ]
        );
        assert_eq!(disagreements(&a, &b)[1].span(&a, &b), Span::new(10, 22));
    }

    #[test]
    fn the_same_passage_comes_before_one_that_overlaps() {
        let (a, b) = ([mark(0, 9, "x"), mark(3, 6, "y")], [mark(3, 6, "x"), mark(0, 9, "x")]);
        let found = disagreements(&a, &b);
        assert_eq!(found, [Disagreement { difference: Difference::OtherLabel, a: Some(1), b: Some(0) }]);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn every_annotation_is_answered_once_or_told_once(
            a in proptest::collection::vec((0usize..20, 1usize..9, "[xy]"), 0..8),
            b in proptest::collection::vec((0usize..20, 1usize..9, "[xy]"), 0..8),
        ) {
            fn marks(places: &[(usize, usize, String)]) -> Vec<Mark<'_>> {
                places.iter().map(|(start, length, label)| mark(*start, start + length, label)).collect()
            }
            let (a, b) = (marks(&a), marks(&b));
            let agreed = super::super::Pairing::exact(&a, &b).pairs;
            let found = disagreements(&a, &b);
            prop_assert_eq!(found.iter().filter(|one| one.a.is_some()).count() + agreed, a.len());
            prop_assert_eq!(found.iter().filter(|one| one.b.is_some()).count() + agreed, b.len());
            prop_assert!(disagreements(&a, &a).is_empty());
        }
    }
}
