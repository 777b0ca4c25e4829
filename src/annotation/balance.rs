//! The balance of an article: how much of it is claim, fact, opinion, and how much has no label, by its sentences and by
//! its characters.
//!
//! A character counts once, for the label that prevails on it ([`super::prevailing()`]), whose colour it has in the text. A
//! sentence counts for the label that most of its characters have, and having none counts like a label. Blanks count for
//! nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::prevailing::{Counts, Labelled, Over};
use crate::text::{Span, cluster_spans};

/// What the shares are shares of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Sentences.
    #[default]
    Sentences,
    /// Grapheme clusters that are not blank.
    Characters,
}

/// How many sentences and characters count for one label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Sentences.
    pub sentences: usize,
    /// Grapheme clusters that are not blank.
    pub characters: usize,
}

impl Amount {
    /// The amount that is asked for.
    pub fn by(self, by: By) -> usize {
        match by {
            By::Sentences => self.sentences,
            By::Characters => self.characters,
        }
    }

    fn add(&mut self, other: Amount) {
        self.sentences += other.sentences;
        self.characters += other.characters;
    }
}

/// How much of a text counts for each label, and for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// The labels that something counts for, by name.
    pub labels: BTreeMap<String, Amount>,
    /// What counts for no label.
    pub untagged: Amount,
}

impl Balance {
    /// The balance of `text`, of which `sentences` are read: spans in order that do not overlap. `marks` are
    /// annotations: their spans and the names of their labels.
    ///
    /// Takes time by the text's length, and by the number of annotations with its logarithm.
    pub fn of(text: &str, sentences: impl IntoIterator<Item = Span>, marks: &[Labelled]) -> Balance {
        let mut over = Over::new(text, marks.iter().copied());
        let mut balance = Balance::default();
        for sentence in sentences {
            let characters = cluster_spans(text, sentence).into_iter();
            let counts = Counts::of(characters.map(|character| over.label(character)));
            for &(label, characters) in counts.all() {
                balance.amount_mut(label).characters += characters;
            }
            if let Some(label) = counts.most() {
                balance.amount_mut(label).sentences += 1;
            }
        }
        balance
    }

    /// Takes another text's balance into this one.
    pub fn add(&mut self, other: &Balance) {
        for (label, &amount) in &other.labels {
            self.amount_mut(Some(label)).add(amount);
        }
        self.untagged.add(other.untagged);
    }

    /// How much counts for a label.
    pub fn amount(&self, label: &str) -> Amount {
        self.labels.get(label).copied().unwrap_or_default()
    }

    /// How much there is of everything together.
    pub fn whole(&self) -> Amount {
        let mut whole = self.untagged;
        self.labels.values().for_each(|&amount| whole.add(amount));
        whole
    }

    fn amount_mut(&mut self, label: Option<&str>) -> &mut Amount {
        match label {
            Some(label) => self.labels.entry(label.to_owned()).or_default(),
            None => &mut self.untagged,
        }
    }
}

/// How many of `cells` cells each of `amounts` takes, so that together they take all: by largest remainder. Nothing where
/// there is nothing.
pub fn apportion(amounts: &[usize], cells: usize) -> Vec<usize> {
    let whole: usize = amounts.iter().sum();
    if whole == 0 {
        return vec![0; amounts.len()];
    }
    let mut taken: Vec<usize> = amounts.iter().map(|amount| amount * cells / whole).collect();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    order.sort_by_key(|&index| Reverse(amounts[index] * cells % whole));
    let left = cells - taken.iter().sum::<usize>();
    order.into_iter().take(left).for_each(|index| taken[index] += 1);
    taken
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;
    use crate::text::{self, is_blank};

    const TEXT: &str = "河水漲了。橋斷了嗎？ 沒有人說。";

    fn mark<'a>(quote: &str, label: &'a str) -> (Span, &'a str) {
        let start = TEXT.find(quote).unwrap();
        (Span::new(start, start + quote.len()), label)
    }

    fn balance(marks: &[(Span, &str)]) -> Vec<(String, usize, usize)> {
        let balance = Balance::of(TEXT, text::sentences(TEXT), marks);
        let amounts =
            |(label, amount): (&str, Amount)| (label.to_owned(), amount.sentences, amount.characters);
        let labels = balance.labels.iter().map(|(label, &amount)| (label.as_str(), amount));
        labels.chain([("", balance.untagged)]).map(amounts).collect()
    }

    #[test]
    fn nothing_tagged_is_all_untagged() {
        assert_eq!(balance(&[]), [(String::new(), 3, 15)]);
    }

    #[test]
    fn a_sentence_goes_to_the_label_of_most_of_its_characters() {
        let marks = [mark("河水漲", "fact"), mark("橋", "claim"), mark("人說。", "opinion")];
        let wanted = [("claim", 0, 1), ("fact", 1, 3), ("opinion", 1, 3), ("", 1, 8)];
        assert_eq!(balance(&marks), wanted.map(|(label, s, c)| (label.to_owned(), s, c)));
    }

    #[test]
    fn the_narrowest_annotation_has_the_character() {
        let marks = [mark("河水漲了。橋斷了嗎？", "claim"), mark("河水漲了", "fact"), mark("了", "opinion")];
        let wanted = [("claim", 1, 6), ("fact", 1, 3), ("opinion", 0, 1), ("", 1, 5)];
        assert_eq!(balance(&marks), wanted.map(|(label, s, c)| (label.to_owned(), s, c)));
    }

    #[test]
    fn parts_fill_the_bar() {
        assert_eq!(apportion(&[1, 1, 1], 10), [4, 3, 3]);
        assert_eq!(apportion(&[0, 5], 7), [0, 7]);
        assert_eq!(apportion(&[0, 0], 7), [0, 0]);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn each_character_and_sentence_counts_once_for_what_a_scan_finds(
            text in "[字水。，\u{3000} a]{0,60}",
            marks in prop::collection::vec((0usize..60, 1usize..20, 0usize..3), 0..12),
        ) {
            let edges: Vec<usize> = text.char_indices().map(|found| found.0).chain([text.len()]).collect();
            let names = ["claim", "fact", "opinion"];
            let place = |index: usize| edges[index.min(edges.len() - 1)];
            let marks: Vec<(Span, &str)> = marks
                .iter()
                .map(|&(start, length, label)| (Span::new(place(start), place(start + length)), names[label]))
                .filter(|(span, _)| !span.is_empty())
                .collect();
            let sentences = text::sentences(&text);
            let balance = Balance::of(&text, sentences.iter().copied(), &marks);

            let mut characters: BTreeMap<Option<&str>, usize> = BTreeMap::new();
            let within = sentences.iter().flat_map(|sentence| text::cluster_spans(&text, *sentence));
            for character in within.filter(|span| !span.of(&text).chars().all(is_blank)) {
                let over = marks.iter().filter(|(span, _)| span.overlaps(character));
                let found = over.min_by_key(|(span, label)| (span.of(&text).chars().count(), span.start, *label));
                *characters.entry(found.map(|found| found.1)).or_default() += 1;
            }
            prop_assert_eq!(balance.untagged.characters, characters.get(&None).copied().unwrap_or(0));
            for name in names {
                let found = characters.get(&Some(name)).copied().unwrap_or(0);
                prop_assert_eq!(balance.amount(name).characters, found);
            }
            let read = |span: &&Span| !span.of(&text).chars().all(is_blank);
            prop_assert_eq!(balance.whole().sentences, sentences.iter().filter(read).count());
        }

        #[test]
        fn a_bar_is_as_long_as_it_should_be(amounts in prop::collection::vec(0usize..1000, 1..6), cells in 0usize..200) {
            let taken = apportion(&amounts, cells);
            let whole: usize = amounts.iter().sum();
            prop_assert_eq!(taken.iter().sum::<usize>(), if whole == 0 { 0 } else { cells });
            for (amount, cells_taken) in amounts.iter().zip(&taken) {
                prop_assert!((*cells_taken * whole).abs_diff(amount * cells) <= whole);
            }
        }
    }
}
