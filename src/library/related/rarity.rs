//! How rare what is asked is: in the library's sentences, and, as long as these are few, in Chinese at large.

use super::alike::{Alike, Group};
use super::asked::Piece;
use super::common;
use super::counting::Counts;
use super::terms::{Kind, Term};
use super::units::{Table, units_of};

/// Rarity, the logarithm of how many sentences go on one that has it, counts by this power: names and figures more than
/// what every sentence is made of.
const POWER: f32 = 1.5;

/// Off every rarity: what stands in three sentences of four tells nothing.
const COMMON: f32 = 0.3;

/// With so many sentences counted, what is common at large counts half as much as in a library of a few.
const KNOWN: f32 = 10_000.0;

/// How rare things are.
pub struct Rarity<'a> {
    pub table: &'a Table,
    counts: &'a Counts,
    /// To what power it counts what part of its weight something common at large keeps: 1 in a library of a few articles,
    /// ever less in a large one, which knows by itself.
    at_large: f32,
}

impl Rarity<'_> {
    pub fn new<'a>(table: &'a Table, counts: &'a Counts) -> Rarity<'a> {
        Rarity { table, counts, at_large: KNOWN / (KNOWN + counts.sentences as f32) }
    }

    /// Of a term of a piece: of its rarest pair, where it has several characters.
    pub fn of_term(&self, piece: &Piece, term: &Term) -> f32 {
        let units = units_of(piece.folded[term.range.clone()].iter().copied());
        let rarest = match units[..] {
            [only] => self.table.class(only).map(|class| self.counts.units[usize::from(class)]),
            _ => units.windows(2).filter_map(|pair| self.pair_count(pair[0], pair[1])).min(),
        };
        let rarity = rarest.map_or(0.0, |count| self.of(count));
        match (term.kind, &units[..]) {
            (Kind::Character, &[only]) => rarity * common::of_unit(only).powf(self.at_large),
            _ => rarity,
        }
    }

    /// Of two terms side by side.
    pub fn of_pair(&self, piece: &Piece, one: &Term, other: &Term) -> f32 {
        let Some((first, second)) = piece.border(one, other) else { return 0.0 };
        let border = self.pair_count(first, second).map_or(0.0, |count| self.of(count));
        match (one.kind, other.kind) {
            (Kind::Character, Kind::Character) => border * common::of_pair(first, second).powf(self.at_large),
            // A number and what it counts is as rare as the rarer of the two, at least.
            _ => border.max(self.of_term(piece, one)).max(self.of_term(piece, other)),
        }
    }

    /// How rare it is that a sentence has any word of a group.
    pub fn of_group(&self, alike: &Alike, group: &Group) -> f32 {
        let count = |word: usize| {
            let units = units_of(alike.words()[word].text.chars());
            units.windows(2).map(|pair| self.pair_count(pair[0], pair[1]).unwrap_or(0)).min().unwrap_or(0)
        };
        let counted: u32 = group.all().map(count).sum();
        self.of(counted.min(self.counts.sentences))
    }

    fn pair_count(&self, first: u16, second: u16) -> Option<u32> {
        self.table.pair(first, second).map(|pair| self.counts.pairs[usize::from(pair)])
    }

    fn of(&self, count: u32) -> f32 {
        let goes_on = (self.counts.sentences as f32 + 1.0) / (count as f32 + 1.0);
        (goes_on.ln() - COMMON).max(0.0).powf(POWER)
    }
}
