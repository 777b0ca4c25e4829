//! Which entry of the list is chosen, and which are in view.

use super::{ENTRY_ROWS, List};
use crate::library::{Arrangement, ArticleEntry, ArticleId};

impl List {
    /// Place of the chosen entry among those shown.
    pub fn chosen_place(&self) -> usize {
        self.chosen
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<&ArticleEntry> {
        self.indices().get(self.chosen).map(|&index| self.at(index))
    }

    /// Chooses the entry at `place`, or the nearest.
    pub fn choose(&mut self, place: usize) {
        self.chosen = place.min(self.indices().len().saturating_sub(1));
    }

    /// Chooses an article, if it is shown.
    pub fn choose_article(&mut self, id: ArticleId) {
        let Some(&index) = self.places.get(&id) else { return };
        if let Some(place) = self.indices().iter().position(|&shown| shown == index) {
            self.chosen = place;
        }
    }

    pub(super) fn keep_chosen(&mut self, chosen: Option<ArticleId>) {
        let index = chosen.and_then(|id| self.places.get(&id).copied());
        let same = |place: usize| index.is_some() && self.indices().get(place).copied() == index;
        if same(self.chosen) {
            return;
        }
        let place = index.and_then(|index| self.indices().iter().position(|&shown| shown == index));
        self.choose(place.unwrap_or(self.chosen));
    }

    /// Rows of a list of `height` rows that its head takes: a second one tells the order and what is left out.
    pub fn head_rows(&self, height: u16) -> u16 {
        let whole =
            self.arrangement == Arrangement::default() && self.found.is_empty() && !self.is_choosing();
        if whole || height < 5 { 1 } else { 2 }
    }

    /// Rows that the notices take at the foot of a list of `height` rows: at most a third of them.
    pub fn notice_rows(&self, height: u16) -> u16 {
        (self.notices.len().min(u16::MAX as usize) as u16).min(height / 3)
    }

    /// Brings the chosen entry into a view of `rows` rows.
    pub fn settle(&mut self, rows: usize) {
        let fitting = (rows / ENTRY_ROWS).max(1);
        self.top = self.top.min(self.chosen).max((self.chosen + 1).saturating_sub(fitting));
        self.top = self.top.min(self.indices().len().saturating_sub(fitting));
    }
}
