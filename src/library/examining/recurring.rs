//! Boilerplate found by recurrence: words that a site puts into its articles again and again. Notices, "more articles",
//! share lines, whatever their language, without a list of what they say.
//!
//! A line is boilerplate where it stands in several articles of one origin: the site, or the folder where no site is
//! known. Two lines are the same where their letters are, folded, and any number stands for any other, so that dates
//! and counts make no difference. An article is compared with up to 200 of its origin that were added next to it, for
//! sites change their notices. What counts is in how many different articles of these a line stands, reprints of one
//! another counted once and reprints of the article itself not at all: otherwise three copies of a report would make
//! notices of each other.
//!
//! A line is a notice
//! - among the first four or the last eight lines of the article, where it stands in three articles and in a tenth of them;
//! - anywhere, where it has up to 40 letters, and stands in three articles and in a quarter of them.
//!
//! But what a news agency sent out recurs too, in reports that are otherwise each paper's own, and so does a paragraph that
//! tells once more what went before. A whole sentence that speaks of what its article speaks of is no notice, unless it
//! stands at the foot of half of the articles, eight or more. How many days it recurs on tells nothing here: a paper's
//! notice and an agency's sentence may both be found on one day, and what tells of the past on many.
//!
//! Titles and bylines stay what they are. A heading is a notice only at the foot, where nothing follows but notices and
//! short lines: “背景” may head a part of every report. A line with an annotation on it stays as it is.

use std::collections::{HashMap, HashSet};

use super::sketch::Sketch;
use crate::article::{Block, BlockKind};

/// How many lines at an article's head are looked at.
const HEAD: usize = 4;

/// How many lines at its foot are looked at.
const FOOT: usize = 8;

/// A line of up to so many letters is looked at anywhere.
pub(super) const SHORT: usize = 40;

/// A line of fewer letters, numbers counted as one, says nothing.
const FEWEST_LETTERS: usize = 2;

/// A longer line is the article's own.
pub(super) const MOST_LETTERS: usize = 600;

/// No more lines of an article are kept: those at head and foot, and the first short ones between.
const MOST_LINES: usize = 40;

/// A line stands in fewer articles by chance.
const FEWEST_ARTICLES: usize = 3;

/// What stands at the foot of half of so many articles is a notice, whatever it speaks of.
const MANY_ARTICLES: usize = 8;

/// Articles that share at least so much are reprints of each other, in percent.
const REPRINT: u8 = 80;

/// Articles that share at least so much are, where they also share three quarters of their lines: of short articles what an
/// agency and the site put into them is as much.
const PERHAPS_REPRINT: u8 = 50;

/// The lines of one article that may be boilerplate.
pub(super) struct Lines {
    edges: Edges,
    head_and_foot: Vec<u32>,
    between: Vec<u32>,
}

impl Lines {
    /// None yet of an article with these blocks.
    pub(super) fn of(blocks: &[Block], text: &str) -> Lines {
        Lines { edges: Edges::of(blocks, text), head_and_foot: Vec::new(), between: Vec::new() }
    }

    /// Takes a line, the block of that number.
    pub(super) fn push(&mut self, index: usize, block: &Block, line: LineHash) {
        let Some(hash) = line.finish().filter(|_| may_be(block)) else { return };
        if self.edges.hold(index) {
            self.head_and_foot.push(hash);
        } else if line.letters <= SHORT && self.between.len() < MOST_LINES {
            self.between.push(hash);
        }
    }

    /// Their hashes, in order, each once.
    pub(super) fn finish(mut self) -> Vec<u32> {
        self.between.truncate(MOST_LINES - self.head_and_foot.len());
        self.head_and_foot.append(&mut self.between);
        self.head_and_foot.sort_unstable();
        self.head_and_foot.dedup();
        self.head_and_foot
    }
}

/// Where head and foot of an article are, as numbers of blocks.
pub(super) struct Edges {
    head_ends: usize,
    foot_begins: usize,
}

impl Edges {
    pub(super) fn of(blocks: &[Block], text: &str) -> Edges {
        let has_words = |&index: &usize| {
            blocks[index].kind != BlockKind::Image
                && blocks[index].span().of(text).contains(char::is_alphanumeric)
        };
        let head_ends = (0..blocks.len()).filter(has_words).nth(HEAD).unwrap_or(blocks.len());
        let foot_begins = (0..blocks.len()).rev().filter(has_words).nth(FOOT).map_or(0, |last| last + 1);
        Edges { head_ends, foot_begins }
    }

    pub(super) fn hold(&self, index: usize) -> bool {
        index < self.head_ends || index >= self.foot_begins
    }
}

/// Whether a block of this kind may be boilerplate.
pub(super) fn may_be(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::Caption
            | BlockKind::Footnote
    )
}

/// A hash over the folded letters of a line, in which any number stands for any other.
#[derive(Clone, Copy, Default)]
pub(super) struct LineHash {
    hash: u64,
    pub(super) letters: usize,
    in_number: bool,
    words: usize,
}

impl LineHash {
    /// Takes the next letter.
    pub(super) fn push(&mut self, letter: char) {
        let is_digit = !super::is_east_asian(letter) && letter.is_numeric();
        if !(is_digit && std::mem::replace(&mut self.in_number, is_digit)) {
            let letter = if is_digit { '0' } else { letter };
            // Another odd number without pattern than the sketch takes: the fraction of the square root of 3.
            self.hash = (self.hash ^ letter as u64).wrapping_mul(0xbb67_ae85_84ca_a73b).rotate_left(29);
            self.words += usize::from(!is_digit);
        }
        self.in_number = is_digit;
        self.letters += 1;
    }

    /// The hash; none of a line that is too short, or too long, to be boilerplate.
    pub(super) fn finish(&self) -> Option<u32> {
        let fits = self.words >= FEWEST_LETTERS && self.letters <= MOST_LETTERS;
        fits.then_some((self.hash >> 32) as u32)
    }
}

/// Another article of the same origin.
pub struct Neighbour {
    /// The article it is a reprint of, or itself.
    pub of: i64,
    pub sketch: Option<Sketch>,
    /// Hashes of its lines, each once.
    pub lines: Vec<u32>,
}

/// Lines that recur among an article's neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recurring {
    /// Enough to be notices at the article's head or foot: hashes, in order.
    pub(super) edges: Vec<u32>,
    /// Enough to be notices anywhere: hashes, in order.
    pub(super) anywhere: Vec<u32>,
    /// Enough to be notices at its foot, whatever they speak of: hashes, in order.
    pub(super) foot: Vec<u32>,
}

impl Recurring {
    /// Whether no line recurs.
    pub(in crate::library) fn is_none(&self) -> bool {
        self.edges.is_empty()
    }
}

/// Those of the article's `lines` that recur among its neighbours.
pub fn recurring(of: i64, sketch: Option<&Sketch>, lines: &[u32], neighbours: &[Neighbour]) -> Recurring {
    let share_lines = |other: &Neighbour| {
        let shared = other.lines.iter().filter(|line| lines.binary_search(line).is_ok()).count();
        shared * 4 >= lines.len().min(other.lines.len()) * 3
    };
    let is_reprint = |other: &Neighbour| {
        let percent = sketch.zip(other.sketch.as_ref()).map_or(0, |(own, its)| own.percent_like(its));
        other.of == of || percent >= REPRINT || percent >= PERHAPS_REPRINT && share_lines(other)
    };
    let others: Vec<&Neighbour> = neighbours.iter().filter(|other| !is_reprint(other)).collect();
    let articles = 1 + others.iter().map(|other| other.of).collect::<HashSet<_>>().len();
    let mut standing: HashMap<u32, HashSet<i64>> = HashMap::new();
    for other in others {
        for line in other.lines.iter().filter(|line| lines.binary_search(line).is_ok()) {
            standing.entry(*line).or_default().insert(other.of);
        }
    }
    let at_least = |fewest: usize, share: usize| {
        let enough = fewest.max(articles.div_ceil(share));
        let recurs = |line: &&u32| standing.get(line).is_some_and(|others| 1 + others.len() >= enough);
        lines.iter().filter(recurs).copied().collect()
    };
    Recurring {
        edges: at_least(FEWEST_ARTICLES, 10),
        anywhere: at_least(FEWEST_ARTICLES, 4),
        foot: at_least(MANY_ARTICLES, 2),
    }
}

#[cfg(test)]
mod tests;
