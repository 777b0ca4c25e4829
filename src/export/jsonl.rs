//! JSON Lines: one annotation a line, each naming its article. For scripts, `jq` and data frames.

use std::io;

use super::escaped_json::write_json;
use super::record::Record;
use super::{Format, Output, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    description: "JSON Lines, one annotation a line: for scripts and data frames",
    extension: "jsonl",
    shape: Shape::File,
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
        for passage in passages {
            write_json(out, &Record::alone(marked.article, passage))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
