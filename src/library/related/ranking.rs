//! The candidates looked at closely: figures by what they say, the sentences around them; and the order in which the
//! best are shown.

use std::collections::HashMap;
use std::ops::Range;

use super::asked::Weights;
use super::gathering::Candidate;
use super::terms::{Feature, features, terms};
use super::units::{characters, sentences};
use crate::library::ArticleId;
use crate::text::{BREAK, UNIT_BYTES, unit_of};

/// What the sentence before and behind a candidate counts, and the ones beside these.
const AROUND: [f32; 2] = [0.1, 0.03];

/// The first places, which go to different articles and different words where that can be.
const FIRST: usize = 3;

/// Of the first places so many at most to one article.
const MOST_OF_ONE: usize = 2;

/// A sentence is told with one beside it where both together share this much of what it shares alone.
const TOGETHER: f32 = 0.75;

/// Lengths left aside, both together must share this many times what it shares alone: else the other tells of something
/// else.
const GAIN: f32 = 1.2;

/// Two sentences told together have so many characters at most: four lines of a wide screen.
const LONGEST: usize = 220;

/// Two candidates that share as much of what they have together say it in the same words.
const SAME: f32 = 0.8;

/// A candidate with what it shares.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub article: ArticleId,
    /// Code points of the article's text, the sentence as the walk took it.
    pub own: Range<usize>,
    /// The sentence before or behind it, where that tells more of the same.
    pub beside: Option<Range<usize>>,
    /// 1 for the asked passage itself.
    pub score: f32,
    features: Vec<Feature>,
}

impl Ranked {
    /// Whether its own sentence is told with another one.
    fn is_within(&self, other: &Ranked) -> bool {
        let holds = |range: &Range<usize>| range.start < self.own.end && self.own.start < range.end;
        self.article == other.article && (holds(&other.own) || other.beside.as_ref().is_some_and(holds))
    }
}

/// The candidates by how much they share with what is asked, in the order in which they are shown, down to `least`.
pub fn ranked(candidates: &[Candidate], weights: &Weights, least: f32) -> Vec<Ranked> {
    let ranked = candidates.iter().filter_map(|candidate| ranked_one(candidate, weights));
    let mut found: Vec<Ranked> = ranked.filter(|ranked| ranked.score >= least).collect();
    found.sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then_with(|| (one.article, one.own.start).cmp(&(other.article, other.own.start)))
    });
    spread(found)
}

/// None for what has something in common with the sentences around the passage alone.
fn ranked_one(candidate: &Candidate, weights: &Weights) -> Option<Ranked> {
    let all = sentences(&candidate.units);
    let place = all.iter().position(|range| range.contains(&candidate.own.start)).unwrap_or(0);
    let own = read(candidate, &candidate.own, weights);
    if own.words.is_empty() && weights.of_passage(&own.features, own.len) <= 0.0 {
        return None;
    }
    let alone = weights.of_all(&own.features, &own.words, own.len);
    let mut score = alone;
    let mut beside = None;
    let mut most = TOGETHER * alone;
    for (away, share) in (1..).zip(AROUND) {
        let before = place.checked_sub(away).and_then(|at| all.get(at));
        for range in before.into_iter().chain(all.get(place + away)) {
            let other = read(candidate, range, weights);
            score += share * weights.of_passage(&other.features, other.len);
            let len = own.len + other.len;
            if away == 1 && len <= LONGEST && !other.features.is_empty() && joins(candidate, range) {
                let both = together(&own.features, &other.features);
                let words = together(&own.words, &other.words);
                let together = weights.of_all(&both, &words, len);
                let gain = together / weights.by_length(len) * weights.by_length(own.len);
                if together >= most && gain >= GAIN * alone {
                    most = together;
                    beside = Some((range.clone(), both));
                }
            }
        }
    }
    let (beside, features) = beside.map_or((None, own.features), |(range, both)| (Some(range), both));
    let in_article = |range: Range<usize>| {
        let start = candidate.start + range.start - candidate.own.start;
        start..start + range.len()
    };
    Some(Ranked {
        article: candidate.article,
        own: in_article(candidate.own.clone()),
        beside: beside.map(in_article),
        score: weights.normalised(score).min(1.0),
        features,
    })
}

/// A sentence as it is compared.
struct Sentence {
    features: Vec<Feature>,
    /// See [`Weights::words`].
    words: Vec<usize>,
    /// Characters.
    len: usize,
}

/// The sentence at this place of a candidate's units.
fn read(candidate: &Candidate, range: &Range<usize>, weights: &Weights) -> Sentence {
    let units = candidate.units.get(range.start * UNIT_BYTES..range.end * UNIT_BYTES).unwrap_or_default();
    let folded = characters(units);
    Sentence { features: features(&terms(&folded)), words: weights.words(&folded), len: folded.len() }
}

/// What either has, in order.
fn together<Item: Copy + Ord>(one: &[Item], other: &[Item]) -> Vec<Item> {
    let mut both = [one, other].concat();
    both.sort_unstable();
    both.dedup();
    both
}

/// Whether the sentence beside a candidate stands in the same paragraph.
fn joins(candidate: &Candidate, beside: &Range<usize>) -> bool {
    let first = if beside.start < candidate.own.start { beside } else { &candidate.own };
    let units: &[[u8; UNIT_BYTES]] = candidate.units.as_chunks().0;
    let last = first.end.checked_sub(1).and_then(|at| units.get(at));
    last.is_some_and(|&last| {
        let last = u16::from_le_bytes(last);
        last != BREAK && last != unit_of('\n') && last != unit_of('\r')
    })
}

/// The same, but that the first places do not all go to one article, or to the same words.
fn spread(found: Vec<Ranked>) -> Vec<Ranked> {
    let mut shown: Vec<Ranked> = Vec::with_capacity(found.len());
    let mut later = Vec::new();
    let mut of_article: HashMap<ArticleId, usize> = HashMap::new();
    let mut rest = found.into_iter();
    for ranked in rest.by_ref() {
        let count = of_article.entry(ranked.article).or_default();
        if shown.iter().any(|other| ranked.is_within(other)) {
            continue;
        }
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
