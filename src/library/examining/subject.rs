//! Whether a sentence speaks of what its article speaks of, told by words alone: what an article is about it names again
//! and again, and a notice that stands under every article of a site names nothing of it.
//!
//! A word is two ideographs or katakana side by side, the first two syllables of a Korean word, or a longer Latin word.
//! Measured on 211 paragraphs of ten news articles of 1,600 to 3,100 characters, and on 18 notices of sites put beside each:
//! 193 of the paragraphs speak of their article's subject, and of 180 notices 20 seem to; in the articles cut to 800
//! characters 75 of 80, and 28; cut to 300, 16 of 28, and 10. To dim news is the worse mistake.

use std::collections::{HashMap, HashSet};

use super::is_east_asian;
use crate::text::fold;

/// So many of a sentence's words its article has, often enough.
const FEWEST_WORDS: usize = 3;

/// And at least one in so many of its words: a long disclaimer shares a few with any text.
const ONE_IN: usize = 25;

/// In an article of fewer characters, a word says what it is about where it stands there at all.
const LONG: usize = 1000;

/// How often a word stands in a longer article that is about it.
const OFTEN: usize = 2;

/// A shorter Latin word says little by itself.
const FEWEST_LATIN_LETTERS: usize = 5;

/// No more characters of an article are looked at: what it is about shows before.
const REACH: usize = 50_000;

/// What an article speaks of: how often it has each word of some sentences.
pub(super) struct Subject {
    counts: HashMap<String, usize>,
    /// How often a word stands in it that it is about.
    often: usize,
}

impl Subject {
    /// As far as `title` and `rest` tell, the other words of the article, of the words in `sentences`. What the title
    /// names is what the article is about.
    pub(super) fn of<'a>(
        sentences: impl Iterator<Item = &'a str>,
        title: impl Iterator<Item = &'a str>,
        rest: impl Iterator<Item = &'a str>,
    ) -> Subject {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut seek = |word: &str| {
            counts.entry(word.to_owned()).or_default();
        };
        sentences.for_each(|sentence| words(sentence, &mut seek));
        let mut count = |block: &str, times: usize| {
            words(block, |word| counts.get_mut(word).into_iter().for_each(|count| *count += times));
        };
        title.for_each(|block| count(block, OFTEN));
        let mut length = 0;
        for block in rest {
            let end = block.char_indices().nth(REACH - length).map_or(block.len(), |(end, _)| end);
            count(&block[..end], 1);
            length += block[..end].chars().count();
        }
        Subject { counts, often: if length < LONG { 1 } else { OFTEN } }
    }

    /// Whether `sentence`, one of those it was made for, speaks of it.
    pub(super) fn is_of(&self, sentence: &str) -> bool {
        let mut own = HashSet::new();
        words(sentence, |word| {
            own.insert(word.to_owned());
        });
        let shared =
            own.iter().filter(|word| self.counts.get(*word).is_some_and(|&count| count >= self.often));
        shared.count() >= FEWEST_WORDS.max(own.len().div_ceil(ONE_IN))
    }
}

/// What a character is, as far as words are told by it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// An ideograph or a katakana: most words have two.
    Ideograph,
    Hangul,
    Other,
}

fn letter(character: char) -> Option<Letter> {
    match character {
        // Endings, particles and what else Japanese writes in hiragana.
        '\u{3041}'..='\u{309f}' => None,
        '\u{ac00}'..='\u{d7a3}' => Some(Letter::Hangul),
        _ if is_east_asian(character) => Some(Letter::Ideograph),
        _ => character.is_alphabetic().then_some(Letter::Other),
    }
}

/// Gives the words of `text`, folded.
fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut run: Vec<char> = Vec::new();
    let mut kind = None;
    let mut word = String::new();
    let mut give = |letters: &[char]| {
        word.clear();
        word.extend(letters);
        each(&word);
    };
    // Something that is no letter ends the last run.
    for character in text.chars().chain([' ']) {
        let next = letter(character);
        if next != kind {
            match kind {
                Some(Letter::Ideograph) => run.windows(2).for_each(&mut give),
                Some(Letter::Hangul) if run.len() >= 2 => give(&run[..2]),
                Some(Letter::Other) if run.len() >= FEWEST_LATIN_LETTERS => give(&run),
                _ => {}
            }
            run.clear();
            kind = next;
        }
        if next.is_some() {
            run.push(fold(character));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_of_four_scripts() {
        assert_eq!(words_of("港務局，說。"), ["港务", "务局"]);
        assert_eq!(words_of("港湾は閉まった"), words_of("港湾。"));
        assert_eq!(words_of("정부가 오늘 밝혔다"), ["정부", "오늘", "밝혔"]);
        assert_eq!(words_of("the Harbour of 2026"), words_of("harbour"));
        assert_eq!(words_of("a 1 。"), [""; 0]);
    }

    #[test]
    fn a_sentence_of_the_subject_shares_its_words() {
        let body = "港務局昨天關閉北岸碼頭。碼頭工人說，北岸碼頭已經停工三日，港務局沒有回應。";
        let sentences =
            ["北岸碼頭自星期一起關閉，港務局說原因仍在調查。", "版權所有，未經授權不得轉載本站的任何內容。"];
        let subject = Subject::of(sentences.into_iter(), [].into_iter(), [body].into_iter());
        assert_eq!(sentences.map(|sentence| subject.is_of(sentence)), [true, false]);
        // Of a short report the title tells it.
        let titled = Subject::of(sentences.into_iter(), ["港務局關閉碼頭"].into_iter(), [].into_iter());
        assert_eq!(sentences.map(|sentence| titled.is_of(sentence)), [true, false]);
    }
}
