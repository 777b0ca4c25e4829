//! `pingdian list` on the command line: which articles, and in which order.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::moment::day;
use crate::article::Script;
use crate::library::{Arrangement, ListFilter, ListSort, ReadState};

/// List the articles.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
With --json a line is an object: id, title, uri, script, hidden, tags (how many annotations of each label), site, byline,
published, url, added, state (unread, reading or read), starred, deleted, progress (0 to 1), characters (about as many), source.
Of several states, scripts, sources or labels any will do. --since and --until leave out what does not say when it was
published; how many that are is told.

Examples:
  pingdian list --state unread --script traditional --sort published --reverse
  pingdian list --starred --label claim --since 2026-02 --json")]
pub struct List {
    /// Write a JSON object a line
    #[arg(long)]
    pub json: bool,
    /// What to order them by
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = ListSort::Added)]
    pub sort: ListSort,
    /// The other way round: the newest first, the most first
    #[arg(long)]
    pub reverse: bool,
    /// Only those unread, being read, or read; may be given more than once
    #[arg(long = "state", value_enum, value_name = "STATE")]
    pub states: Vec<ReadState>,
    /// Only those starred
    #[arg(long)]
    pub starred: bool,
    /// Only those in this script; may be given more than once
    #[arg(long = "script", value_enum, value_name = "SCRIPT")]
    pub scripts: Vec<Script>,
    /// Only those from this site, host or folder; may be given more than once
    #[arg(long = "source", value_name = "NAME")]
    pub sources: Vec<String>,
    /// Only those with annotations of this label; may be given more than once
    #[arg(long = "label", value_name = "LABEL")]
    pub labels: Vec<String>,
    /// Only those published in this year, month or day, or later: 2026, 2026-02, 2026-02-06
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,
    /// Only those published in this year, month or day, or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<String>,
    /// Only those taken in in this year, month or day, or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub added_since: Option<String>,
    /// Those that were deleted and can be brought back, in the place of the others
    #[arg(long)]
    pub deleted: bool,
}

impl List {
    /// The list as it is wanted.
    pub fn arrangement(&self) -> Arrangement {
        Arrangement {
            sort: self.sort,
            descending: self.reverse,
            filter: ListFilter {
                states: self.states.clone(),
                starred: self.starred,
                scripts: self.scripts.clone(),
                sources: self.sources.clone(),
                labels: self.labels.clone(),
                since: self.since.clone(),
                until: self.until.clone(),
                added_since: self.added_since.clone(),
                deleted: self.deleted,
            },
        }
    }
}

impl ValueEnum for ListSort {
    fn value_variants<'a>() -> &'a [Self] {
        &ListSort::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for ReadState {
    fn value_variants<'a>() -> &'a [Self] {
        &ReadState::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for Script {
    fn value_variants<'a>() -> &'a [Self] {
        &[Script::Traditional, Script::Simplified, Script::Japanese, Script::Korean, Script::Other]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Script::Traditional => "traditional",
            Script::Simplified => "simplified",
            Script::Japanese => "japanese",
            Script::Korean => "korean",
            Script::Other => "other",
        }))
    }
}
