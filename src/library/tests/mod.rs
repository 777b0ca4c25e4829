//! The store driven from outside, as the other rooms do.

mod adding;
mod arranging;
mod catalogue;
mod damaged;
mod deleting;
#[cfg(unix)]
mod harmed;
mod history;
mod keeping;
mod labels;
mod last;
mod likeness;
mod links;
mod log;
mod moving;
mod opening;
mod revising;
mod sharing;
mod sources;

use std::collections::BTreeMap;

use crate::annotation::{Annotation, AnnotationId, Change, Edit};
use crate::article::{Article, Script};
use crate::library::{ArticleId, FileStamp, Revision, Store};
use crate::text::Span;

pub(super) const READER: &str = "讀者";

pub(super) fn article(text: &str) -> Article {
    Article {
        text: text.to_owned(),
        blocks: Vec::new(),
        title: text.lines().next().unwrap_or_default().to_owned(),
        script: Script::Traditional,
        metadata: Default::default(),
        is_drawn: false,
        guessed_encoding: None,
        replaced: 0,
    }
}

/// An annotation of the first occurrence of `quote` in `text`.
pub(super) fn annotation(id: &str, label: &str, text: &str, quote: &str) -> Annotation {
    let start = text.find(quote).unwrap();
    Annotation {
        id: AnnotationId(id.to_owned()),
        span: Span::new(start, start + quote.len()),
        label: label.to_owned(),
        note: String::new(),
        source: String::new(),
        attributes: BTreeMap::new(),
        reader: READER.to_owned(),
    }
}

pub(super) fn made(annotation: &Annotation) -> Change {
    Edit { before: None, after: Some(annotation.clone()) }.into()
}

pub(super) fn deleted(annotation: &Annotation) -> Change {
    made(annotation).inverse()
}

pub(super) fn edited(before: &Annotation, after: &Annotation) -> Change {
    Edit { before: Some(before.clone()), after: Some(after.clone()) }.into()
}

/// Adds an article of that text from `sample:NAME`.
pub(super) fn add(store: &mut Store, name: &str, text: &str) -> (ArticleId, Revision) {
    let added = store.add(&format!("sample:{name}"), &article(text), FileStamp::default()).unwrap();
    (added.id, store.revision(added.id).unwrap())
}

/// The annotations on the article's text, without their times.
pub(super) fn annotations(store: &Store, id: ArticleId) -> Vec<Annotation> {
    store.annotations(id).unwrap().into_iter().map(|stored| stored.annotation).collect()
}

pub(super) fn counts(store: &Store, id: ArticleId) -> Vec<(String, usize)> {
    store.entry(id).unwrap().counts
}
