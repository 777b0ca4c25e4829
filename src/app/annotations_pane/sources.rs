//! The table of sources: who is cited, how often and for what.

use super::Scroll;
use crate::library::{Cited, Sources};

/// The table.
#[derive(Clone, Debug, Default)]
pub struct SourceTable {
    /// The sources, in the table's order.
    pub cited: Vec<Cited>,
    /// How many annotations name no source.
    pub unnamed: usize,
    /// Whether the table goes by name; else those cited most come first.
    pub by_name: bool,
    /// Which line is chosen, and which is the first in view. The last is of annotations without a source.
    pub scroll: Scroll,
}

impl SourceTable {
    /// Lines of the table: the sources, and one for annotations that name none.
    pub fn lines(&self) -> usize {
        self.cited.len() + usize::from(self.unnamed > 0)
    }

    /// The chosen line's source; the empty name for none.
    pub fn chosen(&self) -> Option<&str> {
        let place = self.scroll.chosen;
        let named = self.cited.get(place).map(|cited| cited.name.as_str());
        named.or_else(|| (place < self.lines()).then_some(""))
    }

    /// Takes the library's sources. The chosen one stays chosen.
    pub(super) fn take(&mut self, sources: Sources) {
        let chosen = self.chosen().map(str::to_owned);
        (self.cited, self.unnamed) = (sources.cited, sources.unnamed);
        self.sort();
        self.choose(chosen);
    }

    /// Goes by name or by number, whichever it does not.
    pub(in crate::app) fn turn(&mut self) {
        let chosen = self.chosen().map(str::to_owned);
        self.by_name = !self.by_name;
        self.sort();
        self.choose(chosen);
    }

    fn sort(&mut self) {
        self.cited.sort_by(|one, other| one.name.cmp(&other.name));
        if !self.by_name {
            self.cited.sort_by_key(|cited| std::cmp::Reverse(cited.total));
        }
    }

    fn choose(&mut self, name: Option<String>) {
        let place = name.and_then(|name| self.cited.iter().position(|cited| cited.name == name));
        self.scroll.choose(place.unwrap_or(self.scroll.chosen), self.lines());
    }
}
