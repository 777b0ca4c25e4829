//! Agreement annotation by annotation: how many of the one reader's are answered by one of the other's.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::Mark;
use super::matching::{equal_pairs, overlapping_pairs};
use crate::text::Span;

/// How many annotations of two readers answer one another, one to one. Those of several articles are added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Pairs.
    pub pairs: usize,
    /// Annotations of A, in pairs and alone.
    pub a: usize,
    /// Annotations of B.
    pub b: usize,
}

impl Pairing {
    /// Pairs of the same passage with the same label.
    pub fn exact(a: &[Mark], b: &[Mark]) -> Pairing {
        let key = |(index, mark): (usize, &Mark)| (index, (mark.span, mark.label.to_owned()));
        let pairs = equal_pairs(a.iter().enumerate().map(key), b.iter().enumerate().map(key)).len();
        Pairing { pairs, a: a.len(), b: b.len() }
    }

    /// Pairs of the same passage, whatever the labels.
    pub fn passages(a: &[Mark], b: &[Mark]) -> Pairing {
        let key = |(index, mark): (usize, &Mark)| (index, mark.span);
        let pairs = equal_pairs(a.iter().enumerate().map(key), b.iter().enumerate().map(key)).len();
        Pairing { pairs, a: a.len(), b: b.len() }
    }

    /// Pairs with the same label that share at least one character: as many as can be made.
    pub fn overlapping(a: &[Mark], b: &[Mark]) -> Pairing {
        let (in_a, in_b) = (by_label(a), by_label(b));
        let of_label = |(label, spans): (&&str, &Vec<_>)| {
            in_b.get(*label).map_or(0, |others| overlapping_pairs(spans, others).len())
        };
        Pairing { pairs: in_a.iter().map(of_label).sum(), a: a.len(), b: b.len() }
    }

    /// The share of B's annotations that A answers; `None` where B has none.
    pub fn precision(self) -> Option<f64> {
        ratio(self.pairs, self.b)
    }

    /// The share of A's annotations that B answers; `None` where A has none.
    pub fn recall(self) -> Option<f64> {
        ratio(self.pairs, self.a)
    }

    /// F1, the harmonic mean of both shares: the same whichever reader comes first. `None` where neither has any
    /// annotation.
    pub fn f1(self) -> Option<f64> {
        ratio(2 * self.pairs, self.a + self.b)
    }
}

impl AddAssign for Pairing {
    fn add_assign(&mut self, other: Pairing) {
        self.pairs += other.pairs;
        self.a += other.a;
        self.b += other.b;
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn by_label<'a>(marks: &[Mark<'a>]) -> BTreeMap<&'a str, Vec<(usize, Span)>> {
    let mut found: BTreeMap<&str, Vec<(usize, Span)>> = BTreeMap::new();
    for (index, mark) in marks.iter().enumerate() {
        found.entry(mark.label).or_default().push((index, mark.span));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, label: &str) -> Mark<'_> {
        Mark { span: Span::new(start, end), label }
    }

    #[test]
    fn each_way_of_pairing_asks_for_less() {
        let a = [mark(0, 5, "x"), mark(5, 9, "x"), mark(10, 20, "y"), mark(30, 40, "y")];
        let b = [mark(0, 5, "x"), mark(5, 9, "y"), mark(12, 22, "y")];
        let pairs = |pairing: Pairing| (pairing.pairs, pairing.a, pairing.b);
        assert_eq!(pairs(Pairing::exact(&a, &b)), (1, 4, 3));
        assert_eq!(pairs(Pairing::passages(&a, &b)), (2, 4, 3));
        assert_eq!(pairs(Pairing::overlapping(&a, &b)), (2, 4, 3));
    }

    #[test]
    fn a_long_annotation_answers_only_one() {
        let (a, b) = ([mark(0, 20, "x")], [mark(0, 5, "x"), mark(8, 20, "x")]);
        let pairing = Pairing::overlapping(&a, &b);
        assert_eq!((pairing.precision(), pairing.recall()), (Some(0.5), Some(1.0)));
        assert_eq!(pairing.f1(), Some(2.0 / 3.0));
    }

    #[test]
    fn nothing_against_nothing_is_undefined() {
        assert_eq!(Pairing::exact(&[], &[]).f1(), None);
        let alone = Pairing::exact(&[mark(0, 1, "x")], &[]);
        assert_eq!((alone.precision(), alone.recall(), alone.f1()), (None, Some(0.0), Some(0.0)));
    }
}
