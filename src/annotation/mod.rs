//! Labels, annotations and the changes made to them: plain types and pure functions.

pub mod agreement;
mod anchor;
mod label;

use serde::{Deserialize, Serialize};

pub use anchor::{Anchor, CONTEXT_BYTES};
pub use label::Label;

use crate::text::Span;

/// Names an annotation on this machine and on every other: 32 hexadecimal digits, never used twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnotationId(pub String);

/// A label on a span, by a reader, with what the reader has to say about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its name.
    pub id: AnnotationId,
    /// The passage, in bytes of the article's text.
    pub span: Span,
    /// The label's name.
    pub label: String,
    /// A note; empty where there is none.
    pub note: String,
    /// Who says so; empty where it is not known.
    pub source: String,
    /// Who made the annotation.
    pub reader: String,
}

/// One change to one annotation: made where `before` is empty, deleted where `after` is, else edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The annotation as it was.
    pub before: Option<Annotation>,
    /// The annotation as it is.
    pub after: Option<Annotation>,
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(self) -> Change {
        Change { before: self.after, after: self.before }
    }
}
