//! CSV (RFC 4180: a header, CRLF, quotes doubled): one annotation a row, for spreadsheets. What the cells hold stands in
//! the module `rows`.
//!
//! It is UTF-8 and begins with a byte order mark, without which Excel takes it for the system's own encoding and shows
//! no Chinese; Python reads it as `utf-8-sig`.

use ::csv::Terminator;

use super::rows::Rows;
use super::{Format, Losses, Shape};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    description: "one annotation a row, for Excel, Numbers, LibreOffice and R",
    extension: "csv",
    shape: Shape::File,
    holds_orphans: true,
    offsets: "code points",
    make: |_| {
        Box::new(Rows {
            delimiter: b',',
            terminator: Terminator::CRLF,
            mark: "\u{feff}",
            losses: Losses::default(),
        })
    },
};
