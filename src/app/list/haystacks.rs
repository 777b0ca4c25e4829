//! What of each article is looked through as one types: title, source and byline, folded once. All stand in one piece
//! of memory, since a key looks through those of a hundred thousand articles.

use nucleo_matcher::{Config, Matcher};

use super::query::Query;
use super::readings::Readings;
use super::word::{Masks, bit, folded};
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
        let half = indices.len() / 2;
        let mut found = if indices.len() < TWO_THREADS {
            self.scored(query, indices, 0)
        } else {
            let (first, second) = indices.split_at(half);
            std::thread::scope(|scope| {
                let other = scope.spawn(|| self.scored(query, second, half));
                let mut found = self.scored(query, first, 0);
                // A panic there is one here.
                found.extend(other.join().unwrap_or_default());
                found
            })
        };
        found.sort_unstable();
        found.into_iter().map(|scored| indices[scored as u32 as usize]).collect()
    }

    /// What `query` finds: how badly it fits over its place in the order, which is that of `indices` from `first` on.
    fn scored(&self, query: &Query, indices: &[u32], first: usize) -> Vec<u64> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found = Vec::new();
        for (place, &index) in indices.iter().enumerate() {
            let Some((haystack, at)) = self.haystack(index as usize) else { continue };
            if let Some(score) = query.fits(haystack, at.title.into(), at.masks, &mut matcher) {
                found.push(u64::from(u32::MAX - score) << 32 | (first + place) as u64);
            }
        }
        found
    }

    fn haystack(&self, index: usize) -> Option<(&[char], Place)> {
        let place = *self.places.get(index)?;
        let start = place.start as usize;
        Some((self.characters.get(start..start + place.length as usize)?, place))
    }
}

/// As many articles are looked through on two threads.
const TWO_THREADS: usize = 8000;
