//! Articles taken in. Same words are the same article, wherever they come from. Other words from the same place are a
//! new revision where the former ones stand nowhere any more, and the annotations are found again in it; otherwise they
//! are another article.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::containers::take_back;
use super::deleting::deleted_by_uri;
use super::error::Fault;
use super::examining::Examined;
use super::finding::by_uri;
use super::likeness::Likenesses;
use super::moving::{
    Missing, adopt, deleted_with_words, is_file_of_one, is_gone, move_in_if_vacant, name_after, other_place,
    own_uri, stand_elsewhere,
};
use super::origin;
use super::revising::revise;
use super::rows::{current_revision, now, script_name, signed};
use super::store::data_version;
use super::texts::{insert_revision, next_revision};
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
        let examined = Examined::of(article);
        self.add_examined(&[(Incoming { uri, article, stamp }, &examined)]).map(|added| added[0])
    }

    /// Takes all of `incoming` in, or none, in their order: far quicker than one by one.
    ///
    /// # Errors
    ///
    /// As [`Store::add`].
    pub fn add_all(&mut self, incoming: &[Incoming]) -> Result<Vec<Added>, LibraryError> {
        let examined: Vec<Examined> = incoming.iter().map(|one| Examined::of(one.article)).collect();
        let both: Vec<_> = incoming.iter().cloned().zip(&examined).collect();
        self.add_examined(&both)
    }

    /// As [`Store::add_all`], of articles that were examined before, perhaps on another thread. One is given back for
    /// each.
    ///
    /// # Errors
    ///
    /// As [`Store::add`].
    pub fn add_examined(&mut self, incoming: &[(Incoming, &Examined)]) -> Result<Vec<Added>, LibraryError> {
        // After a failure they may speak of articles that are not there, and are dropped.
        let held = self.likenesses.take();
        let (added, likenesses) = self.write("adding articles", |transaction| {
            let version = data_version(transaction)?;
            let likenesses = Likenesses::up_to_date(held, transaction, version)?;
            let mut adding = Adding { transaction, likenesses, missing: None, at: now(transaction)? };
            let added: Result<Vec<Added>, Fault> =
                incoming.iter().map(|(one, examined)| adding.add(one, examined)).collect();
            Ok((added?, adding.likenesses))
        })?;
        self.likenesses = Some(likenesses);
        Ok(added)
    }

    /// What taking an article in would find, where nothing can be written: the article of that place, or of that file's
    /// words, which has these very words; `None` where it would be new, or have other words.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub(super) fn known_as(&self, uri: &str, examined: &Examined) -> Result<Option<ArticleId>, LibraryError> {
        self.read("looking for an article", |connection| {
            let former = by_uri(connection, uri)?;
            if let Some(id) = former
                && has_words(connection, id, &examined.hash)?
            {
                return Ok(Some(id));
            }
            let is_moved = is_file_of_one(uri) || former.is_none();
            if is_moved { with_words(connection, &examined.hash) } else { Ok(None) }
        })
    }
}

/// Articles being taken in, in one transaction.
struct Adding<'a> {
    transaction: &'a Transaction<'a>,
    likenesses: Likenesses,
    /// Looked for with the first file that may hold what is missing.
    missing: Option<Missing>,
    /// The time, as it is stored.
    at: String,
}

impl Adding<'_> {
    fn add(&mut self, incoming: &Incoming, examined: &Examined) -> Result<Added, Fault> {
        let (transaction, hash) = (self.transaction, &examined.hash);
        let deleted = deleted_by_uri(transaction, incoming.uri)?;
        let former = match deleted {
            Some(id) => Some(id),
            None => by_uri(transaction, incoming.uri)?,
        };
        if let Some(id) = former
            && has_words(transaction, id, hash)?
        {
            return match deleted {
                Some(id) => Ok(Added { id, kind: AddedKind::Deleted }),
                None => self.know(incoming, id, examined),
            };
        }
        // What has a name of its own within a file, or on the web, is told by that.
        let is_moved = is_file_of_one(incoming.uri) || former.is_none();
        if is_moved && let Some(id) = with_words(transaction, hash)? {
            return self.know(incoming, id, examined);
        }
        if is_file_of_one(incoming.uri)
            && let Some(id) = deleted_with_words(transaction, hash)?
        {
            remember_deleted(transaction, incoming, id)?;
            return Ok(Added { id, kind: AddedKind::Deleted });
        }
        match former {
            Some(id) if self.stands_elsewhere(incoming, id)? => {
                let added = self.insert_new(incoming, examined)?;
                stand_elsewhere(transaction, id, incoming.uri)?;
                return Ok(added);
            }
            Some(id) if deleted.is_some() => return Ok(Added { id, kind: AddedKind::Deleted }),
            Some(id) => return self.revise(incoming, id, examined),
            None => {}
        }
        if is_file_of_one(incoming.uri)
            && !is_gone(incoming.uri)
            && let Some(id) = self.missing()?.take(&incoming.article.text)
        {
            return self.revise(incoming, id, examined);
        }
        self.insert_new(incoming, examined)
    }

    /// Whether the article's text is found in another place than the one that now holds other words. What is told by its
    /// name stays the article that is named so, whatever else has the same words.
    fn stands_elsewhere(&self, incoming: &Incoming, id: ArticleId) -> Result<bool, Fault> {
        if !is_file_of_one(incoming.uri) && own_uri(self.transaction, id)? == incoming.uri {
            return Ok(false);
        }
        Ok(other_place(self.transaction, id, incoming.uri)?.is_some())
    }

    fn missing(&mut self) -> Result<&mut Missing, Fault> {
        let missing = match self.missing.take() {
            Some(missing) => missing,
            None => Missing::of(self.transaction)?,
        };
        Ok(self.missing.insert(missing))
    }

    /// An article that is there with these very words.
    fn know(&mut self, incoming: &Incoming, id: ArticleId, examined: &Examined) -> Result<Added, Fault> {
        let transaction = self.transaction;
        let former = by_uri(transaction, incoming.uri)?.filter(|&former| former != id);
        remember_uri(transaction, incoming, id)?;
        if let Some(former) = former {
            stand_elsewhere(transaction, former, incoming.uri)?;
        }
        move_in_if_vacant(transaction, id, incoming.uri)?;
        self.adopt(id, examined)?;
        if let Some(missing) = &mut self.missing {
            missing.leave_out(id);
        }
        self.learn(incoming, id, examined)?;
        Ok(Added { id, kind: AddedKind::Known })
    }

    /// An article that has other words now.
    fn revise(&mut self, incoming: &Incoming, id: ArticleId, examined: &Examined) -> Result<Added, Fault> {
        name_after(self.transaction, id, incoming.uri)?;
        let added = revise(self.transaction, incoming, id, examined)?;
        self.adopt(id, examined)?;
        self.compare(incoming, id, examined)?;
        Ok(added)
    }

    /// Takes over the orphans that were made on this very text in another article.
    fn adopt(&self, id: ArticleId, examined: &Examined) -> Result<(), Fault> {
        let revision = current_revision(self.transaction, id)?;
        adopt(self.transaction, id, revision, &examined.hash)
    }

    fn insert_new(&mut self, incoming: &Incoming, examined: &Examined) -> Result<Added, Fault> {
        let id = self.insert(incoming, examined)?;
        self.adopt(id, examined)?;
        self.compare(incoming, id, examined)?;
        Ok(Added { id, kind: AddedKind::New })
    }

    fn insert(&self, incoming: &Incoming, examined: &Examined) -> Result<ArticleId, Fault> {
        let transaction = self.transaction;
        let article = incoming.article;
        let mut insert = transaction.prepare_cached(
            "INSERT INTO article (uri, title, script, added, bytes, guessed_encoding, replaced,
                                  byline, published, site, language, url, characters, revision)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?;
        // Known beforehand, the row and its indexes are written once.
        let foreseen = next_revision(transaction)?;
        insert.execute(params![
            incoming.uri,
            article.title,
            script_name(article.script),
            self.at,
            signed(article.text.len()),
            article.guessed_encoding,
            signed(article.replaced),
            article.metadata.byline,
            article.metadata.published,
            article.metadata.site,
            article.metadata.language,
            article.metadata.url,
            signed(examined.characters),
            foreseen
        ])?;
        let id = ArticleId(transaction.last_insert_rowid());
        let revision = insert_revision(transaction, id.0, article, &examined.hash, &self.at)?;
        if revision != foreseen {
            let mut point = transaction.prepare_cached("UPDATE article SET revision = ?2 WHERE id = ?1")?;
            point.execute([id.0, revision])?;
        }
        remember_uri(transaction, incoming, id)?;
        Ok(id)
    }

    /// Keeps what the article's own source says of it now, where its words are as they were: a date was added, a byline
    /// corrected, a column of a corpus named. What it says no more stays.
    fn learn(&self, incoming: &Incoming, id: ArticleId, examined: &Examined) -> Result<(), Fault> {
        let metadata = &incoming.article.metadata;
        let mut statement = self.transaction.prepare_cached(
            "UPDATE article SET
                 byline = coalesce(nullif(?3, ''), byline), published = coalesce(nullif(?4, ''), published),
                 site = coalesce(nullif(?5, ''), site), language = coalesce(nullif(?6, ''), language),
                 url = coalesce(nullif(?7, ''), url)
             WHERE id = ?1 AND uri = ?2
                 AND (byline, published, site, language, url) IS NOT (
                     coalesce(nullif(?3, ''), byline), coalesce(nullif(?4, ''), published),
                     coalesce(nullif(?5, ''), site), coalesce(nullif(?6, ''), language),
                     coalesce(nullif(?7, ''), url))",
        )?;
        let changed = statement.execute(params![
            id.0,
            incoming.uri,
            metadata.byline,
            metadata.published,
            metadata.site,
            metadata.language,
            metadata.url
        ])?;
        if changed > 0 && !metadata.site.trim().is_empty() {
            // It is compared with the articles of its site.
            origin::keep(self.transaction, incoming, id, examined)?;
        }
        Ok(())
    }

    /// Keeps what the article is compared by, and marks it where it is like another.
    fn compare(&mut self, incoming: &Incoming, id: ArticleId, examined: &Examined) -> Result<(), Fault> {
        origin::keep(self.transaction, incoming, id, examined)?;
        self.likenesses.mark(self.transaction, id, examined.sketch.as_ref())?;
        Ok(())
    }
}

/// Whether the article's newest text is the one of that hash.
fn has_words(connection: &Connection, id: ArticleId, hash: &[u8; 32]) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT hash = ?2 FROM article JOIN revision ON revision.id = article.revision WHERE article.id = ?1",
    )?;
    Ok(statement.query_row(params![id.0, hash], |row| row.get(0))?)
}

/// Articles by the hash of their newest text. The cross join keeps SQLite from going through all articles for the sake
/// of their order.
const WITH_WORDS: &str = "SELECT article.id FROM revision CROSS JOIN article ON article.id = revision.article
     WHERE hash = ?1 AND article.revision = revision.id AND deleted IS NULL ORDER BY article.id LIMIT 1";

/// The first article whose newest text is the one of that hash.
pub(super) fn with_words(connection: &Connection, hash: &[u8; 32]) -> Result<Option<ArticleId>, Fault> {
    let mut statement = connection.prepare_cached(WITH_WORDS)?;
    Ok(statement.query_row([hash], |row| row.get(0)).optional()?.map(ArticleId))
}

pub(super) fn remember_uri(connection: &Connection, incoming: &Incoming, id: ArticleId) -> Result<(), Fault> {
    let revision = current_revision(connection, id)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO article_uri VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (uri) DO UPDATE SET article = excluded.article, revision = excluded.revision,
             file_bytes = excluded.file_bytes, modified_ns = excluded.modified_ns",
    )?;
    let stamp = incoming.stamp;
    statement.execute(params![incoming.uri, id.0, revision, stamp.stored_bytes(), stamp.modified_ns])?;
    take_back(connection, incoming.uri)
}

/// Remembers that the text of a deleted article was moved to another file.
fn remember_deleted(connection: &Connection, incoming: &Incoming, id: ArticleId) -> Result<(), Fault> {
    let stamp = incoming.stamp;
    connection.execute(
        "INSERT OR REPLACE INTO article_uri SELECT ?1, id, revision, ?3, ?4 FROM article WHERE id = ?2",
        params![incoming.uri, id.0, stamp.stored_bytes(), stamp.modified_ns],
    )?;
    name_after(connection, id, incoming.uri)
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
