//! What of each article is looked through as one types: title, source and byline, folded once. All stand in one piece
//! of memory, since a key looks through those of a hundred thousand articles.

use std::panic::resume_unwind;

use nucleo_matcher::{Config, Matcher};

use super::query::Query;
use super::readings::Readings;
use super::word::{Masks, SCORES, bit, folded};
use crate::library::ArticleEntry;

/// The most characters of each part that are looked through.
const PART: usize = 250;

/// What of each article is looked through, by the article's index in the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystacks {
    characters: Vec<char>,
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    start: u32,
    length: u16,
    /// How many of the characters are the title's.
    title: u16,
    masks: Masks,
}

impl Haystacks {
    pub(super) fn clear(&mut self) {
        *self = Haystacks::default();
    }

    /// How many articles there are here: those of the first indices.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Adds the article of the next index.
    pub(super) fn push(&mut self, entry: &ArticleEntry) {
        let place = self.put(entry);
        self.places.push(place);
    }

    /// Puts another in the place of an article, if it is here. What stood there is left behind: titles change rarely.
    pub(super) fn replace(&mut self, index: usize, entry: &ArticleEntry) {
        if index < self.places.len() {
            self.places[index] = self.put(entry);
        }
    }

    fn put(&mut self, entry: &ArticleEntry) -> Place {
        let start = self.characters.len();
        let source = entry.source();
        let mut title = 0;
        for (part, words) in [entry.title.as_str(), &source, &entry.metadata.byline].into_iter().enumerate() {
            if part > 0 && !words.is_empty() {
                self.characters.push('\n');
            }
            self.characters.extend(words.chars().take(PART).map(folded));
            if part == 0 {
                title = self.characters.len() - start;
            }
        }
        let readings = Readings::get();
        let haystack = &self.characters[start..];
        let written = haystack.iter().fold(0, |all, &character| all | bit(character));
        let read = haystack
            .iter()
            .fold(written, |all, &character| all | u64::from(readings.letters(readings.way(character))));
        Place {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            length: haystack.len() as u16,
            title: title as u16,
            masks: Masks { written, read },
        }
    }

    /// Those of `indices` that `query` finds, the best first, and those equal in the order given.
    pub(super) fn found(&self, query: &Query, indices: &[u32]) -> Vec<u32> {
        if indices.len() < TWO_THREADS {
            return best_first(&self.scored(query, indices));
        }
        let (first, second) = indices.split_at(indices.len() / 2);
        let scored = std::thread::scope(|scope| {
            let other = scope.spawn(|| self.scored(query, second));
            let mut scored = self.scored(query, first);
            scored.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            scored
        });
        best_first(&scored)
    }

    fn scored(&self, query: &Query, indices: &[u32]) -> Vec<Scored> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let scored = indices.iter().filter_map(|&index| {
            let (haystack, at) = self.haystack(index as usize)?;
            Some((query.fits(haystack, at.title.into(), at.masks, &mut matcher)?, index))
        });
        scored.collect()
    }

    fn haystack(&self, index: usize) -> Option<(&[char], Place)> {
        let place = *self.places.get(index)?;
        let start = place.start as usize;
        Some((self.characters.get(start..start + place.length as usize)?, place))
    }
}

/// As many articles are looked through on two threads.
const TWO_THREADS: usize = 8000;

/// How well an article fits, below [`SCORES`], and its index.
type Scored = (u16, u32);

/// The indices by their scores, the greatest first, and those equal in the order given: by counting, since a hundred
/// thousand articles have some hundred scores.
fn best_first(scored: &[Scored]) -> Vec<u32> {
    let mut places = vec![0; SCORES];
    for (score, _) in scored {
        places[usize::from(*score)] += 1;
    }
    let mut better = 0;
    for place in places.iter_mut().rev() {
        let many = *place;
        *place = better;
        better += many;
    }
    let mut ordered = vec![0; scored.len()];
    for &(score, index) in scored {
        let place: &mut usize = &mut places[usize::from(score)];
        ordered[*place] = index;
        *place += 1;
    }
    ordered
}
