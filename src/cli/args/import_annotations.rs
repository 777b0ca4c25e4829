//! `pingdian import-annotations` on the command line.

use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::import::{self, Format};
use crate::text::OffsetUnit;

/// Take in annotations that a colleague exported, under the colleague's name.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
An annotation's article is the one with the text that the file holds, where it holds texts; else
it is found by its source, else by its title, else by its words alone; the passage by its place
if that has the words, else by the words around it, corrected ones too. What belongs nowhere, or
may belong in two places, is named and kept out. A label that you have not configured is kept.

The same file again changes nothing. A newer state of an annotation by another reader takes the
older one's place; dates in the future are not believed, and what a file does not say is left as it
is here. Your own annotations stay as they are: --mine theirs takes what the file says, --mine ask
asks about each. An annotation whose id is another reader's here gets an id of its own. Undo in
the reader never takes back what came under another's name.

Examples:
  pingdian import-annotations chen.jsonl
  pingdian import-annotations --reader 陳 tags.jsonl    where the file says another name
  pingdian import-annotations --add --reader 陳 corpus/  a folder of brat's, with its texts

Exit status: 1 where nothing could be taken in, or a file could not be read.")]
pub struct ImportAnnotations {
    /// Files or folders of annotations, - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The format [default: the one that a file looks like]
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    pub format: Option<&'static Format>,
    /// Take in the articles too whose texts the files hold and no article here has
    #[arg(long)]
    pub add: bool,
    /// Whose annotations they are, whatever the file says
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub reader: Option<String>,
    /// What places count in files that tell no words and leave it open
    #[arg(long, value_name = "UNIT")]
    pub offsets: Option<Offsets>,
    /// What becomes of your own annotations that the file has otherwise
    #[arg(long, value_name = "CHOICE", default_value = "keep")]
    pub mine: Mine,
}

/// What places count.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offsets {
    /// Unicode code points, as Python does
    CodePoints,
    /// UTF-16 code units, as JavaScript and Java do
    #[value(name = "utf-16")]
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> OffsetUnit {
        match offsets {
            Offsets::CodePoints => OffsetUnit::CodePoints,
            Offsets::Utf16 => OffsetUnit::Utf16,
        }
    }
}

/// What becomes of one's own annotations where a file has them otherwise.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mine {
    /// They stay as they are here
    Keep,
    /// They become what the file says
    Theirs,
    /// Ask about each
    Ask,
}

/// Knows the names of the formats there are, for the help, and gives the format itself.
fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    let formats = import::FORMATS.iter();
    let names = formats.map(|format| PossibleValue::new(format.name).help(format.description));
    PossibleValuesParser::new(names)
        .try_map(|name| import::format(&name).ok_or_else(|| format!("there is no format {name}")))
}
