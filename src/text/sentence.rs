//! Where sentences begin and end, in Chinese, Japanese, Korean and Western punctuation mixed.
//!
//! Rules rather than UAX #29, which knows neither ASCII punctuation between ideographs nor that a quotation or a title
//! may hold a full stop in mid-sentence.

use super::marks::{closer_of, is_closing, is_comma, is_east_asian, is_full_stop};
use super::{Span, is_blank};

/// Bytes ahead within which a bracket must close to be taken for one.
const BRACKET_REACH: usize = 1200;

/// Abbreviations whose full stop ends no sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "col", "lt", "sgt", "capt", "rep", "sen",
    "gov", "no", "vs", "etc", "eg", "ie", "e.g", "i.e", "cf", "vol", "fig", "al", "inc", "ltd", "co", "corp",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "dept",
    "est", "u.s", "u.k", "u.n", "a.m", "p.m",
];

/// The sentences of `text`, which is one block, in order: without the blanks between them, with the closing quotation
/// marks and brackets that follow. Together they hold every character that is not blank.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut finder = Finder { text, start: 0, quote_open: false, held_until: 0 };
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let next = at + character.len_utf8();
        if character == '"' {
            finder.quote_open = !finder.quote_open;
        }
        at = next;
        if next <= finder.held_until {
            continue;
        }
        finder.hold_in_bracket(next, character);
        if finder.may_end(next, character) {
            at = finder.take_closing(next);
            if !finder.goes_on(at, character) {
                push_trimmed(text, Span::new(finder.start, at), &mut found);
                finder.start = at;
            }
        }
    }
    push_trimmed(text, Span::new(finder.start, text.len()), &mut found);
    found
}

/// Adds `span` without the blanks at its ends, unless nothing is left of it.
pub(super) fn push_trimmed(text: &str, span: Span, found: &mut Vec<Span>) {
    let within = span.of(text);
    let trimmed = within.trim_matches(is_blank);
    if !trimmed.is_empty() {
        let start = span.start + (within.len() - within.trim_start_matches(is_blank).len());
        found.push(Span::new(start, start + trimmed.len()));
    }
}

struct Finder<'a> {
    text: &'a str,
    /// Where the sentence being read begins.
    start: usize,
    /// Whether a straight quotation mark stands open.
    quote_open: bool,
    /// The end of the bracket being read, within which no sentence ends.
    held_until: usize,
}

impl Finder<'_> {
    /// Notes a title, or a parenthesis that opens in mid-sentence. `next` is the byte after the opening mark.
    fn hold_in_bracket(&mut self, next: usize, opener: char) {
        let Some(closer) = closer_of(opener) else { return };
        let before = &self.text[self.start..next - opener.len_utf8()];
        let begins_sentence = before.trim().is_empty() && !matches!(opener, '《' | '〈');
        if !begins_sentence && let Some(length) = matching(&self.text[next..], opener, closer) {
            self.held_until = next + length;
        }
    }

    /// Whether `character`, which ends before byte `next`, may end a sentence.
    fn may_end(&self, next: usize, character: char) -> bool {
        match character {
            '…' => true,
            '!' | '?' => {
                let before = self.text[self.start..next - 1].chars().next_back();
                let after = self.text[next..].chars().next();
                !(before.is_some_and(|c| c.is_ascii_graphic())
                    && after.is_some_and(|c| c.is_ascii_alphanumeric()))
            }
            '.' | '．' => self.period_ends(next, character),
            _ => is_full_stop(character),
        }
    }

    /// Not within a number, an address or an abbreviation, and not after the number of a list's item.
    fn period_ends(&self, next: usize, period: char) -> bool {
        let before = &self.text[self.start..next - period.len_utf8()];
        let rest = &self.text[next..];
        if rest.starts_with(period) {
            return false;
        }
        let after = rest.trim_start_matches(|c| is_closing(c) || c == '"');
        let Some(follower) = after.chars().next() else { return true };
        if follower.is_whitespace() {
            let word = before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).next().unwrap_or("");
            let initial = word.len() == 1 && word.chars().all(|c| c.is_ascii_alphabetic());
            let item = before.trim() == word && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
            let abbreviated = ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str());
            return !(initial || item || abbreviated);
        }
        let dots = before.ends_with(period);
        (before.chars().next_back().is_some_and(is_east_asian) && !follower.is_ascii_digit())
            || (dots && is_east_asian(follower))
    }

    /// One past the run of full stops and the closing marks that follow byte `at`.
    fn take_closing(&mut self, mut at: usize) -> usize {
        while let Some(character) = self.text[at..].chars().next() {
            let closes_quote = character == '"' && self.quote_open;
            if closes_quote {
                self.quote_open = false;
            }
            if !(closes_quote
                || is_full_stop(character)
                || matches!(character, '!' | '?' | '…')
                || is_closing(character))
            {
                break;
            }
            at += character.len_utf8();
        }
        at
    }

    /// Whether the sentence goes on after `at`, though a full stop stands before: at a comma, a Japanese quoting
    /// particle, or a small letter after a mark of the Western set.
    fn goes_on(&self, at: usize, stop: char) -> bool {
        let quoted = self.text[..at].ends_with(['」', '』']);
        match self.text[at..].chars().next() {
            Some(follower) if is_comma(follower) => true,
            Some('と' | 'っ') => quoted,
            _ => {
                let western = matches!(stop, '.' | '!' | '?' | '…');
                western && self.text[at..].trim_start().chars().next().is_some_and(char::is_lowercase)
            }
        }
    }
}

/// Bytes up to and with the mark that closes an opened bracket, if it closes soon.
fn matching(rest: &str, opener: char, closer: char) -> Option<usize> {
    let mut depth = 1;
    for (place, character) in rest.char_indices().take_while(|found| found.0 < BRACKET_REACH) {
        if character == opener {
            depth += 1;
        } else if character == closer {
            depth -= 1;
        }
        if depth == 0 {
            return Some(place + character.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn full_stops_of_both_widths() {
        assert_eq!(split("雨停了。風起了！走嗎？走!好?"), ["雨停了。", "風起了！", "走嗎？", "走!", "好?"]);
        assert_eq!(split("真的?!是的……對。"), ["真的?!", "是的……", "對。"]);
        assert_eq!(split("談了兩輪 。又談。"), ["談了兩輪 。", "又談。"]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        assert_eq!(split("他說:“不行。”眾人散去。"), ["他說:“不行。”", "眾人散去。"]);
        assert_eq!(split("說\"好。\"再走。"), ["說\"好。\"", "再走。"]);
        assert_eq!(split("“行嗎？”,他問。"), ["“行嗎？”,他問。"]);
    }

    #[test]
    fn not_within_numbers_addresses_and_abbreviations() {
        assert_eq!(split("豐度3.67%,共1,500公斤。"), ["豐度3.67%,共1,500公斤。"]);
        assert_eq!(split("見https://example.org/a?b=1。完。"), ["見https://example.org/a?b=1。", "完。"]);
        assert_eq!(
            split("Mr. Wen met the U.S. envoy. They left."),
            ["Mr. Wen met the U.S. envoy.", "They left."]
        );
        assert_eq!(
            split("Notice: one thing. Another (see fig. 3) thing"),
            ["Notice: one thing.", "Another (see fig. 3) thing"]
        );
    }

    #[test]
    fn not_within_titles_and_parentheses_in_mid_sentence() {
        assert_eq!(split("讀《誰來了？》一書。好。"), ["讀《誰來了？》一書。", "好。"]);
        assert_eq!(split("他(真的嗎？不知道。)走了。"), ["他(真的嗎？不知道。)走了。"]);
        assert_eq!(split("(圖。文。)走。"), ["(圖。", "文。)", "走。"]);
    }

    #[test]
    fn japanese_quotations_go_on() {
        assert_eq!(split("「本当か？」と聞いた。終わり。"), ["「本当か？」と聞いた。", "終わり。"]);
    }

    #[test]
    fn without_a_full_stop_it_is_one() {
        assert_eq!(split("未來的路"), ["未來的路"]);
        assert!(split("  ").is_empty());
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn nothing_is_lost(text in "[字か。？！.!?,，：“”\"（）()《》…a1 \u{3000}\u{2028}\u{85}\r\t]{0,80}") {
            let found = sentences(&text);
            let joined: String = found.iter().map(|span| span.of(&text)).collect();
            let bare = |line: &str| line.chars().filter(|&c| !is_blank(c)).collect::<String>();
            prop_assert_eq!(bare(&joined), bare(&text));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
