//! Tab-separated values: one annotation a row, for data frames and for pasting into a spreadsheet. What the cells hold
//! stands in the module `rows`.
//!
//! UTF-8 without a byte order mark, rows end in LF. Tabs and newlines of a quote or a note stay as they are, in cells
//! between quotation marks: a reader that knows no quotation marks (`cut`, `awk`) takes such a row for several.

use ::csv::Terminator;

use super::rows::Rows;
use super::{Format, Losses, Shape};

pub(super) const FORMAT: Format = Format {
    name: "tsv",
    description: "one annotation a row, tabs between cells: for data frames",
    extension: "tsv",
    shape: Shape::File,
    holds_orphans: true,
    offsets: "code points",
    make: |_| {
        Box::new(Rows {
            delimiter: b'\t',
            terminator: Terminator::Any(b'\n'),
            mark: "",
            losses: Losses::default(),
        })
    },
};
