//! The best pairing of two short sequences of tokens, weighed so that what belongs together stays together.
//!
//! A longest common subsequence takes any token that fits: half a sentence here, the other half there. Here every break
//! costs more than a token is worth, and a replaced token less than a break (Gotoh's alignment with affine gaps). The
//! cost is the product of the lengths.

use super::run::{Run, Stretch};

const SAME: i32 = 2;
const REPLACED: i32 = -1;
const BREAK: i32 = -3;
const NEVER: i32 = i32::MIN / 2;

/// How a token was passed: with one of the other side, or alone on either side.
const PAIRED: usize = 0;
const OLD_ALONE: usize = 1;
const NEW_ALONE: usize = 2;

/// The runs of equal tokens of the best pairing, in order.
pub(super) fn pair(old: &[u32], new: &[u32], stretch: &Stretch) -> Vec<Run> {
    let (old, new) = (&old[stretch.old.clone()], &new[stretch.new.clone()]);
    let width = new.len() + 1;
    // For each place and each way to have come there, the way before; two bits each.
    let mut ways = vec![0u8; (old.len() + 1) * width];
    let mut above = vec![[NEVER, NEVER, BREAK]; width];
    above[0] = [0, NEVER, NEVER];
    (2..width).for_each(|column| ways[column] = (NEW_ALONE << 4) as u8);
    let mut row = vec![[NEVER; 3]; width];
    for (line, old_token) in old.iter().enumerate() {
        row[0] = [NEVER, BREAK, NEVER];
        ways[(line + 1) * width] = if line > 0 { (OLD_ALONE << 2) as u8 } else { 0 };
        for (column, new_token) in new.iter().enumerate() {
            let worth = if old_token == new_token { SAME } else { REPLACED };
            let (paired, paired_way) = best(above[column], [0; 3]);
            let (old_alone, old_way) = best(above[column + 1], [BREAK, 0, BREAK]);
            let (new_alone, new_way) = best(row[column], [BREAK, BREAK, 0]);
            row[column + 1] = [paired + worth, old_alone, new_alone];
            ways[(line + 1) * width + column + 1] = (paired_way | old_way << 2 | new_way << 4) as u8;
        }
        std::mem::swap(&mut above, &mut row);
    }
    let mut runs: Vec<Run> = Vec::new();
    let (mut line, mut column) = (old.len(), new.len());
    let mut way = best(above[column], [0; 3]).1;
    while line > 0 || column > 0 {
        let before = usize::from(ways[line * width + column] >> (2 * way)) & 3;
        line -= usize::from(way != NEW_ALONE);
        column -= usize::from(way != OLD_ALONE);
        if way == PAIRED && old[line] == new[column] {
            let one = Run { old: stretch.old.start + line, new: stretch.new.start + column, length: 1 };
            match runs.last_mut() {
                Some(run) if (run.old, run.new) == (one.old_end(), one.new_end()) => {
                    *run = Run { length: run.length + 1, ..one };
                }
                _ => runs.push(one),
            }
        }
        way = before;
    }
    runs.reverse();
    runs
}

/// The best of the ways to have come to a place, each with its cost, and which it is.
fn best(so_far: [i32; 3], costs: [i32; 3]) -> (i32, usize) {
    let mut found = (so_far[PAIRED] + costs[PAIRED], PAIRED);
    for way in [OLD_ALONE, NEW_ALONE] {
        let worth = so_far[way] + costs[way];
        if worth > found.0 {
            found = (worth, way);
        }
    }
    found
}
