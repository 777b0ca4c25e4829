//! What a format could not hold: counted by the writer, told by whoever asked for the export. Nothing is lost in silence.

use std::collections::BTreeMap;

use crate::annotation::Annotation;

/// What was left out or changed, and how many times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    told: BTreeMap<&'static str, usize>,
    /// Annotations that were left out whole.
    pub(super) annotations: usize,
}

impl Losses {
    /// Counts `times` more of `what`: a clause that reads well after a number, such as “links, for which it has no
    /// place”.
    pub fn add(&mut self, what: &'static str, times: usize) {
        if times > 0 {
            *self.told.entry(what).or_default() += times;
        }
    }

    /// As [`Losses::add`], of annotations that are left out whole.
    pub fn leave_out(&mut self, what: &'static str, annotations: usize) {
        self.add(what, annotations);
        self.annotations += annotations;
    }

    /// Counts what an annotation says besides its label, where a format holds none of that.
    pub(super) fn add_said(&mut self, annotation: &Annotation) {
        self.add("notes", usize::from(!annotation.note.is_empty()));
        self.add("sources", usize::from(!annotation.source.is_empty()));
        self.add("attributes", annotation.attributes.len());
    }

    /// What was lost and how often, in the order of the words.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.told.iter().map(|(&what, &times)| (what, times))
    }
}
