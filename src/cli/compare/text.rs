//! A comparison for people, in 80 columns.

use std::fmt::Write;

use super::comparison::{Comparison, Disagreement};
use super::sides::Side;
use crate::annotation::Label;
use crate::annotation::agreement::{By, Difference, Pairing, Table};
use crate::app::counted;
use crate::cli::columns::{cut, left, right};
use crate::text::{Ambiguous, line_cells};

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
    let file = side.file.as_ref().map(|path| format!(" ({})", path.to_string_lossy())).unwrap_or_default();
    format!("{letter}  {}\n", cut(&format!("{}, {count}{file}", side.reader), COLUMNS - 3))
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
        By::Sentence => ("sentence", "the label of most of its characters"),
        By::SentenceTouched => ("sentence", "the label of most of its labelled characters"),
        By::Character => ("character", "the label of the shortest annotation over it"),
    };
    let mut words = format!("\nBy {noun} ({rule}), {}\n", counted(table.units() as usize, noun));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn table(labels: &[&str]) -> Table {
        let mut table = Table::default();
        for label in labels {
            table.add(Some(label), labels.first().copied());
            table.add(None, Some(label));
        }
        table
    }

    #[test]
    fn the_confusion_is_a_table_in_the_configurations_order() {
        let label = |name: &str| Label {
            name: name.to_owned(),
            key: 'x',
            colour: String::new(),
            sign: 'x',
            description: String::new(),
            guideline: String::new(),
        };
        let page = confusion(&table(&["fact", "傳聞"]), &[label("傳聞"), label("fact")]);
        let expected = "
  A, down  B, across
           傳聞  fact  none
  傳聞        0     1     0
  fact        0     1     0
  none        1     1     0
";
        assert_eq!(page, expected);
    }

    #[test]
    fn more_labels_than_fit_are_a_list() {
        let names: Vec<String> = (0..9).map(|number| format!("很長的標記名稱{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let page = confusion(&table(&names), &[]);
        assert_eq!(page.lines().count(), 2 + 18);
        assert!(page.lines().all(|line| cells(line) <= COLUMNS), "{page}");
        assert!(page.contains("none            很長的標記名…          1\n"), "{page}");
    }
}
