//! doccano: JSON Lines, an article a line, with its entities and the relations between them.
//!
//! Rules: doccano 1.8's own importer (`data_import/pipeline`), “JSONL (Relation)”; for a project without relations
//! choose “JSONL” and name `entities` as its column of labels. The project must allow overlapping spans: its importer
//! drops them otherwise. What doccano has no field for stands beside them in `annotations` and `links`, by the entities'
//! and relations' numbers: it keeps that as the text's metadata and gives it back when it exports.
//!
//! Offsets are code points, as doccano's server, its exports and Python count. Its page, as long as “count grapheme
//! clusters as one character” is off, counts UTF-16 code units, and shows passages after a character outside of the
//! Basic Multilingual Plane (𠮷, emoji) shifted by one for each.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::escaped_json::write_json;
use super::links::inner_links;
use super::{Format, Losses, Output, Passage, Passages, Shape, Writer};
use crate::annotation::{Link, LinkKind};
use crate::library::{ArticleId, Marked};

pub(super) const FORMAT: Format = Format {
    name: "doccano",
    description: "JSON Lines with entities and relations, for doccano",
    extension: "jsonl",
    shape: Shape::File,
    holds_orphans: false,
    offsets: "code points",
    make: |_| Box::new(Doccano::default()),
};

#[derive(Default)]
struct Doccano {
    losses: Losses,
}

#[derive(Serialize)]
struct ArticleRecord<'a> {
    id: ArticleId,
    text: &'a str,
    entities: Vec<Entity<'a>>,
    relations: Vec<Relation>,
    title: &'a str,
    uri: &'a str,
    annotations: Vec<AnnotationRecord<'a>>,
    links: Vec<LinkRecord<'a>>,
}

#[derive(Serialize)]
struct Entity<'a> {
    /// A number of its own in the line, as doccano asks for.
    id: usize,
    label: &'a str,
    start_offset: usize,
    end_offset: usize,
}

#[derive(Serialize)]
struct Relation {
    id: usize,
    from_id: usize,
    to_id: usize,
    r#type: LinkKind,
}

/// What an entity has no fields for.
#[derive(Serialize)]
struct AnnotationRecord<'a> {
    entity: usize,
    id: &'a str,
    quote: &'a str,
    note: &'a str,
    source: &'a str,
    attributes: &'a BTreeMap<String, String>,
    reader: &'a str,
    created: &'a str,
    modified: &'a str,
}

/// What a relation has no fields for.
#[derive(Serialize)]
struct LinkRecord<'a> {
    relation: usize,
    id: &'a str,
    note: &'a str,
    reader: &'a str,
}

impl Writer for Doccano {
    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let passages: Vec<Passage<'_>> = passages.collect();
        // doccano refuses a span without a character.
        let fits = |place: &usize| passages[*place].start < passages[*place].end;
        let held: Vec<usize> = (0..passages.len()).filter(fits).collect();
        let (inner, outer) = inner_links(marked);
        let (relations, unheld): (Vec<_>, Vec<_>) =
            inner.into_iter().partition(|link| fits(&link.from) && fits(&link.to));
        self.losses.leave_out("annotations without a character", passages.len() - held.len());
        self.losses.add("links to other articles, for which it has no place", outer);
        self.losses.add("links of annotations that are left out", unheld.len());
        let record = ArticleRecord {
            id: marked.article.id,
            text: &marked.article.text,
            entities: held.iter().map(|&place| entity(place, passages[place])).collect(),
            relations: relations
                .iter()
                .enumerate()
                .map(|(id, link)| Relation {
                    id,
                    from_id: link.from,
                    to_id: link.to,
                    r#type: link.link.link.kind,
                })
                .collect(),
            title: &marked.article.title,
            uri: &marked.article.uri,
            annotations: held.iter().map(|&place| annotation(place, passages[place])).collect(),
            links: relations
                .iter()
                .enumerate()
                .map(|(relation, link)| link_record(relation, &link.link.link))
                .collect(),
        };
        write_json(out, &record)?;
        out.write_all(b"\n")
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}

fn entity(id: usize, passage: Passage<'_>) -> Entity<'_> {
    let label = &passage.stored.annotation.label;
    Entity { id, label, start_offset: passage.start, end_offset: passage.end }
}

fn annotation(entity: usize, passage: Passage<'_>) -> AnnotationRecord<'_> {
    let stored = passage.stored;
    let annotation = &stored.annotation;
    AnnotationRecord {
        entity,
        id: &annotation.id.0,
        quote: passage.quote,
        note: &annotation.note,
        source: &annotation.source,
        attributes: &annotation.attributes,
        reader: &annotation.reader,
        created: &stored.created,
        modified: &stored.modified,
    }
}

fn link_record(relation: usize, link: &Link) -> LinkRecord<'_> {
    LinkRecord { relation, id: &link.id.0, note: &link.note, reader: &link.reader }
}
