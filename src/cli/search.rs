//! `pingdian search`: every match in all articles, by article and place, in texts, notes, sources and titles.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::args::Search;
use super::folding::fold_all;
use super::found_passage::{ArticleName, FoundPassage, Tag};
use super::setup::Setup;
use super::{Failure, closed_pipe};
use crate::annotation::Annotation;
use crate::library::{ExcerptOf, Remark, Searched, Searcher};
use crate::text::{Case, Counter, OffsetUnit, Pattern, Query, Span, surroundings, visible};

/// Writes every match, article after article as the reader shows them.
pub fn run(setup: &Setup, search: &Search) -> Result<(), Failure> {
    let query =
        Query { words: search.query.clone(), exact: search.exact, regex: search.regex, case: Case::Folded };
    let pattern = Pattern::new(&query).map_err(|error| Failure::usage(error.to_string()))?;
    let store = setup.existing_store()?;
    let mut searcher = Searcher::default();
    fold_all(|| searcher.prepare_some(&store), || false)?;
    let mut left = search.limit.unwrap_or(usize::MAX);
    let mut output = BufWriter::new(io::stdout().lock());
    for searched in searcher.every(&store, &pattern)? {
        if left == 0 {
            break;
        }
        let searched = searched?;
        let found = found_in(&searched, &pattern).take(left);
        let counter = Counter::new(searched.words.text.as_str(), OffsetUnit::CodePoints);
        let mut writer = Lines { searched: &searched, pattern: &pattern, counter, written: 0 };
        match writer.write(&mut output, found, search.json) {
            Ok(()) => left -= writer.written,
            Err(error) if closed_pipe(&error) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
    match output.flush() {
        Err(error) if !closed_pipe(&error) => Err(error.into()),
        _ => Ok(()),
    }
}

/// A match.
enum Found<'a> {
    /// In the text, in bytes.
    Text(Span),
    /// In a note or a source.
    Remark(Remark<'a>),
    /// In the title, which no words of the text are.
    Title,
}

/// All matches of an article: those in its text, those in notes and sources; in its title where the text has none.
fn found_in<'a>(searched: &'a Searched, pattern: &'a Pattern) -> impl Iterator<Item = Found<'a>> {
    let in_title = searched.in_text.is_empty() && !searched.in_title.is_empty();
    let title = in_title.then_some(Found::Title);
    let remarks = searched.remarks(pattern).map(Found::Remark);
    title.into_iter().chain(searched.in_text.iter().copied().map(Found::Text)).chain(remarks)
}

/// The matches of one article on their way out.
struct Lines<'a> {
    searched: &'a Searched,
    pattern: &'a Pattern,
    counter: Counter<&'a str>,
    written: usize,
}

impl<'a> Lines<'a> {
    fn write(
        &mut self,
        output: &mut dyn Write,
        found: impl Iterator<Item = Found<'a>>,
        json: bool,
    ) -> io::Result<()> {
        for found in found {
            match json {
                true => self.write_object(output, &found)?,
                false => self.write_words(output, &found)?,
            }
            self.written += 1;
        }
        Ok(())
    }

    fn write_object(&mut self, output: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let words = &self.searched.words;
        let passage = found.passage();
        let (place, context) = (self.counter.range(passage), surroundings(&words.text, passage));
        let article = ArticleName { id: self.searched.article, title: &words.title, uri: &words.uri };
        let quoted = (passage.of(&words.text), context.of(&words.text));
        let tags = self.searched.tags_on(passage);
        FoundPassage::new(article, place, quoted, tags, Where::of(found, words.title.as_str())).write(output)
    }

    fn write_words(&mut self, output: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let words = &self.searched.words;
        let passage = found.passage();
        let start = self.counter.before(passage.start);
        write!(output, "{:>5} {start:>7}  ", self.searched.article.0)?;
        let line = match found {
            Found::Text(span) => {
                let labels = labels(self.searched.tags_on(*span));
                let around = surroundings(&words.text, *span);
                let within = Span::new(span.start - around.start, span.end - around.start);
                labels + &marked(around.of(&words.text), [within])
            }
            Found::Remark(remark) => {
                let what = remark.of.name();
                let excerpt = remark.excerpt(self.pattern);
                let label = visible(&remark.annotation.label);
                format!("{what} on {label}: {}", marked(&excerpt.words, excerpt.matches))
            }
            Found::Title => {
                format!("title: {}", marked(&words.title, self.searched.in_title.iter().copied()))
            }
        };
        writeln!(output, "{line}")
    }
}

impl Found<'_> {
    /// Where it is in the text, in bytes: the match, or what the annotation is on; nothing for a title.
    fn passage(&self) -> Span {
        match self {
            Found::Text(span) => *span,
            Found::Remark(remark) => remark.annotation.span,
            Found::Title => Span::default(),
        }
    }
}

/// Where the words were found, and what they are part of where that is not the text.
#[derive(Serialize)]
struct Where<'a> {
    r#in: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotation: Option<Tag<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
}

impl<'a> Where<'a> {
    fn of(found: &Found<'a>, title: &'a str) -> Where<'a> {
        match found {
            Found::Text(_) => Where { r#in: ExcerptOf::Text.name(), annotation: None, words: None },
            Found::Remark(remark) => Where {
                r#in: remark.of.name(),
                annotation: Some(Tag::of(remark.annotation)),
                words: Some(remark.words),
            },
            Found::Title => Where { r#in: "title", annotation: None, words: Some(title) },
        }
    }
}

/// The labels of annotations in brackets before what they are on; nothing where there are none.
fn labels<'a>(annotations: impl Iterator<Item = &'a Annotation>) -> String {
    let mut labels: Vec<&str> = annotations.map(|annotation| annotation.label.as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    match labels.is_empty() {
        true => String::new(),
        false => format!("[{}] ", visible(&labels.join(" "))),
    }
}

/// Words with the matches in them in 【】, everything in them visible.
fn marked(words: &str, matches: impl IntoIterator<Item = Span>) -> String {
    let (mut line, mut at) = (String::new(), 0);
    for found in matches {
        line.push_str(&visible(&words[at..found.start]));
        line.push('【');
        line.push_str(&visible(found.of(words)));
        line.push('】');
        at = found.end;
    }
    line.push_str(&visible(&words[at..]));
    line
}
