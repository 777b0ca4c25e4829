//! `pingdian search`: every match in all articles, by article and place.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::args::Search;
use super::setup::Setup;
use super::{Failure, closed_pipe};
use crate::export::write_json;
use crate::library::{ArticleId, ArticleWords, Searcher};
use crate::text::{Case, Counter, OffsetUnit, Pattern, Query, Span, surroundings, visible};

/// Writes every match, article after article as they were taken in.
pub fn run(setup: &Setup, search: &Search) -> Result<(), Failure> {
    let query =
        Query { words: search.query.clone(), exact: search.exact, regex: search.regex, case: Case::Folded };
    let pattern = Pattern::new(&query).map_err(|error| Failure::usage(error.to_string()))?;
    let store = setup.existing_store()?;
    let articles = Searcher::default().may_hold(&store, &pattern)?;
    let mut output = BufWriter::new(io::stdout().lock());
    let mut left = search.limit.unwrap_or(usize::MAX);
    for article in articles {
        if left == 0 {
            break;
        }
        // An article that was deleted since has no matches any more.
        let Some(words) = store.words(article)? else { continue };
        let matches = Matches { article, words: &words, json: search.json };
        match matches.write(&mut output, pattern.find_iter(&words.text).take(left)) {
            Ok(written) => left -= written,
            Err(error) if closed_pipe(&error) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
    match output.flush() {
        Err(error) if !closed_pipe(&error) => Err(error.into()),
        _ => Ok(()),
    }
}

/// The matches of one article on their way out.
struct Matches<'a> {
    article: ArticleId,
    words: &'a ArticleWords,
    json: bool,
}

impl Matches<'_> {
    /// Writes a line for each; how many that was.
    fn write(&self, output: &mut dyn Write, found: impl Iterator<Item = Span>) -> io::Result<usize> {
        let text = &self.words.text;
        let mut counter = Counter::new(text, OffsetUnit::CodePoints);
        let mut written = 0;
        for span in found {
            let (start, end) = (counter.before(span.start), counter.before(span.end));
            let around = surroundings(text, span);
            if self.json {
                let article =
                    ArticleName { id: self.article, title: &self.words.title, uri: &self.words.uri };
                let quote = span.of(text);
                write_json(output, &Match { article, quote, start, end, context: around.of(text) })?;
                output.write_all(b"\n")?;
            } else {
                let part = |start: usize, end: usize| -> Cow<'_, str> { visible(&text[start..end]) };
                writeln!(
                    output,
                    "{:>5} {start:>7}  {}【{}】{}",
                    self.article.0,
                    part(around.start, span.start),
                    part(span.start, span.end),
                    part(span.end, around.end)
                )?;
            }
            written += 1;
        }
        Ok(written)
    }
}

/// A match as other programs read it.
#[derive(Serialize)]
struct Match<'a> {
    article: ArticleName<'a>,
    quote: &'a str,
    start: usize,
    end: usize,
    context: &'a str,
}

#[derive(Serialize)]
struct ArticleName<'a> {
    id: ArticleId,
    title: &'a str,
    uri: &'a str,
}
