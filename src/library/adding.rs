//! Articles taken in. Same words are the same article, wherever they come from; other words from the same place are a
//! new revision, and its annotations are found again in it.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::deleting::deleted_by_uri;
use super::error::Fault;
use super::finding::by_uri;
use super::revising::revise;
use super::rows::{current_revision, now, script_name, signed};
use super::texts::insert_revision;
use super::uri::file_path;
use super::{ArticleId, FileStamp, LibraryError, Store};
use crate::article::Article;

/// An article on its way into the library.
#[derive(Clone, Debug)]
pub struct Incoming<'a> {
    /// Where it came from: a `file://` URI, or `sample:NAME`. An article from no lasting place (standard input) needs
    /// a URI of its own, or it becomes a revision of the last one.
    pub uri: &'a str,
    /// What was read there.
    pub article: &'a Article,
    /// What the file looked like; the default where there is no file.
    pub stamp: FileStamp,
}

/// What became of an article that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its name in this library.
    pub id: ArticleId,
    /// Whether it was there before.
    pub kind: AddedKind,
}

/// Whether an article that was taken in was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedKind {
    /// It was not.
    New,
    /// With these very words.
    Known,
    /// It was, and was deleted: it stays so, whatever its words are now. [`Store::bring_back_from`] brings it back.
    Deleted,
    /// With other words, which are an older revision now.
    Revised {
        /// Annotations found in the new text.
        carried: usize,
        /// Those of them that stand on other words now than were tagged: a correction, another script.
        nearly: usize,
        /// Annotations whose words are not in it, kept with the old text.
        orphaned: usize,
    },
}

impl Store {
    /// Takes an article in.
    ///
    /// # Errors
    ///
    /// Where its text is too long, or the library cannot be written.
    pub fn add(&mut self, uri: &str, article: &Article, stamp: FileStamp) -> Result<Added, LibraryError> {
        let incoming = Incoming { uri, article, stamp };
        self.write("adding an article", |transaction| add_one(transaction, &incoming))
    }

    /// Takes all of `incoming` in, or none, in their order: far quicker than one by one.
    ///
    /// # Errors
    ///
    /// As [`Store::add`].
    pub fn add_all(&mut self, incoming: &[Incoming]) -> Result<Vec<Added>, LibraryError> {
        self.write("adding articles", |transaction| {
            incoming.iter().map(|one| add_one(transaction, one)).collect()
        })
    }
}

fn add_one(transaction: &Transaction, incoming: &Incoming) -> Result<Added, Fault> {
    if let Some(id) = deleted_by_uri(transaction, incoming.uri)? {
        return Ok(Added { id, kind: AddedKind::Deleted });
    }
    let hash = *blake3::hash(incoming.article.text.as_bytes()).as_bytes();
    if let Some(id) = by_uri(transaction, incoming.uri)? {
        if has_words(transaction, id, &hash)? {
            remember_uri(transaction, incoming, id)?;
            return Ok(Added { id, kind: AddedKind::Known });
        }
        if speaks_for(transaction, id, incoming.uri)? {
            return revise(transaction, incoming, id, &hash);
        }
    }
    if let Some(id) = with_words(transaction, &hash)? {
        remember_uri(transaction, incoming, id)?;
        move_in_if_vacant(transaction, id, incoming.uri)?;
        return Ok(Added { id, kind: AddedKind::Known });
    }
    let article = incoming.article;
    let at = now(transaction)?;
    transaction.execute(
        "INSERT INTO article (uri, title, script, added, bytes, guessed_encoding, replaced,
                              byline, published, site, language)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            incoming.uri,
            article.title,
            script_name(article.script),
            at,
            signed(article.text.len()),
            article.guessed_encoding,
            signed(article.replaced),
            article.metadata.byline,
            article.metadata.published,
            article.metadata.site,
            article.metadata.language
        ],
    )?;
    let id = ArticleId(transaction.last_insert_rowid());
    let revision = insert_revision(transaction, id.0, article, &hash, &at)?;
    transaction.execute("UPDATE article SET revision = ?2 WHERE id = ?1", [id.0, revision])?;
    remember_uri(transaction, incoming, id)?;
    Ok(Added { id, kind: AddedKind::New })
}

/// Whether the article's newest text is the one of that hash.
fn has_words(connection: &Connection, id: ArticleId, hash: &[u8; 32]) -> Result<bool, Fault> {
    Ok(connection.query_row(
        "SELECT hash = ?2 FROM article JOIN revision ON revision.id = article.revision WHERE article.id = ?1",
        params![id.0, hash],
        |row| row.get(0),
    )?)
}

/// Articles by the hash of their newest text. The cross join keeps SQLite from going through all articles for the sake
/// of their order.
const WITH_WORDS: &str = "SELECT article.id FROM revision CROSS JOIN article ON article.id = revision.article
     WHERE hash = ?1 AND article.revision = revision.id AND deleted IS NULL ORDER BY article.id LIMIT 1";

/// The first article whose newest text is the one of that hash.
pub(super) fn with_words(connection: &Connection, hash: &[u8; 32]) -> Result<Option<ArticleId>, Fault> {
    let mut statement = connection.prepare(WITH_WORDS)?;
    Ok(statement.query_row([hash], |row| row.get(0)).optional()?.map(ArticleId))
}

/// Whether new words at `uri` are new words of the article. Where several files are one article, its first file
/// decides as long as it exists: otherwise two files that went different ways would revise each other for ever.
fn speaks_for(connection: &Connection, id: ArticleId, uri: &str) -> Result<bool, Fault> {
    let own = own_uri(connection, id)?;
    if own == uri {
        return Ok(true);
    }
    if is_vacant(&own) {
        connection.execute("UPDATE article SET uri = ?2 WHERE id = ?1", params![id.0, uri])?;
        return Ok(true);
    }
    Ok(false)
}

/// Makes `uri` the article's own where the file it was named after is gone: it was moved.
fn move_in_if_vacant(connection: &Connection, id: ArticleId, uri: &str) -> Result<(), Fault> {
    speaks_for(connection, id, uri).map(drop)
}

fn own_uri(connection: &Connection, id: ArticleId) -> Result<String, Fault> {
    Ok(connection.query_row("SELECT uri FROM article WHERE id = ?1", [id.0], |row| row.get(0))?)
}

/// Whether `uri` names a file that is no longer there.
fn is_vacant(uri: &str) -> bool {
    file_path(uri).is_some_and(|path| matches!(path.try_exists(), Ok(false)))
}

pub(super) fn remember_uri(connection: &Connection, incoming: &Incoming, id: ArticleId) -> Result<(), Fault> {
    connection.execute(
        "INSERT INTO article_uri VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (uri) DO UPDATE SET article = excluded.article, revision = excluded.revision,
             file_bytes = excluded.file_bytes, modified_ns = excluded.modified_ns",
        params![
            incoming.uri,
            id.0,
            current_revision(connection, id)?,
            incoming.stamp.stored_bytes(),
            incoming.stamp.modified_ns
        ],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adding_goes_through_no_table() {
        let store = Store::open_in_memory().unwrap();
        let plan: Vec<String> = store
            .read("testing", |connection| {
                let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {WITH_WORDS}"))?;
                let lines = statement.query_map([[0u8; 32]], |row| row.get(3))?;
                Ok(lines.collect::<Result<_, _>>()?)
            })
            .unwrap();
        assert!(!plan.is_empty() && !plan.iter().any(|line| line.starts_with("SCAN")), "{plan:?}");
    }
}
