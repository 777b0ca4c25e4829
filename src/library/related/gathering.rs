//! The best sentences of a walk over all texts, by units alone: some hundred, to be looked at closely.

use std::collections::BinaryHeap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::asked::Weights;
use super::units::{Sums, Table, Visitor};
use crate::library::{ArticleId, FoldedRecord};
use crate::text::UNIT_BYTES;

/// Sentences that are looked at closely.
const MOST: usize = 200;

/// Of sentences that are the same to the letter so many at most: a notice, or an agency's report in every paper, would
/// leave no place to others.
const MOST_SAME: usize = 3;

/// Units before and behind a sentence that are kept with it: its neighbours.
const AROUND: usize = 200;

/// A sentence of some article that may be related, with the text around it, as units.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub score: f32,
    pub article: ArticleId,
    /// Where it stands, in code points of the article's text.
    pub start: usize,
    /// Its units and those around it.
    pub units: Vec<u8>,
    /// Which of them are its own.
    pub own: Range<usize>,
    sameness: u64,
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Candidate) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The worse is the greater, so that a heap gives it up first; where scores are equal, what was taken in later.
impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> std::cmp::Ordering {
        let place = |candidate: &Candidate| (candidate.article, candidate.start);
        other.score.total_cmp(&self.score).then_with(|| place(self).cmp(&place(other)))
    }
}

/// The best candidates met so far.
#[derive(Debug, Default)]
pub struct Best {
    heap: BinaryHeap<Candidate>,
}

impl Best {
    /// The score that a sentence must reach to be among them.
    pub fn threshold(&self) -> f32 {
        if self.heap.len() < MOST { 0.0 } else { self.heap.peek().map_or(0.0, |worst| worst.score) }
    }

    fn take(&mut self, candidate: Candidate) {
        let same = self.heap.iter().filter(|other| other.sameness == candidate.sameness).count();
        if same >= MOST_SAME {
            return;
        }
        self.heap.push(candidate);
        if self.heap.len() > MOST {
            self.heap.pop();
        }
    }

    /// Takes in what another walk met.
    pub fn merge(&mut self, other: Best) {
        for candidate in other.heap {
            if candidate.score >= self.threshold() {
                self.take(candidate);
            }
        }
    }

    /// All of them, the best first.
    pub fn into_sorted(self) -> Vec<Candidate> {
        self.heap.into_sorted_vec()
    }
}

/// Finds the best sentences of texts, one text after the other.
pub struct Gatherer<'a> {
    table: &'a Table,
    sums: &'a Sums,
    scorer: Scorer<'a>,
    /// What is not better is known not to count.
    floor: f32,
    pub best: Best,
}

impl<'a> Gatherer<'a> {
    pub fn new(table: &'a Table, sums: &'a Sums, weights: &'a Weights, floor: f32) -> Gatherer<'a> {
        Gatherer { table, sums, scorer: Scorer::new(weights), floor, best: Best::default() }
    }

    /// Looks through a text.
    pub fn look_through(&mut self, record: &FoldedRecord, units: &[u8]) {
        let Gatherer { table, sums, scorer, floor, best } = self;
        table.survey(sums, units, |range, sum| {
            let least = best.threshold().max(*floor);
            // What stands in the overlap of two parts of a long text counts in the second.
            if sum * scorer.weights.by_length(range.len()) <= least || range.start >= record.own() {
                return;
            }
            let of = |range: &Range<usize>| {
                units.get(range.start * UNIT_BYTES..range.end * UNIT_BYTES).unwrap_or_default()
            };
            table.walk(of(&range), scorer);
            let score = scorer.taken() * scorer.weights.by_length(range.len());
            if score <= least {
                return;
            }
            let around = range.start.saturating_sub(AROUND)..(range.end + AROUND).min(record.len);
            let mut hasher = DefaultHasher::new();
            of(&range).hash(&mut hasher);
            best.take(Candidate {
                score,
                article: record.article,
                start: record.before + range.start,
                units: of(&around).to_vec(),
                own: range.start - around.start..range.end - around.start,
                sameness: hasher.finish(),
            });
        });
    }
}

/// Scores a sentence: what stands in it twice counts once.
struct Scorer<'a> {
    weights: &'a Weights,
    score: f32,
    /// The sentence in which each unit and each pair was last met, numbered from 1.
    units: Vec<u32>,
    pairs: Vec<u32>,
    sentence: u32,
}

impl<'a> Scorer<'a> {
    fn new(weights: &'a Weights) -> Scorer<'a> {
        let (units, pairs) = (vec![0; weights.units.len()], vec![0; weights.pairs.len()]);
        Scorer { weights, score: 0.0, units, pairs, sentence: 1 }
    }

    /// The score of what was walked over since this was last asked.
    fn taken(&mut self) -> f32 {
        self.sentence += 1;
        std::mem::take(&mut self.score)
    }
}

impl Visitor for Scorer<'_> {
    fn unit(&mut self, class: u8) {
        let class = usize::from(class);
        if self.units[class] != self.sentence {
            self.units[class] = self.sentence;
            self.score += self.weights.units[class];
        }
    }

    fn pair(&mut self, pair: u16) {
        let pair = usize::from(pair);
        if self.pairs[pair] != self.sentence {
            self.pairs[pair] = self.sentence;
            self.score += self.weights.pairs[pair];
        }
    }

    fn sentence(&mut self, _: Range<usize>) {}
}
