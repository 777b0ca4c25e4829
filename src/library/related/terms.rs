//! What of a sentence is compared: its ideographs, kana and Hangul one by one, its Latin words and its figures whole, and
//! each two of these that stand side by side.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::text::{Date, Meaning, figures};

/// How much a term tells by itself, before it is known how rare it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One character of a script without spaces: most words have two.
    Character,
    /// A Latin word, a number, a part of a date.
    Whole,
}

/// A part of a sentence that may stand in another one as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The same for all that says the same.
    key: u64,
    pub kind: Kind,
    /// Where it stands, in characters of the folded sentence.
    pub range: Range<usize>,
    /// Whether it is a number, and no part of a date.
    is_number: bool,
    /// Whether it follows the term before it with nothing between.
    pub joins: bool,
}

/// A term, or two terms side by side: equal in two sentences where both hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature(u64, u64);

impl Feature {
    pub fn of(term: &Term) -> Feature {
        Feature(term.key, 0)
    }

    pub fn pair(first: &Term, second: &Term) -> Feature {
        Feature(first.key, second.key)
    }

    /// That `what` is counted, however many of it: 32艘, 至少10艘.
    pub fn counted(what: &Term) -> Feature {
        Feature(0, what.key)
    }
}

/// The terms of a folded sentence, in order.
pub fn terms(folded: &[char]) -> Vec<Term> {
    let mut found = Terms::default();
    let mut figures = figures(folded).into_iter().peekable();
    let mut at = 0;
    while let Some(&character) = folded.get(at) {
        if let Some(figure) = figures.next_if(|figure| figure.range.start == at) {
            at = figure.range.end;
            match figure.meaning {
                Meaning::Number(number) => {
                    found.push(("number", number), Kind::Whole, figure.range);
                    found.terms.iter_mut().last().into_iter().for_each(|term| term.is_number = true);
                }
                Meaning::Date(date) => found.push_date(date, figure.range),
            }
        } else if !character.is_alphanumeric() {
            at += 1;
        } else if is_word_letter(character) {
            let end =
                (at..folded.len()).find(|&place| !is_word_letter(folded[place])).unwrap_or(folded.len());
            found.push(&folded[at..end], Kind::Whole, at..end);
            at = end;
        } else {
            found.push(character, Kind::Character, at..at + 1);
            at += 1;
        }
    }
    found.terms
}

/// The features of a sentence, each once.
pub fn features(terms: &[Term]) -> Vec<Feature> {
    let singles = terms.iter().map(Feature::of);
    let pairs = pairs(terms).map(|(one, other)| Feature::pair(one, other));
    let mut found: Vec<Feature> = singles.chain(pairs).chain(counted(terms).map(Feature::counted)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Each two terms that stand side by side.
pub fn pairs(terms: &[Term]) -> impl Iterator<Item = (&Term, &Term)> {
    terms.windows(2).filter_map(|pair| match pair {
        [one, other] if other.joins => Some((one, other)),
        _ => None,
    })
}

/// The terms that stand behind a number, and say what it counts.
pub fn counted(terms: &[Term]) -> impl Iterator<Item = &Term> {
    pairs(terms).filter(|(one, _)| one.is_number).map(|(_, other)| other)
}

/// Whether a character belongs to a word that is written in letters with spaces around it.
fn is_word_letter(character: char) -> bool {
    character.is_alphanumeric() && (character as u32) < 0x1100
}

#[derive(Default)]
struct Terms {
    terms: Vec<Term>,
}

impl Terms {
    fn push(&mut self, meaning: impl Hash, kind: Kind, range: Range<usize>) {
        let mut hasher = DefaultHasher::new();
        meaning.hash(&mut hasher);
        let joins = self.terms.last().is_some_and(|last| last.range.end == range.start);
        // No term has the key 0, which in a feature stands for none.
        self.terms.push(Term { key: hasher.finish() | 1, kind, range, is_number: false, joins });
    }

    /// A date is what it tells, year, month and day by themselves: another text may leave some of them out.
    fn push_date(&mut self, date: Date, range: Range<usize>) {
        let parts = [(date.year, '年'), (date.month.map(u16::from), '月'), (date.day.map(u16::from), '日')];
        let first = self.terms.len();
        for (value, mark) in parts {
            let Some(value) = value else { continue };
            self.push(("date", value, mark), Kind::Whole, range.clone());
        }
        for term in self.terms.iter_mut().skip(first + 1) {
            term.joins = true;
        }
    }
}
