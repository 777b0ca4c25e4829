//! Annotations across articles: chosen by what is said of them, sorted, and listed a stretch at a time; who is cited how
//! often; how much of each article has which label.
//!
//! A library may hold a million annotations, so SQL chooses and sorts by row numbers, and only what is shown is read.

mod balances;
mod criteria;
mod facets;
mod inquiry;
mod listing;
mod sources;

pub use balances::{ArticleBalance, Stamp};
pub use criteria::{Selection, Sort, Standing};
pub use facets::Facets;
pub use inquiry::{Answer, Inquiry};
pub use listing::{Catalogue, Listed, QUOTE_CHARACTERS};
pub use sources::{Cited, Sources};

/// An annotation's attributes in JSON. A damaged row may hold there what is none, over which SQLite would fail.
const ATTRIBUTES: &str = "iif(json_valid(annotation.attributes), annotation.attributes, '{}')";

/// The name of an annotation's source, which other spellings may stand for.
const SOURCE: &str =
    "coalesce((SELECT name FROM source_spelling WHERE spelling = annotation.source), annotation.source)";
