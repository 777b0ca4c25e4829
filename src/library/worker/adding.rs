//! Articles taken in by the library's thread, several in one transaction.

use super::desk::Desk;
use super::{Addition, Reply};
use crate::library::{Added, AddedKind, Examined, Incoming, LibraryError};

impl Desk {
    /// Takes an article that is to be added.
    pub(super) fn take_addition(&mut self, addition: Addition) {
        self.backlog.additions.push_back(addition);
        if self.backlog.is_held_up() {
            self.show_known();
        }
    }

    /// Adds the first of the articles that wait. One that is refused for itself is told apart from the others.
    pub(super) fn add_batch(&mut self) {
        let mut size = self.backlog.batch();
        while size > 0 {
            let mut batch: Vec<Addition> = self.backlog.additions.drain(..size).collect();
            for one in &mut batch {
                one.examined.get_or_insert_with(|| Examined::of(&one.article));
            }
            let incoming: Vec<(Incoming, &Examined)> = batch
                .iter()
                .filter_map(|one| {
                    let incoming = Incoming { uri: &one.uri, article: &one.article, stamp: one.stamp };
                    one.examined.as_ref().map(|examined| (incoming, examined))
                })
                .collect();
            match self.store.add_examined(&incoming) {
                Ok(added) => {
                    self.backlog.go_on();
                    for (addition, added) in batch.into_iter().zip(added) {
                        self.show_entry(added.id);
                        self.say(Reply::Added { uri: addition.uri, added });
                        let revised = matches!(added.kind, AddedKind::Revised { .. });
                        if revised && self.open.is_some_and(|(open, _)| open == added.id) {
                            self.open(added.id);
                        }
                    }
                    return;
                }
                Err(error) if error.may_pass() => {
                    batch.into_iter().rev().for_each(|one| self.backlog.additions.push_front(one));
                    self.show_known();
                    self.say(Reply::Failed { message: error.to_string(), retry: true });
                    self.backlog.hold_up(&error);
                    return;
                }
                Err(error @ LibraryError::ReadingOnly { .. }) => {
                    batch.into_iter().rev().for_each(|one| self.backlog.additions.push_front(one));
                    self.show_known();
                    self.backlog.additions.clear();
                    self.fail(&error);
                    return;
                }
                Err(error) if size == 1 => {
                    self.fail(&error);
                    return;
                }
                Err(_) => {
                    batch.into_iter().rev().for_each(|one| self.backlog.additions.push_front(one));
                    size /= 2;
                }
            }
        }
    }

    /// Where nothing can be written: articles that are in the library as they are now are read with their annotations all
    /// the same. That one stands in another file now is written later.
    fn show_known(&mut self) {
        let mut additions = std::mem::take(&mut self.backlog.additions);
        for addition in additions.iter_mut().filter(|addition| !addition.shown) {
            addition.shown = true;
            let examined = addition.examined.get_or_insert_with(|| Examined::of(&addition.article));
            match self.store.known_as(&addition.uri, examined) {
                Ok(Some(id)) => {
                    let added = Added { id, kind: AddedKind::Known };
                    self.show_entry(id);
                    self.say(Reply::Added { uri: addition.uri.clone(), added });
                }
                Ok(None) => {}
                Err(error) => self.fail(&error),
            }
        }
        self.backlog.additions = additions;
    }
}
