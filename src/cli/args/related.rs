//! The arguments of `related`.

use std::ffi::OsString;

use clap::Args;

use super::Passage;

/// Find the passages of other articles that are related to one.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(override_usage = "\
pingdian related [OPTIONS] <ARTICLE> --start <N> --end <N>
       pingdian related [OPTIONS] <ARTICLE> --quote <TEXT> [--nth <K>]")]
#[command(after_help = "\
What tells the same event, person, figure or quotation is printed, best first: a score from 0 to 1, the article's id and
title, where the passage stands there, and its words. With --json a line is an object as search has it, with a score:
article {id, title, uri}, quote, start, end, context, tags, score.

Examples:
  pingdian related 12 --start 120 --end 148
  pingdian related essay.txt --quote 三十二艘艦艇 --json | jq .quote")]
pub struct Related {
    /// The article's path or id
    #[arg(value_name = "ARTICLE")]
    pub article: OsString,
    /// The passage that is asked about.
    #[command(flatten)]
    pub passage: Passage,
    /// Write a JSON object a line
    #[arg(long)]
    pub json: bool,
}
