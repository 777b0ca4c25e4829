//! `pingdian backup`, `restore` and `recover` on the command line.

use std::path::PathBuf;

use clap::Args;

/// Make a backup of the library now.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
The copy is read through before it counts as one. Without FILE it goes into the folder beside the library that ends in
-backups, where one of each of the last seven days of use is too, and one of each version before it was migrated.

Examples:
  pingdian backup
  pingdian backup /media/stick/library.sqlite")]
pub struct Backup {
    /// A new file for it
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Put a backup in the place of the library, which is kept aside.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
Without FILE it lists the backups, the newest first, and changes nothing. The backup is read through first. The library
that was there is kept under another name, which is told.

Examples:
  pingdian restore
  pingdian restore daily-2026-03-01.sqlite")]
pub struct Restore {
    /// A backup: a file, or a name of the list
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Take what can be read of a damaged library into a new one.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
The damaged library is only read. What is in its log comes too. Where an article's text is lost, the words that were
tagged in it stand in its place. What was taken and what is known to be lost is counted; where anything is lost the exit
status is 1. `pingdian restore NEW` then puts the new library in the place of the damaged one.

Examples:
  pingdian recover
  pingdian --library damaged.sqlite recover -o new.sqlite")]
pub struct Recover {
    /// The new library [default: the damaged one's name with -recovered]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
