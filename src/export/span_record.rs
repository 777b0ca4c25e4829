//! An annotation as JSON in which every field is always there and has one type: for readers that hold data in columns.

use serde::Serialize;

use super::Passage;
use crate::annotation::LinkKind;
use crate::library::StoredLink;

/// An annotation. A note or a source that is not there is an empty string.
#[derive(Serialize)]
pub(super) struct SpanRecord<'a> {
    id: &'a str,
    label: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    note: &'a str,
    source: &'a str,
    attributes: Vec<AttributeRecord<'a>>,
    reader: &'a str,
    created: &'a str,
    modified: &'a str,
    links: Vec<LinkRecord<'a>>,
}

#[derive(Serialize)]
struct AttributeRecord<'a> {
    name: &'a str,
    value: &'a str,
}

/// A link that begins at the annotation. `to` names another annotation, in whatever article.
#[derive(Serialize)]
struct LinkRecord<'a> {
    id: &'a str,
    kind: LinkKind,
    to: &'a str,
    note: &'a str,
    reader: &'a str,
}

impl<'a> SpanRecord<'a> {
    pub(super) fn new(passage: Passage<'a>, links: &[&'a StoredLink]) -> Self {
        let stored = passage.stored;
        let annotation = &stored.annotation;
        let attributes = annotation.attributes.iter();
        Self {
            id: &annotation.id.0,
            label: &annotation.label,
            start: passage.start,
            end: passage.end,
            quote: passage.quote,
            note: &annotation.note,
            source: &annotation.source,
            attributes: attributes.map(|(name, value)| AttributeRecord { name, value }).collect(),
            reader: &annotation.reader,
            created: &stored.created,
            modified: &stored.modified,
            links: links.iter().map(|stored| LinkRecord::of(stored)).collect(),
        }
    }
}

impl<'a> LinkRecord<'a> {
    fn of(stored: &'a StoredLink) -> Self {
        let link = &stored.link;
        Self { id: &link.id.0, kind: link.kind, to: &link.to.0, note: &link.note, reader: &link.reader }
    }
}
