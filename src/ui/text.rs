//! The text pane: the rows in view, the cursor's light, annotated passages in their label's colour, signs beside them.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::cells::Pen;
use super::margin::{Margin, Mark};
use super::theme::Theme;
use crate::annotation::{Annotation, AnnotationId, Labelled, Outcome, prevailing};
use crate::app::{Empty, Geometry, Pane, Reading, ShownRow, State, reader_signs};
use crate::article::{Block, BlockKind, image_alt};
use crate::text::{Ambiguous, Span, cluster_cells, clusters, line_cells, visible};

pub(super) fn draw(buffer: &mut Buffer, geometry: &Geometry, state: &State, theme: &Theme) {
    if geometry.column.is_empty() {
        return;
    }
    let Some(reading) = &state.reading else {
        return placeholder(buffer, geometry, state, theme);
    };
    let lit = if state.focus == Pane::Text || geometry.list.is_empty() {
        reading.target()
    } else {
        Span::default()
    };
    let rows = &reading.rows[..reading.rows.len().min(geometry.column.height as usize)];
    let readers = state.others();
    let marks = marks(reading, rows, &readers, state);
    let own = Margin::own(&marks, geometry.others.is_empty());
    let others = Margin::others(&marks, readers.len());
    for (row, shown) in rows.iter().enumerate() {
        own.draw(buffer, geometry.margin, row, theme);
        others.draw(buffer, geometry.others, row, theme);
        if !shown.bytes.is_empty() {
            let painter =
                Painter::new(reading, shown, marks.iter().filter(|mark| mark.is_on(row)), lit, theme);
            painter.line(Pen::new(buffer, geometry.column, row as u16, state.ambiguous));
        }
    }
}

/// The annotations in view, in the order of their spans.
fn marks<'a>(reading: &'a Reading, rows: &[ShownRow], readers: &[&str], state: &'a State) -> Vec<Mark<'a>> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let view = Span::new(first.bytes.start, last.bytes.end.max(first.bytes.start));
    let signs = reader_signs(readers);
    let ends = reading.links.iter().flat_map(|link| [&link.link.from, &link.link.to]);
    let linked: HashSet<&AnnotationId> = ends.collect();
    let mark = |annotation: &'a Annotation| {
        let span = annotation.span;
        let begins = rows.partition_point(|row| row.bytes.end <= span.start);
        let after = rows.partition_point(|row| row.bytes.start < span.end);
        let ends = (begins..after).rev().find(|&row| rows[row].bytes.overlaps(span))?;
        let other = readers.iter().position(|reader| *reader == annotation.reader);
        Some(Mark {
            annotation,
            label: state.configuration.label(&annotation.label),
            other: other.map(|place| signs[place]),
            rows: (begins, ends),
            above: span.start < view.start,
            below: span.end > view.end,
            linked: linked.contains(&annotation.id),
            left: annotation.outcome() == Some(Outcome::Left),
            disputed: other.is_some()
                && span.start >= view.start
                && is_disputed(reading, annotation, &state.reader),
        })
    };
    let shown =
        reading.annotations.overlapping(view).into_iter().filter(|annotation| state.shows(annotation));
    shown.filter_map(mark).collect()
}

/// Whether another reader's annotation stands against `reader`'s: it lies on some of these, and on none that has the same
/// passage and label, and nobody has settled it.
fn is_disputed(reading: &Reading, annotation: &Annotation, reader: &str) -> bool {
    let mut own = reading.annotations.overlapping(annotation.span);
    own.retain(|own| own.reader == reader);
    let same = |own: &&Annotation| own.span == annotation.span && own.label == annotation.label;
    annotation.outcome().is_none() && !own.is_empty() && !own.iter().any(same)
}

fn placeholder(buffer: &mut Buffer, geometry: &Geometry, state: &State, theme: &Theme) {
    let key = |command: &str, words: &str| {
        let keys = state.keymap.keys_of(command);
        // Keys go into what is being typed.
        let key = keys.first().filter(|_| state.overlay.is_none());
        key.map_or_else(Vec::new, |key| vec![String::new(), format!("{key}: {words}")])
    };
    let (words, more) = match state.list.empty().filter(|_| state.progress.is_none()) {
        None => ("…", Vec::new()),
        Some(Empty::Library) => {
            let lines = ["", "Start with files or folders:", "  pingdian FILE FOLDER …"];
            ("Nothing to read yet.", lines.map(str::to_owned).into())
        }
        Some(Empty::Scope) => ("No article was found there.", Vec::new()),
        Some(Empty::NothingFits) => ("Nothing is found.", key("all-articles", "all again")),
        Some(Empty::Hidden) => ("All articles are out of sight.", key("show-hidden", "show them")),
        Some(Empty::Deleted) => ("All articles are deleted.", key("undo-list", "bring back the last")),
    };
    for (row, line) in std::iter::once(words).chain(more.iter().map(String::as_str)).enumerate() {
        Pen::new(buffer, geometry.column, row as u16 + 1, state.ambiguous).write(line, theme.dim);
    }
}

/// What is needed to draw one row.
struct Painter<'a> {
    reading: &'a Reading,
    shown: &'a ShownRow,
    block: &'a Block,
    /// The annotations on this row.
    marks: Vec<&'a Mark<'a>>,
    matches: &'a [Span],
    lit: Span,
    theme: &'a Theme,
}

impl<'a> Painter<'a> {
    fn new(
        reading: &'a Reading,
        shown: &'a ShownRow,
        marks: impl Iterator<Item = &'a Mark<'a>>,
        lit: Span,
        theme: &'a Theme,
    ) -> Self {
        Painter {
            reading,
            shown,
            block: reading.document.block(shown.row.piece),
            marks: marks.collect(),
            matches: reading.search.overlapping(shown.bytes),
            lit,
            theme,
        }
    }

    fn line(&self, mut pen: Pen) {
        let text = self.shown.text(&self.reading.document);
        let wrapped = &self.shown.wrapped;
        let Some(line) = wrapped.lines.get(self.shown.row.line) else {
            let style = if self.lit.overlaps(self.shown.bytes) { self.theme.lit } else { self.theme.dim };
            let words = image_words(text, pen.room() as usize, pen.ambiguous);
            pen.write(&words, style);
            return;
        };
        let base = self.base();
        let piece = self.reading.document.piece(self.shown.row.piece).start;
        let found = self.reading.found();
        let (mut style, mut until) = (base, 0);
        for index in line.first as usize..line.end as usize {
            let cluster = wrapped.clusters[index];
            let shown = Span::new(cluster.start as usize, wrapped.cluster_end(index));
            let converted = self.shown.converted.as_ref();
            let own = converted.map_or(shown, |converted| converted.original_of(shown)).shifted(piece);
            if own.end > until {
                (style, until) = (self.style(base, own, found), self.next_edge(own.start));
            }
            pen.cluster(shown.of(text), cluster.cells as u16, style);
        }
    }

    /// The first byte after `byte` where the style may change.
    fn next_edge(&self, byte: usize) -> usize {
        let marked = self.marks.iter().map(|mark| mark.annotation.span);
        let spans = marked.chain(self.matches.iter().copied()).chain([self.lit]);
        spans.flat_map(|span| [span.start, span.end]).filter(|&edge| edge > byte).min().unwrap_or(usize::MAX)
    }

    /// The style of the block, under everything else.
    fn base(&self) -> Style {
        match self.block.kind {
            _ if self.block.repeated => self.theme.dim,
            BlockKind::Title | BlockKind::Heading => self.theme.heading,
            BlockKind::Byline
            | BlockKind::Image
            | BlockKind::Caption
            | BlockKind::Notice
            | BlockKind::Footnote => self.theme.dim,
            BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::Quotation
            | BlockKind::TableRow
            | BlockKind::Preformatted => Style::new(),
        }
    }

    /// The narrowest annotation gives the colour, as [`prevailing`] says; where several of one's own lie over one another, an underline says so.
    /// One's own come before others', and what was left out comes last.
    fn style(&self, base: Style, cluster: Span, found: Option<Span>) -> Style {
        let mut style = base;
        if self.lit.overlaps(cluster) {
            style = style.patch(self.theme.lit);
        }
        let here = || self.marks.iter().filter(|mark| mark.annotation.span.overlaps(cluster));
        let text = self.reading.document.text();
        let labelled = |mark: &Mark<'a>| -> Labelled<'a> { (mark.annotation.span, &mark.annotation.label) };
        let before = |one: &&&Mark<'a>, other: &&&Mark<'a>| {
            let (own, others) = ((one.left, one.other.is_some()), (other.left, other.other.is_some()));
            own.cmp(&others).then_with(|| prevailing(text, labelled(one), labelled(other)))
        };
        if let Some(mark) = here().min_by(before) {
            style = style.patch(match mark.other {
                _ if mark.left => self.theme.left(mark.label),
                Some(_) => self.theme.other(mark.label),
                None => self.theme.label(mark.label),
            });
        }
        if here().filter(|mark| mark.other.is_none() && !mark.left).nth(1).is_some() {
            style = style.add_modifier(self.theme.nested);
        }
        if self.matches.iter().any(|found| found.overlaps(cluster)) {
            let found = if found.is_some_and(|found| found.overlaps(cluster)) {
                self.theme.found_here
            } else if self.lit.overlaps(cluster) {
                self.theme.found_lit
            } else {
                self.theme.found
            };
            style = style.patch(found);
        }
        style
    }
}

/// Ends the words for an image that are cut short.
const CUT: &str = "...]";

/// The one quiet line that stands for the image on `line`, nothing in it unseen, in at most `cells` cells.
pub fn image_words(line: &str, cells: usize, ambiguous: Ambiguous) -> String {
    let words = match image_alt(line) {
        "" => "[image]".to_owned(),
        alt => format!("[image: {alt}]"),
    };
    let words = visible(&words);
    if line_cells(&words, ambiguous) <= cells {
        return words.into_owned();
    }
    let mut room = cells.saturating_sub(CUT.len());
    let start = clusters(&words).map_while(|(_, cluster)| {
        room = room.checked_sub(cluster_cells(cluster, ambiguous))?;
        Some(cluster)
    });
    start.chain([&CUT[CUT.len().saturating_sub(cells)..]]).collect()
}
