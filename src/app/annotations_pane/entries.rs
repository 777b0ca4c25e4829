//! The annotations listed: a stretch of them around the chosen one, and how many there are in all.

use super::Scroll;
use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::library::{Catalogue, Listed};

/// Rows that are fetched at a time.
pub(super) const FETCHED: usize = 2000;

/// The annotations listed.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// How many there are in all.
    pub total: usize,
    /// How many of them are orphans.
    pub orphaned: usize,
    /// How many of the others there are of each label, by its name.
    pub counts: Vec<(String, usize)>,
    /// Which one is chosen, and which is the first in view.
    pub scroll: Scroll,
    /// Place of the first row fetched.
    first: usize,
    rows: Vec<Listed>,
}

impl Entries {
    /// The entry at `place`, if it has been fetched.
    pub fn at(&self, place: usize) -> Option<&Listed> {
        self.rows.get(place.checked_sub(self.first)?)
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<&Listed> {
        self.at(self.scroll.chosen)
    }

    /// The fetched entry of this annotation.
    pub fn named(&self, id: &AnnotationId) -> Option<&Listed> {
        self.rows.iter().find(|row| row.stored.annotation.id == *id)
    }

    /// Whether its reader has another annotation of this label on the passage of `listed`, as far as they were fetched.
    pub(super) fn has_twin(&self, listed: &Listed, label: &str) -> bool {
        let own = &listed.stored.annotation;
        self.rows.iter().any(|row| {
            let other = &row.stored.annotation;
            row.article == listed.article && !row.orphaned && is_twin(own, other, label)
        })
    }

    /// Takes what the library listed. The chosen annotation stays chosen where it is among them.
    pub(super) fn take(&mut self, listed: Catalogue) {
        let id = self.chosen().map(|chosen| chosen.stored.annotation.id.clone());
        let Catalogue { total, orphaned, counts, first, rows } = listed;
        let place = id.and_then(|id| rows.iter().position(|row| row.stored.annotation.id == id));
        (self.total, self.orphaned, self.counts, self.first, self.rows) =
            (total, orphaned, counts, first, rows);
        self.scroll.choose(place.map_or(self.scroll.chosen, |place| first + place), total);
    }

    /// Forgets what was listed, for another list.
    pub(super) fn forget(&mut self) {
        *self = Entries::default();
    }

    /// The first row to be fetched: so that the chosen one is among them, with as many before as after it, unless it is
    /// among those fetched already and not near their end.
    pub(super) fn first_wanted(&self) -> usize {
        if self.is_fetched() { self.first } else { self.scroll.chosen.saturating_sub(FETCHED / 2) }
    }

    /// Whether what is in view has been fetched: as far as any screen is high.
    pub(super) fn is_fetched(&self) -> bool {
        const SCREEN: usize = 200;
        let end = self.first + self.rows.len();
        let (from, to) = (self.scroll.chosen.saturating_sub(SCREEN), self.scroll.chosen + SCREEN);
        (self.first == 0 || self.first <= from) && (end >= self.total || to <= end)
    }

    /// Carries out a change to an annotation among them. One that is new comes when the list is fetched again.
    pub(super) fn apply(&mut self, edit: &Edit<Annotation>) {
        let Some(id) = edit.before.as_ref().or(edit.after.as_ref()).map(|annotation| &annotation.id) else {
            return;
        };
        let Some(index) = self.rows.iter().position(|row| row.stored.annotation.id == *id) else { return };
        let row = &mut self.rows[index];
        if row.orphaned {
            self.orphaned -= usize::from(edit.after.is_none());
        } else {
            uncount(&mut self.counts, &row.stored.annotation.label);
            if let Some(after) = &edit.after {
                count(&mut self.counts, &after.label);
            }
        }
        match &edit.after {
            Some(after) => {
                if row.stored.annotation.source != after.source {
                    row.source_name.clone_from(&after.source);
                }
                row.stored.annotation = after.clone();
            }
            None => {
                self.rows.remove(index);
                self.total -= 1;
                self.scroll.choose(self.scroll.chosen, self.total);
            }
        }
    }
}

/// Whether `other` is another annotation of the same reader on the same passage, and has this label.
pub(super) fn is_twin(own: &Annotation, other: &Annotation, label: &str) -> bool {
    other.id != own.id && other.span == own.span && other.reader == own.reader && other.label == label
}

/// One more of a label; the labels stay in their names' order.
fn count(counts: &mut Vec<(String, usize)>, label: &str) {
    match counts.binary_search_by(|known| known.0.as_str().cmp(label)) {
        Ok(place) => counts[place].1 += 1,
        Err(place) => counts.insert(place, (label.to_owned(), 1)),
    }
}

/// One less of a label, which is gone with its last.
fn uncount(counts: &mut Vec<(String, usize)>, label: &str) {
    if let Some(place) = counts.iter().position(|known| known.0 == label) {
        counts[place].1 -= 1;
        if counts[place].1 == 0 {
            counts.remove(place);
        }
    }
}
