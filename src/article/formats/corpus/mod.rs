//! Corpora: files of many articles, one a record. They are read as a stream, so that a corpus takes the memory of its
//! longest record and not its own.

mod brackets;
pub(super) mod columns;
mod document;
mod input;
mod json;
mod lines;
mod look;
mod table;
#[cfg(test)]
mod tests;

pub use columns::Columns;
pub(super) use document::FORMAT as DOCUMENT;
pub(super) use lines::FORMAT as LINES;
pub(super) use table::FORMAT as TABLE;

use super::{Format, Head};

/// The most bytes that a record may take.
const MOST_RECORD: usize = 64 << 20;

/// The corpus that the source is where the user names its columns: its content needs to tell less then.
pub(super) fn with_named_columns(head: &Head, columns: &Columns) -> Option<&'static Format> {
    if *columns == Columns::default() {
        return None;
    }
    let is_lines = lines::is_lines(head, columns);
    let is_document = || document::is_document(head, columns);
    let is_table = || table::is_table(head, columns);
    match () {
        () if is_lines => Some(&LINES),
        () if is_document() => Some(&DOCUMENT),
        () if is_table() => Some(&TABLE),
        () => None,
    }
}
