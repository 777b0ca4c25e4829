//! A comparison as one JSON object. What is undefined, and having no label, is `null`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::comparison::{Comparison, Passage};
use super::sides::Side;
use crate::annotation::agreement::{By, Difference, Pairing};
use crate::cli::Failure;
use crate::cli::args::Compare;
use crate::export::write_json;

/// The object, with a newline after it.
pub fn written(comparison: &Comparison, args: &Compare) -> Result<Vec<u8>, Failure> {
    let table = &comparison.table;
    let (a, b) = comparison.annotations();
    let mut object = json!({
        "a": side(&comparison.sides.a, a),
        "b": side(&comparison.sides.b, b),
        "articles": (0..comparison.articles.len()).map(|index| article(comparison, index)).collect::<Vec<_>>(),
        "articles_left_out": comparison.left_out,
        "by": by_name(comparison.by),
        "units": table.units(),
        "agreed": table.agreed(),
        "share": table.share(),
        "kappa": table.kappa(),
        "alpha": table.alpha(),
        "confusion": confusion(comparison),
        "annotations": {
            "exact": pairing(comparison.exact),
            "passage": pairing(comparison.passages),
            "overlapping": pairing(comparison.overlapping),
        },
    });
    if args.list {
        let listed = comparison.disagreements.iter().map(|one| {
            let marked = |side: &Option<(String, Passage)>| {
                side.as_ref().map(|(label, passage)| json!({"label": label, "quote": passage.quote, "start": passage.start, "end": passage.end}))
            };
            json!({
                "article": article(comparison, one.article),
                "difference": difference_name(one.difference),
                "quote": one.passage.quote,
                "start": one.passage.start,
                "end": one.passage.end,
                "a": marked(&one.a),
                "b": marked(&one.b),
            })
        });
        object["disagreements"] = listed.collect();
    }
    if args.list_units {
        let listed = comparison.units.iter().map(|unit| {
            let id = comparison.articles[unit.article].id;
            json!({"article": id, "start": unit.start, "end": unit.end, "a": unit.a, "b": unit.b})
        });
        object["unit_list"] = listed.collect();
    }
    let mut out = Vec::new();
    write_json(&mut out, &object)?;
    out.push(b'\n');
    Ok(out)
}

/// The name of a kind of disagreement in files.
pub fn difference_name(difference: Difference) -> &'static str {
    match difference {
        Difference::MissedByA => "missed-by-a",
        Difference::MissedByB => "missed-by-b",
        Difference::OtherLabel => "other-label",
        Difference::OtherBorders => "other-borders",
    }
}

/// The name of a kind of unit in files.
pub fn by_name(by: By) -> &'static str {
    match by {
        By::Sentence => "sentence",
        By::SentenceTouched => "sentence-presence",
        By::Character => "character",
    }
}

fn side(side: &Side, annotations: usize) -> Value {
    let file = side.file.as_ref().map(|path| path.display().to_string());
    json!({"reader": side.reader, "file": file, "annotations": annotations})
}

fn article(comparison: &Comparison, index: usize) -> Value {
    let article = &comparison.articles[index];
    json!({"id": article.id, "title": article.title, "uri": article.uri})
}

fn confusion(comparison: &Comparison) -> Vec<Value> {
    let table = &comparison.table;
    let labels: BTreeSet<Option<&str>> = table.labels().into_iter().map(Some).chain([None]).collect();
    let cells = labels.iter().flat_map(|&a| labels.iter().map(move |&b| (a, b, table.count(a, b))));
    cells.filter(|cell| cell.2 > 0).map(|(a, b, units)| json!({"a": a, "b": b, "units": units})).collect()
}

fn pairing(pairing: Pairing) -> Value {
    json!({
        "pairs": pairing.pairs,
        "precision": pairing.precision(),
        "recall": pairing.recall(),
        "f1": pairing.f1(),
    })
}
