//! How many annotations of each label each reader has made: asked for with every frame, so kept and not counted anew.

use std::collections::BTreeMap;

use crate::annotation::Annotation;

/// Counts by reader, then by label. Nobody and nothing stands in it with a count of 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<String, BTreeMap<String, usize>>);

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, annotation: &Annotation) {
        let counts = self.0.entry(annotation.reader.clone()).or_default();
        *counts.entry(annotation.label.clone()).or_default() += 1;
    }

    /// Counts one less. It was counted before.
    pub fn remove(&mut self, annotation: &Annotation) {
        let Some(counts) = self.0.get_mut(&annotation.reader) else { return };
        if let Some(count) = counts.get_mut(&annotation.label) {
            *count -= 1;
        }
        counts.retain(|_, count| *count > 0);
        self.0.retain(|_, counts| !counts.is_empty());
    }

    /// How many `reader` made with `label`.
    pub fn count(&self, reader: &str, label: &str) -> usize {
        self.0.get(reader).and_then(|counts| counts.get(label)).copied().unwrap_or(0)
    }

    /// Who made any, in the order of their names.
    pub fn readers(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How many there are of each label, whoever made them.
    pub fn by_label(&self) -> BTreeMap<String, usize> {
        let mut all = BTreeMap::new();
        for (label, count) in self.0.values().flatten() {
            *all.entry(label.clone()).or_default() += count;
        }
        all
    }
}
