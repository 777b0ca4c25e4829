//! The list of articles: what the library holds, which of it is shown, and which entry is chosen.

use std::collections::{HashMap, HashSet};

use crate::library::{ArticleEntry, ArticleId, Notice};

/// Rows an entry takes on the screen: its title, and a line about it.
pub const ENTRY_ROWS: usize = 2;

/// The list pane.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What could not be taken in, and why.
    pub notices: Vec<Notice>,
    /// Whether articles taken out of sight are shown as well.
    pub show_hidden: bool,
    entries: Vec<ArticleEntry>,
    places: HashMap<ArticleId, usize>,
    /// The articles found under the paths given at the start, in order; without paths, all are shown.
    scope: Option<(Vec<ArticleId>, HashSet<ArticleId>)>,
    /// What is shown, as indices of entries.
    shown: Vec<usize>,
    chosen: usize,
    top: usize,
}

impl List {
    /// An empty list that shows what is found under paths alone, or everything.
    pub fn new(scoped: bool) -> List {
        List { scope: scoped.then(Default::default), ..List::default() }
    }

    /// The entries shown, in order.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &ArticleEntry> {
        self.shown.iter().map(|&index| &self.entries[index])
    }

    /// The entries in view, from the first, with their place among those shown.
    pub fn in_view(&self) -> impl Iterator<Item = (usize, &ArticleEntry)> {
        self.shown().enumerate().skip(self.top)
    }

    /// Place of the chosen entry among those shown.
    pub fn chosen_place(&self) -> usize {
        self.chosen
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<&ArticleEntry> {
        self.shown.get(self.chosen).map(|&index| &self.entries[index])
    }

    /// An article's entry.
    pub fn entry(&self, id: ArticleId) -> Option<&ArticleEntry> {
        self.places.get(&id).map(|&index| &self.entries[index])
    }

    /// An article's entry, to be changed.
    pub fn entry_mut(&mut self, id: ArticleId) -> Option<&mut ArticleEntry> {
        self.places.get(&id).map(|&index| &mut self.entries[index])
    }

    /// Takes the library's entries in the place of those known.
    pub fn set(&mut self, entries: Vec<ArticleEntry>) {
        let chosen = self.chosen().map(|entry| entry.id);
        self.entries = entries;
        self.places = self.entries.iter().enumerate().map(|(index, entry)| (entry.id, index)).collect();
        self.show(chosen);
    }

    /// Takes new or changed entries.
    pub fn update(&mut self, entries: Vec<ArticleEntry>) {
        let mut anew = false;
        for entry in entries {
            match self.places.get(&entry.id) {
                Some(&index) => {
                    anew |= self.entries[index].hidden != entry.hidden;
                    self.entries[index] = entry;
                }
                None => {
                    let index = self.entries.len();
                    self.places.insert(entry.id, index);
                    let wanted = self.scope.as_ref().is_none_or(|scope| scope.1.contains(&entry.id));
                    anew |= wanted && self.scope.is_some();
                    if wanted && (self.show_hidden || !entry.hidden) {
                        self.shown.push(index);
                    }
                    self.entries.push(entry);
                }
            }
        }
        if anew {
            self.refresh();
        }
    }

    /// Takes articles into what is shown.
    pub fn found(&mut self, ids: Vec<ArticleId>) {
        let Some((order, known)) = &mut self.scope else { return };
        for id in ids {
            if !known.insert(id) {
                continue;
            }
            order.push(id);
            let seen = |&index: &usize| self.show_hidden || !self.entries[index].hidden;
            self.shown.extend(self.places.get(&id).copied().filter(seen));
        }
    }

    /// Counts the annotations of label `from` as those of `to`.
    pub fn rename_label(&mut self, from: &str, to: &str) {
        for entry in &mut self.entries {
            let Some(place) = entry.counts.iter().position(|(label, _)| label == from) else { continue };
            let (_, count) = entry.counts.remove(place);
            match entry.counts.binary_search_by(|(label, _)| label.as_str().cmp(to)) {
                Ok(place) => entry.counts[place].1 += count,
                Err(place) => entry.counts.insert(place, (to.to_owned(), count)),
            }
        }
    }

    /// Forgets an article.
    pub fn remove(&mut self, id: ArticleId) {
        let kept = self.entries.iter().filter(|entry| entry.id != id).cloned().collect();
        self.set(kept);
    }

    /// Chooses the entry at `place`, or the nearest.
    pub fn choose(&mut self, place: usize) {
        self.chosen = place.min(self.shown.len().saturating_sub(1));
    }

    /// Chooses an article, if it is shown.
    pub fn choose_article(&mut self, id: ArticleId) {
        if let Some(place) = self.shown.iter().position(|&index| self.entries[index].id == id) {
            self.chosen = place;
        }
    }

    /// Rows that the notices take at the foot of a list of `height` rows: at most a third of them.
    pub fn notice_rows(&self, height: u16) -> u16 {
        (self.notices.len().min(u16::MAX as usize) as u16).min(height / 3)
    }

    /// Brings the chosen entry into a view of `rows` rows.
    pub fn settle(&mut self, rows: usize) {
        let fitting = (rows / ENTRY_ROWS).max(1);
        self.top = self.top.min(self.chosen).max((self.chosen + 1).saturating_sub(fitting));
        self.top = self.top.min(self.shown.len().saturating_sub(fitting));
    }

    /// Works out anew what is shown, keeping the chosen article chosen.
    pub fn refresh(&mut self) {
        self.show(self.chosen().map(|entry| entry.id));
    }

    fn show(&mut self, chosen: Option<ArticleId>) {
        let seen = |&index: &usize| self.show_hidden || !self.entries[index].hidden;
        self.shown = match &self.scope {
            Some((order, _)) => {
                order.iter().filter_map(|id| self.places.get(id).copied()).filter(seen).collect()
            }
            None => (0..self.entries.len()).filter(seen).collect(),
        };
        let place = chosen.and_then(|id| self.shown.iter().position(|&index| self.entries[index].id == id));
        self.choose(place.unwrap_or(self.chosen));
    }
}
