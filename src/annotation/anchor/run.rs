//! A stretch of tokens that stands in both texts.

use std::ops::Range;

/// `length` tokens that stand at `old` in the old text and at `new` in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::annotation) struct Run {
    pub old: usize,
    pub new: usize,
    pub length: usize,
}

impl Run {
    /// One past its last token in the old text.
    pub fn old_end(self) -> usize {
        self.old + self.length
    }

    /// One past its last token in the new text.
    pub fn new_end(self) -> usize {
        self.new + self.length
    }

    /// The part of it whose old tokens are from `first` to before `end`.
    pub fn cut(self, first: usize, end: usize) -> Run {
        let old = self.old.max(first);
        Run { old, new: self.new + (old - self.old), length: self.old_end().min(end) - old }
    }

    /// The run of what both stretches begin with.
    pub fn at_start(old: &[u32], new: &[u32], stretch: &Stretch) -> Run {
        let length =
            stretch.old.clone().zip(stretch.new.clone()).take_while(|&(a, b)| old[a] == new[b]).count();
        Run { old: stretch.old.start, new: stretch.new.start, length }
    }

    /// The run of what both stretches end with.
    pub fn at_end(old: &[u32], new: &[u32], stretch: &Stretch) -> Run {
        let backwards = stretch.old.clone().rev().zip(stretch.new.clone().rev());
        let length = backwards.take_while(|&(a, b)| old[a] == new[b]).count();
        Run { old: stretch.old.end - length, new: stretch.new.end - length, length }
    }
}

/// Tokens of the old text and tokens of the new one that are looked at together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::annotation) struct Stretch {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

impl Stretch {
    /// What lies between two runs, the first of which comes first in both texts.
    pub fn between(before: Run, after: Run) -> Stretch {
        Stretch { old: before.old_end()..after.old, new: before.new_end()..after.new }
    }

    /// Whether a side has no tokens.
    pub fn is_one_sided(&self) -> bool {
        self.old.is_empty() || self.new.is_empty()
    }
}
