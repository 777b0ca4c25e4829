//! The list of articles: what the library holds, which of it is shown and in which order, and which entry is chosen.
//!
//! Entries come in pieces and stay where they came; what is shown are their indices, put in order. What the reader does
//! in a text changes an entry where it stands: it is put in order anew, or leaves the list, only when something is done
//! in the list, so that nothing moves while it is read.

mod criteria;
mod haystacks;
mod marking;
mod menu;
mod query;
mod readings;
#[cfg(test)]
mod tests;
mod typing;
mod word;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

pub use criteria::{ListCriterion, arrangement_words};
use haystacks::Haystacks;
pub(super) use marking::{remarked, say_of};
pub use menu::{ListLine, ListMenu};
use query::Query;
pub(super) use typing::{begin_typing, keep_typed, typed};

use crate::library::{Arrangement, ArticleEntry, ArticleId, ListSort, Notice};

/// Rows an entry takes on the screen: its title, and a line about it.
pub const ENTRY_ROWS: usize = 2;

/// Under which name the library keeps how the list is ordered and narrowed down.
pub const ARRANGEMENT: &str = "list";

/// As many new entries are put into their places one by one; of more, all are put in order.
const FEW: usize = 32;

/// The list pane.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What could not be taken in, and why.
    pub notices: Vec<Notice>,
    /// Whether articles taken out of sight are shown as well.
    pub show_hidden: bool,
    /// Articles that the next command is for, in the place of the chosen one.
    pub several: HashSet<ArticleId>,
    /// The article at which a range of them begins; it goes as far as the chosen one.
    pub range: Option<ArticleId>,
    entries: Vec<ArticleEntry>,
    places: HashMap<ArticleId, u32>,
    /// Indices of entries whose articles are gone for good.
    gone: HashSet<u32>,
    /// The articles found under the paths given at the start, each with its place; without paths, all are shown.
    scope: Option<HashMap<ArticleId, usize>>,
    arrangement: Arrangement,
    /// What is in the list by the arrangement, as indices of entries, in order.
    arranged: Vec<u32>,
    haystacks: Haystacks,
    query: Query,
    /// What of it the query finds, the best first, where there is one.
    found: Option<Vec<u32>>,
    /// The words that were looked for before others were typed, and the article chosen then.
    typing: Option<(String, Option<ArticleId>)>,
    chosen: usize,
    top: usize,
}

impl List {
    /// An empty list that shows what is found under paths alone, or everything.
    pub fn new(scoped: bool) -> List {
        List { scope: scoped.then(Default::default), ..List::default() }
    }

    fn indices(&self) -> &[u32] {
        self.found.as_deref().unwrap_or(&self.arranged)
    }

    fn at(&self, index: u32) -> &ArticleEntry {
        &self.entries[index as usize]
    }

    /// The entries shown, in order.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &ArticleEntry> {
        self.indices().iter().map(|&index| self.at(index))
    }

    /// The entries in view, from the first, with their place among those shown.
    pub fn in_view(&self) -> impl Iterator<Item = (usize, &ArticleEntry)> {
        self.shown().enumerate().skip(self.top)
    }

    /// All entries, whether shown or not.
    pub fn all(&self) -> impl Iterator<Item = &ArticleEntry> {
        let gone = |index: &usize| self.gone.contains(&(*index as u32));
        self.entries.iter().enumerate().filter(move |(index, _)| !gone(index)).map(|(_, entry)| entry)
    }

    /// How many articles there are that were not deleted.
    pub fn total(&self) -> usize {
        self.all().filter(|entry| !entry.deleted).count()
    }

    /// Place of the chosen entry among those shown.
    pub fn chosen_place(&self) -> usize {
        self.chosen
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<&ArticleEntry> {
        self.indices().get(self.chosen).map(|&index| self.at(index))
    }

    /// An article's entry.
    pub fn entry(&self, id: ArticleId) -> Option<&ArticleEntry> {
        self.places.get(&id).map(|&index| self.at(index))
    }

    /// An article's entry, to be changed where it stands.
    pub fn entry_mut(&mut self, id: ArticleId) -> Option<&mut ArticleEntry> {
        self.places.get(&id).map(|&index| &mut self.entries[index as usize])
    }

    /// Which articles are listed, and in which order.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Lists the articles that way, keeping the chosen article chosen where it is among them.
    pub fn arrange(&mut self, arrangement: Arrangement) {
        self.arrangement = arrangement;
        self.refresh();
    }

    /// The words that are looked for as they are typed.
    pub fn query(&self) -> &str {
        self.query.typed()
    }

    /// The characters of a title that the query finds, by their places.
    pub fn lit(&self, title: &str) -> Vec<usize> {
        self.query.places(title)
    }

    /// Shows what `typed` finds, the best first and chosen.
    pub fn look_for(&mut self, typed: &str) {
        let former = std::mem::replace(&mut self.query, Query::new(typed));
        let chosen = self.chosen().map(|entry| entry.id);
        self.prepare();
        self.found = match self.found.take() {
            _ if self.query.is_empty() => None,
            Some(found) if self.query.narrows(&former) => {
                // Their order was that of the former query.
                let mut among = vec![false; self.entries.len()];
                found.iter().for_each(|&index| among[index as usize] = true);
                let within: Vec<u32> =
                    self.arranged.iter().copied().filter(|&index| among[index as usize]).collect();
                Some(self.haystacks.found(&self.query, &within))
            }
            _ => Some(self.haystacks.found(&self.query, &self.arranged)),
        };
        match self.found {
            Some(_) => self.chosen = 0,
            None => self.keep_chosen(chosen),
        }
    }

    /// Folds what was not folded yet.
    fn prepare(&mut self) {
        for entry in &self.entries[self.haystacks.len()..] {
            self.haystacks.push(entry);
        }
    }

    /// Takes the library's entries in the place of those known.
    pub fn set(&mut self, entries: Vec<ArticleEntry>) {
        let chosen = self.chosen().map(|entry| entry.id);
        self.entries = Vec::new();
        self.places.clear();
        self.gone.clear();
        self.haystacks.clear();
        self.arranged.clear();
        self.found = None;
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
                    }
                    *held = entry;
                }
                None => {
                    let index = self.entries.len() as u32;
                    self.places.insert(entry.id, index);
                    self.entries.push(entry);
                    moved.push(index);
                }
            }
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
            self.put_in_place(&[index], u32::MAX);
        }
        self.keep_chosen(chosen);
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

    /// Rows of a list of `height` rows that its head takes: a second one tells the order and what is left out.
    pub fn head_rows(&self, height: u16) -> u16 {
        let whole =
            self.arrangement == Arrangement::default() && self.query.is_empty() && !self.is_choosing();
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

    /// Works out anew what is shown, keeping the chosen article chosen.
    pub fn refresh(&mut self) {
        let chosen = self.chosen().map(|entry| entry.id);
        let mut arranged = std::mem::take(&mut self.arranged);
        arranged.clear();
        arranged.extend((0..self.entries.len() as u32).filter(|&index| self.is_listed(index)));
        arranged.sort_by(|&one, &other| self.compare(one, other));
        self.arranged = arranged;
        self.look_again();
        self.keep_chosen(chosen);
    }

    /// Puts entries into their places, or takes them out. Those from index `fresh` on came just now.
    fn put_in_place(&mut self, moved: &[u32], fresh: u32) {
        if moved.is_empty() {
            return;
        }
        let mut arranged = std::mem::take(&mut self.arranged);
        // Those that came just now stand nowhere yet.
        let known: HashSet<u32> = moved.iter().copied().filter(|&index| index < fresh).collect();
        if !known.is_empty() {
            arranged.retain(|index| !known.contains(index));
        }
        let mut listed: Vec<u32> = moved.iter().copied().filter(|&index| self.is_listed(index)).collect();
        // One may have come twice.
        listed.sort_unstable();
        listed.dedup();
        if moved.len() <= FEW {
            for index in listed {
                let place = arranged.partition_point(|&other| self.compare(other, index) == Ordering::Less);
                arranged.insert(place, index);
            }
        } else {
            listed.sort_by(|&one, &other| self.compare(one, other));
            let ends = arranged.last().zip(listed.first());
            let in_order = ends.is_none_or(|(&last, &first)| self.compare(last, first) == Ordering::Less);
            arranged.extend(listed);
            if !in_order {
                // Two orders in a row: the sort finds them, and merges.
                arranged.sort_by(|&one, &other| self.compare(one, other));
            }
        }
        self.arranged = arranged;
        self.look_again();
    }

    fn look_again(&mut self) {
        if !self.query.is_empty() {
            self.prepare();
            self.found = Some(self.haystacks.found(&self.query, &self.arranged));
        }
    }

    fn keep_chosen(&mut self, chosen: Option<ArticleId>) {
        let index = chosen.and_then(|id| self.places.get(&id).copied());
        let same = |place: usize| index.is_some() && self.indices().get(place).copied() == index;
        if same(self.chosen) {
            return;
        }
        let place = index.and_then(|index| self.indices().iter().position(|&shown| shown == index));
        self.choose(place.unwrap_or(self.chosen));
    }

    fn is_listed(&self, index: u32) -> bool {
        let entry = self.at(index);
        (self.show_hidden || !entry.hidden || self.arrangement.filter.deleted)
            && self.scope.as_ref().is_none_or(|scope| scope.contains_key(&entry.id))
            && !self.gone.contains(&index)
            && self.arrangement.filter.fits(entry)
    }

    fn compare(&self, one: u32, other: u32) -> Ordering {
        let (one, other) = (self.at(one), self.at(other));
        if let (Some(scope), ListSort::Added) = (&self.scope, self.arrangement.sort) {
            let order = scope.get(&one.id).cmp(&scope.get(&other.id));
            return if self.arrangement.descending { order.reverse() } else { order };
        }
        self.arrangement.compare(one, other)
    }
}
