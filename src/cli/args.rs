//! What can be said on the command line. Parsing alone: nothing here opens a file or writes a word.
//!
//! [`Cli`] is what the program works with. Each subcommand has a struct of its own; reading, which has no name on the
//! command line, is one command among the others once it is parsed.

mod add;
mod compare;
mod delete_for_good;
mod import_annotations;
mod list;
mod log;
mod moment;
mod passage;
mod related;
mod search;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, value_parser};

pub use add::{Add, ColumnNames, Folders};
pub use compare::{By, Compare, CompareFormat};
pub use delete_for_good::DeleteForGood;
pub use import_annotations::ImportAnnotations;
pub use list::List;
pub use log::Log;
pub use passage::Passage;
pub use related::Related;
pub use search::Search;

use crate::export::{Destination, FORMATS, Format, Tokens, format};

const EXAMPLES: &str = "\
Examples:
  pingdian                                 read what is in the library
  pingdian reports/ essay.txt              read files and folders
  pingdian ./list                          read a file that has a command's name
  pdftotext report.pdf - | pingdian -      read standard input
  pingdian add corpus.jsonl book.epub      take in every article of a corpus, and a book
  pingdian add https://example.org/feed    take in what an address gives
  pingdian annotate essay.txt --label claim --quote 國防部稱
  pingdian search 談判
  pingdian export --format csv -o tags.csv

Exit status: 0 done, 1 a failure that the message explains, 2 a wrong command line.
With NO_COLOR set there are no colours.";

/// Where the common options stand in a command's help: after its own.
const COMMON_ORDER: usize = 100;

/// The whole command line.
#[derive(Clone, Debug)]
pub struct Cli {
    /// What every command takes.
    pub common: Common,
    /// What to do.
    pub command: Command,
}

/// Read Chinese, Japanese and Korean closely, and tag what is claimed, what is fact and what is opinion
///
/// Without a command, opens the reader. A path that has a command's name is written with its folder: ./list
#[derive(Parser)]
#[command(
    name = "pingdian", version, after_help = EXAMPLES, max_term_width = 100,
    override_usage = "pingdian [OPTIONS] [PATH]...\n       pingdian [OPTIONS] <COMMAND>"
)]
struct CommandLine {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    read: Read,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options that stand before or after the command's name.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// Where articles and annotations are kept [default: in this user's data folder]
    #[arg(long, global = true, value_name = "FILE", display_order = COMMON_ORDER, env = "PINGDIAN_LIBRARY", hide_env_values = true)]
    pub library: Option<PathBuf>,
    /// The configuration [default: in this user's configuration folder]
    #[arg(long, global = true, value_name = "FILE", display_order = COMMON_ORDER, env = "PINGDIAN_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,
}

/// What to do.
#[derive(Subcommand, Clone, Debug)]
pub enum Command {
    /// Open the reader: what is done where no command is named.
    #[command(skip)]
    Read(Read),
    /// Take articles into the library
    Add(Add),
    Folders(Folders),
    /// List the articles: id, title, source, tags
    List(List),
    /// Print one article, wrapped as the reader wraps it
    Show(Show),
    /// Tag a passage of an article
    Annotate(Annotate),
    /// Write annotations in a format that other tools read
    Export(Export),
    /// Tell who changed what, and when
    Log(Log),
    /// Take in annotations that a colleague exported, under the colleague's name
    ImportAnnotations(ImportAnnotations),
    /// Tell how far two readers agree, and where they do not
    Compare(Compare),
    /// Find the passages of other articles that are related to one
    Related(Related),
    /// Find words in all articles
    Search(Search),
    /// Delete for good what was deleted in the reader
    DeleteForGood(DeleteForGood),
}

/// Open the reader.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Files, folders and addresses (https://…) to read, - for standard input [default: the library]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How wide the terminal draws “ ” … — · [default: it is asked]
    #[arg(long, value_name = "WIDTH")]
    pub ambiguous: Option<Ambiguous>,
}

/// How many cells characters of East Asian width *ambiguous* take.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ambiguous {
    /// One cell
    Narrow,
    /// Two cells
    Wide,
}

/// Print one article, wrapped as the reader wraps it.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Show {
    /// The article's path or id; FILE#ID for one of several in a file
    #[arg(value_name = "ARTICLE")]
    pub article: OsString,
    /// How many cells a line holds, 2 to 10000 [default: the terminal's width]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(2..=10_000))]
    pub width: Option<u16>,
    /// How wide “ ” … — · are [default: as configured]
    #[arg(long, value_name = "WIDTH")]
    pub ambiguous: Option<Ambiguous>,
    /// Let one closing mark hang over a line's end
    #[arg(long)]
    pub hanging: bool,
    /// Print it in this script, with the words of the region [default: as it is]
    #[arg(long, value_name = "SCRIPT")]
    pub script: Option<ChineseScript>,
}

/// A script that a Chinese text can be converted to.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChineseScript {
    /// Simplified characters, the mainland's words
    Simplified,
    /// Traditional characters, no region's words
    Traditional,
    /// Traditional characters and words as in Taiwan
    Taiwan,
    /// Traditional characters and words as in Hong Kong
    HongKong,
}

/// Tag a passage of an article.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(override_usage = "\
pingdian annotate [OPTIONS] --label <LABEL> <ARTICLE> --quote <TEXT> [--nth <K>]
       pingdian annotate [OPTIONS] --label <LABEL> <ARTICLE> --start <N> --end <N>")]
#[command(after_help = "\
Examples:
  pingdian annotate essay.txt --label claim --quote 國防部稱 --nth 2 --source 國防部
  pingdian annotate 12 --label opinion --start 120 --end 148 --note '誰說的？'")]
pub struct Annotate {
    /// The article's path or id
    #[arg(value_name = "ARTICLE")]
    pub article: OsString,
    /// What to tag it as: claim, fact, opinion, or a label of the configuration
    #[arg(long, value_name = "LABEL", value_parser = NonEmptyStringValueParser::new())]
    pub label: String,
    /// The passage to tag.
    #[command(flatten)]
    pub passage: Passage,
    /// A note on it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// Who says so
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub source: Option<String>,
}

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

impl Parser for Cli {}

impl CommandFactory for Cli {
    fn command() -> clap::Command {
        CommandLine::command()
    }

    fn command_for_update() -> clap::Command {
        CommandLine::command_for_update()
    }
}

impl FromArgMatches for Cli {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let CommandLine { common, read, command } = CommandLine::from_arg_matches(matches)?;
        match command {
            Some(_) if !read.paths.is_empty() || read.ambiguous.is_some() => Err(clap::Error::raw(
                ErrorKind::ArgumentConflict,
                "a path or --ambiguous stands before a command's name; put it after the name, or write a path that has \
                 the name with its folder: ./list",
            )),
            Some(command) => Ok(Self { common, command }),
            None => Ok(Self { common, command: Command::Read(read) }),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
