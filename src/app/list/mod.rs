//! The list of articles: what the library holds, which of it is shown and in which order, and which entry is chosen.
//!
//! Entries come in pieces and stay where they came; what is shown are their indices, put in order. What the reader does
//! in a text changes an entry where it stands: it is put in order anew, or leaves the list, only when something is done
//! in the list, so that nothing moves while it is read.

mod choosing;
mod criteria;
mod empty;
mod finding;
mod haystacks;
mod marking;
mod menu;
mod ordering;
mod query;
mod readings;
mod taking;
#[cfg(test)]
mod tests;
mod typing;
mod word;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

pub use criteria::{ListCriterion, arrangement_words};
pub use empty::Empty;
use finding::Found;
use haystacks::Haystacks;
pub(super) use marking::{remarked, say_of};
pub use menu::{ListLine, ListMenu};
pub(super) use typing::{begin_typing, keep_typed, typed};

use crate::library::{Arrangement, ArticleEntry, ArticleId, Notice};

/// Rows an entry takes on the screen: its title, and a line about it.
pub const ENTRY_ROWS: usize = 2;

/// Under which name the library keeps how the list is ordered and narrowed down.
pub const ARRANGEMENT: &str = "list";

/// The list pane.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What could not be taken in, and why.
    pub notices: Vec<Notice>,
    /// What could not be taken in by an earlier session, and is still as it was: where it is, and why.
    pub refused: BTreeMap<PathBuf, String>,
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
    /// How many of the others were not deleted, counted as they come and go: the screen tells it at every key.
    total: usize,
    /// The articles found under the paths given at the start, each with its place; without paths, all are shown.
    scope: Option<HashMap<ArticleId, usize>>,
    arrangement: Arrangement,
    /// What is in the list by the arrangement, as indices of entries, in order.
    arranged: Vec<u32>,
    haystacks: Haystacks,
    /// What of it is found by the words typed, and before it by the beginnings of them, so that taking a letter back
    /// looks for nothing.
    found: Vec<Found>,
    /// How it was before words were typed.
    typing: Option<typing::Before>,
    chosen: usize,
    top: usize,
}

impl List {
    /// An empty list that shows what is found under paths alone, or everything.
    pub fn new(scoped: bool) -> List {
        List { scope: scoped.then(Default::default), ..List::default() }
    }

    fn indices(&self) -> &[u32] {
        self.found.last().map_or(&self.arranged, |found| &found.indices)
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

    /// What was not read, told of now or by an earlier session.
    pub fn unread_notices(&self) -> impl Iterator<Item = Notice> {
        let known: HashSet<&Path> = self.notices.iter().map(|notice| notice.path.as_path()).collect();
        let still = self.refused.iter().filter(move |(path, _)| !known.contains(path.as_path()));
        let still = still.map(|(path, message)| Notice { path: path.clone(), message: message.clone() });
        self.notices.iter().cloned().chain(still)
    }

    /// How many articles there are that were not deleted.
    pub fn total(&self) -> usize {
        self.total
    }

    /// An article's entry.
    pub fn entry(&self, id: ArticleId) -> Option<&ArticleEntry> {
        self.places.get(&id).map(|&index| self.at(index))
    }

    /// An article's entry, to be changed where it stands.
    pub fn entry_mut(&mut self, id: ArticleId) -> Option<&mut ArticleEntry> {
        self.places.get(&id).map(|&index| &mut self.entries[index as usize])
    }
}
