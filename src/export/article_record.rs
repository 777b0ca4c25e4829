//! An article as JSON with its annotations, each field always of one type: for readers that hold data in columns.

use serde::Serialize;

use super::Passage;
use super::links::Links;
use super::span_record::SpanRecord;
use crate::library::{ArticleId, Marked};

/// An article and its annotations.
#[derive(Serialize)]
pub(super) struct ArticleRecord<'a> {
    id: ArticleId,
    title: &'a str,
    uri: &'a str,
    url: &'a str,
    language: &'static str,
    /// Left out where it stands elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    annotations: Vec<SpanRecord<'a>>,
}

impl<'a> ArticleRecord<'a> {
    pub(super) fn new(
        marked: Marked<'a>,
        text: Option<&'a str>,
        passages: impl Iterator<Item = Passage<'a>>,
    ) -> Self {
        let article = marked.article;
        let links = Links::of(marked);
        let span = |passage: Passage<'a>| SpanRecord::new(passage, links.from(&passage.stored.annotation.id));
        Self {
            id: article.id,
            title: &article.title,
            uri: &article.uri,
            url: &article.metadata.url,
            language: article.script.language_tag(),
            text,
            annotations: passages.map(span).collect(),
        }
    }
}
