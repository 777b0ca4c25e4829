//! CSV (RFC 4180: a header, CRLF, quotes doubled): one annotation a row, for spreadsheets.
//!
//! It is UTF-8 and begins with a byte order mark, without which Excel takes it for the system's own encoding and shows
//! no Chinese; Python reads it as `utf-8-sig`. A cell that a spreadsheet would run as a formula gets an apostrophe in
//! front: see the module `formula`, which also says how to take it off again.

use std::io;

use ::csv::{ErrorKind, Terminator, WriterBuilder};

use super::formula::harmless;
use super::{Format, Output, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    description: "one annotation a row, for Excel, Numbers, LibreOffice and R",
    extension: "csv",
    shape: Shape::File,
    offsets: "code points",
    make: |_| Box::new(Csv),
};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

const HEADER: [&str; 15] = [
    "id",
    "article_id",
    "article_title",
    "article_uri",
    "label",
    "quote",
    "start",
    "end",
    "prefix",
    "suffix",
    "note",
    "source",
    "reader",
    "created",
    "modified",
];

struct Csv;

impl Writer for Csv {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut rows = rows_to(out);
        rows.write_record(HEADER).map_err(io_error)?;
        rows.flush()
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let mut rows = rows_to(out);
        let article_id = marked.article.id.0.to_string();
        for passage in passages {
            let stored = passage.stored;
            let annotation = &stored.annotation;
            let (start, end) = (passage.start.to_string(), passage.end.to_string());
            let cells: [&str; HEADER.len()] = [
                &annotation.id.0,
                &article_id,
                &marked.article.title,
                &marked.article.uri,
                &annotation.label,
                passage.quote,
                &start,
                &end,
                passage.prefix,
                passage.suffix,
                &annotation.note,
                &annotation.source,
                &annotation.reader,
                &stored.created,
                &stored.modified,
            ];
            for cell in cells {
                rows.write_field(harmless(cell).as_bytes()).map_err(io_error)?;
            }
            rows.write_record(None::<&[u8]>).map_err(io_error)?;
        }
        rows.flush()
    }
}

fn rows_to(out: &mut dyn io::Write) -> ::csv::Writer<&mut dyn io::Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// The error of the output itself: `io::Error::from` would hide whether it was a closed pipe or a full disk.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
