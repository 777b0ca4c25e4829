//! A text cut into its lines, and what each line shows by itself.

use memchr::memchr_iter;
use unicode_segmentation::UnicodeSegmentation;

use super::heading;
use super::image::is_image;
use super::list::{Family, item_family};
use super::words::CAPTION_STARTS;
use crate::text::{Span, is_blank, trim_blank_end};

/// A line that is not blank.
pub struct Line {
    /// Its bytes, without the blanks at either end.
    pub span: Span,
    /// Whether it is the text's first, or a blank line stands before it.
    pub after_blank: bool,
    /// What it begins as.
    pub look: Look,
    /// Whether it reads as a heading, taken by itself.
    pub is_heading_like: bool,
}

/// What a line begins as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A picture.
    Image,
    /// Quoted text.
    Quotation,
    /// An item of a list, if others stand next to it.
    Item(Family),
    /// The words under a picture.
    Caption,
    /// Nothing but words.
    Words,
}

/// The lines of `text` that are not blank.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        // A CR and the LF after it are one cluster: both are the newline.
        let cut = if end < text.len() && line.ends_with('\r') { end - 1 } else { end };
        let span = trimmed(text, start, cut);
        start = end + 1;
        if span.is_empty() {
            after_blank = true;
            continue;
        }
        let line = span.of(text);
        let look = look(line);
        let is_heading_like =
            matches!(look, Look::Words | Look::Item(Family::Number)) && heading::is_like(line);
        lines.push(Line { span, after_blank, look, is_heading_like });
        after_blank = false;
    }
    lines
}

/// The bytes `start..end` of `text` without the blanks at either end: characters shown as signs stay. Where a
/// mark is written over a space, or a space follows a sign that takes the next character in, the cluster is kept whole.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let line = &text[start..end];
    let words = trim_blank_end(line);
    let mut last = start + words.len();
    if let (Some(sign), Some(space)) = (words.chars().next_back(), line[words.len()..].chars().next())
        && is_one_cluster(sign, space)
    {
        last += space.len_utf8();
    }
    let words = words.trim_start_matches(is_blank);
    let mut first = end - (line.trim_start_matches(is_blank).len());
    if let (Some(mark), Some(space)) = (words.chars().next(), text[start..first].chars().next_back())
        && is_one_cluster(space, mark)
    {
        first -= space.len_utf8();
    }
    if words.is_empty() { Span::new(end, end) } else { Span::new(first, last) }
}

fn is_one_cluster(first: char, second: char) -> bool {
    // Ideographs and ASCII stand for themselves: nearly every line is settled here.
    let stands_alone = |character: char| matches!(character, '!'..='~' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{3400}'..='\u{9FFF}');
    if stands_alone(first) || stands_alone(second) {
        return false;
    }
    let pair = String::from_iter([first, second]);
    pair.graphemes(true).count() == 1
}

fn look(line: &str) -> Look {
    match line.as_bytes() {
        [b'!', b'[', ..] if is_image(line) => Look::Image,
        [b'>', b' ', ..] => Look::Quotation,
        _ if is_caption(line) => Look::Caption,
        _ => item_family(line).map_or(Look::Words, Look::Item),
    }
}

/// Captions take fewer characters than this.
const LONGEST_CAPTION: usize = 200;

fn is_caption(line: &str) -> bool {
    let may_begin = |first: char| "圖图資资△▲▼（([【写사".contains(first);
    line.len() < LONGEST_CAPTION * 4
        && line.starts_with(may_begin)
        && CAPTION_STARTS.iter().any(|start| line.starts_with(start))
        && line.chars().count() < LONGEST_CAPTION
}

#[cfg(test)]
mod tests {
    use super::{Look, lines};

    fn words(text: &str) -> Vec<&str> {
        lines(text).into_iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn lines_lose_blanks_at_both_ends_alone() {
        assert_eq!(
            words("\u{3000}\u{3000}甲 乙\t\n \u{A0}\n\u{2028}丙\u{3000}\n\u{c}\n"),
            ["甲 乙", "\u{2028}丙", "\u{c}"]
        );
        assert_eq!(words("\u{FEFF}甲\u{200B}\n"), ["\u{FEFF}甲\u{200B}"]);
        assert!(words("").is_empty());
        assert!(words(" \n\u{3000}\n").is_empty());
    }

    #[test]
    fn clusters_are_not_cut() {
        assert_eq!(words("  \u{301}甲\n"), [" \u{301}甲"]);
        assert_eq!(words("甲\u{600} \n"), ["甲\u{600} "]);
        assert_eq!(words(" \u{301}\n"), [" \u{301}"]);
    }

    #[test]
    fn blank_lines_are_remembered() {
        let after_blank: Vec<_> = lines("甲\n乙\n\u{3000}\n丙").iter().map(|line| line.after_blank).collect();
        assert_eq!(after_blank, [true, false, true]);
    }

    #[test]
    fn looks() {
        let look = |line| lines(line)[0].look;
        assert_eq!(look("![](a.png)"), Look::Image);
        assert_eq!(look("> 古人說過"), Look::Quotation);
        assert_eq!(look("圖為漲水的河。"), Look::Caption);
        assert_eq!(look("（圖／河報）"), Look::Caption);
        assert_eq!(look("圖書館開了門。"), Look::Words);
        assert_eq!(look(&format!("圖為{}", "水".repeat(300))), Look::Words);
    }
}
