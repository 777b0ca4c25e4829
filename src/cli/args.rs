//! What can be said on the command line. Parsing alone: nothing here opens a file or writes a word.
//!
//! [`Cli`] is what the program works with. Each subcommand has a struct of its own; reading, which has no name on the
//! command line, is one command among the others once it is parsed.

mod add;
mod annotate;
mod backup;
mod compare;
mod delete_for_good;
mod export;
mod import_annotations;
mod list;
mod log;
mod moment;
mod passage;
mod read;
mod related;
mod search;
mod show;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use add::{Add, ColumnNames, Folders};
pub use annotate::Annotate;
pub use backup::{Backup, Recover, Restore};
pub use compare::{By, Compare, CompareFormat};
pub use delete_for_good::DeleteForGood;
pub use export::{Export, Wanted};
pub use import_annotations::{ImportAnnotations, Mine};
pub use list::List;
pub use log::Log;
pub use passage::Passage;
pub use read::{Ambiguous, Read};
pub use related::Related;
pub use search::Search;
pub use show::{ChineseScript, Show};

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
    /// Make a backup of the library now
    Backup(Backup),
    /// List the backups, or put one in the place of the library
    Restore(Restore),
    /// Take what can be read of a damaged library into a new one
    Recover(Recover),
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
        let parsed = CommandLine::from_arg_matches(matches).map_err(|error| with_usage(error, matches))?;
        let CommandLine { common, read, command } = parsed;
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

/// The error with the usage of the subcommand that it is about: clap by itself shows the whole program's.
fn with_usage(error: clap::Error, matches: &ArgMatches) -> clap::Error {
    let mut program = CommandLine::command();
    program.build();
    match matches.subcommand_name().and_then(|name| program.find_subcommand_mut(name)) {
        Some(command) => error.format(command),
        None => error,
    }
}
