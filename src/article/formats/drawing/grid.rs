//! Tables of a page: those that hold data become rows, those that only arrange a page are drawn as what is in them.

use dom_query::NodeRef;

use super::html::{Place, Under, Walk};
use super::table::lines;
use crate::article::BlockKind;

/// In a table without headings, a longer cell (in characters) holds running text: the table arranges a page.
const LONGEST_CELL: usize = 120;

/// Columns that one cell may take up.
const WIDEST_CELL: usize = 16;

/// Empty cells that a table may have where others take up their place.
const MOST_EMPTY: usize = 100_000;

/// Elements that no cell with data has in it.
const ARRANGED: [&str; 14] = [
    "article",
    "blockquote",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "nav",
    "pre",
    "section",
    "table",
];

/// A row of a table that is being read.
struct Row<'a> {
    cells: Vec<NodeRef<'a>>,
    /// Whether all its cells name columns.
    is_heading: bool,
}

impl Walk<'_> {
    /// Draws a table.
    pub fn table(&mut self, node: &NodeRef, place: Place) {
        self.boundary(place);
        let rows = rows(node);
        if self.within_line || !holds_data(node, &rows) {
            self.children(node, place);
            self.boundary(place);
            return;
        }
        for caption in node.element_children().iter().filter(|child| child.has_name("caption")) {
            let line = self.line_of(caption, place);
            self.push(Place { kind: BlockKind::Caption, list: 0, ..place }, &line);
        }
        let headings = rows.iter().take_while(|row| row.is_heading).count();
        let mut held = Held { rows: Vec::new(), left: MOST_EMPTY };
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| self.row(row, place, &mut held)).filter(|row| !row.is_empty()).collect();
        let place = Place { kind: BlockKind::TableRow, list: 0, ..place };
        for (index, line) in lines(&rows, headings.min(rows.len())).iter().enumerate() {
            self.under = if index == 0 { Under::Blank } else { Under::Break };
            if line.is_rule {
                self.drawing.push_rule(&line.words);
            } else {
                self.push(place, &line.words);
            }
        }
    }

    /// The cells of a row as text.
    fn row(&mut self, row: &Row, place: Place, held: &mut Held) -> Vec<String> {
        let mut line: Vec<String> = Vec::new();
        for cell in &row.cells {
            held.pass(&mut line);
            let span = |name: &str, most: usize| {
                let number = cell.attr(name).and_then(|value| value.trim().parse::<usize>().ok());
                number.unwrap_or(1).clamp(1, most)
            };
            let (columns, rows) = (span("colspan", WIDEST_CELL), span("rowspan", u16::MAX.into()));
            let words = self.line_of(cell, place).replace('|', "¦");
            let column = line.len();
            line.push(words);
            held.take(&mut line, column, columns, rows);
        }
        held.pass(&mut line);
        line
    }
}

/// What cells of a table take up besides their own place.
struct Held {
    /// For how many more rows the cells above take up each column.
    rows: Vec<usize>,
    /// How many empty cells there may yet be.
    left: usize,
}

impl Held {
    /// Leaves empty what cells above take up next in `line`.
    fn pass(&mut self, line: &mut Vec<String>) {
        while let Some(rows) = self.rows.get_mut(line.len()).filter(|rows| **rows > 0) {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            *rows -= 1;
            line.push(String::new());
        }
    }

    /// Notes that the cell at `column`, the last of `line`, takes up so many columns and rows.
    fn take(&mut self, line: &mut Vec<String>, column: usize, columns: usize, rows: usize) {
        if self.left < columns {
            return;
        }
        self.left -= columns - 1;
        line.resize(column + columns, String::new());
        if rows > 1 {
            self.rows.resize(self.rows.len().max(line.len()), 0);
            self.rows[column..column + columns].fill(rows - 1);
        }
    }
}

/// The rows of a table, not those of tables within it.
fn rows<'a>(table: &NodeRef<'a>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for child in table.element_children() {
        if child.has_name("tr") {
            rows.push(row(&child, false));
        } else if ["thead", "tbody", "tfoot"].iter().any(|name| child.has_name(name)) {
            let in_head = child.has_name("thead");
            let inner = child.element_children();
            rows.extend(inner.iter().filter(|child| child.has_name("tr")).map(|child| row(child, in_head)));
        }
    }
    rows.retain(|row| !row.cells.is_empty());
    rows
}

fn row<'a>(row: &NodeRef<'a>, in_head: bool) -> Row<'a> {
    let cells: Vec<NodeRef> = row
        .element_children()
        .into_iter()
        .filter(|cell| cell.has_name("td") || cell.has_name("th"))
        .collect();
    let is_heading = in_head || cells.iter().all(|cell| cell.has_name("th"));
    Row { cells, is_heading }
}

/// Whether a table holds data: at least two rows and two columns of short cells, or cells that name others.
fn holds_data(table: &NodeRef, rows: &[Row]) -> bool {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    if rows.len() < 2 || rows.iter().all(|row| row.cells.len() < 2) {
        return false;
    }
    if table.attr_or("role", "").eq_ignore_ascii_case("presentation") {
        return false;
    }
    let arranged = |node: &NodeRef| ARRANGED.iter().any(|name| node.has_name(name));
    let paragraphs =
        |cell: &NodeRef| cell.element_children().iter().filter(|child| child.has_name("p")).count();
    if cells().any(|cell| paragraphs(cell) > 1 || cell.descendants_it().any(|inner| arranged(&inner))) {
        return false;
    }
    let names_others = cells().any(|cell| cell.has_name("th"));
    names_others || cells().all(|cell| cell.normalized_char_count() <= LONGEST_CELL)
}
