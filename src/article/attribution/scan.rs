//! One pass over the text for the cues of all languages, and what takes the whole of it to settle.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Attribution, Finder, Place, Subject, chinese, english, family_name, japanese, korean};
use crate::text::{self, Span};

/// Bytes of a sentence before and after a cue that finders read.
const BEFORE_CUE: usize = 3_000;
const AFTER_CUE: usize = 600;

/// All cues of all languages, and what reads the text around each. A cue's spaces are written as `_`.
struct Cues {
    automaton: Option<AhoCorasick>,
    /// By pattern; none for words that only look like a cue.
    finders: Vec<Option<Finder>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let lists = [chinese::CUES, japanese::CUES, korean::CUES, english::CUES].concat();
    let idle = [chinese::IDLE, japanese::IDLE, korean::IDLE].map(|words| (words, None));
    let lists = lists.into_iter().map(|(words, finder)| (words, Some(finder))).chain(idle);
    let pairs = lists.flat_map(|(words, finder)| words.split_whitespace().map(move |word| (word, finder)));
    let (words, finders): (Vec<String>, Vec<Option<Finder>>) =
        pairs.map(|(word, finder)| (word.replace('_', " "), finder)).unzip();
    // Building fails only past the automaton's limits of size, which these lists are far from.
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
    Cues { automaton, finders }
});

/// The attributions of the part `window` of `text`, which begins and ends with paragraphs.
pub(super) fn within(text: &str, window: Span) -> Vec<Attribution> {
    resolve(text, &subjects(text, window))
}

/// A cue whose subject was read.
struct Found {
    subject: Subject,
    verb: Span,
    /// Where its paragraph begins.
    line: usize,
    /// Whether others say the same with this subject, by the same cue.
    together: bool,
}

fn subjects(text: &str, window: Span) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let Some(automaton) = &CUES.automaton else { return found };
    let mut line = Span::new(window.start, window.start);
    let mut sentences = Vec::new().into_iter().peekable();
    let mut last_end = None;
    for hit in automaton.find_iter(window.of(text)) {
        let cue = Span::new(hit.start(), hit.end()).shifted(window.start);
        let Some(finder) = CUES.finders[hit.pattern()] else { continue };
        if cue.start >= line.end {
            line = line_around(text, window, cue.start);
            let spans = text::sentences(line.of(text));
            sentences = spans
                .into_iter()
                .map(|span| span.shifted(line.start))
                .collect::<Vec<_>>()
                .into_iter()
                .peekable();
        }
        // Of two verbs in a row (報道稱, 分析指出) the first speaks for both.
        let chained = last_end == Some(cue.start);
        last_end = Some(cue.end);
        while sentences.next_if(|sentence| sentence.end <= cue.start).is_some() {}
        if let Some(&sentence) = sentences.peek()
            && !chained
            && sentence.covers(cue)
        {
            let place = Place { text, sentence: around(text, sentence, cue), cue };
            let subject = finder(place);
            let companions = chinese::companions(place, subject);
            let together = !companions.is_empty();
            let verb = without_marks(text, cue);
            let subjects = companions.into_iter().chain([subject]);
            found.extend(subjects.map(|subject| Found { subject, verb, line: line.start, together }));
        }
    }
    found
}

/// The cue without the blanks and marks around it. A cue of marks alone, the colon before a speech, is its first mark.
fn without_marks(text: &str, cue: Span) -> Span {
    let words = cue.of(text);
    let is_outside = |c: char| !c.is_alphanumeric();
    let start = cue.start + words.len() - words.trim_start_matches(is_outside).len();
    let end = cue.start + words.trim_end_matches(is_outside).len();
    match start < end {
        true => Span::new(start, end),
        false => Span::new(cue.start, cue.start + words.chars().next().map_or(0, char::len_utf8)),
    }
}

/// The part of a sentence that finders may read: what has no full stop for pages must not make them slow.
fn around(text: &str, sentence: Span, cue: Span) -> Span {
    let start = text.ceil_char_boundary(cue.start.saturating_sub(BEFORE_CUE)).max(sentence.start);
    let end = text.floor_char_boundary((cue.end + AFTER_CUE).min(text.len())).min(sentence.end);
    Span::new(start, end)
}

fn line_around(text: &str, window: Span, at: usize) -> Span {
    let start = text[window.start..at].rfind('\n').map_or(window.start, |newline| window.start + newline + 1);
    let end = text[at..window.end].find('\n').map_or(window.end, |newline| at + newline);
    Span::new(start, end)
}

/// Settles what takes the rest of the article to know: doubtful names, and whom a pronoun stands for.
fn resolve(text: &str, found: &[Found]) -> Vec<Attribution> {
    let persons = found.iter().filter_map(|found| match found.subject {
        Subject::Person(name) => Some(name.of(text)),
        _ => None,
    });
    let known: HashSet<&str> = persons.flat_map(|name| [name, family_name(name)]).collect();
    let mut settled: Vec<Attribution> = Vec::new();
    let mut person: Option<(usize, Span)> = None;
    for Found { subject, verb, line, together } in found {
        let name = match *subject {
            Subject::Person(name) => Some(name),
            Subject::Doubtful(name) if known.contains(name.of(text)) => Some(name),
            Subject::Body(name) => {
                // After a body has spoken, it is no longer plain who "he" is.
                person = None;
                settled.push(Attribution { name, verb: *verb });
                continue;
            }
            Subject::Pronoun => person.filter(|(of, _)| of == line).map(|(_, name)| name),
            Subject::Doubtful(_) | Subject::Nobody => None,
        };
        if let Some(name) = name {
            // After two have spoken, it is not plain which of them "he" is.
            person = (!together).then_some((*line, name));
            settled.push(Attribution { name, verb: *verb });
        }
    }
    settled.dedup_by_key(|attribution| attribution.name);
    settled
}
