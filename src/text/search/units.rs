//! A text folded, a unit of 16 bits a code point: the place of a unit is the offset of its code point in the text, and
//! one pass of `memchr::memmem` over the bytes finds words in a million of them in a tenth of a millisecond.
//!
//! What nobody sees when looking for words keeps its place as [`PASSED`]. Code points outside the Basic Multilingual
//! Plane that fold to none within it share the 2,048 surrogates, so what is found with one of those is a candidate. Two
//! code points that one character stands for as well have that one's unit and a [`PASSED`].

use std::sync::OnceLock;

use icu_properties::CodePointMapData;
use icu_properties::props::GraphemeClusterBreak;
use memchr::memmem::Finder;

use super::fold::{composed, is_passed_over, may_compose, search_fold};

/// Bytes that a unit takes, the lower one first.
pub const UNIT_BYTES: usize = 2;

/// The unit that stands for no code point: between two texts.
pub const BREAK: u16 = 0;

/// The unit of a code point that nobody sees when looking for words.
pub const PASSED: u16 = 0xffff;

/// Code points that are looked up together: those of one script, more or less.
const PAGE: usize = 256;

/// How much a text's units tell by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texture {
    /// Every code point is a grapheme cluster and has a unit that is seen: equal units are a match.
    Plain,
    /// Some code points are [`PASSED`], or join their neighbours in a cluster: words are to be looked for among the
    /// units that are not [`PASSED`], and what is found to be checked in the text.
    Joined,
}

/// Puts the units of `text` behind `units`, each as [`UNIT_BYTES`] bytes.
pub fn fold_into(text: &str, units: &mut Vec<u8>) -> Texture {
    let mut joined = false;
    units.reserve(text.len() / 3 * UNIT_BYTES);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let (unit, joins) = looked_up(character);
        joined |= joins | (unit == PASSED);
        let Some((whole, parts)) = whole(character, characters.as_str()) else {
            units.extend_from_slice(&unit.to_le_bytes());
            continue;
        };
        joined = true;
        units.extend_from_slice(&unit_of(whole).to_le_bytes());
        for _ in 0..parts {
            characters.next();
            units.extend_from_slice(&PASSED.to_le_bytes());
        }
    }
    if joined { Texture::Joined } else { Texture::Plain }
}

/// The unit of a code point that stands alone.
pub fn unit_of(character: char) -> u16 {
    looked_up(character).0
}

fn work_out(character: char) -> u16 {
    if is_passed_over(character) {
        return PASSED;
    }
    let folded = search_fold(character) as u32;
    u16::try_from(folded).unwrap_or(0xd800 | ((folded ^ (folded >> 11)) & 0x7ff) as u16)
}

/// Whether a unit stands for several code points that are not the same.
pub(super) fn is_shared(unit: u16) -> bool {
    (0xd800..0xe000).contains(&unit)
}

/// The character that `first` makes with what follows it, and how many code points of that.
pub(super) fn whole(first: char, rest: &str) -> Option<(char, usize)> {
    if !may_compose(first) {
        return None;
    }
    let mut found = None;
    let mut character = first;
    for (parts, next) in (1..).zip(rest.chars()) {
        let Some(more) = composed(character, next) else { break };
        character = more;
        found = Some((character, parts));
    }
    found
}

/// The first byte, from byte `from` on, of the first place in `units` where `wanted`, which is units as well, is found.
pub(super) fn find_unit(wanted: &Finder, units: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let found = from + wanted.find(units.get(from..)?)?;
        if found.is_multiple_of(UNIT_BYTES) {
            return Some(found);
        }
        from = found + 1;
    }
}

/// Whether a grapheme cluster may hold `character` and another.
pub(super) fn joins(character: char) -> bool {
    !matches!(
        CodePointMapData::<GraphemeClusterBreak>::new().get(character),
        GraphemeClusterBreak::Other
            | GraphemeClusterBreak::Control
            | GraphemeClusterBreak::LF
            | GraphemeClusterBreak::LV
            | GraphemeClusterBreak::LVT
    )
}

/// Of each code point of a page what [`looked_up`] gives.
type Page = Box<[(u16, bool); PAGE]>;

/// The unit of a code point, and whether it joins others. Worked out a page at a time, each once.
fn looked_up(character: char) -> (u16, bool) {
    static PAGES: [OnceLock<Page>; PAGE] = [const { OnceLock::new() }; PAGE];
    let code = character as usize;
    let Some(page) = PAGES.get(code / PAGE) else { return (work_out(character), joins(character)) };
    let page = page.get_or_init(|| {
        let mut entries = Box::new([(PASSED, false); PAGE]);
        for (entry, code) in entries.iter_mut().zip(code / PAGE * PAGE..) {
            let character = u32::try_from(code).ok().and_then(char::from_u32);
            *entry = character.map_or((PASSED, false), |character| (work_out(character), joins(character)));
        }
        entries
    });
    page[code % PAGE]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::properties::unrecorded;
    use crate::text::clusters;

    fn units(text: &str) -> Vec<u16> {
        let mut bytes = Vec::new();
        fold_into(text, &mut bytes);
        bytes.as_chunks().0.iter().map(|&unit| u16::from_le_bytes(unit)).collect()
    }

    fn seen(text: &str) -> Vec<u16> {
        units(text).into_iter().filter(|&unit| unit != PASSED).collect()
    }

    #[test]
    fn each_code_point_has_its_place() {
        for text in ["談e\u{301}判", "ｶﾞ", "\u{1112}\u{1161}\u{11ab}", "👩\u{200d}👩", "\0\u{ffff}𠀋"]
        {
            assert_eq!(units(text).len(), text.chars().count(), "{text}");
            assert!(!units(text).contains(&BREAK));
        }
    }

    #[test]
    fn one_code_point_and_two_are_the_same() {
        for (one, other) in [
            ("caf\u{e9}", "cafe\u{301}"),
            ("ガス", "ｶﾞｽ"),
            ("がす", "カ゛ス"),
            ("한국", "\u{1112}\u{1161}\u{11ab}국"),
            ("談判", "談\u{200b}判\u{fe00}"),
            ("𝐀", "a"),
        ] {
            assert_eq!(seen(one), seen(other), "{one} {other}");
        }
    }

    #[test]
    fn found_on_units_alone() {
        let mut text = Vec::new();
        // As bytes, the units of this text hold those wanted between two of them.
        fold_into("\u{6100}\u{6261}\u{62}ab", &mut text);
        let mut wanted = Vec::new();
        fold_into("ab", &mut wanted);
        assert_eq!(find_unit(&Finder::new(&wanted), &text, 0), Some(6));
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn plain_is_what_has_a_cluster_a_code_point(text in "([ -~一-龥。“か゛が、！Ａㄱ-ㅎ]|\u{301}|\u{3099}|\u{200d}|👨|🇹|❤|\u{fe0f}|각|ᄀ|ᅡ|\r|\n|ﾞ|ｶ){0,20}") {
            let mut bytes = Vec::new();
            if fold_into(&text, &mut bytes) == Texture::Plain {
                prop_assert_eq!(clusters(&text).count(), text.chars().count());
                prop_assert!(!units(&text).contains(&PASSED));
            }
            prop_assert_eq!(units(&text).len(), text.chars().count());
        }
    }
}
