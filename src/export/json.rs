//! One JSON document: articles, each with its annotations. An article stands on a line of its own.

use std::io;

use serde::{Serialize, Serializer};

use super::escaped_json::write_json;
use super::links::Links;
use super::record::Record;
use super::{Format, Output, Passage, Passages, Shape, Writer};
use crate::article::Script;
use crate::library::{ArticleId, Marked, Orphan};

pub(super) const FORMAT: Format = Format {
    name: "json",
    description: "one JSON document, annotations within their articles",
    extension: "json",
    shape: Shape::File,
    holds_orphans: true,
    offsets: "code points",
    make: |_| Box::new(Json { empty: true }),
};

/// Grows by one where a reader of the document would have to change.
const VERSION: u32 = 1;

struct Json {
    /// Whether no article has been written yet.
    empty: bool,
}

/// An article of the document.
#[derive(Serialize)]
struct ArticleRecord<'a> {
    id: ArticleId,
    title: &'a str,
    uri: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    script: Script,
    annotations: Annotations<'a>,
}

/// Its annotations, made one by one as they are written.
struct Annotations<'a> {
    passages: Passages<'a>,
    orphans: &'a [Orphan],
    links: Links<'a>,
}

impl<'a> Serialize for Annotations<'a> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = |passage: Passage<'a>| {
            Record::within_article(passage, self.links.from(&passage.stored.annotation.id))
        };
        let orphans = self.orphans.iter().map(|orphan| record(Passage::of_orphan(orphan)).orphaned());
        serializer.collect_seq(self.passages.clone().map(record).chain(orphans))
    }
}

impl Writer for Json {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        write!(out, r#"{{"format":"pingdian annotations","version":{VERSION},"articles":["#)
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let first = std::mem::replace(&mut self.empty, false);
        out.write_all(if first { b"\n" } else { b",\n" })?;
        let record = ArticleRecord {
            id: marked.article.id,
            title: &marked.article.title,
            uri: &marked.article.uri,
            url: Some(marked.article.metadata.url.as_str()).filter(|url| !url.is_empty()),
            script: marked.article.script,
            annotations: Annotations { passages, orphans: marked.orphans, links: Links::of(marked) },
        };
        write_json(out, &record)
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.write_all(if self.empty { b"]}\n" } else { b"\n]}\n" })
    }
}
