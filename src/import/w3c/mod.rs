//! W3C Web Annotations: as this program exports them, of annotation servers, and as Hypothesis answers with.
//!
//! Rules: the W3C recommendation *Web Annotation Data Model* of 2017, and Hypothesis' API for `text`, `tags`, `user` and
//! `rows`. A body for tagging is a label; several labels are as many annotations. A passage is found by its text quote
//! selector, alone or refined from another; the position counts where it has the quote. An annotation with the
//! motivation `linking` is a link, from what its body is to its target.

mod annotation;
mod names;

use std::io;
use std::ops::ControlFlow;

use serde_json::Value;

use self::annotation::{annotations, is_link, link};
use super::lines::BYTE_ORDER_MARK;
use super::records::for_each_record;
use super::{Format, Item, KeptOut, Opened, Reason, Sink};

pub(super) const FORMAT: Format = Format {
    name: "w3c",
    description: "W3C Web Annotations in JSON: annotation servers, Hypothesis, `export --format w3c`",
    extensions: &["jsonld"],
    in_folder: "",
    counts: "item",
    looks_like,
    read,
};

/// The members of a document under which its annotations lie.
const WITHIN: &[&str] = &["first", "items", "rows", "@graph"];

fn looks_like(beginning: &[u8]) -> bool {
    let first = beginning.strip_prefix(BYTE_ORDER_MARK).unwrap_or(beginning).trim_ascii_start();
    let signs = ["\"http://www.w3.org/ns/anno", "\"TextQuoteSelector\"", "\"AnnotationPage\""];
    matches!(first.first(), Some(b'{' | b'['))
        && signs.iter().any(|sign| memchr::memmem::find(first, sign.as_bytes()).is_some())
}

fn read(opened: &mut Opened, sink: Sink<'_>) -> io::Result<()> {
    let mut elsewhere = 0;
    for_each_record(&mut *opened.input, WITHIN, &mut |number, value| {
        read_one(number, &value, sink, &mut elsewhere)
    })?;
    if elsewhere > 0 {
        let _ = sink(Ok(Item::LeftOut("bodies that are no text", elsewhere)));
    }
    Ok(())
}

fn read_one(number: usize, value: &Value, sink: Sink<'_>, elsewhere: &mut usize) -> ControlFlow<()> {
    if !value.is_object() || value["target"].is_null() {
        let reason = Reason::NoAnnotation("it has no target".to_owned());
        return sink(Err(KeptOut { file: String::new(), line: number, quote: String::new(), reason }));
    }
    if is_link(value) {
        return sink(Ok(Item::Link(link(number, value))));
    }
    let (found, left_out) = annotations(number, value);
    *elsewhere += left_out;
    found.into_iter().try_for_each(|one| sink(Ok(Item::Annotation(Box::new(one)))))
}

#[cfg(test)]
mod tests;
