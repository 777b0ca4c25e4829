//! `pingdian delete-for-good` on the command line.

use clap::Args;

use super::moment::moment;

/// Delete for good what was deleted in the reader.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
What is deleted in the reader stays in the library, with its annotations, until it is brought back or this command
deletes it for good; the program never does so by itself. Without --yes it says how many articles would go, and deletes
nothing. Files are left alone. `pingdian list --deleted` shows what can be brought back.

Examples:
  pingdian delete-for-good
  pingdian delete-for-good --before 2026-01-01 --yes")]
pub struct DeleteForGood {
    /// Only what was deleted before this day or time, in UTC: 2026-03-01, 2026-03-01T08:30
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub before: Option<String>,
    /// Delete it: nothing brings it back
    #[arg(long)]
    pub yes: bool,
}
