//! Changes to annotations and links: what the history keeps, and undo takes back.

use serde::{Deserialize, Serialize};

use super::{Annotation, Link};

/// One thing made where `before` is empty, deleted where `after` is, else changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit<T> {
    /// It as it was.
    pub before: Option<T>,
    /// It as it is.
    pub after: Option<T>,
}

impl<T> Edit<T> {
    /// The edit that takes this one back.
    pub fn inverse(self) -> Edit<T> {
        Edit { before: self.after, after: self.before }
    }
}

/// One change to one annotation or link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// To an annotation.
    Annotation(Edit<Annotation>),
    /// To a link.
    Link(Edit<Link>),
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(self) -> Change {
        match self {
            Change::Annotation(edit) => Change::Annotation(edit.inverse()),
            Change::Link(edit) => Change::Link(edit.inverse()),
        }
    }
}

impl From<Edit<Annotation>> for Change {
    fn from(edit: Edit<Annotation>) -> Change {
        Change::Annotation(edit)
    }
}

impl From<Edit<Link>> for Change {
    fn from(edit: Edit<Link>) -> Change {
        Change::Link(edit)
    }
}
