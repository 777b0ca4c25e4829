//! What a JSON value is taken for, where files differ in how they write the same.

use serde_json::Value;

/// The items of a list; one alone counts as a list of one, and nothing as an empty one.
pub(super) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// A text or a number, as text; empty for anything else.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The first of these members that is a text or a number; empty where none is.
pub(super) fn first_text(object: &Value, names: &[&str]) -> String {
    names.iter().map(|name| text(&object[*name])).find(|found| !found.is_empty()).unwrap_or_default()
}

/// A count, where the value is one.
pub(super) fn count(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|count| usize::try_from(count).ok())
}
