//! What a format could not hold: counted by the writer, told by whoever asked for the export. Nothing is lost in silence.

use std::collections::BTreeMap;

/// What was left out or changed, and how many times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses(BTreeMap<&'static str, usize>);

impl Losses {
    /// Counts `times` more of `what`: a clause that reads well after a number, such as “links, for which it has no
    /// place”.
    pub fn add(&mut self, what: &'static str, times: usize) {
        if times > 0 {
            *self.0.entry(what).or_default() += times;
        }
    }

    /// What was lost and how often, in the order of the words.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.0.iter().map(|(&what, &times)| (what, times))
    }
}
