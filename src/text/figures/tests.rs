use proptest::prelude::*;

use super::*;
use crate::properties::unrecorded;

fn numbers(text: &str) -> Vec<Number> {
    let text: Vec<char> = text.chars().map(crate::text::fold).collect();
    let found = figures(&text).into_iter();
    found
        .filter_map(|figure| if let Meaning::Number(number) = figure.meaning { Some(number) } else { None })
        .collect()
}

fn whole(text: &str) -> Vec<u64> {
    numbers(text).into_iter().filter_map(Number::whole).collect()
}

fn dates(text: &str) -> Vec<(Option<u16>, Option<u8>, Option<u8>)> {
    let text: Vec<char> = text.chars().map(crate::text::fold).collect();
    let found = figures(&text).into_iter();
    found
        .filter_map(|figure| if let Meaning::Date(date) = figure.meaning { Some(date) } else { None })
        .map(|date| (date.year, date.month, date.day))
        .collect()
}

#[test]
fn one_number_however_written() {
    for text in ["32艘", "３２艘", "三十二艘", "約三十二艘", "至少32艘", "32餘艘"] {
        assert_eq!(whole(text), [32], "{text}");
    }
    for text in ["35,000人", "3.5萬人", "三萬五千人", "35000人", "三點五萬人"] {
        assert_eq!(whole(text), [35_000], "{text}");
    }
    assert_eq!(whole("一億二千萬"), [120_000_000]);
    assert_eq!(whole("十五至二十艘"), [15, 20]);
    assert_eq!(whole("10-15艘"), [10, 15]);
    assert_eq!(whole("第十二輪"), [12]);
    assert_eq!(numbers("百分之六十"), numbers("60%"));
    assert_eq!(numbers("３．６７％"), numbers("3.670%"));
    assert_ne!(numbers("60%"), numbers("60個"));
}

#[test]
fn numerals_that_are_words_are_no_numbers() {
    for text in
        ["一些人", "萬一", "一觸即發", "千萬別去", "十分", "三三兩兩", "第一", "百姓", "F-35C", "B-2", "統一"]
    {
        assert_eq!(numbers(text), [], "{text}");
    }
    assert_eq!(whole("兩艘船,五輪"), [2, 5]);
}

#[test]
fn dates_by_marks_and_by_hyphens() {
    let day = [(Some(2026), Some(2), Some(6))];
    for text in [
        "2026年2月6日",
        "二〇二六年二月六日",
        "2026-02-06",
        "2026/2/6",
        "2026.2.6",
        "2026년 2월 6일",
        "2026年2月6號",
    ] {
        assert_eq!(dates(text), day, "{text}");
    }
    assert_eq!(dates("2月6日至8日"), [(None, Some(2), Some(6)), (None, None, Some(8))]);
    assert_eq!(dates("2015年,7月"), [(Some(2015), None, None), (None, Some(7), None)]);
    assert_eq!(dates("13月40日"), []);
    assert_eq!(whole("十年"), [10]);
}

#[test]
fn dates_agree_where_nothing_differs() {
    let date = |year, month, day| Meaning::Date(Date { year, month, day });
    let whole = date(Some(2026), Some(2), Some(6));
    assert!(whole.agrees_with(date(None, Some(2), Some(6))));
    assert!(whole.agrees_with(date(Some(2026), None, None)));
    assert!(!whole.agrees_with(date(None, Some(2), Some(7))));
    assert!(!date(Some(2026), None, None).agrees_with(date(None, Some(2), None)));
}

/// `value` in Chinese numerals, by the rules of a school book.
fn numerals(value: u64) -> String {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let section = |value: u64| {
        let mut words = String::new();
        let mut gap = false;
        for (power, mark) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / power % 10;
            if digit == 0 {
                gap = !words.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                words.push('零');
            }
            words.push(digits[digit as usize]);
            words.push_str(mark);
        }
        words
    };
    let mut words = String::new();
    for (power, mark) in [(100_000_000, "億"), (10_000, "萬"), (1, "")] {
        let part = value / power % 10_000;
        if part == 0 {
            continue;
        }
        if !words.is_empty() && part < 1000 {
            words.push('零');
        }
        words.push_str(&section(part));
        words.push_str(mark);
    }
    words
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn numerals_are_read_back(value in prop_oneof![11_u64..100, 100_u64..100_000, 100_000_u64..999_999_999_999]) {
        let written = numerals(value);
        prop_assert_eq!(whole(&format!("共{written}艘")), [value], "{}", written);
        prop_assert_eq!(whole(&format!("共{value}艘")), [value]);
    }

    #[test]
    fn any_text_is_read(text in "[0-9一二三十百千万億兆零〇两点.,%‰年月日/ \\-a-zＦ１百分之約。]{0,40}") {
        let characters: Vec<char> = text.chars().map(crate::text::fold).collect();
        let found = figures(&characters);
        prop_assert!(found.iter().all(|figure| figure.range.start < figure.range.end && figure.range.end <= characters.len()));
        prop_assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
    }
}
