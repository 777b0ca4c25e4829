//! brat standoff: a folder with `N.txt` and `N.ann` for article N, `annotation.conf` and `visual.conf`.
//!
//! Rules: brat's description of its standoff format and of its configuration, and its server's source
//! (`annotation.py`, `projectconfig.py`). Offsets count code points, as brat's Python does. An annotation is a line
//! `T`: a passage that goes over a line's end, or holds a tab, is cut there into fragments, since a line of the format
//! cannot hold either. Attributes are lines `A`, links within the article lines `R`. Comments hold the rest: a note is
//! `AnnotatorNotes`, which brat shows and edits; `Source`, `Reader`, `Created`, `Modified` and `Id` have types of their own. A
//! comment is one line, in which what cannot stand in a line is escaped as in JSON (`\n`, `\t`, `\u2028`), the backslash too.
//!
//! Names are letters, digits, `_` and `-` of ASCII: see the module `names` for the others. It cannot hold links to other
//! articles, white space at a passage's end, and passages of white space alone.

mod comments;
mod configuration;
mod fragments;
mod names;

use std::io;

use self::comments::Comments;
use self::configuration::{write_drawing, write_types};
use self::fragments::Fragments;
pub(crate) use self::names::fit;
use super::links::inner_links;
use super::used::Used;
use super::{Format, Losses, Output, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "brat",
    description: "standoff files and a configuration, for brat and what reads its format",
    extension: "",
    shape: Shape::Folder,
    holds_orphans: false,
    offsets: "code points",
    make: |options| Box::new(Brat { used: Used::new(&options.labels), losses: Losses::default() }),
};

struct Brat {
    used: Used,
    losses: Losses,
}

impl Writer for Brat {
    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let number = marked.article.id.0;
        out.begin_file(&format!("{number}.txt"))?;
        out.write_all(marked.article.text.as_bytes())?;
        out.begin_file(&format!("{number}.ann"))?;
        let mut comments = Comments::default();
        let mut attributes = 0;
        // Which annotations have a line of their own, by their places.
        let mut written = Vec::with_capacity(marked.annotations.len());
        for (place, passage) in passages.enumerate() {
            let stored = passage.stored;
            let annotation = &stored.annotation;
            let fragments = Fragments::of(passage);
            written.push(!fragments.is_empty());
            if fragments.is_empty() {
                self.losses.leave_out("annotations of white space alone", 1);
                continue;
            }
            self.losses.add(
                "passages' ends in white space; the rest of them is there",
                usize::from(fragments.shortened()),
            );
            self.used.meet(annotation);
            let name = format!("T{}", place + 1);
            writeln!(out, "{name}\t{} {fragments}", fit(&annotation.label))?;
            for (attribute, value) in &annotation.attributes {
                attributes += 1;
                let (fit_attribute, fit_value) = (fit(attribute), fit(value));
                writeln!(out, "A{attributes}\t{fit_attribute} {name} {fit_value}")?;
                if fit_attribute != *attribute || fit_value != *value {
                    let words = format!("{attribute}: {value}");
                    comments.write(out, "AnnotatorNotes", &format!("A{attributes}"), &words)?;
                }
            }
            for (kind, words) in [
                ("AnnotatorNotes", &annotation.note),
                ("Source", &annotation.source),
                ("Reader", &annotation.reader),
                ("Created", &stored.created),
                ("Modified", &stored.modified),
                ("Id", &annotation.id.0),
            ] {
                comments.write(out, kind, &name, words)?;
            }
        }
        let (inner, outer) = inner_links(marked);
        let (inner, unheld): (Vec<_>, Vec<_>) =
            inner.into_iter().partition(|link| written[link.from] && written[link.to]);
        self.losses.add("links to other articles, for which it has no place", outer);
        self.losses.add("links of annotations that are left out", unheld.len());
        for (place, inner) in inner.iter().enumerate() {
            let link = &inner.link.link;
            let name = format!("R{}", place + 1);
            let (from, to) = (inner.from + 1, inner.to + 1);
            writeln!(out, "{name}\t{} Arg1:T{from} Arg2:T{to}", link.kind.name())?;
            comments.write(out, "AnnotatorNotes", &name, &link.note)?;
            comments.write(out, "Reader", &name, &link.reader)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.begin_file("annotation.conf")?;
        write_types(out, &self.used)?;
        out.begin_file("visual.conf")?;
        write_drawing(out, &self.used)
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}
