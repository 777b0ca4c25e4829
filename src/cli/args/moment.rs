//! A day or a time on the command line, in the form that the library's times begin with.

/// The greatest value of month, day, hour, minute and second, in the order written.
const MOST: [u32; 5] = [12, 31, 23, 59, 60];

/// Takes a day (`2026-03-01`) or a time (`2026-03-01T08:30`, `2026-03-01 08:30:15`, with or without `Z`), in UTC.
/// The error says what is expected.
pub fn moment(words: &str) -> Result<String, String> {
    let written = words.strip_suffix('Z').unwrap_or(words).replacen(' ', "T", 1);
    let fits = |pattern: &str| {
        written.len() == pattern.len()
            && pattern.chars().zip(written.chars()).all(|(wanted, found)| match wanted {
                '0' => found.is_ascii_digit(),
                mark => found == mark,
            })
    };
    let known = ["0000-00-00", "0000-00-00T00:00", "0000-00-00T00:00:00"].into_iter().any(fits);
    let mut numbers = written.split(['-', 'T', ':']).skip(1).map(str::parse::<u32>);
    let possible = MOST.iter().enumerate().all(|(place, &most)| match numbers.next() {
        Some(Ok(number)) => number <= most && (place > 1 || number > 0),
        Some(Err(_)) => false,
        None => true,
    });
    match known && possible {
        true => Ok(written),
        false => Err("a day such as 2026-03-01 or a time such as 2026-03-01T08:30 is expected".to_owned()),
    }
}

/// Takes a year, a month or a day: `2026`, `2026-02`, `2026-02-06`. The error says what is expected.
pub fn day(words: &str) -> Result<String, String> {
    let whole = match words.len() {
        4 => format!("{words}-01-01"),
        7 => format!("{words}-01"),
        _ => words.to_owned(),
    };
    match moment(&whole) {
        Ok(whole) if whole.len() == 10 => Ok(words.to_owned()),
        _ => Err("a year, a month or a day such as 2026-03-01 is expected".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_dates() {
        for right in ["2026", "2026-02", "2026-02-06"] {
            assert_eq!(day(right).as_deref(), Ok(right));
        }
        for wrong in ["", "26", "2026-2", "2026-13", "2026-02-06T08:30", "2026-02-0"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_and_times() {
        assert_eq!(moment("2026-03-01").as_deref(), Ok("2026-03-01"));
        assert_eq!(moment("2026-03-01 08:30").as_deref(), Ok("2026-03-01T08:30"));
        assert_eq!(moment("2026-03-01T08:30:15Z").as_deref(), Ok("2026-03-01T08:30:15"));
        for wrong in
            ["", "yesterday", "2026-3-1", "2026-13-01", "2026-00-01", "2026-03-01T25:00", "２０２６-03-01"]
        {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
