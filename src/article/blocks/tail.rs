//! What a publishing site adds at an article's end: disclaimers, sources, editors, ways on to other articles.

use super::marks::opens;
use super::words::{ABOVE_STARTS, ABOVE_WORDS, NOTICE_STARTS, ONWARD_LINES};
use crate::article::block::{Block, BlockKind};

/// No more lines than this at the end are looked at.
const MOST_LINES: usize = 6;

/// Makes notices of the last lines that read so, as long as text stands above them: an article that is nothing but a
/// declaration is its own text. Pictures may stand between.
pub fn settle(text: &str, blocks: &mut [Block]) {
    let words = |block: &Block| block.kind != BlockKind::Image;
    let notices: Vec<usize> = (0..blocks.len())
        .rev()
        .filter(|&at| words(&blocks[at]))
        .take(MOST_LINES)
        .take_while(|&at| is_notice(blocks[at].span().of(text)))
        .collect();
    if notices.len() < blocks.iter().filter(|block| words(block)).take(MOST_LINES + 1).count() {
        notices.into_iter().for_each(|at| blocks[at].kind = BlockKind::Notice);
    }
}

fn is_notice(line: &str) -> bool {
    let line = line
        .trim_start_matches(|mark: char| matches!(mark, '*' | '※') || opens(mark.encode_utf8(&mut [0; 4])));
    let follows = |rest: &str| {
        rest.chars().next().is_none_or(|next| next.is_whitespace() || ":：】］]）)|｜/／".contains(next))
    };
    let begins = |start: &str| line.strip_prefix(start).is_some_and(follows);
    let onward = line.trim_end_matches([':', '：', '>', '＞', '»', '→', '…', '.', ' ']);
    NOTICE_STARTS.iter().any(|start| begins(start))
        || ONWARD_LINES.contains(&onward)
        || (ABOVE_STARTS.iter().any(|start| line.starts_with(start))
            && ABOVE_WORDS.iter().any(|word| line.contains(word)))
}
