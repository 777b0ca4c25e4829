//! The arguments of `show`.

use std::ffi::OsString;

use clap::{Args, ValueEnum, value_parser};

use super::Ambiguous;

/// Print one article: wrapped as the reader wraps it, as kept, or as JSON.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Show {
    /// The article's path or id; FILE#ID for one of several in a file
    #[arg(value_name = "ARTICLE")]
    pub article: OsString,
    /// How many cells a line holds, 2 to 10000 [default: the terminal's width]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(2..=10_000))]
    pub width: Option<u16>,
    /// How wide “ ” … — · are [default: as configured]
    #[arg(long, value_name = "WIDTH")]
    pub ambiguous: Option<Ambiguous>,
    /// Let one closing mark hang over a line's end
    #[arg(long)]
    pub hanging: bool,
    /// Print it in this script, with the words of the region [default: as it is]
    #[arg(long, value_name = "SCRIPT")]
    pub script: Option<ChineseScript>,
    /// Print the text as it is kept, unwrapped
    #[arg(long, conflicts_with_all = ["json", "width", "ambiguous", "hanging", "script"])]
    pub plain: bool,
    /// Print all that is known of it, its text and its blocks as one JSON object; blocks in code points
    #[arg(long, conflicts_with_all = ["width", "ambiguous", "hanging", "script"])]
    pub json: bool,
}

/// A script that a Chinese text can be converted to.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChineseScript {
    /// Simplified characters, the mainland's words
    Simplified,
    /// Traditional characters, no region's words
    Traditional,
    /// Traditional characters and words as in Taiwan
    Taiwan,
    /// Traditional characters and words as in Hong Kong
    HongKong,
}
