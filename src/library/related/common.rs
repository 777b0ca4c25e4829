//! What is common in Chinese at large. A library of a few articles cannot know: an ordinary phrase that two of them have by
//! chance is as rare in it as a name. The table is drawn from a dictionary with frequencies (`assets/words`), and read when
//! it is first asked.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::LazyLock;

use crate::text::{fold, unit_of};

static COMMON: LazyLock<Common> =
    LazyLock::new(|| Common::new(include_str!("../../../assets/words/common.txt")));

/// What part of its weight each common character, pair and word keeps; what is in none of these keeps all.
struct Common {
    units: HashMap<u16, f32>,
    pairs: HashMap<(u16, u16), f32>,
    words: HashMap<String, f32>,
}

/// What part of its weight this unit keeps, from 0 to 1.
pub fn of_unit(unit: u16) -> f32 {
    COMMON.units.get(&unit).copied().unwrap_or(1.0)
}

/// The same of two units side by side.
pub fn of_pair(first: u16, second: u16) -> f32 {
    COMMON.pairs.get(&(first, second)).copied().unwrap_or(1.0)
}

/// The same of a folded word of those in `assets/words/alike.txt`.
pub fn of_word(word: &str) -> f32 {
    COMMON.words.get(word).copied().unwrap_or(1.0)
}

impl Common {
    /// Reads the table: lines of a kind, a number in tenths, and what it holds for.
    fn new(table: &str) -> Common {
        let mut common = Common { units: HashMap::new(), pairs: HashMap::new(), words: HashMap::new() };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(' ');
            let kind = fields.next();
            let Some(part) = fields.next().and_then(|tenths| tenths.parse::<f32>().ok()) else { continue };
            let part = part / 10.0;
            for item in fields {
                let mut units = item.chars().map(|character| unit_of(fold(character)));
                match (kind, units.next(), units.next()) {
                    (Some("word"), ..) => lessen(&mut common.words, item.chars().map(fold).collect(), part),
                    (_, Some(first), Some(second)) => lessen(&mut common.pairs, (first, second), part),
                    (_, Some(unit), None) => lessen(&mut common.units, unit, part),
                    _ => {}
                }
            }
        }
        common
    }
}

/// Of what folding makes the same, the most common tells.
fn lessen<Key: Eq + Hash>(parts: &mut HashMap<Key, f32>, key: Key, part: f32) {
    parts.entry(key).and_modify(|known| *known = known.min(part)).or_insert(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str) -> f32 {
        let units: Vec<u16> = text.chars().map(|character| unit_of(fold(character))).collect();
        of_pair(units[0], units[1])
    }

    #[test]
    fn ordinary_phrases_are_common_and_names_are_not() {
        assert!(pair("我們") < pair("方面") && pair("方面") < pair("艦隊"), "words");
        assert!(pair("的人") < 1.0, "the end of a word and the beginning of another");
        for name in ["礁盤", "牡蠣", "かな", "강물"] {
            assert_eq!(pair(name), 1.0, "{name}");
        }
        assert!(of_unit(unit_of('的')) < of_unit(unit_of('核')));
        assert!(of_word("认为") < of_word("斡旋"));
        assert_eq!(of_word("无此词"), 1.0);
    }
}
