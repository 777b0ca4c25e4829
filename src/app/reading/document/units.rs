//! The units that the cursor stands on, and the motions from one to the next.

use super::Document;
use crate::article::BlockKind;
use crate::text::{self, Span};

/// What the cursor stands on and moves by, from the finest to the widest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A grapheme cluster.
    Character,
    /// A word.
    Word,
    /// The text between commas.
    Clause,
    /// A sentence.
    #[default]
    Sentence,
    /// A block.
    Paragraph,
}

impl Unit {
    /// All units, from the finest to the widest.
    pub const ALL: [Unit; 5] = [Unit::Character, Unit::Word, Unit::Clause, Unit::Sentence, Unit::Paragraph];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Character => "character",
            Unit::Word => "word",
            Unit::Clause => "clause",
            Unit::Sentence => "sentence",
            Unit::Paragraph => "paragraph",
        }
    }
}

impl Document {
    /// The unit that holds `byte`, or the last one before it in its piece; nothing in an empty article.
    pub fn unit_at(&mut self, byte: usize, unit: Unit) -> Option<Span> {
        if self.pieces.is_empty() {
            return None;
        }
        let piece = self.piece_at(byte);
        if unit == Unit::Paragraph {
            return Some(self.block(piece).span());
        }
        let sentence = at_or_before(&self.sentences(piece), byte)?;
        if unit == Unit::Sentence { Some(sentence) } else { at_or_before(&self.within(sentence, unit), byte) }
    }

    /// The unit after `from`; where `from` is wider than the unit, the first one within it.
    pub fn next(&mut self, from: Span, unit: Unit) -> Option<Span> {
        let here = self.unit_at(from.start, unit)?;
        if from.covers(here) && here != from && self.steps(self.piece_at(here.start), unit) {
            return Some(here);
        }
        match unit {
            Unit::Paragraph => {
                self.next_piece(here.end.max(from.start), unit).map(|piece| self.block(piece).span())
            }
            Unit::Sentence => self.sentence_after(here, unit),
            _ => {
                let sentence = self.unit_at(here.start, Unit::Sentence)?;
                let after = self.within(sentence, unit).into_iter().find(|span| span.start > here.start);
                after.or_else(|| {
                    let next = self.sentence_after(sentence, unit)?;
                    self.within(next, unit).first().copied()
                })
            }
        }
    }

    /// The unit before `from`.
    pub fn previous(&mut self, from: Span, unit: Unit) -> Option<Span> {
        let here = self.unit_at(from.start, unit)?;
        match unit {
            Unit::Paragraph => self.previous_piece(here.start, unit).map(|piece| self.block(piece).span()),
            Unit::Sentence => self.sentence_before(here, unit),
            _ => {
                let sentence = self.unit_at(here.start, Unit::Sentence)?;
                let before =
                    self.within(sentence, unit).into_iter().rev().find(|span| span.start < from.start);
                before.or_else(|| {
                    let previous = self.sentence_before(sentence, unit)?;
                    self.within(previous, unit).last().copied()
                })
            }
        }
    }

    /// The first unit that is stepped on.
    pub fn first(&mut self, unit: Unit) -> Option<Span> {
        let piece = (0..self.pieces.len()).find(|&piece| self.steps(piece, unit))?;
        self.unit_at(self.piece(piece).start, unit)
    }

    /// The last unit that is stepped on.
    pub fn last(&mut self, unit: Unit) -> Option<Span> {
        let piece = (0..self.pieces.len()).rev().find(|&piece| self.steps(piece, unit))?;
        self.unit_at(self.piece(piece).end.saturating_sub(1), unit)
    }

    /// The first unit of the stepped-on paragraph number `number`, counted from 1; the last where there are fewer.
    pub fn nth_paragraph(&mut self, number: usize, unit: Unit) -> Option<Span> {
        let starts = |document: &Document, piece: usize| {
            document.block(piece).span().start == document.piece(piece).start
                && document.steps(piece, Unit::Paragraph)
        };
        let piece = (0..self.pieces.len()).filter(|&piece| starts(self, piece)).nth(number.saturating_sub(1));
        match piece {
            Some(piece) => self.unit_at(self.piece(piece).start, unit),
            None => self.last(unit),
        }
    }

    /// Whether motions by `unit` stand on `span`, which is one unit.
    pub fn stands(&self, span: Span, unit: Unit) -> bool {
        self.steps(self.piece_at(span.start), unit)
    }

    fn sentence_after(&mut self, sentence: Span, unit: Unit) -> Option<Span> {
        let piece = self.piece_at(sentence.start);
        let within = self.sentences(piece).iter().copied().find(|span| span.start > sentence.start);
        within.or_else(|| {
            let next = self.next_piece(self.piece(piece).end, unit)?;
            self.sentences(next).first().copied()
        })
    }

    fn sentence_before(&mut self, sentence: Span, unit: Unit) -> Option<Span> {
        let piece = self.piece_at(sentence.start);
        let within = self.sentences(piece).iter().copied().rev().find(|span| span.start < sentence.start);
        within.or_else(|| {
            let previous = self.previous_piece(self.piece(piece).start, unit)?;
            self.sentences(previous).last().copied()
        })
    }

    /// The first piece that begins at or after `byte` and is stepped on.
    fn next_piece(&self, byte: usize, unit: Unit) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| (piece.start as usize) < byte);
        (after..self.pieces.len()).find(|&piece| self.steps(piece, unit))
    }

    /// The last piece that begins before `byte` and is stepped on.
    fn previous_piece(&self, byte: usize, unit: Unit) -> Option<usize> {
        let before = self.pieces.partition_point(|piece| (piece.start as usize) < byte);
        (0..before).rev().find(|&piece| self.steps(piece, unit))
    }

    /// Whether motions by `unit` stand on a piece: sentences and the like step over images, notices and captions said
    /// twice; words and characters reach everything but images.
    fn steps(&self, piece: usize, unit: Unit) -> bool {
        let block = self.block(piece);
        match unit {
            Unit::Character | Unit::Word => block.kind != BlockKind::Image || !self.stepped,
            _ => block.is_read() || !self.stepped,
        }
    }

    /// The units within a sentence. Where it is shown in the other script, none ends within a word that has another length
    /// there: what is seen as one is one.
    fn within(&self, sentence: Span, unit: Unit) -> Vec<Span> {
        let units = self.units(sentence, unit);
        let piece = self.piece_at(sentence.start);
        let (Some(converted), start) = (self.converted(piece), self.piece(piece).start) else { return units };
        let mut whole: Vec<Span> = Vec::with_capacity(units.len());
        for unit in units {
            let within = Span::new(unit.start - start, unit.end - start);
            let unit = converted.whole(within).shifted(start);
            match whole.last_mut().filter(|last| unit.start < last.end) {
                Some(last) => *last = last.join(unit),
                None => whole.push(unit),
            }
        }
        whole
    }

    fn units(&self, sentence: Span, unit: Unit) -> Vec<Span> {
        match unit {
            Unit::Character => text::cluster_spans(self.text(), sentence),
            Unit::Word => text::word_spans(self.text(), sentence),
            Unit::Clause => text::clauses(self.text(), sentence),
            Unit::Sentence | Unit::Paragraph => vec![sentence],
        }
    }
}

fn at_or_before(spans: &[Span], byte: usize) -> Option<Span> {
    let index = spans.partition_point(|span| span.start <= byte);
    spans.get(index.saturating_sub(1)).copied()
}
