//! A word typed to find articles, and how well it fits what stands of one: its characters in their order, as written
//! or as they are read.
//!
//! As written, `nucleo-matcher` says how well they stand together. As read, a Chinese character stands for the
//! beginnings of its readings: `t`, `ta` or `tan` for 談. All ways to read are followed at once: bit i of a state says
//! that the first i characters of the word are found.

use nucleo_matcher::{Matcher, Utf32Str};

use super::readings::{Readings, is_typed_as};
use crate::text::{PASSED, search_fold, unit_of};

/// The most characters of a word that count.
pub(super) const LONGEST: usize = 62;

/// The longest reading, in letters: `zhuang`.
const LETTERS: usize = 6;

/// A word, ready to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Word {
    characters: Vec<char>,
    /// The bits that a haystack's mask must have for the word as written, and as read.
    written: u64,
    read: u64,
    /// Where ASCII characters stand in the word, a bit each.
    ascii: Box<[u64; 128]>,
    /// For each way to read a character: for 1 to 6 letters, the places of the word where these are a beginning of it.
    steps: Vec<[u64; LETTERS]>,
    /// Whether letters are in it, which may be pinyin.
    has_letters: bool,
}

/// How well a word fits, the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// As read, with others between.
    ReadScattered,
    /// As written, with others between.
    WrittenScattered,
    /// As read, in one piece, beside the title.
    ReadBeside,
    /// As written, in one piece, beside the title.
    WrittenBeside,
    /// As read, in one piece of the title.
    ReadInTitle,
    /// As written, in one piece of the title.
    WrittenInTitle,
}

/// The character that stands for all that are the same to who looks for words, as in the search in texts; what nobody sees
/// stays, so that places stay.
pub(super) fn folded(character: char) -> char {
    match unit_of(character) {
        PASSED => character,
        // Units are looked up in a table; beyond the Basic Multilingual Plane several characters share one.
        unit => char::from_u32(unit.into()).unwrap_or_else(|| search_fold(character)),
    }
}

/// The bit of a mask for a character: its own for a letter from `a` to `z`, one of 38 for others.
pub(super) fn bit(character: char) -> u64 {
    match character {
        'a'..='z' => 1 << (character as u32 - 'a' as u32),
        _ => 1 << (26 + (character as u32).wrapping_mul(0x9e37_79b1) % 38),
    }
}

impl Word {
    /// The word of folded characters.
    pub(super) fn new(characters: &[char]) -> Word {
        let characters: Vec<char> = characters.iter().take(LONGEST).copied().collect();
        let mut ascii = Box::new([0; 128]);
        for (place, &character) in characters.iter().enumerate() {
            if let Some(places) = ascii.get_mut(character as usize) {
                *places |= 1u64 << place;
            }
        }
        let has_letters = characters.iter().any(char::is_ascii_lowercase);
        let steps = if has_letters { Readings::get().ways() } else { &[] };
        let steps = steps.iter().map(|readings| steps_of(readings, &characters)).collect();
        let all = characters.iter().map(|&character| bit(character)).fold(0, |all, one| all | one);
        Word { written: all, read: all, ascii, steps, has_letters, characters }
    }

    /// How well the word fits a haystack whose first `title` characters are the title, the better the greater; `None`
    /// where it does not.
    pub(super) fn fits(
        &self,
        haystack: &[char],
        title: usize,
        masks: Masks,
        matcher: &mut Matcher,
    ) -> Option<u32> {
        let mut written = || {
            let score =
                matcher.fuzzy_match(Utf32Str::Unicode(haystack), Utf32Str::Unicode(&self.characters))?;
            let place = self.place_as_written(haystack);
            let fit = match place {
                Some(place) if place + self.characters.len() <= title => Fit::WrittenInTitle,
                Some(_) => Fit::WrittenBeside,
                None => Fit::WrittenScattered,
            };
            Some((fit, score))
        };
        let written = if masks.written & self.written == self.written { written() } else { None };
        let better_as_read = written.is_none_or(|(fit, _)| fit < Fit::ReadInTitle);
        let mut best = written;
        if self.has_letters && better_as_read && masks.read & self.read == self.read {
            best = best.max(self.as_read(haystack, title));
        }
        best.map(|(fit, score)| (fit as u32) << 16 | u32::from(score))
    }

    /// Where the word begins, as written and in one piece.
    fn place_as_written(&self, haystack: &[char]) -> Option<usize> {
        haystack.windows(self.characters.len()).position(|piece| piece == self.characters)
    }

    /// One way through the haystack, on which the word is followed in one piece and with others between.
    fn as_read(&self, haystack: &[char], title: usize) -> Option<(Fit, u16)> {
        let readings = Readings::get();
        // What begins the title comes first.
        let place = |fit, end: usize| Some((fit, u16::MAX - u16::try_from(end).unwrap_or(u16::MAX)));
        let (mut scattered, mut piece) = (1, 0);
        for (end, &character) in haystack.iter().enumerate() {
            if end == title {
                // No piece goes over the title's end.
                piece = 0;
            }
            let way = readings.way(character);
            scattered |= self.step(scattered, character, way);
            piece = self.step(piece | 1, character, way);
            if piece & self.goal() != 0 {
                let fit = if end < title { Fit::ReadInTitle } else { Fit::ReadBeside };
                return place(fit, end);
            }
        }
        (scattered & self.goal() != 0).then_some((Fit::ReadScattered, 0))
    }

    fn goal(&self) -> u64 {
        1 << self.characters.len()
    }

    /// The states that a character, which is read in this way, leads to from those of `state`.
    fn step(&self, state: u64, character: char, way: usize) -> u64 {
        let literal = match self.ascii.get(character as usize) {
            Some(places) => *places,
            None => {
                let same = self.characters.iter().enumerate().filter(|(_, own)| **own == character);
                same.fold(0, |places, (place, _)| places | 1 << place)
            }
        };
        let mut next = (state & literal) << 1;
        // Where no first letter fits, no more of a reading does.
        if let Some(steps) = self.steps.get(way).filter(|steps| steps[0] & state != 0) {
            for (letters, places) in steps.iter().enumerate() {
                next |= (state & places) << (letters + 1);
            }
        }
        next
    }

    fn is_read_in(&self, haystack: &[char]) -> bool {
        let mut state = 1;
        haystack.iter().any(|&character| {
            state |= self.step(state, character, Readings::get().way(character));
            state & self.goal() != 0
        })
    }

    /// The end of the first piece that reads as the word, in characters.
    fn end_of_piece(&self, haystack: &[char]) -> Option<usize> {
        let mut state = 0;
        haystack.iter().position(|&character| {
            state = self.step(state | 1, character, Readings::get().way(character));
            state & self.goal() != 0
        })
    }

    /// The characters of a haystack that the word is found in, by their places, in order: for light on the screen.
    pub(super) fn places(&self, haystack: &[char], matcher: &mut Matcher) -> Vec<usize> {
        if let Some(place) = self.place_as_written(haystack) {
            return (place..place + self.characters.len()).collect();
        }
        if let Some(end) = self.end_of_piece(haystack) {
            return self.path(&haystack[..=end], true);
        }
        let mut places = Vec::new();
        let needle = Utf32Str::Unicode(&self.characters);
        if matcher.fuzzy_indices(Utf32Str::Unicode(haystack), needle, &mut places).is_some() {
            return places.into_iter().map(|place| place as usize).collect();
        }
        if self.is_read_in(haystack) { self.path(haystack, false) } else { Vec::new() }
    }

    /// The way to read the word that ends the latest in a haystack in which it is found.
    fn path(&self, haystack: &[char], in_one_piece: bool) -> Vec<usize> {
        let mut states = vec![1];
        for &character in haystack {
            let state = *states.last().unwrap_or(&1);
            let kept = if in_one_piece { 1 } else { state };
            states.push(kept | self.step(state, character, Readings::get().way(character)));
        }
        let mut places = Vec::new();
        let mut found = self.characters.len();
        for (place, &character) in haystack.iter().enumerate().rev() {
            if found == 0 {
                break;
            }
            let before = states[place];
            // The fewest letters before it: as much of the reading as was typed.
            let from = (0..found).find(|&from| {
                before & 1 << from != 0
                    && self.step(1 << from, character, Readings::get().way(character)) & 1 << found != 0
            });
            if let Some(from) = from {
                places.push(place);
                found = from;
            }
        }
        places.reverse();
        places
    }
}

/// What characters stand in a haystack, a bit each by [`bit`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Masks {
    /// As written.
    pub(super) written: u64,
    /// As written and as read.
    pub(super) read: u64,
}

fn steps_of(readings: &[&str], word: &[char]) -> [u64; LETTERS] {
    let mut steps = [0; LETTERS];
    for reading in readings {
        let reading: Vec<char> = reading.chars().collect();
        for place in 0..word.len() {
            for letters in 1..=reading.len().min(LETTERS).min(word.len() - place) {
                let mut pairs = reading[..letters].iter().zip(&word[place..]);
                if !pairs.all(|(&letter, &typed)| is_typed_as(letter, typed)) {
                    break;
                }
                steps[letters - 1] |= 1u64 << place;
            }
        }
    }
    steps
}
