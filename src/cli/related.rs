//! `pingdian related`: the passages of other articles that say the same, or speak of the same.

use serde_json::json;

use super::annotate::passage;
use super::args::Related;
use super::articles::article_id;
use super::setup::Setup;
use super::{Failure, print};
use crate::library::{self, Folded};
use crate::text::{one_line, visible};

/// Prints them, best first.
pub fn run(setup: &Setup, related: &Related) -> Result<(), Failure> {
    let mut store = setup.store()?;
    let article = article_id(&mut store, &related.article, &setup.options())?;
    let span = passage(&store.text(article)?.text, &related.passage)?;
    let found = store.related(&mut Folded::open(&store), article, span)?;
    let line = if related.json { json_line } else { words };
    print(found.iter().map(line).collect::<String>())
}

fn json_line(found: &library::Related) -> String {
    let object = json!({
        "article": { "id": found.article.0, "title": found.title, "uri": found.uri },
        "quote": found.quote,
        "start": found.code_points.start,
        "end": found.code_points.end,
        "context": found.context,
        "score": (f64::from(found.score) * 1000.0).round() / 1000.0,
    });
    format!("{object}\n")
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
