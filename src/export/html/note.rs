//! The notes beside a block: for each annotation that begins in it a card with all that is said of it.

use std::io::{self, Write};

use crate::article::Script;
use crate::library::{Orphan, StoredAnnotation, StoredLink};

use super::escape::Escaped;
use super::index::Reference;
use super::text::{Language, Page, Sign};

/// The cards of the annotations at `places` in the article's list.
pub(super) fn write_all(out: &mut dyn Write, page: &Page<'_>, places: &[usize]) -> io::Result<()> {
    if places.is_empty() {
        return Ok(());
    }
    out.write_all(b"<div class=\"notes\">")?;
    places.iter().try_for_each(|&place| write_card(out, page, place))?;
    out.write_all(b"</div>")
}

/// The annotations that have no place in the text any more, each with its last words.
pub(super) fn write_orphans(out: &mut dyn Write, orphans: &[Orphan]) -> io::Result<()> {
    if orphans.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h3>No longer in the text</h3>\n<ul class=\"orphans\">")?;
    for orphan in orphans {
        let annotation = &orphan.stored.annotation;
        let quote = &orphan.anchor.quote;
        write!(
            out,
            "<li data-annotation=\"{}\"><q{}>{}</q> <b>{}</b>",
            Escaped(&annotation.id.0),
            language(quote),
            Escaped(quote),
            Escaped(&annotation.label)
        )?;
        if !annotation.source.is_empty() {
            let source = &annotation.source;
            write!(out, " by <span class=\"source\"{}>{}</span>", language(source), Escaped(source))?;
        }
        for (name, value) in &annotation.attributes {
            write!(out, "; {}: {}", Escaped(name), Escaped(value))?;
        }
        write!(out, " <span class=\"reader\">")?;
        write_made(out, &orphan.stored)?;
        write!(out, "</span>")?;
        if !annotation.note.is_empty() {
            let note = &annotation.note;
            write!(out, "<p class=\"note\"{}>{}</p>", language(note), Escaped(note))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn write_card(out: &mut dyn Write, page: &Page<'_>, place: usize) -> io::Result<()> {
    let passage = page.passages[place];
    let Reference { number, label } = page.references[place];
    let label = page.labels.get(label);
    let annotation = &passage.stored.annotation;
    write!(
        out,
        "\n<div class=\"card {}\" id=\"n{number}\" data-annotation=\"{}\" data-start=\"{}\" data-end=\"{}\">",
        label.class,
        Escaped(&annotation.id.0),
        passage.start,
        passage.end
    )?;
    write!(
        out,
        "<p><a class=\"chip\" href=\"#m{number}\"><span class=\"said\">to the passage of </span>{}{number}</a> <b>{}</b>",
        Sign(label.sign),
        Escaped(&label.name)
    )?;
    if !annotation.source.is_empty() {
        let source = &annotation.source;
        write!(out, " by <span class=\"source\"{}>{}</span>", language(source), Escaped(source))?;
    }
    write!(out, " <span class=\"reader\">")?;
    write_made(out, passage.stored)?;
    write!(out, "</span></p>")?;
    if !annotation.note.is_empty() {
        let note = &annotation.note;
        write!(out, "<p class=\"note\"{}>{}</p>", language(note), Escaped(note))?;
    }
    if !annotation.attributes.is_empty() {
        write!(out, "<ul class=\"said-of\">")?;
        for (name, value) in &annotation.attributes {
            write!(out, "<li>{}: {}</li>", Escaped(name), Escaped(value))?;
        }
        write!(out, "</ul>")?;
    }
    if let Some(former) = &passage.stored.former_quote {
        write!(out, "<p>Tagged when the words were: <q{}>{}</q></p>", language(former), Escaped(former))?;
    }
    write_links(out, page, passage.stored)?;
    write!(out, "</div>")
}

/// Who made it, and when.
fn write_made(out: &mut dyn Write, stored: &StoredAnnotation) -> io::Result<()> {
    write!(out, "{}, {}", Escaped(&stored.annotation.reader), Time(&stored.created))?;
    if stored.modified != stored.created {
        write!(out, ", changed {}", Time(&stored.modified))?;
    }
    Ok(())
}

/// The links that begin or end at an annotation: to the other end where the page has it already, else to the table of
/// links, which knows by then whether it has come.
fn write_links(out: &mut dyn Write, page: &Page<'_>, stored: &StoredAnnotation) -> io::Result<()> {
    let id = &stored.annotation.id;
    let here = |link: &&StoredLink| link.link.from == *id || link.link.to == *id;
    let mut links = page.marked.links.iter().filter(here).peekable();
    if links.peek().is_none() {
        return Ok(());
    }
    write!(out, "<ul class=\"links\">")?;
    for link in links {
        let (says, other) = if link.link.from == *id {
            (link.link.kind.forwards(), &link.to)
        } else {
            (link.link.kind.backwards(), &link.from)
        };
        write!(out, "<li>{says} ")?;
        match page.index.end(&other.annotation) {
            Some(Reference { number, label }) => {
                let sign = Sign(page.labels.get(label).sign);
                write!(out, "<a href=\"#n{number}\">{sign}{number}</a>")?;
            }
            None => {
                let row = page.index.link_number(&link.link.id).unwrap_or_default();
                write!(out, "<a href=\"#k{row}\">a passage</a>")?;
            }
        }
        if other.article != page.marked.article.id {
            let title = &other.title;
            write!(out, " of <span{}>{}</span>", language(title), Escaped(title))?;
        }
        if !link.link.note.is_empty() {
            let note = &link.link.note;
            write!(out, ": <span class=\"note\"{}>{}</span>", language(note), Escaped(note))?;
        }
        write!(out, "</li>")?;
    }
    write!(out, "</ul>")
}

/// The language of something short that a person wrote, so that it gets that language's characters.
pub(super) fn language(words: &str) -> Language {
    Language(Script::detect(words))
}

/// A moment, of which the day is shown.
struct Time<'a>(&'a str);

impl std::fmt::Display for Time<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let day = self.0.split('T').next().unwrap_or_default();
        write!(out, "<time datetime=\"{}\">{}</time>", Escaped(self.0), Escaped(day))
    }
}
