//! Annotations as rows of cells, a row each under a header: what CSV and TSV share.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe in front: see the module `formula`, which also
//! says how to take it off again. A cell that holds the delimiter, a newline or a quotation mark stands between quotation
//! marks, and those within it are doubled (RFC 4180): pandas, R, DuckDB and spreadsheets read it as one cell.
//! Attributes are one cell, a JSON object, empty where there are none. Links have no column. `orphaned` is `true` where the
//! quote is no longer in the article's text; the place is then that in the last text that had it.

use std::collections::BTreeMap;
use std::io;

use ::csv::{ErrorKind, Terminator, WriterBuilder};

use super::escaped_json::write_json;
use super::formula::harmless;
use super::links::Links;
use super::{Losses, Output, Passage, Passages, Writer};
use crate::library::Marked;

const HEADER: [&str; 18] = [
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
    "attributes",
    "article_url",
    "orphaned",
];

/// Writes rows in one of the formats.
pub(super) struct Rows {
    /// What stands between cells, an ASCII character.
    pub(super) delimiter: u8,
    /// What ends a row.
    pub(super) terminator: Terminator,
    /// What stands before the header.
    pub(super) mark: &'static str,
    pub(super) losses: Losses,
}

impl Writer for Rows {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.write_all(self.mark.as_bytes())?;
        let mut rows = self.rows_to(out);
        rows.write_record(HEADER).map_err(io_error)?;
        rows.flush()
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        self.losses.add("links between annotations, for which it has no column", Links::of(marked).len());
        let mut rows = self.rows_to(out);
        let article_id = marked.article.id.0.to_string();
        let orphans = marked.orphans.iter().map(|orphan| (Passage::of_orphan(orphan), "true"));
        for (passage, orphaned) in passages.map(|passage| (passage, "")).chain(orphans) {
            let stored = passage.stored;
            let annotation = &stored.annotation;
            let (start, end) = (passage.start.to_string(), passage.end.to_string());
            let attributes = attributes_cell(&annotation.attributes)?;
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
                &attributes,
                &marked.article.metadata.url,
                orphaned,
            ];
            for cell in cells {
                rows.write_field(harmless(cell).as_bytes()).map_err(io_error)?;
            }
            rows.write_record(None::<&[u8]>).map_err(io_error)?;
        }
        rows.flush()
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}

impl Rows {
    fn rows_to<'a>(&self, out: &'a mut dyn io::Write) -> ::csv::Writer<&'a mut dyn io::Write> {
        WriterBuilder::new().delimiter(self.delimiter).terminator(self.terminator).from_writer(out)
    }
}

fn attributes_cell(attributes: &BTreeMap<String, String>) -> io::Result<String> {
    let mut cell = Vec::new();
    if !attributes.is_empty() {
        write_json(&mut cell, attributes)?;
    }
    String::from_utf8(cell).map_err(io::Error::other)
}

/// The error of the output itself: `io::Error::from` would hide whether it was a closed pipe or a full disk.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
