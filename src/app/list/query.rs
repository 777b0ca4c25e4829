//! What is typed to find articles: words, each of which must be found, in whatever order.

use nucleo_matcher::Matcher;

use super::word::{Masks, Word, folded};
use crate::text::is_passed_over;

/// What is typed, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    typed: String,
    words: Vec<Word>,
}

impl Query {
    /// The words of what is typed.
    pub(super) fn new(typed: &str) -> Query {
        let characters = |word: &str| -> Vec<char> {
            word.chars().filter(|&character| !is_passed_over(character)).map(folded).collect()
        };
        let words = typed.split_whitespace().map(characters).filter(|word| !word.is_empty());
        Query { typed: typed.trim().to_owned(), words: words.map(|word| Word::new(&word)).collect() }
    }

    /// As it was typed, without blanks around.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether it is `former`, or more: all that this finds, `former` found too.
    pub(super) fn begins_with(&self, former: &Query) -> bool {
        !self.is_empty() && self.typed.starts_with(&former.typed)
    }

    /// How well it fits, the better the greater, below [`SCORES`](super::word::SCORES); `None` where a word does not.
    pub(super) fn fits(
        &self,
        haystack: &[char],
        title: usize,
        masks: Masks,
        matcher: &mut Matcher,
    ) -> Option<u16> {
        let words = u16::try_from(self.words.len()).unwrap_or(u16::MAX);
        self.words
            .iter()
            .try_fold(0u16, |all, word| Some(all + word.fits(haystack, title, masks, matcher)? / words))
    }

    /// The characters of a title that are found, by their places, in order.
    pub(super) fn places(&self, title: &str) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let title: Vec<char> = title.chars().map(folded).collect();
        let mut places: Vec<usize> = self.words.iter().flat_map(|word| word.places(&title)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lit(query: &str, title: &str) -> String {
        let places = Query::new(query).places(title);
        title
            .chars()
            .enumerate()
            .filter(|(place, _)| places.contains(place))
            .map(|(_, character)| character)
            .collect()
    }

    #[test]
    fn a_title_is_found_as_written_and_as_read() {
        for query in
            ["談判", "谈判", "tp", "TP", "tanpan", "tan pan", "談p", "tanp", "t判", "pan tan", "ｔｐ"]
        {
            assert_eq!(lit(query, "昨日談判破裂"), "談判", "{query}");
        }
        for query in ["chongqing", "zhongqing", "cq", "zq", "重q"] {
            assert_eq!(lit(query, "重慶的橋"), "重慶", "{query}");
        }
        assert_eq!(lit("nvren", "女人之一"), "女人");
        assert_eq!(lit("nüren", "女人之一"), "女人");
        assert_eq!(lit("nuren", "女人之一"), "女人");
        assert_eq!(lit("xian", "西安"), "西安");
        assert_eq!(lit("pt", "昨日談判"), "");
        assert_eq!(lit("tang", "談判"), "");
        assert_eq!(lit("", "談判"), "");
    }

    #[test]
    fn other_scripts_are_found_as_written() {
        assert_eq!(lit("港朝", "港の朝"), "港朝");
        assert_eq!(lit("협상", "핵 협상 재개"), "협상");
        assert_eq!(lit("f35", "F-35 交付"), "F35");
        assert_eq!(lit("発電", "發電廠"), "發電");
        assert_eq!(lit("发电", "発電所"), "発電");
        assert_eq!((lit("ﾃﾛ", "テロ対策"), lit("てろ", "テロ対策")), ("テロ".to_owned(), "テロ".to_owned()));
        assert_eq!(
            (lit("muller", "Müller"), lit("MÜ", "Müller")),
            ("Muller".replace('u', "ü"), "Mü".to_owned())
        );
        assert_eq!(lit("ab", "A\u{301}b"), "Ab");
    }

    #[test]
    fn a_longer_query_begins_with_a_shorter_one() {
        let begins = |query: &str, former: &str| Query::new(query).begins_with(&Query::new(former));
        assert!(begins("tp", "t") && begins("t p", "t ") && begins("t p", "t") && begins("t ", "t"));
        assert!(!begins("t", "tp") && !begins("pt", "t") && !begins("", "t"));
    }

    #[test]
    fn what_nobody_sees_is_no_word() {
        assert!(Query::new("\u{200b}").is_empty());
        assert_eq!(lit("\u{200b} 談", "談判"), "談");
    }
}
