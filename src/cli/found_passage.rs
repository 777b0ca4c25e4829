//! A passage that was found, as other programs read it: the same object from every command that finds any.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use crate::annotation::Annotation;
use crate::export::write_json;
use crate::library::ArticleId;

/// The passage, and what one command alone says of it in `more`.
#[derive(Serialize)]
pub struct FoundPassage<'a, More: Serialize> {
    article: ArticleName<'a>,
    quote: &'a str,
    start: usize,
    end: usize,
    context: &'a str,
    tags: Vec<Tag<'a>>,
    #[serde(flatten)]
    more: More,
}

/// The article that a passage is in.
#[derive(Clone, Copy, Serialize)]
pub struct ArticleName<'a> {
    /// Its name in the library.
    pub id: ArticleId,
    /// Title line or opening words.
    pub title: &'a str,
    /// Where it came from.
    pub uri: &'a str,
}

/// An annotation on a passage.
#[derive(Serialize)]
pub struct Tag<'a> {
    id: &'a str,
    label: &'a str,
}

impl<'a> Tag<'a> {
    /// What names the annotation.
    pub fn of(annotation: &'a Annotation) -> Tag<'a> {
        Tag { id: &annotation.id.0, label: &annotation.label }
    }
}

impl<'a, More: Serialize> FoundPassage<'a, More> {
    /// The passage at those code points of its article, with its words, those around it, and the annotations on it or on
    /// parts of it.
    pub fn new(
        article: ArticleName<'a>,
        place: Range<usize>,
        (quote, context): (&'a str, &'a str),
        tags: impl IntoIterator<Item = &'a Annotation>,
        more: More,
    ) -> FoundPassage<'a, More> {
        let tags = tags.into_iter().map(Tag::of).collect();
        FoundPassage { article, quote, start: place.start, end: place.end, context, tags, more }
    }

    /// Writes it on a line.
    pub fn write(&self, output: &mut dyn Write) -> io::Result<()> {
        write_json(output, self)?;
        output.write_all(b"\n")
    }
}
