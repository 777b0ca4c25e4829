//! Speakers named by a common noun: the mayor, a nurse at the hospital, the port authority.

use super::super::Subject;
use super::words::{CLAUSE_OPENERS, COMMON_BODIES, COMMON_PERSONS, DETERMINERS, LINKS, NO_NAMES, VAGUE};
use super::{is_capitalised, unquoted, words};
use crate::text::Span;

/// Whom a common noun that ends `parts` names: the finance ministry, Japan's finance ministry, the mayor, a nurse at the
/// hospital. The noun is the subject only where a clause may begin before it.
pub fn common(text: &str, parts: &[Span]) -> Subject {
    let Some(last) = parts.last() else { return Subject::Nobody };
    let mut first = parts.len() - 1;
    while let Some(before) = first.checked_sub(1).filter(|_| parts.len() - first <= 4) {
        let word = unquoted(parts[before].of(text));
        if DETERMINERS.contains(word) {
            return after_determiner(text, parts, before, first);
        }
        if NO_NAMES.contains(word) {
            return Subject::Nobody;
        }
        if is_capitalised(word) {
            return Subject::Body(Span::new(parts[before].end - word.len(), last.end));
        }
        if !word.chars().all(char::is_alphabetic) || word.is_empty() || LINKS.contains(word) {
            return Subject::Nobody;
        }
        first = before;
    }
    Subject::Nobody
}

/// Whom the words from `first` on name, of which the determiner stands at `at`.
fn after_determiner(text: &str, parts: &[Span], at: usize, first: usize) -> Subject {
    let end = parts[parts.len() - 1].end;
    let Some(before) = at.checked_sub(1) else { return Subject::Body(Span::new(parts[first].start, end)) };
    let word = parts[before].of(text);
    if matches!(word, "of" | "for" | "at" | "from" | "with" | "in") {
        // A spokeswoman for the company: she is meant, not the company.
        let person = before.checked_sub(1).filter(|person| COMMON_PERSONS.contains(parts[*person].of(text)));
        return person.map_or(Subject::Nobody, |person| match common(text, &parts[..=person]) {
            Subject::Body(name) => Subject::Body(Span::new(name.start, end)),
            other => other,
        });
    }
    let begins = word.ends_with([',', ';', ':', '.', '”', '"', '’', '—'])
        || word.is_empty()
        || CLAUSE_OPENERS.contains(word)
        || is_capitalised(word) && !matches!(word, "What" | "Whatever" | "If" | "That");
    if begins { Subject::Body(Span::new(parts[first].start, end)) } else { Subject::Nobody }
}

/// The common noun that begins after a citing phrase: according to the port authority.
pub fn common_forward(text: &str, span: Span) -> Subject {
    let mut name: Option<Span> = None;
    let mut first: Option<Span> = None;
    for word in words(text, span).skip_while(|word| matches!(word.of(text), "" | "the" | "a" | "an")).take(4)
    {
        let written = word.of(text);
        let bare = written.trim_end_matches([',', '.', ';', ':', '”', '"', ')']);
        if bare.is_empty() || !bare.chars().all(|c| c.is_ascii_lowercase()) || LINKS.contains(bare) {
            break;
        }
        let start = first.get_or_insert(word).start;
        if is_common(bare) {
            name = Some(Span::new(start, word.start + bare.len()));
        } else if name.is_some() {
            break;
        }
        if bare.len() < written.len() {
            break;
        }
    }
    name.map_or(Subject::Nobody, Subject::Body)
}

fn is_common(word: &str) -> bool {
    COMMON_BODIES.contains(word) || COMMON_PERSONS.contains(word) || VAGUE.contains(word)
}
