//! Who says so in English: X said, said X, according to X.
//!
//! A name is a run of capitalised words, told from the start of a sentence by what it is not.

mod common;
mod words;

use self::common::{common, common_forward};
use self::words::{
    ADVERBS, BODY_WORDS, CITING, COMMON_BODIES, COMMON_PERSONS, JOINTS, MODIFIERS, NO_NAMES, PASSIVES,
    PRONOUNS, SAYING, TITLES, VAGUE,
};
use super::{Finder, Place, Subject};
use crate::text::Span;

/// Bytes within which an apposition between a name and its verb must stand.
const REACH: usize = 160;

pub(super) const CUES: &[(&str, Finder)] = &[(SAYING, speaker), (CITING, forward)];

/// Who stands before the verb, or right after it.
fn speaker(place: Place) -> Subject {
    if place.after().starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return Subject::Nobody;
    }
    if [" nothing", " little", " no,", " no "].iter().any(|none| place.after().starts_with(none)) {
        return Subject::Nobody;
    }
    let before = place.before();
    let inverted = before.trim_end().ends_with(['”', '"', '’', ','])
        && place.after().trim_start().starts_with(|c: char| c.is_alphabetic());
    if inverted && let found @ (Subject::Person(_) | Subject::Body(_)) = forward(place) {
        return found;
    }
    backward(place)
}

/// The words of `span`, divided by spaces.
fn words(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let within = span.of(text);
    within.split(' ').scan(0, move |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some(Span::new(start, start + word.len()).shifted(span.start))
    })
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || word.starts_with("al-") && word.len() > 3
}

/// The name that begins after the cue.
fn forward(place: Place) -> Subject {
    let text = place.text;
    let end = text.floor_char_boundary((place.cue.end + REACH).min(place.sentence.end));
    let mut name: Option<Span> = None;
    let mut body = false;
    for word in words(text, Span::new(place.cue.end, end)) {
        let written = word.of(text);
        let bare = written.trim_end_matches([',', '.', ';', ':', '”', '"', ')', '?', '!']);
        let bare = bare.strip_suffix("’s").or(bare.strip_suffix("'s")).unwrap_or(bare);
        let bare = if TITLES.contains(written) { written } else { bare };
        let Some(found) = &mut name else {
            match bare {
                "" | "the" | "a" | "an" | "The" => continue,
                _ if PRONOUNS.contains(bare) => return Subject::Pronoun,
                _ if is_capitalised(bare) && !NO_NAMES.contains(bare) => {
                    body = BODY_WORDS.contains(bare);
                    name = Some(Span::new(word.start, word.start + bare.len()));
                    if bare.len() < written.len() {
                        break;
                    }
                    continue;
                }
                _ => return common_forward(text, Span::new(word.start, end)),
            }
        };
        let joins = match written {
            "of" | "for" | "and" => body,
            _ => {
                JOINTS.contains(written)
                    && found.of(text).ends_with(|c: char| c.is_alphabetic())
                    && !matches!(written, "the")
            }
        };
        if is_capitalised(bare) && !NO_NAMES.contains(bare) {
            body |= BODY_WORDS.contains(bare);
            found.end = word.start + bare.len();
        } else if VAGUE.contains(bare) {
            found.end = word.start + bare.len();
            return Subject::Body(*found);
        } else if !joins {
            break;
        }
        if bare.len() < written.len() {
            break;
        }
    }
    name.map_or(Subject::Nobody, |name| trimmed(text, name))
}

/// The name that ends before the cue, an apposition passed over.
fn backward(place: Place) -> Subject {
    let text = place.text;
    let start = place.sentence.start.max(text.ceil_char_boundary(place.cue.start.saturating_sub(REACH)));
    let mut end = place.cue.start;
    let before = Span::new(start, end).of(text);
    if let Some(inner) = before.strip_suffix(',') {
        let Some(comma) = before_apposition(inner) else { return Subject::Nobody };
        end = start + comma;
    }
    let parts: Vec<Span> = words(text, Span::new(start, end)).collect();
    let mut at = parts.len();
    while at > 0 && ADVERBS.contains(parts[at - 1].of(text)) {
        at -= 1;
    }
    let Some(last) = at.checked_sub(1).map(|last| parts[last]) else { return Subject::Nobody };
    let written = unquoted(last.of(text));
    if PASSIVES.contains(&written) {
        return Subject::Nobody;
    }
    if PRONOUNS.contains(written) {
        return Subject::Pronoun;
    }
    let last_bare = Span::new(last.end - written.len(), last.end);
    if VAGUE.contains(&written.to_ascii_lowercase()) {
        let first = at.checked_sub(2).map(|before| parts[before]).filter(|word| {
            let word = word.of(text);
            is_capitalised(unquoted(word)) && !NO_NAMES.contains(word) || MODIFIERS.contains(word)
        });
        return Subject::Body(first.map_or(last_bare, |first| Span::new(first.start, last.end)));
    }
    if COMMON_BODIES.contains(written) || COMMON_PERSONS.contains(written) {
        return common(text, &parts[..at]);
    }
    let mut name: Option<Span> = None;
    for word in parts[..at].iter().rev() {
        let written = word.of(text);
        let bare = unquoted(written);
        let ends_before = written.ends_with([',', ';', ':', '”', '"'])
            || written.ends_with('.') && !TITLES.contains(bare) && bare.len() > 2;
        if name.is_some() && ends_before {
            break;
        }
        if is_capitalised(bare) {
            name = Some(Span::new(word.end - bare.len(), name.map_or(word.end, |name| name.end)));
        } else if name.is_none() || !JOINTS.contains(written) {
            break;
        }
        if bare.len() < written.len() {
            break;
        }
    }
    match name {
        Some(name) => trimmed(text, name),
        None => Subject::Nobody,
    }
}

/// Where the name ends that an apposition or a bracket follows, at the end of `words`: Ali Vaez, who leads its work on
/// Iran; Hims & Hers (HIMS.N).
fn before_apposition(words: &str) -> Option<usize> {
    if words.ends_with(')') {
        return words.rfind(" (");
    }
    let opens = |at: &usize| {
        let next = words[*at + 1..].split_whitespace().next();
        next.is_some_and(|word| matches!(word, "a" | "an" | "the" | "who" | "which" | "whose"))
    };
    let commas = || words.match_indices(',').map(|(at, _)| at);
    commas().rev().find(opens).or_else(|| commas().next_back())
}

fn unquoted(word: &str) -> &str {
    word.trim_start_matches(['“', '"', '(', '‘', '—'])
}

/// The name without titles and without words that begin sentences.
fn trimmed(text: &str, name: Span) -> Subject {
    let parts: Vec<Span> = words(text, name).collect();
    let after_title =
        parts.iter().rposition(|word| TITLES.contains(word.of(text))).map_or(0, |last| last + 1);
    let is_person = after_title < parts.len()
        && !parts[after_title..]
            .iter()
            .any(|word| BODY_WORDS.contains(word.of(text)) || JOINTS.contains(word.of(text)));
    let bodied = !is_person && parts.iter().any(|word| BODY_WORDS.contains(word.of(text)));
    if is_person && after_title > 0 {
        return Subject::Person(Span::new(parts[after_title].start, name.end));
    }
    let mut first = 0;
    while first < parts.len() {
        let word = parts[first].of(text);
        let starts_sentence = NO_NAMES.contains(word) || JOINTS.contains(word);
        // Of a body the titles are part: Security Council, State Department.
        let is_title = !bodied && TITLES.contains(word);
        if !starts_sentence && !is_title {
            break;
        }
        first += 1;
    }
    if first == parts.len() {
        let post = parts.len() > 1 && parts.iter().any(|word| TITLES.contains(word.of(text)));
        return if post { without_article(text, &parts) } else { Subject::Nobody };
    }
    let span = Span::new(parts[first].start, name.end);
    match bodied {
        true => Subject::Body(span),
        false => Subject::Person(span),
    }
}

/// A post by itself: Foreign Minister.
fn without_article(text: &str, parts: &[Span]) -> Subject {
    let first = parts.iter().position(|word| !NO_NAMES.contains(word.of(text)));
    match (first, parts.last()) {
        (Some(first), Some(last)) if first + 1 < parts.len() => {
            Subject::Body(Span::new(parts[first].start, last.end))
        }
        _ => Subject::Nobody,
    }
}

/// Whether nobody in particular speaks under this name.
pub(super) fn is_vague(name: &str) -> bool {
    let is_common = name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(char::is_uppercase);
    is_common || name.rsplit(' ').next().is_some_and(|word| VAGUE.contains(&word.to_ascii_lowercase()))
}
