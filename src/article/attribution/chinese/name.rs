//! What in a phrase is the name: a title is left out before a person, and bodies are kept whole.

use super::super::Subject;
use super::words::{
    ADVERBS, ALONE, BODY_ENDS, COMMON_BODIES, COMPANIES, CONJUNCTIONS, COUNTRIES, EVERYDAY_SOUNDS, IN_NAMES,
    LONG_SURNAMES, MEASURES, NEVER, NO_BODIES, NOBODY, PLACE_ENDS, PREPOSITIONS, SIDES, SOUNDS, SURNAMES,
    TITLES, TRAILING, VAGUE,
};
use crate::text::{self, Span};

/// Characters of the longest name of a body, with the state it belongs to.
const LONGEST_BODY: usize = 24;

/// Characters of the longest name of a person.
const LONGEST_PERSON: usize = 20;

/// Who the phrase `span` names.
pub fn subject(text: &str, span: Span) -> Subject {
    let words = span.of(text);
    if let Some(after) = words.rfind('的').map(|at| at + '的'.len_utf8()) {
        return possessed(text, span, Span::new(span.start + after, span.end));
    }
    if let (Some(open), Some(close)) = (words.rfind('《'), words.rfind('》'))
        && open + '《'.len_utf8() < close
    {
        let outlet = Span::new(open + '《'.len_utf8(), close).shifted(span.start);
        let rest = Span::new(span.start + close + '》'.len_utf8(), span.end);
        return match named(text, rest) {
            Subject::Person(person) => Subject::Person(person),
            _ => Subject::Body(outlet),
        };
    }
    match words {
        "他" | "她" => return Subject::Pronoun,
        _ if words.starts_with(['他', '她', '我', '你', '它']) => return Subject::Nobody,
        _ => {}
    }
    match (named(text, span), CONJUNCTIONS.last_in(words)) {
        // 漁民和商人 are two; of 國防和安全專家 the first is none.
        (Subject::Body(_), Some((start, end))) if speaks(&words[..start]) && speaks(&words[end..]) => {
            Subject::Body(Span::new(span.start + end, span.end))
        }
        (Subject::Nobody | Subject::Doubtful(_), Some((_, end))) if end < words.len() => {
            named(text, Span::new(span.start + end, span.end))
        }
        (found, _) => found,
    }
}

/// Whether `words` may be one of two subjects that are no persons.
fn speaks(words: &str) -> bool {
    VAGUE.at_end(words).is_some() || TITLES.contains(words) || is_body(words)
}

/// Who the phrase `span` names, of which `rest` follows the last 的: a person, or someone of a body, which is then named
/// as a whole.
fn possessed(text: &str, span: Span, rest: Span) -> Subject {
    let measure = MEASURES.at_start(rest.of(text)).unwrap_or(0);
    let rest = Span::new(rest.start + measure, rest.end);
    let owner = Span::new(span.start, rest.start).of(text).trim_end_matches('的').trim_end();
    let found = if rest.is_empty() { Subject::Nobody } else { subject(text, rest) };
    match found {
        Subject::Body(post) if post == rest && measure == 0 && (is_body(owner) || is_latin(owner)) => {
            Subject::Body(span)
        }
        found => found,
    }
}

/// Who the phrase names, which holds neither 的 nor a title in brackets.
fn named(text: &str, span: Span) -> Subject {
    let words = span.of(text);
    let length = words.chars().count();
    let sub = |start: usize, end: usize| Span::new(span.start + start, span.start + end);
    if length < 2 || NOBODY.at_end(words).is_some() {
        return Subject::Nobody;
    }
    if let Some(bytes) = TITLES.at_end(words) {
        let before = sub(0, words.len() - bytes);
        let person = without_body(text, before);
        let name = person.of(text).trim_end();
        if is_person(name) && !COUNTRIES.contains(name) {
            return Subject::Person(Span::new(person.start, person.start + name.len()));
        }
    }
    if VAGUE.at_end(words).is_some() || is_body(words) {
        return if length <= LONGEST_BODY { Subject::Body(span) } else { Subject::Nobody };
    }
    if let Some((_, end)) = TITLES.last_in(words) {
        let after = words[end..].trim_start();
        return match after.is_empty() {
            true if length <= LONGEST_BODY && !words.chars().any(|c| UNNAMED.contains(c)) => {
                Subject::Body(span)
            }
            false if follows_title(after) => Subject::Person(sub(words.len() - after.len(), words.len())),
            _ => Subject::Nobody,
        };
    }
    let rest = without_body(text, span);
    if is_person(rest.of(text)) {
        Subject::Person(rest)
    } else if is_latin(rest.of(text)) {
        Subject::Body(rest)
    } else if (2..=8).contains(&length) && !words.chars().any(|c| NEVER.contains(c)) {
        Subject::Doubtful(rest)
    } else {
        Subject::Nobody
    }
}

/// Whether a word that joins two subjects stands in `words`.
pub fn holds_conjunction(words: &str) -> bool {
    CONJUNCTIONS.last_in(words).is_some()
}

/// What stands before the word that joins it to `name` in `phrase`: 甲 of 甲和議員乙.
pub fn joined(text: &str, phrase: Span, name: Span) -> Option<Span> {
    let before = Span::new(phrase.start, name.start);
    let (start, _) = CONJUNCTIONS.last_in(before.of(text))?;
    (start > 0).then(|| Span::new(before.start, before.start + start))
}

/// Bytes of a particle or adverb at byte `at` of `phrase` and of the character after it, if both are a given name: 文在寅,
/// 林則徐. A family name alone stands before, and after them nothing, or what may follow a name.
pub fn particle_in_name(phrase: &str, at: usize) -> Option<usize> {
    let (before, rest) = phrase.split_at(at);
    let particle = rest.chars().next().filter(|c| IN_NAMES.contains(*c))?;
    let surname = before.chars().next_back().filter(|c| SURNAMES.contains(*c))?;
    let owner = &before[..before.len() - surname.len_utf8()];
    let opens = owner.is_empty()
        || [&*TITLES, &*COUNTRIES, &*BODY_ENDS, &*CONJUNCTIONS]
            .iter()
            .any(|words| words.at_end(owner).is_some());
    let after = &rest[particle.len_utf8()..];
    let last = after.chars().next().filter(|c| c.is_alphabetic() && !NEVER.contains(*c))?;
    let tail = &after[last.len_utf8()..];
    let closes = tail.is_empty()
        || tail.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | '（'))
        || [&*PREPOSITIONS, &*ADVERBS, &*CONJUNCTIONS, &*TITLES]
            .iter()
            .any(|words| words.at_start(tail).is_some());
    let is_adverb = [&*ADVERBS, &*TRAILING, &*PLACE_ENDS].iter().any(|words| words.at_start(after).is_some());
    (opens && closes && !is_adverb).then_some(particle.len_utf8() + last.len_utf8())
}

/// Whether `span` ends in 均, which is part of a name: one person alone is not both.
pub fn ends_in_both(text: &str, span: Span) -> bool {
    let words = span.of(text);
    let is_listed = text[..span.start].ends_with('、') || CONJUNCTIONS.last_in(words).is_some();
    match words.strip_suffix('均') {
        Some(before) if !is_listed => {
            let rest = without_body(text, Span::new(span.start, span.start + before.len())).of(text);
            rest.chars().count() == 2
                && rest.chars().next().is_some_and(|c| SURNAMES.contains(c))
                && is_person(rest)
        }
        _ => false,
    }
}

/// The body that the phrase names as a whole.
pub fn body(text: &str, span: Span) -> Subject {
    match is_body(span.of(text)) && span.of(text).chars().count() <= LONGEST_BODY {
        true => Subject::Body(span),
        false => Subject::Nobody,
    }
}

/// Whether `words` names an office, an outlet, a party, a country.
fn is_body(words: &str) -> bool {
    let mut characters = words.chars();
    let side = matches!((characters.next(), characters.next(), characters.next()), (Some(side), Some('方'), None)
        if SIDES.contains(side));
    let ends_like_body = BODY_ENDS.at_end(words).is_some()
        && NO_BODIES.at_end(words).is_none()
        && !ALONE.contains(words)
        && !words.chars().any(|c| UNNAMED.contains(c));
    side || COUNTRIES.contains(words)
        || COMPANIES.contains(words)
        || COMMON_BODIES.contains(words)
        || ends_like_body
}

/// Characters that show a phrase to be more than the name of a body.
const UNNAMED: &str = "等了是在有不這这那個个些們们把被讓让說说";

/// The span without the body or country that stands before a person: 清華大學某某.
fn without_body(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let ends = [BODY_ENDS.last_in(words), COUNTRIES.last_in(words), TITLES.last_in(words)];
    // One character alone, as in 部 or 社, may as well be part of a name.
    let long = |(start, end): (usize, usize)| (end - start > '部'.len_utf8()).then_some(end);
    let end = ends.into_iter().flatten().filter_map(long).filter(|end| *end < words.len()).max();
    Span::new(span.start + end.unwrap_or(0), span.end)
}

/// Whether `words` after a title is a person's name.
fn follows_title(words: &str) -> bool {
    let length = words.chars().count();
    if is_person(words) || is_dotted(words) || is_latin(words) {
        return true;
    }
    if words.chars().any(|c| NEVER.contains(c)) {
        return false;
    }
    let first_is_surname = words.chars().next().is_some_and(|c| SURNAMES.contains(c));
    ((2..=LONGEST_PERSON).contains(&length) && words.chars().all(is_sound))
        || ((2..=4).contains(&length) && (first_is_surname && length < 4 || first_word(words) == 1))
}

/// Whether `words` is a person's name by itself.
fn is_person(words: &str) -> bool {
    let length = words.chars().count();
    if is_dotted(words) || words.trim().contains(' ') && is_latin(words) {
        return true;
    }
    if holds_particle(words) {
        return true;
    }
    if !(2..=8).contains(&length) || words.chars().any(|c| NEVER.contains(c)) {
        return false;
    }
    let surname = words.chars().next().is_some_and(|c| SURNAMES.contains(c));
    let long_surname = LONG_SURNAMES.at_start(words).is_some();
    // The dictionary knows no personal names: it leaves the family name as a word of one character.
    if surname && length <= 3 && first_word(words) == 1 || long_surname && (3..=4).contains(&length) {
        return true;
    }
    let sounds = words.chars().filter(|c| SOUNDS.contains(*c)).count();
    let foreign = words.chars().all(is_sound) && sounds * 2 >= length;
    // The dictionary has some short names of the kind; two characters of which neither is an everyday one are no word.
    foreign && (length > 2 || sounds == 2 || first_word(words) == 1)
}

/// Whether `words` is a name of three characters of which the second is a particle elsewhere: 文在寅.
fn holds_particle(words: &str) -> bool {
    let mut characters = words.chars();
    matches!((characters.next(), characters.next(), characters.next(), characters.next()),
        (Some(surname), Some(particle), Some(last), None)
            if SURNAMES.contains(surname) && IN_NAMES.contains(particle) && !NEVER.contains(last))
}

/// Whether `words` is a foreign name written with middle dots: 阿巴斯·阿拉格齊.
fn is_dotted(words: &str) -> bool {
    let is_dot = |c: char| matches!(c, '·' | '・' | '‧' | '•' | '．');
    words.chars().any(is_dot)
        && words.chars().count() <= LONGEST_PERSON
        && !words.starts_with(is_dot)
        && !words.ends_with(is_dot)
        && words.chars().all(|c| is_dot(c) || c == '-' || c.is_alphabetic() && !NEVER.contains(c))
}

fn is_latin(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase())
        && words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '&'))
}

fn is_sound(character: char) -> bool {
    SOUNDS.contains(character) || EVERYDAY_SOUNDS.contains(character)
}

/// Characters of the first word, by the dictionary.
fn first_word(words: &str) -> usize {
    let first = text::word_spans(words, Span::new(0, words.len())).first().copied();
    first.map_or(0, |word| word.of(words).chars().count())
}
