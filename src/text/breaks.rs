//! Where a line may be broken: ICU4X's UAX #14, tailored by what CLREQ and JLREQ add.
//!
//! ICU4X is asked strictly. (Its content locale matters to the looser settings alone, so none is given.) Its answer is
//! then narrowed where a mark may not begin or end a line, and widened at straight quotation marks, which UAX #14
//! cannot tell apart but which open and close by turns.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::blank::{is_blank, trim_blank_end};
use super::marks::{forbids_line_end, forbids_line_start, is_east_asian};

/// How good a place for a line's end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// At the hyphen of a name or a number, which stays whole where it fits a line.
    Hyphen,
    /// Anywhere else that the rules allow.
    Regular,
}

/// The places where `text` (one block, no newline) may be broken, in order: the byte before which the next line begins.
/// Neither the start nor the end of the text is among them.
pub fn opportunities(text: &str) -> Vec<(usize, Quality)> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_dictionary(options);
    let mut places: Vec<(usize, Quality)> = segmenter
        .segment_str(text)
        .filter(|&place| 0 < place && place < text.len())
        .filter_map(|place| quality(text, place).map(|quality| (place, quality)))
        .collect();
    if text.contains(['"', '“', '”', '‘', '’']) {
        mind_quotation_marks(text, &mut places);
    }
    places
}

/// Whether a line may end before `place` and the next begin there, as far as marks are concerned.
pub fn marks_allow(text: &str, place: usize) -> bool {
    let before = trim_blank_end(&text[..place]).chars().next_back();
    let after = text[place..].chars().find(|&character| !is_blank(character));
    !before.is_some_and(forbids_line_end)
        && !after.is_some_and(forbids_line_start)
        && !matches!((before, after), (Some('—'), Some('—')) | (Some('…'), Some('…')))
}

fn quality(text: &str, place: usize) -> Option<Quality> {
    if !marks_allow(text, place) {
        return None;
    }
    let mut before = text[..place].chars().rev();
    let hyphenated = matches!(before.next(), Some('-' | '\u{2010}'))
        && before.next().is_some_and(char::is_alphanumeric)
        && text[place..].chars().next().is_some_and(|after| after.is_alphanumeric() && !is_east_asian(after));
    Some(if hyphenated { Quality::Hyphen } else { Quality::Regular })
}

/// Where quotation marks may stand at a line's edge, beyond what UAX #14 can tell.
///
/// Straight ones open and close by turns: none opens at a line's end, none closes at a line's start. And a line may end
/// outside of any quotation that has an ideograph at either side of its mark, though ASCII punctuation, a Latin name or
/// a number stands at the other (UAX #14's LB19a asks for ideographs at both).
fn mind_quotation_marks(text: &str, places: &mut Vec<(usize, Quality)>) {
    let mut straight_open = false;
    let (mut allowed, mut forbidden) = (Vec::new(), Vec::new());
    for (start, mark) in text.match_indices(['"', '“', '”', '‘', '’']) {
        let end = start + mark.len();
        let opens = match mark {
            "\"" => {
                straight_open = !straight_open;
                forbidden.push(if straight_open { end } else { start });
                straight_open
            }
            _ => mark == "“" || mark == "‘",
        };
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let (outer, place) = if opens { (before, start) } else { (after, end) };
        let beside_ideograph = [before, after].into_iter().flatten().any(is_east_asian);
        if beside_ideograph
            && outer.is_some_and(|character| !character.is_whitespace())
            && marks_allow(text, place)
        {
            allowed.push((place, Quality::Regular));
        }
    }
    places.extend(allowed);
    places.sort_unstable();
    places.dedup_by_key(|place| place.0);
    places.retain(|place| forbidden.binary_search(&place.0).is_err());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let mut line = String::new();
        let mut from = 0;
        for (place, quality) in opportunities(text) {
            line.push_str(&text[from..place]);
            line.push(if quality == Quality::Hyphen { '¦' } else { '|' });
            from = place;
        }
        line + &text[from..]
    }

    #[test]
    fn marks_stay_with_their_words() {
        assert_eq!(cut("他說,“好”。"), "他|說,|“好”。");
        assert_eq!(cut("阿里·哈桑"), "阿|里·|哈|桑");
        assert_eq!(cut("等等……再說——完"), "等|等……|再|說|——|完");
        assert_eq!(cut("溝通 。他"), "溝|通 。|他");
    }

    #[test]
    fn names_and_numbers_stay_whole() {
        assert_eq!(cut("乘F-35C飛"), "乘|F-35C|飛");
        assert_eq!(cut("叫Ghalib-Abadi的"), "叫|Ghalib-¦Abadi|的");
        assert_eq!(cut("約3.67%的1,500公斤"), "約|3.67%|的|1,500|公|斤");
    }

    #[test]
    fn straight_quotes_open_and_close_by_turns() {
        assert_eq!(cut("說\"好事\"的人"), "說|\"好|事\"|的|人");
        assert_eq!(cut("說\"好\",走"), "說|\"好\",|走");
        assert_eq!(cut("說,\"好\""), "說,|\"好\"");
    }

    #[test]
    fn lines_end_outside_of_quotations() {
        assert_eq!(cut("的“JCPOA”協議"), "的|“JCPOA”|協|議");
        assert_eq!(cut("用“力”30年"), "用|“力”|30|年");
        assert_eq!(cut("it’s “so”"), "it’s |“so”");
    }
}
