//! `pingdian log` on the command line.

use std::ffi::OsString;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::moment::moment;

/// Tell who changed what, and when.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
The newest change comes first. A line holds the time (UTC), the reader, the article's id, what was done, and the words
it was done to. What was undone stays, and is marked. With --json a line is an object: at, reader, article {id,
title, uri}, about (annotation or link), what (a list), undone, quote, before and after (null where there was
nothing; start and end in code points of the text that the change was made on).

Examples:
  pingdian log essay.txt
  pingdian log --reader lee --since 2026-03-01
  pingdian log --json | jq 'select(.undone)'")]
pub struct Log {
    /// Only changes in these articles, paths or ids
    #[arg(value_name = "ARTICLE")]
    pub articles: Vec<OsString>,
    /// Only changes that this reader made
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub reader: Option<String>,
    /// Only changes from this day or time on, in UTC: 2026-03-01, 2026-03-01T08:30
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub since: Option<String>,
    /// At most so many changes, the newest
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Write a JSON object a line
    #[arg(long)]
    pub json: bool,
}
