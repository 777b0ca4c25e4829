//! The balance of articles. It takes reading their texts, so that it is asked for a few articles at a time, and once
//! known it stands until the article's stamp is another.

use rusqlite::Connection;

use crate::annotation::Balance;
use crate::library::error::Fault;
use crate::library::passages::{is_passage, span_of};
use crate::library::rows::words;
use crate::library::texts::article_text;
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::Span;

/// What an article's balance was worked out from, in a form that is another after every change to it: its revision, its
/// counts by label, and how far its history goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(String);

/// An article's balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleBalance {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// What the balance was worked out from.
    pub stamp: Stamp,
    /// How much of it has which label.
    pub balance: Balance,
}

impl Store {
    /// The articles in whose text annotations stand, in the order added, or the one asked for, where it is such.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn annotated(&self, article: Option<ArticleId>) -> Result<Vec<(ArticleId, Stamp)>, LibraryError> {
        self.read("reading counts", |connection| stamps(connection, article))
    }

    /// The balance of each of `articles` in whose text annotations stand: those of `reader`, or of all.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn balances(
        &self,
        articles: &[ArticleId],
        reader: Option<&str>,
    ) -> Result<Vec<ArticleBalance>, LibraryError> {
        let one = |article: ArticleId| {
            self.snapshot("working out a balance", |connection| {
                let Some((_, stamp)) = stamps(connection, Some(article))?.pop() else { return Ok(None) };
                balance(connection, article, stamp, reader).map(Some)
            })
        };
        articles.iter().filter_map(|&article| one(article).transpose()).collect()
    }
}

fn stamps(connection: &Connection, article: Option<ArticleId>) -> Result<Vec<(ArticleId, Stamp)>, Fault> {
    let mut statement = connection.prepare(
        "SELECT article.id, article.revision || ' ' || group_concat(label || ' ' || count) || ' ' ||
                coalesce((SELECT max(history.id) || ' ' || sum(undone) FROM history WHERE history.article = article.id), '')
         FROM label_count JOIN article ON article.id = label_count.article
         WHERE ?1 IS NULL OR article.id = ?1
         GROUP BY article.id ORDER BY article.id",
    )?;
    let rows = statement.query_map([article.map(|article| article.0)], |row| {
        Ok((ArticleId(row.get(0)?), Stamp(words(row, 1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn balance(
    connection: &Connection,
    article: ArticleId,
    stamp: Stamp,
    reader: Option<&str>,
) -> Result<ArticleBalance, Fault> {
    let mut statement = connection.prepare(
        "SELECT start_byte, end_byte, label FROM annotation
         WHERE article = ?1 AND orphaned = 0 AND (?2 IS NULL OR reader = ?2)",
    )?;
    let rows = statement
        .query_map(rusqlite::params![article.0, reader], |row| Ok((span_of(row, 0)?, words(row, 2)?)))?;
    let marks: Vec<(Span, String)> = rows.collect::<Result<_, _>>()?;
    let (text, _) = article_text(connection, article)?;
    let placed = marks.iter().filter(|(span, _)| is_passage(&text.text, *span));
    let marks: Vec<(Span, &str)> = placed.map(|(span, label)| (*span, label.as_str())).collect();
    let read = text.into_article();
    let balance = Balance::of(&read.text, read.sentences(), &marks);
    Ok(ArticleBalance { article, title: read.title, stamp, balance })
}
