//! Labels, annotations, links and the changes made to them: plain types and pure functions.

pub mod agreement;
mod anchor;
mod attribute;
mod balance;
mod change;
mod difference;
mod label;
mod link;
mod prevailing;
mod settling;
mod telling;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use anchor::{Anchor, CONTEXT_BYTES, Relocated, Relocation};
pub use attribute::Attribute;
pub use balance::{Amount, Balance, By, apportion};
pub use change::{Change, Edit};
pub use difference::{Fate, Piece, difference};
pub use label::Label;
pub use link::{Link, LinkId, LinkKind};
pub use prevailing::{Labelled, prevailing};
pub use settling::{Outcome, SETTLED, settled_set, unsettled};

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
    /// What else is said of it, by the attribute's name: `certainty` is `likely`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// Who made the annotation.
    pub reader: String,
}
