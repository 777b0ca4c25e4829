//! What of an article's text is boilerplate: the lines of it that recur, but for those that tell what the article tells.

use std::collections::HashSet;

use super::recurring::{Edges, LineHash, MOST_LETTERS, Recurring, SHORT, may_be};
use super::subject::Subject;
use crate::article::{Block, BlockKind};
use crate::text::Span;

/// What of an article's text is boilerplate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boilerplate {
    pub(in crate::library) recurring: Recurring,
    /// Passages with annotations on them.
    pub(in crate::library) annotated: Vec<Span>,
}

impl Boilerplate {
    /// Whether nothing is.
    pub fn is_none(&self) -> bool {
        self.recurring.is_none()
    }

    /// Makes notices of the blocks of `text` that are boilerplate.
    pub fn mark(&self, blocks: &mut [Block], text: &str) {
        let lines = self.lines(blocks, text);
        if lines.iter().all(|line| line.recurring.is_none()) {
            return;
        }
        let news = news(&lines, blocks, text);
        // Whether nothing but notices and short lines stands below.
        let mut is_foot = true;
        for (index, (block, line)) in blocks.iter_mut().zip(&lines).enumerate().rev() {
            let may_be = |hash| {
                let is_everywhere = is_foot && self.recurring.foot.binary_search(&hash).is_ok();
                (block.kind != BlockKind::Heading || is_foot) && (is_everywhere || !news.contains(&index))
            };
            if line.recurring.is_some_and(may_be) {
                block.kind = BlockKind::Notice;
            }
            is_foot &= match block.kind {
                BlockKind::Notice | BlockKind::Image => true,
                BlockKind::Title => false,
                _ => line.letters <= SHORT && !ends_a_sentence(block.span().of(text)),
            };
        }
    }

    /// What is to be known of each block.
    fn lines(&self, blocks: &[Block], text: &str) -> Vec<Line> {
        if self.is_none() {
            return Vec::new();
        }
        let Recurring { edges, anywhere, .. } = &self.recurring;
        let at = Edges::of(blocks, text);
        let line = |(index, block): (usize, &Block)| {
            let mut line = LineHash::default();
            if block.span().len() <= MOST_LETTERS * 4 {
                super::folded_letters(block, text).for_each(|letter| line.push(letter));
            }
            let known = line.finish().filter(|_| may_be(block) && !self.is_annotated(block.span()));
            let recurs = |hash: &u32| {
                at.hold(index) && edges.binary_search(hash).is_ok()
                    || line.letters <= SHORT && anywhere.binary_search(hash).is_ok()
            };
            Line { letters: line.letters, recurring: known.filter(recurs) }
        };
        blocks.iter().enumerate().map(line).collect()
    }

    fn is_annotated(&self, block: Span) -> bool {
        self.annotated.iter().any(|annotated| annotated.overlaps(block))
    }
}

/// What is to be known of a block to tell whether it is boilerplate.
struct Line {
    letters: usize,
    /// Its hash, where it stands in enough other articles.
    recurring: Option<u32>,
}

/// The blocks that recur, and yet tell what the article tells: their numbers.
fn news(lines: &[Line], blocks: &[Block], text: &str) -> HashSet<usize> {
    let words = |index: usize| blocks[index].span().of(text);
    let (recurring, own): (Vec<usize>, Vec<usize>) =
        (0..blocks.len()).partition(|&index| lines[index].recurring.is_some());
    let (title, rest): (Vec<usize>, Vec<usize>) =
        own.into_iter().partition(|&index| blocks[index].kind == BlockKind::Title);
    let sentences: Vec<usize> =
        recurring.into_iter().filter(|&index| ends_a_sentence(words(index))).collect();
    let subject = Subject::of(
        sentences.iter().copied().map(words),
        title.into_iter().map(words),
        rest.into_iter().map(words),
    );
    sentences.into_iter().filter(|&index| subject.is_of(words(index))).collect()
}

fn ends_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '」', '』', '’', '）', ')', '"'])
        .ends_with(['。', '！', '？', '.', '!', '?', '…'])
}
