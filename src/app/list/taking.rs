//! Entries that come, change and go, as the library tells of them.

use super::List;
use super::ordering::FEW;
use crate::library::{ArticleEntry, ArticleId};

impl List {
    /// Takes the library's entries in the place of those known.
    pub fn set(&mut self, entries: Vec<ArticleEntry>) {
        let chosen = self.chosen().map(|entry| entry.id);
        self.entries = Vec::new();
        self.places.clear();
        self.gone.clear();
        self.total = 0;
        self.haystacks.clear();
        self.arranged.clear();
        self.look_again();
        self.take(entries);
        self.keep_chosen(chosen);
    }

    /// Takes new or changed entries.
    pub fn update(&mut self, entries: Vec<ArticleEntry>) {
        let chosen = self.chosen().map(|entry| entry.id);
        let piece = entries.len() > FEW;
        self.take(entries);
        if piece {
            // A little with each piece, so that a key need not wait for all.
            self.prepare();
        }
        self.keep_chosen(chosen);
    }

    fn take(&mut self, entries: Vec<ArticleEntry>) {
        let mut moved = Vec::new();
        let mut renamed = false;
        let fresh = self.entries.len() as u32;
        for entry in entries {
            match self.places.get(&entry.id) {
                Some(&index) => {
                    let held = &mut self.entries[index as usize];
                    // What was said of it comes after the fact: an older answer may have been shown meanwhile.
                    let said =
                        |entry: &ArticleEntry| (entry.hidden, entry.deleted, entry.starred, entry.marked);
                    if said(held) != said(&entry) {
                        moved.push(index);
                    }
                    let same = (&held.title, &held.uri, &held.metadata)
                        == (&entry.title, &entry.uri, &entry.metadata);
                    if !same {
                        self.haystacks.replace(index as usize, &entry);
                        renamed = true;
                    }
                    self.total -= usize::from(!held.deleted);
                    self.total += usize::from(!entry.deleted);
                    *held = entry;
                }
                None => {
                    let index = self.entries.len() as u32;
                    self.places.insert(entry.id, index);
                    self.total += usize::from(!entry.deleted);
                    self.entries.push(entry);
                    moved.push(index);
                }
            }
        }
        if renamed {
            self.forget_beginnings();
        }
        if renamed && moved.is_empty() {
            self.look_again();
        }
        self.put_in_place(&moved, fresh);
    }

    /// Takes articles into what is shown.
    pub fn found(&mut self, ids: Vec<ArticleId>) {
        let chosen = self.chosen().map(|entry| entry.id);
        let Some(scope) = &mut self.scope else { return };
        let mut moved = Vec::new();
        for id in ids {
            let next = scope.len();
            if scope.contains_key(&id) {
                continue;
            }
            scope.insert(id, next);
            moved.extend(self.places.get(&id).copied());
        }
        self.put_in_place(&moved, u32::MAX);
        self.keep_chosen(chosen);
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

    /// Forgets an article that is gone for good.
    pub fn remove(&mut self, id: ArticleId) {
        let chosen = self.chosen().map(|entry| entry.id);
        self.several.remove(&id);
        if let Some(index) = self.places.remove(&id) {
            self.gone.insert(index);
            self.total -= usize::from(!self.at(index).deleted);
            self.put_in_place(&[index], u32::MAX);
        }
        self.keep_chosen(chosen);
    }
}
