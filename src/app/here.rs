//! Which annotations the reader sees, and which of them the cursor is on.

use super::reading::Viewer;
use super::state::State;
use crate::annotation::{Annotation, AnnotationId};

impl State {
    /// The annotation under the cursor, of those that are shown: of several the one gone to, or the nearest. In the
    /// annotations pane the one chosen.
    pub fn annotation_here(&self) -> Option<&Annotation> {
        if self.pane.shown {
            return self.pane.chosen().map(|chosen| &chosen.stored.annotation);
        }
        self.reading.as_ref()?.annotation_here(self.viewer())
    }

    /// The annotations under the cursor that are shown, in the order in which they are gone through.
    pub fn annotations_here(&self) -> Vec<&Annotation> {
        match &self.reading {
            Some(reading) if !self.pane.shown => {
                reading.annotations.all_about(reading.target(), self.viewer())
            }
            _ => Vec::new(),
        }
    }

    /// Which of the annotations under the cursor [`State::annotation_here`] is, counted from 1, and how many there are.
    pub fn place_here(&self) -> Option<(usize, usize)> {
        let (here, all) = (self.annotation_here()?, self.annotations_here());
        let place = all.iter().position(|annotation| annotation.id == here.id)?;
        Some((place + 1, all.len()))
    }

    /// Who looks at annotations, and at whose.
    pub fn viewer(&self) -> Viewer<'_> {
        Viewer { reader: &self.reader, others: self.others_shown }
    }

    /// Whether this annotation is on the screen: one's own always, others' as wished.
    pub fn shows(&self, annotation: &Annotation) -> bool {
        self.viewer().sees(annotation)
    }

    /// The other readers whose annotations are shown in the open article, in the order of their names.
    pub fn others(&self) -> Vec<&str> {
        let reading = self.reading.as_ref().filter(|_| self.others_shown);
        let readers = reading.into_iter().flat_map(|reading| reading.annotations.tally().readers());
        readers.filter(|&reader| reader != self.reader).collect()
    }

    /// The annotation of this name, of the open article or of those listed.
    pub(super) fn annotation_named(&self, id: &AnnotationId) -> Option<&Annotation> {
        if self.pane.shown {
            return self.pane.entries.named(id).map(|listed| &listed.stored.annotation);
        }
        self.reading.as_ref()?.annotations.named(id)
    }
}
