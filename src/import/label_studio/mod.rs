//! Label Studio: its exports JSON and JSON-MIN, and the folder that this program exports.
//!
//! Rules: Label Studio's documentation of its JSON format. Within a task each “annotation” is one annotator's: labelled
//! regions, and by a region's identifier what else was answered about it, whose controls have names (`from_name`). A text for
//! a region is its note where the control is named `note`, its source where it is `source`, else an attribute, as choices,
//! ratings and numbers are; a region with several labels is as many annotations. Answers about a whole task, predictions
//! and cancelled annotations are left out. Memory holds one task.

mod region;
mod task;

use std::io;
use std::ops::ControlFlow;

use serde_json::Value;

use self::task::Task;
use super::lines::BYTE_ORDER_MARK;
use super::records::for_each_record;
use super::{Format, KeptOut, Opened, Reason, Sink};
use crate::text::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    description: "Label Studio's JSON or JSON-MIN, or the folder of `export --format label-studio`",
    extensions: &[],
    in_folder: "tasks.json",
    counts: "task",
    looks_like,
    read,
};

fn looks_like(beginning: &[u8]) -> bool {
    let first = beginning.strip_prefix(BYTE_ORDER_MARK).unwrap_or(beginning).trim_ascii_start();
    let has = |sign: &str| memchr::memmem::find(first, sign.as_bytes()).is_some();
    // A task's text may be longer than what is looked at, and stands before all else then.
    let has_data = memchr::memmem::find(first, b"\"data\":")
        .is_some_and(|at| first[at + b"\"data\":".len()..].trim_ascii_start().starts_with(b"{"));
    let begins = match first.strip_prefix(b"[") {
        Some(list) => list.trim_ascii_start().starts_with(b"{"),
        None => first.starts_with(b"{"),
    };
    begins && (has_data || ["\"completed_by\"", "\"from_name\"", "\"annotation_id\""].into_iter().any(has))
}

fn read(opened: &mut Opened, sink: Sink<'_>) -> io::Result<()> {
    let offsets = opened.offsets;
    for_each_record(&mut *opened.input, &[], &mut |number, value| read_one(number, &value, offsets, sink))
}

fn read_one(number: usize, value: &Value, offsets: Option<OffsetUnit>, sink: Sink<'_>) -> ControlFlow<()> {
    if !value.is_object() {
        let reason = Reason::NoAnnotation("it is no task".to_owned());
        return sink(Err(KeptOut { file: String::new(), line: number, quote: String::new(), reason }));
    }
    Task::new(number, value).into_items(offsets).into_iter().try_for_each(sink)
}

#[cfg(test)]
mod tests;
