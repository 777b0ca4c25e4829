//! Words found in all articles: a scan over the folded store says which articles hold them and how often, and the texts
//! themselves are asked only for what is shown, or where folded text cannot tell.

mod matched;
mod notes;
mod passages;
mod survey;
#[cfg(test)]
mod tests;
mod titles;

use rusqlite::{Connection, OptionalExtension};

pub use matched::{Remark, Searched};
pub use passages::{Excerpt, ExcerptOf, Excerpts};
pub use survey::Held;
use titles::Titles;

use super::error::Fault;
use super::folded::SharedFolded;
use super::texts::revision_text;
use super::{ArticleId, LibraryError, Store};
use crate::text::without_password;

/// Searches one library.
#[derive(Debug, Default)]
pub struct Searcher {
    folded: SharedFolded,
    titles: Titles,
}

/// An article's words, without anything else that a reader needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleWords {
    /// Title line or opening words.
    pub title: String,
    /// Where it came from.
    pub uri: String,
    /// The whole text of its newest revision.
    pub text: String,
}

impl Searcher {
    /// Searches the library that `folded` is of, or will be of once it is used. What it is given afterwards must be
    /// stores of that library.
    pub fn new(folded: SharedFolded) -> Searcher {
        Searcher { folded, titles: Titles::default() }
    }

    /// Makes a part of what is needed ready, in about a tenth of a second; how many articles are left to be folded.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn prepare_some(&mut self, store: &Store) -> Result<usize, LibraryError> {
        self.folded.with(store, |folded| folded.sync_some(store))
    }
}

impl Store {
    /// What can be read in an article, and nothing about it; `None` where there is no such article.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn words(&self, id: ArticleId) -> Result<Option<ArticleWords>, LibraryError> {
        self.snapshot("reading a text", |connection| words_of(connection, id))
    }
}

fn words_of(connection: &Connection, id: ArticleId) -> Result<Option<ArticleWords>, Fault> {
    let mut statement = connection
        .prepare_cached("SELECT title, uri, revision FROM article WHERE id = ?1 AND deleted IS NULL")?;
    let found = statement.query_row([id.0], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)));
    let Some((title, uri, revision)) = found.optional()? else { return Ok(None) };
    let uri = without_password(&uri).into_owned();
    Ok(Some(ArticleWords { title, uri, text: revision_text(connection, revision)? }))
}
