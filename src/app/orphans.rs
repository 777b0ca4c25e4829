//! Orphans with changes on their way. An orphan's span speaks of an older text than the open one, where it is not shown,
//! and where its words are not looked for; until it is put back, by hand, at a place of the open text.

use std::collections::HashMap;

use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::text::Span;

/// The orphans that are being changed or put back, each with its span in the older text.
#[derive(Clone, Debug, Default)]
pub struct Orphans(HashMap<AnnotationId, Span>);

impl Orphans {
    /// Remembers an orphan, until nothing is on its way any more.
    pub(super) fn insert(&mut self, orphan: &Annotation) {
        self.0.insert(orphan.id.clone(), orphan.span);
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether the annotation is an orphan as it is before the edit.
    pub(super) fn has_before(&self, edit: &Edit<Annotation>) -> bool {
        edit.before.as_ref().is_some_and(|before| self.has(before))
    }

    /// Whether it is one after the edit. An edit that changes nothing puts it back at the very span that it had.
    pub(super) fn has_after(&self, edit: &Edit<Annotation>) -> bool {
        edit.before != edit.after && edit.after.as_ref().is_some_and(|after| self.has(after))
    }

    /// Whether the edit changes nothing but that the annotation has a place.
    pub(super) fn puts_back_alone(&self, edit: &Edit<Annotation>) -> bool {
        edit.before == edit.after && self.has_before(edit)
    }

    /// The edit as it is carried out on what is shown.
    pub(super) fn shown(&self, edit: Edit<Annotation>) -> Edit<Annotation> {
        if self.has_after(&edit) { Edit { after: None, ..edit } } else { edit }
    }

    fn has(&self, annotation: &Annotation) -> bool {
        self.0.get(&annotation.id) == Some(&annotation.span)
    }
}
