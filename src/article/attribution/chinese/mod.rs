//! Who says so in Chinese, in both scripts: 某某表示, 據某社報道, 在某某看來, “……”，某某說.
//!
//! Chinese has no spaces and no case: a name is what is left of the clause before the verb once time, manner and place
//! are taken off both ends. What is left must then look like a name, or nothing is proposed.

mod cues;
mod name;
mod phrase;
mod words;

use std::sync::LazyLock;

use super::table::Words;
use super::{Finder, Place, Subject};
use crate::text::Span;

pub(super) use self::cues::IDLE;
pub(super) use self::words::is_vague;

/// The cues of Chinese with what reads the text around them.
pub(super) const CUES: &[(&str, Finder)] = &[
    (cues::VERBS, before_verb),
    (cues::CLOSERS, before_closer),
    (cues::DATELINES, dateline),
    (cues::FINDINGS, before_finding),
    (cues::COLONS, before_colon),
];

/// The cues that may be nouns.
static NOUNS: LazyLock<Words> = LazyLock::new(|| Words::of(cues::NOUNS));

/// Who stands before a verb.
fn before_verb(place: Place) -> Subject {
    if place.after().starts_with('的') && !place.after().starts_with("的是") || is_japanese(place) {
        return Subject::Nobody;
    }
    let Some(phrase) = phrase::before(place) else { return Subject::Nobody };
    if phrase.span.is_empty() {
        return implied(place);
    }
    match (name::subject(place.text, phrase.span), phrase::of_sentence(place)) {
        (Subject::Pronoun, Some(opening)) => match name::subject(place.text, opening.span) {
            Subject::Person(person) => Subject::Person(person),
            _ => Subject::Pronoun,
        },
        (Subject::Body(name), _) if is_vague(name.of(place.text)) && is_subordinate(place) => Subject::Nobody,
        (subject, _) => subject,
    }
}

/// Whether the cue's clause is part of another: 政府宣布停工之前, 公司宣布破產的消息.
fn is_subordinate(place: Place) -> bool {
    let clause = place.after().split(['，', ',', '。']).next().unwrap_or_default();
    clause.contains("的消息")
        || ["之前", "之後", "之后", "以前", "以後", "以后"].iter().any(|end| clause.ends_with(end))
}

/// Who else speaks by the cue of which `subject` was read, in the text's order: 甲和乙均表示, 甲、乙和丙均表示.
pub(super) fn companions(place: Place, subject: Subject) -> Vec<Subject> {
    let (Subject::Person(name) | Subject::Body(name)) = subject else { return Vec::new() };
    // Most names begin their clause: that is seen without reading it again.
    let is_joined = phrase::before_in_clause(place, name).is_some_and(name::holds_conjunction);
    if !is_joined || is_japanese(place) {
        return Vec::new();
    }
    let Some(phrase) = phrase::before(place).filter(|phrase| phrase.span.covers(name)) else {
        return Vec::new();
    };
    let Some(joined) = name::joined(place.text, phrase.span, name) else { return Vec::new() };
    let listed = phrase::listed_before(place, phrase.span);
    let parts = listed.unwrap_or_default().into_iter().chain([joined]);
    let others: Vec<Subject> = parts.map(|part| name::subject(place.text, part)).collect();
    // 經濟部和商務局局長某某 is one person: only like is joined to like.
    let is_like = |other: &Subject| match subject {
        Subject::Person(_) => matches!(other, Subject::Person(_)),
        _ => matches!(other, Subject::Body(_)),
    };
    if others.iter().all(is_like) { others } else { Vec::new() }
}

/// Who speaks where the verb's own clause does not say: a body in quotation marks before it, or the subject of the clause
/// before.
fn implied(place: Place) -> Subject {
    if let Some(quoted) = phrase::quoted(place) {
        return name::body(place.text, quoted);
    }
    let Some(phrase) = phrase::of_clause_before(place) else { return Subject::Nobody };
    let plain = match name::subject(place.text, phrase.span) {
        Subject::Body(name) => name::body(place.text, name),
        found => found,
    };
    match plain {
        Subject::Person(_) | Subject::Body(_) | Subject::Pronoun => plain,
        _ => match phrase::before_clause_without_subject(place) {
            Some(earlier) => match name::subject(place.text, earlier.span) {
                Subject::Person(person) => Subject::Person(person),
                _ => Subject::Nobody,
            },
            None => Subject::Nobody,
        },
    }
}

/// Who stands between 據, 在, 用 and the like and a word that closes them.
fn before_closer(place: Place) -> Subject {
    match phrase::before(place) {
        Some(phrase) if phrase.cited && !is_japanese(place) => name::subject(place.text, phrase.span),
        _ => Subject::Nobody,
    }
}

/// The body before what it has found out.
fn before_finding(place: Place) -> Subject {
    match phrase::before(place) {
        Some(phrase) => name::body(place.text, phrase.span),
        None => Subject::Nobody,
    }
}

/// The person before a speech that only a colon introduces.
fn before_colon(place: Place) -> Subject {
    match before_verb(place) {
        Subject::Person(person) => Subject::Person(person),
        _ => Subject::Nobody,
    }
}

/// The agency or paper in front of the place and day of a dateline.
fn dateline(place: Place) -> Subject {
    let Some(phrase) = phrase::before(place) else { return Subject::Nobody };
    let words = phrase.span.of(place.text);
    let end = words.char_indices().find(|(_, c)| matches!(c, '社' | '網' | '网' | '報' | '报'));
    match end {
        Some((at, sign)) => {
            Subject::Body(Span::new(phrase.span.start, phrase.span.start + at + sign.len_utf8()))
        }
        None => Subject::Nobody,
    }
}

/// Whether the cue stands in Japanese, whose verbs share many of these characters.
fn is_japanese(place: Place) -> bool {
    let is_hiragana = |c: char| ('\u{3041}'..='\u{309f}').contains(&c);
    place.after().starts_with(is_hiragana)
        || place
            .before()
            .chars()
            .rev()
            .take(12)
            .take_while(|c| *c != '。')
            .filter(|c| is_hiragana(*c))
            .count()
            > 1
}
