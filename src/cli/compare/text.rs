//! A comparison for people, in 80 columns.

use std::fmt::Write;

use super::comparison::{Comparison, Disagreement};
use super::sides::Side;
use crate::annotation::Label;
use crate::annotation::agreement::{By, Difference, Pairing, Table};
use crate::app::counted;
use crate::cli::columns::{cut, left, right};
use crate::text::{Ambiguous, line_cells, visible};

const COLUMNS: usize = 80;

/// Cells that a label's name is cut to.
const LABEL_CELLS: usize = 14;

/// Cells of the names of measures.
const MEASURE_CELLS: usize = 26;

/// The whole page. Labels stand in the order of the configuration.
pub fn written(comparison: &Comparison, configured: &[Label]) -> String {
    let (a, b) = comparison.annotations();
    let mut page = side("A", &comparison.sides.a, a) + &side("B", &comparison.sides.b, b);
    page.push_str(&articles(comparison));
    page.push_str(&by_units(comparison));
    page.push_str(&confusion(&comparison.table, configured));
    page.push_str(&by_annotations(comparison));
    page.push_str(&disagreements(comparison));
    page
}

fn side(letter: &str, side: &Side, annotations: usize) -> String {
    let count = counted(annotations, "annotation");
    let file = side.file.as_ref().map(|path| format!(" ({})", visible(&path.to_string_lossy())));
    format!("{letter}  {}, {count}{}\n", visible(&side.reader), file.unwrap_or_default())
}

fn articles(comparison: &Comparison) -> String {
    let compared = counted(comparison.articles.len(), "article");
    match comparison.left_out {
        0 => format!("{compared}\n"),
        left_out => format!(
            "{compared} that both annotated\n{} left out that one alone annotated; --all takes them in\n",
            counted(left_out, "article")
        ),
    }
}

fn by_units(comparison: &Comparison) -> String {
    let table = &comparison.table;
    let (noun, rule) = match comparison.by {
        By::Sentence => ("sentence", "each with the label that most of its characters have"),
        By::SentenceTouched => ("sentence", "each with the label that most of its labelled characters have"),
        By::Character => ("character", "each with the label of the shortest annotation over it"),
    };
    let mut words = format!("\nBy {noun}: {}, {rule}\n", counted(table.units() as usize, noun));
    let share = table.share().map_or_else(String::new, |share| format!("{:.1}%, ", share * 100.0));
    let same = format!("{share}{} of {}", table.agreed(), table.units());
    let rows = [
        ("same label", same),
        ("Cohen's kappa", decimal(table.kappa())),
        ("Krippendorff's alpha", decimal(table.alpha())),
    ];
    for (name, value) in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(words, "  {}{value}", left(name, MEASURE_CELLS));
    }
    words
}

/// A measure in three decimals.
fn decimal(value: Option<f64>) -> String {
    value.map_or_else(|| "undefined".to_owned(), |value| format!("{value:.3}"))
}

/// How many units have which label of A and which of B: a table, or a list where the table would be too wide.
fn confusion(table: &Table, configured: &[Label]) -> String {
    let mut labels: Vec<Option<&str>> = table.labels().into_iter().map(Some).collect();
    let place = |label: &Option<&str>| configured.iter().position(|one| Some(one.name.as_str()) == *label);
    labels.sort_by_key(|label| place(label).unwrap_or(usize::MAX));
    labels.push(None);
    let names: Vec<String> = labels
        .iter()
        .map(|label| label.map_or_else(|| "none".to_owned(), |label| cut(label, LABEL_CELLS)))
        .collect();
    let most = table.units().to_string().len();
    let widths: Vec<usize> = names.iter().map(|name| cells(name).max(most) + 2).collect();
    let head = names.iter().map(|name| cells(name)).max().unwrap_or(0).max("A, down".len());
    if 2 + head + widths.iter().sum::<usize>() > COLUMNS {
        return confusion_list(table, &labels, &names);
    }
    let columns = |cells: Vec<String>| -> String {
        cells.iter().zip(&widths).map(|(cell, &width)| right(cell, width)).collect()
    };
    let mut words = format!("\n  {}  B, across\n", left("A, down", head));
    let _ = writeln!(words, "  {}{}", " ".repeat(head), columns(names.clone()));
    for (label, name) in labels.iter().zip(&names) {
        let counts = labels.iter().map(|other| table.count(*label, *other).to_string()).collect();
        let _ = writeln!(words, "  {}{}", left(name, head), columns(counts));
    }
    words
}

fn confusion_list(table: &Table, labels: &[Option<&str>], names: &[String]) -> String {
    let mut words = format!("\n  {}  {}\n", left("A", LABEL_CELLS), left("B", LABEL_CELLS));
    for (a, a_name) in labels.iter().zip(names) {
        for (b, b_name) in labels.iter().zip(names) {
            let count = table.count(*a, *b);
            if count > 0 {
                let _ = writeln!(
                    words,
                    "  {}  {}{count:>10}",
                    left(a_name, LABEL_CELLS),
                    left(b_name, LABEL_CELLS)
                );
            }
        }
    }
    words
}

fn by_annotations(comparison: &Comparison) -> String {
    let mut words = format!(
        "\n{}{:>8}{:>12}{:>12}{:>11}\n",
        left("By annotation", MEASURE_CELLS + 2),
        "pairs",
        "of A's",
        "of B's",
        "F1"
    );
    let rows = [
        ("same passage and label", comparison.exact),
        ("same passage", comparison.passages),
        ("overlapping, same label", comparison.overlapping),
    ];
    for (name, pairing) in rows {
        let Pairing { pairs, .. } = pairing;
        let _ = writeln!(
            words,
            "  {}{pairs:>8}{:>12}{:>12}{:>11}",
            left(name, MEASURE_CELLS),
            percent(pairing.recall()),
            percent(pairing.precision()),
            decimal(pairing.f1())
        );
    }
    words
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "undefined".to_owned(), |share| format!("{:.1}%", share * 100.0))
}

fn disagreements(comparison: &Comparison) -> String {
    let mut words = String::new();
    let mut article = None;
    for one in &comparison.disagreements {
        if article != Some(one.article) {
            article = Some(one.article);
            let of = &comparison.articles[one.article];
            let _ = writeln!(words, "\n{:>5}  {}", of.id.0, cut(&of.title, COLUMNS - 7));
        }
        words.push_str(&disagreement(one));
    }
    words
}

fn disagreement(one: &Disagreement) -> String {
    let label = |side: &Option<(String, _)>| {
        side.as_ref().map_or_else(String::new, |(label, _)| cut(label, LABEL_CELLS))
    };
    let (a, b) = (label(&one.a), label(&one.b));
    let what = match one.difference {
        Difference::MissedByA => format!("missed by A   B {b}"),
        Difference::MissedByB => format!("missed by B   A {a}"),
        Difference::OtherLabel => format!("other label   A {a}, B {b}"),
        Difference::OtherBorders => format!("other borders {a}"),
    };
    let quoted =
        |sign: &str, quote: &str| format!("         {}{}\n", left(sign, 2), cut(quote, COLUMNS - 11));
    let mut words = format!("       {what}\n");
    match (&one.a, &one.b) {
        (Some((_, a)), Some((_, b))) if (a.start, a.end) != (b.start, b.end) => {
            words.push_str(&quoted("A", &a.quote));
            words.push_str(&quoted("B", &b.quote));
        }
        _ => words.push_str(&quoted("", &one.passage.quote)),
    }
    words
}

fn cells(text: &str) -> usize {
    line_cells(text, Ambiguous::Narrow)
}
