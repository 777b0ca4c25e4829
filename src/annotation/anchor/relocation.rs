//! Where the passages of one text stand in another that was made from it, for all passages at once.

use std::cell::OnceCell;
use std::iter;

use super::alignment::align;
use super::moved::moved;
use super::run::{Run, Stretch};
use super::tidy::{is_sentence, settle, take_shared_ends, without_chance};
use super::tokens::Tokens;
use crate::text::Span;

/// How much of a passage must remain, and how much of what is found must be its words, in percent of the characters.
/// Measured
/// on made edits: with 50 a quarter more wrong places, with 75 twenty times as many corrected words lost.
const REMAINING: usize = 60;

/// Two texts, compared once, when the first passage is asked for.
pub struct Relocation<'a> {
    old_text: &'a str,
    new_text: &'a str,
    /// `None` within where the texts are too long to be compared.
    compared: OnceCell<Option<Compared>>,
}

/// A passage found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relocated {
    /// Where it stands in the new text, on grapheme cluster boundaries.
    pub span: Span,
    /// Whether it stands there word for word.
    pub exactly: bool,
}

impl<'a> Relocation<'a> {
    /// Between the text that passages were marked in and the one that they are looked for in. Costs nothing as yet.
    pub fn new(old: &'a str, new: &'a str) -> Self {
        Relocation { old_text: old, new_text: new, compared: OnceCell::new() }
    }

    /// Where the passage `span` of the old text stands in the new one. `None` where its words are mostly gone, and for an
    /// empty span, or one that is none of the old text's. `span` lies on grapheme cluster boundaries.
    pub fn find(&self, span: Span) -> Option<Relocated> {
        let words = self.old_text.get(span.range()).filter(|words| !words.is_empty())?;
        let (found, remaining) = self.compared()?.find(self.old_text, span)?;
        let enough = |whole: &str| remaining * 100 >= whole.chars().count() * REMAINING;
        let is_found = enough(words) && enough(found.of(self.new_text));
        is_found.then(|| Relocated { span: found, exactly: found.of(self.new_text) == words })
    }

    /// The byte of the new text where the cluster at `byte` of the old one went, or where it would stand if it is gone.
    pub fn nearest(&self, byte: usize) -> usize {
        self.compared().map_or(0, |compared| compared.nearest(byte.min(self.old_text.len())))
    }

    fn compared(&self) -> Option<&Compared> {
        let compare = || Tokens::of(self.old_text, self.new_text).map(|(old, new)| Compared::new(old, new));
        self.compared.get_or_init(compare).as_ref()
    }
}

struct Compared {
    old: Tokens,
    new: Tokens,
    /// What stands in both texts, by its place in the old one.
    runs: Vec<Placed>,
}

/// A run, and the passage it belongs to: what stayed in order is one, each that changed places another.
#[derive(Clone, Copy)]
struct Placed {
    run: Run,
    passage: usize,
}

/// The passage of all that stayed in order.
const IN_ORDER: usize = 0;

/// What remains of a passage, from its first run to its last.
#[derive(Clone, Copy)]
struct Remains {
    /// The indices of the two runs, and both cut to the passage.
    first: (usize, Run),
    last: (usize, Run),
    /// How many characters of the old text.
    characters: usize,
}

impl Compared {
    fn new(old: Tokens, new: Tokens) -> Compared {
        let (before, after) = (&old.numbers, &new.numbers);
        let whole = Stretch { old: 0..old.len(), new: 0..new.len() };
        let mut in_order = align(before, after, whole.clone());
        settle(before, after, &mut in_order);
        let mut in_order = without_chance(in_order, &whole, |run| is_sentence(before, after, run));
        settle(before, after, &mut in_order);
        let shared_ends = take_shared_ends(before, after, &mut in_order);
        let moved = moved(before, after, &in_order);
        in_order.extend(not_in(shared_ends, &moved));
        let mut runs: Vec<Placed> = iter::once(in_order)
            .chain(moved)
            .enumerate()
            .flat_map(|(passage, runs)| runs.into_iter().map(move |run| Placed { run, passage }))
            .filter(|placed| placed.run.length > 0)
            .collect();
        runs.sort_by_key(|placed| placed.run.old);
        Compared { old, new, runs }
    }

    /// Where most of the passage went, and how many of its characters did.
    fn find(&self, old_text: &str, span: Span) -> Option<(Span, usize)> {
        let (first, end) = (self.old.at(span.start), self.old.at(span.end - 1) + 1);
        let remains = self.remains(old_text, span, first, end)?;
        let (from, to) = (remains.first.1, remains.last.1);
        let start = match self.within_same(first, span.start) {
            Some(within) if from.old == first => self.new.byte(from.new) + within,
            _ => self.new.byte(from.new - self.corrected_before(&remains, first)),
        };
        let end = match self.within_same(end - 1, span.end) {
            Some(within) if to.old_end() == end => self.new.byte(to.new_end() - 1) + within,
            _ => self.new.byte(to.new_end() + self.corrected_after(&remains, end)),
        };
        Some((Span { start, end }, remains.characters))
    }

    fn nearest(&self, byte: usize) -> usize {
        let token = self.old.at(byte);
        let before = &self.runs[..self.runs.partition_point(|placed| placed.run.old <= token)];
        match before.last().map(|placed| placed.run) {
            Some(run) if token < run.old_end() => {
                self.new.byte(run.new + (token - run.old)) + self.within_same(token, byte).unwrap_or(0)
            }
            _ => {
                let stayed = before.iter().rev().find(|placed| placed.passage == IN_ORDER);
                stayed.map_or(0, |placed| self.new.byte(placed.run.new_end()))
            }
        }
    }

    /// The most of the passage, which is the old tokens from `first` to before `end`, that remains in one order.
    fn remains(&self, old_text: &str, span: Span, first: usize, end: usize) -> Option<Remains> {
        let begin = self.runs.partition_point(|placed| placed.run.old_end() <= first);
        let touched = self.runs.iter().enumerate().skip(begin).take_while(|(_, placed)| placed.run.old < end);
        let (mut in_order, mut moved, mut best_moved) = (None, None, None);
        let mut passage = IN_ORDER;
        for (index, placed) in touched {
            if placed.passage != IN_ORDER && placed.passage != passage {
                best_moved = more(best_moved, moved.take());
                passage = placed.passage;
            }
            let cut = placed.run.cut(first, end);
            let remaining = Span {
                start: self.old.byte(cut.old).max(span.start),
                end: self.old.byte(cut.old_end()).min(span.end),
            };
            let remains = if placed.passage == IN_ORDER { &mut in_order } else { &mut moved };
            let so_far =
                remains.get_or_insert(Remains { first: (index, cut), last: (index, cut), characters: 0 });
            so_far.last = (index, cut);
            so_far.characters += remaining.of(old_text).chars().count();
        }
        more(in_order, more(best_moved, moved))
    }

    /// How many tokens before those that remain are the correction of those at the passage's beginning.
    fn corrected_before(&self, remains: &Remains, first: usize) -> usize {
        let (index, run) = remains.first;
        let before = match index.checked_sub(1).map(|before| self.runs[before]) {
            Some(before) if before.passage == self.runs[index].passage => before.run,
            None if self.runs[index].passage == IN_ORDER => Run { old: 0, new: 0, length: 0 },
            _ => return 0,
        };
        let gap = Stretch::between(before, run);
        corrected(run.old - first, &gap)
    }

    /// How many tokens after those that remain are the correction of those at the passage's end.
    fn corrected_after(&self, remains: &Remains, end: usize) -> usize {
        let (index, run) = remains.last;
        let after = match self.runs.get(index + 1) {
            Some(after) if after.passage == self.runs[index].passage => after.run,
            None if self.runs[index].passage == IN_ORDER => {
                Run { old: self.old.len(), new: self.new.len(), length: 0 }
            }
            _ => return 0,
        };
        corrected(end - run.old_end(), &Stretch::between(run, after))
    }

    /// How far into the token `byte` of the old text lies, where the token is lines that are the same in both texts.
    fn within_same(&self, token: usize, byte: usize) -> Option<usize> {
        self.old.is_same_lines(token).then(|| byte - self.old.byte(token))
    }
}

/// How many of the new tokens of `gap` are the correction of its `missing` old tokens at one end. As many, where the gap
/// has as many on both sides; all, where all of the gap was the passage's and is not much longer now.
fn corrected(missing: usize, gap: &Stretch) -> usize {
    let (old, new) = (gap.old.len(), gap.new.len());
    match missing {
        0 => 0,
        _ if old == new && missing <= old => missing,
        _ if missing == old && new <= 2 * old + 2 => new,
        _ => 0,
    }
}

/// Those of `runs` that have nothing of the passages that moved.
fn not_in(runs: Vec<Run>, moved: &[Vec<Run>]) -> impl Iterator<Item = Run> {
    let mut old: Vec<(usize, usize)> = moved.iter().flatten().map(|run| (run.old, run.old_end())).collect();
    let mut new: Vec<(usize, usize)> = moved.iter().flatten().map(|run| (run.new, run.new_end())).collect();
    old.sort_unstable();
    new.sort_unstable();
    let free = |taken: &[(usize, usize)], start: usize, end: usize| {
        taken
            .get(taken.partition_point(|&(_, taken_end)| taken_end <= start))
            .is_none_or(|next| next.0 >= end)
    };
    runs.into_iter()
        .filter(move |run| free(&old, run.old, run.old_end()) && free(&new, run.new, run.new_end()))
}

fn more(one: Option<Remains>, other: Option<Remains>) -> Option<Remains> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.characters > one.characters { other } else { one }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests;
