//! What the marks, the length and the characters of a line tell: quotation, question, sentence end, date. The words
//! that tell lines apart are in `words`.

use unicode_width::UnicodeWidthStr;

use super::words::{CREDIT_STARTS, DATE_CHARACTERS, MONTHS};

/// Titles, headings and the like take no more cells than this.
pub const SHORT_CELLS: usize = 60;

/// A line of more bytes than this is not short, whatever it is made of: a cheap test before the exact one.
pub const SHORT_BYTES: usize = 200;

/// Whether `mark` opens a quotation or a bracket.
pub fn opens(mark: &str) -> bool {
    matches!(mark, "「" | "『" | "“" | "‘" | "（" | "(" | "《" | "〈" | "【" | "〔" | "［" | "[")
}

/// Whether `mark` closes a quotation or a bracket.
pub fn closes(mark: &str) -> bool {
    matches!(mark, "」" | "』" | "”" | "’" | "）" | ")" | "》" | "〉" | "】" | "〕" | "］" | "]")
}

/// Whether a clause ends at `mark`, between the clusters `before` and `after` ("" at an end of the text). ASCII marks
/// within numbers, times and addresses end nothing.
pub fn ends_clause(before: &str, mark: &str, after: &str) -> bool {
    let is_blank = |cluster: &str| cluster.chars().all(char::is_whitespace);
    match mark {
        "，" | "；" | "：" | "。" | "！" | "？" => true,
        "…" => after != "…",
        "." => is_blank(after),
        "," | ";" | ":" | "!" | "?" => is_blank(after) || !(before.is_ascii() && after.is_ascii()),
        _ => false,
    }
}

/// Whether `character` ends a sentence.
pub const fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '!' | '?' | '…' | '．' | '｡')
}

/// Whether `character` asks.
pub const fn asks(character: char) -> bool {
    matches!(character, '？' | '?')
}

/// Whether `character` at a line's end leaves the sentence open: it leads to what follows.
pub const fn leads_on(character: char) -> bool {
    matches!(character, '，' | ',' | '、' | '；' | ';' | '：' | ':' | '—' | '–' | '-' | '～' | '~')
}

/// `line` without the closing quotation marks and brackets at its end.
pub fn without_closers(line: &str) -> &str {
    line.trim_end_matches(|mark: char| mark == '"' || closes(mark.encode_utf8(&mut [0; 4])))
}

/// Whether `line` is wholly in quotation marks or brackets, as far as its two ends tell.
pub fn is_enclosed(line: &str) -> bool {
    let mut characters = line.chars();
    let (Some(first), Some(last)) = (characters.next(), characters.next_back()) else { return false };
    (first == '"' || opens(first.encode_utf8(&mut [0; 4])))
        && (last == '"' || closes(last.encode_utf8(&mut [0; 4])))
}

/// Whether `line` takes no more cells than a title or a heading may.
pub fn is_short(line: &str) -> bool {
    line.len() <= SHORT_BYTES && line.width() <= SHORT_CELLS
}

/// Whether `line` is a date, a time or both and nothing else.
pub fn is_date(line: &str) -> bool {
    if line.len() > SHORT_BYTES || !line.contains(|character: char| character.is_ascii_digit()) {
        return false;
    }
    let is_number = |word: &str| {
        word.chars().all(|character| character.is_ascii_digit() || DATE_CHARACTERS.contains(character))
    };
    let is_month = |word: &str| {
        word.is_ascii() && MONTHS.iter().any(|month| word.to_ascii_lowercase().starts_with(month))
    };
    let numbers =
        line.split(|character: char| !character.is_ascii_digit()).filter(|number| !number.is_empty());
    let groups = numbers.count();
    let names_month = line.contains(['月', '월']) || line.split_whitespace().any(is_month);
    (names_month || groups >= 3) && line.split_whitespace().all(|word| is_number(word) || is_month(word))
}

/// Whether `line` begins with a date and something set off from it.
pub fn begins_with_date(line: &str) -> bool {
    line.split_once(char::is_whitespace).is_some_and(|(first, _)| is_date(first))
}

/// Whether `line` begins with words that name author, source or time.
pub fn begins_as_credit(line: &str) -> bool {
    CREDIT_STARTS.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{begins_with_date, ends_clause, is_date, is_enclosed};

    #[test]
    fn dates_are_known_in_their_many_forms() {
        for date in [
            "2026-02-10",
            "2026/2/10",
            "2026.02.10",
            "2026年2月10日",
            "2026年2月10日 星期二",
            "2月10日",
            "2026-02-10 09:30",
            "10 Feb 2026",
            "February 10, 2026",
            "2026년 2월 10일",
            "2026年2月10日（火）",
        ] {
            assert!(is_date(date), "{date}");
        }
        for other in ["", "2026", "12月的河", "3.14", "100-200", "May I?", "第10日", "星期二"] {
            assert!(!is_date(other), "{other}");
        }
        assert!(begins_with_date("2026-02-10 來源：河報"));
        assert!(!begins_with_date("2026年2月10日大事記"));
    }

    #[test]
    fn clauses_end_at_marks_but_not_within_numbers() {
        assert!(ends_clause("天", ",", "河"));
        assert!(ends_clause("a", ",", " "));
        assert!(ends_clause("天", "…", "河"));
        assert!(!ends_clause("1", ",", "5"));
        assert!(!ends_clause("天", "…", "…"));
        assert!(!ends_clause("天", "、", "河"));
    }

    #[test]
    fn enclosed_lines() {
        assert!(is_enclosed("「水來了」"));
        assert!(is_enclosed("(完)"));
        assert!(!is_enclosed("「水」來了"));
        assert!(!is_enclosed("「"));
    }
}
