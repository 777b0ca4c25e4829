//! The asked passage, with what stands around it, as weights of what another sentence may share with it.

use std::collections::{HashMap, HashSet};

use super::alike::Alike;
use super::counting::Counts;
use super::rarity::Rarity;
use super::terms::{Feature, Kind, Term, counted, features, pairs, terms};
use super::units::{Table, characters, units_of};
use crate::text::{fold_into, unit_of};

/// What a character counts by itself, beside a pair of them.
const CHARACTER: f32 = 0.5;

/// What a Latin word, a number or a part of a date counts: as much as two pairs.
const WHOLE: f32 = 2.0;

/// What it counts that something is counted, with whatever number: reports differ in these.
const COUNTED: f32 = 2.0;

/// What it counts that a sentence has another word for the same: more than a pair, since it says it alone.
const ALIKE: f32 = 2.5;

/// What a sentence beside the asked one counts, and the one beside that.
const AROUND: [f32; 2] = [0.3, 0.09];

/// Longer passages are compared by their beginning, this many characters of it.
const LONGEST: usize = 400;

/// Sentences longer than this count as being as long.
const LENGTHS: usize = 1000;

/// What is asked: a passage and the sentences around it, folded.
pub struct Asked {
    /// The passage first; each with what it counts.
    pieces: Vec<Piece>,
    /// The other words for what the passage says.
    alike: Alike,
}

/// A sentence of what is asked.
pub struct Piece {
    share: f32,
    pub folded: Vec<char>,
    terms: Vec<Term>,
}

impl Asked {
    /// A passage, the sentences around it by how far away they are: those beside it, then those beside these.
    pub fn new(passage: &str, around: &[Vec<&str>]) -> Asked {
        let beside =
            around.iter().zip(AROUND).flat_map(|(at, share)| at.iter().map(move |text| (*text, share)));
        let pieces = std::iter::once((passage, 1.0)).chain(beside).map(|(text, share)| {
            let mut units = Vec::new();
            fold_into(text, &mut units);
            let mut folded = characters(&units);
            folded.truncate(LONGEST);
            let terms = terms(&folded);
            Piece { share, folded, terms }
        });
        let pieces: Vec<Piece> = pieces.collect();
        let alike = Alike::of(pieces.first().map_or(&[], |piece| &piece.folded));
        Asked { pieces, alike }
    }

    /// Whether there is nothing in it that could be compared.
    pub fn is_empty(&self) -> bool {
        self.pieces.first().is_none_or(|piece| piece.terms.is_empty())
    }

    /// The units to look for: those of the passage, those around it, those of other words for the same. Of the last there can
    /// be too many: a word that is left out counts as one that no other sentence has, and is looked for closely alone.
    pub fn table(&self) -> Table {
        let mut table = Table::new();
        for piece in &self.pieces {
            let units: Vec<Option<u16>> =
                piece.folded.iter().map(|&c| c.is_alphanumeric().then(|| unit_of(c))).collect();
            units.iter().flatten().for_each(|&unit| table.add(unit));
            for pair in units.windows(2) {
                if let [Some(first), Some(second)] = *pair {
                    table.add_pair(first, second);
                }
            }
        }
        for word in self.alike.words() {
            let units = units_of(word.text.chars());
            units.iter().for_each(|&unit| table.add(unit));
            units.windows(2).for_each(|pair| table.add_pair(pair[0], pair[1]));
        }
        table
    }

    /// What each feature counts, once it is known how rare they are.
    pub fn weights(&self, table: &Table, counts: &Counts) -> Weights {
        let rarity = Rarity::new(table, counts);
        let mut weights = Weights {
            units: vec![0.0; 256],
            pairs: vec![0.0; table.pair_count() + 1],
            all: HashMap::new(),
            passage: HashMap::new(),
            whole: 1.0,
            lengths: (0..=LENGTHS).map(by_length).collect(),
            alike: self.alike.clone(),
        };
        for (number, piece) in self.pieces.iter().enumerate() {
            let weighed = piece.weighed(&rarity);
            let information: f32 = weighed.values().sum();
            if information <= 0.0 {
                continue;
            }
            let share = piece.share / information.sqrt();
            for (feature, weight) in &weighed {
                *weights.all.entry(*feature).or_default() += share * weight;
                if number == 0 {
                    weights.passage.insert(*feature, share * weight);
                }
            }
            piece.weigh_units(&rarity, share, &mut weights);
            if number == 0 {
                weights.alike =
                    self.alike.weighed(|group| share * ALIKE * rarity.of_group(&self.alike, group));
                piece.weigh_alike(table, &mut weights);
            }
        }
        if let Some(piece) = self.pieces.first() {
            let features = features(&piece.terms);
            weights.whole = weights.of_passage(&features, piece.folded.len()).max(f32::MIN_POSITIVE);
        }
        weights
    }
}

impl Piece {
    /// Its features, by how much each tells.
    fn weighed(&self, rarity: &Rarity) -> HashMap<Feature, f32> {
        let single = |term: &Term| (Feature::of(term), kind_weight(term.kind) * rarity.of_term(self, term));
        let pair = |(one, other): (&Term, &Term)| {
            let weight = rarity.of_pair(self, one, other);
            (Feature::pair(one, other), weight)
        };
        let counted =
            counted(&self.terms).map(|what| (Feature::counted(what), COUNTED * rarity.of_term(self, what)));
        self.terms.iter().map(single).chain(pairs(&self.terms).map(pair)).chain(counted).collect()
    }

    /// The same, told by units: a word's or a number's weight is divided among its pairs.
    fn weigh_units(&self, rarity: &Rarity, share: f32, weights: &mut Weights) {
        let table = rarity.table;
        // What a piece says twice counts once, and what two pieces say counts for both.
        let mut seen = HashSet::new();
        for term in &self.terms {
            let units = units_of(self.folded[term.range.clone()].iter().copied());
            let weight = share * kind_weight(term.kind) * rarity.of_term(self, term);
            if let [only] = units[..] {
                if let Some(class) = table.class(only).filter(|_| seen.insert((only, 0))) {
                    weights.units[usize::from(class)] += weight;
                }
                continue;
            }
            let part = weight / (units.len() - 1) as f32;
            for pair in units.windows(2) {
                if let Some(number) = table.pair(pair[0], pair[1]).filter(|_| seen.insert((pair[0], pair[1])))
                {
                    weights.pairs[usize::from(number)] += part;
                }
            }
        }
        for (one, other) in pairs(&self.terms) {
            let Some((first, second)) = self.border(one, other) else { continue };
            if let Some(number) = table.pair(first, second).filter(|_| seen.insert((first, second))) {
                weights.pairs[usize::from(number)] += share * rarity.of_pair(self, one, other);
            }
        }
    }

    /// The same of other words for what it says: a word's weight is divided among those of its pairs that the passage lacks.
    fn weigh_alike(&self, table: &Table, weights: &mut Weights) {
        let own = units_of(self.folded.iter().copied());
        let mut most: HashMap<u16, f32> = HashMap::new();
        for group in weights.alike.groups() {
            for &other in &group.others {
                let units = units_of(weights.alike.words()[other].text.chars());
                let part = weights.alike.of_other(group, other) / (units.len() - 1) as f32;
                let lacking = units.windows(2).filter(|pair| !own.windows(2).any(|had| had == *pair));
                for number in lacking.filter_map(|pair| table.pair(pair[0], pair[1])) {
                    let known = most.entry(number).or_default();
                    *known = known.max(part);
                }
            }
        }
        for (number, weight) in most {
            weights.pairs[usize::from(number)] += weight;
        }
    }

    /// The last unit of the one, and the first of the other.
    pub fn border(&self, one: &Term, other: &Term) -> Option<(u16, u16)> {
        let last = self.folded.get(one.range.end.checked_sub(1)?)?;
        Some((unit_of(*last), unit_of(*self.folded.get(other.range.start)?)))
    }
}

fn kind_weight(kind: Kind) -> f32 {
    match kind {
        Kind::Character => CHARACTER,
        Kind::Whole => WHOLE,
    }
}

/// What each feature of the asked passage and of what stands around it counts in another sentence.
pub struct Weights {
    /// By a unit's class, for the walk over all texts.
    pub units: Vec<f32>,
    /// By a pair's number, likewise.
    pub pairs: Vec<f32>,
    all: HashMap<Feature, f32>,
    /// Of the passage alone.
    passage: HashMap<Feature, f32>,
    /// What the passage itself would score.
    whole: f32,
    /// See [`Weights::by_length`], by the length.
    lengths: Vec<f32>,
    alike: Alike,
}

impl Weights {
    /// How much of the asked passage, and a little of what stands around it, a sentence of `len` characters has, that has
    /// these features and these words (see [`Weights::words`]).
    pub fn of_all(&self, features: &[Feature], words: &[usize], len: usize) -> f32 {
        (sum(&self.all, features) + self.alike.score(words)) * self.by_length(len)
    }

    /// Which words a folded sentence has of those that say the same as a word of the passage, in order.
    pub fn words(&self, folded: &[char]) -> Vec<usize> {
        self.alike.found(folded)
    }

    /// How much of the asked passage alone it has.
    pub fn of_passage(&self, features: &[Feature], len: usize) -> f32 {
        sum(&self.passage, features) * self.by_length(len)
    }

    /// What a sum is to be multiplied with for a sentence of so many characters.
    pub fn by_length(&self, len: usize) -> f32 {
        self.lengths[len.min(LENGTHS)]
    }

    /// A score so that the passage itself would have 1.
    pub fn normalised(&self, score: f32) -> f32 {
        score / self.whole
    }
}

fn sum(weights: &HashMap<Feature, f32>, features: &[Feature]) -> f32 {
    features.iter().filter_map(|feature| weights.get(feature)).sum()
}

/// Long sentences share something with every other one: what a sentence shares is divided by a number that grows with its
/// length, but less than it.
fn by_length(len: usize) -> f32 {
    const USUAL: f32 = 40.0;
    const FLAT: f32 = 0.6;
    const GROWTH: f32 = 0.75;
    1.0 / (FLAT * USUAL.powf(GROWTH) + (1.0 - FLAT) * (len as f32).powf(GROWTH))
}
