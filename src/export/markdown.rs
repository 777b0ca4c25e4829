//! Markdown for notebooks such as Obsidian and Logseq: quotations under their article's title, in the text's order.
//!
//! Each quotation ends with its label as a tag (`#claim`), by which these gather notes. An annotation with links gets a
//! block identifier (`^1f…`) below it, which Obsidian links lead to, and tells its links in both directions. A link to
//! an annotation that was not exported leads nowhere, and can be read all the same.

use std::collections::HashMap;
use std::io;

use super::markup::{escaped_inline, escaped_lines, tag};
use super::provenance::shareable;
use super::{Format, Output, Passage, Passages, Shape, Writer};
use crate::annotation::AnnotationId;
use crate::library::{LinkEnd, Marked, StoredLink};
use crate::text::clusters;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    description: "quotations under their article, for Obsidian, Logseq and other notebooks",
    extension: "md",
    shape: Shape::File,
    holds_orphans: true,
    offsets: "code points",
    make: |_| Box::new(Markdown { empty: true }),
};

/// How many characters of a linked passage are shown.
const SHOWN_CLUSTERS: usize = 30;

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
        if let Some(url) = marked.article.elsewhere() {
            writeln!(out, "\n{}", address(url))?;
        }
        let mut links: HashMap<&AnnotationId, Vec<&StoredLink>> = HashMap::new();
        for link in marked.links {
            for end in [&link.link.from, &link.link.to] {
                links.entry(end).or_default().push(link);
            }
        }
        let orphans = marked.orphans.iter().map(|orphan| (Passage::of_orphan(orphan), true));
        for (passage, orphaned) in passages.map(|passage| (passage, false)).chain(orphans) {
            writeln!(out)?;
            quotation(out, passage, orphaned)?;
            let id = &passage.stored.annotation.id;
            if let Some(links) = links.get(id) {
                for link in links {
                    writeln!(out, ">")?;
                    writeln!(out, "> Link: {}", told(link, id))?;
                }
                writeln!(out, "\n^{}", anchor(id))?;
            }
        }
        Ok(())
    }
}

/// One annotation, a block quotation: the passage a paragraph a line, then `**label** · name: value · Source: … · #label`,
/// then `Note: …`.
fn quotation(out: &mut dyn io::Write, passage: Passage<'_>, orphaned: bool) -> io::Result<()> {
    let annotation = &passage.stored.annotation;
    for line in escaped_lines(passage.quote) {
        writeln!(out, "> {line}")?;
        writeln!(out, ">")?;
    }
    write!(out, "> **{}**", escaped_inline(&annotation.label))?;
    for (name, value) in &annotation.attributes {
        write!(out, " · {}: {}", escaped_inline(name), escaped_inline(value))?;
    }
    let source = escaped_inline(&annotation.source);
    if !source.is_empty() {
        write!(out, " · Source: {source}")?;
    }
    if orphaned {
        write!(out, " · no longer in the text")?;
    }
    if let Some(tag) = tag(&annotation.label) {
        write!(out, " · {tag}")?;
    }
    writeln!(out)?;
    for (index, line) in escaped_lines(&annotation.note).enumerate() {
        let introduction = if index == 0 { "Note: " } else { "" };
        writeln!(out, ">")?;
        writeln!(out, "> {introduction}{line}")?;
    }
    Ok(())
}

/// A link as told by the annotation at one of its ends: `supports [the other passage](#^1f…) · its article · the note`.
fn told(stored: &StoredLink, by: &AnnotationId) -> String {
    let link = &stored.link;
    let (here, there, words) = if link.from == *by {
        (&stored.from, &stored.to, link.kind.forwards())
    } else {
        (&stored.to, &stored.from, link.kind.backwards())
    };
    let mut told =
        format!("{words} [{}](#^{})", escaped_inline(&beginning(there)), anchor(&there.annotation));
    let title = if here.article == there.article { "" } else { there.title.as_str() };
    for said in [title, &link.note] {
        let said = escaped_inline(said);
        if !said.is_empty() {
            told.push_str(" · ");
            told.push_str(&said);
        }
    }
    told
}

/// The first characters of a passage.
fn beginning(end: &LinkEnd) -> String {
    match clusters(&end.quote).nth(SHOWN_CLUSTERS) {
        Some((byte, _)) => format!("{}…", &end.quote[..byte]),
        None => end.quote.clone(),
    }
}

/// An annotation's name as a block identifier: letters and digits of ASCII, and hyphens.
fn anchor(id: &AnnotationId) -> String {
    id.0.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '-' }).collect()
}

/// Where the article came from, or stands: a link where it is plainly one, else escaped text.
fn address(uri: &str) -> String {
    let uri = &*shareable(uri);
    let is_link = ["http://", "https://"].iter().any(|scheme| uri.starts_with(scheme));
    let is_plain =
        |character: char| character.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(character);
    if is_link && uri.chars().all(is_plain) { format!("<{uri}>") } else { escaped_inline(uri) }
}
