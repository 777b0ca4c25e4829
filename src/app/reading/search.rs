//! A search within the open article: what was looked for, and every match.

use crate::article::Article;
use crate::text::{Conversion, Pattern, Query, Span, pieces};

/// Bytes of text that are looked through at once, in a few milliseconds; longer ones are on a thread of its own.
pub const SHORT: usize = 512 << 10;

/// How far a search has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// All matches are known.
    #[default]
    Done,
    /// They are being looked for; the reader then goes to the first one from this byte on.
    UnderWay(usize),
    /// They are not known, and nobody looks for them.
    Unknown,
    /// Nothing can be found: why, in words.
    Wrong(String),
}

/// What was looked for and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What was looked for.
    pub query: Query,
    /// Every match, in order.
    pub matches: Vec<Span>,
    /// Whether these are all.
    pub progress: Progress,
}

impl Search {
    /// Finds all of `query` in `text`.
    pub fn new(query: &Query, text: &str) -> Search {
        let query = query.clone();
        match Pattern::new(&query) {
            Ok(pattern) => {
                let matches = pattern.find_iter(text).collect();
                Search { query, matches, progress: Progress::Done }
            }
            Err(error) => Search { query, progress: Progress::Wrong(error.to_string()), matches: Vec::new() },
        }
    }

    /// Index of the first match that begins after `byte`, or the first of all.
    pub fn after(&self, byte: usize) -> Option<usize> {
        let index = self.matches.partition_point(|found| found.start <= byte);
        if index < self.matches.len() { Some(index) } else { (!self.matches.is_empty()).then_some(0) }
    }

    /// Index of the first match that begins at `byte` or after it, or the first of all.
    pub fn from(&self, byte: usize) -> Option<usize> {
        match byte.checked_sub(1) {
            Some(before) => self.after(before),
            None => (!self.matches.is_empty()).then_some(0),
        }
    }

    /// Index of the last match that begins before `byte`, or the last of all.
    pub fn before(&self, byte: usize) -> Option<usize> {
        let index = self.matches.partition_point(|found| found.start < byte);
        index.checked_sub(1).or_else(|| self.matches.len().checked_sub(1))
    }

    /// The matches that share a byte with `span`.
    pub fn overlapping(&self, span: Span) -> &[Span] {
        let first = self.matches.partition_point(|found| found.end <= span.start);
        let end = self.matches.partition_point(|found| found.start < span.end);
        &self.matches[first..end.max(first)]
    }
}

/// `found`, the matches of `pattern` in an article's text, and the words in whose place `conversion` shows what is looked
/// for; words of another length are taken whole. `None` where `is_over` said that nobody waits for it any more.
pub fn with_shown(
    mut found: Vec<Span>,
    pattern: &Pattern,
    article: &Article,
    conversion: Conversion,
    is_over: &dyn Fn() -> bool,
) -> Option<Vec<Span>> {
    let text = &article.text;
    let own = found.len();
    for piece in article.blocks.iter().flat_map(|block| pieces(text, block.span())) {
        if is_over() {
            return None;
        }
        let converted = conversion.convert(piece.of(text));
        for shown in pattern.find_iter(&converted.text) {
            let original = converted.original_of(shown).shifted(piece.start);
            // A part of a word that is found as it stands is found once.
            let next = found[..own].partition_point(|found| found.end <= original.start);
            if found[..own].get(next).is_none_or(|found| !found.overlaps(original)) {
                found.push(original);
            }
        }
    }
    found.sort_unstable_by_key(|found| (found.start, found.end));
    found.dedup();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Case, Usage};

    fn search(words: &str, text: &str) -> Search {
        Search::new(&Query { words: words.into(), case: Case::Smart, ..Query::default() }, text)
    }

    #[test]
    fn smart_case_and_literal() {
        let text = "JCPOA與jcpoa,F-35C?";
        assert_eq!(search("jcpoa", text).matches.len(), 2);
        assert_eq!(search("JCPOA", text).matches.len(), 1);
        assert_eq!(search("c?", text).matches.len(), 1);
        assert!(search("", text).matches.is_empty());
    }

    #[test]
    fn what_is_shown_is_found_once_where_its_word_stands() {
        let article = Article::from_text("软件坏了，软的。".to_owned());
        let found = |words: &str| {
            let search = search(words, &article.text);
            let pattern = Pattern::new(&search.query).unwrap();
            let conversion = Conversion::ToTraditional(Usage::Taiwan);
            with_shown(search.matches, &pattern, &article, conversion, &|| false).unwrap()
        };
        assert_eq!(found("軟體"), [Span::new(0, 6)]);
        assert_eq!(found("软件"), [Span::new(0, 6)]);
        assert_eq!(found("体"), [Span::new(3, 6)], "软件 and 軟體 have as many characters");
        assert_eq!(found("软"), [Span::new(0, 3), Span::new(15, 18)]);
    }

    #[test]
    fn goes_round() {
        let search = search("甲", "甲乙甲");
        assert_eq!((search.from(0), search.after(0)), (Some(0), Some(1)));
        assert_eq!(search.after(6), Some(0));
        assert_eq!(search.before(0), Some(1));
        assert_eq!(search.overlapping(Span::new(3, 9)), &[Span::new(6, 9)]);
    }
}
