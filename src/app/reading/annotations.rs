//! The open article's annotations, found by where they stand.

use std::cmp::Reverse;

use super::tally::Tally;
use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::text::Span;

/// Annotations in the order of their spans, the wider first where two begin together.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    list: Vec<Annotation>,
    /// The greatest end among the annotations up to and with each: what lets a search backwards stop.
    reach: Vec<usize>,
    tally: Tally,
}

impl Annotations {
    /// The annotations, sorted.
    pub fn new(mut list: Vec<Annotation>) -> Annotations {
        list.sort_by(|one, other| order(one).cmp(&order(other)));
        let mut annotations = Annotations { list, ..Annotations::default() };
        annotations.measure();
        annotations
    }

    /// All, in order.
    pub fn list(&self) -> &[Annotation] {
        &self.list
    }

    /// Those that share a byte with `span`, in order.
    pub fn overlapping(&self, span: Span) -> Vec<&Annotation> {
        let end = self.list.partition_point(|annotation| annotation.span.start < span.end);
        let mut found: Vec<&Annotation> = (0..end)
            .rev()
            .take_while(|&index| self.reach[index] > span.start)
            .map(|index| &self.list[index])
            .filter(|annotation| annotation.span.end > span.start)
            .collect();
        found.reverse();
        found
    }

    /// The one of this name.
    pub fn named(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.list.iter().find(|annotation| annotation.id == *id)
    }

    /// The first that `reader` made on that very `span`.
    pub fn made_on(&self, span: Span, reader: &str) -> Option<&Annotation> {
        let made = |annotation: &&Annotation| annotation.span == span && annotation.reader == reader;
        self.overlapping(span).into_iter().find(made)
    }

    /// The one among those wanted that `span` is about: on that very span; else the narrowest around it; else the first
    /// within it.
    pub fn about(&self, span: Span, wanted: &dyn Fn(&Annotation) -> bool) -> Option<&Annotation> {
        let mut found = self.overlapping(span);
        found.retain(|annotation| wanted(annotation));
        let exact = found.iter().rev().find(|annotation| annotation.span == span);
        let around = || {
            let covering = found.iter().filter(|annotation| annotation.span.covers(span));
            covering.min_by_key(|annotation| annotation.span.len())
        };
        exact.or_else(around).or_else(|| found.first()).copied()
    }

    /// The first after `span` in the order of spans: one that begins later, or at the same place and is narrower.
    pub fn after(&self, span: Span) -> Option<&Annotation> {
        self.list.get(self.list.partition_point(|annotation| place(annotation.span) <= place(span)))
    }

    /// The last before `span` in the order of spans.
    pub fn before(&self, span: Span) -> Option<&Annotation> {
        let index = self.list.partition_point(|annotation| place(annotation.span) < place(span));
        index.checked_sub(1).map(|index| &self.list[index])
    }

    /// Carries out an edit.
    pub fn apply(&mut self, edit: &Edit<Annotation>) {
        if let Some(before) = &edit.before {
            self.remove(&before.id);
        }
        if let Some(after) = &edit.after {
            self.remove(&after.id);
            let index = self.list.partition_point(|annotation| order(annotation) < order(after));
            self.list.insert(index, after.clone());
        }
        self.measure();
    }

    fn remove(&mut self, id: &AnnotationId) {
        self.list.retain(|annotation| annotation.id != *id);
    }

    /// How many there are, by reader and label.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    fn measure(&mut self) {
        self.tally = Tally::default();
        self.list.iter().for_each(|annotation| self.tally.add(annotation));
        let ends = self.list.iter().map(|annotation| annotation.span.end);
        self.reach = ends
            .scan(0, |reach, end| {
                *reach = end.max(*reach);
                Some(*reach)
            })
            .collect();
    }
}

fn order(annotation: &Annotation) -> ((usize, Reverse<usize>), &AnnotationId) {
    (place(annotation.span), &annotation.id)
}

fn place(span: Span) -> (usize, Reverse<usize>) {
    (span.start, Reverse(span.end))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn annotation(number: usize, start: usize, end: usize) -> Annotation {
        Annotation {
            id: AnnotationId(format!("{number:032x}")),
            span: Span::new(start, end),
            label: "claim".into(),
            note: String::new(),
            source: String::new(),
            attributes: BTreeMap::new(),
            reader: "me".into(),
        }
    }

    #[test]
    fn what_a_span_is_about() {
        let list = [annotation(1, 0, 100), annotation(2, 10, 30), annotation(3, 12, 20)];
        let annotations = Annotations::new(list.to_vec());
        let about = |start, end| {
            annotations.about(Span::new(start, end), &|_| true).map(|found| {
                found.id.0.ends_with(['1', '2', '3']).then(|| found.id.0.chars().last().unwrap()).unwrap()
            })
        };
        assert_eq!(about(10, 30), Some('2'));
        assert_eq!(about(13, 15), Some('3'));
        assert_eq!(about(90, 95), Some('1'));
        assert_eq!(about(200, 201), None);
    }

    #[test]
    fn those_that_begin_together_are_gone_through_too() {
        let list = [annotation(1, 0, 100), annotation(2, 0, 30), annotation(3, 12, 20)];
        let annotations = Annotations::new(list.to_vec());
        let spans = |span: &Annotation| (span.span.start, span.span.end);
        assert_eq!(annotations.after(Span::new(0, 100)).map(spans), Some((0, 30)));
        assert_eq!(annotations.after(Span::new(0, 30)).map(spans), Some((12, 20)));
        assert_eq!(annotations.before(Span::new(12, 20)).map(spans), Some((0, 30)));
        assert_eq!(annotations.before(Span::new(0, 30)).map(spans), Some((0, 100)));
        assert_eq!(annotations.before(Span::new(0, 100)), None);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn overlapping_is_what_a_scan_finds(spans in prop::collection::vec((0usize..200, 1usize..50), 0..40), start in 0usize..200, length in 1usize..60) {
            let list: Vec<_> = spans.iter().enumerate().map(|(n, &(start, length))| annotation(n, start, start + length)).collect();
            let mut annotations = Annotations::default();
            for annotation in &list {
                annotations.apply(&Edit { before: None, after: Some(annotation.clone()) });
            }
            let span = Span::new(start, start + length);
            let mut wanted: Vec<&str> = list.iter().filter(|a| a.span.overlaps(span)).map(|a| a.id.0.as_str()).collect();
            let mut found: Vec<&str> = annotations.overlapping(span).iter().map(|a| a.id.0.as_str()).collect();
            wanted.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(wanted, found);
        }
    }
}
