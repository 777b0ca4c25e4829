//! pingdian (評點): a terminal reader for people who read closely, tag what they read, and keep it.
//!
//! The map, a paragraph a room. A room knows only rooms named before it here. [`app`] takes its list of formats from
//! [`export`]; for what is typed and where it stands it uses plain data of `tui-textarea` (text areas), `ratatui` (rectangles)
//! and `crossterm` (keys), never a terminal.
//!
//! - [`text`]: what a reader sees of characters: spans, cells, breaks, lines, sentences, controls made visible, the
//!   other script.
//!   Pure, and knows nothing else.
//! - [`private`]: files and folders for their owner alone. Knows nothing else.
//! - [`temporary`]: temporary files and folders, and what killed programs left of them. Knows nothing else.
//! - [`regular_file`]: opening what must be a plain file. Knows nothing else.
//! - [`whole_file`]: a file written whole or not at all. Knows `text` and `temporary` alone.
//! - [`article`]: an article: its text, its blocks, where it came from; how files become articles.
//! - [`fetch`]: what an address on the web gives, within bounds. Knows `text` alone.
//! - [`annotation`]: labels, annotations, anchors and changes: plain types and pure functions.
//! - [`library`]: articles and annotations, kept. The only room that knows SQLite.
//! - [`export`]: annotations in the formats that other tools read, one file a format.
//! - [`import`]: annotations that others exported, put in their places in this library, one file a format.
//! - [`app`]: the reader without a terminal: state, commands, keymap, update.
//! - [`ui`]: state in, frame out. Draws; decides nothing.
//! - [`terminal`]: raw mode, events, the probe of the terminal's habits, the backend that writes frames.
//! - [`cli`]: the command line, one file a subcommand.

pub mod annotation;
pub mod app;
pub mod article;
pub mod cli;
pub mod export;
pub mod fetch;
pub mod import;
pub mod library;
pub mod private;
#[cfg(test)]
mod properties;
pub mod regular_file;
pub mod temporary;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod whole_file;
