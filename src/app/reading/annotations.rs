//! The open article's annotations, found by where they stand. Finding and changing stay quick with tens of thousands.

use super::reach::Reach;
use super::tally::Tally;
use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::text::Span;
use std::cmp::Reverse;

/// Who looks at annotations, and at whose.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    /// The reader.
    pub reader: &'a str,
    /// Whether other readers' are looked at as well.
    pub others: bool,
}

impl Viewer<'_> {
    /// Whether an annotation is looked at.
    pub fn sees(self, annotation: &Annotation) -> bool {
        self.others || annotation.reader == self.reader
    }
}

/// Annotations in the order of their spans, the wider first where two begin together.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    list: Vec<Annotation>,
    /// Where they end.
    reach: Reach,
    tally: Tally,
}

impl Annotations {
    /// The annotations, sorted.
    pub fn new(mut list: Vec<Annotation>) -> Annotations {
        list.sort_by(|one, other| order(one).cmp(&order(other)));
        let reach = Reach::new(list.iter().map(|annotation| annotation.span.end).collect());
        let mut tally = Tally::default();
        list.iter().for_each(|annotation| tally.add(annotation));
        Annotations { list, reach, tally }
    }

    /// All, in order.
    pub fn list(&self) -> &[Annotation] {
        &self.list
    }

    /// Those that share a byte with `span`, in order.
    pub fn overlapping(&self, span: Span) -> Vec<&Annotation> {
        self.places_overlapping(span).map(|place| &self.list[place]).collect()
    }

    /// The one of this name.
    pub fn named(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.list.iter().find(|annotation| annotation.id == *id)
    }

    /// Those on that very `span`, whoever made them, in the order of their names.
    pub fn on(&self, span: Span) -> &[Annotation] {
        let first = self.list.partition_point(|annotation| place(annotation.span) < place(span));
        let rest = &self.list[first..];
        &rest[..rest.partition_point(|annotation| annotation.span == span)]
    }

    /// The one that `span` is about, to `viewer`: the first of [`Annotations::all_about`].
    pub fn about(&self, span: Span, viewer: Viewer) -> Option<&Annotation> {
        let nearest = |places: &mut dyn Iterator<Item = usize>| {
            let seen = places.filter(|&place| viewer.sees(&self.list[place]));
            seen.min_by_key(|&place| self.nearness(place, span, viewer))
        };
        let from = self.list.partition_point(|annotation| place(annotation.span) < place(span));
        let found = nearest(&mut (from..from + self.on(span).len()))
            .or_else(|| {
                let around = self.list.partition_point(|annotation| annotation.span.start <= span.start);
                nearest(&mut self.reach.beyond(around, span.end.saturating_sub(1)))
            })
            .or_else(|| self.places_overlapping(span).find(|&place| viewer.sees(&self.list[place])));
        found.map(|place| &self.list[place])
    }

    /// Those seen that share a byte with `span`, in the order in which they concern `viewer`: those on that very span,
    /// then those around it, the narrower first, of equals the viewer's own; then the others, in the order of their
    /// spans.
    pub fn all_about(&self, span: Span, viewer: Viewer) -> Vec<&Annotation> {
        let seen = self.places_overlapping(span).filter(|&place| viewer.sees(&self.list[place]));
        let mut places: Vec<usize> = seen.collect();
        places.sort_by_cached_key(|&place| self.nearness(place, span, viewer));
        places.into_iter().map(|place| &self.list[place]).collect()
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
        for annotation in edit.before.iter().chain(&edit.after) {
            self.remove(annotation);
        }
        if let Some(after) = &edit.after {
            let index = self.list.partition_point(|annotation| order(annotation) < order(after));
            self.tally.add(after);
            self.reach.insert(index, after.span.end);
            self.list.insert(index, after.clone());
        }
    }

    /// How many there are, by reader and label.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Removes the one of that name. It nearly always stands where `annotation` says.
    fn remove(&mut self, annotation: &Annotation) {
        let there = self.list.binary_search_by(|other| order(other).cmp(&order(annotation))).ok();
        let found = there.or_else(|| self.list.iter().position(|other| other.id == annotation.id));
        if let Some(place) = found {
            self.tally.remove(&self.list[place]);
            self.list.remove(place);
            self.reach.remove(place);
        }
    }

    fn places_overlapping(&self, span: Span) -> impl Iterator<Item = usize> {
        let limit = self.list.partition_point(|annotation| annotation.span.start < span.end);
        self.reach.beyond(limit, span.start)
    }

    /// How near the one at `place` is to what `span` is about, to `viewer`; the less the nearer.
    fn nearness(&self, place: usize, span: Span, viewer: Viewer) -> (u8, usize, bool, usize) {
        let annotation = &self.list[place];
        let others = annotation.reader != viewer.reader;
        match annotation.span {
            own if own == span => (0, 0, others, place),
            around if around.covers(span) => (1, around.len(), others, place),
            _ => (2, 0, false, place),
        }
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

    const ME: Viewer = Viewer { reader: "me", others: true };

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
            annotations.about(Span::new(start, end), ME).map(|found| {
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

    #[test]
    fn of_equals_the_readers_own_comes_first() {
        let mut list =
            [annotation(1, 0, 30), annotation(2, 0, 30), annotation(3, 0, 100), annotation(4, 0, 100)];
        list[0].reader = "lee".into();
        list[2].reader = "lee".into();
        let annotations = Annotations::new(list.to_vec());
        let about = |start, end| {
            let all = annotations.all_about(Span::new(start, end), ME);
            assert_eq!(annotations.about(Span::new(start, end), ME), all.first().copied());
            all.iter().map(|found| found.id.0.trim_start_matches('0').to_owned()).collect::<String>()
        };
        assert_eq!(about(0, 30), "2143");
        assert_eq!(about(40, 50), "43");
        assert_eq!(about(0, 200), "3412");
        let alone = Viewer { others: false, ..ME };
        assert_eq!(annotations.all_about(Span::new(0, 30), alone).len(), 2);
        assert_eq!(annotations.about(Span::new(0, 30), alone).map(|found| found.reader.as_str()), Some("me"));
        assert_eq!(annotations.on(Span::new(0, 30)).len(), 2);
        assert!(annotations.on(Span::new(0, 31)).is_empty());
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn edits_lead_to_what_a_fresh_list_is(edits in prop::collection::vec((0usize..12, 0usize..60, 1usize..60, any::<bool>()), 0..60), start in 0usize..80, length in 1usize..60) {
            let mut held: Vec<Annotation> = Vec::new();
            let mut annotations = Annotations::default();
            for (number, start, length, kept) in edits {
                let label = if length % 2 == 0 { "fact" } else { "claim" };
                let made = Annotation { label: label.into(), ..annotation(number, start, start + length) };
                let before = held.iter().find(|held| held.id == made.id).cloned();
                held.retain(|held| held.id != made.id);
                let after = kept.then_some(made);
                held.extend(after.clone());
                if before.is_some() || after.is_some() {
                    annotations.apply(&Edit { before, after });
                }
            }
            let fresh = Annotations::new(held);
            prop_assert_eq!(annotations.list(), fresh.list());
            prop_assert_eq!(annotations.tally(), fresh.tally());
            let span = Span::new(start, start + length);
            prop_assert_eq!(annotations.overlapping(span), fresh.overlapping(span));
            prop_assert_eq!(annotations.about(span, ME), fresh.all_about(span, ME).first().copied());
        }

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
