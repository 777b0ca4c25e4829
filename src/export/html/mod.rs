//! A report to read and to hand on: one page with the articles' text, the tagged passages in colour and in signs, the
//! notes beside them, and at the end the balance, the sources and the links.
//!
//! The page needs nothing from elsewhere and runs nothing: its policy lets a browser load no script, font or picture, and
//! no style but its own. Blanks between blocks are how the page is set, not characters of it; all else of text and
//! annotations is there. A control is shown by its sign. A passage's offsets stand at its note, in code points.

mod chart;
mod escape;
mod frame;
mod index;
mod labels;
mod note;
mod pieces;
mod shades;
mod style;
mod tables;
#[cfg(test)]
mod tests;
mod text;

use std::io;

use self::escape::{Escaped, is_link};
use self::index::{Entry, Index, Reference};
use self::labels::Labels;
use self::text::Page;
use super::provenance::shareable;
use super::{Format, Options, Output, Passages, Shape, Writer};
use crate::annotation::Balance;
use crate::library::Marked;
use crate::text::Span;

pub(super) const FORMAT: Format = Format {
    name: "html",
    description: "a report: one page with text, passages, notes, balance, sources and links",
    extension: "html",
    shape: Shape::File,
    holds_orphans: true,
    offsets: "code points",
    make: |options| Box::new(Report::new(options)),
};

struct Report {
    labels: Labels,
    index: Index,
}

impl Report {
    fn new(options: &Options) -> Self {
        Self { labels: Labels::new(&options.labels), index: Index::default() }
    }
}

impl Writer for Report {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        frame::write_head(out, &self.labels)
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let references: Vec<Reference> = marked
            .annotations
            .iter()
            .map(|stored| Reference {
                number: self.index.number(),
                label: self.labels.meet(&stored.annotation.label),
            })
            .collect();
        self.index.take(marked, &references);
        let article = marked.article.to_article();
        let marks: Vec<(Span, &str)> = marked
            .annotations
            .iter()
            .map(|stored| (stored.annotation.span, stored.annotation.label.as_str()))
            .collect();
        let balance = Balance::of(&article.text, article.sentences(), &marks);
        let number = self.index.contents.len() + 1;

        writeln!(out, "<article data-article=\"{}\">", marked.article.id.0)?;
        for place in [Some(marked.article.uri.as_str()), marked.article.elsewhere()].into_iter().flatten() {
            let place = shareable(place);
            let words = Escaped(&place);
            if is_link(&place) {
                writeln!(out, "<p class=\"from\"><a href=\"{words}\" rel=\"noreferrer\">{words}</a></p>")?;
            } else {
                writeln!(out, "<p class=\"from\">{words}</p>")?;
            }
        }
        let (labels, index) = (&self.labels, &self.index);
        Page { labels, index, marked, passages: passages.collect(), references }
            .write(out, &article, number)?;
        note::write_orphans(out, marked.orphans)?;
        chart::write(out, &self.labels, &balance, "Balance")?;
        writeln!(out, "</article>")?;

        let title = marked.article.title.clone();
        self.index.contents.push(Entry {
            title,
            annotations: marked.annotations.len() + marked.orphans.len(),
            balance,
        });
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        frame::write_end(out, &self.labels, &self.index)
    }
}
