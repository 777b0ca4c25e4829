//! Labels written into the text of a configuration file. All else in it, its comments too, stays as somebody wrote it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::ConfigurationError;
use crate::annotation::Label;

/// The configuration `text` (TOML) with `labels` in the place of those that it has, in their order; where it has none,
/// with them at its end. A label is known by its name; `renamed` is a name as it was and as it is now. What a comment
/// right above a label says goes with the label.
///
/// # Errors
///
/// [`ConfigurationError::Syntax`] where the text is not TOML.
pub fn with_labels(
    text: &str,
    labels: &[Label],
    renamed: Option<(&str, &str)>,
) -> Result<String, ConfigurationError> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| ConfigurationError::Syntax(error.to_string()))?;
    match document.get_mut("labels") {
        Some(Item::Value(Value::Array(array))) => in_array(array, labels, renamed),
        Some(Item::ArrayOfTables(tables)) => in_tables(tables, labels, renamed),
        _ => at_the_end(&mut document, labels),
    }
    Ok(document.to_string())
}

/// The table that says what a label was until now: that of its name, or of the name it had.
fn former<'a, T: TableLike>(old: &'a [T], label: &Label, renamed: Option<(&str, &str)>) -> Option<&'a T> {
    let named = |name: &str| old.iter().find(|table| name_of(*table) == Some(name));
    let before = || renamed.filter(|(_, to)| *to == label.name).and_then(|(from, _)| named(from));
    named(&label.name).or_else(before)
}

fn in_array(array: &mut Array, labels: &[Label], renamed: Option<(&str, &str)>) {
    let old: Vec<InlineTable> = array.iter().filter_map(|value| value.as_inline_table().cloned()).collect();
    let style = old.first().map(|table| table.decor().clone()).unwrap_or_default();
    array.clear();
    for label in labels {
        let mut table = former(&old, label, renamed).cloned().unwrap_or_else(|| {
            let mut table = InlineTable::new();
            *table.decor_mut() = style.clone();
            table
        });
        fill(&mut table, label);
        array.push_formatted(Value::InlineTable(table));
    }
}

fn in_tables(tables: &mut ArrayOfTables, labels: &[Label], renamed: Option<(&str, &str)>) {
    let old: Vec<Table> = tables.iter().cloned().collect();
    let mut places: Vec<Option<isize>> = old.iter().map(Table::position).collect();
    places.resize(labels.len(), None);
    let mut general: Vec<String> = old.iter().map(|table| general_part(prefix(table)).to_owned()).collect();
    if let Some(rest) = general.get(labels.len()..).filter(|rest| !rest.concat().trim().is_empty()) {
        // Fewer labels than there were: what was said above those that go is kept above the last.
        let rest = rest.concat();
        general.truncate(labels.len());
        general.last_mut().into_iter().for_each(|last| last.push_str(&rest));
    }
    tables.clear();
    for (index, label) in labels.iter().enumerate() {
        let found = former(&old, label, renamed);
        let mut table = found.cloned().unwrap_or_default();
        fill(&mut table, label);
        let own = found.map_or("", |table| &prefix(table)[general_part(prefix(table)).len()..]);
        let before = match general.get(index) {
            Some(general) if !general.is_empty() || index == 0 => format!("{general}{own}"),
            _ => format!("\n{own}"),
        };
        table.decor_mut().set_prefix(before);
        table.set_position(places[index]);
        tables.push(table);
    }
}

/// A file without labels takes them behind all that it has, its last comment too.
fn at_the_end(document: &mut DocumentMut, labels: &[Label]) {
    let mut tables = ArrayOfTables::new();
    let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    for label in labels {
        let mut table = Table::new();
        fill(&mut table, label);
        if tables.is_empty() && !trailing.is_empty() {
            table.decor_mut().set_prefix(format!("{trailing}\n"));
        }
        tables.push(table);
    }
    document.set_trailing("");
    document.insert("labels", Item::ArrayOfTables(tables));
}

/// What stands above a table's head.
fn prefix(table: &Table) -> &str {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("\n")
}

/// The part of it, up to its last empty line, that speaks not of this one table.
fn general_part(prefix: &str) -> &str {
    let mut end = 0;
    let mut start = 0;
    for line in prefix.split_inclusive('\n') {
        start += line.len();
        if line.trim().is_empty() {
            end = start;
        }
    }
    &prefix[..end]
}

fn name_of(table: &dyn TableLike) -> Option<&str> {
    table.get("name")?.as_str()
}

/// Puts down what of a label is not there yet. What says the same already stays as it is written.
fn fill(table: &mut dyn TableLike, label: &Label) {
    let (key, sign) = (label.key.to_string(), label.sign.to_string());
    let fields = [
        ("name", label.name.as_str(), true),
        ("key", &key, true),
        ("colour", &label.colour, true),
        ("sign", &sign, true),
        ("description", &label.description, false),
        ("guideline", &label.guideline, false),
    ];
    for (field, value, needed) in fields {
        match table.get_mut(field) {
            Some(item) if item.as_str() == Some(value) => {}
            Some(Item::Value(old)) => {
                let decor = old.decor().clone();
                *old = Value::from(value);
                *old.decor_mut() = decor;
            }
            _ if needed || !value.is_empty() => drop(table.insert(field, Item::Value(Value::from(value)))),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
