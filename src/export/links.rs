//! The links of an article as formats ask for them: by the annotation they begin at, or with both ends in the article.
//!
//! A link belongs to the annotation it begins at: one between two articles comes with both, and is written or counted
//! once.

use std::collections::HashMap;

use crate::annotation::AnnotationId;
use crate::library::{Marked, StoredLink};

/// The links that begin at an article's exported annotations.
pub(super) struct Links<'a>(HashMap<&'a AnnotationId, Vec<&'a StoredLink>>);

impl<'a> Links<'a> {
    pub(super) fn of(marked: Marked<'a>) -> Self {
        let mut links = HashMap::new();
        if !marked.links.is_empty() {
            let orphans = marked.orphans.iter().map(|orphan| &orphan.stored);
            let stored = marked.annotations.iter().chain(orphans);
            links.extend(stored.map(|stored| (&stored.annotation.id, Vec::new())));
            for link in marked.links {
                if let Some(beginning) = links.get_mut(&link.link.from) {
                    beginning.push(link);
                }
            }
        }
        Self(links)
    }

    /// Those that begin at this annotation, in the order made.
    pub(super) fn from(&self, annotation: &AnnotationId) -> &[&'a StoredLink] {
        self.0.get(annotation).map_or(&[], Vec::as_slice)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

/// A link with both ends among an article's exported annotations: their places in [`Marked::annotations`].
pub(super) struct Inner<'a> {
    pub(super) link: &'a StoredLink,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The links with both ends in the export of this article, in the order made, and how many others begin in it.
pub(super) fn inner_links(marked: Marked<'_>) -> (Vec<Inner<'_>>, usize) {
    if marked.links.is_empty() {
        return (Vec::new(), 0);
    }
    let annotations = marked.annotations.iter().enumerate();
    let places: HashMap<_, _> = annotations.map(|(place, stored)| (&stored.annotation.id, place)).collect();
    let mut inner = Vec::new();
    let mut others = 0;
    for link in marked.links {
        match (places.get(&link.link.from), places.get(&link.link.to)) {
            (Some(&from), Some(&to)) => inner.push(Inner { link, from, to }),
            (Some(_), None) => others += 1,
            (None, _) => {}
        }
    }
    (inner, others)
}
