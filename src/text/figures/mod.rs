//! Numbers and dates in a text, told by what they say: 三十二, 32 and ３２ are one number, 3.5萬 and 35,000 another, and
//! `2026-02-06` is 2026年2月6日.
//!
//! What stands around a number (約, 至少, 多, 以上) is no part of it: “at least 32” and “some 32” agree in what can be
//! compared. A range is its two numbers. A single Chinese numeral is a number only where something is counted or dated
//! with it: 一 stands in too many words.

mod date;
mod number;
mod numerals;

use std::ops::Range;

pub use date::Date;
pub use number::Number;

/// A number or a date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands, in code points of the text.
    pub range: Range<usize>,
    /// What it says.
    pub meaning: Meaning,
}

/// What a figure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// How many, or which one of several.
    Number(Number),
    /// When.
    Date(Date),
}

impl Meaning {
    /// Whether both may be said of one thing: equal numbers, dates that differ in nothing that both tell.
    pub fn agrees_with(self, other: Meaning) -> bool {
        match (self, other) {
            (Meaning::Number(one), Meaning::Number(other)) => one == other,
            (Meaning::Date(one), Meaning::Date(other)) => one.agrees_with(other),
            _ => false,
        }
    }
}

/// The figures in a text given by its code points, each folded ([`super::fold`], or more), in order.
pub fn figures(text: &[char]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let read = date::read(text, at)
            .map(|(date, end)| (Meaning::Date(date), end))
            .or_else(|| number::read(text, at).map(|(number, end)| (Meaning::Number(number), end)));
        match read {
            Some((meaning, end)) => {
                found.push(Figure { range: at..end, meaning });
                at = end;
            }
            None => at = after_word(text, at),
        }
    }
    found
}

/// One past what stands at `at`: a word of Latin letters with the digits in it whole (`F-35C`, `B2`), or one character.
fn after_word(text: &[char], at: usize) -> usize {
    let is_letter = |place: usize| {
        text.get(place).is_some_and(|character| character.is_alphabetic() && is_narrow(*character))
    };
    if !is_letter(at) {
        return at + 1;
    }
    let belongs = |place: usize| {
        let character = text.get(place).copied().unwrap_or(' ');
        let joins = matches!(character, '-' | '.' | '_' | '/' | ':')
            && text.get(place + 1).is_some_and(char::is_ascii_alphanumeric);
        is_letter(place) || character.is_ascii_digit() || joins
    };
    (at..).find(|&place| !belongs(place)).unwrap_or(text.len())
}

/// Whether a letter belongs to a script that is written with spaces between words and has no ideographs.
fn is_narrow(character: char) -> bool {
    (character as u32) < 0x1100
}

#[cfg(test)]
mod tests;
