//! The annotations pane: annotations across articles on a screen of their own, chosen, sorted and changed there; with
//! them the table of sources and the balance.
//!
//! The library answers what is asked of it in its own time (`asking`), so that no key waits for it. What it listed is
//! changed here at once with every change made, and listed anew when that is on disk.

mod asking;
mod balances;
mod changing;
mod entries;
mod filters;
mod geometry;
mod going;
mod putting;
mod scroll;
mod sources;
mod telling;

pub use balances::Balances;
pub use entries::Entries;
pub use filters::{Criterion, FilterMenu, filter_words};
pub use geometry::{ENTRY_ROWS, PaneGeometry};
pub use scroll::Scroll;
pub use sources::SourceTable;
pub use telling::told;

pub(super) use asking::{ask, take, went_stale};
pub(super) use changing::{change, may_change, relabel_chosen, undone};
pub(super) use filters::{begin_typing, keep_typed, typed};
pub(super) use geometry::settle;
pub(super) use going::{leave, open, open_entry, switch_scope};
pub(super) use putting::{begin_putting, leave_putting, put_here};

use asking::Asking;

use crate::library::{ArticleId, Facets, Listed, Selection};

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Annotations, an entry each.
    #[default]
    Entries,
    /// Who is cited, and how often.
    Sources,
    /// How much of each article has which label.
    Balance,
}

/// The annotations pane.
#[derive(Debug, Default)]
pub struct AnnotationsPane {
    /// Whether it lies over list and text.
    pub shown: bool,
    /// What it shows.
    pub view: View,
    /// Which annotations are listed, and in which order.
    pub selection: Selection,
    /// The annotations listed.
    pub entries: Entries,
    /// The sources of the article or of the library.
    pub sources: SourceTable,
    /// The balances known.
    pub balances: Balances,
    /// What annotations can be chosen by.
    pub facets: Facets,
    /// What it showed when it was opened: leaving another view leads back to it.
    home: View,
    /// The article of the passage that it was left for: opened again from there, it is as it was.
    left_for: Option<ArticleId>,
    /// The filter's words from before others were typed, while they are.
    typing: Option<String>,
    asking: Asking,
}

impl AnnotationsPane {
    /// The chosen annotation, while annotations are shown.
    pub fn chosen(&self) -> Option<&Listed> {
        self.entries.chosen().filter(|_| self.view == View::Entries)
    }

    /// The article that the pane's balance is about; none for the library.
    pub fn balance_scope(&self) -> Option<ArticleId> {
        self.selection.article.filter(|_| self.view != View::Balance)
    }

    /// Whether an answer that it shows is still to come.
    pub fn is_asking(&self) -> bool {
        self.asking.is_under_way()
    }

    /// Whether the library told what it shows: where it shows nothing, there is nothing.
    pub fn is_answered(&self) -> bool {
        self.asking.is_answered(self)
    }

    /// The view's place, and how many lines it has.
    pub fn scroll_mut(&mut self) -> (&mut Scroll, usize) {
        match self.view {
            View::Entries => (&mut self.entries.scroll, self.entries.total),
            View::Sources => {
                let lines = self.sources.lines();
                (&mut self.sources.scroll, lines)
            }
            View::Balance => {
                let lines = self.balances.lines();
                (&mut self.balances.scroll, lines)
            }
        }
    }
}

#[cfg(test)]
mod tests;
