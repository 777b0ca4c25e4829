//! What the reader says of articles: starred, read or unread, out of sight, deleted. Of several articles at once, kept so that it can
//! be taken back and made again, after a restart too.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::deleting::{bring_back, put_away};
use super::error::Fault;
use super::history::{begin_anew, next_number};
use super::rows::{no_such_article, now};
use super::{ArticleId, LibraryError, Store};

/// Something said of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Whether it is starred.
    Starred(bool),
    /// Whether it counts as read or as unread, whatever was read of it; nothing for as far as it was read.
    Read(Option<bool>),
    /// Whether it is out of sight: left out of the list and of searches.
    Hidden(bool),
    /// Whether it is deleted: put away with its annotations until it is brought back or deleted for good.
    Deleted(bool),
}

impl Mark {
    fn column(self) -> &'static str {
        match self {
            Mark::Starred(_) => "starred",
            Mark::Read(_) => "marked",
            Mark::Hidden(_) => "hidden",
            Mark::Deleted(_) => "deleted",
        }
    }

    fn value(self, at: &str) -> Value {
        match self {
            Mark::Starred(so) | Mark::Hidden(so) => Value::Integer(so.into()),
            Mark::Read(read) => read.map_or(Value::Null, |read| Value::Integer(read.into())),
            Mark::Deleted(true) => Value::Text(at.to_owned()),
            Mark::Deleted(false) => Value::Null,
        }
    }

    fn of(column: &str, value: &Value) -> Mark {
        let set = |value: &Value| !matches!(value, Value::Integer(0) | Value::Null);
        match column {
            "starred" => Mark::Starred(set(value)),
            "marked" => Mark::Read((*value != Value::Null).then(|| set(value))),
            "hidden" => Mark::Hidden(set(value)),
            _ => Mark::Deleted(set(value)),
        }
    }
}

/// What was taken back, or made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarked {
    /// The articles, each with what is said of it now.
    pub articles: Vec<(ArticleId, Mark)>,
}

impl Store {
    /// Says `mark` of all `articles`, as one change that can be taken back; gives those that were otherwise before.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the library cannot be written; nothing is changed then.
    pub fn mark(
        &mut self,
        articles: &[ArticleId],
        mark: Mark,
        reader: &str,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        self.write("marking articles", |transaction| {
            let at = now(transaction)?;
            begin_anew(transaction, reader)?;
            let group = next_number(transaction)?;
            let mut changed = Vec::new();
            for &article in articles {
                let before =
                    held(transaction, article, mark.column())?.ok_or_else(|| no_such_article(article))?;
                if Mark::of(mark.column(), &before) == mark {
                    continue;
                }
                let after = mark.value(&at);
                set(transaction, article, mark.column(), &after)?;
                transaction
                    .prepare_cached(
                        "INSERT INTO list_change (group_id, reader, article, what, before, after)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![group, reader, article.0, mark.column(), before, after])?;
                changed.push(article);
            }
            Ok(changed)
        })
    }

    /// Takes back what `reader` said last of articles; `None` where nothing is left.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn undo_mark(&mut self, reader: &str) -> Result<Option<Remarked>, LibraryError> {
        self.write("taking a mark back", |transaction| step(transaction, reader, false))
    }

    /// Says again what `reader` took back last; `None` where nothing is left.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn redo_mark(&mut self, reader: &str) -> Result<Option<Remarked>, LibraryError> {
        self.write("making a mark again", |transaction| step(transaction, reader, true))
    }
}

/// Goes one group back, or ahead again.
pub(super) fn step(transaction: &Connection, reader: &str, ahead: bool) -> Result<Option<Remarked>, Fault> {
    let last = if ahead { "min" } else { "max" };
    let group: Option<i64> = transaction.query_row(
        &format!("SELECT {last}(group_id) FROM list_change WHERE reader = ?1 AND undone = ?2"),
        params![reader, ahead],
        |row| row.get(0),
    )?;
    let Some(group) = group else { return Ok(None) };
    let value = if ahead { "after" } else { "before" };
    let mut statement = transaction.prepare(&format!(
        "SELECT article, what, {value} FROM list_change WHERE reader = ?1 AND undone = ?2 AND group_id = ?3 ORDER BY id"
    ))?;
    let rows = statement.query_map(params![reader, ahead, group], |row| {
        Ok((ArticleId(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, Value>(2)?))
    })?;
    let changes: Vec<(ArticleId, String, Value)> = rows.collect::<Result<_, _>>()?;
    for (article, column, value) in &changes {
        set(transaction, *article, column, value)?;
    }
    transaction.execute(
        "UPDATE list_change SET undone = ?2 WHERE reader = ?1 AND group_id = ?3",
        params![reader, !ahead, group],
    )?;
    let articles =
        changes.iter().map(|(article, column, value)| (*article, Mark::of(column, value))).collect();
    Ok(Some(Remarked { articles }))
}

fn held(transaction: &Connection, article: ArticleId, column: &str) -> Result<Option<Value>, Fault> {
    let mut statement = transaction.prepare_cached(&format!("SELECT {column} FROM article WHERE id = ?1"))?;
    Ok(statement.query_row([article.0], |row| row.get(0)).optional()?)
}

/// Gives a column its value; where it says that the article is deleted or no longer so, its annotations go or come along.
fn set(transaction: &Connection, article: ArticleId, column: &str, value: &Value) -> Result<(), Fault> {
    if column == "deleted" {
        let (was, is) = (held(transaction, article, column)? != Some(Value::Null), *value != Value::Null);
        match (was, is) {
            (false, true) => put_away(transaction, article)?,
            (true, false) => bring_back(transaction, article)?,
            _ => {}
        }
    }
    transaction
        .prepare_cached(&format!("UPDATE article SET {column} = ?2 WHERE id = ?1"))?
        .execute(params![article.0, value])?;
    Ok(())
}
