//! Changes to annotations, made, taken back and made again. Each group of changes is one transaction, and stays in the
//! history, so that undo outlives a restart.

mod last;
mod making;
mod row;

use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::annotations::Ground;
use super::error::Fault;
use super::links::held_link;
use super::rows::{current_revision, now};
use super::{ArticleId, LibraryError, Revision, Store};
use crate::annotation::Change;
pub use last::Step;
pub(super) use last::{begin_anew, next_number};
use making::{make, subject};
pub(super) use row::Row;

/// What the column `undone` says of a change: it stands and can be taken back, it was taken back and can be made again,
/// it was taken back and cannot be made again, or it stands and cannot be taken back. The last two kinds are kept for
/// the log alone.
const STANDS: i64 = 0;
const TAKEN_BACK: i64 = 1;
const GIVEN_UP: i64 = 2;
const STANDS_FOR_GOOD: i64 = 3;

/// Whether a change of which the column says so was taken back, and not made again.
pub(super) fn is_taken_back(undone: i64) -> bool {
    matches!(undone, TAKEN_BACK | GIVEN_UP)
}

impl Store {
    /// Makes `changes` to the article's annotations, all or none, in their order. They become one group of the
    /// history, and what `reader` took back in this article before can no longer be made again.
    ///
    /// `revision` is the one whose text the changes were made on, as [`Store::text_and_revision`] gave it.
    ///
    /// A change of an annotation's span places it on that text, an orphan too. So does a change that changes nothing, for
    /// an orphan whose span covers the right words there by chance.
    ///
    /// # Errors
    ///
    /// [`LibraryError::Conflict`] where an annotation is not what a change says it was before,
    /// [`LibraryError::Revised`] where the article has a newer text, [`LibraryError::NoPassage`] for a span that
    /// covers no whole characters of it, [`LibraryError::Unsound`] for a change about no annotation or about two.
    pub fn apply(
        &mut self,
        article: ArticleId,
        revision: Revision,
        reader: &str,
        changes: &[Change],
    ) -> Result<(), LibraryError> {
        self.write("saving annotations", |transaction| {
            apply(transaction, reader, &Applied { article, revision, changes })
        })
    }

    /// Makes several such changes in one transaction, each as [`Store::apply`] does: one that is refused for itself leaves
    /// the others as they are. What became of each, in their order.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written; then none of them is made.
    pub fn apply_all(
        &mut self,
        reader: &str,
        all: &[Applied],
    ) -> Result<Vec<Result<(), LibraryError>>, LibraryError> {
        self.write("saving annotations", |transaction| {
            let one = |applied: &Applied| -> Result<Result<(), LibraryError>, Fault> {
                transaction.execute_batch("SAVEPOINT one")?;
                match apply(transaction, reader, applied) {
                    Ok(()) => {
                        transaction.execute_batch("RELEASE one")?;
                        Ok(Ok(()))
                    }
                    Err(Fault::Worded(error)) if error.is_refusal() => {
                        transaction.execute_batch("ROLLBACK TO one; RELEASE one")?;
                        Ok(Err(error))
                    }
                    // The disk, or the library as a whole: that is no matter of this one's.
                    Err(fault) => Err(fault),
                }
            };
            all.iter().map(one).collect()
        })
    }

    /// Takes back the last group of changes that `reader` made to the article's newest text, and gives the changes
    /// that did so; `None` where there is nothing to take back.
    ///
    /// A link is in the history of the article from which it was changed, and can be changed from that of its other end
    /// as well. A group with a link that is another now, or gone, is given up for good, so that what came before it
    /// stays in reach: no changes are given then, and the next undo goes past it.
    ///
    /// # Errors
    ///
    /// [`LibraryError::Conflict`] where an annotation was changed otherwise since; then nothing is done.
    pub fn undo(&mut self, article: ArticleId, reader: &str) -> Result<Option<Vec<Change>>, LibraryError> {
        self.write("undoing", |transaction| step(transaction, article, reader, Direction::Back))
    }

    /// Makes again the group of changes that `reader` last took back, and gives these changes; `None` where there is
    /// none. A group with a link that is another now is given up, as in [`Store::undo`].
    ///
    /// # Errors
    ///
    /// As [`Store::undo`].
    pub fn redo(&mut self, article: ArticleId, reader: &str) -> Result<Option<Vec<Change>>, LibraryError> {
        self.write("redoing", |transaction| step(transaction, article, reader, Direction::Forth))
    }
}

/// Changes to an article's annotations, and the revision whose text they were made on.
#[derive(Clone, Copy, Debug)]
pub struct Applied<'a> {
    /// The article.
    pub article: ArticleId,
    /// The revision.
    pub revision: Revision,
    /// The changes, in order.
    pub changes: &'a [Change],
}

fn apply(transaction: &Connection, reader: &str, applied: &Applied) -> Result<(), Fault> {
    let &Applied { article, revision, changes } = applied;
    let current = current_revision(transaction, article)?;
    if current != revision.0 {
        return Err(LibraryError::Revised { article }.into());
    }
    if changes.is_empty() {
        return Ok(());
    }
    let at = now(transaction)?;
    let ground = Ground { connection: transaction, article, revision: current, at: &at };
    let group = Group::begin(ground, reader)?;
    changes.iter().try_for_each(|change| group.add(change))
}

/// Changes to one article that a reader makes at once, and takes back at once.
pub(super) struct Group<'a> {
    pub(super) ground: Ground<'a>,
    reader: &'a str,
    number: i64,
}

impl<'a> Group<'a> {
    /// Begins a group. What `reader` took back in this article can no longer be made again.
    pub(super) fn begin(ground: Ground<'a>, reader: &'a str) -> Result<Group<'a>, Fault> {
        ground.connection.execute(
            "UPDATE history SET undone = ?4 WHERE article = ?1 AND reader = ?2 AND undone = ?3",
            params![ground.article.0, reader, TAKEN_BACK, GIVEN_UP],
        )?;
        begin_anew(ground.connection, reader)?;
        let number = ground.connection.query_row(
            "SELECT coalesce(max(group_id), 0) + 1 FROM history WHERE article = ?1",
            [ground.article.0],
            |row| row.get(0),
        )?;
        Ok(Group { ground, reader, number })
    }

    /// Makes a change, and puts it in the history.
    pub(super) fn add(&self, change: &Change) -> Result<(), Fault> {
        let Ground { connection, article, revision, at } = self.ground;
        let aside = make(&self.ground, change, None)?;
        let Row { about, before, after } = Row::of(change)?;
        connection.execute(
            "INSERT INTO history (article, revision, reader, at, group_id, about, before, after, aside)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![article.0, revision, self.reader, at, self.number, about, before, after, aside],
        )?;
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

/// One row of the history.
struct Made {
    id: i64,
    change: Change,
    aside: Option<String>,
}

fn step(
    connection: &Connection,
    article: ArticleId,
    reader: &str,
    direction: Direction,
) -> Result<Option<Vec<Change>>, Fault> {
    let revision = current_revision(connection, article)?;
    // What was made on another revision speaks of another text.
    let (which, from) = match direction {
        Direction::Back => ("max(group_id)", STANDS),
        Direction::Forth => ("min(group_id)", TAKEN_BACK),
    };
    let group: Option<i64> = connection.query_row(
        &format!(
            "SELECT {which} FROM history WHERE article = ?1 AND reader = ?2 AND undone = ?4 AND revision = ?3"
        ),
        params![article.0, reader, revision, from],
        |row| row.get(0),
    )?;
    group.map(|group| step_group(connection, article, reader, group, direction)).transpose()
}

/// Takes a group back, or makes it again; gives no changes where it concerns a link that is another now.
fn step_group(
    connection: &Connection,
    article: ArticleId,
    reader: &str,
    group: i64,
    direction: Direction,
) -> Result<Vec<Change>, Fault> {
    let revision = current_revision(connection, article)?;
    let (to, given_up) = match direction {
        Direction::Back => (TAKEN_BACK, STANDS_FOR_GOOD),
        Direction::Forth => (STANDS, GIVEN_UP),
    };
    let mut rows = group_of(connection, article, reader, group)?;
    if direction == Direction::Back {
        rows.reverse();
        rows.iter_mut().for_each(|row| row.change = row.change.clone().inverse());
    }
    if !links_are_as_left(connection, &rows)? {
        let set = "UPDATE history SET undone = ?2 WHERE id = ?1";
        rows.iter().try_for_each(|row| connection.execute(set, params![row.id, given_up]).map(drop))?;
        return Ok(Vec::new());
    }
    let at = now(connection)?;
    let ground = Ground { connection, article, revision, at: &at };
    let mut done = Vec::with_capacity(rows.len());
    for row in rows {
        let aside = make(&ground, &row.change, row.aside.as_deref())?.or(row.aside);
        connection.execute(
            "UPDATE history SET undone = ?2, aside = ?3 WHERE id = ?1",
            params![row.id, to, aside],
        )?;
        done.push(row.change);
    }
    Ok(done)
}

/// Whether the links that the changes are about are what these begin from.
fn links_are_as_left(connection: &Connection, rows: &[Made]) -> Result<bool, Fault> {
    let mut seen = HashSet::new();
    for row in rows {
        let Change::Link(edit) = &row.change else { continue };
        let id = subject(edit, |link| &link.id)?;
        if seen.insert(id) && held_link(connection, id)? != edit.before {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Gives up the changes to links that begin or end in an article that goes for good: made or taken back, they would lead
/// nowhere. What is in that article's own history goes with it.
pub(super) fn give_up_links_of(connection: &Connection, article: ArticleId) -> Result<(), Fault> {
    connection.execute(
        "WITH gone AS (SELECT id FROM annotation WHERE article = ?1
                       UNION SELECT coalesce(after, before) ->> '$.id' FROM history
                             WHERE article = ?1 AND about = 'annotation')
         UPDATE history SET undone = iif(undone = ?2, ?3, ?5)
         WHERE about = 'link' AND undone IN (?2, ?4)
           AND (coalesce(after, before) ->> '$.from' IN gone OR coalesce(after, before) ->> '$.to' IN gone)",
        params![article.0, STANDS, STANDS_FOR_GOOD, TAKEN_BACK, GIVEN_UP],
    )?;
    Ok(())
}

fn group_of(
    connection: &Connection,
    article: ArticleId,
    reader: &str,
    group: i64,
) -> Result<Vec<Made>, Fault> {
    let mut statement = connection.prepare(
        "SELECT id, about, before, after, aside FROM history
         WHERE article = ?1 AND reader = ?2 AND undone IN (0, 1) AND group_id = ?3 ORDER BY id",
    )?;
    let mut rows = statement.query(params![article.0, reader, group])?;
    let mut made = Vec::new();
    while let Some(row) = rows.next()? {
        let change = Row { about: row.get(1)?, before: row.get(2)?, after: row.get(3)? }.change()?;
        made.push(Made { id: row.get(0)?, change, aside: row.get(4)? });
    }
    Ok(made)
}
