//! Words that reports use for the same (`assets/words`): one has 磋商 where another has 會談; and what the mainland, Taiwan and
//! Hong Kong call by different names, from OpenCC's dictionaries. Without them sentences that say the same with no word in
//! common would not be found.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::common;
use crate::text::fold;

/// Groups of words, a group a line.
const GROUPS: &str = include_str!("../../../assets/words/alike.txt");

/// Words of two usages, two a line.
const USAGES: [&str; 2] = [
    include_str!("../../../assets/opencc/TWPhrases.txt"),
    include_str!("../../../assets/opencc/HKPhrases.txt"),
];

static ALL: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let groups = GROUPS.lines().map(|line| group(line.split(' ')));
    let usages = USAGES.iter().flat_map(|list| list.lines()).map(|line| group(line.split('\t')));
    groups.chain(usages).filter(|group| group.len() > 1).collect()
});

/// The words of a line, folded, each once; none of a comment's.
fn group<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut group: Vec<String> = words
        .take_while(|word| !word.starts_with('#'))
        .map(|word| word.chars().map(fold).collect::<String>())
        .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphanumeric))
        .collect();
    group.sort_unstable();
    group.dedup();
    group
}

/// The groups of which a passage has a word.
#[derive(Clone, Debug)]
pub struct Alike {
    words: Vec<Word>,
    groups: Vec<Group>,
    /// Finds `words`.
    finder: Option<AhoCorasick>,
}

/// A word of one of the groups, or of several.
#[derive(Clone, Debug)]
pub struct Word {
    /// Folded.
    pub text: String,
    /// What part of a group's weight it has: the more common, the less.
    part: f32,
}

/// By the places of their words.
#[derive(Clone, Debug)]
pub struct Group {
    /// Those that the passage has.
    asked: Vec<usize>,
    /// The others.
    pub others: Vec<usize>,
    /// What it counts that one has another of its words, before it is known how common the words are.
    pub weight: f32,
}

impl Group {
    /// The places of all its words.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        self.asked.iter().chain(&self.others).copied()
    }
}

impl Alike {
    /// The groups of which the folded passage has a word. Of words within one another the longest counts.
    pub fn of(folded: &[char]) -> Alike {
        let passage: String = folded.iter().collect();
        let mut had: Vec<&str> =
            ALL.iter().flatten().map(String::as_str).filter(|word| passage.contains(word)).collect();
        if let Some(finder) = finder(&had) {
            had = finder.find_iter(&passage).map(|found| &passage[found.range()]).collect();
        }
        had.sort_unstable();
        had.dedup();
        let groups: Vec<&Vec<String>> = ALL
            .iter()
            .filter(|group| group.iter().any(|word| had.binary_search(&word.as_str()).is_ok()))
            .collect();
        let mut words: Vec<&str> = groups.iter().copied().flatten().map(String::as_str).collect();
        words.sort_unstable();
        words.dedup();
        let place = |word: &String| words.binary_search(&word.as_str()).ok();
        let groups = groups.iter().map(|group| {
            let is_had = |place: &usize| had.binary_search(&words[*place]).is_ok();
            let (asked, others) = group.iter().filter_map(place).partition(is_had);
            Group { asked, others, weight: 0.0 }
        });
        let groups = groups.collect();
        let finder = finder(&words);
        let words = words.iter().map(|text| Word { text: (*text).to_owned(), part: common::of_word(text) });
        Alike { words: words.collect(), groups, finder }
    }

    /// All words of these groups.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The same with what each group counts.
    pub fn weighed(&self, weight: impl Fn(&Group) -> f32) -> Alike {
        let groups = self.groups.iter().map(|group| Group { weight: weight(group), ..group.clone() });
        Alike { groups: groups.collect(), ..self.clone() }
    }

    /// What a word of the passage counts for another word of its group.
    fn between(&self, group: &Group, asked: usize, other: usize) -> f32 {
        group.weight * self.words[asked].part.min(self.words[other].part)
    }

    /// What it counts at most that a sentence has the word `other` of a group.
    pub fn of_other(&self, group: &Group, other: usize) -> f32 {
        group.asked.iter().map(|&asked| self.between(group, asked, other)).fold(0.0, f32::max)
    }

    /// The places of the words that a folded sentence has, in order.
    pub fn found(&self, folded: &[char]) -> Vec<usize> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let text: String = folded.iter().collect();
        let mut found: Vec<usize> = finder.find_iter(&text).map(|found| found.pattern().as_usize()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What the words `found` of a sentence count beside what it shares with the passage: those of groups of which it has
    /// another word than the passage. Each word stands for one of the passage at most, and the other way round.
    pub fn score(&self, found: &[usize]) -> f32 {
        let has = |word: &usize| found.binary_search(word).is_ok();
        let groups = self.groups.iter().filter(|group| !group.asked.iter().any(has));
        let mut matches: Vec<(f32, usize, usize)> = groups
            .filter_map(|group| {
                let others = group.others.iter().filter(|other| has(other));
                let all = others.flat_map(|&other| {
                    group.asked.iter().map(move |&asked| (self.between(group, asked, other), asked, other))
                });
                all.max_by(|one, two| one.0.total_cmp(&two.0))
            })
            .collect();
        matches.sort_by(|one, two| two.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
        let (mut sum, mut taken) = (0.0, Vec::new());
        for (weight, asked, other) in matches {
            if !taken.contains(&asked) && !taken.contains(&other) {
                sum += weight;
                taken.extend([asked, other]);
            }
        }
        sum
    }
}

/// Finds the longest of `words` from the left on; none where there are none.
fn finder(words: &[&str]) -> Option<AhoCorasick> {
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words);
    builder.ok().filter(|_| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<char> {
        text.chars().map(fold).collect()
    }

    /// What the second counts beside what it shares with the first, each group counting 1.
    fn score(passage: &str, sentence: &str) -> f32 {
        let alike = Alike::of(&folded(passage)).weighed(|_| 1.0);
        alike.score(&alike.found(&folded(sentence)))
    }

    #[test]
    fn every_group_has_different_words_of_two_characters_at_least() {
        for line in GROUPS.lines().filter(|line| !line.starts_with('#')) {
            let words = line.split(' ').count();
            assert!(words > 1 && group(line.split(' ')).len() == words, "{line}");
        }
    }

    #[test]
    fn other_words_for_the_same_count_in_either_script_and_usage() {
        for (passage, sentence) in [
            ("磋商告吹", "雙方的會談"),
            ("双方的会谈", "磋商告吹"),
            ("军方试射导弹", "試射飛彈"),
            ("列支敦士登", "列支敦斯登"),
        ] {
            assert!(score(passage, sentence) > 0.0, "{passage} {sentence}");
        }
        assert_eq!(score("海燕号触礁", "漁會主席"), 0.0);
        assert_eq!(score("", "會談"), 0.0);
    }

    #[test]
    fn a_word_that_both_have_does_not_count_again() {
        assert_eq!(score("會談破裂", "会谈重启"), 0.0);
        assert_eq!(score("會談與磋商", "对话和会谈"), 0.0);
    }

    #[test]
    fn the_longest_word_counts_and_each_for_one_other() {
        let alike = Alike::of(&folded("直升機空襲"));
        assert!(alike.words().iter().all(|word| word.text != "升机"));
        assert_eq!(score("空襲", "轰炸和袭击"), score("空襲", "轰炸").max(score("空襲", "袭击")));
        assert!(score("空襲與斡旋", "轰炸与调停") > score("空襲與斡旋", "轰炸与谈心"));
    }

    #[test]
    fn a_rarer_word_counts_more() {
        assert!(score("斡旋", "撮合") > score("表示", "指出"));
    }
}
