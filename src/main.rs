//! Reads the command line, runs one command, and ends with its exit status.

use std::process::ExitCode;

use pingdian::cli;

fn main() -> ExitCode {
    cli::parse().map_or_else(|status| status, cli::run)
}
