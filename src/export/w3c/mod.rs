//! W3C Web Annotation as JSON-LD: one document, an annotation collection with one page.
//!
//! Rules: the W3C recommendations *Web Annotation Data Model* and *Web Annotation Vocabulary* of 2017. A passage is a
//! `TextQuoteSelector` and a `TextPositionSelector`, which counts code points (4.2.5 of the model). The label is a body
//! for tagging, the note one for commenting; who says so and the attributes are bodies of this program's own purposes,
//! which the document's second context declares: a JSON-LD processor drops nothing. A link is an annotation with the
//! motivation `linking`, whose target is the annotation it ends at.
//!
//! The format holds all there is. Links to annotations that were not exported name them all the same.

pub(super) mod names;
mod record;

use std::io;

use self::names::{Names, urn};
use self::record::{AnnotationRecord, LinkRecord};
use super::escaped_json::write_json;
use super::links::Links;
use super::{Format, Output, Passage, Passages, Shape, Writer};
use crate::library::Marked;

pub(super) const FORMAT: Format = Format {
    name: "w3c",
    description: "W3C Web Annotation (JSON-LD): for annotation servers and linked data",
    extension: "jsonld",
    shape: Shape::File,
    holds_orphans: true,
    offsets: "code points",
    make: |_| Box::new(WebAnnotations::default()),
};

/// The document's beginning. The second context declares what the first, the W3C's, has no word for.
const BEGINNING: &str = r#"{"@context":["http://www.w3.org/ns/anno.jsonld",{
"pingdian":"urn:x-pingdian:terms#",
"title":"dcterms:title",
"attribute":"pingdian:attribute",
"orphaned":"pingdian:orphaned",
"attributing":"pingdian:attributing",
"qualifying":"pingdian:qualifying",
"supports":"pingdian:supports",
"contradicts":"pingdian:contradicts",
"same":"pingdian:same"}],
"type":"AnnotationCollection",
"label":"pingdian annotations",
"first":{"type":"AnnotationPage","startIndex":0,"items":["#;

#[derive(Default)]
struct WebAnnotations {
    /// How many items were written.
    items: usize,
    /// The items' names, from which the collection's own name is made: the same annotations make the same collection.
    names: Names,
}

impl WebAnnotations {
    /// Names the item, and begins its line.
    fn begin_item(&mut self, out: &mut dyn Output, id: &str) -> io::Result<String> {
        out.write_all(if self.items == 0 { b"\n" } else { b",\n" })?;
        self.items += 1;
        let name = urn(id);
        self.names.add(&name);
        Ok(name)
    }
}

impl Writer for WebAnnotations {
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.write_all(BEGINNING.as_bytes())
    }

    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let links = Links::of(marked);
        let orphans = marked.orphans.iter().map(|orphan| (Passage::of_orphan(orphan), true));
        for (passage, orphaned) in passages.map(|passage| (passage, false)).chain(orphans) {
            let id = &passage.stored.annotation.id;
            let name = self.begin_item(out, &id.0)?;
            write_json(out, &AnnotationRecord::new(&name, marked.article, passage, orphaned))?;
            for link in links.from(id) {
                let name = self.begin_item(out, &link.link.id.0)?;
                write_json(out, &LinkRecord::new(&name, link))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Output) -> io::Result<()> {
        let collection = self.names.collection();
        let end = if self.items == 0 { "" } else { "\n" };
        writeln!(
            out,
            r##"{end}],"id":"{collection}#page","partOf":"{collection}"}},"id":"{collection}","total":{}}}"##,
            self.items
        )
    }
}
