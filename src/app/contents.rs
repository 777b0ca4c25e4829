//! The table of contents of the open article: its title and headings, or, where it has none, how its paragraphs begin.

use super::choosing::Choosing;
use super::effect::Effect;
use super::jumps::Spot;
use super::reading::{Reading, Unit};
use super::state::State;
use crate::article::BlockKind;
use crate::text::{Span, clusters};

/// The most lines that tell of paragraphs; a book has tens of thousands.
const PARAGRAPHS: usize = 1000;

/// The most of a line's words, in clusters.
const WORDS: usize = 80;

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsLine {
    /// The heading, or how the paragraph begins.
    pub words: String,
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// How much of the text stands before it, in hundredths.
    pub percent: usize,
}

/// The contents, as far as what is typed is in their words.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What is typed, and the line chosen.
    pub choosing: Choosing,
    /// Whether these are headings.
    pub headings: bool,
    lines: Vec<ContentsLine>,
}

impl Contents {
    /// The contents of an article, the part that the cursor stands in chosen.
    pub fn of(reading: &Reading) -> Contents {
        let headings = lines(reading, |kind| matches!(kind, BlockKind::Title | BlockKind::Heading));
        let has_headings = headings_of(reading).next().is_some();
        let mut lines = if has_headings { headings } else { lines(reading, is_words) };
        if lines.len() > PARAGRAPHS && !has_headings {
            let step = lines.len().div_ceil(PARAGRAPHS);
            lines = lines.into_iter().step_by(step).collect();
        }
        let here = reading.cursor().span.start;
        let chosen = lines.partition_point(|line| line.span.start <= here).saturating_sub(1);
        Contents { choosing: Choosing::at(chosen), headings: has_headings, lines }
    }

    /// The lines found.
    pub fn found(&self) -> Vec<&ContentsLine> {
        let fold = |words: &str| words.chars().map(crate::text::search_fold).collect::<String>();
        let typed = fold(&self.choosing.words());
        let fits =
            |line: &&ContentsLine| typed.split_whitespace().all(|wanted| fold(&line.words).contains(wanted));
        self.lines.iter().filter(fits).collect()
    }
}

fn is_words(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation)
}

fn lines(reading: &Reading, wanted: impl Fn(BlockKind) -> bool) -> Vec<ContentsLine> {
    let text = reading.document.text();
    let blocks = reading.document.article().blocks.iter().filter(|block| wanted(block.kind));
    let line = |span: Span| ContentsLine {
        words: clusters(span.of(text)).take(WORDS).map(|(_, cluster)| cluster).collect(),
        span,
        percent: span.start * 100 / text.len().max(1),
    };
    blocks.map(|block| line(block.span())).collect()
}

fn headings_of(reading: &Reading) -> impl DoubleEndedIterator<Item = Span> {
    let blocks = reading.document.article().blocks.iter();
    blocks.filter(|block| block.kind == BlockKind::Heading).map(|block| block.span())
}

/// The `count`th heading after the cursor's place, or before it; the last one there is, where they are fewer.
pub(super) fn heading_beside(reading: &Reading, count: usize, ahead: bool) -> Option<Span> {
    let here = reading.cursor().span.start;
    if ahead {
        headings_of(reading).filter(|span| span.start > here).take(count.max(1)).last()
    } else {
        headings_of(reading).rev().filter(|span| span.start < here).take(count.max(1)).last()
    }
}

impl State {
    /// Goes to a place of the open article, from which the way back is remembered where the library has it.
    pub(super) fn jump_within(&mut self, span: Span) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else { return Vec::new() };
        match reading.identity.id {
            Some(article) => self.jump(Spot { unit: Some(Unit::Sentence), ..Spot::passage(article, span) }),
            None => {
                reading.place(span.start);
                Vec::new()
            }
        }
    }
}
