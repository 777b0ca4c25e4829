//! A number, in digits, in Chinese numerals or in both.

use super::numerals::{digit, is_numeral, place, scale, value};

/// What is counted or measured, as far as one character tells, folded: a single numeral before it is a number.
const COUNTED: &str = "个艘轮年月日号天周次枚名人架辆条项点家小时秒倍成岁届场吨米公里亩元块种类座栋间支队份起例票席位件批组届期章节页句段台部只头匹发门箱桶磅英度级层개명년월일회차";

/// An exact decimal number, or a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// Its digits without the zeros at their end.
    mantissa: u64,
    /// The power of ten that they are to be multiplied with.
    exponent: i32,
    /// Whether it counts hundredths of something.
    pub is_percentage: bool,
}

impl Number {
    /// `mantissa` times the `exponent`th power of ten.
    pub fn new(mantissa: u64, exponent: i32, is_percentage: bool) -> Number {
        let (mut mantissa, mut exponent) = (mantissa, exponent);
        while mantissa != 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent = exponent.saturating_add(1);
        }
        Number { mantissa, exponent: if mantissa == 0 { 0 } else { exponent }, is_percentage }
    }

    /// Its value, where it is whole and below 10^18.
    pub fn whole(self) -> Option<u64> {
        let power = 10_u64.checked_pow(u32::try_from(self.exponent).ok()?)?;
        self.mantissa.checked_mul(power)
    }
}

/// The number that begins at `at` of the folded text, and one past its end.
pub(super) fn read(text: &[char], at: usize) -> Option<(Number, usize)> {
    let begins = |words: &str| words.chars().enumerate().all(|(place, c)| text.get(at + place) == Some(&c));
    if begins("百分之") {
        let (number, end) = read(text, at + 3)?;
        return Some((Number { is_percentage: true, ..number }, end));
    }
    if begins("百分之百") {
        return Some((Number::new(100, 0, true), at + 4));
    }
    match text.get(at)? {
        '0'..='9' => Some(in_digits(text, at)),
        _ => in_numerals(text, at),
    }
}

/// Digits, with commas between thousands, a fraction, a scale behind (3.5万) and a percent sign.
fn in_digits(text: &[char], at: usize) -> (Number, usize) {
    let is_digit = |place: usize| text.get(place).is_some_and(char::is_ascii_digit);
    let groups = |comma: usize| {
        text.get(comma) == Some(&',') && (1..=3).all(|place| is_digit(comma + place)) && !is_digit(comma + 4)
    };
    let (mut mantissa, mut exponent, mut end, mut fraction) = (0_u64, 0_i32, at, false);
    loop {
        match text.get(end) {
            Some(character) if character.is_ascii_digit() => {
                let digit = u64::from(*character as u32 - '0' as u32);
                match mantissa.checked_mul(10).and_then(|tens| tens.checked_add(digit)) {
                    Some(more) => {
                        mantissa = more;
                        exponent -= i32::from(fraction);
                    }
                    // Digits beyond the twentieth are not kept.
                    None => exponent += i32::from(!fraction),
                }
            }
            Some(',') if !fraction && end - at <= 21 && groups(end) => {}
            Some('.') if !fraction && is_digit(end + 1) => fraction = true,
            _ => break,
        }
        end += 1;
    }
    while let Some(power) = text.get(end).and_then(|&c| place(c).or_else(|| scale(c))) {
        exponent += i32::try_from(power).unwrap_or(0);
        end += 1;
    }
    let is_percentage = matches!(text.get(end), Some('%' | '\u{2030}'));
    let per_mille = i32::from(text.get(end) == Some(&'\u{2030}'));
    (Number::new(mantissa, exponent - per_mille, is_percentage), end + usize::from(is_percentage))
}

fn in_numerals(text: &[char], at: usize) -> Option<(Number, usize)> {
    let end = (at..text.len()).find(|&place| !is_numeral(text[place])).unwrap_or(text.len());
    let run = &text[at..end];
    let (first, digits) = (*run.first()?, run.iter().filter(|&&c| digit(c).is_some()).count());
    if digit(first).is_none() && place(first) != Some(1) {
        return None;
    }
    let fraction: Vec<u64> = if text.get(end) == Some(&'点') {
        text[end + 1..].iter().map_while(|&character| digit(character)).take(9).collect()
    } else {
        Vec::new()
    };
    if !fraction.is_empty() && digits > 0 {
        return with_fraction(text, value(run)?, &fraction, end + 1 + fraction.len());
    }
    let counted = text.get(end).is_some_and(|&character| COUNTED.contains(character));
    let dated = matches!(text.get(end), Some('月' | '日' | '号' | '时' | '年'));
    let is_number = match run {
        ['一' | '零' | '〇'] => dated,
        [_] => counted || dated,
        // 三四, 三三两两: about so many, and which is not said; but 二〇二六, 一九七九年.
        _ if digits == run.len() => run.iter().any(|c| matches!(c, '零' | '〇')) || (digits == 4 && dated),
        _ => true,
    };
    if !is_number {
        return None;
    }
    Some((Number::new(value(run)?, 0, false), end))
}

fn with_fraction(text: &[char], whole: u64, fraction: &[u64], end: usize) -> Option<(Number, usize)> {
    let digits =
        fraction.iter().try_fold(whole, |value, digit| value.checked_mul(10)?.checked_add(*digit))?;
    let power = text.get(end).and_then(|&c| scale(c));
    let exponent =
        i32::try_from(power.unwrap_or(0)).unwrap_or(0) - i32::try_from(fraction.len()).unwrap_or(0);
    Some((Number::new(digits, exponent, false), end + usize::from(power.is_some())))
}
