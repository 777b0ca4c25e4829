//! A region: a place with all that was answered about it.

use serde_json::Value;

use crate::import::Incoming;
use crate::import::json_value::{count, list, text};

/// What the names of this program's own controls for attributes begin with.
const ATTRIBUTE: &str = "attribute_";

/// A region and its labels.
#[derive(Default)]
pub(super) struct Region {
    pub(super) incoming: Incoming,
    pub(super) labels: Vec<String>,
}

impl Region {
    /// Takes an answer about the region; whether it could.
    pub(super) fn take(&mut self, result: &Value) -> bool {
        let value = &result["value"];
        let kind = text(&result["type"]);
        if let Some(start) = count(&value["start"]) {
            self.incoming.start = Some(start);
            self.incoming.end = count(&value["end"]);
        }
        self.take_meta(&result["meta"]);
        let answers = list(&value[kind.as_str()]);
        if kind.ends_with("labels") {
            self.labels.extend(answers.iter().map(text));
            // The words of other answers are the answers.
            self.incoming.quote = text(&value["text"]);
            return !answers.is_empty();
        }
        let words: Vec<String> = match kind.as_str() {
            "textarea" => list(&value["text"]).iter().map(text).collect(),
            "choices" | "rating" | "number" => answers.iter().map(text).collect(),
            _ => return false,
        };
        let (separator, name) = (if kind == "textarea" { "\n" } else { ", " }, text(&result["from_name"]));
        let words = words.join(separator);
        match (kind.as_str(), name.as_str()) {
            ("textarea", "note") => self.incoming.note = words,
            ("textarea", "source") => self.incoming.source = words,
            _ => {
                let name = name.strip_prefix(ATTRIBUTE).unwrap_or(&name).to_owned();
                self.incoming.attributes.insert(name, words);
            }
        }
        true
    }

    /// What this program keeps beside a region, and the notes that Label Studio does.
    fn take_meta(&mut self, meta: &Value) {
        let fields = [
            (&mut self.incoming.reader, "reader"),
            (&mut self.incoming.created, "created"),
            (&mut self.incoming.modified, "modified"),
        ];
        for (field, name) in fields {
            if !meta[name].is_null() {
                *field = text(&meta[name]);
            }
        }
        let notes: Vec<String> = list(&meta["text"]).iter().map(text).collect();
        if self.incoming.note.is_empty() {
            self.incoming.note = notes.join("\n");
        }
    }

    /// An annotation for each label; one without a label where it has none.
    pub(super) fn into_annotations(self) -> Vec<Incoming> {
        let labels = if self.labels.is_empty() { vec![String::new()] } else { self.labels };
        let one = self.incoming;
        let named = |(place, label): (usize, String)| {
            let id =
                if place == 0 || one.id.is_empty() { one.id.clone() } else { format!("{} {label}", one.id) };
            Incoming { id, label, ..one.clone() }
        };
        labels.into_iter().enumerate().map(named).collect()
    }
}
