//! Characters that readers take for the same made the same, for matching alone: never for what is shown or kept.
//!
//! Traditional forms and their variants fold to Simplified ones, full-width forms to ASCII, half-width kana to
//! full-width, capitals to small letters, the Chinese and Japanese quotation marks to the curly ones. Each character
//! becomes one character, whatever stands beside it, so that a place in the folded text is a place in the text. Several
//! Traditional characters may become one (發 and 髮): what is found this way is a candidate.

mod simplified;

use simplified::SIMPLIFIED;

/// How many bytes a character of [`SIMPLIFIED`] takes in UTF-8.
const BYTES: usize = 3;

const PAIRS: usize = SIMPLIFIED.len() / (2 * BYTES);

/// What has a fold, in the order of code points.
static FROM: [u16; PAIRS] = every_other(0);

/// What each of [`FROM`] is folded to.
static TO: [u16; PAIRS] = every_other(BYTES);

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
    let found = u16::try_from(character as u32).ok().and_then(|code| FROM.binary_search(&code).ok());
    found.and_then(|at| char::from_u32(TO[at].into())).unwrap_or(character)
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

/// The characters of [`SIMPLIFIED`] from byte `at` on, leaving out every second.
const fn every_other(mut at: usize) -> [u16; PAIRS] {
    let bytes = SIMPLIFIED.as_bytes();
    let mut found = [0; PAIRS];
    let mut index = 0;
    while index < PAIRS {
        assert!(bytes[at] >> 4 == 0b1110, "a character that does not take three bytes in UTF-8");
        found[index] = ((bytes[at] as u16 & 0x0f) << 12)
            | ((bytes[at + 1] as u16 & 0x3f) << 6)
            | (bytes[at + 2] as u16 & 0x3f);
        at += 2 * BYTES;
        index += 1;
    }
    found
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
    fn the_table_is_in_order() {
        assert!(FROM.is_sorted_by(|one, next| one < next));
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
