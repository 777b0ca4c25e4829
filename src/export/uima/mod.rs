//! UIMA CAS as XMI 1.0, a folder with `N.xmi` for article N and the `TypeSystem.xml` of all: for INCEpTION, DKPro and UIMA.
//!
//! Rules: Apache UIMA's “XMI CAS Serialization Reference”, what INCEpTION takes for a layer (`TypeSystemAnalysis`), and
//! DKPro Core's types. An annotation is a `pingdian.Passage`, a span layer with a feature for each thing it says and for
//! each attribute; a link within the article is a `pingdian.Relation`, a relation layer. Sentences and tokens (words or
//! characters) are DKPro's, since INCEpTION would make its own, which know no Chinese. Offsets count UTF-16 code units.
//!
//! Attributes whose names UIMA does not take have other names: see the module `types`. XML 1.0 cannot hold most controls:
//! U+FFFD stands in the place of each, so that offsets stay. It has no place for links to other articles.

mod types;
mod xml;

use std::collections::BTreeSet;
use std::io;

use self::types::{feature, write_types};
use self::xml::Element;
use super::links::inner_links;
use super::tokens::{sentences_by_line, tokens};
use super::{Format, Losses, Output, Passage, Passages, Shape, Tokens, Writer};
use crate::library::{Marked, StoredLink};
use crate::text::{Counter, OffsetUnit, Span};

pub(super) const FORMAT: Format = Format {
    name: "uima",
    description: "UIMA CAS (XMI) and its type system, for INCEpTION and DKPro",
    extension: "",
    shape: Shape::Folder,
    holds_orphans: false,
    offsets: "UTF-16 code units",
    make: |options| {
        Box::new(Uima { unit: options.tokens, attributes: BTreeSet::new(), losses: Losses::default() })
    },
};

const BEGINNING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:pingdian="http:///pingdian.ecore"
 xmlns:metadata="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
 xmlns:segmentation="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
"#;

/// The number of the article's text among what the file holds.
const TEXT: usize = 1;

struct Uima {
    unit: Tokens,
    /// The names of the attributes met.
    attributes: BTreeSet<String>,
    losses: Losses,
}

impl Writer for Uima {
    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let article = marked.article;
        let text = &article.text;
        out.begin_file(&format!("{}.xmi", article.id.0))?;
        out.write_all(BEGINNING.as_bytes())?;
        let mut elements = Elements { out, last: TEXT, replaced: 0 };
        let mut units = Counter::new(text, OffsetUnit::Utf16);
        elements.write("metadata:DocumentMetaData", (0, units.before(text.len())), |element| {
            element
                .text("language", language(article.script.language_tag()))
                .filled("documentTitle", &article.title)
                .text("documentId", &article.id.0.to_string())
                .filled("documentUri", &article.uri)
                .text("isLastSegment", "false")
        })?;
        let sentences: Vec<Span> = sentences_by_line(text).flatten().collect();
        let cuts = sentences.iter().flat_map(|span| [span.start, span.end]).collect();
        let words = tokens(text, self.unit, &cuts).into_iter().filter(|token| !token.blank);
        let mut place = |span: Span| (units.before(span.start), units.before(span.end));
        for &sentence in &sentences {
            elements.write("segmentation:Sentence", place(sentence), |element| element)?;
        }
        for word in words {
            elements.write("segmentation:Token", place(word.span), |element| element)?;
        }
        let passages: Vec<Passage<'_>> = passages.measured_in(OffsetUnit::Utf16).collect();
        let first = elements.last + 1;
        for passage in &passages {
            self.attributes.extend(passage.stored.annotation.attributes.keys().cloned());
            elements.write("pingdian:Passage", (passage.start, passage.end), |element| {
                describe(element, passage)
            })?;
        }
        let (inner, outer) = inner_links(marked);
        self.losses.add("links to other articles, for which it has no place", outer);
        for link in inner {
            let target = &passages[link.to];
            elements.write("pingdian:Relation", (target.start, target.end), |element| {
                let element = element.number("Governor", first + link.from);
                relate(element.number("Dependent", first + link.to), link.link)
            })?;
        }
        elements.end(text)?;
        self.losses.add(
            "control characters, which XML 1.0 cannot hold; U+FFFD stands in their places",
            elements.replaced,
        );
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.begin_file("TypeSystem.xml")?;
        write_types(out, &self.attributes)
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}

/// Writes what a file holds, each numbered after the one before.
struct Elements<'a> {
    out: &'a mut dyn Output,
    last: usize,
    replaced: usize,
}

impl Elements<'_> {
    /// Writes an annotation of the text from `begin` to `end`, to which `fill` adds its features.
    fn write(
        &mut self,
        name: &str,
        (begin, end): (usize, usize),
        fill: impl FnOnce(Element) -> Element,
    ) -> io::Result<()> {
        self.last += 1;
        let element = Element::new(name).number("xmi:id", self.last).number("sofa", TEXT);
        self.put(fill(element.number("begin", begin).number("end", end)))
    }

    /// Writes the text, and that all that was written is of it.
    fn end(&mut self, text: &str) -> io::Result<()> {
        let sofa = Element::new("cas:Sofa").number("xmi:id", TEXT).number("sofaNum", 1);
        let sofa = sofa.text("sofaID", "_InitialView").text("mimeType", "text/plain");
        self.put(sofa.text("sofaString", text))?;
        write!(self.out, "<cas:View sofa=\"{TEXT}\" members=\"{}", TEXT + 1)?;
        for number in TEXT + 2..=self.last {
            write!(self.out, " {number}")?;
        }
        writeln!(self.out, "\"/>\n</xmi:XMI>")
    }

    fn put(&mut self, element: Element) -> io::Result<()> {
        let (written, replaced) = element.end();
        self.replaced += replaced;
        self.out.write_all(written.as_bytes())
    }
}

/// The features of an annotation.
fn describe(element: Element, passage: &Passage<'_>) -> Element {
    let stored = passage.stored;
    let annotation = &stored.annotation;
    let element = element
        .text("label", &annotation.label)
        .filled("note", &annotation.note)
        .filled("source", &annotation.source)
        .filled("reader", &annotation.reader)
        .text("created", &stored.created)
        .text("modified", &stored.modified)
        .text("identifier", &annotation.id.0);
    let attributes = annotation.attributes.iter();
    attributes.fold(element, |element, (name, value)| element.text(&feature(name), value))
}

/// The features of a link, but for its ends.
fn relate(element: Element, stored: &StoredLink) -> Element {
    let link = &stored.link;
    element
        .text("kind", link.kind.name())
        .filled("note", &link.note)
        .filled("reader", &link.reader)
        .text("created", &stored.created)
        .text("identifier", &link.id.0)
}

/// A language as UIMA names it: an unknown one has a name of its own.
fn language(tag: &'static str) -> &'static str {
    if tag == "und" { "x-unspecified" } else { tag }
}
