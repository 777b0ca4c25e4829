//! `pingdian search` on the command line.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

/// Find words in all articles, and in the notes and sources of their tags.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
Traditional and Simplified characters, variants of one character, full-width and half-width forms, katakana and
hiragana, capitals and small letters, letters with and without accents are the same; --exact takes the words as they
stand. Words with blanks between them are looked for as they stand together. Articles taken out of sight are passed
over; none found is no failure.

Articles come as in the reader: those whose title has the words, then the others, always the newest first, then those
where only notes and sources have them. A line holds the article's id, the offset of the match in code points of its
text, the labels of what is tagged there, and the words around, the match in 【】; of a note or a source what is tagged,
and its words. A title is told where its words are not in the text.

With --json a line is an object: article {id, title, uri}; quote, start, end (code points from 0, the end exclusive): the
match, or the passage that the note or source is about, or nothing for a title; context, the words around it; tags, an
id and a label for each on the passage; in: text, note, source or title. A note, a source or a title has words, all of
it, and the first two the annotation {id, label} that they are of.

Examples:
  pingdian search 談判
  pingdian search --regex '[0-9]+ ?艘(船|艦)' --json | jq -r .context
  pingdian search 外交部 --json | jq 'select(.annotation) | .words'
  pingdian search --exact 裏 --limit 20")]
pub struct Search {
    /// The words to find
    #[arg(value_name = "QUERY", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    pub query: String,
    /// Only where the words stand in the text as they stand here
    #[arg(long)]
    pub exact: bool,
    /// The words are a regular expression; a match goes over no line's end
    #[arg(long)]
    pub regex: bool,
    /// At most so many matches
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Write a JSON object a line
    #[arg(long)]
    pub json: bool,
}
