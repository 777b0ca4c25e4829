//! Why nothing is in the list.

use super::List;
use crate::library::ArticleEntry;

/// Why nothing is in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// There are no articles at all.
    Library,
    /// None was found under the paths given.
    Scope,
    /// None has the words looked for, or what the list is narrowed down to.
    NothingFits,
    /// All are out of sight.
    Hidden,
    /// All were deleted.
    Deleted,
}

impl List {
    /// Whether it is narrowed down, by words or otherwise.
    pub fn is_part(&self) -> bool {
        !self.query().is_empty() || !self.arrangement.filter.is_whole()
    }

    /// Why nothing is shown; `None` where something is.
    pub fn empty(&self) -> Option<Empty> {
        if !self.indices().is_empty() {
            return None;
        }
        let in_scope =
            |entry: &&ArticleEntry| self.scope.as_ref().is_none_or(|scope| scope.contains_key(&entry.id));
        Some(if self.all().next().is_none() {
            Empty::Library
        } else if self.is_part() {
            Empty::NothingFits
        } else if !self.all().any(|entry| in_scope(&entry)) {
            Empty::Scope
        } else if self.all().any(|entry| in_scope(&entry) && !entry.deleted) {
            Empty::Hidden
        } else {
            Empty::Deleted
        })
    }
}
