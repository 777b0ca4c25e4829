//! `pingdian compare` on the command line.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// Tell how far two readers agree, and where they do not.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
A name that a file has too means the file; reader:NAME means the reader. A file has annotations of
one reader, and their articles are in the library. Articles are compared that both annotated.

A character has the label of the shortest annotation over it. A sentence has the label that most of
its characters have, and having none counts like a label; with --presence, the label that most of
its labelled characters have. Sentences are those that the cursor steps on: no images, no notices.
Kappa and alpha are undefined where all units have one and the same label.

Annotations are paired one to one; overlapping ones so that there are as many pairs as can be.

CSV has one table: measures, as measure,a,b,value, where a and b are the labels of a confusion row
and empty for none; with --list the disagreements; with --list-units all units with their labels.

Examples:
  pingdian compare 陳 林 --list
  pingdian compare 陳 lin.jsonl --by character
  pingdian compare 陳 林 --format json | jq .kappa")]
pub struct Compare {
    /// A reader's name, or a file of annotations
    #[arg(value_name = "A")]
    pub a: String,
    /// The other, likewise
    #[arg(value_name = "B")]
    pub b: String,
    /// Only this article, a path or an id; may be given more than once
    #[arg(long = "article", value_name = "ARTICLE")]
    pub articles: Vec<OsString>,
    /// Articles too that one of them alone annotated
    #[arg(long)]
    pub all: bool,
    /// What is compared one by one
    #[arg(long, value_name = "UNIT", default_value = "sentence")]
    pub by: By,
    /// A sentence has a label as soon as one of its characters has
    #[arg(long)]
    pub presence: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CompareFormat,
    /// List where they disagree, annotation by annotation
    #[arg(long)]
    pub list: bool,
    /// List every unit with both labels, for other tools to measure
    #[arg(long, conflicts_with = "list")]
    pub list_units: bool,
}

/// By what units readers are compared.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Sentences
    Sentence,
    /// Characters that are not blank
    Character,
}

/// How a comparison is written.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareFormat {
    /// For people, in 80 columns
    Text,
    /// One object
    Json,
    /// A table
    Csv,
}
