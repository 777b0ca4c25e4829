//! Who says so in Japanese: 某氏は「…」と述べた, と某氏は語った, 某紙によると.
//!
//! The verb ends the sentence and the subject is its topic, far in front: the topics outside the quotation are tried,
//! the nearest first. A name stands before its title here.

mod words;

pub(super) use self::words::IDLE;
use self::words::{
    AMONG, ANNOUNCING, BODY_ENDS, CITING, COMMON_BODIES, COUNTRIES, COUNTRY_SIGNS, NOBODY, OUTLET_KINDS,
    QUOTING, TITLES, TOLD, VAGUE,
};
use super::{Finder, Place, Subject};
use crate::text::Span;

/// Bytes before a verb within which its topic must stand.
const REACH: usize = 1_200;

pub(super) const CUES: &[(&str, Finder)] =
    &[(QUOTING, topic), (TOLD, right_before), (CITING, right_before), (AMONG, among)];

/// The topic of the sentence that the verb ends.
fn topic(place: Place) -> Subject {
    let before = place.before();
    let floor = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let particles = outside_quotations(before, floor);
    let subjects = ['は', 'が', 'も'].into_iter().flat_map(|particle| {
        particles.iter().rev().filter(move |(_, found)| *found == particle).map(move |(at, _)| {
            match phrase(place, place.sentence.start + at) {
                Subject::Body(name)
                    if !may_speak(place, name, particle, &before[at + particle.len_utf8()..]) =>
                {
                    Subject::Nobody
                }
                found => found,
            }
        })
    });
    Subject::surest(subjects)
}

/// Whether `name` is the subject of the verb, of which `particle` and `rest` follow it, and not of what is said: of
/// somebody without a name only a mark behind makes that plain, or that he is the topic.
fn may_speak(place: Place, name: Span, particle: char, rest: &str) -> bool {
    let is_set_off = rest.is_empty() || rest.starts_with(['、', '，', '「', '『', '“', ' ']);
    let name = name.of(place.text);
    is_set_off
        || !is_vague(name)
        || particle == 'は' && !(are_people(name) && ANNOUNCING.contains(place.cue.of(place.text)))
}

/// Who stands before 間では: only people without a name have an opinion in common.
fn among(place: Place) -> Subject {
    match right_before(place) {
        Subject::Body(name) if are_people(name.of(place.text)) => Subject::Body(name),
        _ => Subject::Nobody,
    }
}

/// Where in `before` the particles of topics and subjects stand, outside quotations and brackets.
fn outside_quotations(before: &str, floor: usize) -> Vec<(usize, char)> {
    let mut depth = 0_usize;
    let mut previous = ' ';
    let mut found = Vec::new();
    for (at, character) in before[floor..].char_indices() {
        match character {
            '「' | '『' | '“' | '（' | '(' => depth += 1,
            '」' | '』' | '”' | '）' | ')' => depth = depth.saturating_sub(1),
            'は' | 'が' | 'も'
                if depth == 0
                    && !matches!(previous, 'で' | 'に' | 'と' | 'へ')
                    && !before[..floor + at].ends_with("から") =>
            {
                found.push((floor + at, character));
            }
            _ => {}
        }
        previous = character;
    }
    found
}

/// Who stands right before the cue.
fn right_before(place: Place) -> Subject {
    phrase(place, place.cue.start)
}

/// Whom the words before `end` name.
fn phrase(place: Place, end: usize) -> Subject {
    let before = &place.text[place.sentence.start..end];
    // 国務省のスミス報道官（42）: the bracket belongs to the name.
    let named = match before.ends_with(['）', ')']) {
        true => before.rfind(['（', '(']).map_or(before, |at| &before[..at]),
        false => before,
    };
    let named = named.trim_end();
    let start = named.char_indices().rev().find(|(at, c)| is_mark(*c) && !is_within_latin(named, *at));
    let start = start.map_or(0, |(at, mark)| at + mark.len_utf8());
    let span = Span::new(start, named.len()).shifted(place.sentence.start);
    let words = span.of(place.text);
    // After a closing quotation mark the particle that quotes comes first: 」と某氏は語った.
    let quoted = named[..start].ends_with(['」', '』', '”', '"']) && words.starts_with('と');
    let skipped = if quoted { 'と'.len_utf8() } else { 0 };
    subject(place.text, Span::new(span.start + skipped, span.end))
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        '、' | '，' | ',' | '。' | '「' | '」' | '『' | '』' | '“' | '”' | '"' | '：' | ' ' | '\u{3000}'
    )
}

/// Whether the blank at byte `at` stands after a Latin word, within a name or before its title.
fn is_within_latin(words: &str, at: usize) -> bool {
    words[at..].starts_with(' ') && words[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
}

fn subject(text: &str, span: Span) -> Subject {
    let words = span.of(text);
    match words {
        "彼" | "彼女" | "同氏" => return Subject::Pronoun,
        _ if words.chars().count() < 2 || NOBODY.at_end(words).is_some() => return Subject::Nobody,
        _ => {}
    }
    let whole = span;
    let after = words.rfind('の').map_or(0, |at| at + 'の'.len_utf8());
    let span = Span::new(span.start + after, span.end);
    let span = Span::new(span.start + OUTLET_KINDS.at_start(span.of(text)).unwrap_or(0), span.end);
    let words = span.of(text);
    if are_people(words) {
        return Subject::Body(if whole.of(text).chars().count() <= 20 { whole } else { span });
    }
    if let Some(bytes) = TITLES.at_end(words) {
        return titled(text, whole, Span::new(span.start, span.end - bytes));
    }
    if let Some(person) = latin_end(words) {
        let span = Span::new(span.end - person.len(), span.end);
        return if person.contains(' ') { Subject::Person(span) } else { Subject::Body(span) };
    }
    if words.chars().any(is_hiragana) || words.is_empty() {
        Subject::Nobody
    } else if BODY_ENDS.at_end(words).is_some() && words.chars().count() > 1 || COUNTRIES.contains(words) {
        Subject::Body(span)
    } else if words.contains(['・', '＝']) && words.chars().all(is_katakana) {
        Subject::Person(span)
    } else {
        Subject::Doubtful(span)
    }
}

/// The name in Latin letters with which `words` ends.
fn latin_end(words: &str) -> Option<&str> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-');
    let name = words[words.trim_end_matches(is_latin).len()..].trim();
    name.starts_with(|c: char| c.is_ascii_uppercase()).then_some(name)
}

/// Whom a title names, with `name` before it, or nothing.
fn titled(text: &str, whole: Span, name: Span) -> Subject {
    let words = name.of(text);
    let from_body = BODY_ENDS
        .last_in(words)
        .filter(|(start, end)| *end < words.len() && end - start > '省'.len_utf8())
        .map_or(0, |(_, end)| end);
    let words = words[from_body..].trim_end_matches(['元', '前', '現', '副']);
    let words = match words.strip_suffix(COUNTRY_SIGNS) {
        Some(rest) if rest.ends_with(is_katakana) => rest,
        _ => words,
    };
    let start = name.start + from_body;
    if let Some(person) = latin_end(words) {
        let end = start + words.trim_end().len();
        return Subject::Person(Span::new(end - person.len(), end));
    }
    // トランプ米大統領, 米トランプ大統領: the foreign name is what is written in katakana.
    let foreign = words.len() - words.trim_end_matches(is_katakana).len();
    if foreign > 'ア'.len_utf8() && !COUNTRIES.contains(&words[words.len() - foreign..]) {
        return Subject::Person(Span::new(start + words.len() - foreign, start + words.len()));
    }
    let is_post = words.is_empty()
        || words.chars().all(|c| COUNTRY_SIGNS.contains(&c))
        || BODY_ENDS.at_end(words).is_some()
        || COUNTRIES.contains(words)
        || TITLES.at_end(words).is_some();
    if is_post {
        Subject::Body(whole)
    } else if words.chars().count() <= 6
        && !words.starts_with(is_hiragana)
        && !words.contains(['は', 'が', 'を', 'に', 'で'])
    {
        Subject::Person(Span::new(start, start + words.len()))
    } else {
        Subject::Nobody
    }
}

fn is_hiragana(character: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&character)
}

fn is_katakana(character: char) -> bool {
    ('\u{30a1}'..='\u{30ff}').contains(&character) || character == '＝'
}

/// Whether nobody in particular speaks under this name.
pub(super) fn is_vague(name: &str) -> bool {
    are_people(name) || TITLES.contains(name) || COMMON_BODIES.contains(name)
}

/// Whether `words` are somebody, or some people, without a name: 市の担当者, 住民ら.
fn are_people(words: &str) -> bool {
    let one = ["たち", "達", "ら"].iter().find_map(|plural| words.strip_suffix(plural)).unwrap_or(words);
    VAGUE.at_end(one).is_some()
}
