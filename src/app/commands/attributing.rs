//! What is said of an annotation besides its label: a key an attribute, as the configuration has it.

use crate::annotation::Edit;
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::text::visible;

/// Gives the annotation under the cursor the next value of the attribute of this index, and none after the last; with
/// a count, the value of that place.
pub fn next_value(state: &mut State, attribute: usize, count: Option<usize>) -> Vec<Effect> {
    let Some(before) = super::annotating::own_here(state) else { return Vec::new() };
    let attribute = state.configuration.attributes[attribute].clone();
    let name = &attribute.name;
    let value = match count {
        Some(place) => match place.checked_sub(1).and_then(|index| attribute.values.get(index)) {
            Some(value) => Some(value.as_str()),
            None => {
                let values = attribute.values.join(", ");
                state.complain(format!(
                    "{} has no value {place}; it has {}",
                    visible(name),
                    visible(&values)
                ));
                return Vec::new();
            }
        },
        None => attribute.after(before.attributes.get(name).map(String::as_str)),
    };
    let mut after = before.clone();
    match value {
        Some(value) => {
            after.attributes.insert(name.clone(), value.to_owned());
            state.say(format!("{}: {}", visible(name), visible(value)));
        }
        None => {
            after.attributes.remove(name);
            state.say(format!("{} taken off", visible(name)));
        }
    }
    if after == before {
        return Vec::new();
    }
    state.record(Edit { before: Some(before), after: Some(after) })
}

#[cfg(test)]
mod tests {
    use crate::app::state::State;
    use crate::app::testing::{TEXT, press, reader};

    /// The value of the annotation under the cursor, and what was said.
    fn certainty(state: &State) -> (Option<&str>, &str) {
        let annotation = state.annotation_here().unwrap();
        let value = annotation.attributes.get("certainty").map(String::as_str);
        (value, state.message.as_ref().map_or("", |message| &message.text))
    }

    #[test]
    fn its_key_goes_through_the_values_and_a_count_picks_one() {
        let mut state = reader(TEXT, 100, 30);
        assert!(press(&mut state, "Enter y").is_empty());
        assert!(state.message.as_ref().unwrap().text.starts_with("No annotation here"));
        press(&mut state, "c");
        for value in ["sure", "likely", "doubtful"] {
            assert_eq!(press(&mut state, "y").len(), 1);
            assert_eq!(certainty(&state), (Some(value), &*format!("certainty: {value}")));
        }
        press(&mut state, "y");
        assert_eq!(certainty(&state), (None, "certainty taken off"));
        press(&mut state, "2 y");
        assert_eq!(certainty(&state).0, Some("likely"));
        assert!(press(&mut state, "2 y").is_empty());
        assert!(press(&mut state, "4 y").is_empty());
        assert_eq!(
            certainty(&state),
            (Some("likely"), "certainty has no value 4; it has sure, likely, doubtful")
        );
    }
}
