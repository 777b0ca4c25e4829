//! Tables as lines of text: cells in columns where they fit a usual measure, one after the other where they do not.

use crate::text::{Ambiguous, line_cells};

/// Between two cells. ASCII, so that it is as wide on every terminal.
const BETWEEN: &str = " | ";

/// Columns are aligned where a row takes no more cells than this: a usual measure.
const WIDEST: usize = 76;

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What stands on it.
    pub words: String,
    /// Whether it only parts the lines around it.
    pub is_rule: bool,
}

/// The lines of a table with these rows of cells, the first `headings` of which name the columns. A line of dashes comes
/// under those where the columns are aligned. Characters of ambiguous width count as narrow.
pub(super) fn lines(rows: &[Vec<String>], headings: usize) -> Vec<Line> {
    let line = |words: String| Line { words, is_rule: false };
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; columns];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cells(cell).max(*width);
        }
    }
    let total = widths.iter().sum::<usize>() + BETWEEN.len() * columns.saturating_sub(1);
    if total > WIDEST {
        return rows.iter().map(|row| line(without_empty_end(row).join(BETWEEN))).collect();
    }
    let numbers: Vec<bool> = (0..columns).map(|column| is_of_numbers(&rows[headings..], column)).collect();
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (place, row) in rows.iter().enumerate() {
        let row: Vec<String> = without_empty_end(row)
            .iter()
            .zip(widths.iter().zip(&numbers))
            .map(|(cell, (&width, &right))| padded(cell, width, right))
            .collect();
        lines.push(line(row.join(BETWEEN)));
        if place + 1 == headings && headings < rows.len() {
            let dashes: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            lines.push(Line { words: dashes.join("-+-"), is_rule: true });
        }
    }
    lines
}

fn cells(cell: &str) -> usize {
    line_cells(cell, Ambiguous::Narrow)
}

fn without_empty_end(row: &[String]) -> &[String] {
    let end = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    &row[..end]
}

fn padded(cell: &str, width: usize, right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(cells(cell)));
    if right { blanks + cell } else { cell.to_owned() + &blanks }
}

/// Whether all cells of a column that are not empty are numbers, so that they stand at its right.
fn is_of_numbers(rows: &[Vec<String>], column: usize) -> bool {
    let mut filled = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(|cell| is_number(cell))
}

fn is_number(cell: &str) -> bool {
    cell.contains(|character: char| character.is_ascii_digit())
        && cell.chars().all(|character| character.is_ascii_digit() || "+-−.,%％ ".contains(character))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;

    fn words(rows: &[Vec<String>], headings: usize) -> Vec<String> {
        lines(rows, headings).into_iter().map(|line| line.words).collect()
    }

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn wide_characters_stand_in_columns() {
        let table = rows(&[&["港口", "Ships", "備註"], &["北岸", "12", "含“小船”"], &["Isle", "1,050", ""]]);
        assert_eq!(
            words(&table, 1),
            ["港口 | Ships | 備註    ", "-----+-------+---------", "北岸 |    12 | 含“小船”", "Isle | 1,050"]
        );
    }

    #[test]
    fn a_wide_table_is_not_padded() {
        let long = "字".repeat(40);
        let table = rows(&[&["甲", "乙"], &[&long, "一"]]);
        assert_eq!(words(&table, 1), ["甲 | 乙".to_owned(), format!("{long} | 一")]);
        assert!(lines(&[], 0).is_empty());
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn aligned_rows_are_of_one_width(table in prop::collection::vec(prop::collection::vec("[a字か1]{1,4}", 3), 1..5)) {
            let lines = words(&table, 1);
            let widths: Vec<usize> = lines.iter().map(|line| cells(line)).collect();
            prop_assert!(widths.iter().all(|&width| width == widths[0]), "{lines:?}");
        }
    }
}
