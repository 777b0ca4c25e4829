use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, ISO_2022_JP, SHIFT_JIS};
use proptest::prelude::*;

use super::{Decoded, NotText, decode};
use crate::properties::unrecorded;

const TRADITIONAL: &str = "雨季的第一天\n\n村裡的小學停了課，老師們把書搬到二樓。\n「水會退的。」校長說。\n";
const SIMPLIFIED: &str = "雨季的第一天\n\n村里的小学停了课，老师们把书搬到二楼。\n“水会退的。”校长说。\n";
const JAPANESE: &str = "雨の最初の日\n\n村の小学校は休みになり、先生たちは本を二階へ運んだ。\n「水は引きます」と校長は言った。\n";
const KOREAN: &str = "장마의 첫날\n\n마을 학교는 문을 닫았고 선생님들은 책을 이층으로 옮겼다.\n물은 빠질 것이라고 교장은 말했다.\n";

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn every_encoding_gives_the_text_back() {
    let cases: [(&str, &'static Encoding); 6] = [
        (SIMPLIFIED, GB18030),
        (TRADITIONAL, BIG5),
        (TRADITIONAL, GB18030),
        (JAPANESE, SHIFT_JIS),
        (JAPANESE, EUC_JP),
        (KOREAN, EUC_KR),
    ];
    for (text, encoding) in cases {
        let decoded = decode(&encoding.encode(text).0).unwrap();
        let expected = Decoded { text: text.into(), guessed_encoding: Some(encoding.name()), replaced: 0 };
        assert_eq!(decoded, expected);
    }
}

#[test]
fn unicode_is_not_guessed() {
    for text in [TRADITIONAL, SIMPLIFIED, JAPANESE, KOREAN, "plain ASCII"] {
        assert_eq!(decode(text.as_bytes()), Ok(Decoded::sure(text.into())));
        assert_eq!(decode(format!("\u{FEFF}{text}").as_bytes()), Ok(Decoded::sure(text.into())));
        let marked = format!("\u{FEFF}{text}");
        assert_eq!(decode(&utf16(&marked, u16::to_le_bytes)), Ok(Decoded::sure(text.into())));
        assert_eq!(decode(&utf16(&marked, u16::to_be_bytes)), Ok(Decoded::sure(text.into())));
    }
}

#[test]
fn utf16_without_a_mark_is_guessed() {
    for text in [TRADITIONAL, SIMPLIFIED, JAPANESE, KOREAN] {
        let little = decode(&utf16(text, u16::to_le_bytes)).unwrap();
        assert_eq!((little.text.as_str(), little.guessed_encoding), (text, Some("UTF-16LE")));
        let big = decode(&utf16(text, u16::to_be_bytes)).unwrap();
        assert_eq!((big.text.as_str(), big.guessed_encoding), (text, Some("UTF-16BE")));
    }
}

#[test]
fn iso_2022_jp_is_told_by_its_escapes() {
    // encoding_rs decodes it and encodes it alike.
    let bytes = ISO_2022_JP.encode(JAPANESE).0;
    assert!(bytes.is_ascii());
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.text.as_str(), decoded.guessed_encoding), (JAPANESE, Some("ISO-2022-JP")));
    let coloured = "\u{1B}[1m粗體\u{1B}[0m $B";
    assert_eq!(decode(coloured.as_bytes()), Ok(Decoded::sure(coloured.into())));
}

#[test]
fn newlines_become_one_kind_and_nothing_else_changes() {
    let odd = "\u{3000}甲\t乙\u{2028}丙\u{200B}\u{FEFF}e\u{301}\u{B}丁 \n";
    assert_eq!(decode(odd.as_bytes()).unwrap().text, odd);
    assert_eq!(decode("甲\r\n乙\r丙\n\r丁".as_bytes()).unwrap().text, "甲\n乙\n丙\n\n丁");
    let big5 = BIG5.encode("水退了，人們回來了。\r\n門開着。\r").0.into_owned();
    assert_eq!(decode(&big5).unwrap().text, "水退了，人們回來了。\n門開着。\n");
}

#[test]
fn a_nul_far_from_the_start_stays() {
    let text = format!("{}\0尾", "字".repeat(3000));
    assert_eq!(decode(text.as_bytes()).unwrap().text, text);
}

#[test]
fn a_few_damaged_bytes_leave_utf8_what_it_is() {
    let mut bytes = SIMPLIFIED.repeat(4).into_bytes();
    bytes[4] = 0xFF;
    let end = bytes.len() - 2;
    bytes.truncate(end);
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.guessed_encoding, Some("UTF-8"));
    assert_eq!(decoded.replaced, decoded.text.matches('\u{FFFD}').count());
    assert!(decoded.replaced >= 2);
    assert!(decoded.text.contains("村里的小学停了课"));
}

#[test]
fn damage_in_another_encoding_is_counted() {
    let mut bytes = GB18030.encode(&SIMPLIFIED.repeat(3)).0.into_owned();
    bytes.insert(SIMPLIFIED.find('\n').unwrap() / 3 * 2, 0xFF);
    let decoded = decode(&bytes).unwrap();
    assert_eq!((decoded.guessed_encoding, decoded.replaced), (Some("gb18030"), 1));
    assert_eq!(decoded.text.replace('\u{FFFD}', ""), SIMPLIFIED.repeat(3));
}

#[test]
fn what_is_no_text_is_named() {
    assert_eq!(decode(b"%PDF-1.4\n..."), Err(NotText("a PDF document")));
    assert_eq!(decode(b"\xFF\xFE\0\0\x2D\x4E\0\0"), Err(NotText("text in UTF-32")));
    assert_eq!(decode(b"some words\0and a NUL\x01\x02"), Err(NotText("a binary file")));
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        if let Ok(decoded) = decode(&bytes) {
            prop_assert!(!decoded.text.contains('\r'));
        }
    }

    #[test]
    fn no_marked_utf16_makes_it_panic(units: Vec<u16>, odd in proptest::option::of(any::<u8>())) {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
        bytes.extend(odd);
        let _ = decode(&bytes);
    }

    #[test]
    fn valid_utf8_without_nul_is_kept(text in "[^\0\r\u{1B}]{0,200}") {
        prop_assume!(!text.starts_with('\u{FEFF}') && super::known_kind(text.as_bytes()).is_none());
        prop_assert_eq!(decode(text.as_bytes()), Ok(Decoded::sure(text)));
    }
}
