//! How characters are read: the pinyin of each Chinese character without its tones, all readings of one that has
//! several, so that 重慶 is found by `chongqing` and by `zq`.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

/// The characters whose readings are known, after folding: the main block and its first extension.
const KNOWN: RangeInclusive<u32> = 0x3400..=0x9fff;

/// The readings of all characters. Many characters are read alike: each way is kept once.
#[derive(Debug)]
pub(super) struct Readings {
    /// For each of [`KNOWN`], which of `ways` it is read; 0 where that is not known.
    way_of: Vec<u16>,
    ways: Vec<Vec<&'static str>>,
    /// For each of `ways`, the letters in it, a bit each from `a`.
    letters: Vec<u32>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(Readings::new);

impl Readings {
    /// The table. Working it out takes some milliseconds, once.
    pub(super) fn get() -> &'static Readings {
        &READINGS
    }

    fn new() -> Readings {
        let mut ways = vec![Vec::new()];
        let mut known: HashMap<Vec<&'static str>, u16> = HashMap::from([(Vec::new(), 0)]);
        let way_of = KNOWN
            .map(|code| {
                let found = char::from_u32(code).and_then(|character| character.to_pinyin_multi());
                let mut readings: Vec<&'static str> =
                    found.into_iter().flatten().map(|pinyin| pinyin.plain()).collect();
                readings.sort_unstable();
                readings.dedup();
                *known.entry(readings).or_insert_with_key(|readings| {
                    ways.push(readings.clone());
                    u16::try_from(ways.len() - 1).unwrap_or(0)
                })
            })
            .collect();
        let letters =
            ways.iter().map(|readings| readings.iter().copied().map(letters).fold(0, |all, one| all | one));
        Readings { letters: letters.collect(), way_of, ways }
    }

    /// Which of the ways a character is read; 0 for one without pinyin.
    pub(super) fn way(&self, character: char) -> usize {
        let code = character as u32;
        if !KNOWN.contains(&code) {
            return 0;
        }
        self.way_of.get((code - KNOWN.start()) as usize).copied().unwrap_or(0).into()
    }

    /// The letters in a way's readings, a bit each from `a`.
    pub(super) fn letters(&self, way: usize) -> u32 {
        self.letters.get(way).copied().unwrap_or(0)
    }

    /// All ways: the readings of each.
    pub(super) fn ways(&self) -> &[Vec<&'static str>] {
        &self.ways
    }
}

/// Whether a letter of pinyin may be typed as that: `ü` as `v`, or as `u`, which it is folded to.
pub(super) fn is_typed_as(letter: char, typed: char) -> bool {
    letter == typed || letter == 'ü' && matches!(typed, 'u' | 'v')
}

fn letters(reading: &str) -> u32 {
    let bit = |letter: char| 1u32.checked_shl((letter as u32).wrapping_sub('a' as u32)).unwrap_or(0);
    let bits = |letter: char| if letter == 'ü' { bit('u') | bit('v') } else { bit(letter) };
    reading.chars().map(bits).fold(0, |all, one| all | one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(character: char) -> &'static [&'static str] {
        let readings = Readings::get();
        &readings.ways()[readings.way(character)]
    }

    #[test]
    fn a_character_is_read_in_all_its_ways() {
        assert_eq!(read('谈'), ["tan"]);
        assert!(read('重').contains(&"zhong") && read('重').contains(&"chong"));
        assert!(read('a').is_empty() && read('の').is_empty() && read('한').is_empty());
        assert!(is_typed_as('ü', 'v') && is_typed_as('ü', 'u') && !is_typed_as('u', 'v'));
        assert_ne!(Readings::get().letters(Readings::get().way('女')) & 1 << ('v' as u32 - 'a' as u32), 0);
    }
}
