//! The script an article is written in, told from its characters.

use serde::{Deserialize, Serialize};

use super::script_tables::{SIMPLIFIED, TRADITIONAL};
use crate::text::{Conversion, Usage};

/// The script an article is written in, as far as a reader cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Chinese in Traditional characters.
    Traditional,
    /// Chinese in Simplified characters.
    Simplified,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// Anything else.
    #[default]
    Other,
}

/// How many bytes are looked at in each of three places of a long text.
const SAMPLE: usize = 7 * 1024;

impl Script {
    /// The script of `text`, from its beginning, its middle and its end. Chinese without a character that differs
    /// between the scripts counts as Traditional.
    pub fn detect(text: &str) -> Self {
        let mut counts = Counts::default();
        for part in sample(text) {
            counts.add(part);
        }
        counts.script()
    }

    /// The BCP 47 language tag by which fonts, line breaking and other programs know it.
    pub const fn language_tag(self) -> &'static str {
        match self {
            Self::Traditional => "zh-Hant",
            Self::Simplified => "zh-Hans",
            Self::Japanese => "ja",
            Self::Korean => "ko",
            Self::Other => "und",
        }
    }

    /// One character, two cells wide, that stands for it in a list.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Traditional => "繁",
            Self::Simplified => "简",
            Self::Japanese => "日",
            Self::Korean => "한",
            Self::Other => "文",
        }
    }

    /// Its name in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Traditional => "Traditional Chinese",
            Self::Simplified => "Simplified Chinese",
            Self::Japanese => "Japanese",
            Self::Korean => "Korean",
            Self::Other => "other",
        }
    }
}

impl Script {
    /// What shows an article in the other script, where it has one: Simplified characters are shown as Traditional ones
    /// of that usage, Traditional ones, taken to be of that usage, as Simplified ones.
    pub const fn to_other(self, usage: Usage) -> Option<Conversion> {
        match self {
            Self::Simplified => Some(Conversion::ToTraditional(usage)),
            Self::Traditional => Some(Conversion::ToSimplified(usage)),
            Self::Japanese | Self::Korean | Self::Other => None,
        }
    }
}

/// How many characters of each sort there are.
#[derive(Default)]
struct Counts {
    hangul: usize,
    kana: usize,
    han: usize,
    traditional: usize,
    simplified: usize,
    other_letters: usize,
}

impl Counts {
    fn add(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\0'..='\x7F' => self.other_letters += usize::from(character.is_ascii_alphabetic()),
                '가'..='힣' => self.hangul += 1,
                'ぁ'..='ゖ' | 'ァ'..='ヺ' => self.kana += 1,
                '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                    self.han += 1;
                    self.traditional += usize::from(TRADITIONAL.contains(character));
                    self.simplified += usize::from(SIMPLIFIED.contains(character));
                }
                _ => self.other_letters += usize::from(character.is_alphabetic()),
            }
        }
    }

    /// Foreign words are quoted in every script: the shares are above what quotations come to, and below what
    /// the plainest text in that script has. A letter of an alphabet counts for a fifth of an ideograph, as about
    /// five make a word.
    fn script(&self) -> Script {
        let east_asian = self.hangul + self.kana + self.han;
        if east_asian == 0 || east_asian * 5 < self.other_letters {
            Script::Other
        } else if self.hangul * 4 >= east_asian {
            Script::Korean
        } else if self.kana * 12 >= east_asian {
            Script::Japanese
        } else if self.simplified > self.traditional {
            Script::Simplified
        } else {
            Script::Traditional
        }
    }
}

/// Beginning, middle and end of a long text; a short one whole. Cut between characters: only whole ones are
/// counted, and a cluster's base says all.
fn sample(text: &str) -> [&str; 3] {
    if text.len() <= 3 * SAMPLE {
        return [text, "", ""];
    }
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let part = |start: usize| &text[boundary(start)..boundary(start + SAMPLE)];
    [part(0), part((text.len() - SAMPLE) / 2), part(text.len() - SAMPLE)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Script;
    use crate::properties::unrecorded;

    #[test]
    fn tells_the_scripts_apart() {
        let cases = [
            ("河邊的老樹倒了，沒有人說話。", Script::Traditional),
            ("河边的老树倒了，没有人说话。", Script::Simplified),
            ("川のそばの古い木が倒れた。", Script::Japanese),
            ("東京都知事選挙の投票率、過去最低を更新", Script::Japanese),
            ("강가의 오래된 나무가 쓰러졌다.", Script::Korean),
            ("The old tree by the river fell.", Script::Other),
            ("Старое дерево у реки упало.", Script::Other),
            ("", Script::Other),
            ("2024 — 2025", Script::Other),
        ];
        for (text, script) in cases {
            assert_eq!(Script::detect(text), script, "{text}");
        }
    }

    #[test]
    fn conversion_by_machine_leaves_traditional_what_it_is() {
        assert_eq!(Script::detect("雨停之后,村里的范圍擴大了,老師們只能干等。"), Script::Traditional);
    }

    #[test]
    fn quoted_words_do_not_turn_it() {
        let chinese = "老師把學生帶到河邊，讓他們看水位，又講了許多過去的事情。".repeat(3);
        assert_eq!(Script::detect(&format!("{chinese}「おはよう」")), Script::Traditional);
        assert_eq!(Script::detect(&format!("{chinese}“안녕하세요”")), Script::Traditional);
        let english = "Notice: what stands above was sent in by a member of the public.";
        assert_eq!(Script::detect(&format!("{chinese}\n{english}")), Script::Traditional);
        let words = "The word 茶 came to Europe by two roads, one over land and one by sea.";
        assert_eq!(Script::detect(words), Script::Other);
    }

    #[test]
    fn a_foreign_preface_does_not_hide_a_long_text() {
        let text = format!("{}{}", "preface ".repeat(500), "河边的老树倒了，没有人说话。".repeat(2000));
        assert_eq!(Script::detect(&text), Script::Simplified);
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn no_text_makes_it_panic(text: String, times in 1usize..400) {
            Script::detect(&text.repeat(times));
        }
    }
}
