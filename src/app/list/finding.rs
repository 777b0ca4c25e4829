//! What is found in the list as words are typed.

use super::List;
use super::query::Query;

/// What was found by words.
#[derive(Clone, Debug)]
pub(super) struct Found {
    query: Query,
    /// The entries' indices, the best first.
    pub(super) indices: Vec<u32>,
}

impl List {
    /// The words that are looked for as they are typed.
    pub fn query(&self) -> &str {
        self.found.last().map_or("", |found| found.query.typed())
    }

    /// The characters of a title that the query finds, by their places.
    pub fn lit(&self, title: &str) -> Vec<usize> {
        self.found.last().map_or_else(Vec::new, |found| found.query.places(title))
    }

    /// Shows what `typed` finds, the best first and chosen.
    pub fn look_for(&mut self, typed: &str) {
        let query = Query::new(typed);
        let chosen = self.chosen().map(|entry| entry.id);
        while self.found.pop_if(|found| !query.begins_with(&found.query)).is_some() {}
        if query.is_empty() {
            self.keep_chosen(chosen);
            return;
        }
        self.prepare();
        if query.typed() != self.query() {
            let indices = match self.found.last() {
                Some(found) => self.haystacks.found(&query, &self.in_order(&found.indices)),
                None => self.haystacks.found(&query, &self.arranged),
            };
            self.found.push(Found { query, indices });
        }
        self.chosen = 0;
    }

    /// Entries in the list's order.
    fn in_order(&self, indices: &[u32]) -> Vec<u32> {
        let mut among = vec![false; self.entries.len()];
        indices.iter().for_each(|&index| among[index as usize] = true);
        self.arranged.iter().copied().filter(|&index| among[index as usize]).collect()
    }

    /// Forgets what was found by beginnings of the words.
    pub(super) fn forget_beginnings(&mut self) {
        self.found.drain(..self.found.len().saturating_sub(1));
    }

    /// Looks for the same words in what is in the list now.
    pub(super) fn look_again(&mut self) {
        let Some(Found { query, .. }) = self.found.pop() else { return };
        self.prepare();
        let indices = self.haystacks.found(&query, &self.arranged);
        self.found = vec![Found { query, indices }];
    }

    /// Folds what was not folded yet.
    pub(super) fn prepare(&mut self) {
        for entry in &self.entries[self.haystacks.len()..] {
            self.haystacks.push(entry);
        }
    }
}
