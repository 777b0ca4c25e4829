//! The text that a file holds, as this program keeps texts, and places in the one found in the other.
//!
//! Here a text has no byte order mark and no `\r`; files of other tools may, and count it.

use std::cmp::Ordering;

use memchr::{memchr, memchr_iter};
use unicode_segmentation::GraphemeCursor;

use super::placing::Walk;
use super::{ArticleReference, GivenArticle, Incoming, KeptOut, Reason};
use crate::annotation::Anchor;
use crate::text::{OffsetUnit, Span};

/// The bytes of characters that are one code point and two UTF-16 code units begin with this or a greater one.
const FIRST_OF_FOUR: u8 = 0xF0;

/// Nothing tells whether offsets count code points or UTF-16 code units, and the passage is another by each.
#[derive(Debug)]
struct UnknownUnit;

/// A file's text.
pub(super) struct FileText {
    text: String,
    /// The text as the file has it, where it is another; and the bytes of it that were dropped, in order.
    file: Option<(String, Vec<usize>)>,
    walk: Walk,
    /// Whether code points and UTF-16 code units count it differently.
    is_counted_twofold: bool,
    /// What the offsets of its annotations count, where that is known.
    pub(super) unit: Option<OffsetUnit>,
}

impl FileText {
    pub fn new(file: String) -> FileText {
        let unit = None;
        let is_counted_twofold = file.bytes().any(|byte| byte >= FIRST_OF_FOUR);
        let mark = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        if mark == 0 && memchr(b'\r', file.as_bytes()).is_none() {
            return FileText { text: file, file: None, walk: Walk::default(), is_counted_twofold, unit };
        }
        let before_newline = |&at: &usize| file.as_bytes().get(at + 1) == Some(&b'\n');
        let dropped = (0..mark).chain(memchr_iter(b'\r', file.as_bytes()).filter(before_newline)).collect();
        let text = file[mark..].replace("\r\n", "\n").replace('\r', "\n");
        FileText { text, file: Some((file, dropped)), walk: Walk::default(), is_counted_twofold, unit }
    }

    /// The text as it is kept here.
    #[cfg(test)]
    fn text(&self) -> &str {
        &self.text
    }

    /// The annotation on the passage that it names, if that has the words it quotes; else as it came, to be found by these.
    ///
    /// Tools that count code points are most; some count UTF-16 code units.
    pub fn locate(&mut self, incoming: Incoming) -> Result<Incoming, KeptOut> {
        let (Some(start), Some(end)) = (incoming.start, incoming.end) else { return Ok(incoming) };
        if incoming.quote.is_empty() {
            return match self.unquoted(start, end) {
                Ok(Some(span)) => Ok(self.put(incoming, span)),
                Ok(None) => Err(incoming.kept_out(Reason::OutsideText)),
                Err(UnknownUnit) => Err(incoming.kept_out(Reason::UnknownUnit)),
            };
        }
        let fits = |text: &FileText, span: Span| {
            // Widened to whole clusters, it may hold a mark or two more.
            words(span.of(&text.text)).contains(&words(&incoming.quote))
        };
        let span = self.passage(start, end).filter(|&span| fits(self, span));
        let by_units = || self.passage_utf16(start, end).filter(|&span| fits(self, span));
        match span.or_else(by_units) {
            Some(span) => Ok(self.put(incoming, span)),
            None => Ok(incoming),
        }
    }

    /// The passage from one offset to another, of which no words are told.
    fn unquoted(&mut self, start: usize, end: usize) -> Result<Option<Span>, UnknownUnit> {
        let [by_code_points, by_units] = self.both(start, end);
        match self.unit {
            Some(OffsetUnit::CodePoints) => Ok(by_code_points),
            Some(OffsetUnit::Utf16) => Ok(by_units),
            None if by_code_points == by_units => Ok(by_code_points),
            None => Err(UnknownUnit),
        }
    }

    /// The passage by code points, and by UTF-16 code units.
    fn both(&mut self, start: usize, end: usize) -> [Option<Span>; 2] {
        let by_code_points = self.passage(start, end);
        let by_units = match self.is_counted_twofold {
            true => self.passage_utf16(start, end),
            false => by_code_points,
        };
        [by_code_points, by_units]
    }

    /// Finds out what the offsets of `spans` count: the unit by which more of them are one of the `quotes`, else the only one
    /// by which some are passages that are none by the other, else what was `chosen`.
    pub fn find_unit(&mut self, spans: &[(usize, usize)], quotes: &[String], chosen: Option<OffsetUnit>) {
        let (mut quoted, mut only) = ([0, 0], [false, false]);
        for &(start, end) in spans {
            let both = self.both(start, end);
            for (unit, span) in both.into_iter().enumerate() {
                only[unit] |= span.is_some() && both[1 - unit].is_none();
                let is_quoted =
                    span.is_some_and(|span| quotes.iter().any(|quote| span.of(&self.text) == quote));
                quoted[unit] += usize::from(both[0] != both[1] && is_quoted);
            }
        }
        self.unit = match (quoted[0].cmp(&quoted[1]), only) {
            (Ordering::Greater, _) | (Ordering::Equal, [true, false]) => Some(OffsetUnit::CodePoints),
            (Ordering::Less, _) | (Ordering::Equal, [false, true]) => Some(OffsetUnit::Utf16),
            _ => chosen,
        };
    }

    /// The passage from one code point of the file's text to another, widened to whole clusters. `None` where there is none.
    fn passage(&mut self, start: usize, end: usize) -> Option<Span> {
        let file = self.file.as_ref().map_or(&self.text, |file| &file.0);
        if start >= end {
            return None;
        }
        let first = self.walk.byte_of(file, start);
        let mut walk = self.walk;
        // One code point before the end: what begins there is there.
        let last = walk.byte_of(file, end - 1);
        let last = last + file[last..].chars().next()?.len_utf8();
        self.span(first, last)
    }

    /// The same by UTF-16 code units.
    fn passage_utf16(&self, start: usize, end: usize) -> Option<Span> {
        if start >= end {
            return None;
        }
        let file = self.file.as_ref().map_or(&self.text, |file| &file.0);
        let mut units = 0;
        let (mut first, mut last) = (None, None);
        for (byte, character) in file.char_indices() {
            if units == start {
                first = Some(byte);
            }
            units += character.len_utf16();
            if units == end {
                last = Some(byte + character.len_utf8());
            }
        }
        self.span(first?, last?)
    }

    /// From bytes of the file's text to a passage of the text.
    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let here = |byte: usize| match &self.file {
            Some((_, dropped)) => byte - dropped.partition_point(|&at| at < byte),
            None => byte,
        };
        let (mut start, mut end) = (here(start), here(end));
        while !is_boundary(&self.text, start) {
            start = self.text.floor_char_boundary(start - 1);
        }
        while !is_boundary(&self.text, end) {
            end = self.text.ceil_char_boundary(end + 1);
        }
        (start < end).then_some(Span { start, end })
    }

    /// The annotation, on that passage.
    fn put(&self, incoming: Incoming, span: Span) -> Incoming {
        let Anchor { quote, prefix, suffix, .. } = Anchor::of(&self.text, span);
        Incoming { quote, prefix, suffix, given: Some(span), ..incoming }
    }

    /// What is said of the article, and its text.
    pub fn article(&self, title: &str, uri: &str) -> GivenArticle {
        let hash = blake3::hash(self.text.as_bytes()).to_hex()[..32].to_owned();
        let reference = ArticleReference { title: title.to_owned(), uri: uri.to_owned(), hash };
        GivenArticle { reference, text: self.text.clone() }
    }
}

/// A quote without white space and controls, which tools join and drop.
pub(super) fn words(quote: &str) -> String {
    quote.chars().filter(|character| !character.is_whitespace() && !character.is_control()).collect()
}

fn is_boundary(text: &str, byte: usize) -> bool {
    // With the whole text at hand the cursor never asks for another chunk, so there is always an answer.
    GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    #[test]
    fn places_are_counted_in_the_files_text() {
        let mut text = FileText::new("\u{feff}甲\r\n𠮷か\u{3099}\r乙".to_owned());
        assert_eq!(text.text(), "甲\n𠮷か\u{3099}\n乙");
        let mut quoted = |start, end| text.passage(start, end).map(|span| span.of(&text.text).to_owned());
        assert_eq!(quoted(4, 5).as_deref(), Some("𠮷"));
        assert_eq!(quoted(1, 4).as_deref(), Some("甲\n"));
        assert_eq!(quoted(5, 6).as_deref(), Some("か\u{3099}"), "a cluster is not cut");
        assert_eq!(quoted(8, 9).as_deref(), Some("乙"));
        assert_eq!((quoted(8, 10), quoted(3, 3)), (None, None));
        let text = FileText::new("𠮷乙".to_owned());
        assert_eq!(
            text.passage_utf16(2, 3).map(|span| span.of(text.text()).to_owned()).as_deref(),
            Some("乙")
        );
        assert_eq!(text.passage_utf16(1, 3), None);
    }

    #[test]
    fn a_place_counts_where_it_has_the_words() {
        let mut text = FileText::new("𠮷甲\n\n乙。甲乙".to_owned());
        let mut located = |quote: &str, start, end| {
            let quote = quote.to_owned();
            text.locate(Incoming { quote, start: Some(start), end: Some(end), ..Incoming::default() })
        };
        assert_eq!(located("甲 乙", 1, 5).unwrap().quote, "甲\n\n乙");
        assert_eq!(located("甲乙", 7, 9).unwrap().given.map(|span| span.start), Some(15));
        assert_eq!(located("乙", 5, 6).unwrap().given.map(|span| span.start), Some(9), "by UTF-16");
        assert_eq!(located("丁", 0, 2).unwrap().given, None);
        assert_eq!(located("", 0, 1).unwrap_err().reason, Reason::UnknownUnit);
        assert_eq!(located("", 0, 0).unwrap_err().reason, Reason::OutsideText);
        assert_eq!(located("", 0, 99).unwrap_err().reason, Reason::OutsideText);
        text.unit = Some(OffsetUnit::CodePoints);
        let none = Incoming { start: Some(0), end: Some(1), ..Incoming::default() };
        assert_eq!(text.locate(none).unwrap().quote, "𠮷");
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn every_passage_is_found(text in "[aか\u{3099}𠮷\r\n\u{feff}]{0,20}", a in 0usize..22, b in 0usize..22) {
            let mut file = FileText::new(text);
            if let Some(span) = file.passage(a, b) {
                prop_assert!(file.text().get(span.range()).is_some());
            }
            if let Some(span) = file.passage_utf16(a, b) {
                prop_assert!(file.text().get(span.range()).is_some());
            }
        }
    }
}
