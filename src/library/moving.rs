//! Where texts stand now. Files are moved, swapped, copied and edited between two looks; an article, with its annotations,
//! stays with its text, and goes over to other words only where its own stand nowhere any more.

use std::collections::HashMap;
use std::fs;
use std::io;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::rows::signed;
use super::texts::revision_text;
use super::uri::file_path;
use super::{ArticleId, FileStamp, LibraryError, Store};
use crate::article::Article;

/// How many of two texts' pairs of characters are the same, in percent, where one was made from the other by small
/// edits.
const NEARLY: usize = 80;

/// Longer texts are not looked for under another name, in bytes, unless they are the same to the character.
const LONGEST: usize = 4 << 20;

/// Why a file waits until all others of a look are in the library. Its order is the one in which they are taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// It held another text before, which may be found in another file.
    Changed,
    /// It may hold an edited text of an article whose file is gone, or that file's text may be found elsewhere.
    New,
}

impl Store {
    /// Whether a file of one article is to wait until the others of the same look are in the library. `misses` is what
    /// [`Store::misses_annotated`] says.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn wait(&self, uri: &str, article: &Article, misses: bool) -> Result<Option<Wait>, LibraryError> {
        self.read("looking for an article", |connection| {
            let wait = match (is_place(connection, uri)?, misses) {
                (true, _) => Wait::Changed,
                (false, true) => Wait::New,
                (false, false) => return Ok(None),
            };
            let hash = blake3::hash(article.text.as_bytes());
            Ok((!is_held(connection, hash.as_bytes())?).then_some(wait))
        })
    }

    /// Whether the library holds annotated articles whose files are gone.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn misses_annotated(&self) -> Result<bool, LibraryError> {
        self.snapshot("looking for articles", |connection| {
            for id in annotated(connection)? {
                if is_missing(connection, id)? {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// Lets files that are gone no longer count as copies of texts that stand elsewhere.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read or written.
    pub fn forget_gone_copies(&mut self) -> Result<(), LibraryError> {
        let gone = self.read("looking for copies", |connection| {
            let mut select = connection.prepare(
                "SELECT uri, article FROM article_uri WHERE revision > 0 AND article IN
                     (SELECT article FROM article_uri WHERE revision > 0 GROUP BY article HAVING count(*) > 1)",
            )?;
            let mut rows = select.query([])?;
            let mut gone = Vec::new();
            while let Some(row) = rows.next()? {
                let uri: String = row.get(0)?;
                if is_gone(&uri) {
                    gone.push((uri, ArticleId(row.get(1)?)));
                }
            }
            Ok(gone)
        })?;
        if gone.is_empty() {
            return Ok(());
        }
        self.write("forgetting copies", |transaction| {
            for (uri, article) in &gone {
                forget_place(transaction, uri)?;
                stand_elsewhere(transaction, *article, uri)?;
            }
            Ok(())
        })
    }
}

/// Whether `uri` is that of a file of one article. An article within a file is told by its name there.
pub(super) fn is_file_of_one(uri: &str) -> bool {
    uri.starts_with("file://") && !uri.contains('#')
}

fn is_place(connection: &Connection, uri: &str) -> Result<bool, Fault> {
    Ok(connection.prepare_cached("SELECT 1 FROM article_uri WHERE uri = ?1")?.exists([uri])?)
}

fn is_place_of(connection: &Connection, uri: &str, id: ArticleId) -> Result<bool, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM article_uri WHERE uri = ?1 AND article = ?2")?;
    Ok(statement.exists(params![uri, id.0])?)
}

/// Whether some article's newest text, deleted or not, has that hash.
fn is_held(connection: &Connection, hash: &[u8; 32]) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM revision CROSS JOIN article ON article.id = revision.article
         WHERE hash = ?1 AND article.revision = revision.id",
    )?;
    Ok(statement.exists([hash])?)
}

/// Whether the file that `uri` names is no longer there.
pub(super) fn is_gone(uri: &str) -> bool {
    file_path(uri).is_some_and(|path| matches!(path.try_exists(), Ok(false)))
}

/// Whether the text that was read at `uri` is there still, as far as the file shows from outside. What is no file stays.
fn holds_still(uri: &str, bytes: i64, modified_ns: i64) -> bool {
    let Some(path) = file_path(uri) else { return true };
    match fs::metadata(path) {
        Ok(metadata) => {
            let stamp = FileStamp::of(&metadata);
            let is_told = (bytes, modified_ns) != (0, 0);
            !is_told || (stamp.stored_bytes(), stamp.modified_ns) == (bytes, modified_ns)
        }
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    }
}

/// A place other than `uri` where the article's newest text stands.
pub(super) fn other_place(
    connection: &Connection,
    id: ArticleId,
    uri: &str,
) -> Result<Option<String>, Fault> {
    let mut select = connection.prepare_cached(
        "SELECT article_uri.uri, file_bytes, modified_ns
         FROM article_uri JOIN article ON article.id = article_uri.article
         WHERE article.id = ?1 AND article_uri.uri <> ?2 AND article_uri.revision = article.revision",
    )?;
    let mut rows = select.query(params![id.0, uri])?;
    while let Some(row) = rows.next()? {
        let other: String = row.get(0)?;
        if holds_still(&other, row.get(1)?, row.get(2)?) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// Names the article after another of its places where it was named after `uri`, which is its place no more.
pub(super) fn stand_elsewhere(connection: &Connection, id: ArticleId, uri: &str) -> Result<(), Fault> {
    if own_uri(connection, id)? != uri {
        return Ok(());
    }
    if let Some(other) = other_place(connection, id, uri)? {
        name_after(connection, id, &other)?;
    }
    Ok(())
}

/// Names the article after `uri` where its text stands no longer in the place that it was named after.
pub(super) fn move_in_if_vacant(connection: &Connection, id: ArticleId, uri: &str) -> Result<(), Fault> {
    let own = own_uri(connection, id)?;
    if own == uri {
        return Ok(());
    }
    let is_its_own = is_place_of(connection, &own, id)?;
    if !is_its_own || is_gone(&own) {
        if is_its_own {
            forget_place(connection, &own)?;
        }
        name_after(connection, id, uri)?;
    }
    Ok(())
}

pub(super) fn name_after(connection: &Connection, id: ArticleId, uri: &str) -> Result<(), Fault> {
    connection.prepare_cached("UPDATE article SET uri = ?2 WHERE id = ?1")?.execute(params![id.0, uri])?;
    Ok(())
}

/// What the article is named after.
pub(super) fn own_uri(connection: &Connection, id: ArticleId) -> Result<String, Fault> {
    Ok(connection.query_row("SELECT uri FROM article WHERE id = ?1", [id.0], |row| row.get(0))?)
}

/// Lets a file that is gone be a copy no more. The article is still found by it.
fn forget_place(connection: &Connection, uri: &str) -> Result<(), Fault> {
    connection.prepare_cached("UPDATE article_uri SET revision = 0 WHERE uri = ?1")?.execute([uri])?;
    Ok(())
}

/// Gives the article, whose newest text is `revision` of that hash, the orphans of other articles that were made on this
/// very text.
pub(super) fn adopt(
    connection: &Connection,
    id: ArticleId,
    revision: i64,
    hash: &[u8; 32],
) -> Result<(), Fault> {
    let mut others =
        connection.prepare_cached("SELECT id FROM revision WHERE hash = ?1 AND article <> ?2")?;
    let others: Vec<i64> =
        others.query_map(params![hash, id.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for other in others {
        connection
            .prepare_cached(
                "UPDATE annotation SET article = ?1, revision = ?2, orphaned = 0
                 WHERE orphaned = 1 AND revision = ?3
                     AND article = (SELECT article FROM revision WHERE id = ?3)",
            )?
            .execute([id.0, revision, other])?;
    }
    Ok(())
}

/// The deleted article whose text is the one of that hash and stands nowhere else than in the file now come to.
pub(super) fn deleted_with_words(
    connection: &Connection,
    hash: &[u8; 32],
) -> Result<Option<ArticleId>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT article.id FROM revision CROSS JOIN article ON article.id = revision.article
         WHERE hash = ?1 AND article.revision = revision.id AND deleted IS NOT NULL ORDER BY article.id LIMIT 1",
    )?;
    let found = statement.query_row([hash], |row| row.get(0)).optional()?.map(ArticleId);
    match found {
        Some(id) if is_missing(connection, id)? => Ok(Some(id)),
        _ => Ok(None),
    }
}

/// Whether the article came from files alone, and its text stands in none of them now.
fn is_missing(connection: &Connection, id: ArticleId) -> Result<bool, Fault> {
    Ok(is_file_of_one(&own_uri(connection, id)?) && other_place(connection, id, "")?.is_none())
}

fn annotated(connection: &Connection) -> Result<Vec<ArticleId>, Fault> {
    let mut select = connection.prepare_cached("SELECT DISTINCT article FROM annotation")?;
    Ok(select.query_map([], |row| row.get(0).map(ArticleId))?.collect::<Result<_, _>>()?)
}

/// Annotated articles whose files are gone, and what their texts are told by.
#[derive(Debug)]
pub(super) struct Missing(Vec<(ArticleId, Pairs)>);

impl Missing {
    /// Those of the library.
    pub(super) fn of(connection: &Connection) -> Result<Missing, Fault> {
        let mut missing = Vec::new();
        for id in annotated(connection)? {
            let (revision, bytes): (i64, i64) =
                connection.query_row("SELECT revision, bytes FROM article WHERE id = ?1", [id.0], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            // A file that is there with other words is a new text of its article.
            let own = own_uri(connection, id)?;
            let has_left = is_gone(&own) || !is_place_of(connection, &own, id)?;
            if has_left && bytes <= signed(LONGEST) && is_missing(connection, id)? {
                missing.push((id, Pairs::of(&revision_text(connection, revision)?)));
            }
        }
        Ok(Missing(missing))
    }

    /// Takes out the article that `text` was made from by small edits.
    pub(super) fn take(&mut self, text: &str) -> Option<ArticleId> {
        if self.0.is_empty() || text.len() > LONGEST {
            return None;
        }
        let pairs = Pairs::of(text);
        let likeness = |(place, (_, other)): (usize, &(ArticleId, Pairs))| (pairs.likeness(other), place);
        let (percent, place) = self.0.iter().enumerate().map(likeness).max()?;
        (percent >= NEARLY).then(|| self.0.swap_remove(place).0)
    }

    /// Leaves out an article that was found.
    pub(super) fn leave_out(&mut self, id: ArticleId) {
        self.0.retain(|(missing, _)| *missing != id);
    }
}

/// How often each pair of neighbouring characters occurs in a text.
#[derive(Debug)]
struct Pairs {
    counts: HashMap<(char, char), usize>,
    total: usize,
}

impl Pairs {
    fn of(text: &str) -> Pairs {
        let mut counts = HashMap::new();
        let mut total = 0;
        for pair in text.chars().zip(text.chars().skip(1)) {
            *counts.entry(pair).or_default() += 1;
            total += 1;
        }
        Pairs { counts, total }
    }

    /// How many pairs are in both, in percent of those in either.
    fn likeness(&self, other: &Pairs) -> usize {
        let all = self.total + other.total;
        // Of lengths too far apart it cannot be.
        if all == 0 || 200 * self.total.min(other.total) < NEARLY * all {
            return 0;
        }
        let shared: usize =
            self.counts.iter().map(|(pair, &count)| count.min(*other.counts.get(pair).unwrap_or(&0))).sum();
        200 * shared / all
    }
}
