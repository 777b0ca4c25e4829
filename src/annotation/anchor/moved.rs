//! What stands elsewhere in the new text: sentences and paragraphs that changed places.
//!
//! Looked for is only what the alignment left over on both sides: words that have a place in the new text already are
//! not those that left their own.

use std::iter;
use std::mem;
use std::ops::Range;

use super::alignment::align;
use super::grams::shared;
use super::run::{Run, Stretch};
use super::tidy::{SENTENCE_END, boundary, without_chance};

/// The length of the sequences by which moved text is noticed.
const SIZE: usize = 8;

/// The fewest tokens that count as moved: shorter phrases come again by themselves.
const FEWEST: usize = 12;

/// How far the ends of the sentence around are looked for.
const REACH: usize = 256;

/// How well a passage must end to end with a line.
const LINE_END: i32 = 5;

/// The passages of the old text that stand elsewhere in the new one, each as its runs. `runs` is what stayed in order.
pub(super) fn moved(old: &[u32], new: &[u32], runs: &[Run]) -> Vec<Vec<Run>> {
    let old_left = left(old.len(), runs.iter().map(|run| run.old..run.old_end()));
    let new_left = left(new.len(), runs.iter().map(|run| run.new..run.new_end()));
    let seeds = shared(old, &old_left, new, &new_left, SIZE);
    let passages = seeds.chunk_by(|&one, &next| {
        goes_on(one, next)
            && part_of(&old_left, one.0) == part_of(&old_left, next.0)
            && part_of(&new_left, one.1) == part_of(&new_left, next.1)
    });
    let mut found: Vec<Vec<Run>> = Vec::new();
    let mut done = 0;
    for seeds in passages {
        let rest = &seeds[seeds.partition_point(|seed| seed.0 < done)..];
        let (Some(&first), Some(&last)) = (rest.first(), rest.last()) else { continue };
        let (Some(old_part), Some(new_part)) = (part_of(&old_left, first.0), part_of(&new_left, first.1))
        else {
            continue;
        };
        let stretch = Stretch {
            old: sentences(old, first.0..last.0 + SIZE, &(old_part.start.max(done)..old_part.end)),
            new: sentences(new, first.1..last.1 + SIZE, &new_part),
        };
        let runs = without_chance(align(old, new, stretch.clone()), &stretch, |_| false);
        let same: usize = runs.iter().map(|run| run.length).sum();
        let whole_lines = || {
            let lines = |tokens: &[u32], range: &Range<usize>| {
                boundary(tokens, range.start) >= LINE_END && boundary(tokens, range.end) >= LINE_END
            };
            same == stretch.old.len() && lines(old, &stretch.old) && lines(new, &stretch.new)
        };
        if (same >= FEWEST || whole_lines()) && same * 2 >= stretch.old.len().max(stretch.new.len()) {
            done = stretch.old.end;
            found.push(runs);
        }
    }
    found
}

/// Whether one shared sequence and the next may be of one passage: in the same order, about as far apart in both texts.
fn goes_on(one: (usize, usize), next: (usize, usize)) -> bool {
    let near = |some: usize, other: usize| some <= 2 * other + 64;
    let old_gap = next.0 - one.0;
    next.1.checked_sub(one.1).is_some_and(|new_gap| near(new_gap, old_gap) && near(old_gap, new_gap))
}

/// What lies between `taken`, which are in order.
fn left(length: usize, taken: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = taken.chain(iter::once(length..length));
    let between = ends.map(|range| mem::replace(&mut start, range.end)..range.start);
    between.filter(|part| !part.is_empty()).collect()
}

/// The one of `parts`, which are in order, that holds the token.
fn part_of(parts: &[Range<usize>], token: usize) -> Option<Range<usize>> {
    let after = parts.partition_point(|part| part.start <= token);
    parts.get(after.checked_sub(1)?).filter(|part| part.contains(&token)).cloned()
}

/// The passage with the rest of its first and last sentence, within `part`.
fn sentences(tokens: &[u32], passage: Range<usize>, part: &Range<usize>) -> Range<usize> {
    let earliest = part.start.max(passage.start.saturating_sub(REACH));
    let latest = part.end.min(passage.end + REACH);
    let ends = |&place: &usize| boundary(tokens, place) >= SENTENCE_END;
    let start = (earliest..=passage.start).rev().find(ends).unwrap_or(earliest);
    let end = (passage.end..=latest).find(ends).unwrap_or(latest);
    start..end
}
