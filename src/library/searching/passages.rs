//! What is shown of an article that holds what is looked for: the passages around, and what is tagged there.

use super::{ArticleWords, Remark, Searched};
use crate::annotation::Annotation;
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::{Pattern, Span, surroundings};

/// The most of a note or a source that is shown, in bytes.
const MOST_BYTES: usize = 2000;

/// Where an excerpt is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExcerptOf {
    /// The article's text.
    Text,
    /// The note of an annotation.
    Note,
    /// The source of an annotation.
    Source,
}

impl ExcerptOf {
    /// How it is called in what is written out.
    pub fn name(self) -> &'static str {
        match self {
            ExcerptOf::Text => "text",
            ExcerptOf::Note => "note",
            ExcerptOf::Source => "source",
        }
    }
}

/// A match with the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Where the words are from.
    pub of: ExcerptOf,
    /// The passage of the article, in bytes of its text: the match, or what the annotation is on.
    pub span: Span,
    /// The words around the match, it included.
    pub words: String,
    /// The matches, in bytes of `words`.
    pub matches: Vec<Span>,
    /// The labels of what is tagged there, or of the annotation, in the order in which they begin.
    pub labels: Vec<String>,
}

/// An article's matches, as far as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpts {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// The matches in the title, in bytes.
    pub in_title: Vec<Span>,
    /// Where it came from.
    pub uri: String,
    /// How many matches its text has.
    pub count: usize,
    /// The first of them, then those in notes and sources. Matches in one sentence are one excerpt.
    pub excerpts: Vec<Excerpt>,
}

impl Store {
    /// What is to be shown of an article: of its text and of its notes and sources up to `most` excerpts each. `None`
    /// where it is gone.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn excerpts(
        &self,
        pattern: &Pattern,
        article: ArticleId,
        most: usize,
    ) -> Result<Option<Excerpts>, LibraryError> {
        let Some(searched) = self.searched(pattern, article, false)? else { return Ok(None) };
        let text = &searched.words.text;
        let mut excerpts: Vec<Excerpt> = Vec::new();
        let mut shown = Span::default();
        for &found in &searched.in_text {
            if let Some(last) = excerpts.last_mut().filter(|_| shown.covers(found)) {
                last.matches.push(Span::new(found.start - shown.start, found.end - shown.start));
            } else if excerpts.len() < most {
                shown = surroundings(text, found);
                excerpts.push(Excerpt {
                    of: ExcerptOf::Text,
                    span: found,
                    words: shown.of(text).to_owned(),
                    matches: vec![Span::new(found.start - shown.start, found.end - shown.start)],
                    labels: labels(searched.tags_on(shown)),
                });
            }
        }
        excerpts.extend(searched.remarks(pattern).take(most).map(|remark| remark.excerpt(pattern)));
        let Searched { words: ArticleWords { title, uri, .. }, in_text, in_title, .. } = searched;
        let count = in_text.len();
        Ok(Some(Excerpts { article, title, in_title, uri, count, excerpts }))
    }
}

impl Remark<'_> {
    /// What is shown of it.
    pub fn excerpt(&self, pattern: &Pattern) -> Excerpt {
        let shown = match self.words.len() <= MOST_BYTES {
            true => Span::new(0, self.words.len()),
            false => surroundings(self.words, self.first),
        };
        Excerpt {
            of: self.of,
            span: self.annotation.span,
            words: shown.of(self.words).to_owned(),
            // Borders of the note, and what stands beside a match, count as they do in the whole.
            matches: pattern
                .find_iter(self.words)
                .filter(|found| shown.covers(*found))
                .map(|found| Span::new(found.start - shown.start, found.end - shown.start))
                .collect(),
            labels: vec![self.annotation.label.clone()],
        }
    }
}

/// The labels of annotations, each once.
fn labels<'a>(annotations: impl Iterator<Item = &'a Annotation>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for annotation in annotations {
        if !labels.contains(&annotation.label) {
            labels.push(annotation.label.clone());
        }
    }
    labels
}
