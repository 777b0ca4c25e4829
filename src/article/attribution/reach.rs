//! How far an attribution reaches: its sentence, and the quotations it leads into or follows.

use super::Attribution;
use crate::text::{self, Span};

/// Bytes that a quotation may run over, before or after its verb.
const LONGEST_QUOTATION: usize = 6_000;

/// Bytes between a verb and the mark that opens its quotation: 表示：“, said on Tuesday: “.
const LEAD: usize = 60;

/// What `attribution` vouches for, as far as the text shows.
pub(super) fn reach(text: &str, attribution: Attribution) -> Span {
    let verb = attribution.verb;
    let sentence = sentence_around(text, verb);
    let mut reach = sentence.join(verb);
    if let Some(end) = quotation_after(text, verb.end) {
        reach.end = reach.end.max(end);
    }
    if let Some(start) = quotation_before(text, sentence) {
        reach.start = start;
    }
    reach
}

/// The sentence in which the verb stands, within the paragraph.
fn sentence_around(text: &str, verb: Span) -> Span {
    let floor = text.ceil_char_boundary(verb.start.saturating_sub(LONGEST_QUOTATION));
    let limit = text.floor_char_boundary((verb.end + LONGEST_QUOTATION).min(text.len()));
    let start = text[floor..verb.start].rfind('\n').map_or(floor, |newline| floor + newline + 1);
    let end = text[verb.end..limit].find('\n').map_or(limit, |newline| verb.end + newline);
    let sentences = text::sentences(&text[start..end]);
    let around = sentences.into_iter().map(|span| span.shifted(start)).find(|span| span.end >= verb.end);
    around.unwrap_or(verb)
}

/// The end of the quotation that a verb leads into.
fn quotation_after(text: &str, from: usize) -> Option<usize> {
    let lead_end = text.floor_char_boundary((from + LEAD).min(text.len()));
    let lead = &text[from..lead_end];
    let open = lead.find(opens)?;
    let before = &lead[..open];
    // A word in quotation marks in the midst of a clause is no speech: a mark or nothing stands before speech.
    let led = before.is_empty()
        || before.trim_end().ends_with(['：', ':', '，', ','])
        || before == "道"
        || before == " ";
    if !led || before.contains(['。', '\n']) {
        return None;
    }
    let opener = lead[open..].chars().next()?;
    let inside = from + open + opener.len_utf8();
    let limit = text.floor_char_boundary((inside + LONGEST_QUOTATION).min(text.len()));
    let mut depth = 1;
    for (at, character) in text[inside..limit].char_indices() {
        if character == closer_of(opener) {
            depth -= 1;
        } else if character == opener {
            depth += 1;
        }
        if depth == 0 {
            return Some(inside + at + character.len_utf8());
        }
    }
    None
}

/// The start of the quotation that ends where the sentence begins: “甲。乙。”某某說。
fn quotation_before(text: &str, sentence: Span) -> Option<usize> {
    let floor = text.ceil_char_boundary(sentence.start.saturating_sub(LONGEST_QUOTATION));
    let line = text[floor..sentence.end].rfind('\n').map_or(floor, |newline| floor + newline + 1);
    let before = text[line.min(sentence.start)..sentence.start].trim_end();
    // Either the quotation is over before the sentence begins, or its last sentence holds the verb: 乙，”某某說。
    let within = sentence.of(text);
    let (search, closer) = match before.chars().next_back() {
        Some(closer @ ('”' | '」' | '』')) => (&before[..before.len() - closer.len_utf8()], closer),
        _ => {
            let (at, closer) = within.char_indices().find(|(_, c)| matches!(c, '”' | '」' | '』'))?;
            if within[..at].contains(opener_of(closer)) {
                return None;
            }
            (before, closer)
        }
    };
    let start = line.min(sentence.start);
    search.rfind(opener_of(closer)).map(|at| start + at)
}

fn opens(character: char) -> bool {
    matches!(character, '“' | '「' | '『' | '"')
}

fn closer_of(opener: char) -> char {
    match opener {
        '“' => '”',
        '「' => '」',
        '『' => '』',
        other => other,
    }
}

fn opener_of(closer: char) -> char {
    match closer {
        '”' => '“',
        '」' => '「',
        '』' => '『',
        other => other,
    }
}
