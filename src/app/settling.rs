//! Settling what two readers differ in, one difference after the other: which it is, what each of them tagged there, and
//! what has become of it.

use super::overlay::Overlay;
use super::state::State;
use crate::annotation::agreement::{Difference, Mark, disagreements};
use crate::annotation::{Annotation, AnnotationId, Outcome};
use crate::text::Span;

/// Rows that the two readings take at the foot, with their head, where there is room for them; and where there is little.
pub const ROWS: u16 = 5;
/// Rows without what is said of the annotations besides their labels.
pub const FEW_ROWS: u16 = 3;

/// What two readers make of a passage, differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// In what they differ; A is oneself.
    pub difference: Difference,
    /// One's own annotation.
    pub own: Option<Annotation>,
    /// The other reader's.
    pub theirs: Option<Annotation>,
}

/// Whose reading is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether one's own stands.
    pub own: bool,
    /// Whether the other's stands.
    pub theirs: bool,
}

/// Names a difference, whatever becomes of its annotations' attributes.
pub type DifferenceId = (Option<AnnotationId>, Option<AnnotationId>);

/// The differences with one reader in the open article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// The other reader.
    pub other: String,
    /// The differences, in the text's order.
    pub differences: Vec<Differing>,
    /// The place of the one that is looked at.
    pub at: usize,
    /// Whether those settled before are gone through as well.
    pub all: bool,
    /// Those settled since this began, each with its save, the last at the end: as far as undo goes.
    pub done: Vec<(DifferenceId, u64)>,
}

impl Differing {
    /// Its name.
    pub fn id(&self) -> DifferenceId {
        let id = |annotation: &Option<Annotation>| annotation.as_ref().map(|one| one.id.clone());
        (id(&self.own), id(&self.theirs))
    }

    /// The passage: what both annotations cover together.
    pub fn span(&self) -> Span {
        let mut spans = self.own.iter().chain(&self.theirs).map(|annotation| annotation.span);
        let first = spans.next().unwrap_or_default();
        spans.fold(first, Span::join)
    }

    /// Whether it has been said of each of its annotations what becomes of it.
    pub fn is_settled(&self) -> bool {
        self.own.iter().chain(&self.theirs).all(|annotation| annotation.outcome().is_some())
    }

    /// Its annotations as they are, and as they are after `verdict`, where that changes them.
    pub fn settled(&self, verdict: Verdict) -> Vec<(Annotation, Annotation)> {
        let outcome = |taken: bool| if taken { Outcome::Taken } else { Outcome::Left };
        let own = self.own.iter().map(|annotation| (annotation, outcome(verdict.own)));
        let theirs = self.theirs.iter().map(|annotation| (annotation, outcome(verdict.theirs)));
        own.chain(theirs)
            .map(|(annotation, outcome)| (annotation.clone(), annotation.settled(outcome)))
            .filter(|(before, after)| before != after)
            .collect()
    }
}

impl Settling {
    /// The differences between `reader` and `other` among `annotations`, at the first that is not settled. Those settled
    /// are gone through as well where all are.
    pub fn new(annotations: &[Annotation], reader: &str, other: &str) -> Settling {
        let differences = differences(annotations, reader, other);
        let open = differences.iter().position(|one| !one.is_settled());
        Settling {
            other: other.to_owned(),
            differences,
            at: open.unwrap_or(0),
            all: open.is_none(),
            done: Vec::new(),
        }
    }

    /// The one that is looked at.
    pub fn here(&self) -> Option<&Differing> {
        self.differences.get(self.at)
    }

    /// How many are settled.
    pub fn settled(&self) -> usize {
        self.differences.iter().filter(|one| one.is_settled()).count()
    }

    /// How many are not settled: those that both tagged, which weigh more, and all.
    pub fn open(&self) -> (usize, usize) {
        let open = || self.differences.iter().filter(|one| !one.is_settled());
        (open().filter(|one| one.own.is_some() && one.theirs.is_some()).count(), open().count())
    }

    /// Finds the differences anew after annotations changed; the same one is looked at, or the one in its place.
    pub fn renew(&mut self, annotations: &[Annotation], reader: &str) {
        let here = self.here().map(Differing::id);
        self.differences = differences(annotations, reader, &self.other);
        if !here.is_some_and(|here| self.go_to(&here)) {
            self.at = self.at.min(self.differences.len().saturating_sub(1));
        }
    }

    /// Looks at the difference of that name, if there is one.
    pub fn go_to(&mut self, wanted: &DifferenceId) -> bool {
        let place = self.differences.iter().position(|one| one.id() == *wanted);
        self.at = place.unwrap_or(self.at);
        place.is_some()
    }

    /// Looks at the next one that is to be gone through, or with `back` at the one before. Whether there was one.
    pub fn step(&mut self, back: bool) -> bool {
        let wanted = |&place: &usize| self.all || !self.differences[place].is_settled();
        let next = match back {
            true => (0..self.at).rev().find(wanted),
            false => (self.at + 1..self.differences.len()).find(wanted),
        };
        self.at = next.unwrap_or(self.at);
        next.is_some()
    }

    /// Looks at the next one that is not settled, from the beginning again after the last. Whether there is one.
    pub fn next_open(&mut self) -> bool {
        let count = self.differences.len();
        let round = (1..=count).map(|step| (self.at + step) % count);
        let open = round.into_iter().find(|&place| !self.differences[place].is_settled());
        self.at = open.unwrap_or(self.at);
        open.is_some()
    }
}

/// Shows what is being settled, with the cursor on the passage that is looked at.
pub(super) fn show(state: &mut State, settling: Settling) {
    if let (Some(reading), Some(here)) = (&mut state.reading, settling.here()) {
        reading.selecting = None;
        reading.move_to_passage(here.span());
    }
    state.overlay = Some(Overlay::Settling(settling));
}

fn differences(annotations: &[Annotation], reader: &str, other: &str) -> Vec<Differing> {
    let of = |wanted: &str| -> Vec<&Annotation> {
        annotations.iter().filter(|annotation| annotation.reader == wanted).collect()
    };
    let (own, theirs) = (of(reader), of(other));
    let found = disagreements(&marks(&own), &marks(&theirs));
    found
        .into_iter()
        .map(|found| Differing {
            difference: found.difference,
            own: found.a.map(|place| own[place].clone()),
            theirs: found.b.map(|place| theirs[place].clone()),
        })
        .collect()
}

fn marks<'a>(annotations: &[&'a Annotation]) -> Vec<Mark<'a>> {
    annotations.iter().map(|annotation| Mark { span: annotation.span, label: &annotation.label }).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn annotation(number: usize, start: usize, length: usize, claim: bool, own: bool) -> Annotation {
        Annotation {
            id: AnnotationId(number.to_string()),
            span: Span::new(start, start + length),
            label: if claim { "claim" } else { "fact" }.to_owned(),
            note: String::new(),
            source: String::new(),
            attributes: BTreeMap::new(),
            reader: if own { "me" } else { "lee" }.to_owned(),
        }
    }

    fn annotations() -> impl Strategy<Value = Vec<Annotation>> {
        let one = (0usize..20, 1usize..9, any::<bool>(), any::<bool>());
        proptest::collection::vec(one, 0..12).prop_map(|all| {
            let made = all.into_iter().enumerate();
            made.map(|(number, (start, length, claim, own))| annotation(number, start, length, claim, own))
                .collect()
        })
    }

    #[test]
    fn what_is_settled_is_skipped_until_asked_for() {
        let mut all: Vec<Annotation> =
            (0..4).map(|number| annotation(number, number * 10, 5, true, number % 2 == 0)).collect();
        let mut settling = Settling::new(&all, "me", "lee");
        assert_eq!((settling.differences.len(), settling.at, settling.all), (4, 0, false));
        all[1] = all[1].settled(Outcome::Left);
        settling.renew(&all, "me");
        assert!(settling.step(false) && settling.at == 2 && settling.step(true) && settling.at == 0);
        settling.all = true;
        assert!(settling.step(false) && settling.at == 1);
        all.remove(1);
        settling.renew(&all, "me");
        assert_eq!(
            (settling.differences.len(), settling.at),
            (3, 1),
            "the next took the place of the one that is gone"
        );
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn every_annotation_is_in_one_difference_or_agreed_on(mut all in annotations(), verdicts in proptest::collection::vec((any::<bool>(), any::<bool>()), 12)) {
            let mut settling = Settling::new(&all, "me", "lee");
            let agreed = |one: &Annotation| !settling.differences.iter().any(|found| found.id().0 == Some(one.id.clone()) || found.id().1 == Some(one.id.clone()));
            for one in &all {
                let places = settling.differences.iter().filter(|found| {
                    [&found.own, &found.theirs].into_iter().flatten().any(|other| other.id == one.id)
                }).count();
                prop_assert!(places == 1 || (places == 0 && agreed(one)));
                if places == 0 {
                    let same = |other: &&Annotation| other.reader != one.reader && (other.span, &other.label) == (one.span, &one.label);
                    prop_assert!(all.iter().any(|other| same(&other)));
                }
            }
            let names: Vec<DifferenceId> = settling.differences.iter().map(Differing::id).collect();
            for (own, theirs) in verdicts.into_iter().take(names.len()) {
                let settled = settling.here().unwrap().settled(Verdict { own, theirs });
                for (before, after) in settled {
                    *all.iter_mut().find(|one| **one == before).unwrap() = after;
                }
                settling.renew(&all, "me");
                prop_assert_eq!(settling.differences.iter().map(Differing::id).collect::<Vec<_>>(), names.clone());
                let open = settling.settled() < names.len();
                prop_assert_eq!(settling.next_open(), open);
            }
            prop_assert_eq!(settling.settled(), names.len());
            prop_assert!(Settling::new(&all, "me", "lee").all);
        }
    }
}
