//! A word typed to find articles, and how well it fits what stands of one: its characters in their order, as written
//! or as they are read.
//!
//! As read, a Chinese character stands for the beginnings of its readings: `t`, `ta` or `tan` for 談. All ways to read
//! are followed at once: bit i of a state says that the first i characters of the word are found. No library for fuzzy
//! matching knows readings. As written, most words stand in one piece, and where that is, is all that counts; where they
//! do not, `nucleo-matcher` says how well their characters stand together.

use nucleo_matcher::{Matcher, Utf32Str};

use super::readings::{Readings, is_typed_as};
use crate::text::{PASSED, search_fold, unit_of};

/// The most characters of a word that count.
pub(super) const LONGEST: usize = 62;

/// The longest reading, in letters: `zhuang`.
const LETTERS: usize = 6;

/// How many scores there are: all are below.
pub(super) const SCORES: usize = (Fit::WrittenInTitle as usize + 1) * STEPS as usize;

/// Scores of one [`Fit`].
const STEPS: u16 = 1024;

/// What begins a word is better by as much as what stands so many characters before.
const BEGINNING: u16 = STEPS / 2;

/// A word, ready to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Word {
    characters: Vec<char>,
    /// The bits that a haystack's mask must have for the word.
    mask: u64,
    /// Where ASCII characters stand in the word, a bit each.
    ascii: Box<[u64; 128]>,
    /// Where others do.
    others: Vec<(char, u64)>,
    /// For each way to read a character: the places of the word where a first letter of it stands.
    firsts: Vec<u64>,
    /// For each way to read a character: for 1 to 6 letters, the places of the word where these are a beginning of it.
    steps: Vec<[u64; LETTERS]>,
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
        let mut others: Vec<(char, u64)> = Vec::new();
        for (place, &character) in characters.iter().enumerate() {
            let places = match ascii.get_mut(character as usize) {
                Some(places) => places,
                None => {
                    let known = others.iter().position(|other| other.0 == character);
                    let at = known.unwrap_or_else(|| {
                        others.push((character, 0));
                        others.len() - 1
                    });
                    &mut others[at].1
                }
            };
            *places |= 1u64 << place;
        }
        let has_letters = characters.iter().any(char::is_ascii_lowercase);
        let ways = if has_letters { Readings::get().ways() } else { &[] };
        let steps: Vec<_> = ways.iter().map(|readings| steps_of(readings, &characters)).collect();
        let firsts = steps.iter().map(|steps| steps[0]).collect();
        let mask = characters.iter().map(|&character| bit(character)).fold(0, |all, one| all | one);
        Word { mask, ascii, others, firsts, steps, characters }
    }

    /// How well the word fits a haystack whose first `title` characters are the title, the better the greater, below
    /// [`SCORES`]; `None` where it does not.
    pub(super) fn fits(
        &self,
        haystack: &[char],
        title: usize,
        masks: Masks,
        matcher: &mut Matcher,
    ) -> Option<u16> {
        let may_be_written = masks.written & self.mask == self.mask;
        let (in_title, beside) = haystack.split_at(title);
        if may_be_written && let Some(place) = self.piece_as_written(in_title) {
            return Some(score(Fit::WrittenInTitle, place));
        }
        // Without letters it is not read, and has no steps.
        let may_be_read = !self.steps.is_empty() && masks.read & self.mask == self.mask;
        let read = if may_be_read { self.as_read(haystack, title) } else { None };
        if !may_be_written || matches!(read, Some((Fit::ReadInTitle, _))) {
            return read.map(|(fit, place)| score(fit, place));
        }
        let piece = || Some((Fit::WrittenBeside, self.piece_as_written(beside)?));
        let scattered = || Some((Fit::WrittenScattered, self.spread_as_written(haystack, matcher)?));
        let written = piece().or_else(scattered);
        [written, read].into_iter().flatten().map(|(fit, place)| score(fit, place)).max()
    }

    /// How far from the best place the word stands as written and in one piece: in characters from the beginning, and
    /// farther where it begins in the middle of another word.
    fn piece_as_written(&self, haystack: &[char]) -> Option<usize> {
        let mut inside = None;
        for place in self.pieces_as_written(haystack) {
            if place == 0 || !haystack[place - 1].is_ascii_alphanumeric() {
                return Some(place);
            }
            inside = inside.or(Some(place + usize::from(BEGINNING)));
        }
        inside
    }

    /// Where the word begins, as written and in one piece.
    fn pieces_as_written(&self, haystack: &[char]) -> impl Iterator<Item = usize> {
        let (first, rest) =
            self.characters.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
        let begins = move |&(_, character): &(usize, &char)| Some(character) == first;
        let places = haystack.iter().enumerate().filter(begins).map(|(place, _)| place);
        places.filter(move |place| haystack[place + 1..].starts_with(rest))
    }

    /// How far from the best that there is the characters of the word stand as written, others between: among the first
    /// that come, so that it takes one way through the haystack.
    fn spread_as_written(&self, haystack: &[char], matcher: &mut Matcher) -> Option<usize> {
        let (haystack, word) = (Utf32Str::Unicode(haystack), Utf32Str::Unicode(&self.characters));
        let score = matcher.fuzzy_match_greedy(haystack, word)?;
        Some(usize::from((STEPS - 1).saturating_sub(score)))
    }

    /// One way through the haystack, on which the word is followed in one piece and with others between; and how far
    /// from the beginning a piece ends.
    fn as_read(&self, haystack: &[char], title: usize) -> Option<(Fit, usize)> {
        let readings = Readings::get();
        let (mut scattered, mut piece) = (1, 0);
        for (end, &character) in haystack.iter().enumerate() {
            let way = readings.way(character);
            let literal = self.literal(character);
            let first = literal | self.firsts.get(way).copied().unwrap_or(0);
            // What a piece has found, the scattered way has found too.
            if first & scattered == 0 {
                piece = 0;
                continue;
            }
            scattered |= self.step(scattered, literal, way);
            piece = self.step(piece | 1, literal, way);
            if piece & self.goal() != 0 {
                let fit = if end < title { Fit::ReadInTitle } else { Fit::ReadBeside };
                return Some((fit, end));
            }
        }
        (scattered & self.goal() != 0).then_some((Fit::ReadScattered, 0))
    }

    fn goal(&self) -> u64 {
        1 << self.characters.len()
    }

    /// Where a character itself stands in the word.
    fn literal(&self, character: char) -> u64 {
        match self.ascii.get(character as usize) {
            Some(places) => *places,
            None => self.others.iter().find(|other| other.0 == character).map_or(0, |other| other.1),
        }
    }

    /// The states that a character leads to from those of `state`: it stands itself at `literal`, and is read in this
    /// way.
    fn step(&self, state: u64, literal: u64, way: usize) -> u64 {
        let mut next = (state & literal) << 1;
        // Where no first letter fits, no more of a reading does.
        if let Some(steps) = self.steps.get(way).filter(|steps| steps[0] & state != 0) {
            for (letters, places) in steps.iter().enumerate() {
                next |= (state & places) << (letters + 1);
            }
        }
        next
    }

    fn stepped(&self, state: u64, character: char) -> u64 {
        self.step(state, self.literal(character), Readings::get().way(character))
    }

    /// The end of the first way to find the word, in characters.
    fn end(&self, haystack: &[char], in_one_piece: bool) -> Option<usize> {
        let mut state = 1;
        haystack.iter().position(|&character| {
            let next = self.stepped(state, character);
            state = if in_one_piece { 1 | next } else { state | next };
            state & self.goal() != 0
        })
    }

    /// The characters of a haystack that the word is found in, by their places, in order: for light on the screen.
    pub(super) fn places(&self, haystack: &[char]) -> Vec<usize> {
        if let Some(place) = self.pieces_as_written(haystack).next() {
            return (place..place + self.characters.len()).collect();
        }
        for in_one_piece in [true, false] {
            if let Some(end) = self.end(haystack, in_one_piece) {
                return self.path(&haystack[..=end], in_one_piece);
            }
        }
        Vec::new()
    }

    /// The way to read the word that ends the latest in a haystack in which it is found.
    fn path(&self, haystack: &[char], in_one_piece: bool) -> Vec<usize> {
        let mut states = vec![1];
        for &character in haystack {
            let state = *states.last().unwrap_or(&1);
            let kept = if in_one_piece { 1 } else { state };
            states.push(kept | self.stepped(state, character));
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
                before & 1 << from != 0 && self.stepped(1 << from, character) & 1 << found != 0
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

/// What stands `away` from the best place fits less well, down to the worst of its kind.
fn score(fit: Fit, away: usize) -> u16 {
    let away = u16::try_from(away).unwrap_or(u16::MAX).min(STEPS - 1);
    (fit as u16 + 1) * STEPS - 1 - away
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
