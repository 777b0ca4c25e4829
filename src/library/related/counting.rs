//! In how many sentences each of the asked units and pairs stands: the rarer, the more it tells.

use std::ops::Range;

use super::units::{Table, Visitor};

/// Sentences of fewer units are headings of lists, numbers and image lines: they would make all else look rare.
const SHORTEST: usize = 5;

/// In how many sentences each unit and pair stands, and how many sentences there are.
#[derive(Clone, Debug)]
pub struct Counts {
    pub sentences: u32,
    /// By the unit's class.
    pub units: Vec<u32>,
    /// By the pair's number.
    pub pairs: Vec<u32>,
}

impl Counts {
    pub fn of(table: &Table) -> Counts {
        Counts { sentences: 0, units: vec![0; 256], pairs: vec![0; table.pair_count() + 1] }
    }

    /// What both counted.
    pub fn add(&mut self, other: &Counts) {
        self.sentences += other.sentences;
        for (sum, more) in
            self.units.iter_mut().zip(&other.units).chain(self.pairs.iter_mut().zip(&other.pairs))
        {
            *sum += more;
        }
    }
}

/// Counts what a walk meets.
pub struct Counter {
    pub counts: Counts,
    /// The sentence in which each was last met, numbered from 1.
    units: Vec<u32>,
    pairs: Vec<u32>,
    sentence: u32,
}

impl Counter {
    pub fn new(table: &Table) -> Counter {
        let counts = Counts::of(table);
        Counter {
            units: vec![0; counts.units.len()],
            pairs: vec![0; counts.pairs.len()],
            counts,
            sentence: 1,
        }
    }
}

impl Visitor for Counter {
    fn unit(&mut self, class: u8) {
        let class = usize::from(class);
        if self.units[class] != self.sentence {
            self.units[class] = self.sentence;
            self.counts.units[class] += 1;
        }
    }

    fn pair(&mut self, pair: u16) {
        let pair = usize::from(pair);
        if self.pairs[pair] != self.sentence {
            self.pairs[pair] = self.sentence;
            self.counts.pairs[pair] += 1;
        }
    }

    fn sentence(&mut self, range: Range<usize>) {
        self.sentence += 1;
        self.counts.sentences += u32::from(range.len() >= SHORTEST);
    }
}
