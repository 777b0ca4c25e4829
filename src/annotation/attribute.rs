//! An attribute: what can be said of an annotation besides its label, such as how certain it is. The reader configures
//! them; certainty and check-worthiness come ready.

use serde::{Deserialize, Serialize};

/// What can be said of an annotation besides its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The name, as it stands in exports: `certainty`.
    pub name: String,
    /// The key that goes from one value to the next, and after the last to none.
    pub key: char,
    /// What it can be: `sure`, `likely`, `doubtful`.
    pub values: Vec<String>,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub description: String,
}

impl Attribute {
    /// The value that follows `value` when its key is pressed: the first after none, none after the last.
    pub fn after(&self, value: Option<&str>) -> Option<&str> {
        let next = match value {
            Some(value) => self.values.iter().position(|known| known == value).map_or(0, |place| place + 1),
            None => 0,
        };
        self.values.get(next).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_key_goes_through_the_values_and_back_to_none() {
        let certainty = Attribute {
            name: "certainty".into(),
            key: 'y',
            values: vec!["sure".into(), "doubtful".into()],
            description: String::new(),
        };
        assert_eq!(certainty.after(None), Some("sure"));
        assert_eq!(certainty.after(Some("sure")), Some("doubtful"));
        assert_eq!(certainty.after(Some("doubtful")), None);
        assert_eq!(certainty.after(Some("a value of another time")), Some("sure"));
    }
}
