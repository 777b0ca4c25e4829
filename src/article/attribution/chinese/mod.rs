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
        (subject, _) => subject,
    }
}

/// Who speaks where the verb's own clause does not say: a body in quotation marks before it, or the subject of the clause
/// before.
fn implied(place: Place) -> Subject {
    if let Some(quoted) = phrase::quoted(place) {
        return name::body(place.text, quoted);
    }
    let Some(phrase) = phrase::of_clause_before(place) else { return Subject::Nobody };
    match name::subject(place.text, phrase.span) {
        Subject::Person(person) => Subject::Person(person),
        Subject::Body(name) => name::body(place.text, name),
        Subject::Pronoun => Subject::Pronoun,
        _ => Subject::Nobody,
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
