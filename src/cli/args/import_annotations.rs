//! `pingdian import-annotations` on the command line.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::import::{self, Format};

/// Take in annotations that a colleague exported, under the colleague's name.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
An annotation's article is the one with the text that the file holds, where it holds texts; else
it is found by its source, else by its title, else by its words alone; the passage by its place
if that has the words, else by the words around it, corrected ones too. What belongs nowhere, or
may belong in two places, is named and kept out. A label that you have not configured is kept.

The same file again changes nothing. A newer state of an annotation by the same reader takes the
older one's place. An annotation whose id is another reader's here gets an id of its own. Undo in
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
}

/// Knows the names of the formats there are, for the help, and gives the format itself.
fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    let formats = import::FORMATS.iter();
    let names = formats.map(|format| PossibleValue::new(format.name).help(format.description));
    PossibleValuesParser::new(names)
        .try_map(|name| import::format(&name).ok_or_else(|| format!("there is no format {name}")))
}
