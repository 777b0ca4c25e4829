//! Whether bytes without a byte order mark are UTF-16: no detector of encodings tells that for Chinese.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Of a hundred code units, how many must be usual ones in a text in Chinese, Japanese, Korean or Latin letters.
const USUAL_PERCENT: usize = 90;

/// The UTF-16 encoding that `head`, the first bytes of a file, is in; None where it is not UTF-16.
///
/// Text in any other encoding holds no NUL and hardly another control, while UTF-16 holds them with every newline,
/// space and digit, and with one ideograph in eight: without any, the answer is None. It is None, too, without
/// spaces, newlines, stops and commas: pairs of ASCII letters read as ideographs, but never as those.
pub(super) fn without_mark(head: &[u8]) -> Option<&'static Encoding> {
    if !head.iter().any(|&byte| is_foreign_control(byte)) {
        return None;
    }
    let little = usual_percent(head, u16::from_le_bytes);
    let big = usual_percent(head, u16::from_be_bytes);
    if little.max(big) < USUAL_PERCENT || little == big {
        None
    } else if little > big {
        Some(UTF_16LE)
    } else {
        Some(UTF_16BE)
    }
}

/// Controls that a text in a byte encoding has no use for. ESC has one, in ISO-2022-JP.
const fn is_foreign_control(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F)
}

fn usual_percent(head: &[u8], unit: impl Fn([u8; 2]) -> u16) -> usize {
    let (pairs, _) = head.as_chunks::<2>();
    let usual = pairs.iter().filter(|&&pair| is_usual(unit(pair))).count();
    let pauses = pairs.iter().filter(|&&pair| is_pause(unit(pair))).count();
    if pauses == 0 || pauses * 200 < pairs.len() { 0 } else { usual * 100 / pairs.len() }
}

/// ASCII without its controls, Latin, general punctuation, ideographs and their punctuation, kana, Hangul, full-width
/// forms. Not the surrogates: emoji are rare enough to be among the rest.
const fn is_usual(unit: u16) -> bool {
    matches!(
        unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x17F | 0x2010..=0x2027 | 0x3000..=0x312F | 0x4E00..=0x9FFF
            | 0xAC00..=0xD7A3 | 0xFF00..=0xFFEF
    )
}

/// Space, newline, and the most frequent punctuation.
const fn is_pause(unit: u16) -> bool {
    matches!(unit, 0x0A | 0x0D | 0x20 | 0x2C | 0x2E | 0x3000..=0x3002 | 0xFF0C)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_16BE, UTF_16LE};

    use super::without_mark;

    const TEXTS: [&str; 4] = [
        "河水漲了，堤上站滿了人。\n他們等到天亮。\n",
        "Meeting at 9:30, room 4.\nBring the map.",
        "駅前の本屋は朝から混んでいた。\n二階も同じだった。",
        "시장 어귀에 비가 내렸다.\n사람들은 뛰었다.",
    ];

    #[test]
    fn tells_both_byte_orders() {
        for text in TEXTS {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(without_mark(&little), Some(UTF_16LE), "{text}");
            assert_eq!(without_mark(&big), Some(UTF_16BE), "{text}");
        }
    }

    #[test]
    fn takes_no_other_encoding_for_it() {
        let others: [(&str, &Encoding); 4] =
            [(TEXTS[0], BIG5), (TEXTS[0], GBK), (TEXTS[2], SHIFT_JIS), (TEXTS[3], EUC_KR)];
        for (text, encoding) in others {
            assert_eq!(without_mark(&encoding.encode(text).0), None, "{}", encoding.name());
            assert_eq!(without_mark(text.as_bytes()), None);
        }
        assert_eq!(without_mark(&[0; 64]), None);
        assert_eq!(without_mark(b"\0"), None);
        assert_eq!(without_mark(b"nothingbutlettersandone\0"), None);
    }
}
