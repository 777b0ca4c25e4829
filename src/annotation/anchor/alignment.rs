//! What stayed in its order between two texts: the runs of tokens that both have, as a difference of texts shows them.
//!
//! Sequences that occur once in both are the fixed points, as many as are in the same order in both. What lies between two
//! of them is looked at for shorter sequences, and what is small then is paired token by token. What is too long for that
//! is compared by Myers' algorithm, with limits that keep its time near linear.

use std::slice::from_ref;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::grams::shared;
use super::pairing::pair;
use super::run::{Run, Stretch};

/// Lengths of the sequences that are looked for, one after another.
const SIZES: &[usize] = &[24, 12, 6];

/// A stretch of at most so many pairs of tokens is paired at once, without a look for what occurs once.
const SMALL: usize = 1 << 12;

/// A stretch of at most so many pairs of tokens is paired at its end; a greater one is compared more roughly.
const PAIRABLE: usize = 1 << 16;

/// A stretch of more tokens on a side in which nothing occurs once in both is left: its texts have little in common.
const MOST: usize = 1 << 14;

/// The runs within `stretch`, in order.
pub(super) fn align(old: &[u32], new: &[u32], stretch: Stretch) -> Vec<Run> {
    let mut runs = Vec::new();
    Aligning { old, new, runs: &mut runs }.align(stretch, SIZES);
    runs
}

struct Aligning<'a> {
    old: &'a [u32],
    new: &'a [u32],
    runs: &'a mut Vec<Run>,
}

impl Aligning<'_> {
    fn align(&mut self, stretch: Stretch, sizes: &[usize]) {
        let first = Run::at_start(self.old, self.new, &stretch);
        let rest = Stretch { old: first.old_end()..stretch.old.end, new: first.new_end()..stretch.new.end };
        let last = Run::at_end(self.old, self.new, &rest);
        self.push(first);
        self.align_changed(Stretch { old: rest.old.start..last.old, new: rest.new.start..last.new }, sizes);
        self.push(last);
    }

    /// What begins otherwise and ends otherwise in both texts.
    fn align_changed(&mut self, stretch: Stretch, sizes: &[usize]) {
        if stretch.is_one_sided() {
            return;
        }
        let pairs = stretch.old.len().saturating_mul(stretch.new.len());
        match sizes {
            [size, smaller @ ..] if pairs > SMALL => self.align_between_shared(stretch, *size, smaller),
            _ if pairs <= PAIRABLE => {
                pair(self.old, self.new, &stretch).into_iter().for_each(|run| self.push(run))
            }
            _ if stretch.old.len().max(stretch.new.len()) <= MOST => self.compare(stretch),
            _ => {}
        }
    }

    fn align_between_shared(&mut self, stretch: Stretch, size: usize, smaller: &[usize]) {
        let found = shared(self.old, from_ref(&stretch.old), self.new, from_ref(&stretch.new), size);
        let (mut old, mut new) = (stretch.old.start, stretch.new.start);
        for (old_start, new_start) in in_order(&found) {
            if old_start < old || new_start < new {
                continue;
            }
            self.align(Stretch { old: old..old_start, new: new..new_start }, smaller);
            let rest = Stretch { old: old_start..stretch.old.end, new: new_start..stretch.new.end };
            let run = Run::at_start(self.old, self.new, &rest);
            self.push(run);
            (old, new) = (run.old_end(), run.new_end());
        }
        self.align_changed(Stretch { old: old..stretch.old.end, new: new..stretch.new.end }, smaller);
    }

    fn compare(&mut self, stretch: Stretch) {
        let (old, new) = (&self.old[stretch.old.clone()], &self.new[stretch.new.clone()]);
        for change in capture_diff_slices(Algorithm::Myers, old, new) {
            if let DiffOp::Equal { old_index, new_index, len } = change {
                self.push(Run {
                    old: stretch.old.start + old_index,
                    new: stretch.new.start + new_index,
                    length: len,
                });
            }
        }
    }

    /// Adds a run, as part of the last where it goes on from it.
    fn push(&mut self, run: Run) {
        match self.runs.last_mut() {
            _ if run.length == 0 => {}
            Some(last) if (last.old_end(), last.new_end()) == (run.old, run.new) => last.length += run.length,
            _ => self.runs.push(run),
        }
    }
}

/// The most of `places`, which are in the old text's order, that are in the new text's order too.
fn in_order(places: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The place at which the best sequence of each length ends, so far, and what comes before each place in its own.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| places[end].1 < place.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain: Vec<(usize, usize)> = std::iter::successors(ends.last().copied(), |&index| before[index])
        .map(|index| places[index])
        .collect();
    chain.reverse();
    chain
}
