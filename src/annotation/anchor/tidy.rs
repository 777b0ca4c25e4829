//! Runs made sensible: what agrees by chance is no run, and what was put in or taken out is whole sentences where it
//! may be.

use std::ops::Range;

use super::run::{Run, Stretch};
use super::tokens::character;

/// How far a change is moved along text that repeats itself.
const MOST_SHIFT: usize = 512;

/// How many tokens side by side are corrected one by one.
const MISPRINT: usize = 3;

/// How well a passage must end to end with a sentence, a quotation or a line.
pub(super) const SENTENCE_END: i32 = 3;

/// The fewest tokens that are a sentence by themselves.
const SHORTEST: usize = 4;

/// The fewest tokens that are taken for a sentence, or for most of one.
const SENTENCE: usize = 8;

/// Drops the runs that are short beside what was replaced around them: two sentences of one language always share
/// some characters in some order. `is_sound` tells runs that are kept whatever is around them.
pub(in crate::annotation) fn without_chance(
    runs: Vec<Run>,
    whole: &Stretch,
    is_sound: impl Fn(Run) -> bool,
) -> Vec<Run> {
    let start = Run { old: whole.old.start, new: whole.new.start, length: 0 };
    let end = Run { old: whole.old.end, new: whole.new.end, length: 0 };
    let mut kept: Vec<Run> = vec![start];
    let mut rest = runs.into_iter().chain([end]);
    let mut next = rest.next();
    while let Some(run) = next {
        // The last run kept may be chance now that what follows it is known.
        if kept.len() > 1
            && let [.., before, last] = kept[..]
            && !is_sound(last)
            && by_chance(&Stretch::between(before, last), last, &Stretch::between(last, run))
        {
            kept.pop();
            continue;
        }
        kept.push(run);
        next = rest.next();
    }
    kept.retain(|run| run.length > 0);
    kept
}

fn by_chance(before: &Stretch, run: Run, after: &Stretch) -> bool {
    let changed = |gap: &Stretch| gap.old.len().max(gap.new.len());
    let replaced = before.old.len() + after.old.len() > 0 && before.new.len() + after.new.len() > 0;
    let letter_by_letter = |gap: &Stretch| gap.old.len() == gap.new.len() && gap.old.len() <= MISPRINT;
    replaced
        && !(letter_by_letter(before) && letter_by_letter(after))
        && run.length <= changed(before)
        && run.length <= changed(after)
}

/// Whether a run is one whole sentence or several, in both texts.
pub(super) fn is_sentence(old: &[u32], new: &[u32], run: Run) -> bool {
    let ends = |old_place, new_place| {
        boundary(old, old_place) >= SENTENCE_END && boundary(new, new_place) >= SENTENCE_END
    };
    run.length >= SHORTEST && ends(run.old, run.new) && ends(run.old_end(), run.new_end())
}

/// Moves each pure insertion and deletion, where the text around it lets it begin at several places with the same
/// outcome, to where it begins and ends between lines, sentences or clauses, in this order of preference.
pub(super) fn settle(old: &[u32], new: &[u32], runs: &mut [Run]) {
    for at in 1..runs.len() {
        let (before, after) = (runs[at - 1], runs[at]);
        let gap = Stretch::between(before, after);
        let shift = match (gap.old.is_empty(), gap.new.is_empty()) {
            (false, true) => best_shift(old, gap.old, before.length, after.length),
            (true, false) => best_shift(new, gap.new, before.length, after.length),
            _ => 0,
        };
        let moved = |place: usize| place.saturating_add_signed(shift);
        runs[at - 1].length = moved(before.length);
        runs[at] = Run {
            old: moved(after.old),
            new: moved(after.new),
            length: after.length.saturating_add_signed(-shift),
        };
    }
}

/// By how many tokens the change `gap` is best moved, forward or back, with `before` and `after` tokens to move over.
fn best_shift(tokens: &[u32], gap: Range<usize>, before: usize, after: usize) -> isize {
    let back =
        (1..=before.min(MOST_SHIFT)).take_while(|&by| tokens[gap.start - by] == tokens[gap.end - by]).count();
    let forth =
        (0..after.min(MOST_SHIFT)).take_while(|&by| tokens[gap.start + by] == tokens[gap.end + by]).count();
    let (mut best, mut best_worth) = (0, i32::MIN);
    // From the place furthest on: of equal worth, what follows a common beginning.
    for shift in (-(back as isize)..=forth as isize).rev() {
        let (start, end) = (gap.start.saturating_add_signed(shift), gap.end.saturating_add_signed(shift));
        let worth = boundary(tokens, start) + boundary(tokens, end);
        if worth > best_worth {
            (best, best_worth) = (shift, worth);
        }
    }
    best
}

/// Takes from the runs what whole sentences have in common with other sentences in their place: "他說，" before what is
/// replaced up to a sentence's end, "，原因不明。" after what is replaced from a sentence's start. These belong to the
/// sentences that they are part of, which may stand elsewhere.
pub(super) fn take_shared_ends(old: &[u32], new: &[u32], runs: &mut Vec<Run>) -> Vec<Run> {
    let mut taken = Vec::new();
    for at in 1..runs.len() {
        let (before, after) = (runs[at - 1], runs[at]);
        let gap = Stretch::between(before, after);
        let most = gap.old.len().min(gap.new.len());
        if most < SENTENCE {
            continue;
        }
        let ends = |old_place, new_place| {
            boundary(old, old_place) >= SENTENCE_END && boundary(new, new_place) >= SENTENCE_END
        };
        let last = (0..=most.min(before.length)).find(|&by| ends(gap.old.start - by, gap.new.start - by));
        if let Some(by @ 1..) = last {
            runs[at - 1].length -= by;
            taken.push(Run { old: gap.old.start - by, new: gap.new.start - by, length: by });
        }
        let first = (0..=most.min(after.length)).find(|&by| ends(gap.old.end + by, gap.new.end + by));
        if let Some(by @ 1..) = first {
            runs[at] = Run { old: after.old + by, new: after.new + by, length: after.length - by };
            taken.push(Run { length: by, ..after });
        }
    }
    runs.retain(|run| run.length > 0);
    taken
}

/// How well a passage begins or ends at a place between tokens.
pub(super) fn boundary(tokens: &[u32], place: usize) -> i32 {
    let token = |at: Option<usize>| tokens.get(at?).copied();
    let (Some(before), Some(after)) = (token(place.checked_sub(1)), token(Some(place))) else {
        return 6;
    };
    match (character(before), character(after)) {
        ('\n', '\n') => 5,
        ('\n', _) => 6,
        (_, '\n') => 5,
        (_, '。' | '!' | '?' | ',' | '、' | ';' | ':' | '”' | '’' | ')' | '》' | '.') => -1,
        ('。' | '!' | '?', _) => 4,
        ('”' | '’' | ')', _) => 3,
        (',' | ';' | ':', _) => 2,
        ('“' | '‘' | '(' | '《', _) => -1,
        (_, '“' | '‘' | '(' | '《') => 1,
        (before, after) if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() => -2,
        _ => 0,
    }
}
