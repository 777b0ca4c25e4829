//! The clauses of a sentence: the text between commas, semicolons and colons.

use super::Span;
use super::marks::{divides_clauses, is_closing};
use super::sentence::push_trimmed;

/// The clauses within `sentence` of `text`, in order, without the marks that divide them. The last keeps the
/// sentence's full stop. A sentence without divisions is its own only clause.
pub fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let within = sentence.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    for (place, mark) in within.char_indices().filter(|found| divides_clauses(found.1)) {
        if place < start || !divides(within, place, mark) {
            continue;
        }
        push_worded(text, Span::new(start, place).shifted(sentence.start), &mut found);
        let rest = &within[place + mark.len_utf8()..];
        let goes_on = |character: char| {
            !is_closing(character) && !divides_clauses(character) && !character.is_whitespace()
        };
        start = rest.find(goes_on).map_or(within.len(), |more| place + mark.len_utf8() + more);
    }
    push_worded(text, Span::new(start, within.len()).shifted(sentence.start), &mut found);
    if found.is_empty() {
        push_trimmed(text, sentence, &mut found);
    }
    found
}

/// Whether the mark at `place` divides: not within a number, a time or an address.
fn divides(within: &str, place: usize, mark: char) -> bool {
    let before = within[..place].chars().next_back();
    let rest = &within[place + mark.len_utf8()..];
    let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    !(rest.starts_with("//") || mark.is_ascii() && digits(before) && digits(rest.chars().next()))
}

/// Adds `span` if a letter or a digit stands in it.
fn push_worded(text: &str, span: Span, found: &mut Vec<Span>) {
    if span.of(text).chars().any(char::is_alphanumeric) {
        push_trimmed(text, span, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        clauses(text, Span::new(0, text.len())).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn commas_semicolons_and_colons_divide() {
        assert_eq!(split("他說:先等等，再談；不急。"), ["他說", "先等等", "再談", "不急。"]);
        assert_eq!(split("“甲,”乙"), ["“甲", "乙"]);
        assert_eq!(split("甲、乙、丙。"), ["甲、乙、丙。"]);
    }

    #[test]
    fn not_within_numbers_times_and_addresses() {
        assert_eq!(split("共1,500公斤,12:30到"), ["共1,500公斤", "12:30到"]);
        assert_eq!(split("見https://example.org,好"), ["見https://example.org", "好"]);
    }

    #[test]
    fn marks_alone_are_one_clause() {
        assert_eq!(split("，：；"), ["，：；"]);
    }
}
