//! From what a person or a script calls an article to its id.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::uri::file_uri;
use super::{ArticleId, FileStamp, LibraryError, Store};

impl Store {
    /// The article that `what` names: its number, one of its URIs, or the absolute path of one of its files.
    ///
    /// # Errors
    ///
    /// Where none is so named, or the library cannot be read.
    pub fn find(&self, what: &str) -> Result<ArticleId, LibraryError> {
        self.snapshot("looking for an article", |connection| {
            let found = match what.parse::<i64>() {
                Ok(number) => by_number(connection, number)?,
                Err(_) => None,
            };
            if let Some(id) = found {
                return Ok(id);
            }
            if let Some(id) = by_uri(connection, what)? {
                return Ok(id);
            }
            let path = Path::new(what);
            if path.is_absolute() {
                if let Some(id) = by_uri(connection, &file_uri(path))? {
                    return Ok(id);
                }
                // A scan names files by where they really are, whatever links led there.
                if let Ok(real) = path.canonicalize()
                    && let Some(id) = by_uri(connection, &file_uri(&real))?
                {
                    return Ok(id);
                }
            }
            Err(LibraryError::NoSuchArticle { what: what.to_owned() }.into())
        })
    }

    /// The article whose newest text was read from `uri` when the file looked as it does now: it need not be read
    /// again.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn known(&self, uri: &str, stamp: FileStamp) -> Result<Option<ArticleId>, LibraryError> {
        self.read("looking for an article", |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT article.id FROM article_uri JOIN article ON article.id = article_uri.article
                 WHERE article_uri.uri = ?1 AND file_bytes = ?2 AND modified_ns = ?3
                   AND article_uri.revision = article.revision AND deleted IS NULL",
            )?;
            let found =
                statement.query_row(params![uri, stamp.stored_bytes(), stamp.modified_ns], |row| row.get(0));
            Ok(found.optional()?.map(ArticleId))
        })
    }
}

fn by_number(connection: &Connection, number: i64) -> Result<Option<ArticleId>, Fault> {
    let mut statement = connection.prepare("SELECT id FROM article WHERE id = ?1 AND deleted IS NULL")?;
    Ok(statement.query_row([number], |row| row.get(0)).optional()?.map(ArticleId))
}

/// The article that came from `uri`.
pub(super) fn by_uri(connection: &Connection, uri: &str) -> Result<Option<ArticleId>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT article.id FROM article_uri JOIN article ON article.id = article_uri.article
         WHERE article_uri.uri = ?1 AND deleted IS NULL",
    )?;
    Ok(statement.query_row([uri], |row| row.get(0)).optional()?.map(ArticleId))
}
