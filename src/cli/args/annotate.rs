//! The arguments of `annotate`.

use std::ffi::OsString;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::Passage;

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
