//! Which results are in view: articles have as many rows as what is shown of them.

use super::Results;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::library::{Excerpt, Held};
use crate::text::{Ambiguous, line_cells, visible};

/// The most rows that an excerpt takes.
const EXCERPT_ROWS: usize = 3;

/// Rows above the results: what is found, and what is typed.
const HEAD: usize = 2;

/// Rows of the article itself.
const TITLE: usize = 1;

/// Columns before an excerpt, and one after it.
pub const INDENT: u16 = 8;

impl Results {
    /// Rows that an article takes on a screen of so many columns.
    fn rows(&self, held: &Held, columns: u16, ambiguous: Ambiguous) -> usize {
        let Some(shown) = self.excerpts.get(&held.article) else { return TITLE };
        let excerpts = shown.excerpts.iter().map(|excerpt| excerpt_rows(excerpt, columns, ambiguous));
        TITLE + excerpts.sum::<usize>()
    }
}

/// Rows that an excerpt takes: as many as its words fill, at most three.
pub fn excerpt_rows(excerpt: &Excerpt, columns: u16, ambiguous: Ambiguous) -> usize {
    let cells = usize::from(columns.saturating_sub(INDENT + 1)).max(1);
    line_cells(&visible(&excerpt.words), ambiguous).div_ceil(cells).clamp(1, EXCERPT_ROWS)
}

/// Articles that a page goes on by.
pub(super) fn page(results: &Results) -> usize {
    // About as many as fit, without a look at each.
    (results.chosen.0.saturating_sub(results.top)).max(4)
}

/// Brings the chosen result into view.
pub(in crate::app) fn settle(state: &mut State) {
    if !matches!(state.overlay, Some(Overlay::Results)) {
        return;
    }
    let (columns, rows) = state.screen;
    let ambiguous = state.ambiguous;
    let room = usize::from(rows).saturating_sub(HEAD + 1);
    let results = &mut state.results;
    let (chosen, line) = results.chosen;
    results.top = results.top.min(chosen);
    loop {
        let above: usize = results
            .articles
            .iter()
            .take(chosen)
            .skip(results.top)
            .map(|held| results.rows(held, columns, ambiguous))
            .sum();
        let shown = results.articles.get(chosen).and_then(|held| results.excerpts.get(&held.article));
        let lines = shown.map_or(0, |shown| {
            shown.excerpts.iter().take(line + 1).map(|one| excerpt_rows(one, columns, ambiguous)).sum()
        });
        if above + TITLE + lines <= room || results.top >= chosen {
            return;
        }
        results.top += 1;
    }
}
