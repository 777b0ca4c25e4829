//! JSON Lines: one annotation a line, each naming its article. For scripts, `jq` and data frames.

use std::io;

use super::escaped_json::write_json;
use super::links::Links;
use super::record::Record;
use super::{Format, Output, Passage, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    description: "JSON Lines, one annotation a line: for scripts and data frames",
    extension: "jsonl",
    shape: Shape::File,
    holds_orphans: true,
    offsets: "code points",
    make: |_| Box::new(JsonLines),
};

struct JsonLines;

impl Writer for JsonLines {
    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let links = Links::of(marked);
        for passage in passages {
            let links = links.from(&passage.stored.annotation.id);
            write_json(out, &Record::alone(marked.article, passage, links))?;
            out.write_all(b"\n")?;
        }
        for orphan in marked.orphans {
            let links = links.from(&orphan.stored.annotation.id);
            let record = Record::alone(marked.article, Passage::of_orphan(orphan), links);
            write_json(out, &record.orphaned())?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
