//! JSON Lines: a record a line.

use memchr::memchr;

use super::columns::{Columns, by_length};
use super::input::{LineRead, beginning, read_line, words};
use super::json::{Element, ElementSeed, OwnSigns};
use super::look::Look;
use super::{MOST_RECORD, document};
use crate::article::decode::decode;
use crate::article::formats::giving::Giving;
use crate::article::formats::{Each, Format, Head, Options, Reading, Stream};
use crate::article::read_error::Unreadable;
use serde::de::DeserializeSeed;

pub(in crate::article::formats) const FORMAT: Format = Format {
    name: "jsonl",
    recognises: |head| is_lines(head, &Columns::default()),
    read: Reading::Streamed(|stream, options, each| read(stream, options, each, MOST_RECORD)),
};

/// What such files are called.
const EXTENSIONS: [&str; 3] = ["jsonl", "ndjson", "jsonlines"];

/// Whether every line is a record, as far as the first one tells.
pub fn is_lines(head: &Head, columns: &Columns) -> bool {
    let Some(text) = beginning(head.bytes) else { return false };
    let Some(line) = first_line(&text) else { return false };
    let look = Look::at(line);
    let goes_on_beyond = line.len() == text.trim_start().len();
    if !look.is_object || !(look.is_whole || goes_on_beyond) {
        return false;
    }
    // One object on one line may be a document with a list in it.
    if !look.listed.is_empty() {
        return false;
    }
    let mut signs = OwnSigns::default();
    look.fields.iter().for_each(|(name, _)| signs.see(name));
    let named_so = head.has_extension(&EXTENSIONS);
    named_so
        || signs.is_annotation()
        || look.fields.iter().any(|(name, _)| columns.is_text(name))
        || (look.is_whole && by_length(&look.lengths()).is_some())
}

fn first_line(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let line = &text[..memchr(b'\n', text.as_bytes()).unwrap_or(text.len())];
    line.starts_with('{').then_some(line)
}

/// Reads `stream`, of which no line may take more than `most` bytes.
pub fn read(stream: Stream, options: &Options, each: Each, most: usize) -> Result<(), Unreadable> {
    let columns = &options.columns;
    let mut words = words(stream)?;
    let mut giving = Giving::new("record", each, words.guessed_encoding);
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
            text = Some(text_column(&json, columns)?);
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

/// The column that is the text by its length alone; empty where the names tell. Errs where nothing does.
fn text_column(first: &str, columns: &Columns) -> Result<String, Unreadable> {
    let look = Look::at(first);
    document::text_column(&look, columns)
}
