//! Which table a row is of: by the tree that its page hangs in, or, where that is broken, by its values.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::record::Row;
use crate::library::error::Fault;

/// Tables that are made again by the library itself as rows come in.
const MADE_AGAIN: [&str; 4] = ["label_count", "change_count", "gone_article", "examined"];

/// A table of the library.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// Whether its rows lie in an index.
    pub(super) without_rowid: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: String,
    kind: String,
    may_be_null: bool,
    /// Whether it is another name of the row's number.
    is_rowid: bool,
}

/// The tables of a new library to which rows can be given.
pub(super) fn tables(connection: &Connection) -> Result<Vec<Table>, Fault> {
    let mut names = connection.prepare(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )?;
    let names: Vec<(String, bool)> =
        names.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut tables = Vec::new();
    for (name, without_rowid) in names {
        if MADE_AGAIN.contains(&name.as_str()) {
            continue;
        }
        let mut columns =
            connection.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1)")?;
        let columns = columns.query_map([&name], |row| {
            let kind: String = row.get(1)?;
            let is_rowid = !without_rowid && row.get::<_, i64>(3)? > 0 && kind == "INTEGER";
            Ok(Column { name: row.get(0)?, is_rowid, kind, may_be_null: !row.get::<_, bool>(2)? })
        })?;
        tables.push(Table { columns: columns.collect::<Result<_, _>>()?, name, without_rowid });
    }
    Ok(tables)
}

impl Table {
    /// Whether the row can be one of this table.
    pub(super) fn takes(&self, row: &Row) -> bool {
        let least = self.columns.len().saturating_sub(16).max(2);
        (least..=self.columns.len()).contains(&row.values.len())
            && self.columns.iter().zip(&row.values).all(|(column, value)| column.takes(value))
    }

    /// Puts a row in; whether it found its place.
    pub(super) fn put(&self, connection: &Connection, row: &Row) -> Result<bool, Fault> {
        // Of a text its beginning is worth keeping.
        if !self.takes(row) || !(row.whole || self.name == "revision") {
            return Ok(false);
        }
        let columns: Vec<&str> =
            self.columns.iter().take(row.values.len()).map(|one| one.name.as_str()).collect();
        let has_own_number = !self.without_rowid && !self.columns.iter().any(|column| column.is_rowid);
        let number = if has_own_number { ", rowid" } else { "" };
        let places: Vec<String> =
            (1..=row.values.len() + usize::from(has_own_number)).map(|place| format!("?{place}")).collect();
        let mut statement = connection.prepare_cached(&format!(
            "INSERT OR IGNORE INTO {} ({}{number}) VALUES ({})",
            self.name,
            columns.join(", "),
            places.join(", ")
        ))?;
        let mut values: Vec<Value> = row.values.clone();
        for (value, column) in values.iter_mut().zip(&self.columns) {
            if column.is_rowid {
                *value = Value::Integer(row.rowid);
            }
        }
        if has_own_number {
            values.push(Value::Integer(row.rowid));
        }
        // A value that its column cannot hold is one that was damaged.
        Ok(statement.execute(rusqlite::params_from_iter(values)).is_ok_and(|put| put > 0))
    }
}

impl Column {
    fn takes(&self, value: &Value) -> bool {
        match value {
            Value::Null => self.may_be_null || self.is_rowid,
            Value::Integer(_) => matches!(self.kind.as_str(), "INTEGER" | "ANY"),
            Value::Real(_) => self.kind == "ANY",
            Value::Text(_) => matches!(self.kind.as_str(), "TEXT" | "ANY"),
            Value::Blob(_) => matches!(self.kind.as_str(), "BLOB" | "ANY"),
        }
    }
}
