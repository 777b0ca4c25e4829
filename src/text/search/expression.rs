//! Regular expressions over folded text: what an expression says literally is folded as the text is, so that both meet.
//!
//! Capitals of ASCII are kept, in the text and in the expression: whether they count the expression's flags say. The
//! expression is folded where its syntax tree has characters, and each is written as an escape: a full-width bracket or
//! full stop becomes no operator.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::ops::Range;

use regex::Regex;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{self, Ast, ClassSetItem, Visitor, visit};

use super::found::Characters;
use super::search_fold;
use super::units::{PASSED, unit_of};
use crate::text::Span;

/// `expression` for folded text: without what nobody sees, and its characters and ranges of characters folded. What is
/// no regular expression stays none.
pub(super) fn folded_expression(expression: &str) -> String {
    let seen: String = Characters::of(expression).map(|(_, character, _)| character).collect();
    let Ok(tree) = Parser::new().parse(&seen) else { return seen };
    let Ok(replacements) = visit(&tree, Replacements(Vec::new()));
    let mut folded = String::with_capacity(seen.len());
    let mut at = 0;
    for (place, characters) in replacements {
        folded.push_str(&seen[at..place.start]);
        folded.push_str(&characters);
        at = place.end;
    }
    folded.push_str(&seen[at..]);
    folded
}

/// What is to stand instead of places of an expression, in order.
struct Replacements(Vec<(Range<usize>, String)>);

impl Replacements {
    fn literal(&mut self, literal: &ast::Literal) {
        let folded = folded(literal.c);
        if folded != literal.c {
            self.put(&literal.span, escape(folded));
        }
    }

    /// A range and what its characters are folded to outside of it. The range stays: of what is in it, folded texts
    /// have what is its own fold.
    fn range(&mut self, range: &ast::ClassSetRange) {
        let all = range.start.c..=range.end.c;
        let outside: BTreeSet<char> =
            all.clone().map(folded).filter(|character| !all.contains(character)).collect();
        if outside.is_empty() {
            return;
        }
        let mut written = format!("{}-{}", escape(range.start.c), escape(range.end.c));
        let mut runs: Vec<(char, char)> = Vec::new();
        for character in outside {
            match runs.last_mut() {
                Some((_, last)) if *last as u32 + 1 == character as u32 => *last = character,
                _ => runs.push((character, character)),
            }
        }
        for (first, last) in runs {
            // Writing to a string does not fail.
            let _ = write!(written, "{}-{}", escape(first), escape(last));
        }
        self.put(&range.span, written);
    }

    fn put(&mut self, place: &ast::Span, characters: String) {
        self.0.push((place.start.offset..place.end.offset, characters));
    }
}

impl Visitor for Replacements {
    type Output = Vec<(Range<usize>, String)>;
    type Err = Infallible;

    fn finish(self) -> Result<Self::Output, Infallible> {
        Ok(self.0)
    }

    fn visit_pre(&mut self, tree: &Ast) -> Result<(), Infallible> {
        if let Ast::Literal(literal) = tree {
            self.literal(literal);
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), Infallible> {
        match item {
            ClassSetItem::Literal(literal) => self.literal(literal),
            ClassSetItem::Range(range) => self.range(range),
            _ => {}
        }
        Ok(())
    }
}

/// `character` as nothing but itself, whatever the expression's flags are.
fn escape(character: char) -> String {
    format!("\\x{{{:X}}}", character as u32)
}

/// The fold of `character`, a capital where both are capitals of ASCII but for accents and width.
fn folded(character: char) -> char {
    let unit = unit_of(character);
    if character.is_ascii() || unit == PASSED {
        return character;
    }
    // Several characters share the units that are none.
    let folded = char::from_u32(unit.into()).unwrap_or_else(|| search_fold(character));
    if folded.is_ascii_lowercase() && character.is_uppercase() { folded.to_ascii_uppercase() } else { folded }
}

/// Where `regex` is found in `text`, a line at a time, folded: a match goes over no line's end.
pub(super) fn found_folded<'a>(regex: &'a Regex, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches('\n'))
    });
    lines.flat_map(|(start, line)| {
        let folded = FoldedLine::new(line);
        let spans: Vec<Span> = regex
            .find_iter(&folded.text)
            .map(|found| folded.passage(found.start(), found.end()).shifted(start))
            .collect();
        spans
    })
}

/// A line folded.
struct FoldedLine {
    text: String,
    /// By character: its byte in the folded line, then its own in the line.
    places: Vec<(usize, Span)>,
    bytes: usize,
}

impl FoldedLine {
    fn new(line: &str) -> FoldedLine {
        let mut text = String::with_capacity(line.len());
        let mut places = Vec::with_capacity(line.len());
        for (place, character, _) in Characters::of(line) {
            places.push((text.len(), place));
            text.push(folded(character));
        }
        FoldedLine { text, places, bytes: line.len() }
    }

    /// Where bytes `start..end` of the folded line stand in the line.
    fn passage(&self, start: usize, end: usize) -> Span {
        let first = self.places.partition_point(|place| place.0 < start);
        let last = self.places.partition_point(|place| place.0 < end).checked_sub(1);
        let start = self.places.get(first).map_or(self.bytes, |place| place.1.start);
        let end = last.and_then(|last| self.places.get(last)).map_or(start, |place| place.1.end);
        Span::new(start, end.max(start))
    }
}
