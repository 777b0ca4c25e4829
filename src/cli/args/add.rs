//! What `pingdian add` and `pingdian folders` may be told.

use std::path::PathBuf;

use clap::Args;

use crate::article::Columns;

/// Take articles into the library.
///
/// Folders are remembered, and looked through again when the reader opens. Without a path, does that now.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Add {
    /// Files, folders and addresses (https://…), - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Of folders, take files that match; with ! before it, leave them out. It is remembered with the folder
    #[arg(long = "glob", value_name = "GLOB", requires = "paths")]
    pub globs: Vec<String>,
    /// Fetch the feeds that lists of feeds (OPML) name
    #[arg(long)]
    pub fetch: bool,
    /// How the columns of a corpus are called.
    #[command(flatten)]
    pub columns: ColumnNames,
}

/// The columns of a corpus, as named for one time.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnNames {
    /// The column of a corpus (CSV, TSV, JSON, JSON Lines) that holds titles [default: title, 標題 …]
    #[arg(long, value_name = "NAME")]
    pub title_column: Option<String>,
    /// The column that holds texts [default: text, content, 內容 …]
    #[arg(long, value_name = "NAME")]
    pub text_column: Option<String>,
    /// The column that holds dates [default: date, published, 日期 …]
    #[arg(long, value_name = "NAME")]
    pub date_column: Option<String>,
    /// The column that tells who published the article [default: source, site, 來源 …]
    #[arg(long, value_name = "NAME")]
    pub source_column: Option<String>,
}

impl ColumnNames {
    /// Whether one is given.
    pub fn any(&self) -> bool {
        [&self.title_column, &self.text_column, &self.date_column, &self.source_column]
            .iter()
            .any(|name| name.is_some())
    }

    /// These names, which corpora must have, and the configured ones where none is given.
    pub fn over(&self, configured: &Columns) -> Columns {
        let named = Columns {
            title: self.title_column.clone(),
            text: self.text_column.clone(),
            date: self.date_column.clone(),
            source: self.source_column.clone(),
            ..Columns::default()
        };
        named.required_over(configured)
    }
}

/// List the folders that are looked through again.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Look through this folder no more; its articles stay
    #[arg(long, value_name = "FOLDER")]
    pub forget: Vec<PathBuf>,
    /// Write a JSON object a line
    #[arg(long, conflicts_with = "forget")]
    pub json: bool,
}
