//! Items of lists: lines with a mark or a number in front that stand next to each other. A single one is a heading
//! ("一、背景") or a paragraph that happens to begin so.

use super::lines::{Line, Look};
use crate::article::block::{Block, BlockKind};

/// Marks that go together in one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `- `, `* `, `• ` and the like.
    Bullet,
    /// `1. `, `1)`, `（一）`, `一、`, `①` and the like.
    Number,
}

/// The family of the mark that `line` begins with.
pub fn item_family(line: &str) -> Option<Family> {
    let mut characters = line.chars();
    match characters.next()? {
        '-' | '*' | '+' => characters.next().filter(|&next| next == ' ').map(|_| Family::Bullet),
        '•' | '‣' | '●' | '○' | '◆' | '■' | '◎' => Some(Family::Bullet),
        '①'..='⑳' => Some(Family::Number),
        '(' => enclosed_number(line, '(', ')'),
        '（' => enclosed_number(line, '（', '）'),
        '0'..='9' => latin_number(line),
        first if is_han_digit(first) => {
            let rest = line.trim_start_matches(is_han_digit);
            rest.starts_with('、').then_some(Family::Number)
        }
        _ => None,
    }
}

/// The longest number that counts items, in digits: years are longer.
const LONGEST_NUMBER: usize = 3;

fn latin_number(line: &str) -> Option<Family> {
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let ends = ["、", "．", "）", ") ", ")", ". "].iter().any(|end| rest.starts_with(end));
    (ends && line.len() - rest.len() <= LONGEST_NUMBER).then_some(Family::Number)
}

fn enclosed_number(line: &str, open: char, close: char) -> Option<Family> {
    let (number, _) = line.strip_prefix(open)?.split_once(close)?;
    let is_number = !number.is_empty()
        && number.chars().count() <= LONGEST_NUMBER
        && number.chars().all(|character| character.is_ascii_digit() || is_han_digit(character));
    is_number.then_some(Family::Number)
}

fn is_han_digit(character: char) -> bool {
    "一二三四五六七八九十".contains(character)
}

/// Makes list items of lines of one family that follow each other.
pub fn settle(lines: &[Line], blocks: &mut [Block]) {
    let mut start = 0;
    for group in lines.chunk_by(|a, b| a.look == b.look) {
        let end = start + group.len();
        if group.len() > 1 && matches!(group[0].look, Look::Item(_)) {
            blocks[start..end].iter_mut().for_each(|block| block.kind = BlockKind::ListItem);
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::{Family, item_family};

    #[test]
    fn marks_of_items() {
        for line in ["- 甲", "* 甲", "• 甲", "•甲"] {
            assert_eq!(item_family(line), Some(Family::Bullet), "{line}");
        }
        for line in ["1. 甲", "12) 甲", "3、甲", "一、甲", "十二、甲", "（一）甲", "(2) 甲", "①甲"]
        {
            assert_eq!(item_family(line), Some(Family::Number), "{line}");
        }
        for line in
            ["-甲", "3.14 是圓周率", "2026、2027年", "一二三四", "（完）", "(甲)", "1", "*", "", "一樣、兩樣"]
        {
            assert_eq!(item_family(line), None, "{line}");
        }
    }
}
