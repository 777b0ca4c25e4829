//! An annotation as JSON, as both JSON formats write it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::passage::Passage;
use crate::annotation::LinkKind;
use crate::library::{ArticleId, ArticleText, StoredLink};

/// An annotation's fields, in the order they are written. A note or a source that is not there is an empty string;
/// attributes stand there where there are any, and so do the links that begin at the annotation.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<ArticleReference<'a>>,
    label: &'a str,
    quote: &'a str,
    start: usize,
    end: usize,
    prefix: &'a str,
    suffix: &'a str,
    note: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: &'a BTreeMap<String, String>,
    reader: &'a str,
    created: &'a str,
    modified: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkRecord<'a>>,
    /// Stands there alone where it is true: the words are not in the article's text any more, and the place is that in the
    /// last text that had them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    orphaned: bool,
}

/// A link, as the annotation that it begins at tells it. `to` names another annotation, in whatever article.
#[derive(Serialize)]
struct LinkRecord<'a> {
    kind: LinkKind,
    to: &'a str,
    note: &'a str,
    reader: &'a str,
}

/// What an annotation that stands alone says of its article.
#[derive(Serialize)]
struct ArticleReference<'a> {
    id: ArticleId,
    title: &'a str,
    uri: &'a str,
}

impl<'a> Record<'a> {
    /// The record where the article is named around it.
    pub(super) fn within_article(passage: Passage<'a>, links: &[&'a StoredLink]) -> Self {
        let stored = passage.stored;
        let annotation = &stored.annotation;
        Self {
            id: &annotation.id.0,
            article: None,
            label: &annotation.label,
            quote: passage.quote,
            start: passage.start,
            end: passage.end,
            prefix: passage.prefix,
            suffix: passage.suffix,
            note: &annotation.note,
            source: &annotation.source,
            attributes: &annotation.attributes,
            reader: &annotation.reader,
            created: &stored.created,
            modified: &stored.modified,
            links: links.iter().map(|stored| LinkRecord::of(stored)).collect(),
            orphaned: false,
        }
    }

    /// It, told as an orphan.
    pub(super) fn orphaned(self) -> Self {
        Self { orphaned: true, ..self }
    }

    /// The record that names its article itself.
    pub(super) fn alone(article: &'a ArticleText, passage: Passage<'a>, links: &[&'a StoredLink]) -> Self {
        let reference = ArticleReference { id: article.id, title: &article.title, uri: &article.uri };
        Self { article: Some(reference), ..Self::within_article(passage, links) }
    }
}

impl<'a> LinkRecord<'a> {
    fn of(stored: &'a StoredLink) -> Self {
        let link = &stored.link;
        Self { kind: link.kind, to: &link.to.0, note: &link.note, reader: &link.reader }
    }
}
