//! Files as a whole: those that hold several articles, and those that hold none.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::rows::signed;
use super::{ArticleId, FileStamp, Known, LibraryError, Store};

/// What this program could not read, another version may.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

impl Store {
    /// Remembers that files, which hold several articles each, were read to their ends: the URI and stamp of each, and how
    /// many articles there were. Such a file need not be read again once all of these are in the library, be that before
    /// or after this call.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn remember_containers(&mut self, files: &[(String, FileStamp, usize)]) -> Result<(), LibraryError> {
        self.write("remembering files", |transaction| {
            let mut statement =
                transaction.prepare_cached("INSERT OR REPLACE INTO container VALUES (?1, ?2, ?3, ?4)")?;
            for (uri, stamp, articles) in files {
                statement.execute(params![
                    uri,
                    signed(*articles),
                    stamp.stored_bytes(),
                    stamp.modified_ns
                ])?;
            }
            Ok(())
        })
    }

    /// Remembers files whose content is no article, and why: URI, stamp and words of each.
    ///
    /// # Errors
    ///
    /// Where the library cannot be written.
    pub fn remember_refused(&mut self, refused: &[(String, FileStamp, String)]) -> Result<(), LibraryError> {
        self.write("remembering files", |transaction| {
            let mut statement =
                transaction.prepare_cached("INSERT OR REPLACE INTO refused VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for (uri, stamp, reason) in refused {
                statement.execute(params![uri, reason, PROGRAM, stamp.stored_bytes(), stamp.modified_ns])?;
            }
            Ok(())
        })
    }

    /// What came of the file of this URI when it last looked as it does now, so that it need not be read again.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn known_file(&self, uri: &str, stamp: FileStamp) -> Result<Option<Known>, LibraryError> {
        if let Some(id) = self.known(uri, stamp)? {
            return Ok(Some(Known::Articles(vec![id])));
        }
        self.read("looking for a file", |connection| {
            if let Some(id) = deleted(connection, uri, stamp)? {
                return Ok(Some(Known::Deleted(Some(id))));
            }
            if let Some(ids) = contained(connection, uri, stamp)? {
                return Ok(Some(Known::Articles(ids)));
            }
            let mut statement = connection.prepare_cached(
                "SELECT reason FROM refused
                 WHERE uri = ?1 AND (program = ?2 OR reason IS NULL) AND file_bytes = ?3 AND modified_ns = ?4",
            )?;
            let stamp = params![uri, PROGRAM, stamp.stored_bytes(), stamp.modified_ns];
            let reason: Option<Option<String>> =
                statement.query_row(stamp, |row| row.get(0)).optional()?;
            Ok(reason.map(|reason| reason.map_or(Known::Deleted(None), Known::Refused)))
        })
    }
}

/// The deleted article that was read from this URI when the file looked so.
fn deleted(connection: &Connection, uri: &str, stamp: FileStamp) -> Result<Option<ArticleId>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT article.id FROM article_uri JOIN article ON article.id = article_uri.article
         WHERE article_uri.uri = ?1 AND file_bytes = ?2 AND modified_ns = ?3 AND deleted IS NOT NULL",
    )?;
    let stamp = params![uri, stamp.stored_bytes(), stamp.modified_ns];
    Ok(statement.query_row(stamp, |row| row.get(0)).optional()?.map(ArticleId))
}

/// Remembers that the article's files are not wanted any more: a folder that is looked through again would bring them
/// back. Who names one of them takes it in again.
pub(super) fn leave_out(connection: &Connection, id: ArticleId) -> Result<(), Fault> {
    connection.execute(
        "INSERT OR REPLACE INTO refused
         SELECT uri, NULL, ?2, file_bytes, modified_ns FROM article_uri WHERE article = ?1 AND uri LIKE 'file:%'",
        params![id.0, PROGRAM],
    )?;
    Ok(())
}

/// Takes back what was said against a file that is an article now.
pub(super) fn take_back(connection: &Connection, uri: &str) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM refused WHERE uri = ?1")?.execute([uri])?;
    Ok(())
}

/// The articles of a container that is as it was when it was read to its end, where none of them is missing.
fn contained(connection: &Connection, uri: &str, stamp: FileStamp) -> Result<Option<Vec<ArticleId>>, Fault> {
    let (bytes, modified) = (stamp.stored_bytes(), stamp.modified_ns);
    let mut statement = connection.prepare_cached(
        "SELECT articles FROM container WHERE uri = ?1 AND file_bytes = ?2 AND modified_ns = ?3",
    )?;
    let articles: Option<usize> =
        statement.query_row(params![uri, bytes, modified], |row| super::rows::unsigned(row, 0)).optional()?;
    let Some(articles) = articles else {
        return Ok(None);
    };
    // A fragment begins with #, and $ is the character after it.
    let mut statement = connection.prepare_cached(
        "SELECT article FROM article_uri
         WHERE uri > ?1 || '#' AND uri < ?1 || '$' AND file_bytes = ?2 AND modified_ns = ?3",
    )?;
    let mut ids = statement
        .query_map(params![uri, bytes, modified], |row| row.get(0).map(ArticleId))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut statement = connection.prepare_cached(
        "SELECT count(*) FROM refused
         WHERE uri > ?1 || '#' AND uri < ?1 || '$' AND file_bytes = ?2 AND modified_ns = ?3",
    )?;
    let deleted = statement.query_row(params![uri, bytes, modified], |row| super::rows::unsigned(row, 0))?;
    if ids.len() + deleted < articles {
        return Ok(None);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(Some(ids))
}
