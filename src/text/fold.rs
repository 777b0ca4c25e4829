//! Characters that readers take for the same made the same, for matching alone: never for what is shown or kept.
//!
//! Traditional forms, their variants and the Japanese new forms fold to Simplified ones, full-width forms to ASCII,
//! half-width kana to full-width, capitals to small letters, the Chinese and Japanese quotation marks to the curly ones.
//! Each character becomes one character, whatever stands beside it, so that a place in the folded text is a place in the
//! text. Several Traditional characters may become one (發 and 髮): what is found this way is a candidate.

mod simplified;

use simplified::SIMPLIFIED;

/// How many bytes a character of [`SIMPLIFIED`] takes in UTF-8.
const BYTES: usize = 3;

/// The ideographs that the table speaks of, and those between: the first, and one past the last.
const IDEOGRAPHS: (usize, usize) = (0x3400, 0xa000);

/// What each of [`IDEOGRAPHS`] is folded to: a look at one place, for every letter of every article is folded.
static FOLDED: [u16; IDEOGRAPHS.1 - IDEOGRAPHS.0] = folded();

/// What the half-width forms U+FF61 to U+FF9F stand for, in their order.
static FULL_WIDTH: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア',
    'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ',
    'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ',
    'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// The character that stands for `character` and for all that are the same to a reader. Folding it again changes nothing.
pub fn fold(character: char) -> char {
    match character {
        '\0'..='\u{7f}' => character.to_ascii_lowercase(),
        '\u{3400}'..='\u{9fff}' => simplified(character),
        '\u{3000}' => ' ',
        '「' | '｢' => '“',
        '」' | '｣' => '”',
        '『' => '‘',
        '』' => '’',
        '\u{ff01}'..='\u{ff5e}' => ascii(character).to_ascii_lowercase(),
        '\u{ff61}'..='\u{ff9f}' => FULL_WIDTH[character as usize - 0xff61],
        _ => small(character),
    }
}

fn simplified(character: char) -> char {
    let found = (character as usize).checked_sub(IDEOGRAPHS.0).and_then(|at| FOLDED.get(at));
    found.and_then(|&code| char::from_u32(code.into())).unwrap_or(character)
}

/// The ASCII character of a full-width form.
fn ascii(character: char) -> char {
    char::from_u32(character as u32 - 0xff01 + 0x21).unwrap_or(character)
}

/// The small letter, where it is one character and has itself for its small letter.
fn small(character: char) -> char {
    let mut small = character.to_lowercase();
    match (small.next(), small.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

/// The table by place: [`SIMPLIFIED`] has each ideograph that is folded, and behind it what to.
const fn folded() -> [u16; IDEOGRAPHS.1 - IDEOGRAPHS.0] {
    let mut folded = [0; IDEOGRAPHS.1 - IDEOGRAPHS.0];
    let mut ideograph = IDEOGRAPHS.0;
    while ideograph < IDEOGRAPHS.1 {
        folded[ideograph - IDEOGRAPHS.0] = ideograph as u16;
        ideograph += 1;
    }
    let mut at = 0;
    while at < SIMPLIFIED.len() {
        folded[code_point(at) as usize - IDEOGRAPHS.0] = code_point(at + BYTES);
        at += 2 * BYTES;
    }
    folded
}

/// The character of [`SIMPLIFIED`] that begins at byte `at`.
const fn code_point(at: usize) -> u16 {
    let bytes = SIMPLIFIED.as_bytes();
    assert!(bytes[at] >> 4 == 0b1110, "a character that does not take three bytes in UTF-8");
    ((bytes[at] as u16 & 0x0f) << 12) | ((bytes[at + 1] as u16 & 0x3f) << 6) | (bytes[at + 2] as u16 & 0x3f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        text.chars().map(fold).collect()
    }

    #[test]
    fn scripts_and_widths_and_capitals_meet() {
        assert_eq!(folded("臺灣網絡產業發展"), folded("台湾网络产业发展"));
        assert_eq!(folded("ＡＢｃ１２，Ｆ－３５"), "abc12,f-35");
        assert_eq!(folded("ﾃｽﾄ･ｶﾞ"), "テスト・カ゛");
        assert_eq!(folded("「甲『乙』」\u{3000}ÉΩ"), "“甲‘乙’” éω");
    }

    #[test]
    fn what_texts_write_in_two_ways_meets() {
        for (one, other) in
            "羣群峯峰爲為衆眾綫線麪麵啓啟牀床説說裏裡佔占佈布週周遊游託托後后乾干著着".chars().zip_pairs()
        {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn japanese_forms_meet_chinese_ones() {
        assert_eq!(folded("発沢駅図総対戦経済広東横浜"), folded("發澤驛圖總對戰經濟廣東橫濱"));
        assert_eq!(folded("発沢駅図総対戦経済広東横浜"), folded("发泽驿图总对战经济广东横滨"));
        // Shanghai, and a plant: characters of their own in Chinese.
        assert_eq!(folded("沪芸"), "沪芸");
    }

    #[test]
    fn a_fold_is_folded() {
        for character in '\0'..=char::MAX {
            assert_eq!(fold(fold(character)), fold(character), "{character:?}");
        }
    }

    trait ZipPairs: Iterator<Item = char> + Sized {
        fn zip_pairs(mut self) -> impl Iterator<Item = (char, char)> {
            std::iter::from_fn(move || self.next().zip(self.next()))
        }
    }

    impl<I: Iterator<Item = char>> ZipPairs for I {}
}
