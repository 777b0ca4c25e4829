//! Dates as sources write them, in ISO 8601.
//!
//! A time stands with its offset from UTC where that is given. Where it is not, the time is the publisher's own, and
//! stays without one: any offset would be a guess.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat};

/// Nothing longer is a date.
const LONGEST: usize = 100;

/// Months by the first three letters of their English names.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Eras by their names, with the year before their first.
const ERAS: [(&str, i32); 8] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("中華民國", 1911),
    ("中华民国", 1911),
    ("民國", 1911),
];

/// Words before or after an hour of the second half of the day.
const AFTERNOON: [&str; 9] = ["下午", "晚上", "晚間", "午後", "오후", "pm", "p.m.", "傍晚", "晚间"];

/// The date in `words`, with the time where it is known: `2026-04-11`, `2026-04-11T08:30`, `2026-04-11T08:30:00+08:00`;
/// a month or a year where no more is said: `2026-04`, `2026`. `None` where there is none.
pub fn iso_date(words: &str) -> Option<String> {
    let words = words.trim();
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let words = plain_digits(words);
    if let Some(moment) = moment(&words) {
        return Some(moment);
    }
    if let Some(number) = number(&words) {
        return Some(number);
    }
    let lower = words.to_lowercase();
    let (date, rest) = numbered(&lower).or_else(|| named(&lower))?;
    Some(match time(rest) {
        Some(time) if date.len() == 10 => format!("{date}T{time}"),
        _ => date,
    })
}

/// A date and time with an offset, as RFC 3339 or RFC 2822 (mail, RSS) has it.
fn moment(words: &str) -> Option<String> {
    let parsed = DateTime::parse_from_rfc3339(words).or_else(|_| DateTime::parse_from_rfc2822(words)).ok();
    let parsed = parsed.or_else(|| DateTime::parse_from_str(words, "%Y-%m-%d %H:%M:%S%.f %z").ok());
    let parsed = parsed.or_else(|| DateTime::parse_from_str(words, "%Y-%m-%dT%H:%M:%S%.f%z").ok());
    Some(parsed?.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// A date in one number: `20260411`, `20260411083000`, or seconds or milliseconds since 1970.
fn number(words: &str) -> Option<String> {
    let whole = words.split_once('.').map_or(words, |(whole, _)| whole);
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    let part = |from: usize, to: usize| whole.get(from..to)?.parse::<u32>().ok();
    match whole.len() {
        4 if whole == words && (1500..2200).contains(&value) => Some(words.to_owned()),
        8 if whole == words => date(part(0, 4)? as i32, part(4, 6)?, part(6, 8)?),
        14 if whole == words => {
            let date = date(part(0, 4)? as i32, part(4, 6)?, part(6, 8)?)?;
            let time = NaiveTime::from_hms_opt(part(8, 10)?, part(10, 12)?, part(12, 14)?)?;
            Some(format!("{date}T{}", time.format("%H:%M:%S")))
        }
        9 | 10 => Some(DateTime::from_timestamp(value, 0)?.to_rfc3339_opts(SecondsFormat::Secs, true)),
        12 | 13 => Some(DateTime::from_timestamp_millis(value)?.to_rfc3339_opts(SecondsFormat::Secs, true)),
        _ => None,
    }
}

/// A date in numbers, largest first, and what stands after it: `2026年4月11日`, `2026/4/11`, `令和8年4月11日`.
fn numbered(words: &str) -> Option<(String, &str)> {
    let (before, words) = ERAS
        .iter()
        .find_map(|(name, before)| {
            words.find(name).map(|at| (Some(*before), words[at + name.len()..].trim_start()))
        })
        .unwrap_or((None, words));
    let start = words.find(|character: char| character.is_ascii_digit() || character == '元')?;
    let (year, rest) = match words[start..].strip_prefix('元') {
        Some(rest) => (1, rest),
        None => leading(&words[start..])?,
    };
    let year = match before {
        Some(before) => before.checked_add(year as i32)?,
        None if year >= 1000 => year as i32,
        None => return None,
    };
    let year_alone = || format!("{year:04}");
    let Some(rest) = after(rest, &['年', '년', '-', '/', '.', '－', '／']) else {
        return (rest.trim().is_empty() && (1500..2200).contains(&year)).then(|| (year_alone(), rest));
    };
    let Some((month, rest)) = leading(rest) else { return Some((year_alone(), rest)) };
    if !(1..=12).contains(&month) {
        return None;
    }
    let month_alone = || format!("{year:04}-{month:02}");
    let Some(rest) = after(rest, &['月', '월', '-', '/', '.', '－', '／']) else {
        return Some((month_alone(), rest));
    };
    let Some((day, rest)) = leading(rest) else { return Some((month_alone(), rest)) };
    let date = date(year, month, day)?;
    Some((date, after(rest, &['日', '號', '号', '일']).unwrap_or(rest)))
}

/// A date with the English name of its month, and what stands after it: `April 11, 2026`, `11 Apr 2026`.
fn named(words: &str) -> Option<(String, &str)> {
    let (month, at) = (1u32..)
        .zip(MONTHS)
        .filter_map(|(month, name)| Some((month, words.find(name)?)))
        .min_by_key(|(_, at)| *at)?;
    let after_name =
        words[at..].trim_start_matches(|character: char| character.is_ascii_alphabetic() || character == '.');
    let before = words[..at].trim_end().trim_end_matches(|character: char| !character.is_ascii_digit());
    let begins = before.rfind(|character: char| !character.is_ascii_digit()).map_or(0, |at| at + 1);
    let begins = before.ceil_char_boundary(begins);
    if let Ok(day) = before[begins..].parse() {
        let (year, rest) = leading(after_name.trim_start_matches([' ', ',', '-']))?;
        return Some((date(year as i32, month, day)?, rest));
    }
    let (day, rest) = leading(after_name.trim_start_matches([' ', ',']))?;
    let rest = rest.trim_start_matches(|character: char| !character.is_ascii_digit());
    let (year, rest) = leading(rest)?;
    Some((date(year as i32, month, day)?, rest))
}

/// The time of day in `words`: `08:30`, `8時30分`, `下午3:05:00`.
fn time(words: &str) -> Option<String> {
    let start = words.find(|character: char| character.is_ascii_digit())?;
    let (hour, rest) = leading(&words[start..])?;
    let rest = after(rest, &[':', '時', '时', '點', '点', '시', '：'])?;
    let (minute, rest) = leading(rest).unwrap_or((0, rest));
    let rest = after(rest, &[':', '分', '분', '：']).unwrap_or(rest);
    let (second, _) = leading(rest).map_or((None, rest), |(second, rest)| (Some(second), rest));
    let is_afternoon = AFTERNOON.iter().any(|word| words.contains(word));
    let hour = if is_afternoon && hour < 12 { hour + 12 } else { hour };
    let time = NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0))?;
    Some(time.format(if second.is_some() { "%H:%M:%S" } else { "%H:%M" }).to_string())
}

/// The number of at most four digits that `words` begin with, and what follows.
fn leading(words: &str) -> Option<(u32, &str)> {
    let words = words.trim_start();
    let end = words.find(|character: char| !character.is_ascii_digit()).unwrap_or(words.len());
    let number = words[..end].parse().ok().filter(|_| end <= 4)?;
    Some((number, &words[end..]))
}

/// What follows one of `signs`, blanks before it passed over.
fn after<'a>(words: &'a str, signs: &[char]) -> Option<&'a str> {
    words.trim_start().strip_prefix(signs)
}

fn date(year: i32, month: u32, day: u32) -> Option<String> {
    let date = NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1000..3000).contains(&year))?;
    Some(date.format("%Y-%m-%d").to_string())
}

/// `words` with the digits of full width and those of Chinese (`二〇二六年四月十一日`) as ASCII.
fn plain_digits(words: &str) -> String {
    const CHINESE: &str = "〇一二三四五六七八九";
    let digit = |character: char| match character {
        '零' | '○' => Some(0),
        other => CHINESE.chars().position(|known| known == other),
    };
    // Only where a year is counted so; 星期一 is no number.
    let is_chinese = words.chars().take_while(|&c| c != '年').filter(|&c| digit(c).is_some()).count() >= 4
        && words.contains('年');
    let mut plain = String::with_capacity(words.len());
    let mut characters = words.chars().peekable();
    let mut after_digit = false;
    while let Some(character) = characters.next() {
        let as_digit = match character {
            '０'..='９' => Some(character as usize - '０' as usize),
            other if is_chinese => digit(other),
            _ => None,
        };
        match as_digit {
            Some(number) => plain.push_str(&number.to_string()),
            None if is_chinese && character == '十' => {
                let before_digit = characters.peek().is_some_and(|&next| digit(next).is_some());
                plain.push_str(match (after_digit, before_digit) {
                    (false, false) => "10",
                    (false, true) => "1",
                    (true, false) => "0",
                    (true, true) => "",
                });
            }
            None => plain.push(character),
        }
        after_digit = as_digit.is_some();
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::iso_date;
    use crate::properties::unrecorded;

    #[test]
    fn dates_of_many_kinds_become_one() {
        for words in [
            "2026-04-11",
            "2026/4/11",
            "2026.4.11",
            "2026年4月11日",
            "２０２６年４月１１日（土）",
            "二〇二六年四月十一日",
            "令和8年4月11日",
            "民國115年4月11日",
            "中華民國115年4月11日",
            "2026년 4월 11일",
            "20260411",
            "April 11, 2026",
            "11 Apr. 2026",
            "發布於 2026-4-11",
        ] {
            assert_eq!(iso_date(words).as_deref(), Some("2026-04-11"), "{words}");
        }
        assert_eq!(iso_date("2026年4月").as_deref(), Some("2026-04"));
        assert_eq!(iso_date("2026").as_deref(), Some("2026"));
        assert_eq!(iso_date("令和元年").as_deref(), Some("2019"));
        assert_eq!(iso_date("二〇二六年十月二十日").as_deref(), Some("2026-10-20"));
    }

    #[test]
    fn times_keep_their_offset_or_have_none() {
        for (words, expected) in [
            ("2026-04-11T08:30:00+08:00", "2026-04-11T08:30:00+08:00"),
            ("2026-04-11 08:30:00 +0800", "2026-04-11T08:30:00+08:00"),
            ("Sat, 11 Apr 2026 08:30:00 +0900", "2026-04-11T08:30:00+09:00"),
            ("Sat, 11 Apr 2026 08:30:00 GMT", "2026-04-11T08:30:00Z"),
            ("2026年4月11日 下午3時05分", "2026-04-11T15:05"),
            ("2026/4/11 8:30:15", "2026-04-11T08:30:15"),
            ("April 11, 2026 3:05 PM", "2026-04-11T15:05"),
            ("20260411083000", "2026-04-11T08:30:00"),
            ("1775866200", "2026-04-11T00:10:00Z"),
            ("1775866200000", "2026-04-11T00:10:00Z"),
        ] {
            assert_eq!(iso_date(words).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for words in ["", "昨天", "2026年13月1日", "2026-02-30", "12", "第3期", "999999999999999999999"]
        {
            assert_eq!(iso_date(words), None, "{words}");
        }
    }

    proptest! {
        #![proptest_config(unrecorded())]
        #[test]
        fn any_words_are_looked_at(words in "[0-9年月日元十二〇/: .TZ+\\-a-z令和]{0,30}") {
            if let Some(date) = iso_date(&words) {
                prop_assert!(date.is_ascii() && date.len() >= 4);
            }
        }
    }
}
