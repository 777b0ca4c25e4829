//! The units that two readers are compared by, and which label each reader gave a unit.
//!
//! A character has the label that prevails on it ([`crate::annotation::prevailing()`]); a sentence's label follows from its
//! characters'. Blanks count for nothing.

use super::Mark;
use crate::annotation::prevailing::{Counts, Over};
use crate::text::{Span, cluster_spans};

/// What one unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A sentence, with the label that most of its characters have: having none counts like a label. As many of a
    /// label as of none: the label. As many of two labels: the one that stands first.
    Sentence,
    /// A sentence, with the label that most of its labelled characters have, however few these are.
    SentenceTouched,
    /// A grapheme cluster that is not blank.
    Character,
}

/// One article that two readers read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Its text.
    pub text: &'a str,
    /// The sentences that count, in order, not overlapping, in bytes of the text.
    pub sentences: &'a [Span],
    /// What reader A marked.
    pub a: &'a [Mark<'a>],
    /// What reader B marked.
    pub b: &'a [Mark<'a>],
}

/// One unit and its labels; `None` where the reader gave it none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// The unit, in bytes of the article's text.
    pub span: Span,
    /// The label that reader A gave it.
    pub a: Option<&'a str>,
    /// The label that reader B gave it.
    pub b: Option<&'a str>,
}

impl<'a> Reading<'a> {
    /// The article's units, in order.
    pub fn units(self, by: By) -> impl Iterator<Item = Unit<'a>> {
        let over =
            |marks: &[Mark<'a>]| Over::new(self.text, marks.iter().map(|mark| (mark.span, mark.label)));
        let (mut a, mut b) = (over(self.a), over(self.b));
        self.sentences.iter().flat_map(move |&sentence| {
            let characters = cluster_spans(self.text, sentence).into_iter();
            let labelled = characters.map(|span| Unit { span, a: a.label(span), b: b.label(span) });
            let labelled: Vec<Unit> = labelled.collect();
            let presence = match by {
                By::Character => return labelled,
                By::Sentence => false,
                By::SentenceTouched => true,
            };
            let most = |label: fn(&Unit<'a>) -> Option<&'a str>| {
                let labels = labelled.iter().map(label).filter(|label| !presence || label.is_some());
                Counts::of(labels).most().flatten()
            };
            vec![Unit { span: sentence, a: most(|unit| unit.a), b: most(|unit| unit.b) }]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;
    use crate::text::sentences;

    const TEXT: &str = "河水漲了。橋斷了嗎？沒有人說。";

    fn mark<'a>(quote: &str, label: &'a str) -> Mark<'a> {
        let start = TEXT.find(quote).unwrap();
        Mark { span: Span::new(start, start + quote.len()), label }
    }

    fn labels<'a>(marks: &'a [Mark<'a>], by: By) -> Vec<Option<&'a str>> {
        let sentences = sentences(TEXT).leak();
        let reading = Reading { text: TEXT, sentences, a: marks, b: &[] };
        let units: Vec<_> = reading.units(by).map(|unit| (unit.a, unit.b)).collect();
        assert!(units.iter().all(|unit| unit.1.is_none()));
        units.into_iter().map(|unit| unit.0).collect()
    }

    #[test]
    fn a_sentence_has_the_label_of_most_of_its_characters() {
        let marks = [mark("河水漲", "fact"), mark("橋斷", "claim"), mark("人說。", "opinion")];
        assert_eq!(labels(&marks, By::Sentence), [Some("fact"), None, Some("opinion")]);
        assert_eq!(labels(&marks, By::SentenceTouched), [Some("fact"), Some("claim"), Some("opinion")]);
    }

    #[test]
    fn among_equals_a_label_comes_before_none_and_the_first_before_the_second() {
        assert_eq!(labels(&[mark("斷了嗎", "claim")], By::Sentence)[1], Some("claim"));
        let marks = [mark("沒有", "opinion"), mark("人說", "claim")];
        assert_eq!(labels(&marks, By::Sentence)[2], Some("opinion"));
    }

    #[test]
    fn the_shorter_annotation_wins_its_characters() {
        let marks = [mark(TEXT, "claim"), mark("橋斷了嗎", "fact"), mark("水", "opinion")];
        assert_eq!(labels(&marks, By::Sentence), [Some("claim"), Some("fact"), Some("claim")]);
        let characters = labels(&marks, By::Character);
        assert_eq!(characters.len(), TEXT.chars().count());
        assert_eq!(characters[..3], [Some("claim"), Some("opinion"), Some("claim")]);
        let same = [mark("河水", "fact"), mark("河水", "claim")];
        assert_eq!(labels(&same, By::Character)[0], Some("claim"));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn a_sentence_is_labelled_where_it_is_touched(
            text in "[甲乙 。？]{0,40}",
            places in proptest::collection::vec((0usize..40, 1usize..20, "[xyz]"), 0..6),
        ) {
            let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |place: usize| edges[place.min(edges.len() - 1)];
            let marks: Vec<Mark> = places
                .iter()
                .map(|(start, length, label)| Mark { span: Span::new(at(*start), at(start + length)), label })
                .filter(|mark| !mark.span.is_empty())
                .collect();
            let sentences = sentences(&text);
            let reading = Reading { text: &text, sentences: &sentences, a: &marks, b: &[] };
            let characters: Vec<Unit> = reading.units(By::Character).collect();
            let touched: Vec<Unit> = reading.units(By::SentenceTouched).collect();
            prop_assert_eq!(touched.len(), sentences.len());
            prop_assert_eq!(characters.len(), text.chars().filter(|c| !c.is_whitespace()).count());
            for unit in touched {
                let within = || characters.iter().filter(|character| unit.span.covers(character.span));
                prop_assert_eq!(unit.a.is_some(), within().any(|character| character.a.is_some()));
                prop_assert!(unit.a.is_none_or(|label| within().any(|character| character.a == Some(label))));
            }
        }
    }
}
