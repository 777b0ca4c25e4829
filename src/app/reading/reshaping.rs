//! Moving the borders of an annotation: one of its two ends goes by motions, the other stays. The annotation itself is
//! not touched before the new borders are kept.

use super::{Cursor, Document, Reading, Unit};
use crate::annotation::{Annotation, AnnotationId};
use crate::text::Span;

/// Which of an annotation's ends motions move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Where it begins.
    Beginning,
    /// Where it ends.
    End,
}

impl Edge {
    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Edge::Beginning => "beginning",
            Edge::End => "end",
        }
    }
}

/// An annotation whose borders are being moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reshaping {
    /// Which one.
    pub annotation: AnnotationId,
    /// The passage as the borders stand now; never empty.
    pub span: Span,
    /// The end that motions move.
    pub edge: Edge,
    /// Where the cursor stood before.
    from: Cursor,
}

impl Reading {
    /// The annotation whose borders are being moved.
    pub fn reshaping(&self) -> Option<&Reshaping> {
        self.reshaping.as_ref()
    }

    /// Begins to move the borders of an annotation, its end first.
    pub fn reshape(&mut self, annotation: &Annotation) {
        let (span, from) = (annotation.span, self.cursor);
        self.selecting = None;
        self.reshaping = Some(Reshaping { annotation: annotation.id.clone(), span, edge: Edge::End, from });
        self.show_edge(from.unit);
    }

    /// Lets motions move the other end.
    pub fn other_edge(&mut self) {
        let unit = self.cursor.unit;
        if let Some(reshaping) = &mut self.reshaping {
            reshaping.edge = match reshaping.edge {
                Edge::Beginning => Edge::End,
                Edge::End => Edge::Beginning,
            };
            self.show_edge(unit);
        }
    }

    /// Moves the end by a unit, on or back, and says whether it could: nothing is left of a passage whose ends meet.
    pub fn move_edge(&mut self, unit: Unit, on: bool) -> bool {
        let Some(reshaping) = &mut self.reshaping else { return false };
        let span = reshaping.span;
        let moved = match reshaping.edge {
            Edge::End => end_beside(&mut self.document, span.end, unit, on).map(|end| (span.start, end)),
            Edge::Beginning => {
                start_beside(&mut self.document, span.start, unit, on).map(|start| (start, span.end))
            }
        };
        let Some((start, end)) = moved.filter(|(start, end)| start < end) else { return false };
        reshaping.span = Span::new(start, end);
        self.show_edge(unit);
        true
    }

    /// Moves the end to that of `span`, unless nothing were left of the passage.
    pub fn move_edge_to(&mut self, span: Span) {
        let unit = self.cursor.unit;
        if let Some(reshaping) = &mut self.reshaping {
            let (start, end) = match reshaping.edge {
                Edge::Beginning => (span.start, reshaping.span.end),
                Edge::End => (reshaping.span.start, span.end),
            };
            if start < end {
                reshaping.span = Span::new(start, end);
                self.show_edge(unit);
            }
        }
    }

    /// Ends the moving of borders, and says what it came to. The cursor stands where it stood before.
    pub fn end_reshaping(&mut self) -> Option<Reshaping> {
        let reshaping = self.reshaping.take()?;
        self.move_to(reshaping.from.span, reshaping.from.unit);
        Some(reshaping)
    }

    /// Puts the cursor on the unit at the end that moves, so that the view follows it.
    fn show_edge(&mut self, unit: Unit) {
        let Some(reshaping) = &self.reshaping else { return };
        let byte = match reshaping.edge {
            Edge::Beginning => reshaping.span.start,
            Edge::End => last_byte(self.document.text(), reshaping.span.end),
        };
        if let Some(span) = self.document.unit_at(byte, unit) {
            self.move_to(span, unit);
        }
    }
}

/// The nearest end of a unit after `end`, or before it.
fn end_beside(document: &mut Document, end: usize, unit: Unit, on: bool) -> Option<usize> {
    let last = last_byte(document.text(), end);
    let mut at = document.unit_at(last, unit)?;
    loop {
        if (on && at.end > end) || (!on && at.end < end) {
            return Some(at.end);
        }
        at = if on { document.next(at, unit) } else { document.previous(at, unit) }?;
    }
}

/// The nearest beginning of a unit after `start`, or before it.
fn start_beside(document: &mut Document, start: usize, unit: Unit, on: bool) -> Option<usize> {
    let mut at = document.unit_at(start, unit)?;
    loop {
        if (on && at.start > start) || (!on && at.start < start) {
            return Some(at.start);
        }
        at = if on { document.next(at, unit) } else { document.previous(at, unit) }?;
    }
}

/// Where the character before `end` begins.
fn last_byte(text: &str, end: usize) -> usize {
    text[..end].char_indices().next_back().map_or(0, |found| found.0)
}
