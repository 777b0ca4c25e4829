//! Annotations and links as the Web Annotation Data Model has them.

use std::borrow::Cow;

use serde::Serialize;

use super::names::{iri, urn};
use crate::annotation::LinkKind;
use crate::export::Passage;
use crate::library::{ArticleText, StoredLink};

/// An annotation of a passage.
#[derive(Serialize)]
pub(super) struct AnnotationRecord<'a> {
    id: &'a str,
    r#type: &'static str,
    motivation: &'static str,
    creator: Person<'a>,
    created: &'a str,
    modified: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    orphaned: bool,
    body: Vec<TextualBody<'a>>,
    target: Target<'a>,
}

/// A link, an annotation of an annotation.
#[derive(Serialize)]
pub(super) struct LinkRecord<'a> {
    id: &'a str,
    r#type: &'static str,
    /// `linking`, and which kind of it.
    motivation: (&'static str, LinkKind),
    creator: Person<'a>,
    created: &'a str,
    body: Vec<LinkBody<'a>>,
    target: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum LinkBody<'a> {
    Beginning { r#type: &'static str, purpose: &'static str, source: String },
    Note(TextualBody<'a>),
}

#[derive(Serialize)]
struct Person<'a> {
    r#type: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct TextualBody<'a> {
    r#type: &'static str,
    purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<&'a str>,
    value: &'a str,
}

#[derive(Serialize)]
struct Target<'a> {
    r#type: &'static str,
    source: Source<'a>,
    selector: Selector<'a>,
}

#[derive(Serialize)]
struct Source<'a> {
    id: Cow<'a, str>,
    r#type: &'static str,
    language: &'static str,
    title: &'a str,
    /// The address that it was obtained from, where that is not its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<Cow<'a, str>>,
}

/// An orphan has its words alone: the place is one in another text.
#[derive(Serialize)]
#[serde(untagged)]
enum Selector<'a> {
    Placed(TextQuote<'a>, TextPosition),
    Lost([TextQuote<'a>; 1]),
}

#[derive(Serialize)]
struct TextQuote<'a> {
    r#type: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct TextPosition {
    r#type: &'static str,
    start: usize,
    end: usize,
}

impl<'a> AnnotationRecord<'a> {
    /// `passage` of `article`, measured in code points, under the name `id`.
    pub(super) fn new(id: &'a str, article: &'a ArticleText, passage: Passage<'a>, orphaned: bool) -> Self {
        let stored = passage.stored;
        let annotation = &stored.annotation;
        let quote = TextQuote {
            r#type: "TextQuoteSelector",
            exact: passage.quote,
            prefix: passage.prefix,
            suffix: passage.suffix,
        };
        let position =
            TextPosition { r#type: "TextPositionSelector", start: passage.start, end: passage.end };
        let mut body = vec![textual("tagging", &annotation.label)];
        if !annotation.note.is_empty() {
            body.push(textual("commenting", &annotation.note));
        }
        if !annotation.source.is_empty() {
            body.push(textual("attributing", &annotation.source));
        }
        for (name, value) in &annotation.attributes {
            body.push(TextualBody { attribute: Some(name), ..textual("qualifying", value) });
        }
        Self {
            id,
            r#type: "Annotation",
            motivation: "tagging",
            creator: person(&annotation.reader),
            created: &stored.created,
            modified: &stored.modified,
            orphaned,
            body,
            target: Target {
                r#type: "SpecificResource",
                source: Source {
                    id: iri(&article.uri),
                    r#type: "Text",
                    language: article.script.language_tag(),
                    title: &article.title,
                    via: article.elsewhere().map(iri),
                },
                selector: match orphaned {
                    true => Selector::Lost([quote]),
                    false => Selector::Placed(quote, position),
                },
            },
        }
    }
}

impl<'a> LinkRecord<'a> {
    /// `stored` under the name `id`.
    pub(super) fn new(id: &'a str, stored: &'a StoredLink) -> Self {
        let link = &stored.link;
        let mut body = vec![LinkBody::Beginning {
            r#type: "SpecificResource",
            purpose: "linking",
            source: urn(&link.from.0),
        }];
        if !link.note.is_empty() {
            body.push(LinkBody::Note(textual("commenting", &link.note)));
        }
        Self {
            id,
            r#type: "Annotation",
            motivation: ("linking", link.kind),
            creator: person(&link.reader),
            created: &stored.created,
            body,
            target: urn(&link.to.0),
        }
    }
}

fn person(name: &str) -> Person<'_> {
    Person { r#type: "Person", name }
}

fn textual<'a>(purpose: &'static str, value: &'a str) -> TextualBody<'a> {
    TextualBody { r#type: "TextualBody", purpose, attribute: None, value }
}
