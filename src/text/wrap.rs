//! Breaks one block of text into lines that fit a measure. Nothing is lost: every cluster stands on exactly one line.

use super::breaks::{self, Quality};
use super::marks::may_hang;
use super::width::Ambiguous;
use super::{clusters, fitted, is_blank};

/// What lines must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Cells a line may take, at least [`Measure::LEAST`]. Below [`Measure::NARROWEST`] signs for invisible characters do
    /// not fit, and are cut.
    pub cells: usize,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// Whether one closing comma or full stop may hang past the measure.
    pub hanging: bool,
}

impl Measure {
    /// The fewest cells that a line can fit, on a screen of a few columns. What is wider stands there as `>`.
    pub const LEAST: usize = 1;

    /// The fewest cells a reader's lines are asked to fit.
    pub const NARROWEST: usize = 8;
}

/// One grapheme cluster of a wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The byte it begins at, from the start of the wrapped text.
    pub start: u32,
    /// Cells it takes as shown ([`fitted`] to the measure).
    pub cells: u8,
    /// Whether it is drawn as blank cells, which take no part in a line's end.
    pub blank: bool,
}

/// One line: a range of clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index of its first cluster.
    pub first: u32,
    /// One past the index of its last cluster, blanks at its end included.
    pub end: u32,
}

/// A text in lines. Offsets are bytes from the text's start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrapped {
    /// The text's clusters, in order.
    pub clusters: Vec<Cluster>,
    /// The lines, in order; together they hold every cluster.
    pub lines: Vec<Line>,
    /// Length of the text in bytes.
    pub bytes: usize,
}

impl Wrapped {
    /// The byte at which cluster `index` ends.
    pub fn cluster_end(&self, index: usize) -> usize {
        self.clusters.get(index + 1).map_or(self.bytes, |next| next.start as usize)
    }

    /// The bytes of line `index`, blanks at its end included.
    pub fn line_bytes(&self, index: usize) -> std::ops::Range<usize> {
        let line = self.lines[index];
        self.clusters[line.first as usize].start as usize..self.cluster_end(line.end as usize - 1)
    }

    /// The line that holds `byte`; the last for a byte past the end.
    pub fn line_at(&self, byte: usize) -> usize {
        let starts_after = |line: &Line| self.clusters[line.first as usize].start as usize <= byte;
        self.lines.partition_point(starts_after).saturating_sub(1)
    }
}

/// Wraps `text`, one block without newlines and shorter than 4 GiB, greedily.
pub fn wrap(text: &str, measure: Measure) -> Wrapped {
    wrap_at(text, measure, breaks::opportunities(text))
}

/// Wraps a row of a table, whose cells are parted by `| `, as [`wrap`] does, but within a cell only where the cell alone
/// does not fit.
pub fn wrap_row(text: &str, measure: Measure) -> Wrapped {
    let mut places = breaks::opportunities(text);
    for (place, quality) in &mut places {
        *quality = if text[..*place].ends_with("| ") { Quality::Regular } else { Quality::Hyphen };
    }
    wrap_at(text, measure, places)
}

fn wrap_at(text: &str, measure: Measure, places: Vec<(usize, Quality)>) -> Wrapped {
    let clusters: Vec<Cluster> = clusters(text)
        .map(|(start, cluster)| {
            let (_, cells) = fitted(cluster, measure.cells, measure.ambiguous);
            Cluster { start: start as u32, cells: cells as u8, blank: cluster.chars().all(is_blank) }
        })
        .collect();
    let wrapper = Wrapper { text, measure, places, clusters: &clusters };
    let lines = wrapper.lines();
    Wrapped { lines, clusters, bytes: text.len() }
}

struct Wrapper<'a> {
    text: &'a str,
    measure: Measure,
    places: Vec<(usize, Quality)>,
    clusters: &'a [Cluster],
}

impl Wrapper<'_> {
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut first = 0;
        let mut place = 0;
        while first < self.clusters.len() {
            let end = self.line_end(first, &mut place);
            lines.push(Line { first: first as u32, end: end as u32 });
            first = end;
        }
        lines
    }

    /// One past the last cluster of the line that begins at `first`. `place` is the index of the first break
    /// opportunity after the line's start; it moves on with the lines.
    fn line_end(&self, first: usize, place: &mut usize) -> usize {
        let overflow = self.overflow(first);
        if overflow == self.clusters.len() {
            return overflow;
        }
        let start = self.start_of(first);
        while self.places.get(*place).is_some_and(|found| found.0 <= start) {
            *place += 1;
        }
        let limit = self.start_of(overflow);
        let fitting = self.places[*place..].partition_point(|found| found.0 <= limit) + *place;
        let fits = &self.places[*place..fitting];
        let regular = fits.iter().rev().find(|found| found.1 == Quality::Regular);
        let end = match regular.or_else(|| fits.last()) {
            Some(found) => self.clusters.partition_point(|cluster| (cluster.start as usize) < found.0),
            None => self.emergency(first, overflow),
        };
        self.hanging_end(overflow).unwrap_or(end)
    }

    /// The first cluster that does not fit on a line that begins at `first`. Blanks always fit.
    fn overflow(&self, first: usize) -> usize {
        let mut cells = 0;
        for (index, cluster) in self.clusters.iter().enumerate().skip(first) {
            cells += cluster.cells as usize;
            if cells > self.measure.cells && !cluster.blank && index > first {
                return index;
            }
        }
        self.clusters.len()
    }

    /// Where to cut what has no place to break at all: not at a mark that must stay, not within a word, if it can be.
    fn emergency(&self, first: usize, overflow: usize) -> usize {
        let allows = |index: usize| breaks::marks_allow(self.text, self.start_of(index));
        let candidates = || (first + 1..=overflow).rev();
        candidates()
            .find(|&index| allows(index) && !self.within_word(self.start_of(index)))
            .or_else(|| candidates().find(|&index| allows(index)))
            .unwrap_or(overflow)
    }

    /// The byte at which cluster `index` begins; the text's end for the one after the last.
    fn start_of(&self, index: usize) -> usize {
        self.clusters.get(index).map_or(self.text.len(), |cluster| cluster.start as usize)
    }

    fn within_word(&self, place: usize) -> bool {
        let letter = |character: char| character.is_ascii_alphanumeric();
        self.text[..place].chars().next_back().is_some_and(letter)
            && self.text[place..].chars().next().is_some_and(letter)
    }

    /// Whether the cluster is a mark that may hang, and nothing with it.
    fn hangs_alone(&self, index: usize) -> bool {
        let mut characters = self.text[self.start_of(index)..self.start_of(index + 1)].chars();
        characters.next().is_some_and(may_hang) && characters.next().is_none()
    }

    /// Lets one comma or full stop that follows a full line hang, where that keeps its word on the line.
    fn hanging_end(&self, overflow: usize) -> Option<usize> {
        if !self.measure.hanging || self.clusters[overflow - 1].blank || !self.hangs_alone(overflow) {
            return None;
        }
        let after = overflow + 1;
        let place = self.start_of(after);
        let allowed =
            place == self.text.len() || self.places.binary_search_by_key(&place, |found| found.0).is_ok();
        allowed.then_some(after)
    }
}

#[cfg(test)]
mod tests;
