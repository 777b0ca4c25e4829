//! Markdown for notebooks such as Obsidian and Logseq: quotations under their article's title, in the text's order.

use std::io;

use super::markup::{escaped_inline, escaped_lines};
use super::{Format, Output, Passage, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    description: "quotations under their article, for Obsidian, Logseq and other notebooks",
    extension: "md",
    shape: Shape::File,
    offsets: "code points",
    make: |_| Box::new(Markdown { empty: true }),
};

struct Markdown {
    /// Whether no article has been written yet.
    empty: bool,
}

impl Writer for Markdown {
    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        if !std::mem::replace(&mut self.empty, false) {
            writeln!(out)?;
        }
        writeln!(out, "## {}", escaped_inline(&marked.article.title))?;
        writeln!(out)?;
        writeln!(out, "{}", address(&marked.article.uri))?;
        for passage in passages {
            writeln!(out)?;
            quotation(out, passage)?;
        }
        Ok(())
    }
}

/// One annotation, a block quotation: the passage a paragraph a line, then `**label** · Source: …`, then `Note: …`.
fn quotation(out: &mut dyn io::Write, passage: Passage<'_>) -> io::Result<()> {
    let annotation = &passage.stored.annotation;
    for line in escaped_lines(passage.quote) {
        writeln!(out, "> {line}")?;
        writeln!(out, ">")?;
    }
    write!(out, "> **{}**", escaped_inline(&annotation.label))?;
    let source = escaped_inline(&annotation.source);
    if !source.is_empty() {
        write!(out, " · Source: {source}")?;
    }
    writeln!(out)?;
    for (index, line) in escaped_lines(&annotation.note).enumerate() {
        let introduction = if index == 0 { "Note: " } else { "" };
        writeln!(out, ">")?;
        writeln!(out, "> {introduction}{line}")?;
    }
    Ok(())
}

/// Where the article came from: a link where it is plainly one, else escaped text.
fn address(uri: &str) -> String {
    let is_link = ["file://", "http://", "https://"].iter().any(|scheme| uri.starts_with(scheme));
    let is_plain =
        |character: char| character.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(character);
    if is_link && uri.chars().all(is_plain) { format!("<{uri}>") } else { escaped_inline(uri) }
}
