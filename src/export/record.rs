//! An annotation as JSON, as both JSON formats write it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::passage::Passage;
use crate::library::{ArticleId, ArticleText};

/// An annotation's fields, in the order they are written. A note or a source that is not there is an empty string;
/// attributes stand there where there are any.
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
    pub(super) fn within_article(passage: Passage<'a>) -> Self {
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
        }
    }

    /// The record that names its article itself.
    pub(super) fn alone(article: &'a ArticleText, passage: Passage<'a>) -> Self {
        let reference = ArticleReference { id: article.id, title: &article.title, uri: &article.uri };
        Self { article: Some(reference), ..Self::within_article(passage) }
    }
}
