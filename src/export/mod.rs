//! Annotations in the formats that other tools read: one file a format, one list of formats.
//!
//! An export streams: articles come one after the other, each is written before the next is asked for, so that
//! memory holds one article however large the library is. To add a format, write a file with a [`Writer`] and add
//! its line to [`FORMATS`].

mod article_record;
mod brat;
mod claimreview;
mod colour;
mod conll;
mod controls;
mod csv;
mod destination;
mod disjoint;
mod doccano;
mod error;
mod escaped_json;
mod folder;
mod formula;
mod hf;
mod html;
mod json;
mod jsonl;
mod label_studio;
mod links;
mod losses;
mod markdown;
mod markup;
mod options;
mod output;
mod passage;
mod provenance;
mod record;
mod rows;
mod slate;
mod spacy;
mod span_record;
mod stream;
#[cfg(test)]
mod tests;
mod tokens;
mod tsv;
mod uima;
mod used;
mod w3c;
mod xml;

use std::io;

pub(crate) use brat::fit as brat_name;
pub use controls::VisibleWriter;
pub use destination::{Allowed, Destination, run};
pub use error::ExportError;
pub use escaped_json::write_json;
pub use formula::harmless;
pub use losses::Losses;
pub use options::{Options, Tokens};
pub use output::Output;
pub use passage::{Passage, Passages};
pub use stream::{Sink, Summary};

use crate::library::Marked;

/// Writes one export: `begin`, then `article` for each article, then `end`. The output is buffered by the caller.
pub trait Writer {
    /// What stands before the first article.
    fn begin(&mut self, _out: &mut dyn Output) -> io::Result<()> {
        Ok(())
    }

    /// One article with the annotations it has, in the text's order, and its orphans where the format holds these: at least
    /// one of both.
    fn article(&mut self, out: &mut dyn Output, marked: Marked<'_>, passages: Passages<'_>)
    -> io::Result<()>;

    /// What stands after the last article.
    fn end(&mut self, _out: &mut dyn Output) -> io::Result<()> {
        Ok(())
    }

    /// What the format could not hold of what it was given.
    fn losses(&self) -> Losses {
        Losses::default()
    }
}

/// What an export is: one file, which may go to standard output, or several in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One file.
    File,
    /// Several files in a folder.
    Folder,
}

/// A format annotations can be exported in.
#[derive(Debug)]
pub struct Format {
    /// The name, as it stands on the command line.
    pub name: &'static str,
    /// What it is good for, in a phrase.
    pub description: &'static str,
    /// What its files' names usually end in, without the dot; empty for a folder.
    pub extension: &'static str,
    /// One file or several.
    pub shape: Shape,
    /// Whether it has a place for annotations that have none in their article's text: see [`Marked::orphans`].
    pub holds_orphans: bool,
    /// What its offsets count, in words.
    pub offsets: &'static str,
    /// A writer for one export.
    pub make: fn(&Options) -> Box<dyn Writer>,
}

/// Every format, in the order people are shown them.
pub const FORMATS: &[Format] = &[
    jsonl::FORMAT,
    json::FORMAT,
    csv::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
    tsv::FORMAT,
    w3c::FORMAT,
    brat::FORMAT,
    doccano::FORMAT,
    label_studio::FORMAT,
    conll::FORMAT,
    spacy::FORMAT,
    hf::FORMAT,
    uima::FORMAT,
    slate::FORMAT,
    claimreview::FORMAT,
];

/// The format of this name.
///
/// # Errors
///
/// [`ExportError::UnknownFormat`], which names those there are.
pub fn format(name: &str) -> Result<&'static Format, ExportError> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| ExportError::UnknownFormat {
        name: name.to_owned(),
        known: FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", "),
    })
}
