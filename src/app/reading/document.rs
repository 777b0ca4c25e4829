//! The open article as the reader moves through it: its pieces, and the sentences within them, found as they are needed.

mod units;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

pub use self::units::Unit;
use crate::article::{Article, Block, BlockKind};
use crate::text::{self, Conversion, Converted, Span};

/// Pieces whose sentences are remembered before all are forgotten: many screens, and little memory.
const REMEMBERED: usize = 512;

/// A stretch of one block that is laid out at a time: the block itself unless it is very long. A book has tens of
/// thousands, so they are kept small: a piece ends where the next of its block begins, or with its block, and no file
/// of 4 GiB is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Its first byte.
    start: u32,
    /// Index of its block.
    block: u32,
}

/// An article open for reading.
#[derive(Debug)]
pub struct Document {
    article: Arc<Article>,
    pieces: Vec<Piece>,
    sentences: HashMap<usize, Rc<[Span]>>,
    /// Whether some block can be stepped on; otherwise every block is.
    stepped: bool,
    /// What it is shown by, where it is shown in the other script.
    conversion: Option<Conversion>,
    /// Pieces as they are shown in the other script, remembered as sentences are.
    converted: RefCell<HashMap<usize, Rc<Converted>>>,
}

impl Document {
    /// Opens an article. Takes time by the number of its blocks, not by their length.
    pub fn new(article: Arc<Article>) -> Document {
        // Nearly always a piece a block: growing step by step would leave as much behind again.
        let mut pieces = Vec::with_capacity(article.blocks.len());
        pieces.extend(article.blocks.iter().enumerate().flat_map(|(index, block)| {
            let piece = move |span: Span| Piece { start: span.start as u32, block: index as u32 };
            text::pieces(&article.text, block.span()).map(piece)
        }));
        let stepped = article.blocks.iter().any(Block::is_read);
        Document {
            article,
            pieces,
            sentences: HashMap::new(),
            stepped,
            conversion: None,
            converted: RefCell::default(),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// Where what is read of it ends, in bytes: the images, notices and captions said twice behind that are stepped over.
    pub fn end(&self) -> usize {
        let last = self.article.blocks.iter().rev().find(|block| block.is_read());
        let end = last.map_or(self.text().len(), |block| block.span().end);
        text::trim_blank_end(&self.text()[..end]).len()
    }

    /// The article.
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// What it is shown by, where it is shown in the other script. Every offset is one of the article's own text, however
    /// it is shown.
    pub fn conversion(&self) -> Option<Conversion> {
        self.conversion
    }

    /// Shows it in the other script, or as it is.
    pub fn convert(&mut self, conversion: Option<Conversion>) {
        self.conversion = conversion;
        self.converted.take();
    }

    /// A piece as it is shown in the other script, if it is; its offsets begin with the piece.
    pub fn converted(&self, piece: usize) -> Option<Rc<Converted>> {
        let conversion = self.conversion?;
        let mut known = self.converted.borrow_mut();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let convert = || Rc::new(conversion.convert(self.piece(piece).of(self.text())));
        Some(Rc::clone(known.entry(piece).or_insert_with(convert)))
    }

    /// Takes the blocks at these indices, which are no images and no rows of tables, for notices. No piece, sentence or row
    /// changes by that. An [`Article`] that somebody else holds stays as it is, and another takes its place here.
    pub fn take_notices(&mut self, indices: &[usize]) {
        let article = Arc::make_mut(&mut self.article);
        indices.iter().for_each(|&index| article.blocks[index].kind = BlockKind::Notice);
        self.stepped = article.blocks.iter().any(Block::is_read);
    }

    /// How many pieces there are.
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// The bytes of a piece.
    pub fn piece(&self, index: usize) -> Span {
        let piece = self.pieces[index];
        let next = self.pieces.get(index + 1).filter(|next| next.block == piece.block);
        let end =
            next.map_or(self.article.blocks[piece.block as usize].span().end, |next| next.start as usize);
        Span::new(piece.start as usize, end)
    }

    /// Whether a piece and the next one belong to the same block.
    pub fn goes_on(&self, piece: usize) -> bool {
        self.pieces.get(piece + 1).is_some_and(|next| next.block == self.pieces[piece].block)
    }

    /// The block that a piece belongs to.
    pub fn block(&self, piece: usize) -> &Block {
        &self.article.blocks[self.pieces[piece].block as usize]
    }

    /// The piece that holds `byte`, or the last one before it.
    pub fn piece_at(&self, byte: usize) -> usize {
        self.pieces.partition_point(|piece| piece.start as usize <= byte).saturating_sub(1)
    }

    /// The sentences of a piece, in order.
    pub fn sentences(&mut self, piece: usize) -> Rc<[Span]> {
        if let Some(found) = self.sentences.get(&piece) {
            return Rc::clone(found);
        }
        if self.sentences.len() >= REMEMBERED {
            self.sentences.clear();
        }
        let span = self.piece(piece);
        let found: Rc<[Span]> = self.block(piece).sentences(self.text(), span).into();
        self.sentences.insert(piece, Rc::clone(&found));
        found
    }
}

#[cfg(test)]
mod tests;
