//! `pingdian related`: the passages of other articles that say the same, or speak of the same.

use serde::Serialize;

use super::annotate::passage;
use super::args::Related;
use super::articles::article_id;
use super::folding::fold_all;
use super::found_passage::{ArticleName, FoundPassage};
use super::setup::Setup;
use super::{Failure, print};
use crate::library::{self, Folded};
use crate::text::{one_line, visible};

/// Prints them, best first.
pub fn run(setup: &Setup, related: &Related) -> Result<(), Failure> {
    let mut store = setup.store()?;
    let article = article_id(&mut store, &related.article, &setup.options())?;
    let span = passage(&store.text(article)?.text, &related.passage)?;
    let mut folded = Folded::open(&store);
    fold_all(|| folded.sync_some(&store), || false)?;
    let found = store.related(&mut folded, article, span)?;
    if !related.json {
        return print(found.iter().map(words).collect::<String>());
    }
    let mut lines = Vec::new();
    for found in &found {
        let article = ArticleName { id: found.article, title: &found.title, uri: &found.uri };
        let quoted = (found.quote.as_str(), found.context.as_str());
        let score = Score { score: (f64::from(found.score) * 1000.0).round() / 1000.0 };
        FoundPassage::new(article, found.code_points.clone(), quoted, &found.tags, score)
            .write(&mut lines)?;
    }
    print(lines)
}

#[derive(Serialize)]
struct Score {
    score: f64,
}

fn words(found: &library::Related) -> String {
    let (title, quote) = (one_line(&found.title), one_line(&found.quote));
    format!(
        "{:.2}  {} {}  {}-{}\n      {}\n",
        found.score,
        found.article.0,
        visible(&title),
        found.code_points.start,
        found.code_points.end,
        visible(&quote),
    )
}
