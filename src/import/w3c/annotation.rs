//! One annotation of a document, or one link.

use std::collections::BTreeMap;

use serde_json::Value;

use super::names::own;
use crate::import::json_value::{count, first_text, list, text};
use crate::import::{ArticleReference, Incoming, IncomingLink};

/// What the bodies of an annotation say.
#[derive(Default)]
struct Said {
    labels: Vec<String>,
    notes: Vec<String>,
    source: String,
    attributes: BTreeMap<String, String>,
    /// Bodies that are no text.
    elsewhere: usize,
}

/// Whether the annotation ties two others.
pub(super) fn is_link(value: &Value) -> bool {
    motivations(value).iter().any(|motivation| motivation == "linking")
}

/// The link that an annotation of the motivation `linking` is.
pub(super) fn link(line: usize, value: &Value) -> IncomingLink {
    let motivations = motivations(value);
    let kind = motivations.into_iter().find(|motivation| motivation != "linking").unwrap_or_default();
    let bodies = list(&value["body"]);
    let from = bodies.iter().map(address).find(|from| !from.is_empty()).unwrap_or_default();
    let to = list(&value["target"]).first().map(address).unwrap_or_default();
    IncomingLink {
        line,
        id: own(&text(&value["id"])),
        from: own(&from),
        to: own(&to),
        kind,
        note: said(value).notes.join("\n\n"),
        reader: person(value),
        created: text(&value["created"]),
        ..IncomingLink::default()
    }
}

/// The annotation once for each label, or once without one; and how many bodies cannot be taken.
pub(super) fn annotations(line: usize, value: &Value) -> (Vec<Incoming>, usize) {
    let said = said(value);
    let id = own(&text(&value["id"]));
    let targets = list(&value["target"]);
    let selected: Vec<Selected> = targets.iter().map(Selected::of).collect();
    let place = selected.iter().position(|selected| !selected.quote.is_empty()).unwrap_or_default();
    let target = targets.get(place).unwrap_or(&Value::Null);
    let Selected { quote, prefix, suffix, position } = selected.into_iter().nth(place).unwrap_or_default();
    let one = Incoming {
        line,
        article: article(value, target),
        quote,
        prefix,
        suffix,
        start: position.map(|position| position.0),
        end: position.map(|position| position.1),
        note: said.notes.join("\n\n"),
        source: said.source,
        attributes: said.attributes,
        reader: person(value),
        created: text(&value["created"]),
        modified: first_text(value, &["modified", "updated"]),
        ..Incoming::default()
    };
    let named = |(place, label): (usize, String)| {
        let id = if place == 0 || id.is_empty() { id.clone() } else { format!("{id} {label}") };
        Incoming { id, label, ..one.clone() }
    };
    let labels = if said.labels.is_empty() { vec![String::new()] } else { said.labels };
    (labels.into_iter().enumerate().map(named).collect(), said.elsewhere)
}

fn motivations(value: &Value) -> Vec<String> {
    let plain = |motivation: &Value| {
        let motivation = text(motivation);
        motivation.rsplit([':', '#', '/']).next().unwrap_or_default().to_owned()
    };
    list(&value["motivation"]).iter().map(plain).collect()
}

fn said(value: &Value) -> Said {
    let mut said = Said::default();
    let is_tagging = motivations(value).iter().any(|motivation| motivation == "tagging");
    for body in list(&value["body"]) {
        if !body["value"].is_string() {
            said.elsewhere += 1;
            continue;
        }
        let words = text(&body["value"]);
        let purpose = list(&body["purpose"]).first().map(text).unwrap_or_default();
        match purpose.rsplit([':', '#', '/']).next().unwrap_or_default() {
            "tagging" | "classifying" => said.labels.push(words),
            "" if is_tagging && list(&value["body"]).len() == 1 => said.labels.push(words),
            "attributing" => said.source = words,
            "qualifying" if !text(&body["attribute"]).is_empty() => {
                said.attributes.insert(text(&body["attribute"]), words);
            }
            _ => said.notes.push(words),
        }
    }
    // As Hypothesis has them.
    said.labels.extend(list(&value["tags"]).iter().map(text).filter(|tag| !tag.is_empty()));
    let notes = [text(&value["bodyValue"]), text(&value["text"])];
    said.notes.extend(notes.into_iter().filter(|note| !note.is_empty()));
    said
}

/// What an object, or an address alone, stands for.
fn address(value: &Value) -> String {
    match value {
        Value::Object(_) => first_text(value, &["source", "id"]),
        other => text(other),
    }
}

fn person(value: &Value) -> String {
    let creator = list(&value["creator"]).first().unwrap_or(&value["user"]);
    match creator {
        Value::Object(_) => first_text(creator, &["name", "nickname", "email", "id"]),
        other => text(other),
    }
}

fn article(value: &Value, target: &Value) -> ArticleReference {
    let source = &target["source"];
    let uri = match source {
        Value::Object(_) => first_text(source, &["id", "url"]),
        Value::Null => {
            if target.is_string() {
                text(target)
            } else {
                text(&value["uri"])
            }
        }
        other => text(other),
    };
    let titles = list(&value["document"]["title"]);
    let title = match text(&source["title"]) {
        title if title.is_empty() => titles.first().map(text).unwrap_or_default(),
        title => title,
    };
    ArticleReference { title, uri, ..ArticleReference::default() }
}

/// What the selectors of a target say.
#[derive(Default)]
struct Selected {
    quote: String,
    prefix: String,
    suffix: String,
    position: Option<(usize, usize)>,
}

impl Selected {
    fn of(target: &Value) -> Selected {
        let mut selected = Selected::default();
        list(&target["selector"]).iter().for_each(|selector| selected.read(selector));
        selected
    }

    fn read(&mut self, selector: &Value) {
        match selector["type"].as_str() {
            Some("TextQuoteSelector") => {
                self.quote = text(&selector["exact"]);
                self.prefix = text(&selector["prefix"]);
                self.suffix = text(&selector["suffix"]);
            }
            Some("TextPositionSelector") => {
                self.position = count(&selector["start"]).zip(count(&selector["end"]));
            }
            _ => {}
        }
        // A document's depth is bounded where it is read.
        list(&selector["refinedBy"]).iter().for_each(|selector| self.read(selector));
    }
}
