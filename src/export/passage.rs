//! An annotation beside its article's text: the quote, where it stands in the unit that its readers count by, and what
//! stands around it.

use unicode_segmentation::GraphemeCursor;

use super::ExportError;
use crate::annotation::Anchor;
use crate::library::{ArticleText, Orphan, StoredAnnotation};
use crate::text::{Counter, OffsetUnit};

/// How many code points of context an annotation carries on either side, at most.
const CONTEXT_CODE_POINTS: usize = 32;

/// How many bytes before a place are looked at to tell whether it is a cluster's boundary. Only endless runs of
/// flags or of joined marks need more; context then ends sooner rather than inside of a cluster.
const BOUNDARY_LOOK_BACK_BYTES: usize = 256;

/// One annotation with what other tools need to find its passage.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The annotation; its span is in bytes.
    pub stored: &'a StoredAnnotation,
    /// The passage itself.
    pub quote: &'a str,
    /// Its first code point, counted from 0 in the article's text; or as many UTF-16 code units, where those were asked
    /// for.
    pub start: usize,
    /// One past its last one, likewise.
    pub end: usize,
    /// Up to 32 code points before it, whole grapheme clusters.
    pub prefix: &'a str,
    /// Up to 32 code points after it, whole grapheme clusters.
    pub suffix: &'a str,
}

impl<'a> Passage<'a> {
    /// The last place and words of an annotation that has none in its article's text any more, in code points of the text
    /// that had it.
    pub(super) fn of_orphan(orphan: &'a Orphan) -> Self {
        let Anchor { quote, prefix, suffix, .. } = &orphan.anchor;
        Self { stored: &orphan.stored, quote, start: orphan.start, end: orphan.end, prefix, suffix }
    }
}

/// The passages of one article, in the order of its annotations.
///
/// Offsets are counted from one annotation's start to the next one's, so that annotations in the text's order cost one
/// walk over the text.
#[derive(Clone, Debug)]
pub struct Passages<'a> {
    text: &'a str,
    annotations: std::slice::Iter<'a, StoredAnnotation>,
    unit: OffsetUnit,
    counter: Counter<&'a str>,
}

impl<'a> Passages<'a> {
    /// The passages of `annotations` in the text of `article`.
    ///
    /// # Errors
    ///
    /// [`ExportError::SpanOutsideText`] where a span runs backwards, ends after the text, or cuts a character.
    pub fn new(article: &'a ArticleText, annotations: &'a [StoredAnnotation]) -> Result<Self, ExportError> {
        for stored in annotations {
            let span = stored.annotation.span;
            if article.text.get(span.range()).is_none() {
                return Err(ExportError::SpanOutsideText {
                    annotation: stored.annotation.id.0.clone(),
                    article: article.id.0,
                    title: article.title.clone(),
                });
            }
        }
        let unit = OffsetUnit::CodePoints;
        let counter = Counter::new(article.text.as_str(), unit);
        Ok(Self { text: &article.text, annotations: annotations.iter(), unit, counter })
    }

    /// The same passages, their offsets counted in `unit`.
    pub fn measured_in(self, unit: OffsetUnit) -> Self {
        Self { unit, counter: Counter::new(self.text, unit), ..self }
    }
}

impl<'a> Iterator for Passages<'a> {
    type Item = Passage<'a>;

    fn next(&mut self) -> Option<Passage<'a>> {
        let stored = self.annotations.next()?;
        let span = stored.annotation.span;
        let quote = span.of(self.text);
        let start = self.counter.before(span.start);
        Some(Passage {
            stored,
            quote,
            start,
            end: start + self.unit.count(quote),
            prefix: prefix(self.text, span.start),
            suffix: suffix(self.text, span.end),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.annotations.size_hint()
    }
}

/// What stands before the byte `end`: as many whole clusters as [`CONTEXT_CODE_POINTS`] holds.
fn prefix(text: &str, end: usize) -> &str {
    let before = &text[..end];
    let mut context = match before.char_indices().rev().nth(CONTEXT_CODE_POINTS - 1) {
        Some((byte, _)) => &before[byte..],
        None => before,
    };
    while !context.is_empty() && !is_boundary(text, end - context.len()) {
        let mut characters = context.chars();
        characters.next();
        context = characters.as_str();
    }
    context
}

/// What stands after the byte `start`: as many whole clusters as [`CONTEXT_CODE_POINTS`] holds.
fn suffix(text: &str, start: usize) -> &str {
    let after = &text[start..];
    let mut context = match after.char_indices().nth(CONTEXT_CODE_POINTS) {
        Some((byte, _)) => &after[..byte],
        None => after,
    };
    while !context.is_empty() && !is_boundary(text, start + context.len()) {
        let mut characters = context.chars();
        characters.next_back();
        context = characters.as_str();
    }
    context
}

/// Whether `byte`, which begins a character or ends the text, is surely a boundary between grapheme clusters.
fn is_boundary(text: &str, byte: usize) -> bool {
    let mut from = byte.saturating_sub(BOUNDARY_LOOK_BACK_BYTES);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    GraphemeCursor::new(byte, text.len(), true).is_boundary(&text[from..], from).unwrap_or(false)
}
