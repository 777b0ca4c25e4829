//! Drawing: an article's text and blocks made of another format's elements, the same way for every such format.
//!
//! [`Drawing`] takes block after block; [`draw_html`] and [`Drawing::html`] take HTML. Two blocks are parted by a blank
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

pub(in crate::article) use builder::Drawing;
pub(in crate::article) use html::{Drawn, draw_html, words_of};
pub(in crate::article) use parsing::{Unparsable, parse};

#[cfg(test)]
mod tests;
