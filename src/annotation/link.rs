//! A link: from one annotation to another, in whatever articles they stand.

use serde::{Deserialize, Serialize};

use super::AnnotationId;

/// Names a link on this machine and on every other: 32 hexadecimal digits, never used twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkId(pub String);

/// What one annotation is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// It speaks for it.
    Supports,
    /// It speaks against it.
    Contradicts,
    /// It says the same.
    Same,
}

impl LinkKind {
    /// All kinds, in the order people are shown them.
    pub const ALL: [LinkKind; 3] = [LinkKind::Supports, LinkKind::Contradicts, LinkKind::Same];

    /// Its name, as it stands in exports: `supports`.
    pub fn name(self) -> &'static str {
        match self {
            LinkKind::Supports => "supports",
            LinkKind::Contradicts => "contradicts",
            LinkKind::Same => "same",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<LinkKind> {
        LinkKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What is said at the link's beginning: `supports`.
    pub fn forwards(self) -> &'static str {
        match self {
            LinkKind::Same => "says the same as",
            other => other.name(),
        }
    }

    /// What is said at the link's end: `is supported by`.
    pub fn backwards(self) -> &'static str {
        match self {
            LinkKind::Supports => "is supported by",
            LinkKind::Contradicts => "is contradicted by",
            LinkKind::Same => "says the same as",
        }
    }
}

/// That one annotation supports, contradicts or repeats another, by a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its name.
    pub id: LinkId,
    /// The annotation that supports, contradicts or repeats.
    pub from: AnnotationId,
    /// The annotation that is supported, contradicted or repeated.
    pub to: AnnotationId,
    /// Which of these it is.
    pub kind: LinkKind,
    /// A note; empty where there is none.
    pub note: String,
    /// Who made the link.
    pub reader: String,
}
