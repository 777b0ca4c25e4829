//! From a passage to the sentences around it, and from a place in an article to the sentence there.

use crate::article::{Article, Block};
use crate::text::{Span, pieces};

/// Bytes on either side of a passage within which sentences are looked for: more than three long ones take.
const REACH: usize = 4000;

/// How many sentences on either side are told.
const AROUND: usize = 2;

/// What stands around `passage`: first what lies beside it, then what lies beside that. Beside a part of a sentence lies
/// the rest of it.
pub fn around(article: &Article, passage: Span) -> Vec<Vec<&str>> {
    let sentences = sentences_near(article, passage);
    let first = sentences.iter().position(|sentence| sentence.overlaps(passage));
    let last = sentences.iter().rposition(|sentence| sentence.overlaps(passage));
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let rest = [
        Span::new(sentences[first].start.min(passage.start), passage.start),
        Span::new(passage.end, sentences[last].end.max(passage.end)),
    ];
    let is_worth = |span: &Span| span.of(&article.text).contains(char::is_alphanumeric);
    let rest: Vec<&str> =
        rest.iter().filter(|span| is_worth(span)).map(|span| span.of(&article.text)).collect();
    let mut found = if rest.is_empty() { Vec::new() } else { vec![rest] };
    for away in 1..=AROUND {
        let before = first.checked_sub(away).and_then(|at| sentences.get(at));
        let beside = before.into_iter().chain(sentences.get(last + away));
        found.push(beside.map(|span| span.of(&article.text)).collect());
    }
    found
}

/// The sentence that has most of `stretch`; none where nothing there is read: images, notices.
pub fn sentence_at(article: &Article, stretch: Span) -> Option<Span> {
    let shared =
        |sentence: &Span| stretch.end.min(sentence.end).saturating_sub(stretch.start.max(sentence.start));
    let sentences = sentences_near(article, stretch).into_iter().filter(|sentence| shared(sentence) > 0);
    // Of equal ones the first.
    sentences.rev().max_by_key(shared)
}

/// The sentences, of blocks that are read, near a passage, in order.
fn sentences_near(article: &Article, passage: Span) -> Vec<Span> {
    let near = Span::new(passage.start.saturating_sub(REACH), passage.end + REACH);
    let from = article.blocks.partition_point(|block| block.span().end <= near.start);
    let blocks = article.blocks.iter().skip(from).take_while(|block| block.span().start < near.end);
    blocks
        .filter(|block| block.is_read())
        .flat_map(|block: &Block| {
            let pieces = pieces(&article.text, block.span()).filter(|piece| piece.overlaps(near));
            pieces.flat_map(|piece| block.sentences(&article.text, piece))
        })
        .collect()
}
