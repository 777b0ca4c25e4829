//! The last thing that a reader did in a library, of whatever kind and in whatever article: taken back, and made again.
//!
//! Groups of the history and what was said of articles are numbered from one sequence, that of the history: [`next_number`].
//! So their order is kept across restarts. What was made before that was so counts as older than any change to annotations.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Direction, GIVEN_UP, STANDS, STANDS_FOR_GOOD, TAKEN_BACK, step_group};
use crate::annotation::{Annotation, Change, Edit};
use crate::library::error::Fault;
use crate::library::texts::revision_text;
use crate::library::{ArticleId, LibraryError, Remarked, Store, marks};

/// What was taken back, or made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Changes to an article's annotations and links.
    Changes {
        /// The article.
        article: ArticleId,
        /// The changes that did so, in order; none where they concern a link that is another now, and were given up.
        changes: Vec<Change>,
        /// The words of the passage that the last of them is about; empty where there is none.
        quote: String,
    },
    /// What was said of articles.
    Marks(Remarked),
    /// Changes to an article that another changed otherwise since: they stand, and are passed over for good.
    PassedOver(ArticleId),
}

/// Something done, and its place in the order.
enum Done {
    Group { article: ArticleId, group: i64 },
    Marks,
}

impl Store {
    /// Takes back the last thing that `reader` did and that still can be; `None` where nothing is left. What others did is
    /// never taken back, and what speaks of an older text or of a deleted article is left alone.
    ///
    /// Changes to what another has changed since are passed over for good.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn undo_last(&mut self, reader: &str) -> Result<Option<Step>, LibraryError> {
        self.step_last(reader, Direction::Back, "undoing")
    }

    /// Makes again what `reader` took back last, unless something was done since.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn redo_last(&mut self, reader: &str) -> Result<Option<Step>, LibraryError> {
        self.step_last(reader, Direction::Forth, "redoing")
    }

    fn step_last(
        &mut self,
        reader: &str,
        direction: Direction,
        doing: &'static str,
    ) -> Result<Option<Step>, LibraryError> {
        match self.write(doing, |connection| step(connection, reader, direction)) {
            Err(LibraryError::Conflict { .. }) => {
                self.write(doing, |connection| pass_over(connection, reader, direction))
            }
            other => other,
        }
    }
}

/// A number greater than that of anything done before, by which later changes are numbered on.
pub(in crate::library) fn next_number(connection: &Connection) -> Result<i64, Fault> {
    let number: i64 = connection.query_row(
        "SELECT 1 + max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'history'), 0),
                        coalesce((SELECT max(group_id) FROM list_change), 0))",
        [],
        |row| row.get(0),
    )?;
    let changed =
        connection.execute("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'history'", [number])?;
    if changed == 0 {
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('history', ?1)", [number])?;
    }
    Ok(number)
}

/// After something new what was taken back before cannot be made again.
pub(in crate::library) fn begin_anew(connection: &Connection, reader: &str) -> Result<(), Fault> {
    let last = last_standing(connection, reader)?;
    connection
        .prepare_cached(
            "UPDATE history NOT INDEXED SET undone = ?4 WHERE id > ?1 AND reader = ?2 AND undone = ?3",
        )?
        .execute(params![last, reader, TAKEN_BACK, GIVEN_UP])?;
    connection
        .prepare_cached("DELETE FROM list_change WHERE reader = ?1 AND undone = 1")?
        .execute([reader])?;
    Ok(())
}

/// The number of the last thing done that stands; 0 where there is none. The rows are gone through from the last: the reader's
/// own are among the first of these.
fn last_standing(connection: &Connection, reader: &str) -> Result<i64, Fault> {
    let changed: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM history NOT INDEXED WHERE reader = ?1 AND undone = ?2 ORDER BY id DESC LIMIT 1",
        )?
        .query_row(params![reader, STANDS], |row| row.get(0))
        .optional()?;
    let marked: Option<i64> = connection
        .prepare_cached("SELECT max(group_id) FROM list_change WHERE reader = ?1 AND undone = 0")?
        .query_row([reader], |row| row.get(0))?;
    Ok(changed.max(marked).unwrap_or(0))
}

/// What is next to be taken back, or made again.
fn next(connection: &Connection, reader: &str, direction: Direction) -> Result<Option<Done>, Fault> {
    let (from, order, bound) = match direction {
        Direction::Back => (STANDS, "DESC", 0),
        Direction::Forth => (TAKEN_BACK, "ASC", last_standing(connection, reader)?),
    };
    let group: Option<(i64, ArticleId, i64)> = connection
        .prepare_cached(&format!(
            "SELECT history.id, history.article, history.group_id
             FROM history NOT INDEXED CROSS JOIN article ON article.id = history.article
             WHERE history.id > ?1 AND history.reader = ?2 AND history.undone = ?3
               AND history.revision = article.revision AND article.deleted IS NULL
             ORDER BY history.id {order} LIMIT 1"
        ))?
        .query_row(params![bound, reader, from], |row| Ok((row.get(0)?, ArticleId(row.get(1)?), row.get(2)?)))
        .optional()?;
    let last = if direction == Direction::Back { "max" } else { "min" };
    let marks: Option<i64> = connection
        .prepare_cached(&format!(
            "SELECT {last}(group_id) FROM list_change WHERE group_id > ?1 AND reader = ?2 AND undone = ?3"
        ))?
        .query_row(params![bound, reader, from], |row| row.get(0))?;
    Ok(match (group, marks) {
        (None, None) => None,
        (None, Some(_)) => Some(Done::Marks),
        (Some((number, ..)), Some(marks)) if (marks > number) == (direction == Direction::Back) => {
            Some(Done::Marks)
        }
        (Some((_, article, group)), _) => Some(Done::Group { article, group }),
    })
}

fn step(connection: &Connection, reader: &str, direction: Direction) -> Result<Option<Step>, Fault> {
    match next(connection, reader, direction)? {
        None => Ok(None),
        Some(Done::Marks) => {
            Ok(marks::step(connection, reader, direction == Direction::Forth)?.map(Step::Marks))
        }
        Some(Done::Group { article, group }) => {
            let changes = step_group(connection, article, reader, group, direction)?;
            let quote = quote_of(connection, article, changes.last())?;
            Ok(Some(Step::Changes { article, changes, quote }))
        }
    }
}

/// Gives up what cannot be taken back or made again, since it was changed otherwise meanwhile.
fn pass_over(connection: &Connection, reader: &str, direction: Direction) -> Result<Option<Step>, Fault> {
    let Some(Done::Group { article, group }) = next(connection, reader, direction)? else { return Ok(None) };
    let (from, to) = match direction {
        Direction::Back => (STANDS, STANDS_FOR_GOOD),
        Direction::Forth => (TAKEN_BACK, GIVEN_UP),
    };
    connection.execute(
        "UPDATE history SET undone = ?5 WHERE article = ?1 AND reader = ?2 AND group_id = ?3 AND undone = ?4",
        params![article.0, reader, group, from, to],
    )?;
    Ok(Some(Step::PassedOver(article)))
}

/// The words that a change to an annotation is about, on the article's newest text.
fn quote_of(connection: &Connection, article: ArticleId, change: Option<&Change>) -> Result<String, Fault> {
    let Some(Change::Annotation(Edit { before, after })) = change else { return Ok(String::new()) };
    let Some(Annotation { span, .. }) = after.as_ref().or(before.as_ref()) else { return Ok(String::new()) };
    let text = revision_text(connection, super::current_revision(connection, article)?)?;
    Ok(text.get(span.start..span.end).unwrap_or_default().to_owned())
}
