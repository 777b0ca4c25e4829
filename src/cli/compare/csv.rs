//! A comparison as CSV, as exports write it: a byte order mark for Excel, CRLF, no cell a formula.
//!
//! One table at a time: the measures, or with `--list` the disagreements, or with `--list-units` the units. What is
//! undefined, and having no label, is an empty cell.

use ::csv::{Terminator, Writer, WriterBuilder};

use super::comparison::{Comparison, Passage};
use super::json::{by_name, difference_name};
use crate::annotation::agreement::Pairing;
use crate::cli::Failure;
use crate::cli::args::Compare;
use crate::export::harmless;

/// The table that was asked for.
pub fn written(comparison: &Comparison, args: &Compare) -> Result<Vec<u8>, Failure> {
    let mut rows =
        WriterBuilder::new().terminator(Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    match (args.list, args.list_units) {
        (true, _) => disagreements(comparison, &mut rows)?,
        (_, true) => units(comparison, &mut rows)?,
        _ => measures(comparison, &mut rows)?,
    }
    rows.into_inner().map_err(|error| Failure { message: error.to_string(), status: 1 })
}

type Rows = Writer<Vec<u8>>;

fn row(rows: &mut Rows, cells: &[&str]) -> Result<(), Failure> {
    Ok(rows.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?)
}

fn measures(comparison: &Comparison, rows: &mut Rows) -> Result<(), Failure> {
    let table = &comparison.table;
    let (a, b) = comparison.annotations();
    row(rows, &["measure", "a", "b", "value"])?;
    row(rows, &["by", "", "", by_name(comparison.by)])?;
    let counts = [
        ("articles", comparison.articles.len() as u64),
        ("articles_left_out", comparison.left_out as u64),
        ("annotations_a", a as u64),
        ("annotations_b", b as u64),
        ("units", table.units()),
        ("agreed", table.agreed()),
    ];
    for (name, count) in counts {
        row(rows, &[name, "", "", &count.to_string()])?;
    }
    for (name, value) in [("share", table.share()), ("kappa", table.kappa()), ("alpha", table.alpha())] {
        number(rows, name, value)?;
    }
    for (name, pairing) in pairings(comparison) {
        row(rows, &[&format!("{name}_pairs"), "", "", &pairing.pairs.to_string()])?;
        number(rows, &format!("{name}_precision"), pairing.precision())?;
        number(rows, &format!("{name}_recall"), pairing.recall())?;
        number(rows, &format!("{name}_f1"), pairing.f1())?;
    }
    let labels: Vec<Option<&str>> = table.labels().into_iter().map(Some).chain([None]).collect();
    for &a in &labels {
        for &b in &labels {
            let count = table.count(a, b).to_string();
            row(rows, &["confusion", a.unwrap_or_default(), b.unwrap_or_default(), &count])?;
        }
    }
    Ok(())
}

fn pairings(comparison: &Comparison) -> [(&'static str, Pairing); 3] {
    [("exact", comparison.exact), ("passage", comparison.passages), ("overlapping", comparison.overlapping)]
}

/// A measure. A negative number is no formula, and is not marked as one.
fn number(rows: &mut Rows, name: &str, value: Option<f64>) -> Result<(), Failure> {
    let value = value.map_or_else(String::new, |value| value.to_string());
    Ok(rows.write_record([name, "", "", &value])?)
}

fn disagreements(comparison: &Comparison, rows: &mut Rows) -> Result<(), Failure> {
    row(
        rows,
        &[
            "article_id",
            "article_title",
            "article_uri",
            "difference",
            "quote",
            "start",
            "end",
            "a_label",
            "a_start",
            "a_end",
            "b_label",
            "b_start",
            "b_end",
        ],
    )?;
    for one in &comparison.disagreements {
        let article = &comparison.articles[one.article];
        let (start, end) = (one.passage.start.to_string(), one.passage.end.to_string());
        let (id, difference) = (article.id.0.to_string(), difference_name(one.difference));
        let (a, b) = (marked(one.a.as_ref()), marked(one.b.as_ref()));
        let quote = &one.passage.quote;
        row(
            rows,
            &[
                &id,
                &article.title,
                &article.uri,
                difference,
                quote,
                &start,
                &end,
                &a[0],
                &a[1],
                &a[2],
                &b[0],
                &b[1],
                &b[2],
            ],
        )?;
    }
    Ok(())
}

fn marked(side: Option<&(String, Passage)>) -> [String; 3] {
    side.map_or_else(Default::default, |(label, passage)| {
        [label.clone(), passage.start.to_string(), passage.end.to_string()]
    })
}

fn units(comparison: &Comparison, rows: &mut Rows) -> Result<(), Failure> {
    row(rows, &["article_id", "start", "end", "a_label", "b_label"])?;
    for unit in &comparison.units {
        let id = comparison.articles[unit.article].id.0.to_string();
        let (start, end) = (unit.start.to_string(), unit.end.to_string());
        let (a, b) = (unit.a.as_deref().unwrap_or_default(), unit.b.as_deref().unwrap_or_default());
        row(rows, &[&id, &start, &end, a, b])?;
    }
    Ok(())
}
