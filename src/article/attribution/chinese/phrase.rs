//! The part of a clause that may hold the name: what stands before the verb, without time, manner and place.

use super::super::Place;
use super::words::{
    ADVERBS, ANEW, CITING, EARLIER_VERBS, GOING_ON, HYPOTHETICAL, LEADING, LEADING_PLACES, NOUN_SIGNS,
    PLACE_ENDS, PREPOSITIONS, QUOTING, TIME_CHARACTERS, TRAILING, UNSAID, WHOLE,
};
use super::{NOUNS, name};
use crate::text::Span;

/// Bytes before a verb within which its clause must begin: some 100 ideographs.
const REACH: usize = 300;

/// What stands before a verb, cut to what may be a name.
pub struct Phrase {
    pub span: Span,
    /// Whether 據 or the like opened it.
    pub cited: bool,
}

/// The phrase before the cue; `None` if something says that nobody has said it. Empty where the clause has no subject.
pub fn before(place: Place) -> Option<Phrase> {
    let text = place.text;
    let end = without_bracket(text, place.sentence.start, place.cue.start);
    let clause = Span::new(clause_start(text, place.sentence.start, end)?, end);
    if UNSAID.at_end(clause.of(text).trim_end()).is_some() {
        return None;
    }
    let mut phrase = opening(text, clause)?;
    let between = &text[phrase.span.end..end];
    let may_be_noun = NOUNS.contains(place.cue.of(text));
    if is_noun(between) || may_be_noun && !is_adverbial(between) {
        return None;
    }
    while strip_trailing(text, &mut phrase.span)? {}
    Some(phrase)
}

/// The phrase that opens the clause before the cue's own, where that clause goes on after it: 某某在會後發文，強調….
pub fn of_clause_before(place: Place) -> Option<Phrase> {
    let text = place.text;
    let start = clause_start(text, place.sentence.start, place.cue.start)?;
    let end = comma_before(place, start)?;
    let clause = Span::new(clause_start(text, place.sentence.start, end)?, end);
    // 原因是某某, where 某某 is no subject of what follows.
    if ANEW.last_in(clause.of(text)).is_some() { None } else { opening(text, clause) }
}

/// The phrase that opens the clause two before the cue's own, where the one between begins with a place or a doing and
/// so has no subject of its own: 某某週三抵達，在機場發表談話，強調….
pub fn before_clause_without_subject(place: Place) -> Option<Phrase> {
    let own = clause_start(place.text, place.sentence.start, place.cue.start)?;
    let between_end = comma_before(place, own)?;
    let between_start = clause_start(place.text, place.sentence.start, between_end)?;
    let between = place.text[between_start..between_end].trim_start();
    let openers = [&*LEADING_PLACES, &*PREPOSITIONS, &*GOING_ON];
    if !openers.iter().any(|words| words.at_start(between).is_some()) {
        return None;
    }
    let end = comma_before(place, between_start)?;
    let clause = Span::new(clause_start(place.text, place.sentence.start, end)?, end);
    if ANEW.last_in(clause.of(place.text)).is_some() { None } else { opening(place.text, clause) }
}

/// Where the comma stands that `at` follows.
fn comma_before(place: Place, at: usize) -> Option<usize> {
    let before = place.text[place.sentence.start..at].strip_suffix(['，', ','])?;
    Some(place.sentence.start + before.len())
}

/// What stands before `name` in the cue's own clause; `None` if it stands in another.
pub fn before_in_clause<'a>(place: Place<'a>, name: Span) -> Option<&'a str> {
    let own = clause_start(place.text, place.sentence.start, place.cue.start)?;
    (own <= name.start && name.end <= place.cue.start).then(|| &place.text[own..name.start])
}

/// The members of a list that lead up to `phrase`, each after 、 but the first: 甲、乙 before 丙和丁. `None` if nothing is
/// listed.
pub fn listed_before(place: Place, phrase: Span) -> Option<Vec<Span>> {
    let text = place.text;
    let mut members = Vec::new();
    let mut start = clause_start(text, place.sentence.start, phrase.start)?;
    while let Some(before) = text[place.sentence.start..start].strip_suffix('、') {
        let end = place.sentence.start + before.len();
        start = clause_start(text, place.sentence.start, end)?;
        members.insert(0, opening(text, Span::new(start, end))?.span);
    }
    (!members.is_empty()).then_some(members)
}

/// The phrase that opens the sentence.
pub fn of_sentence(place: Place) -> Option<Phrase> {
    let text = place.text;
    let end = place.before().find(is_mark).map(|at| place.sentence.start + at)?;
    opening(text, Span::new(place.sentence.start, end))
}

/// What is quoted right before the cue: the name of a body may be.
pub fn quoted(place: Place) -> Option<Span> {
    let end = without_bracket(place.text, place.sentence.start, place.cue.start);
    let before = place.text[place.sentence.start..end].strip_suffix(['”', '」', '"'])?;
    let open = before.char_indices().rev().find(|(_, c)| matches!(c, '“' | '「' | '"'))?;
    let start = open.0 + open.1.len_utf8();
    Some(Span::new(start, before.len()).shifted(place.sentence.start))
}

/// The start of the clause, without adverbials before it and up to the first after it.
fn opening(text: &str, clause: Span) -> Option<Phrase> {
    let mut phrase = Phrase { span: clause, cited: false };
    if let Some((_, end)) = ANEW.last_in(clause.of(text)) {
        phrase.span.start += end;
    }
    if let Some((_, end)) = QUOTING.last_in(phrase.span.of(text)) {
        // 新華社援引某某的話: the one who is quoted stands after.
        phrase.span.start += end;
        phrase.cited = true;
    }
    while strip_leading(text, &mut phrase)? {}
    let words = phrase.span.of(text);
    phrase.span.end = phrase.span.start + words[..cut(words)].trim_end().len();
    Some(phrase)
}

/// Whether `words` are adverbs alone, or adverbs before a place or occasion.
fn is_adverbial(words: &str) -> bool {
    let mut rest = words.trim_start();
    if rest.starts_with(['(', '（']) {
        rest = rest.split_once([')', '）']).map_or("", |(_, after)| after).trim_start();
    }
    while !rest.is_empty() && PREPOSITIONS.at_start(rest).is_none() {
        let adverb = ADVERBS.at_start(rest).or_else(|| TRAILING.at_start(rest)).or_else(|| time(rest));
        match adverb.or_else(|| EARLIER_VERBS.at_start(rest)) {
            Some(bytes) => rest = rest[bytes..].trim_start(),
            None => return false,
        }
    }
    true
}

/// Whether the cue after `words`, which stand behind the name, is a noun: 某某的強硬表態, but not 某某在六日的會上表示.
fn is_noun(words: &str) -> bool {
    NOUN_SIGNS.last_in(words).is_some_and(|(_, end)| PLACE_ENDS.last_in(&words[end..]).is_none())
}

/// Where the words before `end` stop, if a bracket stands between them and it: 阿拉格齊（Araghchi）表示.
fn without_bracket(text: &str, start: usize, end: usize) -> usize {
    let before = text[start..end].trim_end();
    match before.ends_with([')', '）']) {
        true => before.rfind(['(', '（']).map_or(end, |at| start + at),
        false => start + before.len(),
    }
}

/// The start of the clause that ends at `end`: after the nearest mark, brackets passed over.
fn clause_start(text: &str, floor: usize, end: usize) -> Option<usize> {
    let mut in_bracket = false;
    for (at, mark) in text[floor..end].char_indices().rev() {
        if end - floor - at > REACH {
            return None;
        }
        match mark {
            ')' | '）' => in_bracket = true,
            '(' | '（' => in_bracket = false,
            _ if in_bracket => {}
            _ if is_mark(mark) => return Some(floor + at + mark.len_utf8()),
            _ => {}
        }
    }
    Some(floor)
}

/// Marks that no name holds. A middle dot and the brackets of a title are none of them.
fn is_mark(character: char) -> bool {
    "，,。；;：:！!？?、“”「」『』\"…—‘’【】［］[]|｜/\n".contains(character)
}

/// Takes one adverbial off the start; `None` if it says that nobody spoke.
fn strip_leading(text: &str, phrase: &mut Phrase) -> Option<bool> {
    let words = phrase.span.of(text);
    if WHOLE.at_start(words).is_some() {
        return Some(false);
    }
    if HYPOTHETICAL.at_start(words).is_some() {
        return None;
    }
    let blank = words.len() - words.trim_start().len();
    let bracket = words.starts_with(['(', '（']).then(|| words.find([')', '）'])).flatten();
    if blank > 0 {
        phrase.span.start += blank;
    } else if let Some(at) = bracket {
        phrase.span.start += at + words[at..].chars().next().map_or(0, char::len_utf8);
    } else if let Some(bytes) = CITING.at_start(words) {
        phrase.cited = true;
        phrase.span.start += bytes;
    } else if let Some(bytes) = LEADING.at_start(words).or_else(|| time(words)) {
        phrase.span.start += bytes;
    } else if let Some(bytes) = LEADING_PLACES.at_start(words) {
        // 在記者會上某某說: the name stands after the place. 在某某看來: it stands within.
        match PLACE_ENDS.last_in(words).filter(|(_, end)| *end < words.len()) {
            Some((_, end)) => phrase.span.start += end,
            None => {
                phrase.cited = true;
                phrase.span.start += bytes;
            }
        }
    } else {
        return Some(false);
    }
    Some(true)
}

/// Bytes of a date or time at the start.
fn time(phrase: &str) -> Option<usize> {
    let rest = phrase.trim_start_matches(|c: char| c.is_ascii_digit() || TIME_CHARACTERS.contains(c));
    let bytes = phrase.len() - rest.len();
    (phrase.starts_with(|c: char| c.is_ascii_digit()) && bytes > 1).then_some(bytes)
}

/// Bytes up to the first word with which an adverbial begins.
fn cut(phrase: &str) -> usize {
    let mut at = phrase.find('》').unwrap_or(0);
    while let Some(character) = phrase[at..].chars().next() {
        let follows_latin = phrase[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        if let Some(bytes) = WHOLE.at_start(&phrase[at..]) {
            at += bytes;
            continue;
        }
        let through = Span::new(0, at + character.len_utf8());
        if character == '均' && name::ends_in_both(phrase, through) {
            return through.end;
        }
        if let Some(bytes) = name::particle_in_name(phrase, at) {
            at += bytes;
            continue;
        }
        let cuts = matches!(character, '(' | '（')
            || character.is_ascii_digit() && !follows_latin
            || [&PREPOSITIONS, &ADVERBS, &EARLIER_VERBS]
                .iter()
                .any(|words| words.at_start(&phrase[at..]).is_some());
        if at > 0 && cuts {
            return at;
        }
        at += character.len_utf8();
    }
    phrase.len()
}

/// Takes one adverb off the end; `None` if it says that nobody spoke.
fn strip_trailing(text: &str, span: &mut Span) -> Option<bool> {
    let phrase = span.of(text);
    if UNSAID.at_end(phrase).is_some() {
        return None;
    }
    let blank = phrase.len() - phrase.trim_end().len();
    let bytes = match blank {
        0 if name::ends_in_both(text, *span) => 0,
        0 => TRAILING.at_end(phrase).unwrap_or(0),
        blank => blank,
    };
    span.end -= bytes;
    Some(bytes > 0)
}
