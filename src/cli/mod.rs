//! The command line, one file a subcommand.

mod add;
mod annotate;
pub mod args;
mod articles;
mod backup;
mod columns;
mod compare;
mod delete_for_good;
mod export;
mod folders;
mod folding;
mod found_passage;
mod given;
mod import_annotations;
mod list;
mod log;
mod outputs;
mod progress;
mod read;
mod recover;
mod related;
mod restore;
mod samples;
mod search;
mod settling;
mod setup;
mod show;

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;
use std::thread;

use args::{Cli, Command};
use clap::Parser;
use setup::Setup;

use crate::terminal::panic_words;
use crate::text::visible;

/// Why a command failed, and with which exit status.
#[derive(Debug)]
struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// Something on the command line cannot be: exit status 2.
    fn usage(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), status: 2 }
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure { message: error.to_string(), status: 1 }
    }
}

/// Reads the command line. Where there is nothing to run, because it is wrong or asks for help, that is said, nothing
/// of it raw, and the exit status comes back.
pub fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| {
        let words = visible_lines(&error.render().to_string());
        // Nobody is left to be told where the output is closed.
        let _ = match error.use_stderr() {
            true => writeln!(io::stderr(), "{words}"),
            false => writeln!(io::stdout(), "{words}"),
        };
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// Lets panics say nothing raw, in whatever command and thread.
fn tame_panics() {
    panic::set_hook(Box::new(|info| {
        let thread = thread::current();
        let words = panic_words(thread.name().unwrap_or("unnamed"), info);
        // Nobody is left to be told where standard error is closed.
        let _ = io::stderr().write_all(words.as_bytes());
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            let _ = writeln!(io::stderr(), "{}", visible_lines(&trace.to_string()));
        }
    }));
}

/// Runs one command and says how it ended.
pub fn run(cli: Cli) -> ExitCode {
    tame_panics();
    outlive_size_limits();
    let outcome = Setup::new(&cli.common).and_then(|setup| match cli.command {
        Command::Read(read) => read::run(&setup, &read),
        Command::Add(add) => add::run(&setup, &add),
        Command::Folders(folders) => folders::run(&setup, &folders),
        Command::List(list) => list::run(&setup, &list),
        Command::Show(show) => show::run(&setup, &show),
        Command::Annotate(annotate) => annotate::run(&setup, &annotate),
        Command::Export(export) => export::run(&setup, &export),
        Command::Log(log) => log::run(&setup, &log),
        Command::ImportAnnotations(import) => import_annotations::run(&setup, &import),
        Command::Compare(compare) => compare::run(&setup, &compare),
        Command::Related(related) => related::run(&setup, &related),
        Command::Search(search) => search::run(&setup, &search),
        Command::DeleteForGood(delete) => delete_for_good::run(&setup, &delete),
        Command::Backup(backup) => backup::run(&setup, &backup),
        Command::Restore(restore) => restore::run(&setup, &restore),
        Command::Recover(recover) => recover::run(&setup, &recover),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure.message);
            ExitCode::from(failure.status)
        }
    }
}

/// Makes an error of a file that may not grow: the system would end the program otherwise.
fn outlive_size_limits() {
    // Should it not be possible, the limit ends the program as it would any other.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// Says something on standard error, nothing of it raw.
fn complain(message: &str) {
    // Nobody is left to be told where standard error is closed.
    let _ = writeln!(io::stderr(), "pingdian: {}", visible_lines(message));
}

fn visible_lines(words: &str) -> String {
    let lines: Vec<_> = words.lines().map(visible).collect();
    lines.join("\n")
}

/// Whether an output error only says that nobody reads any more, as in `pingdian list | head`.
fn closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Writes to standard output; a reader that has gone away ends the command quietly.
fn print(text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_ref()).and_then(|()| output.flush()) {
        Err(error) if !closed_pipe(&error) => Err(Failure::from(error)),
        _ => Ok(()),
    }
}
