//! Where passages are found, beside where their characters really went.

use super::dice::Dice;
use super::edits::{Text, words};
use crate::annotation::Relocation;
use crate::text::Span;

/// What became of the passages of one kind of edit.
#[derive(Default)]
pub struct Tally {
    /// Passages whose words still stand: in order, side by side, with a corrected character or two.
    pub standing: usize,
    /// Those of them that were found, from their first character to their last.
    pub right: usize,
    /// Those of them that were not found.
    pub lost: usize,
    /// Passages of whose words some are gone, or that other words came between.
    pub torn: usize,
    /// Those of them that were found where words of theirs stand.
    pub torn_found: usize,
    /// Passages of whose words nothing is left.
    pub gone: usize,
    /// Passages of any kind that were found in a wrong place; where the words still stand, in any but the right one.
    pub wrong: usize,
    /// Some that were lost or wrong, as people can read them.
    pub complaints: Vec<String>,
}

impl Tally {
    /// How many passages were looked for.
    pub fn total(&self) -> usize {
        self.standing + self.torn + self.gone
    }

    /// Looks for passages of all lengths of `old` in `new`, which was made from it.
    pub fn judge(&mut self, old: &str, new: &Text, dice: &mut Dice) {
        let new_words = words(new);
        let relocation = Relocation::new(old, &new_words);
        let bytes = |text: &str| -> Vec<usize> {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        let (old_bytes, new_bytes) = (bytes(old), bytes(&new_words));
        let mut now: Vec<Option<usize>> = vec![None; old_bytes.len()];
        new.iter().enumerate().for_each(|(at, tracked)| {
            if let Some(from) = tracked.from {
                now[from] = Some(at);
            }
        });
        for (start, end) in passages(old, dice) {
            let span = Span::new(old_bytes[start], old_bytes[end]);
            let found = relocation.find(span).map(|found| found.span);
            let places: Vec<usize> = now[start..end].iter().copied().flatten().collect();
            let hull = places.iter().min().zip(places.iter().max());
            let truth = hull.map(|(&first, &last)| Span::new(new_bytes[first], new_bytes[last + 1]));
            if !self.count(found, truth, fate(&places, end - start, new)) && self.complaints.len() < 20 {
                let place =
                    |span: Option<Span>| span.map_or("nothing".into(), |span| around(&new_words, span));
                let (was, found, truth) = (around(old, span), place(found), place(truth));
                self.complaints.push(format!("{was}\n    found {found}\n    truth {truth}"));
            }
        }
    }

    /// Counts a passage, and says whether it was found as it should be.
    fn count(&mut self, found: Option<Span>, truth: Option<Span>, fate: Fate) -> bool {
        let well = match fate {
            Fate::Standing => found == truth,
            Fate::Torn => found.zip(truth).is_none_or(|(found, truth)| found.overlaps(truth)),
            // A correction of all of its characters stands where they stood.
            Fate::Gone => found.is_none() || found == truth,
        };
        match fate {
            Fate::Standing => {
                self.standing += 1;
                self.right += usize::from(well);
                self.lost += usize::from(found.is_none());
            }
            Fate::Torn => {
                self.torn += 1;
                self.torn_found += usize::from(well && found.is_some());
            }
            Fate::Gone => self.gone += 1,
        }
        self.wrong += usize::from(!well && found.is_some());
        well
    }
}

#[derive(Clone, Copy)]
enum Fate {
    Standing,
    Torn,
    Gone,
}

/// What became of a passage of `length` characters, of which those at `places` of the new text remain.
fn fate(places: &[usize], length: usize, new: &Text) -> Fate {
    let corrected = places.iter().filter(|&&at| new[at].corrected).count();
    let side_by_side = places.windows(2).all(|pair| pair[1] == pair[0] + 1);
    if places.len() == length && side_by_side && corrected <= 2 && corrected * 3 <= length {
        Fate::Standing
    } else if places.len() > corrected {
        Fate::Torn
    } else {
        Fate::Gone
    }
}

/// Passages as a reader would tag them, in characters: single ones, words, pieces of any length, clauses, sentences,
/// and such as reach over several paragraphs.
fn passages(text: &str, dice: &mut Dice) -> Vec<(usize, usize)> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut push = |start: usize, end: usize| {
        let ends_well = |at: usize| !characters[at].is_whitespace();
        if start < end && end < characters.len() && ends_well(start) && ends_well(end - 1) {
            found.push((start, end));
        }
    };
    for _ in 0..12 {
        let start = dice.below(characters.len());
        push(start, start + 1);
        push(start, start + 2 + dice.below(3));
        push(start, start + 5 + dice.below(10));
        push(start, start + 60 + dice.below(300));
    }
    let divided: Vec<usize> =
        (0..characters.len()).filter(|&at| "。，：\n".contains(characters[at])).collect();
    for _ in 0..25 {
        let one = dice.below(divided.len() - 1);
        push(divided[one] + 1, divided[one + 1]);
        let full_stop = divided[one..].iter().find(|&&at| characters[at] == '。');
        push(divided[one] + 1, full_stop.map_or(0, |at| at + 1));
    }
    found
}

/// A passage in brackets, with what stands before and after.
fn around(text: &str, span: Span) -> String {
    let from = text[..span.start].char_indices().rev().nth(15).map_or(0, |(at, _)| at);
    let to = text[span.end..].char_indices().nth(15).map_or(text.len(), |(at, _)| span.end + at);
    format!("{}[{}]{}", &text[from..span.start], span.of(text), &text[span.end..to]).replace('\n', "␊")
}
