//! Short sequences of tokens that occur once in either text: what occurs once in both is almost surely the same place.

use std::ops::Range;

/// One in this many sequences is looked at in a long text, chosen by what it is, so that it is the same ones in both.
const SAMPLED: u64 = 8;

/// Texts of more tokens than this are long.
const LONG: usize = 1 << 17;

/// Where sequences of `size` tokens stand that occur once in `old_parts` and once in `new_parts`, by their place in the
/// old text. No sequence reaches from one part into the next.
pub(super) fn shared(
    old: &[u32],
    old_parts: &[Range<usize>],
    new: &[u32],
    new_parts: &[Range<usize>],
    size: usize,
) -> Vec<(usize, usize)> {
    let total = |parts: &[Range<usize>]| parts.iter().map(ExactSizeIterator::len).sum::<usize>();
    let sampled = if total(old_parts).max(total(new_parts)) > LONG { SAMPLED } else { 1 };
    let (old_once, new_once) = (once(old, old_parts, size, sampled), once(new, new_parts, size, sampled));
    let mut found = Vec::new();
    let mut candidates = new_once.iter().peekable();
    for &(hash, at) in &old_once {
        while candidates.next_if(|candidate| candidate.0 < hash).is_some() {}
        if let Some(&&(_, there)) = candidates.peek().filter(|candidate| candidate.0 == hash)
            && old[at..at + size] == new[there..there + size]
        {
            found.push((at, there));
        }
    }
    found.sort_unstable();
    found
}

/// The sequences that occur once, by their hash, and where.
fn once(tokens: &[u32], parts: &[Range<usize>], size: usize, sampled: u64) -> Vec<(u64, usize)> {
    let mut all: Vec<(u64, usize)> = Vec::new();
    for part in parts {
        hashes(&tokens[part.clone()], size)
            .filter(|(hash, _)| (hash >> 32) % sampled == 0)
            .for_each(|(hash, at)| all.push((hash, part.start + at)));
    }
    all.sort_unstable();
    all.chunk_by(|one, next| one.0 == next.0).filter(|same| same.len() == 1).map(|same| same[0]).collect()
}

/// The hash of each sequence of `size` tokens, and where it begins. Each comes from the one before in a few steps.
fn hashes(tokens: &[u32], size: usize) -> impl Iterator<Item = (u64, usize)> {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let leaving = (0..size).fold(1u64, |power, _| power.wrapping_mul(FACTOR));
    let mut hash = 0u64;
    (0..tokens.len()).filter_map(move |end| {
        hash = hash.wrapping_mul(FACTOR).wrapping_add(u64::from(tokens[end]) + 1);
        if let Some(left) = end.checked_sub(size) {
            hash = hash.wrapping_sub(leaving.wrapping_mul(u64::from(tokens[left]) + 1));
        }
        // The low bits of a product know little of the high ones.
        let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (end + 1).checked_sub(size).map(|start| (mixed ^ (mixed >> 32), start))
    })
}
