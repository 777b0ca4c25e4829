//! A task: a text, with what its annotators say of it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::region::Region;
use crate::import::incoming::is_own;
use crate::import::json_value::{count, first_text, list, text};
use crate::import::text::FileText;
use crate::import::{Incoming, IncomingLink, Item, KeptOut};
use crate::text::OffsetUnit;

pub(super) struct Task<'a> {
    number: usize,
    value: &'a Value,
    items: Vec<Result<Item, KeptOut>>,
    /// What there is no place for, by its words.
    left_out: BTreeMap<&'static str, usize>,
}

impl<'a> Task<'a> {
    pub(super) fn new(number: usize, value: &'a Value) -> Task<'a> {
        Task { number, value, items: Vec::new(), left_out: BTreeMap::new() }
    }

    /// What it all comes to.
    pub(super) fn into_items(mut self, offsets: Option<OffsetUnit>) -> Vec<Result<Item, KeptOut>> {
        let data = if self.value["data"].is_object() { &self.value["data"] } else { self.value };
        let mut file_text = self.text_of(data).map(|words| {
            let mut text = FileText::new(words.to_owned());
            text.unit = offsets;
            text
        });
        if let Some(file_text) = &file_text {
            let given = file_text.article(&text(&data["title"]), &text(&data["uri"]));
            self.items.push(Ok(Item::Article(given)));
        }
        if self.value["data"].is_object() {
            for name in ["annotations", "completions"] {
                for one in list(&self.value[name]) {
                    self.take_annotator(one, &mut file_text);
                }
            }
            self.leave_out("predictions", list(&self.value["predictions"]).len());
        } else {
            self.take_short(&mut file_text);
        }
        let left_out = std::mem::take(&mut self.left_out);
        self.items.extend(left_out.into_iter().map(|(what, times)| Ok(Item::LeftOut(what, times))));
        self.items
    }

    fn leave_out(&mut self, what: &'static str, times: usize) {
        if times > 0 {
            *self.left_out.entry(what).or_default() += times;
        }
    }

    /// The task's text: `text`, or the longest text it has. Which it is stands in the labelling interface alone.
    fn text_of(&self, data: &'a Value) -> Option<&'a str> {
        let texts = data.as_object()?.iter();
        let texts = texts.filter(|(name, _)| !["title", "uri"].contains(&name.as_str()));
        let longest = texts.filter_map(|(_, value)| value.as_str()).max_by_key(|text| text.len());
        data["text"].as_str().or(longest)
    }

    fn take_annotator(&mut self, one: &Value, file_text: &mut Option<FileText>) {
        let results = list(&one["result"]);
        if one["was_cancelled"] == true {
            return self.leave_out("results of cancelled annotations", results.len());
        }
        let about = |id: &str| if is_own(id) { id.to_owned() } else { format!("{}:{id}", text(&one["id"])) };
        let mut regions: Vec<Region> = Vec::new();
        let mut links = Vec::new();
        for result in results {
            if result["type"] == "relation" {
                links.push(result);
                continue;
            }
            let id = text(&result["id"]);
            // An answer without a place is about the whole task.
            if result["value"]["start"].is_null() || id.is_empty() {
                self.leave_out("answers about whole texts", 1);
                continue;
            }
            let id = about(&id);
            let known = regions.iter().rposition(|region| region.incoming.id == id);
            let place = known.unwrap_or(regions.len());
            if known.is_none() {
                let incoming = self.incoming(id, annotator(one), one);
                regions.push(Region { incoming, labels: Vec::new() });
            }
            if !regions[place].take(result) {
                self.leave_out("answers of other kinds", 1);
            }
        }
        let readers: BTreeMap<String, String> = regions
            .iter()
            .map(|region| (region.incoming.id.clone(), region.incoming.reader.clone()))
            .collect();
        regions.into_iter().for_each(|region| self.locate(region, file_text));
        for link in links {
            let (from, to) = (about(&text(&link["from_id"])), about(&text(&link["to_id"])));
            let (from, to) = if link["direction"] == "left" { (to, from) } else { (from, to) };
            let reader = readers.get(&from).cloned().unwrap_or_default();
            self.items.push(Ok(Item::Link(IncomingLink {
                line: self.number,
                kind: list(&link["labels"]).first().map(text).unwrap_or_default(),
                from,
                to,
                reader,
                ..IncomingLink::default()
            })));
        }
    }

    /// JSON-MIN: the answers of one annotator, by the controls' names beside the data.
    fn take_short(&mut self, file_text: &mut Option<FileText>) {
        let value = self.value;
        let lists = value.as_object().into_iter().flatten().flat_map(|(_, value)| value.as_array()).flatten();
        for one in lists {
            let labels = one.as_object().into_iter().flatten().find(|(name, _)| name.ends_with("labels"));
            let (Some((_, labels)), Some(start)) = (labels, count(&one["start"])) else { continue };
            let mut incoming = self.incoming(String::new(), person(&value["annotator"]), value);
            (incoming.start, incoming.end) = (Some(start), count(&one["end"]));
            incoming.quote = text(&one["text"]);
            let labels = list(labels).iter().map(text).collect();
            self.locate(Region { incoming, labels }, file_text);
        }
    }

    fn incoming(&self, id: String, reader: String, one: &Value) -> Incoming {
        Incoming {
            line: self.number,
            id,
            reader,
            created: text(&one["created_at"]),
            modified: text(&one["updated_at"]),
            ..Incoming::default()
        }
    }

    fn locate(&mut self, region: Region, file_text: &mut Option<FileText>) {
        for incoming in region.into_annotations() {
            let located = match file_text {
                Some(file_text) => file_text.locate(incoming),
                None => Ok(incoming),
            };
            self.items.push(located.map(|one| Item::Annotation(Box::new(one))));
        }
    }
}

/// Who made one of a task's “annotations”.
fn annotator(one: &Value) -> String {
    match text(&one["reader"]) {
        reader if reader.is_empty() => person(&one["completed_by"]),
        reader => reader,
    }
}

/// An annotator, who may be told of by a number alone.
fn person(value: &Value) -> String {
    match value {
        Value::Object(_) => first_text(value, &["email", "username", "id"]),
        Value::Number(number) => format!("annotator {number}"),
        other => text(other),
    }
}
