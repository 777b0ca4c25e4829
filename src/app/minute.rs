//! When something was done, as people are told.

/// A time as the library keeps it, to the minute: `2026-02-06 12:30` of `2026-02-06T12:30:11.123Z`. Raw: a time that came
/// from elsewhere may hold anything.
pub fn minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replacen('T', " ", 1)
}
