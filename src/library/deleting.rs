//! Deleted articles. Deleting puts an article away: its row is marked, and its annotations move to a table of their own,
//! where nobody lists, counts or exports them; their links and history stay, and are seen by nobody while what they
//! speak of is away. So it can all be brought back. Nothing is deleted for good but where that is asked for.

use rusqlite::{Connection, OptionalExtension, params};

use super::containers::leave_out;
use super::error::Fault;
use super::history::give_up_links_of;
use super::links::delete_links_of;
use super::rows::{no_such_article, unsigned};
use super::{ArticleId, LibraryError, Store};

impl Store {
    /// Deletes an article for good, deleted before or not, with its revisions, annotations, their links, and history.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the library cannot be written.
    pub fn delete(&mut self, id: ArticleId) -> Result<(), LibraryError> {
        self.write("deleting an article", |transaction| delete_for_good(transaction, id))
    }

    /// Deletes for good all articles that were deleted before `before`, a time in RFC 3339, or all that are deleted; says
    /// how many.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn delete_for_good(&mut self, before: Option<&str>) -> Result<usize, LibraryError> {
        self.write("deleting articles", |transaction| {
            let mut statement = transaction.prepare(
                "SELECT id FROM article WHERE deleted IS NOT NULL AND (?1 IS NULL OR deleted < ?1)",
            )?;
            let ids: Vec<i64> = statement.query_map([before], |row| row.get(0))?.collect::<Result<_, _>>()?;
            ids.iter().try_for_each(|&id| delete_for_good(transaction, ArticleId(id)))?;
            Ok(ids.len())
        })
    }

    /// How many articles are deleted, or were before `before`, a time in RFC 3339, and can be brought back.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn count_deleted(&self, before: Option<&str>) -> Result<usize, LibraryError> {
        self.read("counting articles", |connection| {
            let query =
                "SELECT count(*) FROM article WHERE deleted IS NOT NULL AND (?1 IS NULL OR deleted < ?1)";
            Ok(connection.query_row(query, [before], |row| unsigned(row, 0))?)
        })
    }

    /// The deleted article that came from `uri`: a scan passes it over.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn deleted_from(&self, uri: &str) -> Result<Option<ArticleId>, LibraryError> {
        self.read("looking for an article", |connection| deleted_by_uri(connection, uri))
    }

    /// Brings back the deleted article that came from `uri`, where there is one: it was asked for by name.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn bring_back_from(&mut self, uri: &str) -> Result<Option<ArticleId>, LibraryError> {
        // Mostly there is none, and nothing need be written.
        if self.deleted_from(uri)?.is_none() {
            return Ok(None);
        }
        self.write("bringing an article back", |transaction| {
            let Some(id) = deleted_by_uri(transaction, uri)? else { return Ok(None) };
            bring_back(transaction, id)?;
            transaction.execute("UPDATE article SET deleted = NULL WHERE id = ?1", [id.0])?;
            Ok(Some(id))
        })
    }
}

/// The deleted article that came from `uri`.
pub(super) fn deleted_by_uri(connection: &Connection, uri: &str) -> Result<Option<ArticleId>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT article.id FROM article_uri JOIN article ON article.id = article_uri.article
         WHERE article_uri.uri = ?1 AND deleted IS NOT NULL",
    )?;
    Ok(statement.query_row([uri], |row| row.get(0)).optional()?.map(ArticleId))
}

/// Takes an article's annotations out of everybody's sight.
pub(super) fn put_away(connection: &Connection, article: ArticleId) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT INTO deleted_annotation SELECT * FROM annotation WHERE article = ?1")?
        .execute([article.0])?;
    connection.prepare_cached("DELETE FROM annotation WHERE article = ?1")?.execute([article.0])?;
    Ok(())
}

/// Brings an article's annotations back. One whose name was taken in again meanwhile, for another article, stays away.
pub(super) fn bring_back(connection: &Connection, article: ArticleId) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO annotation SELECT * FROM deleted_annotation WHERE article = ?1 ORDER BY rowid")?
        .execute([article.0])?;
    connection
        .prepare_cached(
            "DELETE FROM deleted_annotation WHERE article = ?1
             AND id IN (SELECT id FROM annotation WHERE article = ?1)",
        )?
        .execute([article.0])?;
    Ok(())
}

fn delete_for_good(connection: &Connection, id: ArticleId) -> Result<(), Fault> {
    leave_out(connection, id)?;
    // Their links are found by them.
    bring_back(connection, id)?;
    give_up_links_of(connection, id)?;
    delete_links_of(connection, id)?;
    let rows = connection.execute("DELETE FROM article WHERE id = ?1", params![id.0])?;
    if rows == 0 { Err(no_such_article(id)) } else { Ok(()) }
}
