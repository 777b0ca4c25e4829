//! Another text in the place of the one that is open: the whole of an article for its beginning, a new revision, or the
//! same with more of its lines known for notices.

use std::sync::Arc;

use super::{Document, Layout, Reading};
use crate::annotation::Relocation;
use crate::article::{Article, Block, BlockKind};
use crate::text::Span;

impl Reading {
    /// Whether `span` reaches the end of a beginning, where the next words may still belong to it.
    pub fn is_unfinished(&self, span: Span) -> bool {
        let last = self.document.pieces().checked_sub(1).map(|last| self.document.piece(last));
        !self.complete && last.is_some_and(|last| span.end >= last.end)
    }

    /// Takes another text of the article: the whole in the place of its beginning, or a new revision. The cursor, the
    /// view and the search stay with their words, or where these stood, as `relocation` from the old text to the new one
    /// says; it is asked only where the new text does not begin with the old one.
    pub fn replace(&mut self, article: Arc<Article>, relocation: &Relocation) {
        let (top, start, unit) =
            (self.layout.byte_of(&self.document, self.top), self.cursor.span.start, self.cursor.unit);
        let same = article.text.starts_with(self.document.text());
        let (top, start) =
            if same { (top, start) } else { (relocation.nearest(top), relocation.nearest(start)) };
        if !same {
            self.selecting = None;
        }
        self.found = None;
        self.narrower.clear();
        self.reshaping = self.reshaping.take().filter(|_| same);
        let conversion = self.conversion_of(&article);
        self.document = Document::new(article);
        self.document.convert(conversion);
        self.search = self.search_again();
        self.layout = Layout::new(self.layout.measure());
        self.top = self.layout.row_of(&self.document, top);
        if let Some(span) = self.document.unit_at(start, unit) {
            self.cursor.span = span;
        }
        self.follow |= !same;
        self.complete = true;
    }

    /// Takes the lines at `notices`, which are in order, for notices of the site, and says whether any was none before. One
    /// with an annotation on it stays what it is. Lines are only added: one that is a notice stays one as long as the
    /// article is open. Not a letter changes, so the reader stands where they stood, and what was found stays found; but
    /// matches that are being looked for must be asked for again, for the answer will speak of another [`Article`].
    pub fn take_notices(&mut self, notices: &[Span]) -> bool {
        let is_new = |block: &Block| {
            let is_named = notices.binary_search(&block.span()).is_ok();
            is_named
                && !matches!(block.kind, BlockKind::Notice | BlockKind::Image | BlockKind::TableRow)
                && self.annotations.overlapping(block.span()).is_empty()
        };
        let blocks = &self.document.article().blocks;
        let new: Vec<usize> = (0..blocks.len()).filter(|&index| is_new(&blocks[index])).collect();
        if !new.is_empty() {
            self.document.take_notices(&new);
        }
        !new.is_empty()
    }
}
