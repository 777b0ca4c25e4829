//! Which of an article's sources a reader most likely means for a passage.

use std::collections::HashMap;

use super::reach::reach;
use super::{Attribution, family_name, is_vague};
use crate::text::Span;

/// Bytes between a passage and a verb beyond which the verb reaches it in no case: saves reading around it.
const FARTHEST_REACH: usize = 8_000;

/// The names of `attributions` as candidates for the source of `passage`, each once, the likeliest first: those in
/// whose sentence or quotation the passage stands, then the others by their distance, where one that comes after
/// counts as twice as far. Among either, those who have no name (`知情人士`) come last.
///
/// `attributions` are those of `text`, from [`attributions_near`](super::attributions_near). Of one person's two
/// forms, 阿巴斯·阿拉格齊 and 阿拉格齊, the short one is given, by which Chinese, Japanese and Korean texts call a foreigner; of Ali Vaez and Vaez the full one.
pub fn candidates(text: &str, attributions: &[Attribution], passage: Span) -> Vec<String> {
    let mut best: HashMap<&str, Rank> = HashMap::new();
    for attribution in attributions {
        let name = attribution.name.of(text);
        let rank = rank(text, *attribution, name, passage);
        best.entry(name).and_modify(|other| *other = rank.min(*other)).or_insert(rank);
    }
    let mut ranked: Vec<(Rank, &str)> = best.into_iter().map(|(name, rank)| (rank, name)).collect();
    ranked.sort_unstable();
    let names: Vec<&str> = ranked.iter().map(|(_, name)| *name).collect();
    let mut candidates: Vec<String> = Vec::new();
    for name in &names {
        let form = usual_form(name, &names);
        if !candidates.iter().any(|candidate| candidate == form) {
            candidates.push(form.to_owned());
        }
    }
    candidates
}

/// Sorts the likeliest first: within reach, with a name, near, and of equals the one that the text gives first.
type Rank = (bool, bool, usize, usize, usize);

fn rank(text: &str, attribution: Attribution, name: &str, passage: Span) -> Rank {
    let verb = attribution.verb;
    let before = passage.start.saturating_sub(verb.end);
    let after = verb.start.saturating_sub(passage.end);
    let governs = before.max(after) < FARTHEST_REACH && reach(text, attribution).overlaps(passage);
    (!governs, is_vague(name), before + 2 * after, verb.start, attribution.name.start)
}

/// The form of `name` that a reader writes, of those among `names`, which are all different. A form that two persons
/// share stays as it is.
fn usual_form<'a>(name: &'a str, names: &[&'a str]) -> &'a str {
    let family = family_name(name);
    if family.len() < name.len() {
        let is_shared =
            names.iter().any(|other| *other != name && *other != family && family_name(other) == family);
        return if names.contains(&family) && !is_shared { family } else { name };
    }
    let is_full =
        |full: &&&str| full.strip_suffix(name).is_some_and(|given| name.is_ascii() && given.ends_with(' '));
    let mut full = names.iter().filter(is_full);
    match (full.next(), full.next()) {
        (Some(only), None) => only,
        _ => name,
    }
}
