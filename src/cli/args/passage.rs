//! Which passage to annotate: a quote, or a range of code points. Never both, never half of one.

use clap::builder::NonEmptyStringValueParser;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, FromArgMatches, value_parser};

/// A passage as people name it on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// A place where this text stands.
    Quote {
        /// The text, not empty.
        text: String,
        /// Which of its places, from 1; not said where there should be only one.
        nth: Option<u32>,
    },
    /// Code points of the article's text, `start < end`.
    CodePoints {
        /// The first, counted from 0.
        start: usize,
        /// One past the last.
        end: usize,
    },
}

/// The options as clap sees them, with its rules between them. That there is a passage, and that it does not end
/// before it starts, is seen to in [`Passage`], where it can be said in a sentence.
#[derive(Args)]
#[group(skip)]
struct PassageOptions {
    /// The passage's own words
    #[arg(
        long, value_name = "TEXT", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new(),
        conflicts_with_all = ["start", "end"]
    )]
    quote: Option<String>,
    /// Which place of --quote, where there is more than one: 1 is the first
    #[arg(
        long, value_name = "K", value_parser = value_parser!(u32).range(1..),
        requires = "quote", conflicts_with_all = ["start", "end"]
    )]
    nth: Option<u32>,
    /// The passage's first code point, counted from 0 in the article's text
    #[arg(long, value_name = "N", requires = "end")]
    start: Option<usize>,
    /// One past the passage's last code point
    #[arg(long, value_name = "N", requires = "start")]
    end: Option<usize>,
}

impl FromArgMatches for Passage {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        match PassageOptions::from_arg_matches(matches)? {
            PassageOptions { quote: Some(text), nth, .. } => Ok(Self::Quote { text, nth }),
            PassageOptions { start: Some(start), end: Some(end), .. } if start < end => {
                Ok(Self::CodePoints { start, end })
            }
            PassageOptions { start: Some(start), end: Some(end), .. } => Err(clap::Error::raw(
                ErrorKind::ValueValidation,
                format!("--start {start} is not before --end {end}; the end is one past the last code point"),
            )),
            _ => Err(clap::Error::raw(
                ErrorKind::MissingRequiredArgument,
                "the passage is missing: give --quote TEXT, or --start N and --end N",
            )),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Passage {
    fn augment_args(command: Command) -> Command {
        PassageOptions::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        PassageOptions::augment_args_for_update(command)
    }
}
