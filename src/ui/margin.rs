//! The signs beside the text. A passage has a lane of its own as long as it goes on: its label's sign where it begins (or
//! at the top, where it began above), `|` beside the rows that it goes on over, `'` where it ends. After the lanes stand
//! marks. All of it is ASCII, one cell wide on every terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::Pen;
use super::theme::Theme;
use crate::annotation::{Annotation, Label, Outcome};
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
    /// Whether it stands against what oneself tagged there.
    pub(super) disputed: bool,
}

impl Mark<'_> {
    /// Whether it was left out when readers settled what they differ in.
    pub(super) fn left(&self) -> bool {
        self.annotation.outcome() == Some(Outcome::Left)
    }

    pub(super) fn is_on(&self, row: usize) -> bool {
        (self.rows.0..=self.rows.1).contains(&row)
    }
}

/// A margin of the view.
pub(super) struct Margin<'a> {
    /// The marks, each with its lane; those without one found no room.
    marks: Vec<(&'a Mark<'a>, Option<usize>)>,
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
        let here = || self.marks.iter().filter(|(mark, _)| mark.is_on(row));
        let disputed = here().any(|(mark, _)| mark.rows.0 == row && mark.disputed);
        if self.alert && disputed {
            pen.write("!", theme.grave);
        }
        let mut signs: Vec<_> = here().filter_map(|&(mark, lane)| Some((lane?, mark))).collect();
        signs.sort_by_key(|(lane, _)| *lane);
        for (lane, mark) in signs {
            let (sign, style) = sign(mark, row, theme);
            pen.fill(start + lane as u16 * wide, Style::new());
            if self.named {
                let owner = mark.other.filter(|_| mark.rows.0 == row).unwrap_or(' ');
                pen.write(owner.encode_utf8(&mut [0; 4]), theme.dim);
            }
            pen.write(sign.encode_utf8(&mut [0; 4]), style);
        }
        pen.fill(start, Style::new());
        let first = || here().filter(|(mark, _)| mark.rows.0 == row);
        let noted = first().any(|(mark, _)| !mark.annotation.note.is_empty());
        let linked = first().any(|(mark, _)| mark.linked);
        let marks = [
            (!self.alert && disputed, "!"),
            (noted && linked && pen.room() < 2, "&"),
            (noted, "*"),
            (linked, "~"),
            (first().any(|(_, lane)| lane.is_none()), "+"),
            (first().any(|(mark, _)| mark.above), "^"),
        ];
        for (_, mark) in marks.iter().filter(|(there, _)| *there) {
            if pen.room() > 0 {
                pen.write(mark, if *mark == "!" { theme.grave } else { theme.dim });
            }
        }
    }
}

/// The lowest lane that is free over all of a mark's rows, those that begin further up first.
fn laned<'a>(marks: impl Iterator<Item = &'a Mark<'a>>) -> Vec<(&'a Mark<'a>, Option<usize>)> {
    let mut taken: [Option<usize>; LANES] = [None; LANES];
    let mut marks: Vec<(&Mark, Option<usize>)> = marks.map(|mark| (mark, None)).collect();
    // Own ones come before others' at the same row; the sort is stable.
    marks.sort_by_key(|(mark, _)| mark.rows.0);
    for (mark, lane) in &mut marks {
        *lane = taken.iter().position(|until| until.is_none_or(|until| until < mark.rows.0));
        if let Some(lane) = lane {
            taken[*lane] = Some(mark.rows.1);
        }
    }
    marks
}

/// What stands in a mark's lane beside a row that it is on.
fn sign(mark: &Mark, row: usize, theme: &Theme) -> (char, Style) {
    let letter = mark.label.map_or('?', |label| label.sign);
    let letter = if mark.other.is_some() { letter.to_ascii_lowercase() } else { letter };
    let quiet = theme.quiet(mark.label);
    if row == mark.rows.0 {
        let loud = !mark.above && !mark.left() && (mark.other.is_none() || mark.disputed);
        return (letter, if loud { theme.sign(mark.label) } else { quiet });
    }
    if row == mark.rows.1 && !mark.below { ('\'', quiet) } else { ('|', quiet) }
}
