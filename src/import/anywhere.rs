//! Looks for annotations in all articles by their words alone, many at once: a walk over the library costs the same for
//! one and for a thousand.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{Incoming, Reason};
use crate::library::{ArticleId, LibraryError, Store};

/// Code points that the words must have to tell an article from others.
const ENOUGH: usize = 8;

/// For each annotation the one article in which the quote stands between the words around it, or why there is none.
pub(super) fn find_anywhere(
    store: &Store,
    annotations: &[Incoming],
) -> Result<Vec<Result<ArticleId, Reason>>, LibraryError> {
    let mut found = vec![Err(Reason::Nowhere); annotations.len()];
    let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, one) in annotations.iter().enumerate() {
        let words = one.words();
        if words.chars().nth(ENOUGH - 1).is_none() {
            found[index] = Err(Reason::TooShort);
        } else {
            wanted.entry(words).or_default().push(index);
        }
    }
    let wanted: Vec<(String, Vec<usize>)> = wanted.into_iter().collect();
    let Some(automaton) = automaton(&wanted) else {
        return Ok(found);
    };
    for entry in store.entries(0, usize::MAX)? {
        let text = store.text(entry.id)?.text;
        for index in standing(&automaton, &wanted, &text) {
            found[index] = match found[index] {
                Err(Reason::Nowhere) => Ok(entry.id),
                _ => Err(Reason::Several),
            };
        }
    }
    Ok(found)
}

/// `None` where nothing is wanted, or more than an automaton can hold.
fn automaton(wanted: &[(String, Vec<usize>)]) -> Option<AhoCorasick> {
    if wanted.is_empty() {
        return None;
    }
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::ContiguousNFA));
    builder.build(wanted.iter().map(|(words, _)| words)).ok()
}

/// The annotations whose words stand in `text`, each once.
fn standing<'a>(
    automaton: &AhoCorasick,
    wanted: &'a [(String, Vec<usize>)],
    text: &str,
) -> impl Iterator<Item = usize> + 'a {
    let mut stands = vec![false; wanted.len()];
    for found in automaton.find_overlapping_iter(text) {
        stands[found.pattern().as_usize()] = true;
    }
    wanted
        .iter()
        .zip(stands)
        .filter(|(_, stands)| *stands)
        .flat_map(|((_, indices), _)| indices.iter().copied())
}
