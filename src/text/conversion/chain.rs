//! Which dictionaries a conversion goes through, as OpenCC's configurations have them, and how it goes. They are read when
//! a text is first converted, and only those that it takes.

use std::sync::LazyLock;

use super::alignment::{Alignment, Uneven};
use super::dictionary::Dictionary;
use super::{Conversion, Usage};
use crate::text::Span;

/// A dictionary that is read when it is first looked into.
type Lazy = LazyLock<Dictionary>;

macro_rules! dictionaries {
    ($($name:ident $file:literal)*) => {
        $(static $name: Lazy = LazyLock::new(|| {
            Dictionary::new(include_str!(concat!("../../../assets/opencc/", $file, ".txt")))
        });)*

        #[cfg(test)]
        pub(super) static ALL: &[&Lazy] = &[$(&$name),*];
    };
}

dictionaries! {
    ST_PHRASES "STPhrases"
    ST_CHARACTERS "STCharacters"
    TS_PHRASES "TSPhrases"
    TS_CHARACTERS "TSCharacters"
    TW_PHRASES "TWPhrases"
    TW_VARIANT_PHRASES "TWVariantsPhrases"
    TW_VARIANTS "TWVariants"
    FROM_TW_PHRASES "TWPhrasesRev"
    FROM_TW_VARIANT_PHRASES "TWVariantsRevPhrases"
    FROM_TW_VARIANTS "TWVariantsRev"
    HK_PHRASES "HKPhrases"
    HK_VARIANT_PHRASES "HKVariantsPhrases"
    HK_VARIANTS "HKVariants"
    FROM_HK_PHRASES "HKPhrasesRev"
    FROM_HK_VARIANT_PHRASES "HKVariantsRevPhrases"
    FROM_HK_VARIANTS "HKVariantsRev"
}

/// Dictionaries of which the first that has a word for a place decides there, by its longest.
type Step = &'static [&'static Lazy];

const TO_TRADITIONAL: Step = &[&ST_PHRASES, &ST_CHARACTERS];
const TO_SIMPLIFIED: Step = &[&TS_PHRASES, &TS_CHARACTERS];
const TO_TAIWAN: Step = &[&TW_PHRASES, &TW_VARIANT_PHRASES, &TW_VARIANTS];
const FROM_TAIWAN: Step = &[&FROM_TW_PHRASES, &FROM_TW_VARIANT_PHRASES, &FROM_TW_VARIANTS];
const TO_HONG_KONG: Step = &[&HK_PHRASES, &HK_VARIANT_PHRASES, &HK_VARIANTS];
const FROM_HONG_KONG: Step = &[&FROM_HK_PHRASES, &FROM_HK_VARIANT_PHRASES, &FROM_HK_VARIANTS];
const TAIWAN_FORMS: Step = &[&TW_VARIANT_PHRASES, &TW_VARIANTS];
const FROM_TAIWAN_FORMS: Step = &[&FROM_TW_VARIANT_PHRASES, &FROM_TW_VARIANTS];
const FROM_HONG_KONG_FORMS: Step = &[&FROM_HK_VARIANT_PHRASES, &FROM_HK_VARIANTS];
const HONG_KONG_FORMS: Step = &[&HK_VARIANT_PHRASES, &HK_VARIANTS];

/// The way of a conversion.
pub(super) struct Chain {
    /// Cuts the text into its words and what stands between them: no step goes over such a cut.
    cuts: Option<&'static Lazy>,
    steps: &'static [Step],
}

/// The way that `conversion` goes.
pub(super) fn chain(conversion: Conversion) -> Chain {
    const ST: Option<&Lazy> = Some(&ST_PHRASES);
    const TS: Option<&Lazy> = Some(&TS_PHRASES);
    let (cuts, steps): (Option<&Lazy>, &[Step]) = match conversion {
        Conversion::ToTraditional(Usage::Standard) => (None, const { &[TO_TRADITIONAL] }),
        Conversion::ToTraditional(Usage::Taiwan) => (ST, const { &[TO_TRADITIONAL, TO_TAIWAN] }),
        Conversion::ToTraditional(Usage::HongKong) => (ST, const { &[TO_TRADITIONAL, TO_HONG_KONG] }),
        Conversion::ToSimplified(Usage::Standard) => (None, const { &[TO_SIMPLIFIED] }),
        Conversion::ToSimplified(Usage::Taiwan) => (TS, const { &[FROM_TAIWAN, TO_SIMPLIFIED] }),
        Conversion::ToSimplified(Usage::HongKong) => (TS, const { &[FROM_HONG_KONG, TO_SIMPLIFIED] }),
        Conversion::Variants(Usage::Standard) => (None, &[]),
        Conversion::Variants(Usage::Taiwan) => (None, const { &[FROM_HONG_KONG_FORMS, TAIWAN_FORMS] }),
        Conversion::Variants(Usage::HongKong) => (None, const { &[FROM_TAIWAN_FORMS, HONG_KONG_FORMS] }),
    };
    Chain { cuts, steps }
}

impl Chain {
    /// `text` as it goes through all steps, and what stands for what.
    pub(super) fn convert(&self, text: &str) -> (String, Alignment) {
        let mut converted = String::with_capacity(text.len() + text.len() / 16);
        let mut alignment = Alignment::default();
        let mut start = 0;
        while start < text.len() {
            let part = &text[start..self.cut_after(text, start)];
            let place = converted.len();
            if let Some(here) = self.convert_part(part, &mut converted) {
                alignment.extend(&here, start, place);
            }
            start += part.len();
        }
        (converted, alignment)
    }

    /// Where the part that begins at `start` ends: a word, or all up to the next one.
    fn cut_after(&self, text: &str, start: usize) -> usize {
        let Some(words) = self.cuts else { return text.len() };
        let mut places = text[start..].char_indices().map(|(place, _)| start + place);
        let word = |place: usize| words.longest(&text[place..]);
        let first = places.next().and_then(word);
        match first {
            Some((bytes, _)) => start + bytes,
            None => places.find(|&place| word(place).is_some()).unwrap_or(text.len()),
        }
    }

    /// Writes a part as it goes through all steps; how it stands to the original, where that is uneven.
    fn convert_part(&self, part: &str, out: &mut String) -> Option<Alignment> {
        let Some((last, before)) = self.steps.split_last() else {
            out.push_str(part);
            return None;
        };
        let mut alignment = Alignment::default();
        let mut current = None;
        for step in before {
            let mut next = String::with_capacity(part.len());
            let here = convert(step, current.as_deref().unwrap_or(part), &mut next);
            alignment = alignment.then(&here);
            current = Some(next);
        }
        let here = convert(last, current.as_deref().unwrap_or(part), out);
        Some(alignment.then(&here))
    }
}

/// Writes `text` with the longest words of a step replaced, from its beginning on.
fn convert(step: &[&Lazy], text: &str, out: &mut String) -> Alignment {
    let mut alignment = Alignment::default();
    let (mut place, begun) = (0, out.len());
    while let Some(character) = text[place..].chars().next() {
        let rest = &text[place..];
        match step.iter().find_map(|dictionary| dictionary.longest(rest)) {
            Some((bytes, becomes)) => {
                align(&rest[..bytes], becomes, place, out.len() - begun, &mut alignment);
                out.push_str(becomes);
                place += bytes;
            }
            None => {
                out.push(character);
                place += character.len_utf8();
            }
        }
    }
    alignment
}

/// Notes in how far a word and what it becomes do not stand for one another byte by byte.
fn align(word: &str, becomes: &str, original: usize, shown: usize, alignment: &mut Alignment) {
    let even = |(one, other): (char, char)| one.len_utf8() == other.len_utf8();
    if word.len() == becomes.len() && word.chars().zip(becomes.chars()).all(even) {
        return;
    }
    let span = |start: usize, bytes: usize| Span::new(start, start + bytes);
    if word.chars().count() != becomes.chars().count() {
        let (original, shown) = (span(original, word.len()), span(shown, becomes.len()));
        return alignment.push(Uneven { original, shown });
    }
    let (mut original, mut shown) = (original, shown);
    for (one, other) in word.chars().zip(becomes.chars()) {
        let here = (span(original, one.len_utf8()), span(shown, other.len_utf8()));
        if !even((one, other)) {
            alignment.push(Uneven { original: here.0, shown: here.1 });
        }
        (original, shown) = (here.0.end, here.1.end);
    }
}
