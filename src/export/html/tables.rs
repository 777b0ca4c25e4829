//! The tables at the end of a report: the articles, whose words were tagged, and what annotations say of one another.

use std::io::{self, Write};

use crate::annotation::By;

use super::chart::{parts, shares};
use super::escape::Escaped;
use super::index::{End, Index, Reference, Row};
use super::labels::Labels;
use super::note::language;
use super::text::Sign;

/// The articles, with the balance of each by its sentences.
pub(super) fn write_contents(out: &mut dyn Write, labels: &Labels, index: &Index) -> io::Result<()> {
    writeln!(
        out,
        "<nav aria-label=\"Articles\"><table><caption>Articles</caption><thead><tr><th scope=\"col\">Article</th>\
         <th scope=\"col\">Annotations</th><th scope=\"col\">Balance by sentences</th></tr></thead><tbody>"
    )?;
    for (place, entry) in index.contents.iter().enumerate() {
        let title = &entry.title;
        write!(
            out,
            "<tr><td><a href=\"#t{}\"{}>{}</a></td><td>{}</td><td>",
            place + 1,
            language(title),
            Escaped(title),
            entry.annotations
        )?;
        let parts = parts(labels, &entry.balance);
        let tagged = parts.iter().zip(shares(&parts, By::Sentences));
        for (place, (label, share)) in
            tagged.filter_map(|((label, _), share)| Some(((*label)?, share))).enumerate()
        {
            let comma = if place == 0 { "" } else { ", " };
            write!(out, "{comma}{} {share} %", Escaped(&label.name))?;
        }
        writeln!(out, "</td></tr>")?;
    }
    writeln!(out, "</tbody></table></nav>")
}

/// Whose words were tagged: how often as what, and where.
pub(super) fn write_sources(out: &mut dyn Write, labels: &Labels, index: &Index) -> io::Result<()> {
    writeln!(
        out,
        "<table><caption>Sources</caption><thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Tagged as</th>\
         <th scope=\"col\">Passages</th></tr></thead><tbody>"
    )?;
    for (source, references) in &index.sources {
        write!(out, "<tr><th scope=\"row\"{}>{}</th><td>", language(source), Escaped(source))?;
        let mut counted: Vec<_> = references.iter().map(|reference| reference.label).collect();
        counted.sort_unstable();
        for (place, same) in counted.chunk_by(|one, other| one == other).enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(out, "{comma}{} {}", Escaped(&labels.get(same[0]).name), same.len())?;
        }
        write!(out, "</td><td>")?;
        for (place, &reference) in references.iter().enumerate() {
            out.write_all(if place == 0 { b"" } else { b" " })?;
            write_reference(out, labels, reference)?;
        }
        writeln!(out, "</td></tr>")?;
    }
    writeln!(out, "</tbody></table>")
}

/// What annotations say of one another.
pub(super) fn write_links(out: &mut dyn Write, labels: &Labels, index: &Index) -> io::Result<()> {
    writeln!(
        out,
        "<table><caption>Links</caption><thead><tr><th scope=\"col\">This passage</th><th scope=\"col\">says of</th>\
         <th scope=\"col\">that passage</th><th scope=\"col\">Note</th></tr></thead><tbody>"
    )?;
    for (place, row) in index.links.iter().enumerate() {
        let Row { kind, from, to, note, reader } = row;
        write!(out, "<tr id=\"k{}\"><td>", place + 1)?;
        write_end(out, labels, index, from)?;
        write!(out, "</td><td>{}</td><td>", kind.forwards())?;
        write_end(out, labels, index, to)?;
        write!(out, "</td><td><span class=\"note\"{}>{}</span> ", language(note), Escaped(note))?;
        writeln!(out, "<span class=\"reader\">{}</span></td></tr>", Escaped(reader))?;
    }
    writeln!(out, "</tbody></table>")
}

/// One end of a link: its quote and its article, and its number where the page has it.
fn write_end(out: &mut dyn Write, labels: &Labels, index: &Index, end: &End) -> io::Result<()> {
    match index.end(&end.annotation) {
        Some(reference) => write_reference(out, labels, reference)?,
        None => write!(out, "{}", Escaped(&end.label))?,
    }
    let (quote, title) = (&end.quote, &end.title);
    write!(out, " <q{}>{}</q>", language(quote), Escaped(quote))?;
    write!(out, " <span class=\"reader\"{}>{}</span>", language(title), Escaped(title))
}

fn write_reference(out: &mut dyn Write, labels: &Labels, reference: Reference) -> io::Result<()> {
    let Reference { number, label } = reference;
    let label = labels.get(label);
    let (class, sign, name) = (&label.class, Sign(label.sign), Escaped(&label.name));
    write!(out, "<a class=\"chip {class}\" href=\"#m{number}\" title=\"{name}\">{sign}{number}</a>")
}
