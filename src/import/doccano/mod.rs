//! doccano: JSON Lines or a list, a text each, with its spans: as doccano's projects are exported, and as this program exports.
//!
//! Rules: doccano 1.8's exports (`data_export`): spans are `label: [[start, end, name]]`, or `entities` with `relations` in
//! projects that have these; `labels` and `annotations` in older ones. Offsets are code points, but
//! in what its page and other tools made UTF-16 code units: which of both is found out for each text. What entities have no
//! fields for stands in `annotations` and `links` of this program's exports, by the entities' numbers; doccano numbers
//! them anew, so that it is found by the quote then, where that is the only one. A whole text's labels have no place here.
//! Nothing says who made the annotations but this program's own: memory holds one text.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde_json::Value;

use super::json_value::{count, first_text, list, text};
use super::lines::{BYTE_ORDER_MARK, for_each_line};
use super::records::for_each_record;
use super::text::FileText;
use super::{Format, Incoming, IncomingLink, Item, KeptOut, Opened, Reason, Sink};
use crate::library::Said;
use crate::text::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    name: "doccano",
    description: "doccano's JSONL, of spans with or without relations",
    extensions: &[],
    in_folder: "",
    counts: "text",
    looks_like,
    read,
};

fn looks_like(beginning: &[u8]) -> bool {
    let first = beginning.strip_prefix(BYTE_ORDER_MARK).unwrap_or(beginning).trim_ascii_start();
    let line = first.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let has = |name: &str| memchr::memmem::find(line, name.as_bytes()).is_some();
    let is_whole = line.len() < first.len() || first.ends_with(b"}");
    let has_spans = ["\"entities\"", "\"label\"", "\"labels\"", "\"annotations\""].into_iter().any(has);
    matches!(first.first(), Some(b'{' | b'['))
        && (has("\"text\":") || has("\"text\" :"))
        && (has_spans || !is_whole)
        && (has("\"entities\"") || !has("\"quote\""))
}

fn read(opened: &mut Opened, sink: Sink<'_>) -> io::Result<()> {
    let mut of_whole_texts = 0;
    let offsets = opened.offsets;
    let mut one =
        |number, value: &Value, sink: Sink<'_>| read_one(number, value, offsets, &mut of_whole_texts, sink);
    let beginning = opened.input.fill_buf()?;
    if beginning.strip_prefix(BYTE_ORDER_MARK).unwrap_or(beginning).trim_ascii_start().starts_with(b"[") {
        for_each_record(&mut *opened.input, &[], &mut |number, value| one(number, &value, sink))?;
    } else {
        for_each_line(&mut *opened.input, &mut |number, bytes| match bytes
            .map(serde_json::from_slice::<Value>)
        {
            Some(Ok(value)) => one(number, &value, sink),
            Some(Err(error)) => sink(Err(no_annotation(number, error.to_string()))),
            None => sink(Err(no_annotation(number, "the line is too long".to_owned()))),
        })?;
    }
    if of_whole_texts > 0 {
        let _ = sink(Ok(Item::LeftOut("labels of whole texts", of_whole_texts)));
    }
    Ok(())
}

fn no_annotation(line: usize, why: String) -> KeptOut {
    KeptOut { file: String::new(), line, quote: String::new(), reason: Reason::NoAnnotation(why) }
}

/// Where spans may be listed.
const SPANS: [&str; 4] = ["entities", "label", "labels", "annotations"];

/// A span, before what else is known of it.
struct Entity {
    number: Option<usize>,
    incoming: Incoming,
}

fn read_one(
    number: usize,
    value: &Value,
    offsets: Option<OffsetUnit>,
    of_whole_texts: &mut usize,
    sink: Sink<'_>,
) -> ControlFlow<()> {
    let Some(words) = value["text"].as_str().or(value["data"].as_str()) else {
        return sink(Err(no_annotation(number, "it has no text".to_owned())));
    };
    let mut file_text = FileText::new(words.to_owned());
    let given = file_text.article(&text(&value["title"]), &text(&value["uri"]));
    sink(Ok(Item::Article(given)))?;
    let listed = || SPANS.into_iter().flat_map(|name| list(&value[name]));
    let spans: Vec<_> = listed().filter_map(|one| Some(entity(number, one)?.incoming)).collect();
    let spans: Vec<_> = spans.iter().filter_map(|one| one.start.zip(one.end)).collect();
    let quotes: Vec<String> = list(&value["annotations"])
        .iter()
        .map(|told| text(&told["quote"]))
        .filter(|quote| !quote.is_empty())
        .collect();
    file_text.find_unit(&spans, &quotes, offsets);
    let mut entities = Vec::new();
    for one in listed() {
        match entity(number, one) {
            Some(entity) => match file_text.locate(entity.incoming) {
                Ok(incoming) => entities.push(Entity { incoming, ..entity }),
                Err(out) => sink(Err(out))?,
            },
            None => *of_whole_texts += usize::from(one.is_string()),
        }
    }
    let is_as_written = tell_more(&mut entities, list(&value["annotations"]));
    for (place, relation) in list(&value["relations"]).iter().enumerate() {
        let told =
            list(&value["links"]).iter().find(|told| count(&told["relation"]) == count(&relation["id"]));
        let told = told.filter(|_| is_as_written).unwrap_or(&Value::Null);
        if let Some(link) = link(number, place, relation, told, &entities) {
            sink(Ok(Item::Link(link)))?;
        }
    }
    entities.into_iter().try_for_each(|entity| sink(Ok(Item::Annotation(Box::new(entity.incoming)))))
}

/// A span in any of the shapes there are; nothing where it is none.
fn entity(line: usize, value: &Value) -> Option<Entity> {
    let (number, label, start, end) = match value {
        Value::Array(span) => match &span[..] {
            [start, end, label, ..] => (None, label, start, end),
            _ => return None,
        },
        other => (count(&other["id"]), &other["label"], &other["start_offset"], &other["end_offset"]),
    };
    let (start, end) = (Some(count(start)?), Some(count(end)?));
    let id = number.map(|number| number.to_string()).unwrap_or_default();
    let incoming = Incoming { line, id, label: text(label), start, end, ..Incoming::default() };
    Some(Entity { number, incoming })
}

/// Gives the entities what this program said of them beside; whether they still have the numbers that it gave them.
fn tell_more(entities: &mut [Entity], told: &[Value]) -> bool {
    let told: Vec<&Value> = told.iter().filter(|told| !told["entity"].is_null()).collect();
    let quote = |value: &Value| text(&value["quote"]);
    let is_as_written = !told.is_empty()
        && entities.iter().all(|entity| {
            let of_number = told.iter().find(|told| count(&told["entity"]) == entity.number);
            of_number.is_some_and(|told| quote(told) == entity.incoming.quote)
        });
    let quotes: Vec<String> = entities.iter().map(|entity| entity.incoming.quote.clone()).collect();
    for entity in entities {
        let same_quote = |found: &&&Value| quote(found) == entity.incoming.quote;
        let found = match is_as_written {
            true => told.iter().find(|told| count(&told["entity"]) == entity.number),
            false => told.iter().find(same_quote).filter(|_| {
                told.iter().filter(same_quote).count() == 1
                    && quotes.iter().filter(|quote| **quote == entity.incoming.quote).count() == 1
            }),
        };
        if let Some(found) = found {
            let incoming = std::mem::take(&mut entity.incoming);
            entity.incoming = with(incoming, found);
        }
    }
    is_as_written
}

fn with(incoming: Incoming, told: &Value) -> Incoming {
    let attributes = told["attributes"].as_object();
    let attributes = attributes.into_iter().flatten().map(|(name, value)| (name.clone(), text(value)));
    Incoming {
        id: first_text(told, &["id"]),
        said: Said {
            note: told["note"].is_string(),
            source: told["source"].is_string(),
            attributes: told["attributes"].is_object(),
        },
        note: text(&told["note"]),
        source: text(&told["source"]),
        attributes: attributes.collect(),
        reader: text(&told["reader"]),
        created: text(&told["created"]),
        modified: text(&told["modified"]),
        ..incoming
    }
}

fn link(
    line: usize,
    place: usize,
    relation: &Value,
    told: &Value,
    entities: &[Entity],
) -> Option<IncomingLink> {
    let end = |name: &str| {
        let number = count(&relation[name])?;
        entities.iter().find(|entity| entity.number == Some(number)).map(|entity| &entity.incoming)
    };
    let (from, to) = (end("from_id"), end("to_id"));
    let reader = match text(&told["reader"]) {
        reader if reader.is_empty() => from.map(|from| from.reader.clone()).unwrap_or_default(),
        reader => reader,
    };
    let named = |found: Option<&Incoming>, name: &str| match found {
        Some(incoming) => incoming.id.clone(),
        None => text(&relation[name]),
    };
    Some(IncomingLink {
        line,
        id: match text(&told["id"]) {
            id if id.is_empty() => format!("{place}"),
            id => id,
        },
        from: named(from, "from_id"),
        to: named(to, "to_id"),
        kind: text(&relation["type"]),
        note: text(&told["note"]),
        reader,
        ..IncomingLink::default()
    })
}

#[cfg(test)]
mod tests;
