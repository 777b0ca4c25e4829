//! A search within the open article: every match, found in one pass.

use crate::text::{Conversion, Span};
use regex::{Regex, RegexBuilder};

/// What was looked for and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The words as typed.
    pub query: String,
    /// Every match, in order.
    pub matches: Vec<Span>,
}

impl Search {
    /// Finds `query`, word for word, in `text`. A query without capital letters ignores case.
    pub fn new(query: &str, text: &str) -> Search {
        let matches = pattern(query).map(|pattern| found(&pattern, text).collect()).unwrap_or_default();
        Search { query: query.to_owned(), matches }
    }

    /// Finds `query` in `pieces` of `text` as `conversion` shows them: the words of `text` that the matches stand for,
    /// words of another length taken whole.
    pub fn converted(
        query: &str,
        text: &str,
        pieces: impl Iterator<Item = Span>,
        conversion: Conversion,
    ) -> Search {
        let mut matches: Vec<Span> = Vec::new();
        if let Some(pattern) = pattern(query) {
            for piece in pieces {
                let converted = conversion.convert(piece.of(text));
                let original = |found: Span| converted.original_of(found).shifted(piece.start);
                matches.extend(found(&pattern, &converted.text).map(original));
            }
            matches.dedup();
        }
        Search { query: query.to_owned(), matches }
    }

    /// Index of the first match that begins after `byte`, or the first of all.
    pub fn after(&self, byte: usize) -> Option<usize> {
        let index = self.matches.partition_point(|found| found.start <= byte);
        if index < self.matches.len() { Some(index) } else { (!self.matches.is_empty()).then_some(0) }
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

/// What finds `query`; nothing for an empty one.
fn pattern(query: &str) -> Option<Regex> {
    let cased = query.chars().any(char::is_uppercase);
    let caseless = !cased && query.chars().any(char::is_lowercase);
    let pattern = RegexBuilder::new(&regex::escape(query)).case_insensitive(caseless).build();
    pattern.ok().filter(|_| !query.is_empty())
}

fn found(pattern: &Regex, text: &str) -> impl Iterator<Item = Span> {
    pattern.find_iter(text).map(|found| Span::new(found.start(), found.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smart_case_and_literal() {
        let text = "JCPOA與jcpoa,F-35C?";
        assert_eq!(Search::new("jcpoa", text).matches.len(), 2);
        assert_eq!(Search::new("JCPOA", text).matches.len(), 1);
        assert_eq!(Search::new("c?", text).matches.len(), 1);
        assert!(Search::new("", text).matches.is_empty());
    }

    #[test]
    fn goes_round() {
        let search = Search::new("甲", "甲乙甲");
        assert_eq!(search.after(0), Some(1));
        assert_eq!(search.after(6), Some(0));
        assert_eq!(search.before(0), Some(1));
        assert_eq!(search.overlapping(Span::new(3, 9)), &[Span::new(6, 9)]);
    }
}
