//! Characters that are the same to who looks for words.
//!
//! In this order, until nothing changes: the compatibility form of one character (Unicode's NFKC: full-width and
//! half-width forms, the radicals that PDF files are full of), the letter without its accents (Latin, Greek, Cyrillic:
//! canonical decomposition), the small letter, [`crate::text::fold`] (Traditional, variant and Japanese ideographs to
//! Simplified, quotation marks), katakana to hiragana. All of it is Unicode's data by way of ICU4X, Unihan's, and OpenCC's.

use icu_normalizer::ComposingNormalizer;
use icu_normalizer::properties::{CanonicalComposition, CanonicalDecomposition, Decomposed};
use icu_properties::props::{DefaultIgnorableCodePoint, Script};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Katakana from ァ to ヶ and the iteration marks lie this far above their hiragana.
const KANA: u32 = 0x60;

/// Steps after which nothing changes any more; no character of Unicode needs as many.
const MOST_STEPS: usize = 8;

/// The character that stands for `character` and for all that are the same to who looks for words. Folding it again
/// changes nothing. What [`is_passed_over`] stays what it is.
pub fn search_fold(character: char) -> char {
    match character {
        '\0'..='\u{7f}' => return character.to_ascii_lowercase(),
        // None of the other steps touches these.
        '\u{4e00}'..='\u{9fff}' => return super::super::fold(character),
        _ => {}
    }
    let mut folded = character;
    for _ in 0..MOST_STEPS {
        let next = hiragana(super::super::fold(caseless(without_accents(compatible(folded)))));
        if next == folded {
            break;
        }
        folded = next;
    }
    folded
}

/// Whether nobody sees `character` when looking for words: combining accents and voicing marks, variation selectors,
/// joiners, soft hyphens, bidirectional controls and what else is drawn as nothing; and two code points that no text
/// should hold, which folded texts use for themselves.
pub fn is_passed_over(character: char) -> bool {
    match character {
        '\0' | '\u{ffff}' => true,
        ' '..='~' | '\u{4e00}'..='\u{9fff}' => false,
        '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{3099}'
        | '\u{309a}' => true,
        _ => CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character),
    }
}

/// The one character that `first` and `second` make together, where a text may as well hold that one: kana and a
/// voicing mark of any width, the parts of a Hangul syllable.
pub(super) fn composed(first: char, second: char) -> Option<char> {
    let voicing = match second {
        '\u{3099}' | '\u{309b}' | '\u{ff9e}' => '\u{3099}',
        '\u{309a}' | '\u{309c}' | '\u{ff9f}' => '\u{309a}',
        '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}' => {
            return CanonicalComposition::new().compose(first, second);
        }
        _ => return None,
    };
    CanonicalComposition::new().compose(compatible(first), voicing)
}

/// Whether [`composed`] may give something for a pair that begins so.
pub(super) fn may_compose(first: char) -> bool {
    matches!(first, '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9d}' | '\u{1100}'..='\u{1112}' | '\u{ac00}'..='\u{d7a3}')
}

/// The compatibility form where that is one character. The letters of Hangul stay what they are: alone they are written
/// otherwise than as parts of a syllable.
fn compatible(character: char) -> char {
    let voicing = matches!(character, '\u{ff9e}' | '\u{ff9f}');
    let mut form = ComposingNormalizer::new_nfkc().normalize_iter(std::iter::once(character));
    match (form.next(), form.next()) {
        _ if voicing => char::from_u32(character as u32 - 0xff9e + 0x309b).unwrap_or(character),
        (Some('\u{1100}'..='\u{11ff}'), None) => character,
        (Some(only), None) => only,
        _ => character,
    }
}

fn without_accents(character: char) -> char {
    let mut bare = character;
    loop {
        match CanonicalDecomposition::new().decompose(bare) {
            Decomposed::Singleton(same) => bare = same,
            Decomposed::Expansion(letter, mark) if has_accents(letter) && is_passed_over(mark) => {
                bare = letter
            }
            _ => return bare,
        }
    }
}

fn has_accents(letter: char) -> bool {
    matches!(CodePointMapData::<Script>::new().get(letter), Script::Latin | Script::Greek | Script::Cyrillic)
}

/// The small letter of the capital: ς and σ have one capital.
fn caseless(character: char) -> char {
    let capital = only(character, character.to_uppercase());
    only(character, capital.to_lowercase())
}

fn only(otherwise: char, mut form: impl Iterator<Item = char>) -> char {
    match (form.next(), form.next()) {
        (Some(only), None) => only,
        _ => otherwise,
    }
}

fn hiragana(character: char) -> char {
    match character {
        '\u{30a1}'..='\u{30f6}' | '\u{30fd}' | '\u{30fe}' => {
            char::from_u32(character as u32 - KANA).unwrap_or(character)
        }
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        text.chars().map(search_fold).collect()
    }

    #[test]
    fn scripts_variants_widths_kana_case_and_accents_meet() {
        for (one, other) in [
            ("談判", "谈判"),
            ("裏為臺后乾羣", "裡爲台後干群"),
            ("ＡＢｃ１２３，％", "abc123,%"),
            ("発電所の経済図", "發電所の經濟圖"),
            ("戦争と駅", "战争と驿"),
            ("テロリスト", "てろりすと"),
            ("ﾃﾛﾘｽﾄ", "テロリスト"),
            ("Éïñçøä", "einçøa"),
            ("Σίσυφος", "σισυφοσ"),
            ("\u{2f2f}\u{f9dd}", "工利"),
            ("「網絡」", "“网络”"),
            ("\u{a0}ｱ", " あ"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (one, other) in [("が", "か"), ("日", "曰"), ("ㄱ", "가"), ("o", "ø"), ("0", "o"), ("、", ",")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn a_fold_is_folded() {
        for character in '\0'..=char::MAX {
            let fold = search_fold(character);
            assert_eq!(search_fold(fold), fold, "{character:?}");
        }
    }

    #[test]
    fn all_that_annotations_take_for_the_same_is_the_same() {
        for character in '\0'..=char::MAX {
            let fold = super::super::super::fold(character);
            assert_eq!(search_fold(fold), search_fold(character), "{character:?}");
        }
    }

    #[test]
    fn two_code_points_make_one() {
        assert_eq!(composed('か', '\u{3099}'), Some('が'));
        assert_eq!(composed('ｶ', 'ﾞ'), Some('ガ'));
        assert_eq!(composed('ハ', '゜'), Some('パ'));
        assert_eq!(composed('\u{1112}', '\u{1161}'), Some('하'));
        assert_eq!(composed('하', '\u{11ab}'), Some('한'));
        assert_eq!(composed('あ', '゛'), None);
    }

    #[test]
    fn what_nobody_sees_is_passed_over() {
        for character in ['\u{301}', '\u{200b}', '\u{fe0f}', '\u{ad}', '\u{202e}', '\u{e0100}', '\u{feff}'] {
            assert!(is_passed_over(character), "{character:?}");
        }
        assert!(!"a一，か。\n\u{3000}゛".chars().any(is_passed_over));
    }
}
