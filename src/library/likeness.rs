//! Reprints: articles that are nearly the same as one taken in before. They are marked, and nothing else: which of two
//! came first in the world is not known here.
//!
//! The sketches of all articles are held in memory once something is added, 0.6 KB an article, found by their bands. An
//! index in the library's file would have every article write to 32 places all over it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Fault;
use super::examining::{BANDS, Sketch};
use super::{ArticleId, Like};

/// Articles that share less are not marked, in percent.
const LEAST: u8 = 60;

/// So many articles of a band are compared, the latest: where thousands are like each other, these do.
const MOST_OF_A_BAND: usize = 32;

/// Ends a chain of articles that agree in a band.
const NONE: u32 = u32::MAX;

/// The sketches of a library's articles, as they were at one moment.
#[derive(Debug)]
pub(super) struct Likenesses {
    /// `PRAGMA data_version` of that moment: another program has added since where it differs.
    version: i64,
    sketched: Vec<Sketched>,
    /// For each band, the last of `sketched` that has it so.
    latest: Vec<HashMap<u32, u32>>,
    /// Where each article is in `sketched`.
    places: HashMap<i64, u32>,
}

#[derive(Debug)]
struct Sketched {
    article: i64,
    sketch: Sketch,
    /// For each band, the one before it that has it so.
    earlier: [u32; BANDS],
}

impl Likenesses {
    /// Those of the library as it is now; `held` are taken where nobody else has written since.
    pub(super) fn up_to_date(
        held: Option<Likenesses>,
        connection: &Connection,
        version: i64,
    ) -> Result<Likenesses, Fault> {
        if let Some(held) = held.filter(|held| held.version == version) {
            return Ok(held);
        }
        let latest = vec![HashMap::new(); BANDS];
        let mut likenesses = Likenesses { version, sketched: Vec::new(), latest, places: HashMap::new() };
        let mut statement = connection.prepare("SELECT article, sketch FROM examined ORDER BY article")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(sketch) = Sketch::from_bytes(row.get_ref(1)?.as_blob()?) {
                likenesses.push(row.get(0)?, &sketch);
            }
        }
        Ok(likenesses)
    }

    /// Takes an article's sketch, in the place of the one it had.
    fn push(&mut self, article: i64, sketch: &Sketch) {
        self.forget(article);
        let Ok(place) = u32::try_from(self.sketched.len()) else { return };
        let bands = sketch.bands();
        let earlier = std::array::from_fn(|band| {
            self.latest.get_mut(band).and_then(|latest| latest.insert(bands[band], place)).unwrap_or(NONE)
        });
        self.sketched.push(Sketched { article, sketch: *sketch, earlier });
        self.places.insert(article, place);
    }

    /// Lets an article be found no more.
    fn forget(&mut self, article: i64) {
        if let Some(place) = self.places.remove(&article)
            && let Some(sketched) = self.sketched.get_mut(place as usize)
        {
            // No article has this number.
            sketched.article = 0;
        }
    }

    /// The other articles that share enough with this sketch, the likest first, of equals the oldest.
    fn like(&self, article: i64, sketch: &Sketch) -> Vec<(u8, i64)> {
        let bands = sketch.bands();
        let mut candidates = Vec::new();
        for (band, key) in bands.iter().enumerate() {
            let mut next = self.latest.get(band).and_then(|latest| latest.get(key)).copied();
            for _ in 0..MOST_OF_A_BAND {
                let Some(place) = next.filter(|&place| place != NONE) else { break };
                candidates.push(place);
                next = self.sketched.get(place as usize).map(|sketched| sketched.earlier[band]);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let sketched = candidates.into_iter().filter_map(|place| self.sketched.get(place as usize));
        let mut found: Vec<(u8, i64)> = sketched
            .filter(|other| other.article != 0 && other.article != article)
            // The same text is the same article; another is not wholly the same.
            .map(|other| (sketch.percent_like(&other.sketch).min(99), other.article))
            .filter(|(percent, _)| *percent >= LEAST)
            .collect();
        found.sort_unstable_by_key(|&(percent, article)| (u8::MAX - percent, article));
        found
    }

    /// Marks the article as like the one it shares most with, if any; then it is there to be found itself.
    pub(super) fn mark(
        &mut self,
        connection: &Connection,
        id: ArticleId,
        sketch: Option<&Sketch>,
    ) -> Result<Option<Like>, Fault> {
        let Some(sketch) = sketch else {
            self.forget(id.0);
            set(connection, id, None)?;
            return Ok(None);
        };
        let mut like = None;
        for (percent, article) in self.like(id.0, sketch) {
            // It may have been deleted; and two articles that are each like the other would say nothing.
            let mut there =
                connection.prepare_cached("SELECT like_article IS ?2 FROM article WHERE id = ?1")?;
            let points_back: Option<bool> = there.query_row([article, id.0], |row| row.get(0)).optional()?;
            if points_back == Some(false) {
                like = Some(Like { article: ArticleId(article), percent });
                break;
            }
        }
        self.push(id.0, sketch);
        set(connection, id, like)?;
        Ok(like)
    }
}

fn set(connection: &Connection, id: ArticleId, like: Option<Like>) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached(
        "UPDATE article SET like_article = ?2, like_percent = ?3
         WHERE id = ?1 AND (like_article IS NOT ?2 OR like_percent <> ?3)",
    )?;
    let (article, percent) = like.map_or((None, 0), |like| (Some(like.article.0), like.percent));
    statement.execute(params![id.0, article, percent])?;
    Ok(())
}

#[cfg(test)]
mod tests;
