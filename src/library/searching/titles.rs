//! The titles of all articles, folded and held in memory, one after the other: some six megabytes for 100,000.

use rusqlite::OptionalExtension;

use super::Searcher;
use crate::article::UNTITLED;
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::{BREAK, Pattern, UNIT_BYTES, fold_into};

/// Titles as folded texts, with a [`BREAK`] behind each.
#[derive(Debug, Default)]
pub(super) struct Titles {
    units: Vec<u8>,
    /// Where the title of each article begins in the units.
    begins: Vec<(usize, ArticleId)>,
    /// Which state of the library they are of.
    state: Option<u64>,
}

/// Articles of which one by one it is asked what their title is.
const FEW: usize = 1000;

/// Whether a title may have what the text has not. Titles are words of their texts, but for blanks, which are made one, for
/// signs, which a heading may have others of, and for the name of what has no title.
fn may_stand_alone(pattern: &Pattern) -> bool {
    !pattern.units().is_some_and(|units| units.is_of_letters())
        || pattern.find_iter(UNTITLED).next().is_some()
}

impl Searcher {
    /// As [`Searcher::titled`], where `held` are the articles whose text may have a match. A program that looks but once need
    /// not read all titles for it.
    pub(super) fn titled_of(
        &mut self,
        store: &Store,
        pattern: &Pattern,
        held: &[ArticleId],
    ) -> Result<Vec<ArticleId>, LibraryError> {
        if pattern.units().is_none()
            || self.titles.state.is_some()
            || held.len() > FEW
            || may_stand_alone(pattern)
        {
            return self.titled(store, pattern);
        }
        let mut titled = Vec::new();
        for &article in held {
            if has_title(store, pattern, article)? {
                titled.push(article);
            }
        }
        Ok(titled)
    }

    /// The articles in sight whose title has a match, the newest first. None of a regular expression: titles are nearly
    /// always words of the text as well.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn titled(&mut self, store: &Store, pattern: &Pattern) -> Result<Vec<ArticleId>, LibraryError> {
        let Some(wanted) = pattern.units() else { return Ok(Vec::new()) };
        self.refresh_titles(store)?;
        let Titles { units, begins, .. } = &self.titles;
        let mut found: Vec<ArticleId> = Vec::new();
        let mut at = 0;
        while let Some(hit) = wanted.find(units, at) {
            let next = begins.partition_point(|begin| begin.0 <= hit);
            at = begins.get(next).map_or(units.len(), |begin| begin.0);
            found.extend(next.checked_sub(1).and_then(|index| begins.get(index)).map(|begin| begin.1));
        }
        self.folded.with(store, |folded| found.retain(|&article| folded.is_shown(article)));
        let mut titled = Vec::new();
        for article in found.into_iter().rev() {
            if !pattern.is_sure() && !has_title(store, pattern, article)? {
                continue;
            }
            titled.push(article);
        }
        Ok(titled)
    }

    fn refresh_titles(&mut self, store: &Store) -> Result<(), LibraryError> {
        let state = Some(self.folded.with(store, |folded| folded.state(store))?);
        if self.titles.state == state {
            return Ok(());
        }
        self.titles = store.read("reading titles", |connection| {
            let mut titles = Titles { state, ..Titles::default() };
            let mut statement =
                connection.prepare("SELECT id, title FROM article WHERE deleted IS NULL ORDER BY id")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                titles.begins.push((titles.units.len(), ArticleId(row.get(0)?)));
                fold_into(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?, &mut titles.units);
                titles.units.extend_from_slice(&BREAK.to_le_bytes()[..UNIT_BYTES]);
            }
            Ok(titles)
        })?;
        Ok(())
    }
}

/// Whether the article's title has a match; it has none where the article was deleted since.
fn has_title(store: &Store, pattern: &Pattern, article: ArticleId) -> Result<bool, LibraryError> {
    let title: Option<String> = store.read("reading titles", |connection| {
        let mut statement = connection.prepare_cached("SELECT title FROM article WHERE id = ?1")?;
        Ok(statement.query_row([article.0], |row| row.get(0)).optional()?)
    })?;
    Ok(title.is_some_and(|title| pattern.find_iter(&title).next().is_some()))
}
