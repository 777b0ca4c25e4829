//! What two readers agreed on where they differed: which annotations were taken and which were left. Nothing is deleted;
//! an attribute of a reserved name says it, so that exports carry it and undo knows it.

use std::collections::{HashMap, HashSet};

use super::Annotation;
use crate::text::Span;

/// The attribute's name. The reader's configuration need not know it.
pub const SETTLED: &str = "settled";

/// What became of an annotation when readers settled what they differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands.
    Taken,
    /// It does not.
    Left,
}

impl Outcome {
    /// The attribute's value.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Taken => "taken",
            Outcome::Left => "left",
        }
    }
}

impl Annotation {
    /// What became of it; `None` where nobody settled it.
    pub fn outcome(&self) -> Option<Outcome> {
        let value = self.attributes.get(SETTLED)?;
        [Outcome::Taken, Outcome::Left].into_iter().find(|outcome| outcome.name() == value)
    }

    /// It, settled.
    pub fn settled(&self, outcome: Outcome) -> Annotation {
        let mut settled = self.clone();
        settled.attributes.insert(SETTLED.to_owned(), outcome.name().to_owned());
        settled
    }
}

/// Which of an article's annotations make one set: what was left is left out, and where several readers put the same
/// label on the same passage one is kept: `reader`'s own, else the first. `annotations` is in the text's order, and so is
/// what comes back: a `true` for each that stays.
pub fn settled_set<'a>(annotations: impl Iterator<Item = &'a Annotation> + Clone, reader: &str) -> Vec<bool> {
    let stands = |annotation: &&Annotation| annotation.outcome() != Some(Outcome::Left);
    let key = |annotation: &'a Annotation| (annotation.span, annotation.label.as_str());
    let own: HashSet<(Span, &str)> =
        annotations.clone().filter(stands).filter(|one| one.reader == reader).map(key).collect();
    let mut kept = HashSet::new();
    annotations
        .map(|one| {
            let ours = one.reader == reader || !own.contains(&key(one));
            stands(&one) && ours && kept.insert(key(one))
        })
        .collect()
}

/// How many annotations lie on another reader's and are not settled. `annotations` is in the text's order.
pub fn unsettled<'a>(annotations: impl DoubleEndedIterator<Item = &'a Annotation> + Clone) -> usize {
    // By reader, the furthest end so far; then, from the end on, the nearest start.
    let (mut ends, mut starts) = (HashMap::<&str, usize>::new(), HashMap::<&str, usize>::new());
    let mut overlapping = HashSet::new();
    for one in annotations.clone() {
        if ends.iter().any(|(reader, end)| *reader != one.reader && *end > one.span.start) {
            overlapping.insert(&one.id);
        }
        let end = ends.entry(&one.reader).or_default();
        *end = one.span.end.max(*end);
    }
    for one in annotations.clone().rev() {
        if starts.iter().any(|(reader, start)| *reader != one.reader && *start < one.span.end) {
            overlapping.insert(&one.id);
        }
        starts.insert(&one.reader, one.span.start);
    }
    annotations.filter(|one| one.outcome().is_none() && overlapping.contains(&one.id)).count()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::annotation::AnnotationId;
    use crate::properties::unrecorded;

    fn annotation(number: usize, start: usize, label: &str, reader: &str) -> Annotation {
        Annotation {
            id: AnnotationId(number.to_string()),
            span: Span::new(start, start + 3),
            label: label.to_owned(),
            note: String::new(),
            source: String::new(),
            attributes: BTreeMap::new(),
            reader: reader.to_owned(),
        }
    }

    #[test]
    fn what_was_left_is_left_out_and_what_agrees_stands_once() {
        let all = [
            annotation(1, 0, "claim", "lee"),
            annotation(2, 0, "claim", "me"),
            annotation(3, 0, "fact", "lee"),
            annotation(4, 3, "fact", "lee"),
            annotation(5, 3, "fact", "kim"),
            annotation(6, 6, "fact", "me").settled(Outcome::Left),
            annotation(7, 6, "claim", "lee").settled(Outcome::Taken),
            annotation(8, 9, "fact", "me").settled(Outcome::Left),
            annotation(9, 9, "fact", "lee"),
        ];
        let kept = settled_set(all.iter(), "me");
        assert_eq!(kept, [false, true, true, true, false, false, true, false, true]);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn what_is_not_settled_is_what_a_scan_finds(made in proptest::collection::vec((0usize..12, 0usize..3, any::<bool>()), 0..12)) {
            let mut all: Vec<Annotation> = made.into_iter().enumerate().map(|(number, (start, reader, settled))| {
                let one = annotation(number, start, "claim", ["me", "lee", "kim"][reader]);
                if settled { one.settled(Outcome::Taken) } else { one }
            }).collect();
            all.sort_by_key(|one| (one.span, one.id.clone()));
            let meets = |one: &Annotation| all.iter().any(|other| other.reader != one.reader && other.span.overlaps(one.span));
            let found = all.iter().filter(|one| one.outcome().is_none() && meets(one)).count();
            prop_assert_eq!(unsettled(all.iter()), found);
        }

        #[test]
        fn a_set_holds_each_passage_and_label_once(made in proptest::collection::vec((0usize..4, any::<bool>(), 0usize..3, 0u8..3), 0..20)) {
            let all: Vec<Annotation> = made.into_iter().enumerate().map(|(number, (start, claim, reader, outcome))| {
                let one = annotation(number, start, if claim { "claim" } else { "fact" }, ["me", "lee", "kim"][reader]);
                match outcome { 0 => one, 1 => one.settled(Outcome::Taken), _ => one.settled(Outcome::Left) }
            }).collect();
            let key = |one: &Annotation| (one.span, one.label.clone());
            let mut stands: Vec<_> = all.iter().filter(|one| one.outcome() != Some(Outcome::Left)).map(key).collect();
            stands.sort();
            stands.dedup();
            let set = settled_set(all.iter(), "me");
            let mut kept: Vec<_> = all.iter().zip(&set).filter(|(_, kept)| **kept).map(|(one, _)| key(one)).collect();
            kept.sort();
            prop_assert_eq!(kept, stands);
        }
    }
}
