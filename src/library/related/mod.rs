//! Who else says this: the sentences of all other articles that a passage is related to, best first: the same event,
//! person, figure or quotation in other words, in either script.
//!
//! *What is weighed.* Two reports of one event share their names, their figures and a good part of their words, but
//! neither order nor construction. So a sentence is compared as a bag: each ideograph, each pair of neighbours (most
//! words of Chinese and Japanese are pairs), Latin words and numbers whole, numbers and dates by what they say (三十二 is
//! 32). All of it is folded, so that Traditional meets Simplified. Each counts by how rare it is: the logarithm of how
//! many sentences go on one that has it, to the power 1.5, so that names and figures outweigh what every sentence is
//! made of; the rarities are counted in the library itself, on a sample of it. In a library of a few articles an ordinary
//! phrase that two of them have by chance is as rare as a name: so what is common in Chinese at large, by a [table](common)
//! from a dictionary with frequencies, keeps a part of its weight only; where the sample has ten thousand sentences it
//! counts half as much, and the less the more of them the sample has, and knows by itself. A number or a Latin word counts twice a pair, a
//! single ideograph half: single ones carry paraphrase (撤侨, 撤离). The sum is divided by a measure of the sentence's
//! length that grows more slowly than it. A sentence says “he” of a person that the one before it named: a little is added
//! for what the sentences around the asked one have in common with the candidate, and those around the candidate with the
//! asked one.
//!
//! *Other words for the same.* What one calls 磋商 is 會談 to another. A candidate is also scored for [words](alike) that stand
//! in one group with a word of the passage, where it has no word of that group in common with it: by how rare it is that a
//! sentence has a word of the group, and by how rare the two words are in Chinese at large, for a common word says little;
//! each word stands for one other at most. The groups were written by hand, some seven hundred of them, of the vocabulary of
//! news; what the mainland, Taiwan and Hong Kong call by different names is from OpenCC. Nearness of single ideographs, by the
//! English glosses of Unihan or by the words that they form, was tried and brought nothing.
//!
//! *How.* One walk over the [folded store](super::folded) with a table of the asked units scores every sentence of the
//! library by units alone, and keeps the best two hundred; these are read closely, figures by their meaning and with
//! their neighbours. The first three places hold at most two passages of one article, and not the same words twice.
//!
//! *What is told.* One report says in two sentences what another says in one. So a sentence is told with the one before or
//! behind it, of the same paragraph, where that one adds a fifth at least to what it shares, both together by the same
//! measure still have three quarters of its score, and are short enough to be read at a glance; a sentence that is told so
//! takes no place of its own. The order is that of the single sentences.
//!
//! *What it costs.* The walk takes about a nanosecond a character on each of up to two threads, and goes over the whole
//! library: some tens of milliseconds for 20 million characters, growing as these do. The sample is two million
//! characters at most, the close look some milliseconds. The words for the same and what is common at large are read at the
//! first question, for some milliseconds, and kept; nothing else is kept between two questions.

mod alike;
mod asked;
mod common;
mod counting;
mod gathering;
mod placing;
mod ranking;
mod rarity;
mod terms;
#[cfg(test)]
mod tests;
mod units;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::{ControlFlow, Range};
use std::sync::{Mutex, PoisonError};

use asked::{Asked, Weights};
use counting::{Counter, Counts};
use gathering::{Best, Gatherer};
use ranking::Ranked;
use units::Table;

use super::{ArticleId, Folded, FoldedScan, LibraryError, Revision, Store};
use crate::annotation::Annotation;
use crate::article::Article;
use crate::text::{Span, surroundings};

/// Segments of the folded store, half a million characters each, on which it is counted how rare things are.
const SAMPLE: usize = 4;

/// Passages that are told, at most.
const MOST: usize = 20;

/// What a passage must have in common with the asked one: 1 is all of it.
const LEAST: f32 = 0.05;

/// A passage that is related to the asked one: a sentence of another article, or two that follow on each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The article it is in.
    pub article: ArticleId,
    /// That article's title.
    pub title: String,
    /// Where that article came from.
    pub uri: String,
    /// The revision of its text.
    pub revision: Revision,
    /// The passage, in bytes of that text.
    pub span: Span,
    /// The same in code points.
    pub code_points: Range<usize>,
    /// Its words.
    pub quote: String,
    /// What stands around it, the passage included, as [`surroundings`] has it.
    pub context: String,
    /// The annotations on it, or on parts of it, by where they begin.
    pub tags: Vec<Annotation>,
    /// How much it has in common with the asked passage: 1 is all of it.
    pub score: f32,
}

impl Store {
    /// The passages of other articles that are related to `passage`, bytes of the article's newest text, best first;
    /// none where the passage has no letter and no figure. Hidden articles are passed over.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the library cannot be read.
    pub fn related(
        &self,
        folded: &mut Folded,
        article: ArticleId,
        passage: Span,
    ) -> Result<Vec<Related>, LibraryError> {
        let here = self.text(article)?.into_article();
        if here.text.get(passage.range()).is_none() {
            return Ok(Vec::new());
        }
        let asked = Asked::new(passage.of(&here.text), &placing::around(&here, passage));
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let table = asked.table();
        let (mut best, mut weights) = gathered(self, folded, article, &asked, &table)?;
        if best.is_none() {
            // The folded store was damaged, and is made anew.
            (best, weights) = gathered(self, folded, article, &asked, &table)?;
        }
        let candidates = best.unwrap_or_default().into_sorted();
        told(self, ranking::ranked(&candidates, &weights, LEAST))
    }
}

/// The best sentences of all articles but `article`, and by what they were chosen; none where the folded store turned out
/// to be damaged.
fn gathered(
    store: &Store,
    folded: &mut Folded,
    article: ArticleId,
    asked: &Asked,
    table: &Table,
) -> Result<(Option<Best>, Weights), LibraryError> {
    let counts = Mutex::new(Counts::of(table));
    let counting = folded.scan_of(store, SAMPLE, |segment| {
        let mut counter = Counter::new(table);
        for record in segment.records() {
            table.walk(segment.units_of(record), &mut counter);
        }
        counts.lock().unwrap_or_else(PoisonError::into_inner).add(&counter.counts);
        ControlFlow::Continue(())
    })?;
    let counts = counts.into_inner().unwrap_or_else(PoisonError::into_inner);
    let weights = asked.weights(table, &counts);
    let sums = table.sums(&weights);
    let best = Mutex::new(Best::default());
    let gathering = folded.scan(store, |segment| {
        let floor = best.lock().unwrap_or_else(PoisonError::into_inner).threshold();
        let mut gatherer = Gatherer::new(table, &sums, &weights, floor);
        for record in segment.records().filter(|record| record.article != article) {
            gatherer.look_through(record, segment.units_of(record));
        }
        best.lock().unwrap_or_else(PoisonError::into_inner).merge(gatherer.best);
        ControlFlow::Continue(())
    })?;
    let best = best.into_inner().unwrap_or_else(PoisonError::into_inner);
    let sound = counting == FoldedScan::Whole && gathering == FoldedScan::Whole;
    Ok((sound.then_some(best), weights))
}

/// The passages as the articles have them, without what nobody reads there.
fn told(store: &Store, ranked: Vec<Ranked>) -> Result<Vec<Related>, LibraryError> {
    let mut articles: HashMap<ArticleId, (Article, String, Revision)> = HashMap::new();
    let mut found: Vec<Related> = Vec::new();
    for ranked in ranked {
        if found.len() == MOST {
            break;
        }
        let id = ranked.article;
        if let Entry::Vacant(place) = articles.entry(id) {
            match store.text_and_revision(id) {
                Ok((text, revision)) => {
                    let uri = text.uri.clone();
                    place.insert((text.into_article(), uri, revision));
                }
                // Deleted meanwhile.
                Err(LibraryError::NoSuchArticle { .. }) => continue,
                Err(error) => return Err(error),
            }
        }
        let Some((article, uri, revision)) = articles.get(&id) else { continue };
        let text = &article.text;
        let byte = |places: usize| text.char_indices().nth(places).map_or(text.len(), |(byte, _)| byte);
        let sentence_at = |places: &Range<usize>| {
            placing::sentence_at(article, Span::new(byte(places.start), byte(places.end)))
        };
        let is_told =
            |span: &Span| found.iter().any(|other| other.article == id && other.span.overlaps(*span));
        let Some(own) = sentence_at(&ranked.own).filter(|span| !is_told(span)) else { continue };
        let beside = ranked.beside.as_ref().and_then(sentence_at).filter(|span| !is_told(span));
        let span = beside.map_or(own, |span| Span::new(own.start.min(span.start), own.end.max(span.end)));
        let tags = store.annotations(id)?.into_iter().map(|stored| stored.annotation);
        let start = text[..span.start].chars().count();
        found.push(Related {
            article: id,
            title: article.title.clone(),
            uri: uri.clone(),
            revision: *revision,
            span,
            code_points: start..start + span.of(text).chars().count(),
            quote: span.of(text).to_owned(),
            tags: tags.filter(|tag| tag.span.overlaps(span)).collect(),
            context: surroundings(text, span).of(text).to_owned(),
            score: ranked.score,
        });
    }
    Ok(found)
}
