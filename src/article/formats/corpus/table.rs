//! Tables: CSV and its kin, a record a row under a row of names.

use csv::{ByteRecord, ReaderBuilder};

use super::MOST_RECORD;
use super::columns::{Columns, Role, by_length};
use super::input::{Bounded, beginning, words};
use super::json::OwnSigns;
use crate::article::formats::giving::Giving;
use crate::article::formats::record::Record;
use crate::article::formats::{Each, Format, Head, Options, Reading, Stream};
use crate::article::read_error::Unreadable;

pub(in crate::article::formats) const FORMAT: Format = Format {
    name: "csv",
    recognises: |head| is_table(head, &Columns::default()),
    read: Reading::Streamed(|stream, options, each| read(stream, options, each, MOST_RECORD)),
};

/// What such files are called.
const EXTENSIONS: [&str; 3] = ["csv", "tsv", "tab"];

/// What stands between two fields.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// No name of a column has more characters.
const LONGEST_NAME: usize = 40;

/// A beginning of more bytes than this may hold less than one row.
const SHORT: usize = 32 * 1024;

/// How many rows are looked at.
const ROWS: usize = 5;

/// A table's beginning.
struct Beginning {
    separator: u8,
    names: Vec<String>,
    /// How many characters stand in each column in the first rows.
    lengths: Vec<usize>,
}

impl Beginning {
    fn columns(&self) -> Vec<(&str, usize)> {
        self.names.iter().map(String::as_str).zip(self.lengths.iter().copied()).collect()
    }

    fn is_annotations(&self) -> bool {
        let mut signs = OwnSigns::default();
        self.names.iter().for_each(|name| signs.see(name));
        signs.is_annotation()
    }
}

/// Whether the first row names a column of texts, and the rows below have as many fields.
pub fn is_table(head: &Head, columns: &Columns) -> bool {
    let Some(text) = beginning(head.bytes) else { return false };
    let named_so = head.has_extension(&EXTENSIONS);
    tables(&text).any(|table| {
        named_so || table.is_annotations() || table.names.iter().any(|name| columns.is_text(name))
    })
}

/// The tables that `text` may be the beginning of, by what stands between the fields.
fn tables(text: &str) -> impl Iterator<Item = Beginning> + '_ {
    SEPARATORS.into_iter().filter_map(|separator| table(text, separator))
}

fn table(text: &str, separator: u8) -> Option<Beginning> {
    // Most files are no table at a glance, and making a reader takes longer than reading a short article.
    if !may_have_fields(text, separator) {
        return None;
    }
    let mut rows = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_byte_records();
    let words = |field: &[u8]| String::from_utf8_lossy(field).trim().to_owned();
    let names: Vec<String> = rows.next()?.ok()?.iter().map(words).collect();
    let is_name = |name: &String| name.chars().count() <= LONGEST_NAME && !name.contains(['\n', '。']);
    if names.len() < 2 || !names.iter().all(is_name) || names.iter().all(String::is_empty) {
        return None;
    }
    let mut lengths = vec![0; names.len()];
    let (mut alike, mut unlike) = (0, 0);
    for row in rows.take(ROWS) {
        let row = row.ok()?;
        // The beginning's end cuts a row.
        let is_cut = row.position().is_none_or(|position| {
            let ends = position.byte() as usize + row.as_slice().len();
            ends + 2 * row.len() >= text.len()
        });
        match row.len() == names.len() {
            true => alike += 1,
            false if is_cut => {}
            false => unlike += 1,
        }
        for (length, field) in lengths.iter_mut().zip(&row) {
            *length += String::from_utf8_lossy(field).chars().count();
        }
    }
    (alike > unlike || (alike == 0 && unlike == 0 && text.len() > SHORT)).then_some(Beginning {
        separator,
        names,
        lengths,
    })
}

/// Whether the first row may have more fields than one: the separator stands in it, or a quote that may hold its end.
fn may_have_fields(text: &str, separator: u8) -> bool {
    let first = text.trim_start_matches(['\r', '\n']).split(['\r', '\n']).next().unwrap_or_default();
    first.bytes().any(|byte| byte == separator || byte == b'"')
}

/// Reads `stream`, of which no row may take more than `most` bytes.
pub fn read(stream: Stream, options: &Options, each: Each, most: usize) -> Result<(), Unreadable> {
    let columns = &options.columns;
    let words = words(stream)?;
    let mut found: Vec<Beginning> = tables(&words.beginning).collect();
    let by_name = |table: &Beginning| table.names.iter().any(|name| columns.is_text(name));
    let best = found.iter().position(by_name).unwrap_or(0);
    let Some(table) = (best < found.len()).then(|| found.swap_remove(best)) else {
        return Err(Unreadable::no_text_column([]));
    };
    if table.is_annotations() {
        return Err(Unreadable::Annotations);
    }
    let named = table.names.iter().any(|name| columns.is_text(name));
    let long = if named || columns.requires(Role::Text) { None } else { by_length(&table.columns()) };
    if !named && long.is_none() {
        return Err(Unreadable::no_text_column(table.names.iter().map(String::as_str)));
    }
    let is_there = |column: &str| table.names.iter().any(|name| name == column);
    if let Some((_, column)) = columns.required().find(|(_, column)| !is_there(column)) {
        return Err(Unreadable::no_such_column(column, table.names.iter().map(String::as_str)));
    }
    let mut giving = Giving::new("record", each, words.guessed_encoding).requiring(columns);
    let (bounded, budget) = Bounded::new(words.input, most);
    let mut rows = ReaderBuilder::new().delimiter(table.separator).flexible(true).from_reader(bounded);
    let mut row = ByteRecord::new();
    let mut line = 1;
    loop {
        budget.renew();
        match rows.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(_) if budget.is_spent() => {
                giving.leave_out(
                    format!("line {}", line + 1),
                    "it is too long (is a quotation mark missing?); the rest was not read",
                );
                break;
            }
            Err(error) => return Err(Unreadable::Failed(error.into())),
        }
        line = row.position().map_or(line, csv::Position::line);
        if row.len() != table.names.len() {
            let reason = format!("it has {} fields, and the first line {}", row.len(), table.names.len());
            giving.leave_out(format!("line {line}"), &reason);
            continue;
        }
        let mut record = Record::default();
        let mut replaced = 0;
        for (name, field) in table.names.iter().zip(&row) {
            replaced += field.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            record.take_named(columns, long, name, String::from_utf8_lossy(field).into_owned());
        }
        if giving.give(|| format!("line {line}"), &record, replaced).is_break() {
            return Ok(());
        }
    }
    giving.end()
}
