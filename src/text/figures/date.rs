//! A date, as far as it is told: a year, a month, a day, or two or three of them.

use super::number::{self, Number};

/// A date, as far as it is told. One of the three is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year of the common era.
    pub year: Option<u16>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

impl Date {
    /// Whether nothing that both tell differs, and both tell something.
    pub fn agrees_with(self, other: Date) -> bool {
        fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
            Some(one? == other?)
        }
        let parts = [same(self.year, other.year), same(self.month, other.month), same(self.day, other.day)];
        parts.contains(&Some(true)) && !parts.contains(&Some(false))
    }
}

/// The date that begins at `at` of the folded text, and one past its end.
pub(super) fn read(text: &[char], at: usize) -> Option<(Date, usize)> {
    by_marks(text, at).or_else(|| by_hyphens(text, at))
}

/// 2026年2月6日, 2月6日, 二月六号, 2026년 2월 6일.
fn by_marks(text: &[char], at: usize) -> Option<(Date, usize)> {
    let mut date = Date::default();
    let mut end = at;
    if let Some((year, after)) = marked(text, end, &['年', '년'], 1000..=2999) {
        date.year = u16::try_from(year).ok();
        end = after;
    }
    let start = if date.year.is_some() { blank(text, end) } else { end };
    if let Some((month, after)) = marked(text, start, &['月', '월'], 1..=12) {
        date.month = u8::try_from(month).ok();
        end = after;
    }
    let start = if date.month.is_some() { blank(text, end) } else { end };
    if (date.year.is_none() || date.month.is_some())
        && let Some((day, after)) = marked(text, start, &['日', '号', '일'], 1..=31)
    {
        date.day = u8::try_from(day).ok();
        end = after;
    }
    (end > at).then_some((date, end))
}

/// A number and one of the marks behind it.
fn marked(
    text: &[char],
    at: usize,
    marks: &[char],
    within: std::ops::RangeInclusive<u64>,
) -> Option<(u64, usize)> {
    let (number, end) = number::read(text, at)?;
    let value = whole(number)?;
    let is_marked = text.get(end).is_some_and(|mark| marks.contains(mark)) && within.contains(&value);
    is_marked.then_some((value, end + 1))
}

/// 2026-02-06, 2026/2/6, 2026.2.6.
fn by_hyphens(text: &[char], at: usize) -> Option<(Date, usize)> {
    let (year, end) = digits(text, at, 4..=4)?;
    let hyphen = *text.get(end).filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    let (month, end) = digits(text, end + 1, 1..=2)?;
    text.get(end).filter(|&&mark| mark == hyphen)?;
    let (day, end) = digits(text, end + 1, 1..=2)?;
    let is_date = (1000..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let date = Date { year: Some(year), month: u8::try_from(month).ok(), day: u8::try_from(day).ok() };
    is_date.then_some((date, end))
}

fn digits(text: &[char], at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<(u16, usize)> {
    let run: Vec<u16> =
        text.get(at..)?.iter().map_while(|c| c.to_digit(10)).take(5).map(|d| d as u16).collect();
    let value = run.iter().take(4).fold(0, |value, digit| value * 10 + digit);
    lengths.contains(&run.len()).then_some((value, at + run.len()))
}

fn whole(number: Number) -> Option<u64> {
    number.whole().filter(|_| !number.is_percentage)
}

/// Past one space.
fn blank(text: &[char], at: usize) -> usize {
    at + usize::from(text.get(at) == Some(&' '))
}
