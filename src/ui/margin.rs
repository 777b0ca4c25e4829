//! The signs beside the text. A passage has a lane of its own as long as it goes on: its label's sign where it begins (or
//! at the top, where it began above), `|` beside the rows that it goes on over, `'` where it ends. After the lanes stand
//! marks. All of it is ASCII, one cell wide on every terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::Pen;
use super::theme::Theme;
use crate::annotation::{Annotation, Label};
use crate::text::Ambiguous;

/// The most lanes of one margin.
const LANES: usize = 3;

/// An annotation in view.
pub(super) struct Mark<'a> {
    pub(super) annotation: &'a Annotation,
    pub(super) label: Option<&'a Label>,
    /// The other reader's sign; none for one's own.
    pub(super) other: Option<char>,
    /// The first and the last row of the view that it is on.
    pub(super) rows: (usize, usize),
    /// Whether it begins above the view.
    pub(super) above: bool,
    /// Whether it goes on below the view.
    pub(super) below: bool,
    /// Whether links begin or end in it.
    pub(super) linked: bool,
    /// Whether it was left out when readers settled what they differ in.
    pub(super) left: bool,
    /// Whether it stands against what oneself tagged there.
    pub(super) disputed: bool,
}

impl Mark<'_> {
    pub(super) fn is_on(&self, row: usize) -> bool {
        (self.rows.0..=self.rows.1).contains(&row)
    }
}

/// A mark in its place.
struct Laned<'a> {
    mark: &'a Mark<'a>,
    /// Where it stands; none where it found no room.
    lane: Option<usize>,
    /// The row from which on it stands there.
    from: usize,
}

/// A margin of the view.
pub(super) struct Margin<'a> {
    marks: Vec<Laned<'a>>,
    /// Whether the first cell is for what stands out.
    alert: bool,
    /// Whether signs of other readers say whose they are, in a cell before.
    named: bool,
}

impl<'a> Margin<'a> {
    /// One's own margin, left of the text; others' passages stand in it as well where they have no other place.
    pub(super) fn own(marks: &'a [Mark<'a>], shared: bool) -> Margin<'a> {
        let own = marks.iter().filter(|mark| mark.other.is_none());
        let others = marks.iter().filter(|mark| shared && mark.other.is_some());
        Margin { marks: laned(own.chain(others)), alert: false, named: false }
    }

    /// The margin of `readers` other readers, right of the text.
    pub(super) fn others(marks: &'a [Mark<'a>], readers: usize) -> Margin<'a> {
        let others = marks.iter().filter(|mark| mark.other.is_some());
        Margin { marks: laned(others), alert: true, named: readers > 1 }
    }

    /// Draws what stands beside one row of the view.
    pub(super) fn draw(&self, buffer: &mut Buffer, place: Rect, row: usize, theme: &Theme) {
        let start = place.x + u16::from(self.alert);
        let wide = if self.named { 2 } else { 1 };
        let mut pen = Pen::new(buffer, place, row as u16, Ambiguous::Narrow);
        let here = || self.marks.iter().filter(|laned| laned.mark.is_on(row));
        let begun = || here().filter(|laned| laned.mark.rows.0 == row && !laned.mark.above);
        let disputed = begun().any(|laned| laned.mark.disputed);
        if self.alert && disputed {
            pen.write("!", theme.grave);
        }
        let standing = here().filter(|laned| laned.from <= row);
        let mut signs: Vec<_> = standing.filter_map(|laned| Some((laned.lane?, laned))).collect();
        signs.sort_by_key(|(lane, _)| *lane);
        for (lane, laned) in signs {
            let (sign, style) = sign(laned, row, theme);
            pen.fill(start + lane as u16 * wide, Style::new());
            if self.named {
                let owner = laned.mark.other.filter(|_| laned.from == row).unwrap_or(' ');
                pen.write(owner.encode_utf8(&mut [0; 4]), theme.dim);
            }
            pen.write(sign.encode_utf8(&mut [0; 4]), style);
        }
        pen.fill(start, Style::new());
        let marks = [
            (!self.alert && disputed, "!"),
            (begun().any(|laned| !laned.mark.annotation.note.is_empty()), "*"),
            (begun().any(|laned| laned.mark.linked), "~"),
            (begun().any(|laned| laned.lane.is_none()), "+"),
        ];
        let marks: Vec<&str> = marks.iter().filter(|(there, _)| *there).map(|(_, mark)| *mark).collect();
        let fitting =
            if marks.len() > pen.room() as usize { pen.room().saturating_sub(1) } else { pen.room() };
        for mark in marks.iter().take(fitting as usize) {
            pen.write(mark, if *mark == "!" { theme.grave } else { theme.dim });
        }
        if marks.len() > fitting as usize && pen.room() > 0 {
            let hidden = &marks[fitting as usize..];
            pen.write("&", if hidden.contains(&"!") { theme.grave } else { theme.dim });
        }
        if pen.room() > 0 && row == 0 && here().any(|laned| laned.mark.above) {
            pen.write("^", theme.dim);
        }
    }
}

/// Each mark with the lane that is free first, and for as long as it goes on. Where all are taken at its first row it may
/// find one further down, and is shown from there on.
fn laned<'a>(marks: impl Iterator<Item = &'a Mark<'a>>) -> Vec<Laned<'a>> {
    let mut free = [0; LANES];
    let mut marks: Vec<Laned> = marks.map(|mark| Laned { mark, lane: None, from: mark.rows.0 }).collect();
    // Own ones come before others' at the same row; the sort is stable.
    marks.sort_by_key(|laned| laned.mark.rows.0);
    for Laned { mark, lane, from } in &mut marks {
        let (soonest, place) =
            (0..LANES).map(|lane| (free[lane].max(mark.rows.0), lane)).min().unwrap_or_default();
        if soonest <= mark.rows.1 {
            (*lane, *from) = (Some(place), soonest);
            free[place] = mark.rows.1 + 1;
        }
    }
    marks
}

/// What stands in a mark's lane beside a row that it is on.
fn sign(laned: &Laned, row: usize, theme: &Theme) -> (char, Style) {
    let mark = laned.mark;
    let letter = mark.label.map_or('?', |label| label.sign);
    let letter = if mark.other.is_some() { letter.to_ascii_lowercase() } else { letter };
    let quiet = theme.quiet(mark.label);
    if row == laned.from {
        let begins = row == mark.rows.0 && !mark.above;
        let loud = begins && !mark.left && (mark.other.is_none() || mark.disputed);
        return (letter, if loud { theme.sign(mark.label) } else { quiet });
    }
    if row == mark.rows.1 && !mark.below { ('\'', quiet) } else { ('|', quiet) }
}
