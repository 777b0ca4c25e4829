//! What in a phrase is the name: a title is left out before a person, and bodies are kept whole.

use super::super::Subject;
use super::words::{
    ALONE, BODY_ENDS, CONJUNCTIONS, COUNTRIES, EVERYDAY_SOUNDS, LONG_SURNAMES, MEASURES, NEVER, NO_BODIES,
    NOBODY, SIDES, SOUNDS, SURNAMES, TITLES, VAGUE,
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
        (Subject::Nobody | Subject::Doubtful(_), Some((_, end))) if end < words.len() => {
            named(text, Span::new(span.start + end, span.end))
        }
        (found, _) => found,
    }
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
    side || COUNTRIES.contains(words) || ends_like_body
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
