//! Who is cited, how often, and for which labels.

use crate::library::rows::{unsigned, words};
use crate::library::{ArticleId, LibraryError, Store};

/// A source and what it is cited for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Its name; spellings joined with it count as it.
    pub name: String,
    /// How many annotations name it.
    pub total: usize,
    /// How many of each label, by the label's name.
    pub labels: Vec<(String, usize)>,
}

/// The sources of an article, or of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Each source once, by name.
    pub cited: Vec<Cited>,
    /// How many annotations name no source.
    pub unnamed: usize,
}

impl Store {
    /// The sources that annotations of the article, or of all, name, orphans included.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn sources_cited(&self, article: Option<ArticleId>) -> Result<Sources, LibraryError> {
        self.snapshot("reading sources", |connection| {
            let article = article.map(|article| article.0);
            // Across the library the table is read from end to end: an index would lead to each row by itself.
            let index = if article.is_some() { "" } else { "NOT INDEXED" };
            let within = if article.is_some() { "article = ?1" } else { "?1 IS NULL" };
            let mut statement = connection.prepare(&format!(
                "SELECT coalesce(name, source) AS named, label, sum(count)
                 FROM (SELECT source, label, count(*) AS count FROM annotation {index}
                       WHERE source <> '' AND {within} GROUP BY source, label)
                 LEFT JOIN source_spelling ON spelling = source
                 GROUP BY named, label ORDER BY named, label"
            ))?;
            let mut rows = statement.query([article])?;
            let mut sources = Sources::default();
            while let Some(row) = rows.next()? {
                let (name, count): (String, usize) = (words(row, 0)?, unsigned(row, 2)?);
                if sources.cited.last().is_none_or(|last| last.name != name) {
                    sources.cited.push(Cited { name, ..Cited::default() });
                }
                if let Some(cited) = sources.cited.last_mut() {
                    cited.total += count;
                    cited.labels.push((words(row, 1)?, count));
                }
            }
            let all: usize = connection.query_row(
                &format!("SELECT count(*) FROM annotation WHERE {within}"),
                [article],
                |row| unsigned(row, 0),
            )?;
            sources.unnamed = all - sources.cited.iter().map(|cited| cited.total).sum::<usize>();
            Ok(sources)
        })
    }
}
