//! The arguments of reading, which has no name of its own.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Open the reader.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Files, folders and addresses (https://…) to read, - for standard input [default: the library]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How wide the terminal draws “ ” … — · [default: it is asked]
    #[arg(long, value_name = "WIDTH")]
    pub ambiguous: Option<Ambiguous>,
}

/// How many cells characters of East Asian width *ambiguous* take.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ambiguous {
    /// One cell
    Narrow,
    /// Two cells
    Wide,
}
