//! A text cut into tokens and sentences, for the formats that count by them.
//!
//! Tokens are words or characters (grapheme clusters), as asked for. A word that an annotation begins or ends in is cut
//! there, so that annotations begin and end with tokens.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Tokens;
use crate::text::{Span, clusters, sentences, word_boundaries};

/// A token, or white space between tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// In bytes of the text.
    pub(super) span: Span,
    /// Whether it is white space, all that there is in one place.
    pub(super) blank: bool,
}

/// The whole of `text` as tokens, in order, with the white space between them; no token goes over one of the `cuts`, which
/// are bytes on cluster boundaries.
pub(super) fn tokens(text: &str, unit: Tokens, cuts: &BTreeSet<usize>) -> Vec<Token> {
    let mut words = word_boundaries(text).peekable();
    let mut found: Vec<Token> = Vec::new();
    for piece in
        clusters(text).flat_map(|(start, cluster)| apart(start, cluster)).filter(|piece| !piece.is_empty())
    {
        let blank = piece.of(text).starts_with(is_separator);
        match found.last_mut() {
            Some(last) if last.blank && blank => last.span.end = piece.end,
            Some(last)
                if unit == Tokens::Word && last.blank == blank && !cuts.contains(&piece.start) && {
                    while words.next_if(|&boundary| boundary < piece.start).is_some() {}
                    words.peek() != Some(&piece.start)
                } =>
            {
                last.span.end = piece.end;
            }
            _ => found.push(Token { span: piece, blank }),
        }
    }
    found
}

/// The sentences of `text`, line by line, in order.
pub(super) fn sentences_by_line(text: &str) -> impl Iterator<Item = Vec<Span>> {
    let mut next_line = 0;
    text.split('\n').filter_map(move |line| {
        let start = next_line;
        next_line += line.len() + 1;
        let spans: Vec<Span> = sentences(line).into_iter().map(|span| span.shifted(start)).collect();
        (!spans.is_empty()).then_some(spans)
    })
}

/// The indices of the tokens, which are in order, that are whole within `span`; none where there is no such token. What is
/// left out of it is white space, where the tokens were cut at the span's ends.
pub(super) fn fitted(tokens: &[Token], span: Span) -> Option<Range<usize>> {
    let first = tokens.partition_point(|token| token.span.start < span.start);
    let past = tokens.partition_point(|token| token.span.end <= span.end);
    (first < past).then_some(first..past)
}

/// White space as Python's `str.isspace` and `str.split` know it, which the readers of these formats go by: Unicode's, and
/// four controls more.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

/// A cluster, its white space apart from the marks that stand on it.
fn apart(start: usize, cluster: &str) -> [Span; 2] {
    let marks = start + cluster.len() - cluster.trim_start_matches(is_separator).len();
    [Span::new(start, marks), Span::new(marks, start + cluster.len())]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn cut<'a>(text: &'a str, unit: Tokens, cuts: &[usize]) -> Vec<&'a str> {
        let found = tokens(text, unit, &cuts.iter().copied().collect());
        found.into_iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_and_marks_are_tokens() {
        assert_eq!(cut("碼頭封閉。 \n\n好", Tokens::Word, &[]), ["碼頭", "封閉", "。", " \n\n", "好"]);
        assert_eq!(cut("碼頭封閉", Tokens::Word, &[3]), ["碼", "頭", "封閉"]);
        assert_eq!(cut("か\u{3099}👨‍👩‍👧‍👦 a", Tokens::Character, &[]), ["か\u{3099}", "👨‍👩‍👧‍👦", " ", "a"]);
        assert_eq!(cut("a \u{3099}", Tokens::Word, &[]), ["a", " ", "\u{3099}"]);
    }

    #[test]
    fn sentences_end_at_lines() {
        let text = "一\n\n二。三\n";
        let lines: Vec<Vec<&str>> =
            sentences_by_line(text).map(|line| line.iter().map(|span| span.of(text)).collect()).collect();
        assert_eq!(lines, [vec!["一"], vec!["二。", "三"]]);
    }

    #[test]
    fn what_is_no_whole_token_is_left_out() {
        let text = "a \n b";
        let found = tokens(text, Tokens::Word, &BTreeSet::from([2, 4]));
        assert_eq!(fitted(&found, Span::new(0, 3)), Some(0..1));
        assert_eq!(fitted(&found, Span::new(2, 5)), Some(2..3));
        assert_eq!(fitted(&found, Span::new(2, 3)), None);
        assert_eq!(fitted(&found, Span::new(1, 1)), None);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn nothing_is_lost_and_cuts_are_kept(
            text in "[字か。 \n\t\u{1c}\u{3000}a1']{0,20}(\u{3099}|👨‍👩‍👧‍👦|🇹🇼|𠮷| \u{3099}){0,4}[字a ]{0,3}",
            cut in any::<prop::sample::Index>(),
        ) {
            let boundaries: Vec<usize> = clusters(&text).map(|(start, _)| start).chain([text.len()]).collect();
            let cuts = BTreeSet::from([*cut.get(&boundaries)]);
            for unit in [Tokens::Word, Tokens::Character] {
                let found = tokens(&text, unit, &cuts);
                let whole: String = found.iter().map(|token| token.span.of(&text)).collect();
                prop_assert_eq!(&whole, &text);
                for pair in found.windows(2) {
                    prop_assert!(!(pair[0].blank && pair[1].blank));
                }
                for token in &found {
                    prop_assert_eq!(token.span.of(&text).chars().all(is_separator), token.blank);
                    let over = |cut: &usize| token.span.start < *cut && *cut < token.span.end;
                    prop_assert!(token.blank || !cuts.iter().any(over));
                }
            }
        }
    }
}
