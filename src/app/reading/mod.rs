//! One article open for reading: where the cursor stands, what of it is in view, what is tagged and what was found.

mod annotations;
mod document;
mod layout;
mod reach;
mod replacing;
mod reshaping;
mod scripts;
mod search;
mod standpoint;
mod tally;
mod view;
mod widening;

use std::rc::Rc;
use std::sync::Arc;

pub use annotations::{Annotations, Viewer};
pub use document::{Document, Unit};
pub use layout::{Layout, Row};
pub use reshaping::{Edge, Reshaping};
pub use search::{Progress, SHORT, Search, with_shown};
pub use standpoint::Standpoint;
pub use tally::Tally;

use crate::annotation::{Annotation, AnnotationId, Change};
use crate::article::Article;
use crate::library::{ArticleId, LinkEnd, Revision, StoredLink};
use crate::text::{Ambiguous, Converted, Measure, Span, Wrapped};

/// Where an article came from, and what the library calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its name in the library, once it is there.
    pub id: Option<ArticleId>,
    /// Which of its texts this is, once the library has said so: only then can changes be saved.
    pub revision: Option<Revision>,
    /// Where it came from.
    pub uri: String,
}

/// What the cursor stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The bytes it covers. Empty in an empty article alone.
    pub span: Span,
    /// What kind of stretch that is.
    pub unit: Unit,
}

/// One row of the text pane, ready to be drawn.
#[derive(Clone, Debug)]
pub struct ShownRow {
    /// Where it stands in the article.
    pub row: Row,
    /// Its bytes; empty for a blank row. A word that has another length in the other script is on both rows that it stands
    /// on there.
    pub bytes: Span,
    /// Its piece in lines, from which the clusters are taken.
    pub wrapped: Rc<Wrapped>,
    /// Its piece as it is shown in the other script, where it is.
    pub converted: Option<Rc<Converted>>,
}

impl ShownRow {
    /// The text of its piece, as it is shown.
    pub fn text<'a>(&'a self, document: &'a Document) -> &'a str {
        match &self.converted {
            Some(converted) => &converted.text,
            None => document.piece(self.row.piece).of(document.text()),
        }
    }
}

/// An article open for reading.
#[derive(Debug)]
pub struct Reading {
    /// Which article it is.
    pub identity: Identity,
    /// The article and its units.
    pub document: Document,
    /// Its annotations.
    pub annotations: Annotations,
    /// The links that begin or end in it, as they are on disk.
    pub links: Vec<StoredLink>,
    /// The links before they last changed: of one that is gone the words are still known.
    links_before: Vec<StoredLink>,
    /// The last search within it.
    pub search: Search,
    /// Where a selection began, while one is made.
    pub selecting: Option<Span>,
    /// How far it has been read, in bytes.
    pub read_to: usize,
    /// The rows in view.
    pub rows: Vec<ShownRow>,
    /// Whether the whole text is here, or its beginning alone as yet.
    pub complete: bool,
    /// Whether the reader has moved since it was opened.
    pub moved: bool,
    /// The match that the cursor was put on, until it moves on.
    found: Option<usize>,
    /// Of several annotations here the one that was gone to, until the cursor moves on.
    chosen: Option<AnnotationId>,
    /// The annotation whose borders are being moved.
    reshaping: Option<Reshaping>,
    cursor: Cursor,
    /// What the cursor was widened from, the narrowest first, until it moves on.
    narrower: Vec<Cursor>,
    layout: Layout,
    top: Row,
    height: usize,
    /// Whether the view must be brought to the cursor.
    follow: bool,
}

impl Reading {
    /// Opens an article at byte `position`.
    pub fn new(identity: Identity, article: Arc<Article>, position: usize) -> Reading {
        let measure = Measure { cells: Measure::NARROWEST, ambiguous: Ambiguous::Narrow, hanging: false };
        let mut reading = Reading {
            identity,
            document: Document::new(article),
            annotations: Annotations::default(),
            links: Vec::new(),
            links_before: Vec::new(),
            search: Search::default(),
            selecting: None,
            read_to: 0,
            rows: Vec::new(),
            complete: true,
            moved: false,
            found: None,
            chosen: None,
            reshaping: None,
            cursor: Cursor::default(),
            narrower: Vec::new(),
            layout: Layout::new(measure),
            top: Row::default(),
            height: 1,
            follow: true,
        };
        reading.place(position);
        reading
    }

    /// Carries out a change to an annotation. Links are shown as they are on disk, since their other ends are known there.
    pub fn apply(&mut self, change: &Change) {
        if let Change::Annotation(edit) = change {
            self.annotations.apply(edit);
        }
    }

    /// Takes the links as they are on disk now.
    pub fn show_links(&mut self, links: Vec<StoredLink>) {
        self.links_before = std::mem::replace(&mut self.links, links);
    }

    /// The ends of the links that are there, or were until just now.
    pub fn link_ends(&self) -> impl Iterator<Item = &LinkEnd> {
        self.links.iter().chain(&self.links_before).flat_map(|stored| [&stored.from, &stored.to])
    }

    /// What the cursor stands on.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The bytes that a tag would take: the selection, or what the cursor stands on. While borders are moved, the passage
    /// between them.
    pub fn target(&self) -> Span {
        if let Some(reshaping) = &self.reshaping {
            return reshaping.span;
        }
        self.selecting.map_or(self.cursor.span, |from| from.join(self.cursor.span))
    }

    /// The annotation that the cursor is on, to `viewer`: the one gone to, or the nearest.
    pub fn annotation_here(&self, viewer: Viewer) -> Option<&Annotation> {
        let chosen = self.chosen.as_ref().and_then(|id| {
            let here = self.annotations.overlapping(self.target());
            here.into_iter().find(|annotation| annotation.id == *id && viewer.sees(annotation))
        });
        chosen.or_else(|| self.annotations.about(self.target(), viewer))
    }

    /// Goes to one of the annotations here.
    pub fn choose(&mut self, id: AnnotationId) {
        self.chosen = Some(id);
    }

    /// Goes to the next of the annotations here, after the last to the first.
    pub fn choose_next_here(&mut self, viewer: Viewer) {
        let all = self.annotations.all_about(self.target(), viewer);
        let here = self.annotation_here(viewer);
        let place = all.iter().position(|found| Some(*found) == here).map_or(0, |place| place + 1);
        self.chosen = all.get(place).or(all.first()).map(|found| found.id.clone());
    }

    /// Puts the cursor on the sentence at byte `position`, or on the first one.
    pub fn place(&mut self, position: usize) {
        let unit = Unit::Sentence;
        let span =
            if position == 0 { self.document.first(unit) } else { self.document.unit_at(position, unit) };
        self.cursor = Cursor { span: span.unwrap_or_default(), unit };
        self.follow = true;
    }

    /// Puts the cursor on `span`; the view follows.
    pub fn move_to(&mut self, span: Span, unit: Unit) {
        self.cursor = Cursor { span, unit };
        self.follow = true;
        self.moved = true;
        self.found = None;
        self.chosen = None;
        self.narrower.clear();
    }

    /// Puts the cursor on a passage, which motions then leave by the widest unit that it is.
    pub fn move_to_passage(&mut self, span: Span) {
        let fits = |&&unit: &&Unit| self.document.unit_at(span.start, unit) == Some(span);
        let unit = Unit::ALL.iter().rev().find(fits).copied().unwrap_or_default();
        self.move_to(span, unit);
    }

    /// Lets the article's first row stand at the top, as far as the cursor stays in view.
    pub fn show_beginning(&mut self) {
        self.top = Row::default();
    }

    /// Lets the article's last row stand at the bottom, as far as the cursor stays in view.
    pub fn show_end(&mut self) {
        if self.document.pieces() > 0 {
            self.top = self.lowest_top();
        }
    }

    /// Puts the cursor on the sentence that holds match `index` of the search.
    pub fn go_to_match(&mut self, index: usize) {
        let Some(found) = self.search.matches.get(index) else { return };
        if let Some(span) = self.document.unit_at(found.start, Unit::Sentence) {
            self.move_to(span, Unit::Sentence);
            self.found = Some(index);
        }
    }

    /// Which match the cursor was put on, from 0.
    pub fn found_index(&self) -> Option<usize> {
        self.found.filter(|&index| index < self.search.matches.len())
    }

    /// The match that the cursor was put on.
    pub fn found(&self) -> Option<Span> {
        self.found.and_then(|index| self.search.matches.get(index)).copied()
    }

    /// The byte from which the search goes on.
    pub fn found_at(&self) -> usize {
        self.found().map_or(self.cursor.span.start, |found| found.start)
    }
}

#[cfg(test)]
mod tests;
