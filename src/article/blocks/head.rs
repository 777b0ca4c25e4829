//! An article's head: rubric, title, subtitle, date and author, in short lines above the first running text.
//! An article that begins straight with running text has none.

use unicode_width::UnicodeWidthStr;

use super::lines::{Line, Look};
use super::marks::{
    asks, begins_as_credit, begins_with_date, ends_sentence, is_date, is_short, leads_on, without_closers,
};
use super::words::CREDIT_ENDS;
use crate::article::block::{Block, BlockKind};

/// A head has no more lines than this.
const MOST_LINES: usize = 8;

/// Rubric, title and subtitle: a head with more lines than this beside dates and authors is no head.
const MOST_TITLES: usize = 3;

/// A rubric takes no more cells than this.
const RUBRIC_CELLS: usize = 16;

/// Lines that name an author with post and house take no more cells than this.
const CREDIT_CELLS: usize = 100;

/// What a line of the head is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// May be the title.
    Words,
    /// Date, author, source.
    Credit,
}

/// Finds the head among the first lines and gives its blocks their roles.
pub fn settle(text: &str, lines: &[Line], blocks: &mut [Block]) {
    let parts = parts(text, lines);
    let of = |at: usize| lines[at].span.of(text);
    let words: Vec<usize> = (0..parts.len()).filter(|&at| parts[at] == Part::Words).collect();
    let Some(&first) = words.first() else {
        // Running text under a date line.
        (0..parts.len()).for_each(|at| blocks[at].kind = BlockKind::Byline);
        return;
    };
    let last_credit = (first + 1..parts.len()).rev().find(|&at| parts[at] == Part::Credit);
    let (title, end) = if let Some(credit) = last_credit {
        let titles: Vec<usize> = words.into_iter().filter(|&at| at < credit).collect();
        if titles.len() > MOST_TITLES || credit + 1 == lines.len() {
            return;
        }
        let below = titles.get(1).copied().filter(|&below| is_rubric(of(first), of(below)));
        (below.unwrap_or(first), credit + 1)
    } else if let Some(title) = rubric_alone(text, lines, &parts, first) {
        (title, title + 1)
    } else {
        // A title may be given twice; a caption it is not then.
        let last = if blocks.get(first + 1).is_some_and(|next| next.repeated) { first + 1 } else { first };
        if !is_set_off(text, lines, last) {
            return;
        }
        (first, last + 1)
    };
    for block in &mut blocks[..end] {
        block.kind = BlockKind::Byline;
    }
    blocks[title].kind = BlockKind::Title;
}

/// The first lines that may belong to a head.
fn parts(text: &str, lines: &[Line]) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in lines.iter().take(MOST_LINES) {
        let words = line.span.of(text);
        if line.look != Look::Words {
            break;
        }
        let has_title = parts.contains(&Part::Words);
        if is_credit(words, has_title) {
            parts.push(Part::Credit);
        } else if is_title_like(words) {
            parts.push(Part::Words);
        } else {
            break;
        }
    }
    parts
}

/// Whether `words` tell date, author or source. Below a title, a post or a house at the end is enough.
fn is_credit(words: &str, below_title: bool) -> bool {
    let Some(last) = words.chars().next_back() else { return false };
    words.len() <= 3 * CREDIT_CELLS
        && !ends_sentence(last)
        && !leads_on(last)
        && (is_date(words)
            || begins_with_date(words)
            || begins_as_credit(words)
            || (below_title && CREDIT_ENDS.iter().any(|end| words.ends_with(end))))
        && words.width() <= CREDIT_CELLS
}

/// Whether `words` may be a title: short, and ending as no plain sentence does.
fn is_title_like(words: &str) -> bool {
    let unclosed = without_closers(words);
    let Some(last) = unclosed.chars().next_back() else { return false };
    let exclaims = matches!(last, '！' | '!');
    (asks(last) || exclaims || !(ends_sentence(last) || leads_on(last) || last == '.'))
        && is_short(words)
        && !unclosed.contains('。')
        && unclosed.contains(char::is_alphanumeric)
}

/// Whether `above` names the section in which an article titled `below` stands.
fn is_rubric(above: &str, below: &str) -> bool {
    above.width() <= RUBRIC_CELLS && above.width() < below.width()
}

/// The title, where the head is a rubric and a title alone: a word or two, and then a line of at least twice the
/// length, set off from each other and from what follows. A question is rather a heading under a short title.
fn rubric_alone(text: &str, lines: &[Line], parts: &[Part], first: usize) -> Option<usize> {
    let title = first + 1;
    if title >= parts.len() || !lines[title].after_blank || !lines.get(title + 1)?.after_blank {
        return None;
    }
    let (above, below) = (lines[first].span.of(text), lines[title].span.of(text));
    let is_pair = is_rubric(above, below) && below.width() >= 2 * above.width() && !below.ends_with(asks);
    is_pair.then_some(title)
}

/// Whether the line stands above the text like a title: a blank line follows, or, for one that ends without any
/// mark, a line of twice its length that is no title itself.
fn is_set_off(text: &str, lines: &[Line], at: usize) -> bool {
    let (line, Some(next)) = (&lines[at], lines.get(at + 1)) else { return false };
    let words = line.span.of(text);
    let below = next.span.of(text);
    let is_unmarked = without_closers(words).chars().next_back().is_some_and(|last| !ends_sentence(last));
    next.after_blank
        || (is_unmarked
            && below.len() >= 2 * words.len()
            && !is_title_like(below)
            && next.look == Look::Words)
}
