//! Notes and sources of annotations that hold what is looked for.

use super::Searcher;
use crate::library::rows::words;
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::Pattern;

/// Annotations between two looks whether anybody still waits.
const GO: usize = 1000;

impl Searcher {
    /// The articles in sight that have an annotation on their text whose note or source has a match, the newest first.
    /// `None` where `is_over` said that nobody waits for it any more.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn noted(
        &self,
        store: &Store,
        pattern: &Pattern,
        is_over: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<ArticleId>>, LibraryError> {
        let found = store.read("looking through notes", |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT article, note, source FROM annotation
                 WHERE orphaned = 0 AND (note <> '' OR source <> '')",
            )?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            let mut looked_at = 0usize;
            while let Some(row) = rows.next()? {
                looked_at += 1;
                if looked_at.is_multiple_of(GO) && is_over() {
                    return Ok(None);
                }
                for column in [1, 2] {
                    if pattern.find_iter(&words(row, column)?).next().is_some() {
                        found.push(ArticleId(row.get(0)?));
                    }
                }
            }
            Ok(Some(found))
        })?;
        Ok(found.map(|mut found| {
            self.folded.with(store, |folded| found.retain(|&article| folded.is_shown(article)));
            found.sort_unstable_by_key(|&article| std::cmp::Reverse(article));
            found.dedup();
            found
        }))
    }
}
