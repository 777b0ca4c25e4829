//! Where a reader stands in a text, kept to come back to.

use super::{Cursor, Reading, Row};
use crate::annotation::AnnotationId;

/// Where a reader stands in a text.
#[derive(Clone, Debug)]
pub struct Standpoint {
    cursor: Cursor,
    top: Row,
    found: Option<usize>,
    chosen: Option<AnnotationId>,
    narrower: Vec<Cursor>,
    moved: bool,
    read_to: usize,
}

impl Standpoint {
    /// The first byte of what the cursor stands on.
    pub fn byte(&self) -> usize {
        self.cursor.span.start
    }
}

impl Reading {
    /// Where the reader stands, to come back to.
    pub fn standpoint(&self) -> Standpoint {
        Standpoint {
            cursor: self.cursor,
            top: self.top,
            found: self.found,
            chosen: self.chosen.clone(),
            narrower: self.narrower.clone(),
            moved: self.moved,
            read_to: self.read_to,
        }
    }

    /// Comes back to where the reader stood in this text, the view included. What was in view since is not read: a match
    /// at the end that a search showed while it was typed does not make an article one that was read.
    pub fn stand_at(&mut self, standpoint: &Standpoint) {
        let Standpoint { cursor, top, found, chosen, narrower, moved, read_to } = standpoint.clone();
        (self.cursor, self.top, self.found, self.chosen) = (cursor, top, found, chosen);
        (self.narrower, self.moved, self.read_to) = (narrower, moved, read_to);
        self.follow = true;
    }
}
