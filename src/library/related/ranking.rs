//! The candidates looked at closely: figures by what they say, the sentences around them; and the order in which the
//! best are shown.

use std::collections::HashMap;

use super::asked::Weights;
use super::gathering::Candidate;
use super::terms::{Feature, features, terms};
use super::units::{characters, sentences};
use crate::library::ArticleId;
use crate::text::UNIT_BYTES;

/// What the sentence before and behind a candidate counts, and the ones beside these.
const AROUND: [f32; 2] = [0.1, 0.03];

/// The first places, which go to different articles and different words where that can be.
const FIRST: usize = 3;

/// Of the first places so many at most to one article.
const MOST_OF_ONE: usize = 2;

/// Two candidates that share as much of what they have together say it in the same words.
const SAME: f32 = 0.8;

/// A candidate with what it shares.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub article: ArticleId,
    /// Code points of the article's text, the sentence as the walk took it.
    pub start: usize,
    pub end: usize,
    /// 1 for the asked passage itself.
    pub score: f32,
    features: Vec<Feature>,
}

/// The candidates by how much they share with what is asked, in the order in which they are shown, down to `least`.
pub fn ranked(candidates: &[Candidate], weights: &Weights, least: f32) -> Vec<Ranked> {
    let mut found: Vec<Ranked> = candidates.iter().map(|candidate| ranked_one(candidate, weights)).collect();
    found.retain(|ranked| ranked.score >= least);
    found.sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then_with(|| (one.article, one.start).cmp(&(other.article, other.start)))
    });
    spread(found)
}

fn ranked_one(candidate: &Candidate, weights: &Weights) -> Ranked {
    let all = sentences(&candidate.units);
    let place = all.iter().position(|range| range.contains(&candidate.own.start)).unwrap_or(0);
    let read = |range: std::ops::Range<usize>| {
        let folded = characters(
            candidate.units.get(range.start * UNIT_BYTES..range.end * UNIT_BYTES).unwrap_or_default(),
        );
        (features(&terms(&folded)), folded.len())
    };
    let (features, len) = read(candidate.own.clone());
    let mut score = weights.of_all(&features, len);
    for (away, share) in (1..).zip(AROUND) {
        let before = place.checked_sub(away).and_then(|at| all.get(at));
        for range in before.into_iter().chain(all.get(place + away)) {
            let (features, len) = read(range.clone());
            score += share * weights.of_passage(&features, len);
        }
    }
    Ranked {
        article: candidate.article,
        start: candidate.start,
        end: candidate.start + candidate.own.len(),
        score: weights.normalised(score).min(1.0),
        features,
    }
}

/// The same, but that the first places do not all go to one article, or to the same words.
fn spread(found: Vec<Ranked>) -> Vec<Ranked> {
    let mut shown: Vec<Ranked> = Vec::with_capacity(found.len());
    let mut later = Vec::new();
    let mut of_article: HashMap<ArticleId, usize> = HashMap::new();
    let mut rest = found.into_iter();
    for ranked in rest.by_ref() {
        let count = of_article.entry(ranked.article).or_default();
        if *count >= MOST_OF_ONE || shown.iter().any(|other| is_same(other, &ranked)) {
            later.push(ranked);
            continue;
        }
        *count += 1;
        shown.push(ranked);
        if shown.len() == FIRST {
            break;
        }
    }
    let last = shown.last().map_or(1.0, |ranked| ranked.score);
    let held = later.into_iter().map(|ranked| Ranked { score: ranked.score.min(last), ..ranked });
    shown.extend(held.chain(rest));
    shown
}

fn is_same(one: &Ranked, other: &Ranked) -> bool {
    let shared = one.features.iter().filter(|feature| other.features.binary_search(feature).is_ok()).count();
    let together = one.features.len() + other.features.len() - shared;
    together > 0 && shared as f32 >= SAME * together as f32
}
