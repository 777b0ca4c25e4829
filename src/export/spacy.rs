//! spaCy: JSON Lines, a line a `Doc` as its own `Doc.to_json` writes it, from which a `DocBin` is made.
//!
//! Rules: spaCy 3's `Doc.from_json` and its schema `DocJSONSchema`. Read with
//! `doc = Doc(spacy.blank("xx").vocab).from_json(json.loads(line))`. The tokens are ours, words or characters, cut where
//! annotations begin and end: spaCy's own for Chinese would not align with them. White space is as spaCy keeps it: one space
//! belongs to the token before it, what follows is a token of its own.
//!
//! `spans["sc"]` holds every annotation, overlapping or not, and names it as `kb_id`; `ents`, which may not overlap, the
//! longest, and of equally long ones the first. `meta`, which spaCy passes over, holds the article's title and address,
//! and all that annotations say besides. Where a passage begins or ends within white space, its span does so after or
//! before it.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use serde::Serialize;

use super::article_record::ArticleRecord;
use super::disjoint::disjoint;
use super::escaped_json::write_json;
use super::tokens::{Token, fitted, sentences_by_line, tokens};
use super::{Format, Losses, Output, Passage, Passages, Shape, Tokens, Writer};
use crate::library::Marked;
use crate::text::{Counter, OffsetUnit, Span};

pub(super) const FORMAT: Format = Format {
    name: "spacy",
    description: "JSON Lines, a Doc a line with its spans: for spaCy",
    extension: "jsonl",
    shape: Shape::File,
    holds_orphans: false,
    offsets: "code points",
    make: |options| Box::new(Spacy { unit: options.tokens, losses: Losses::default() }),
};

struct Spacy {
    unit: Tokens,
    losses: Losses,
}

#[derive(Serialize)]
struct DocRecord<'a> {
    text: &'a str,
    tokens: Vec<TokenRecord>,
    sents: Vec<Place>,
    ents: Vec<EntityRecord<'a>>,
    spans: Groups<'a>,
    meta: ArticleRecord<'a>,
}

#[derive(Serialize)]
struct TokenRecord {
    id: usize,
    #[serde(flatten)]
    place: Place,
}

/// Code points.
#[derive(Clone, Copy, Serialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct EntityRecord<'a> {
    #[serde(flatten)]
    place: Place,
    label: &'a str,
}

#[derive(Serialize)]
struct Groups<'a> {
    /// The name of spaCy's span categorizer.
    sc: Vec<SpanInGroup<'a>>,
}

#[derive(Serialize)]
struct SpanInGroup<'a> {
    #[serde(flatten)]
    place: Place,
    label: &'a str,
    kb_id: &'a str,
}

impl Writer for Spacy {
    fn article(
        &mut self,
        out: &mut dyn Output,
        marked: Marked<'_>,
        passages: Passages<'_>,
    ) -> io::Result<()> {
        let article = marked.article;
        let passages: Vec<Passage<'_>> = passages.collect();
        let sentences: Vec<Span> = sentences_by_line(&article.text).flatten().collect();
        let marks = marked.annotations.iter().map(|stored| stored.annotation.span);
        let cuts: BTreeSet<usize> =
            marks.chain(sentences.iter().copied()).flat_map(|span| [span.start, span.end]).collect();
        let tokens = spaced(&article.text, tokens(&article.text, self.unit, &cuts));
        let records = placed(&article.text, &tokens);
        let place = |span: Span| {
            let fitted = fitted(&tokens, span)?;
            Some(Place { start: records[fitted.start].place.start, end: records[fitted.end - 1].place.end })
        };
        let longest = disjoint(&passages);
        let (mut spans, mut entities) = (Vec::new(), Vec::new());
        for (passage, is_entity) in passages.iter().zip(longest) {
            let annotation = &passage.stored.annotation;
            let Some(place) = place(annotation.span) else {
                self.losses.add("spans without a token; what they say is in the line", 1);
                continue;
            };
            let shorter = (place.start, place.end) != (passage.start, passage.end);
            self.losses.add("spans' ends in white space; the rest of them is there", usize::from(shorter));
            spans.push(SpanInGroup { place, label: &annotation.label, kb_id: &annotation.id.0 });
            if is_entity {
                entities.push(EntityRecord { place, label: &annotation.label });
            } else {
                self.losses
                    .add("annotations from ents, since they overlap a longer one; all are in spans", 1);
            }
        }
        let record = DocRecord {
            text: &article.text,
            sents: sentences.into_iter().filter_map(place).collect(),
            tokens: records,
            ents: entities,
            spans: Groups { sc: spans },
            meta: ArticleRecord::new(marked, None, passages.into_iter()),
        };
        write_json(out, &record)?;
        out.write_all(b"\n")
    }

    fn losses(&self) -> Losses {
        self.losses.clone()
    }
}

/// The tokens as spaCy keeps them: a space after a token belongs to it and is no token.
fn spaced(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut after_word = false;
    let own = tokens.into_iter().map(|mut token| {
        if token.blank && after_word && token.span.of(text).starts_with(' ') {
            token.span.start += 1;
        }
        after_word = !token.blank;
        token
    });
    own.filter(|token| !token.span.is_empty()).collect()
}

/// Where the tokens stand, in code points.
fn placed(text: &str, tokens: &[Token]) -> Vec<TokenRecord> {
    let mut code_points = Counter::new(text, OffsetUnit::CodePoints);
    let mut place = |span: Span| {
        let Range { start, end } = code_points.range(span);
        Place { start, end }
    };
    tokens.iter().enumerate().map(|(id, token)| TokenRecord { id, place: place(token.span) }).collect()
}
