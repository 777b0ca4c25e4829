//! The text pane: the rows in view, the cursor's light, annotated passages in their label's colour, signs in the margin.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::cells::Pen;
use super::theme::Theme;
use crate::annotation::{Annotation, Label};
use crate::app::{Geometry, Pane, Reading, ShownRow, State};
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
    for (row, shown) in reading.rows.iter().take(geometry.column.height as usize).enumerate() {
        if shown.bytes.is_empty() {
            continue;
        }
        let painter = Painter::new(reading, shown, lit, state, theme);
        painter.margin(Pen::new(buffer, geometry.margin, row as u16, state.ambiguous));
        painter.line(Pen::new(buffer, geometry.column, row as u16, state.ambiguous));
    }
}

fn placeholder(buffer: &mut Buffer, geometry: &Geometry, state: &State, theme: &Theme) {
    let words = if state.list.shown().len() > 0 || state.progress.is_some() {
        &["…"][..]
    } else {
        &["Nothing to read yet.", "", "Start with files or folders:", "  pingdian FILE FOLDER …"][..]
    };
    for (row, line) in words.iter().enumerate() {
        Pen::new(buffer, geometry.column, row as u16 + 1, state.ambiguous).write(line, theme.dim);
    }
}

/// What is needed to draw one row.
struct Painter<'a> {
    reading: &'a Reading,
    shown: &'a ShownRow,
    block: &'a Block,
    /// The annotations on this row, the narrowest first.
    annotations: Vec<(&'a Annotation, Option<&'a Label>)>,
    matches: &'a [Span],
    lit: Span,
    theme: &'a Theme,
}

impl<'a> Painter<'a> {
    fn new(reading: &'a Reading, shown: &'a ShownRow, lit: Span, state: &'a State, theme: &'a Theme) -> Self {
        let label = |annotation: &Annotation| {
            state.configuration.labels.iter().find(|label| label.name == annotation.label)
        };
        let found = reading.annotations.overlapping(shown.bytes);
        Painter {
            reading,
            shown,
            block: reading.document.block(shown.row.piece),
            annotations: found.into_iter().map(|annotation| (annotation, label(annotation))).collect(),
            matches: reading.search.overlapping(shown.bytes),
            lit,
            theme,
        }
    }

    /// The signs of the labels on this row, each once, in the order of their passages; a star where a note begins.
    fn margin(&self, mut pen: Pen) {
        let mut signs: Vec<char> = Vec::new();
        let begins = |annotation: &Annotation| self.shown.bytes.contains(annotation.span.start);
        let one_begins =
            |label: &str| self.annotations.iter().any(|(other, _)| other.label == label && begins(other));
        for (annotation, label) in &self.annotations {
            let sign = label.map_or('?', |label| label.sign);
            if signs.contains(&sign) || signs.len() >= 3 {
                continue;
            }
            signs.push(sign);
            let style = self.theme.sign(*label);
            let style = if one_begins(&annotation.label) {
                style
            } else {
                style.remove_modifier(Modifier::BOLD).add_modifier(Modifier::DIM)
            };
            pen.write(sign.encode_utf8(&mut [0; 4]), style);
        }
        let noted =
            self.annotations.iter().any(|(annotation, _)| begins(annotation) && !annotation.note.is_empty());
        if noted {
            pen.write("*", self.theme.dim);
        }
    }

    fn line(&self, mut pen: Pen) {
        let text = self.reading.document.text();
        let wrapped = &self.shown.wrapped;
        let Some(line) = wrapped.lines.get(self.shown.row.line) else {
            let style = if self.lit.overlaps(self.shown.bytes) { self.theme.lit } else { self.theme.dim };
            let words = image_words(self.shown.bytes.of(text), pen.room() as usize, pen.ambiguous);
            pen.write(&words, style);
            return;
        };
        let base = self.base();
        let piece = self.reading.document.piece(self.shown.row.piece).start;
        let found = self.reading.found();
        for index in line.first as usize..line.end as usize {
            let cluster = wrapped.clusters[index];
            let start = piece + cluster.start as usize;
            let span = Span::new(start, piece + wrapped.cluster_end(index));
            pen.cluster(span.of(text), cluster.cells as u16, self.style(base, start, found));
        }
    }

    /// The style of the block, under everything else.
    fn base(&self) -> Style {
        match self.block.kind {
            _ if self.block.repeated => self.theme.dim,
            BlockKind::Title | BlockKind::Heading => self.theme.heading,
            BlockKind::Byline | BlockKind::Image | BlockKind::Caption | BlockKind::Notice => self.theme.dim,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation => Style::new(),
        }
    }

    /// The narrowest annotation gives the colour; where several lie over one another, an underline says so.
    fn style(&self, base: Style, byte: usize, found: Option<Span>) -> Style {
        let mut style = base;
        if self.lit.contains(byte) {
            style = style.patch(self.theme.lit);
        }
        let mut covering = 0;
        let mut narrowest: Option<(usize, Option<&Label>)> = None;
        for (annotation, label) in
            self.annotations.iter().filter(|(annotation, _)| annotation.span.contains(byte))
        {
            covering += 1;
            let length = annotation.span.len();
            if narrowest.is_none_or(|narrowest| length < narrowest.0) {
                narrowest = Some((length, *label));
            }
        }
        if let Some((_, label)) = narrowest {
            style = style.patch(self.theme.label(label));
        }
        if covering > 1 {
            style = style.add_modifier(self.theme.nested);
        }
        if self.matches.iter().any(|found| found.contains(byte)) {
            let found = if found.is_some_and(|found| found.contains(byte)) {
                self.theme.found_here
            } else if self.lit.contains(byte) {
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
