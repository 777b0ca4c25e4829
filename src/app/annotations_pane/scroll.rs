//! Which line of a list is chosen, and which is the first in view.

/// A place in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// Place of the chosen line.
    pub chosen: usize,
    /// Place of the first line in view.
    pub top: usize,
}

impl Scroll {
    /// Chooses the line at `place` of `lines`, or the last.
    pub fn choose(&mut self, place: usize, lines: usize) {
        self.chosen = place.min(lines.saturating_sub(1));
    }

    /// Brings the chosen line into a view of `fitting` of `lines` lines.
    pub fn settle(&mut self, fitting: usize, lines: usize) {
        let fitting = fitting.max(1);
        self.choose(self.chosen, lines);
        self.top = self.top.min(self.chosen).max((self.chosen + 1).saturating_sub(fitting));
        self.top = self.top.min(lines.saturating_sub(fitting));
    }
}
