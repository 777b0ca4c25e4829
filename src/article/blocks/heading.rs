//! Headings within the text: a short line that asks, or that ends without any mark, before running text.

use super::lines::Line;
use super::marks::{
    SHORT_BYTES, asks, begins_as_credit, ends_sentence, is_date, is_enclosed, is_short, leads_on,
    without_closers,
};
use crate::article::block::{Block, BlockKind};

/// No more headings than this follow each other: a part's and its first section's. More is a poem or a list.
const MOST_IN_A_ROW: usize = 2;

/// Whether `line` reads as a heading, taken by itself.
pub fn is_like(line: &str) -> bool {
    if line.len() > SHORT_BYTES || is_enclosed(line) {
        return false;
    }
    let unclosed = without_closers(line);
    let Some(last) = unclosed.chars().next_back() else { return false };
    let body = if asks(last) && unclosed.len() == line.len() {
        unclosed.trim_end_matches(asks)
    } else if ends_sentence(last) || leads_on(last) || last == '.' {
        return false;
    } else {
        unclosed
    };
    body.contains(char::is_alphabetic)
        && !body.contains(|character| ends_sentence(character) || matches!(character, '；' | ';'))
        && !body.contains("://")
        && !is_date(line)
        && !begins_as_credit(line)
        && is_short(line)
}

/// Makes headings of lines that read so, stand before running text, and are not the rule in this text.
pub fn settle(lines: &[Line], blocks: &mut [Block], is_whole: bool) {
    let candidate = |block: &Block, line: &Line| block.kind == BlockKind::Paragraph && line.is_heading_like;
    let of_body = |block: &&Block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation)
    };
    let in_body = blocks.iter().filter(of_body).count();
    let candidates = blocks.iter().zip(lines).filter(|(block, line)| candidate(block, line)).count();
    if candidates * 2 > in_body {
        return;
    }
    // From the end: what follows is then settled.
    let mut in_row = Vec::with_capacity(MOST_IN_A_ROW);
    let mut before_words = !is_whole;
    for at in (0..blocks.len()).rev() {
        if candidate(&blocks[at], &lines[at]) {
            in_row.push(at);
        } else if !matches!(blocks[at].kind, BlockKind::Image | BlockKind::Caption) {
            name(&mut in_row, before_words, blocks);
            before_words = of_body(&&blocks[at]);
        }
    }
    // The text's first line heads nothing: the head's rules did not find it a title.
    in_row.retain(|&at| at > 0);
    name(&mut in_row, before_words, blocks);
}

/// Makes headings of the lines `in_row`, if words follow them and they are few, and forgets them.
fn name(in_row: &mut Vec<usize>, before_words: bool, blocks: &mut [Block]) {
    if before_words && in_row.len() <= MOST_IN_A_ROW {
        in_row.iter().for_each(|&at| blocks[at].kind = BlockKind::Heading);
    }
    in_row.clear();
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn short_questions_and_unmarked_lines() {
        for line in [
            "水從哪裡來？",
            "水從哪裡來?",
            "水的來路",
            "一、水的來路",
            "所謂「百年一遇」",
            "2月的水位",
            "How the river rose",
        ] {
            assert!(is_like(line), "{line}");
        }
    }

    #[test]
    fn sentences_speech_and_lead_ins_are_none() {
        for line in [
            "水退了。",
            "他說：",
            "先是雨，",
            "“快走！”",
            "「你是誰？」",
            "快走！",
            "誰？是我？",
            "雨停了。人呢？",
            "後來……",
            "（完）",
            "——",
            "* * *",
            "2026-02-10",
            "作者：河伯",
            "https://example.org/a",
            "It rained.",
            "他想起「那一天。」",
        ] {
            assert!(!is_like(line), "{line}");
        }
        assert!(!is_like(&"長".repeat(31)));
    }
}
