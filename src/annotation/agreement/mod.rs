//! How far two readers agree who read the same article: by units of its text (sentences, characters), measured with
//! what chance alone would give taken off, and by annotations. Pure: spans and labels in, numbers out.
//!
//! - [`Reading`] is one article with what both marked in it, and gives its [`Unit`]s with the label each reader gave.
//! - [`Table`] counts units by both labels, over any number of articles. [`Table::kappa`] and [`Table::alpha`] are
//!   Cohen's and Krippendorff's measures of it.
//! - [`Pairing`] counts annotations that answer one another; [`disagreements`] lists those that do not.

mod alpha;
mod disagreements;
mod kappa;
mod matching;
mod spans;
mod table;
mod units;

pub use disagreements::{Difference, Disagreement, disagreements};
pub use spans::Pairing;
pub use table::Table;
pub use units::{By, Reading, Unit};

use crate::text::Span;

/// What one reader marked: a label on a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The passage, in bytes of the article's text. It is not empty.
    pub span: Span,
    /// The label's name.
    pub label: &'a str,
}
