//! Words looked for in texts: what counts as the same ([`search_fold`]), a text in that form a unit a code point
//! ([`fold_into`]), and what was typed, ready to be found ([`Pattern`]).
//!
//! More is made the same here than [`super::fold`] does, which annotations are found again by: katakana and hiragana,
//! letters with and without accents, compatibility forms, and what takes one code point or two.

mod expression;
mod fold;
mod found;
mod pattern;
mod surroundings;
mod units;

pub use fold::{is_passed_over, search_fold};
pub use pattern::{Case, Pattern, PatternError, Query, UnitPattern};
pub use surroundings::surroundings;
pub use units::{BREAK, PASSED, Texture, UNIT_BYTES, fold_into, unit_of};

#[cfg(test)]
mod tests;
