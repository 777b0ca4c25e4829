//! All that an article has of what is looked for: in its text, in the notes and sources of its annotations, in its title.

use super::{ArticleWords, ExcerptOf, words_of};
use crate::annotation::Annotation;
use crate::library::annotations::annotations_of;
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::{Pattern, Span};

/// An article to look for words in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// The article.
    pub article: ArticleId,
    /// What can be read in it.
    pub words: ArticleWords,
    /// Its annotations, by where they begin.
    annotations: Vec<Annotation>,
    /// For each annotation, the furthest end of it and those before it, in bytes.
    furthest: Vec<usize>,
}

/// A note or a source that has what is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark<'a> {
    /// Which of the two it is.
    pub of: ExcerptOf,
    /// The annotation.
    pub annotation: &'a Annotation,
    /// The whole note or source.
    pub words: &'a str,
    /// The first match in it, in bytes.
    pub first: Span,
}

impl Store {
    /// What words may be looked for in; `None` where there is no such article.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn searched(&self, article: ArticleId) -> Result<Option<Searched>, LibraryError> {
        self.snapshot("reading a text", |connection| {
            let Some(words) = words_of(connection, article)? else { return Ok(None) };
            let annotations = annotations_of(connection, article, false)?;
            let annotations = annotations.into_iter().map(|stored| stored.annotation);
            Ok(Some(Searched::new(article, words, annotations.collect())))
        })
    }
}

impl Searched {
    fn new(article: ArticleId, words: ArticleWords, annotations: Vec<Annotation>) -> Searched {
        let ends = annotations.iter().scan(0, |furthest: &mut usize, annotation| {
            *furthest = annotation.span.end.max(*furthest);
            Some(*furthest)
        });
        let furthest = ends.collect();
        Searched { article, words, annotations, furthest }
    }

    /// Whether the text or the title has a match.
    pub fn is_held(&self, pattern: &Pattern) -> bool {
        self.in_text(pattern).next().is_some() || self.in_title(pattern).next().is_some()
    }

    /// The matches in the text, in bytes of it.
    pub fn in_text<'a>(&'a self, pattern: &'a Pattern) -> impl Iterator<Item = Span> + 'a {
        pattern.find_iter(&self.words.text)
    }

    /// The matches in the title, in bytes of it.
    pub fn in_title<'a>(&'a self, pattern: &'a Pattern) -> impl Iterator<Item = Span> + 'a {
        pattern.find_iter(&self.words.title)
    }

    /// The notes and sources that have a match, by where their annotations begin.
    pub fn remarks<'a>(&'a self, pattern: &'a Pattern) -> impl Iterator<Item = Remark<'a>> + 'a {
        self.annotations.iter().flat_map(move |annotation| {
            let parts = [(ExcerptOf::Note, &annotation.note), (ExcerptOf::Source, &annotation.source)];
            parts.into_iter().filter_map(move |(of, words)| {
                let first = pattern.find_iter(words).next()?;
                Some(Remark { of, annotation, words, first })
            })
        })
    }

    /// The annotations on `passage` of the text, or on a part of it, by where they begin.
    pub fn tags_on(&self, passage: Span) -> impl Iterator<Item = &Annotation> {
        let from = self.furthest.partition_point(|&end| end <= passage.start);
        let near = self.annotations[from..].iter().take_while(move |tag| tag.span.start < passage.end);
        near.filter(move |annotation| annotation.span.overlaps(passage))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::AnnotationId;
    use crate::properties::unrecorded;

    fn annotation(span: Span) -> Annotation {
        Annotation {
            id: AnnotationId("a".into()),
            span,
            label: "claim".into(),
            note: String::new(),
            source: String::new(),
            attributes: Default::default(),
            reader: "me".into(),
        }
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn tags_on_a_passage_are_those_that_overlap_it(
            mut places in proptest::collection::vec((0usize..20, 1usize..9), 0..9), start in 0usize..22, len in 0usize..4,
        ) {
            places.sort_unstable();
            let annotations: Vec<Annotation> =
                places.into_iter().map(|(start, len)| annotation(Span::new(start, start + len))).collect();
            let words = ArticleWords { title: String::new(), uri: String::new(), text: String::new() };
            let passage = Span::new(start, start + len);
            let all = annotations.clone();
            let wanted: Vec<&Annotation> = all.iter().filter(|one| one.span.overlaps(passage)).collect();
            let searched = Searched::new(ArticleId(1), words, annotations);
            prop_assert_eq!(searched.tags_on(passage).collect::<Vec<_>>(), wanted);
        }
    }
}
