//! The article in the other script. What is shown is another text; every place that is kept or spoken of is one of the
//! article's own, so that nothing but the view, its words and the search in them knows of the other script.

use super::{Layout, Progress, Reading, SHORT, Search, with_shown};
use crate::article::Article;
use crate::text::{Conversion, Pattern, Query, Span, Usage};

impl Reading {
    /// The usage in which it is shown in the other script, if it is.
    pub fn shown_usage(&self) -> Option<Usage> {
        match self.document.conversion()? {
            Conversion::ToTraditional(usage)
            | Conversion::ToSimplified(usage)
            | Conversion::Variants(usage) => Some(usage),
        }
    }

    /// Shows it in the other script with that usage, or as it is; whether it has another script. The cursor stays on its
    /// words, and where they stand on the screen.
    pub fn show_script(&mut self, usage: Option<Usage>) -> bool {
        let conversion = usage.and_then(|usage| self.document.article().script.to_other(usage));
        if usage.is_some() && conversion.is_none() {
            return false;
        }
        let cursor = self.layout.row_of(&self.document, self.cursor.span.start);
        let above = self.rows.iter().position(|shown| shown.row == cursor);
        let top = self.layout.byte_of(&self.document, self.top);
        if conversion != self.document.conversion() {
            self.document.convert(conversion);
            // What was found in words shown stays found in the original.
            if conversion.is_some() || self.search.progress != Progress::Done {
                self.search = self.search_again();
            }
        }
        self.layout = Layout::new(self.layout.measure());
        self.top = match above {
            Some(above) => {
                let cursor = self.layout.row_of(&self.document, self.cursor.span.start);
                self.layout.up(&self.document, cursor, above)
            }
            None => self.layout.row_of(&self.document, top),
        };
        self.follow |= above.is_some();
        self.cursor.span = self.whole(self.cursor.span);
        self.selecting = self.selecting.map(|from| self.whole(from));
        self.narrower.clear();
        true
    }

    /// The conversion by which another text of the article is shown as this one is.
    pub(super) fn conversion_of(&self, article: &Article) -> Option<Conversion> {
        self.shown_usage().and_then(|usage| article.script.to_other(usage))
    }

    /// `span` with the whole of the words that have another length as they are shown.
    fn whole(&self, span: Span) -> Span {
        if span.is_empty() {
            return span;
        }
        let whole = |byte: usize| {
            let index = self.document.piece_at(byte);
            let piece = self.document.piece(index);
            let converted = self.document.converted(index).filter(|_| piece.contains(byte))?;
            let within = Span::new(byte - piece.start, byte - piece.start + 1);
            Some(converted.whole(within).shifted(piece.start))
        };
        let start = whole(span.start).map_or(span.start, |word| word.start.min(span.start));
        let end = whole(span.end - 1).map_or(span.end, |word| word.end.max(span.end));
        Span::new(start, end)
    }

    /// All of `query` in the text, which is short: its own words, and those that are shown in their place.
    pub(in crate::app) fn found_of(&self, query: &Query) -> Search {
        let mut search = Search::new(query, self.document.text());
        if let (Some(conversion), Ok(pattern)) = (self.document.conversion(), Pattern::new(query)) {
            let (found, article) = (std::mem::take(&mut search.matches), self.document.article());
            search.matches = with_shown(found, &pattern, article, conversion, &|| false).unwrap_or_default();
        }
        search
    }

    /// The same search in a text that has taken the place of another, or is shown otherwise: at once in a short one, else
    /// when it is next needed.
    pub(super) fn search_again(&self) -> Search {
        let query = &self.search.query;
        match self.document.text().len() {
            _ if query.words.is_empty() => Search::default(),
            0..=SHORT => self.found_of(query),
            _ => Search { query: query.clone(), matches: Vec::new(), progress: Progress::Unknown },
        }
    }
}
