//! JSON Lines: a record a line.

use serde::de::DeserializeSeed;

use super::columns::{Columns, by_length};
use super::input::{LineRead, beginning, read_line, words};
use super::json::{Element, ElementSeed, OwnSigns};
use super::look::Look;
use super::{MOST_RECORD, document};
use crate::article::decode::decode;
use crate::article::formats::giving::Giving;
use crate::article::formats::{Each, Format, Head, Options, Reading, Stream};
use crate::article::read_error::Unreadable;

pub(in crate::article::formats) const FORMAT: Format = Format {
    name: "jsonl",
    recognises: |head| is_lines(head, &Columns::default()),
    read: Reading::Streamed(|stream, options, each| read(stream, options, each, MOST_RECORD)),
};

/// What such files are called.
const EXTENSIONS: [&str; 3] = ["jsonl", "ndjson", "jsonlines"];

/// How many lines are looked at.
const LINES: usize = 5;

/// Whether every line is a record, as far as the first ones tell: one may be broken.
pub fn is_lines(head: &Head, columns: &Columns) -> bool {
    if !head.begins_with(b"{[") {
        return false;
    }
    let Some(text) = beginning(head.bytes) else { return false };
    let named_so = head.has_extension(&EXTENSIONS);
    let (mut alike, mut unlike, mut is_any) = (0, 0, false);
    for line in text.lines().filter(|line| !line.trim().is_empty()).take(LINES) {
        if line.starts_with('{') {
            alike += 1;
            // The beginning's end may cut a line.
            is_any |= named_so || is_record(line, text.ends_with(line), columns);
        } else {
            unlike += 1;
        }
    }
    is_any && alike > unlike
}

/// Whether the line is a record of a corpus, or the beginning of one.
fn is_record(line: &str, may_be_cut: bool, columns: &Columns) -> bool {
    let look = Look::at(line);
    // One object on one line may be a document with a list in it.
    if !(look.is_whole || may_be_cut) || !look.listed.is_empty() {
        return false;
    }
    let mut signs = OwnSigns::default();
    look.fields.iter().for_each(|(name, _)| signs.see(name));
    signs.is_annotation()
        || look.fields.iter().any(|(name, _)| columns.is_text(name))
        || (look.is_whole && by_length(&look.lengths()).is_some())
}

/// Reads `stream`, of which no line may take more than `most` bytes.
pub fn read(stream: Stream, options: &Options, each: Each, most: usize) -> Result<(), Unreadable> {
    let columns = &options.columns;
    let mut words = words(stream)?;
    let mut giving = Giving::new("record", each, words.guessed_encoding).requiring(columns);
    let mut text: Option<String> = None;
    let mut line = Vec::new();
    for number in 1usize.. {
        let place = || format!("line {number}");
        match read_line(&mut words.input, &mut line, most)? {
            LineRead::End => break,
            LineRead::TooLong => {
                giving.leave_out(place(), "it is too long");
                continue;
            }
            LineRead::Line if line.iter().all(u8::is_ascii_whitespace) => continue,
            LineRead::Line => {}
        }
        let (json, replaced) = match std::str::from_utf8(&line) {
            Ok(json) => (json.into(), 0),
            Err(_) => match decode(&line) {
                Ok(decoded) => (std::borrow::Cow::Owned(decoded.text), decoded.replaced),
                Err(_) => {
                    giving.leave_out(place(), "it is no text");
                    continue;
                }
            },
        };
        if text.is_none() {
            let look = Look::at(&json);
            if look.is_whole && look.is_object {
                text = Some(document::text_column(&look, columns)?);
            }
        }
        let text = text.as_deref().filter(|name| !name.is_empty());
        let mut deserializer = serde_json::Deserializer::from_str(&json);
        let element = ElementSeed { columns, text }.deserialize(&mut deserializer);
        match element.and_then(|element| deserializer.end().map(|()| element)) {
            Ok(Element::Record(record)) => {
                if giving.give(place, &record, replaced).is_break() {
                    return Ok(());
                }
            }
            Ok(Element::Annotation) => return Err(Unreadable::Annotations),
            Ok(Element::Other) => giving.leave_out(place(), "it is no JSON object"),
            Err(_) => giving.leave_out(place(), "it is no whole JSON"),
        }
    }
    giving.end()
}
