//! What a report remembers of the articles it has written, for the tables at its end: numbers and names, no text.

use std::collections::{BTreeMap, HashMap};

use crate::annotation::{AnnotationId, Balance, LinkId, LinkKind};
use crate::library::{LinkEnd, Marked, StoredLink};
use crate::text::clusters;

use super::labels::LabelPlace;

/// How many clusters of a quote are shown where it stands in for its passage.
const QUOTE_CLUSTERS: usize = 48;

/// An annotation by its number in the page, which its elements are named by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) number: usize,
    pub(super) label: LabelPlace,
}

/// An article in the table of contents. Articles are numbered from 1.
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) annotations: usize,
    pub(super) balance: Balance,
}

/// One end of a link.
pub(super) struct End {
    pub(super) annotation: AnnotationId,
    pub(super) label: String,
    pub(super) quote: String,
    pub(super) title: String,
}

/// A link in the table of links. They are numbered from 1.
pub(super) struct Row {
    pub(super) kind: LinkKind,
    pub(super) from: End,
    pub(super) to: End,
    pub(super) note: String,
    pub(super) reader: String,
}

/// What is remembered.
#[derive(Default)]
pub(super) struct Index {
    /// How many annotations have been written.
    pub(super) annotations: usize,
    pub(super) contents: Vec<Entry>,
    /// Whose words were tagged, and the annotations that say so.
    pub(super) sources: BTreeMap<String, Vec<Reference>>,
    pub(super) links: Vec<Row>,
    numbers: HashMap<LinkId, usize>,
    ends: HashMap<AnnotationId, Reference>,
}

impl Index {
    /// The next annotation's number.
    pub(super) fn number(&mut self) -> usize {
        self.annotations += 1;
        self.annotations
    }

    /// Takes an article's annotations, numbered by `references`, and its links.
    pub(super) fn take(&mut self, marked: Marked<'_>, references: &[Reference]) {
        for (stored, &reference) in marked.annotations.iter().zip(references) {
            let source = stored.annotation.source.trim();
            if !source.is_empty() {
                self.sources.entry(source.to_owned()).or_default().push(reference);
            }
        }
        if marked.links.is_empty() {
            return;
        }
        let places: HashMap<_, _> =
            marked.annotations.iter().map(|stored| &stored.annotation.id).zip(references).collect();
        for link in marked.links {
            for end in [&link.from, &link.to] {
                if let Some(&&reference) = places.get(&end.annotation) {
                    self.ends.insert(end.annotation.clone(), reference);
                }
            }
            if !self.numbers.contains_key(&link.link.id) {
                self.links.push(Row::of(link));
                self.numbers.insert(link.link.id.clone(), self.links.len());
            }
        }
    }

    /// The number of a link that was taken.
    pub(super) fn link_number(&self, link: &LinkId) -> Option<usize> {
        self.numbers.get(link).copied()
    }

    /// The annotation at the end of a link that was taken, where it has been written.
    pub(super) fn end(&self, annotation: &AnnotationId) -> Option<Reference> {
        self.ends.get(annotation).copied()
    }
}

impl Row {
    fn of(stored: &StoredLink) -> Row {
        let end = |end: &LinkEnd| End {
            annotation: end.annotation.clone(),
            label: end.label.clone(),
            quote: shortened(&end.quote),
            title: end.title.clone(),
        };
        Row {
            kind: stored.link.kind,
            from: end(&stored.from),
            to: end(&stored.to),
            note: stored.link.note.clone(),
            reader: stored.link.reader.clone(),
        }
    }
}

/// The beginning of a quote, with `…` where more follows.
fn shortened(quote: &str) -> String {
    match clusters(quote).nth(QUOTE_CLUSTERS) {
        Some((cut, _)) => format!("{}…", &quote[..cut]),
        None => quote.to_owned(),
    }
}
