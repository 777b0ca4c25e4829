//! Keys that are in each other's way: two that the configuration sets are refused, and what came ready gives way.

use super::bound::{Bound, written};
use super::{Binding, KeymapError};
use crate::annotation::Attribute;
use crate::app::configuration::Configuration;

/// The labels and attributes that come ready.
pub(super) struct Ready(Configuration);

impl Ready {
    pub(super) fn new() -> Ready {
        Ready(Configuration::default())
    }

    /// Whether the key of a binding was set in the configuration, and did not come ready.
    pub(super) fn is_set(&self, binding: Binding, configuration: &Configuration) -> bool {
        match binding {
            Binding::Tag(index) => {
                let label = &configuration.labels[index];
                !self.0.labels.iter().any(|ready| ready.name == label.name && ready.key == label.key)
            }
            Binding::Attribute(index) => {
                let attribute = &configuration.attributes[index];
                let same = |ready: &Attribute| ready.name == attribute.name && ready.key == attribute.key;
                !self.0.attributes.iter().any(same)
            }
            Binding::Add(_) | Binding::Command(_) => true,
        }
    }
}

/// Refuses keys that the configuration gives twice in one place.
pub(super) fn refuse_clashes(bindings: &[Bound], configuration: &Configuration) -> Result<(), KeymapError> {
    for (index, second) in bindings.iter().enumerate() {
        let clashes = |first: &&Bound| {
            let one_hides_the_other =
                first.keys.starts_with(&second.keys) || second.keys.starts_with(&first.keys);
            first.place == second.place && one_hides_the_other && !first.leads_where(second)
        };
        if let Some(first) = bindings[..index].iter().find(clashes) {
            return Err(KeymapError::Clash {
                first: first.name(configuration).to_owned(),
                first_keys: written(&first.keys),
                second: second.name(configuration).to_owned(),
                second_keys: written(&second.keys),
            });
        }
    }
    Ok(())
}
