//! A file of annotations as a whole: its lines speak of each other.

use std::collections::{BTreeMap, HashMap};

use super::line::{Line, parse};
use super::names::Names;
use crate::export::brat_name;
use crate::import::incoming::is_own;
use crate::import::text::{FileText, words};
use crate::import::{Incoming, IncomingLink, Item, KeptOut, Reason};

/// The types of comments that are taken.
const COMMENTS: &[&str] = &["AnnotatorNotes", "Source", "Reader", "Created", "Modified", "Id"];

/// What the lines say.
#[derive(Default)]
pub(super) struct Document {
    passages: Vec<Passage>,
    attributes: Vec<Attribute>,
    links: Vec<IncomingLink>,
    /// Comments by what they are on: their types and words.
    comments: HashMap<String, Vec<(String, String)>>,
    left_out: BTreeMap<&'static str, usize>,
    /// Whether this program wrote it.
    is_own: bool,
}

struct Passage {
    line: usize,
    name: String,
    kind: String,
    pieces: Vec<(usize, usize)>,
    words: String,
}

struct Attribute {
    name: String,
    attribute: String,
    of: String,
    value: String,
}

impl Document {
    /// Takes note of a line. The error says what is wrong with it.
    pub(super) fn read(&mut self, line: usize, words: &str) -> Result<(), &'static str> {
        match parse(words)? {
            None => {}
            Some(Line::Passage { name, kind, pieces, words }) => self.passages.push(Passage {
                line,
                name: name.to_owned(),
                kind: kind.to_owned(),
                pieces,
                words: words.to_owned(),
            }),
            Some(Line::Attribute { name, attribute, of, value }) => self.attributes.push(Attribute {
                name: name.to_owned(),
                attribute: attribute.to_owned(),
                of: of.to_owned(),
                value: value.to_owned(),
            }),
            Some(Line::Relation { name, kind, from, to }) => self.tie(line, name, kind, from, to),
            Some(Line::Equivalence { kind, all }) => {
                let kind = if kind == "Equiv" { "same" } else { kind };
                all.windows(2).for_each(|pair| self.tie(line, "", kind, pair[0], pair[1]));
            }
            Some(Line::Comment { kind, of, words }) => {
                self.is_own |= kind == "Id" && is_own(words);
                if !COMMENTS.contains(&kind) {
                    *self.left_out.entry("comments of other types").or_default() += 1;
                }
                self.comments.entry(of.to_owned()).or_default().push((kind.to_owned(), words.to_owned()));
            }
            Some(Line::Other(what)) => *self.left_out.entry(what).or_default() += 1,
        }
        Ok(())
    }

    fn tie(&mut self, line: usize, name: &str, kind: &str, from: &str, to: &str) {
        let [id, kind, from, to] = [name, kind, from, to].map(str::to_owned);
        self.links.push(IncomingLink { line, id, from, to, kind, ..IncomingLink::default() });
    }

    /// What it all comes to.
    pub(super) fn into_items(
        mut self,
        mut text: Option<FileText>,
        names: &Names,
        file: &str,
    ) -> Vec<Result<Item, KeptOut>> {
        let mut items = Vec::new();
        let mut attributes = self.attributes_by_passage(names);
        let mut readers = HashMap::new();
        // What a passage's links call it, and what it is called.
        let mut ids = HashMap::new();
        for passage in std::mem::take(&mut self.passages) {
            let name = passage.name.clone();
            let own_attributes = attributes.remove(&name).unwrap_or_default();
            let incoming = self.incoming(&passage, names, own_attributes, file);
            readers.insert(name.clone(), incoming.reader.clone());
            ids.insert(name, incoming.id.clone());
            let placed = match &mut text {
                Some(text) => text.locate(incoming),
                None => Ok(incoming),
            };
            items.push(match placed {
                Ok(incoming) if in_pieces(&passage, &incoming) => Err(incoming.kept_out(Reason::InPieces)),
                Ok(incoming) => Ok(Item::Annotation(Box::new(incoming))),
                Err(out) => Err(out),
            });
        }
        let of_others = attributes.values().map(BTreeMap::len).sum();
        if of_others > 0 {
            self.left_out.insert("attributes of events and relations", of_others);
        }
        for link in std::mem::take(&mut self.links) {
            let called = |name: &String| ids.get(name).unwrap_or(name).clone();
            let reader = match self.comment(&link.id, "Reader") {
                reader if reader.is_empty() => readers.get(&link.from).cloned().unwrap_or_default(),
                reader => reader,
            };
            items.push(Ok(Item::Link(IncomingLink {
                file: file.to_owned(),
                id: String::new(),
                from: called(&link.from),
                to: called(&link.to),
                note: self.comment(&link.id, "AnnotatorNotes"),
                reader,
                ..link
            })));
        }
        items.extend(self.left_out.iter().map(|(what, times)| Ok(Item::LeftOut(what, *times))));
        items
    }

    fn incoming(
        &self,
        passage: &Passage,
        names: &Names,
        attributes: BTreeMap<String, String>,
        file: &str,
    ) -> Incoming {
        let comment = |kind| self.comment(&passage.name, kind);
        let id = comment("Id");
        Incoming {
            file: file.to_owned(),
            line: passage.line,
            id: if id.is_empty() { passage.name.clone() } else { id },
            label: names.original(&passage.kind),
            quote: passage.words.clone(),
            start: passage.pieces.first().map(|piece| piece.0),
            end: passage.pieces.last().map(|piece| piece.1),
            note: comment("AnnotatorNotes"),
            source: comment("Source"),
            reader: comment("Reader"),
            attributes,
            created: comment("Created"),
            modified: comment("Modified"),
            ..Incoming::default()
        }
    }

    fn attributes_by_passage(&self, names: &Names) -> HashMap<String, BTreeMap<String, String>> {
        let mut found: HashMap<String, BTreeMap<String, String>> = HashMap::new();
        for one in &self.attributes {
            let words = self.comment(&one.name, "AnnotatorNotes");
            // The comment holds name and value, where brat's names cannot.
            let whole =
                words.match_indices(": ").map(|(at, between)| (&words[..at], &words[at + between.len()..]));
            let fits = |(name, value): &(&str, &str)| {
                brat_name(name) == one.attribute && brat_name(value) == one.value
            };
            let (name, value) = match whole.into_iter().find(fits) {
                Some((name, value)) => (name.to_owned(), value.to_owned()),
                None => (names.original(&one.attribute), one.value.clone()),
            };
            found.entry(one.of.clone()).or_default().insert(name, value);
        }
        found
    }

    /// The words of the comments of a type on a line.
    fn comment(&self, of: &str, kind: &str) -> String {
        let comments = self.comments.get(of).into_iter().flatten();
        let words = comments.filter(|(found, _)| found == kind).map(|(_, words)| match self.is_own {
            true => unescaped(words),
            false => words.clone(),
        });
        words.collect::<Vec<_>>().join("\n")
    }
}

/// Whether words lie between the pieces of a passage. In a text, what joins them is white space in its lines' place.
fn in_pieces(passage: &Passage, incoming: &Incoming) -> bool {
    passage.pieces.len() > 1
        && (incoming.given.is_none() || words(&incoming.quote).len() > words(&passage.words).len())
}

/// A comment's words, of the one line that this program's export makes of them.
fn unescaped(line: &str) -> String {
    let json = format!("\"{}\"", line.replace('"', "\\\""));
    serde_json::from_str(&json).unwrap_or_else(|_| line.to_owned())
}
