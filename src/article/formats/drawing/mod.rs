//! Drawing: an article's text and blocks made of another format's elements, the same way for every such format.
//!
//! [`Drawing`] takes block after block, or a tree of HTML; [`draw_html`] takes HTML as it is written. Two blocks are parted by a blank
//! line, but those that belong together (items of a list, rows of a table, lines of verse) by a newline alone, which is
//! how they are shown, too.

mod addresses;
mod attributes;
mod builder;
mod elements;
mod grid;
mod html;
mod inline;
mod links;
mod notes;
mod parsing;
mod table;
mod tags;
mod title;

pub(in crate::article) use builder::Drawing;
pub(in crate::article) use html::{draw_html, is_hidden, words_of};
pub use parsing::Unparsable;
pub(in crate::article) use parsing::{LARGEST_MARKDOWN, LARGEST_PAGE, depth, parse};
pub(in crate::article) use title::{is_same_title, letters};

#[cfg(test)]
pub(super) use well_formed::assert_well_formed;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod well_formed;
