//! What is in the list, and in which order: all is put in order, or what changed is put into its place.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::List;
use crate::library::{Arrangement, ListSort};

/// As many new entries are put into their places one by one; of more, all are put in order.
pub(super) const FEW: usize = 32;

impl List {
    /// Which articles are listed, and in which order.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Lists the articles that way, keeping the chosen article chosen where it is among them.
    pub fn arrange(&mut self, arrangement: Arrangement) {
        self.arrangement = arrangement;
        self.refresh();
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
    pub(super) fn put_in_place(&mut self, moved: &[u32], fresh: u32) {
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
