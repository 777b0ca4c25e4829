//! What is at hand while annotations are linked: the one marked to be tied to another, the choice of what it is to that
//! one, and the list of an annotation's links.

use super::state::State;
use crate::annotation::{Annotation, AnnotationId, Change, LinkId, LinkKind};
use crate::library::{ArticleId, LinkEnd, StoredLink};
use crate::text::clusters;

/// The kinds of links by the key that chooses them.
pub const KINDS: [(char, LinkKind); 3] =
    [('s', LinkKind::Supports), ('c', LinkKind::Contradicts), ('e', LinkKind::Same)];

/// Clusters of a passage by which people are reminded of it.
const REMINDER: usize = 12;

/// An annotation as it is spoken of where its article may not be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tied {
    /// Which one.
    pub annotation: AnnotationId,
    /// The article it is in.
    pub article: ArticleId,
    /// That article's title.
    pub title: String,
    /// Its label's name.
    pub label: String,
    /// The words of its passage.
    pub quote: String,
}

impl Tied {
    /// Its label and how its passage begins: `claim “三十二艘…”`.
    pub fn words(&self) -> String {
        format!("{} “{}”", self.label, reminder(&self.quote))
    }
}

/// The choice of what one annotation is to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The annotation that was marked.
    pub marked: Tied,
    /// The one that it is tied to.
    pub here: Tied,
    /// Whether the link goes from the one here to the marked one.
    pub swapped: bool,
    /// Whether a note is to be written to the link at once.
    pub noting: bool,
    /// Place of the chosen kind in [`KINDS`].
    pub chosen: usize,
}

impl Tie {
    /// The annotations in the link's direction.
    pub fn ends(&self) -> (&Tied, &Tied) {
        if self.swapped { (&self.here, &self.marked) } else { (&self.marked, &self.here) }
    }
}

/// The list of the links of annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkList {
    /// The annotations: more than one where the cursor stands on several.
    pub about: Vec<AnnotationId>,
    /// Place of the chosen link.
    pub chosen: usize,
}

/// A link as it is seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenLink {
    /// It, with both its ends.
    pub stored: StoredLink,
    /// Whether it is seen from its end, so that it begins at the other annotation.
    pub backwards: bool,
}

impl SeenLink {
    /// What the annotation here is to the other.
    pub fn words(&self) -> &'static str {
        let kind = self.stored.link.kind;
        if self.backwards { kind.backwards() } else { kind.forwards() }
    }

    /// The other end.
    pub fn other(&self) -> &LinkEnd {
        if self.backwards { &self.stored.from } else { &self.stored.to }
    }
}

impl State {
    /// The links of the open article's annotations `about`, in the order made. What is on its way to the disk counts as
    /// changed already.
    pub fn links_of(&self, about: &[AnnotationId]) -> Vec<SeenLink> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let seen = reading.links.iter().filter_map(|stored| {
            let link = self.link_now(stored)?;
            let backwards = !about.contains(&link.from);
            let concerns = !backwards || about.contains(&link.to);
            concerns.then(|| SeenLink { stored: StoredLink { link, ..stored.clone() }, backwards })
        });
        seen.collect()
    }

    /// The link with the changes that are on their way; `None` where these delete it.
    fn link_now(&self, stored: &StoredLink) -> Option<crate::annotation::Link> {
        let mut now = Some(stored.link.clone());
        for change in self.saving.open.values().flat_map(|save| &save.changes) {
            if let Change::Link(edit) = change
                && edit.before.as_ref().is_some_and(|before| before.id == stored.link.id)
            {
                now = edit.after.clone();
            }
        }
        now
    }

    /// The open article's link of that name, as it is now.
    pub(super) fn link_named(&self, id: &LinkId) -> Option<crate::annotation::Link> {
        let stored = self.reading.as_ref()?.links.iter().find(|stored| stored.link.id == *id)?;
        self.link_now(stored)
    }

    /// Whether the reader has made, or is making, a link of that kind between the two. Saying the same goes both ways.
    pub(super) fn is_tied(&self, from: &AnnotationId, to: &AnnotationId, kind: LinkKind) -> bool {
        let there =
            self.reading.iter().flat_map(|reading| &reading.links).filter_map(|stored| self.link_now(stored));
        let coming =
            self.saving.open.values().flat_map(|save| &save.changes).filter_map(|change| match change {
                Change::Link(edit) => edit.after.clone(),
                Change::Annotation(_) => None,
            });
        there.chain(coming).any(|link| {
            let same_way = link.from == *from && link.to == *to;
            let other_way = kind == LinkKind::Same && link.from == *to && link.to == *from;
            link.kind == kind && link.reader == self.reader && (same_way || other_way)
        })
    }

    /// The open article's annotation as it is spoken of elsewhere, once the library has both.
    pub(super) fn tied(&self, annotation: &Annotation) -> Option<Tied> {
        let reading = self.reading.as_ref().filter(|_| self.saving.waiting.is_empty())?;
        reading.identity.revision?;
        let article = reading.document.article();
        Some(Tied {
            annotation: annotation.id.clone(),
            article: reading.identity.id?,
            title: article.title.clone(),
            label: annotation.label.clone(),
            quote: annotation.span.of(&article.text).to_owned(),
        })
    }
}

/// How a passage begins, on one line: enough of it to be reminded of the rest.
pub fn reminder(quote: &str) -> String {
    let mut words = String::new();
    for (count, (_, cluster)) in clusters(quote.trim()).enumerate() {
        if count == REMINDER {
            words.push('…');
            break;
        }
        words.push_str(if cluster.chars().all(char::is_whitespace) { " " } else { cluster });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_cut_between_clusters() {
        assert_eq!(reminder("一二三四\n五六"), "一二三四 五六");
        assert_eq!(reminder(&"か\u{3099}".repeat(14)), format!("{}…", "か\u{3099}".repeat(12)));
    }
}
