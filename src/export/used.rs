//! Which labels, attributes and values an export uses: what formats with a configuration of their own must declare. It is
//! gathered while articles are written: memory holds each different name and value, not each annotation.

use std::collections::{BTreeMap, BTreeSet};

use super::colour::{NEUTRAL, hexadecimal};
use crate::annotation::{Annotation, Label};

/// The labels configured, and what else the annotations use.
pub(super) struct Used {
    /// Names, and colours as `#rrggbb`, in the configuration's order; those it does not know follow.
    pub(super) labels: Vec<(String, String)>,
    /// The values that each attribute has.
    pub(super) attributes: BTreeMap<String, BTreeSet<String>>,
}

impl Used {
    pub(super) fn new(labels: &[Label]) -> Self {
        let named = |label: &Label| (label.name.clone(), hexadecimal(&label.colour).to_owned());
        Self { labels: labels.iter().map(named).collect(), attributes: BTreeMap::new() }
    }

    /// Takes note of what an annotation uses.
    pub(super) fn meet(&mut self, annotation: &Annotation) {
        if !self.labels.iter().any(|(name, _)| *name == annotation.label) {
            self.labels.push((annotation.label.clone(), NEUTRAL.to_owned()));
        }
        for (name, value) in &annotation.attributes {
            let values = self.attributes.entry(name.clone()).or_default();
            if !values.contains(value) {
                values.insert(value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::export::tests::on;
    use crate::text::Span;

    #[test]
    fn labels_come_as_configured_then_as_met() {
        let label = json!({"name": "claim", "key": "c", "colour": "yellow", "sign": "C"});
        let mut used = Used::new(&[serde_json::from_value(label).unwrap()]);
        for (name, value) in [("old", "二"), ("claim", "一"), ("old", "二")] {
            let mut annotation = on(Span::new(0, 1), name).annotation;
            annotation.attributes.insert("certainty".to_owned(), value.to_owned());
            used.meet(&annotation);
        }
        let names: Vec<_> =
            used.labels.iter().map(|(name, colour)| (name.as_str(), colour.as_str())).collect();
        assert_eq!(names, [("claim", "#fdd663"), ("old", NEUTRAL)]);
        assert_eq!(used.attributes["certainty"].iter().collect::<Vec<_>>(), ["一", "二"]);
    }
}
