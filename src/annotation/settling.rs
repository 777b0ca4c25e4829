//! What two readers agreed on where they differed: which annotations were taken and which were left. Nothing is deleted;
//! an attribute of a reserved name says it, so that exports carry it and undo knows it.

use std::collections::HashSet;

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
