//! Which articles hold what is looked for, and how often.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Mutex;

use super::{Searched, Searcher};
use crate::library::folded::{FoldedScan, Segment};
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::{PASSED, Pattern, Texture, UNIT_BYTES, UnitPattern};

/// An article that holds what is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The article.
    pub article: ArticleId,
    /// How many matches its text has. In a text that holds clusters of several characters one that would cut such a
    /// cluster is counted too: [`Store::excerpts`] knows better.
    pub count: usize,
}

/// What a scan found of an article.
#[derive(Clone, Copy, Debug, Default)]
struct Candidate {
    count: usize,
    /// Whether every one is a match.
    sure: bool,
}

/// An article in its turn.
#[derive(Clone, Copy, Debug)]
struct Ordered {
    article: ArticleId,
    /// What was found in its text; `None` where that has nothing.
    candidate: Option<Candidate>,
    in_title: bool,
}

/// Texts read before it is told what was found in them: about a tenth of a second.
const READ_AT_ONCE: usize = 500;

impl Searcher {
    /// Every article in sight whose title or newest text has a match: those whose title has one before the others, always
    /// the newest first. `part` takes the next of them, and whether they are the last. Where texts must be read to know,
    /// it is called again and again meanwhile, even with none. `false` where `is_over` said, at any moment and on any
    /// thread, that nobody waits for it any more.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read, and those of `part`.
    pub fn survey(
        &mut self,
        store: &Store,
        pattern: &Pattern,
        is_over: &(dyn Fn() -> bool + Sync),
        part: &mut dyn FnMut(Vec<Held>, bool) -> Result<(), LibraryError>,
    ) -> Result<bool, LibraryError> {
        if pattern.is_nothing() {
            part(Vec::new(), true)?;
            return Ok(true);
        }
        let Some(all) = self.in_order(store, pattern, is_over)? else { return Ok(false) };
        let (mut found, mut read) = (Vec::new(), 0);
        for Ordered { article, candidate, in_title } in all {
            if is_over() {
                return Ok(false);
            }
            let count = match candidate {
                None => 0,
                Some(candidate) if candidate.sure => candidate.count,
                Some(_) => {
                    read += 1;
                    store.words(article)?.map_or(0, |words| pattern.find_iter(&words.text).count())
                }
            };
            if count > 0 || in_title {
                found.push(Held { article, count });
            }
            if read == READ_AT_ONCE {
                read = 0;
                part(std::mem::take(&mut found), false)?;
            }
        }
        part(found, true)?;
        Ok(true)
    }

    /// Every article in sight that has a match in its text, its title, or a note or source of its annotations, in the
    /// order of [`Searcher::survey`]; those behind the others that have one in notes and sources alone. Each is read when
    /// its turn comes.
    ///
    /// # Errors
    ///
    /// Where the library cannot be read.
    pub fn every<'a>(
        &mut self,
        store: &'a Store,
        pattern: &'a Pattern,
    ) -> Result<impl Iterator<Item = Result<Searched, LibraryError>> + 'a, LibraryError> {
        let (mut holding, mut noted) = (Vec::new(), Vec::new());
        if !pattern.is_nothing() {
            holding = self.in_order(store, pattern, &|| false)?.unwrap_or_default();
            noted = self.noted(store, pattern, &|| false)?.unwrap_or_default();
        }
        let all = holding.into_iter().map(|one| (one.article, true));
        let all = all.chain(noted.into_iter().map(|article| (article, false)));
        let mut told = HashSet::new();
        let look = move |(article, in_turn): (ArticleId, bool)| {
            if told.contains(&article) {
                return None;
            }
            // One that was deleted since has nothing any more.
            let searched = match store.searched(article) {
                Ok(searched) => searched?,
                Err(error) => return Some(Err(error)),
            };
            let is_told = match in_turn {
                true => searched.is_held(pattern),
                false => searched.remarks(pattern).next().is_some(),
            };
            is_told.then(|| {
                told.insert(article);
                Ok(searched)
            })
        };
        Ok(all.filter_map(look))
    }

    /// The articles that may hold what is looked for, none left out: those whose title has it before the others, always the
    /// newest first.
    fn in_order(
        &mut self,
        store: &Store,
        pattern: &Pattern,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Vec<Ordered>>, LibraryError> {
        let Some(candidates) = self.candidates(store, pattern, is_over)? else { return Ok(None) };
        let titled = self.titled(store, pattern)?;
        let in_title: HashSet<ArticleId> = titled.iter().copied().collect();
        let of: HashMap<ArticleId, Candidate> = match titled.is_empty() {
            true => HashMap::new(),
            false => candidates.iter().copied().collect(),
        };
        let first = titled.into_iter().map(|article| Ordered {
            article,
            candidate: of.get(&article).copied(),
            in_title: true,
        });
        let others = candidates.into_iter().filter(|candidate| !in_title.contains(&candidate.0));
        let others = others.map(|(article, candidate)| Ordered {
            article,
            candidate: Some(candidate),
            in_title: false,
        });
        Ok(Some(first.chain(others).collect()))
    }

    /// What the folded texts tell, the newest article first.
    fn candidates(
        &mut self,
        store: &Store,
        pattern: &Pattern,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Vec<(ArticleId, Candidate)>>, LibraryError> {
        let all = Mutex::new(HashMap::<ArticleId, Candidate>::new());
        let each = |segment: Segment<'_>| {
            if is_over() {
                return ControlFlow::Break(());
            }
            let mut found = HashMap::new();
            match pattern.units() {
                Some(units) => look_through(segment, units, &mut found),
                // The texts themselves must tell.
                None => found.extend(segment.records().map(|record| (record.article, Candidate::default()))),
            }
            // A panic elsewhere ends the scan; what was found until then is sound.
            let mut all = all.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            for (article, more) in found {
                let known = all.entry(article).or_insert(Candidate { count: 0, sure: true });
                *known = Candidate { count: known.count + more.count, sure: known.sure && more.sure };
            }
            ControlFlow::Continue(())
        };
        let mut outcome = self.folded.scan(store, each)?;
        if outcome == FoldedScan::Damaged {
            all.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clear();
            outcome = self.folded.scan(store, each)?;
        }
        if outcome == FoldedScan::BrokenOff {
            return Ok(None);
        }
        let all = all.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut candidates: Vec<(ArticleId, Candidate)> = all.into_iter().collect();
        candidates.sort_unstable_by_key(|candidate| std::cmp::Reverse(candidate.0));
        Ok(Some(candidates))
    }
}

/// Counts what is found in a segment: in plain texts in one pass, in joined ones by themselves.
fn look_through(segment: Segment<'_>, wanted: UnitPattern<'_>, found: &mut HashMap<ArticleId, Candidate>) {
    let units = segment.units();
    let mut at = 0;
    while let Some(hit) = wanted.find(units, at) {
        let Some((record, index)) = segment.record_at(hit) else {
            at = hit + wanted.bytes();
            continue;
        };
        if record.texture == Texture::Joined {
            at = segment.end_of(record);
            continue;
        }
        // The rest of this text, without a look at the table for each hit.
        let (start, end, own) = (hit - index * UNIT_BYTES, segment.end_of(record), record.own());
        let mut count = 0;
        let mut next = Some(hit);
        while let Some(hit) = next.filter(|&hit| hit < end) {
            count += usize::from((hit - start) / UNIT_BYTES < own);
            at = hit + wanted.bytes();
            next = wanted.find(units, at);
        }
        add(found, record.article, count, wanted.is_sure());
        let Some(next) = next else { break };
        at = next;
    }
    let mut seen = Vec::new();
    for record in segment.records().filter(|record| record.texture == Texture::Joined) {
        let passed = PASSED.to_le_bytes();
        seen.clear();
        let (all, _) = segment.units_of(record).as_chunks::<UNIT_BYTES>();
        seen.extend(all.iter().filter(|&&unit| unit != passed).flatten());
        let (mut count, mut at) = (0, 0);
        while let Some(hit) = wanted.find(&seen, at) {
            count += 1;
            at = hit + wanted.bytes();
        }
        // Those of an overlap are counted twice here: what is passed over hides where they stand.
        add(found, record.article, count, wanted.is_sure() && !record.goes_on && record.before == 0);
    }
}

fn add(found: &mut HashMap<ArticleId, Candidate>, article: ArticleId, count: usize, sure: bool) {
    if count > 0 {
        let known = found.entry(article).or_insert(Candidate { count: 0, sure: true });
        *known = Candidate { count: known.count + count, sure: known.sure && sure };
    }
}
