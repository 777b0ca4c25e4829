//! The arguments of `export`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::export::{Destination, FORMATS, Format, Tokens, format};

/// Write annotations in a format that other tools read.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
With --settled one set comes of what several readers tagged: what was left out when they settled their differences in
the reader (D) is not in it, and where several put the same label on the same passage one annotation stands, your own
if there is one. What nobody settled stands as it is; how much of that lies on another reader's is said.

Examples:
  pingdian export --format jsonl | jq .quote
  pingdian export --format csv --label claim --label opinion -o tags.csv
  pingdian export --format markdown --article essay.txt -o essay.md")]
pub struct Export {
    /// The format; `list` prints what there is
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    pub format: Wanted,
    /// Only annotations with this label; may be given more than once
    #[arg(long = "label", value_name = "LABEL", value_parser = NonEmptyStringValueParser::new())]
    pub labels: Vec<String>,
    /// Only annotations of this article, a path or an id; may be given more than once
    #[arg(long = "article", value_name = "ARTICLE")]
    pub articles: Vec<OsString>,
    /// What formats of tokens take for one
    #[arg(long, value_enum, default_value_t = Tokens::Word, value_name = "TOKENS")]
    pub tokens: Tokens,
    /// Only what readers settled on: what was left is left out, and what several tagged alike stands once
    #[arg(long)]
    pub settled: bool,
    /// Write to this file, whole or not at all, instead of standard output (-); formats of several files need a folder
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What the format's name asks for.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// The list of formats.
    List,
    /// An export in this one.
    Format(&'static Format),
}

impl Export {
    /// Where the export goes: standard output where no file, or `-`, is named.
    pub fn destination(&self) -> Destination {
        match self.output.as_deref() {
            Some(path) if path != Path::new("-") => Destination::File(path.to_owned()),
            _ => Destination::StandardOutput,
        }
    }
}

/// Knows the names of the formats there are, for the help, and gives the format itself.
fn format_parser() -> impl TypedValueParser<Value = Wanted> {
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.description));
    let list = PossibleValue::new(LIST).help("print the formats, one a line");
    PossibleValuesParser::new(names.chain([list])).try_map(|name| match name.as_str() {
        LIST => Ok(Wanted::List),
        name => format(name).map(Wanted::Format),
    })
}

/// Asks for the list of formats in the place of a format's name.
const LIST: &str = "list";

impl ValueEnum for Tokens {
    fn value_variants<'a>() -> &'a [Self] {
        &[Tokens::Word, Tokens::Character]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Tokens::Word => PossibleValue::new("word").help("a word, by dictionary for Chinese and Japanese"),
            Tokens::Character => PossibleValue::new("character").help("a character as people count them"),
        })
    }
}
