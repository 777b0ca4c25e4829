//! What is shown of an article that holds what is looked for: the passages around, and what is tagged there.

use crate::library::{ArticleId, LibraryError, Store, StoredAnnotation};
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
        let Some(words) = self.words(article)? else { return Ok(None) };
        let annotations = self.annotations(article)?;
        let mut excerpts: Vec<Excerpt> = Vec::new();
        let mut shown = Span::default();
        let mut count = 0;
        for found in pattern.find_iter(&words.text) {
            count += 1;
            if let Some(last) = excerpts.last_mut().filter(|_| shown.covers(found)) {
                last.matches.push(Span::new(found.start - shown.start, found.end - shown.start));
            } else if excerpts.len() < most {
                shown = surroundings(&words.text, found);
                let within = Span::new(found.start - shown.start, found.end - shown.start);
                let labels = labels_on(shown, &annotations);
                let words = shown.of(&words.text).to_owned();
                excerpts.push(Excerpt {
                    of: ExcerptOf::Text,
                    span: found,
                    words,
                    matches: vec![within],
                    labels,
                });
            }
        }
        let notes = annotations.iter().flat_map(|stored| {
            let annotation = &stored.annotation;
            let parts = [(ExcerptOf::Note, &annotation.note), (ExcerptOf::Source, &annotation.source)];
            parts.into_iter().filter_map(|(of, words)| {
                let first = pattern.find_iter(words).next()?;
                let shown = match words.len() <= MOST_BYTES {
                    true => Span::new(0, words.len()),
                    false => surroundings(words, first),
                };
                let within = pattern.find_iter(shown.of(words)).collect();
                let (words, labels) = (shown.of(words).to_owned(), vec![annotation.label.clone()]);
                Some(Excerpt { of, span: annotation.span, words, matches: within, labels })
            })
        });
        excerpts.extend(notes.take(most));
        let in_title = pattern.find_iter(&words.title).collect();
        Ok(Some(Excerpts { article, title: words.title, in_title, uri: words.uri, count, excerpts }))
    }
}

/// The labels on a passage, each once. `annotations` go by where they begin.
fn labels_on(passage: Span, annotations: &[StoredAnnotation]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for annotation in annotations.iter().map(|stored| &stored.annotation) {
        if annotation.span.overlaps(passage) && !labels.contains(&annotation.label) {
            labels.push(annotation.label.clone());
        }
    }
    labels
}
