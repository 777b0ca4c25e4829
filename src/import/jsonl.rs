//! JSON Lines as this program exports them: one annotation a line.
//!
//! Fields that are missing or `null` count as empty, so that other programs' lines can be read that hold no more than
//! an article, a label and a quote; fields that are not known are passed over.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Deserializer};

use super::incoming::is_own;
use super::lines::{BYTE_ORDER_MARK, for_each_line};
use super::{ArticleReference, Format, Incoming, IncomingLink, Item, KeptOut, Opened, Reason, Sink};
use crate::library::Said;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    description: "JSON Lines, as `export --format jsonl` writes them",
    extensions: &["jsonl", "ndjson"],
    in_folder: "",
    counts: "line",
    looks_like,
    read,
};

fn looks_like(beginning: &[u8]) -> bool {
    let first = beginning.strip_prefix(BYTE_ORDER_MARK).unwrap_or(beginning).trim_ascii_start();
    let line = first.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.starts_with(b"{") && memchr::memmem::find(line, br#""quote""#).is_some()
}

fn read(opened: &mut Opened, sink: Sink<'_>) -> io::Result<()> {
    for_each_line(&mut *opened.input, &mut |line, bytes| {
        let no_annotation = |why| {
            Err(KeptOut {
                file: String::new(),
                line,
                quote: String::new(),
                reason: Reason::NoAnnotation(why),
            })
        };
        let Some(bytes) = bytes else { return sink(no_annotation("the line is too long".to_owned())) };
        match serde_json::from_slice::<Record>(bytes) {
            Ok(record) => {
                let (incoming, links) = record.incoming(line);
                sink(Ok(Item::Annotation(Box::new(incoming))))?;
                links.into_iter().try_for_each(|link| sink(Ok(Item::Link(link))))
            }
            Err(error) => sink(no_annotation(error.to_string())),
        }
    })
}

/// A line, as far as it matters here.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    #[serde(deserialize_with = "or_empty")]
    id: String,
    #[serde(deserialize_with = "or_empty")]
    article: Article,
    #[serde(deserialize_with = "or_empty")]
    label: String,
    #[serde(deserialize_with = "or_empty")]
    quote: String,
    start: Option<usize>,
    end: Option<usize>,
    #[serde(deserialize_with = "or_empty")]
    prefix: String,
    #[serde(deserialize_with = "or_empty")]
    suffix: String,
    note: Option<String>,
    source: Option<String>,
    attributes: Option<BTreeMap<String, String>>,
    #[serde(deserialize_with = "or_empty")]
    reader: String,
    #[serde(deserialize_with = "or_empty")]
    created: String,
    #[serde(deserialize_with = "or_empty")]
    modified: String,
    #[serde(deserialize_with = "or_empty")]
    links: Vec<Link>,
}

/// A link that begins at the annotation.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Link {
    #[serde(deserialize_with = "or_empty")]
    id: String,
    #[serde(deserialize_with = "or_empty")]
    kind: String,
    #[serde(deserialize_with = "or_empty")]
    to: String,
    #[serde(deserialize_with = "or_empty")]
    note: String,
    #[serde(deserialize_with = "or_empty")]
    reader: String,
    #[serde(deserialize_with = "or_empty")]
    created: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Article {
    #[serde(deserialize_with = "or_empty")]
    title: String,
    #[serde(deserialize_with = "or_empty")]
    uri: String,
}

fn or_empty<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(input: D) -> Result<T, D::Error> {
    Option::<T>::deserialize(input).map(Option::unwrap_or_default)
}

impl Record {
    fn incoming(self, line: usize) -> (Incoming, Vec<IncomingLink>) {
        let tied = |link: Link| IncomingLink {
            line,
            id: link.id,
            from: self.id.clone(),
            to: link.to,
            kind: link.kind,
            note: link.note,
            reader: if link.reader.is_empty() { self.reader.clone() } else { link.reader },
            created: link.created,
            ..IncomingLink::default()
        };
        let links = self.links.into_iter().map(tied).collect();
        let article = ArticleReference {
            title: self.article.title,
            uri: self.article.uri,
            ..ArticleReference::default()
        };
        let said = Said {
            note: self.note.is_some(),
            source: self.source.is_some(),
            // This program leaves them out where there are none.
            attributes: self.attributes.is_some() || (is_own(&self.id) && !self.modified.is_empty()),
        };
        let incoming = Incoming {
            line,
            said,
            id: self.id,
            article,
            label: self.label,
            quote: self.quote,
            start: self.start,
            end: self.end,
            prefix: self.prefix,
            suffix: self.suffix,
            note: self.note.unwrap_or_default(),
            source: self.source.unwrap_or_default(),
            reader: self.reader,
            attributes: self.attributes.unwrap_or_default(),
            created: self.created,
            modified: self.modified,
            ..Incoming::default()
        };
        (incoming, links)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::import::tests::opened;

    fn all(text: &[u8]) -> Vec<Result<Incoming, KeptOut>> {
        let mut found = Vec::new();
        read(&mut opened(&FORMAT, text), &mut |one| {
            match one {
                Ok(Item::Annotation(one)) => found.push(Ok(*one)),
                Ok(other) => panic!("{other:?}"),
                Err(out) => found.push(Err(out)),
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        found
    }

    #[test]
    fn a_line_needs_little() {
        let found = all(
            "\u{feff}{\"quote\":\"河水\",\"label\":\"fact\"}\r\n\n{\"start\":null,\"note\":null,\"x\":1}"
                .as_bytes(),
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!(
            (first.line, first.quote.as_str(), first.label.as_str(), first.start),
            (1, "河水", "fact", None)
        );
        assert_eq!(found[1].as_ref().unwrap(), &Incoming { line: 3, ..Incoming::default() });
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn what_is_no_annotation_is_told_and_passed_over() {
        let found = all(b"{}\nnonsense\n[1]\n{\"quote\":7}\n\xff\xfe\n{\"quote\":\"a\"}\n");
        let lines: Vec<(bool, usize)> = found
            .iter()
            .map(|one| one.as_ref().map_or_else(|out| (false, out.line), |incoming| (true, incoming.line)))
            .collect();
        assert_eq!(lines, [(true, 1), (false, 2), (false, 3), (false, 4), (false, 5), (true, 6)]);
    }

    #[test]
    fn its_files_are_told_from_others() {
        assert!(looks_like("\u{feff}\n {\"id\":\"1\",\"quote\":\"a\"}\n".as_bytes()));
        assert!(
            !looks_like(b"[{\"quote\":1}]")
                && !looks_like(b"{\"text\":1}\n{\"quote\":1}")
                && !looks_like(b"")
        );
    }
}
