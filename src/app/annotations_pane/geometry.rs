//! Where the parts of the annotations pane stand, and its view brought up to date with them.

use ratatui::layout::Rect;

use super::View;
use crate::app::geometry::Geometry;
use crate::app::state::State;

/// Rows an annotation or an article takes: its words, and a line about it.
pub const ENTRY_ROWS: u16 = 2;

/// The pane's parts. A part that there is no room for is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaneGeometry {
    /// What is listed, and how many.
    pub head: Rect,
    /// What the list is narrowed down to.
    pub filters: Rect,
    /// The balance.
    pub bars: Rect,
    /// The list.
    pub list: Rect,
    /// What is known of the chosen one.
    pub preview: Rect,
}

impl PaneGeometry {
    /// Lays out the pane above the status line.
    pub fn of(state: &State) -> PaneGeometry {
        let (columns, _) = state.screen;
        let rows = Geometry::of(state).status.y;
        let entries = state.pane.view == View::Entries;
        let heights = [
            1,
            u16::from(rows >= 5),
            match rows {
                0..=7 => 0,
                8..=15 => 1,
                _ => 2,
            },
            if entries && rows >= 9 { rows / 3 } else { 0 },
        ];
        let list = rows.saturating_sub(heights.iter().sum());
        let mut y = 0;
        let mut next = |height: u16| {
            let height = height.min(rows - y.min(rows));
            let place = Rect::new(0, y, columns, height);
            y += height;
            place
        };
        let [head, filters, bars, preview] = heights;
        PaneGeometry {
            head: next(head),
            filters: next(filters),
            bars: next(bars),
            list: next(list),
            preview: next(preview),
        }
    }

    /// How many lines of the view fit into the list.
    pub fn fitting(&self, view: View) -> usize {
        let rows = if view == View::Sources { 1 } else { ENTRY_ROWS };
        ((self.list.height / rows) as usize).max(1)
    }
}

/// Brings the view up to date with the screen and what is chosen.
pub(in crate::app) fn settle(state: &mut State) {
    let geometry = PaneGeometry::of(state);
    let fitting = geometry.fitting(state.pane.view);
    let (scroll, lines) = state.pane.scroll_mut();
    scroll.settle(fitting, lines);
}
