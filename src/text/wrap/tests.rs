use proptest::prelude::*;

use super::super::blank::trim_blank_end;
use super::super::marks::{forbids_line_end, forbids_line_start};
use super::*;
use crate::properties::unrecorded;

fn measure(cells: usize) -> Measure {
    Measure { cells, ambiguous: Ambiguous::Narrow, hanging: false }
}

fn lines(text: &str, measure: Measure) -> Vec<&str> {
    let wrapped = wrap(text, measure);
    (0..wrapped.lines.len()).map(|index| trim_blank_end(&text[wrapped.line_bytes(index)])).collect()
}

#[test]
fn a_comma_takes_its_word_along() {
    assert_eq!(lines("一二三四五,六七八九十。", measure(10)), ["一二三四", "五,六七八", "九十。"]);
}

#[test]
fn a_row_is_cut_between_its_cells() {
    let rows = |text, cells| {
        let wrapped = wrap_row(text, measure(cells));
        let line = |index| trim_blank_end(&text[wrapped.line_bytes(index)]).to_owned();
        (0..wrapped.lines.len()).map(line).collect::<Vec<_>>()
    };
    let row = "港口北岸 | 十二艘 | 天晴";
    assert_eq!(rows(row, 24), [row]);
    assert_eq!(rows(row, 22), ["港口北岸 | 十二艘 |", "天晴"]);
    assert_eq!(rows(row, 12), ["港口北岸 |", "十二艘 |", "天晴"]);
    assert_eq!(rows(row, 8), ["港口北岸", "|", "十二艘 |", "天晴"]);
}

#[test]
fn a_comma_may_hang() {
    let hanging = Measure { hanging: true, ..measure(10) };
    assert_eq!(lines("一二三四五,六七八九十。", hanging), ["一二三四五,", "六七八九十。"]);
    assert_eq!(lines("一二三四五。”六七八九十", hanging), ["一二三四", "五。”六七", "八九十"]);
}

#[test]
fn names_are_cut_only_where_they_do_not_fit() {
    assert_eq!(lines("他乘HC-130J來", measure(10)), ["他乘", "HC-130J來"]);
    assert_eq!(lines("他乘ABCDEFG-HIJKLMN", measure(10)), ["他乘", "ABCDEFG-", "HIJKLMN"]);
    assert_eq!(lines("ABCDEFGHIJKLMN", measure(10)), ["ABCDEFGHIJ", "KLMN"]);
}

#[test]
fn ambiguous_marks_count_as_the_terminal_draws_them() {
    let wide = Measure { ambiguous: Ambiguous::Wide, ..measure(10) };
    assert_eq!(lines("“一二三四”五六", measure(10)), ["“一二三四”", "五六"]);
    assert_eq!(lines("“一二三四”五六", wide), ["“一二三", "四”五六"]);
}

#[test]
fn separators_are_signs_that_take_their_cells() {
    assert_eq!(lines("一二三四\u{2028}五", measure(10)), ["一二三", "四\u{2028}五"]);
    assert_eq!(lines("一二\r\u{c}三\u{b}", measure(10)), ["一二\r\u{c}三\u{b}"]);
}

#[test]
fn no_cluster_is_wider_than_its_line() {
    for text in ["\u{1100}".repeat(150), "\u{600}".repeat(300)] {
        let wrapped = wrap(&text, measure(80));
        assert_eq!(wrapped.clusters.len(), 1);
        assert!((1..=80).contains(&wrapped.clusters[0].cells));
        assert_eq!(wrapped.line_bytes(0), 0..text.len());
    }
}

fn mixed() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => "[一-龥]{1,12}",
        3 => prop::sample::select(vec!["，", "。", "、", "：", "？", ",", ".", "“", "”", "「", "」", "（", "）", "《", "》", "——", "……", "·", "\"", "!"])
            .prop_map(String::from),
        2 => "[A-Za-z]{1,9}",
        2 => "[0-9]{1,4}(\\.[0-9]{1,2})?%?",
        1 => "[A-Z]{1,2}-[0-9]{1,3}[A-Z]?",
        1 => "[ぁ-んァ-ヶー]{1,8}",
        1 => "[가-힣]{1,5} ",
        1 => prop::sample::select(vec!["👨‍👩‍👧‍👦", "👍🏽", "🇹🇼", "❤️", "か\u{3099}", "e\u{301}", "𠮷", "\u{202e}", "\x1b[31m", "\u{200b}", "\t", "ก็", "\u{301}", " ", "\u{3000}", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"])
            .prop_map(String::from),
        1 => (prop::sample::select(vec!["\u{1100}", "\u{600}", "a\u{fe00}\u{fe01}", "\u{2028}"]), 1usize..160)
            .prop_map(|(part, times)| part.repeat(times)),
    ];
    prop::collection::vec(part, 1..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn every_cluster_stands_on_one_line(text in mixed(), cells in 8usize..100, wide: bool, hanging: bool) {
        let measure = Measure { cells, ambiguous: if wide { Ambiguous::Wide } else { Ambiguous::Narrow }, hanging };
        let wrapped = wrap(&text, measure);
        let joined: String = (0..wrapped.lines.len()).map(|index| &text[wrapped.line_bytes(index)]).collect();
        prop_assert_eq!(&joined, &text);
        prop_assert!(wrapped.lines.windows(2).all(|pair| pair[0].end == pair[1].first));
    }

    #[test]
    fn no_line_is_too_wide(text in mixed(), cells in 1usize..100, hanging: bool) {
        let measure = Measure { cells, ambiguous: Ambiguous::Narrow, hanging };
        for line in lines(&text, measure) {
            let taken: usize = clusters(line).map(|(_, c)| fitted(c, cells, Ambiguous::Narrow).1).sum();
            let allowed = cells + if hanging && line.ends_with(may_hang) { 2 } else { 0 };
            prop_assert!(taken <= allowed, "{} cells: {:?}", taken, line);
        }
    }

    #[test]
    fn marks_stand_where_they_may(text in "([一-龥]{2,9}[，。、？」”》·]{1,2}[「“《]?){1,20}[一-龥]", cells in 20usize..100) {
        let found = lines(&text, measure(cells));
        prop_assert!(found.iter().skip(1).all(|line| !line.starts_with(forbids_line_start)), "{:?}", found);
        prop_assert!(found.iter().rev().skip(1).all(|line| !line.ends_with(forbids_line_end)), "{:?}", found);
    }

    #[test]
    fn offsets_find_their_line(text in mixed(), cells in 8usize..60) {
        let wrapped = wrap(&text, measure(cells));
        for index in 0..wrapped.lines.len() {
            let bytes = wrapped.line_bytes(index);
            prop_assert_eq!(wrapped.line_at(bytes.start), index);
            prop_assert_eq!(wrapped.line_at(bytes.end - 1), index);
        }
    }
}
