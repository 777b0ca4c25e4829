//! Changes on their way to the library: made on the screen at once, and not yet on disk.

use std::collections::BTreeMap;

use super::annotations_pane;
use super::effect::Effect;
use super::orphans::Orphans;
use super::state::State;
use crate::annotation::{Annotation, Change, Edit, Link};
use crate::library::{ArticleId, Revision, Write};

/// A save on its way to the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The article whose annotations change.
    pub article: ArticleId,
    /// The text that the changes were made on.
    pub revision: Revision,
    /// The changes. Where another text took that one's place meanwhile, they speak of the new one.
    pub changes: Vec<Change>,
}

/// What the library still has to commit.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// Saves not yet answered.
    pub open: BTreeMap<u64, Save>,
    /// Why a save does not succeed, in words.
    pub trouble: Option<String>,
    /// Whether something was saved in this session.
    pub saved: bool,
    /// Changes to an article that is not in the library yet.
    pub waiting: Vec<Change>,
    last: u64,
    /// Whether annotations came while saves were open, and must be fetched again.
    pub(super) fetch_again: bool,
    /// Changes refused because the article has a new text: to be made again there.
    pub(super) refused: Vec<Change>,
    /// Orphans that changes on their way are about.
    pub(super) orphans: Orphans,
    /// Undos and redos not yet answered.
    pub(super) undoing: usize,
    /// What was done last, where undo does not take that back: the command that does.
    pub(super) beyond_undo: Option<&'static str>,
}

impl Saving {
    /// How many changes are not on disk.
    pub fn unsaved(&self) -> usize {
        self.open.len() + self.waiting.len()
    }

    /// Whether nothing is on its way, be it to be saved, taken back or made again.
    pub(super) fn is_settled(&self) -> bool {
        self.unsaved() == 0 && self.undoing == 0 && self.refused.is_empty() && !self.fetch_again
    }
}

impl State {
    /// Makes a change to an annotation, of the open article or of those listed, on the screen at once, and says what must
    /// be saved.
    pub(super) fn record(&mut self, edit: Edit<Annotation>) -> Vec<Effect> {
        if self.pane.shown { annotations_pane::change(self, edit) } else { self.record_all(vec![edit]) }
    }

    /// Makes changes to annotations of the open article, that undo takes back at once.
    pub(super) fn record_all(&mut self, edits: Vec<Edit<Annotation>>) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else { return Vec::new() };
        for edit in &edits {
            reading.annotations.apply(edit);
            let gone = edit.before.as_ref().filter(|_| edit.after.is_none());
            self.tying.take_if(|tied| gone.is_some_and(|gone| gone.id == tied.annotation));
        }
        let changes: Vec<Change> = edits.into_iter().map(Change::from).collect();
        let kept = reading.identity.id.zip(reading.identity.revision);
        self.count_labels();
        match kept {
            Some((article, revision)) => vec![self.save(article, revision, changes)],
            None => {
                self.saving.waiting.extend(changes);
                Vec::new()
            }
        }
    }

    /// Makes a change to a link of the open article, and says what must be saved. The screen shows it once it is on disk,
    /// where its ends are known.
    pub(super) fn record_link(&mut self, edit: Edit<Link>) -> Vec<Effect> {
        let identity = self.reading.as_ref().map(|reading| &reading.identity);
        match identity.and_then(|identity| identity.id.zip(identity.revision)) {
            Some((article, revision)) => vec![self.save(article, revision, vec![edit.into()])],
            None => Vec::new(),
        }
    }

    /// The effect that commits `changes`.
    pub(super) fn save(&mut self, article: ArticleId, revision: Revision, changes: Vec<Change>) -> Effect {
        self.saving.last += 1;
        let ticket = self.saving.last;
        self.saving.open.insert(ticket, Save { article, revision, changes: changes.clone() });
        Write::Apply { ticket, article, revision, changes }.into()
    }

    /// Brings the list's counts of the open article up to date with its annotations.
    pub(super) fn count_labels(&mut self) {
        let Some(reading) = &self.reading else { return };
        let Some(entry) = reading.identity.id.and_then(|id| self.list.entry_mut(id)) else { return };
        entry.counts = reading.annotations.tally().by_label().into_iter().collect();
    }
}
