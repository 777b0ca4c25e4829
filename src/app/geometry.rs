//! Where the panes stand on the screen.

use ratatui::layout::Rect;

use super::overlay::Overlay;
use super::settling::{FEW_ROWS, ROWS};
use super::state::{Pane, State};

/// Columns beside the text for the signs of its annotations, and the blank between.
pub const MARGIN: u16 = 4;

/// Columns of the text pane below which other readers' signs have no margin of their own.
const OTHERS_BESIDE: u16 = 50;

/// Columns below which one pane is shown at a time.
const BOTH_PANES: u16 = 72;

/// The screen's parts. A part that is not shown is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The list of articles.
    pub list: Rect,
    /// The column between list and text.
    pub separator: Rect,
    /// The text pane, all of it.
    pub text: Rect,
    /// The margin's signs, within the text pane.
    pub margin: Rect,
    /// The margin for other readers' signs, within the text pane and right of the text: a column for what stands out, and
    /// the signs. Empty where nobody else's are shown, or the pane is narrow: then theirs stand among one's own.
    pub others: Rect,
    /// The lines of text, within the text pane: as wide as the measure, in the pane's middle.
    pub column: Rect,
    /// Two readings that one of is to be taken, over the status line.
    pub settling: Rect,
    /// The status line.
    pub status: Rect,
    /// The line under it, for messages and prompts.
    pub message: Rect,
}

impl Geometry {
    /// Lays out the screen for a state.
    pub fn of(state: &State) -> Geometry {
        let (columns, rows) = state.screen;
        let footer = match rows {
            0..=2 => 0,
            3..=5 => 1,
            _ => 2,
        };
        let settling = settling_rows(rows - footer, state);
        let body = Rect::new(0, 0, columns, rows - footer - settling);
        let settling = Rect::new(0, body.height, columns, settling);
        let status = Rect::new(0, settling.bottom(), columns, footer.min(1));
        let message = Rect::new(0, status.y + 1, columns, footer.saturating_sub(1));
        let (list, separator, text) = split(body, state);
        let measure = (state.configuration.measure.min(u16::MAX as usize)) as u16;
        let beside = others_width(text, state);
        let inner = text.width.saturating_sub(MARGIN + 1 + beside).max(1);
        let width = inner.min(measure);
        let left = text.x + (inner - width) / 2;
        let column = Rect::new(left + MARGIN, 0, width, text.height).intersection(text);
        let margin = Rect::new(left, 0, MARGIN, text.height).intersection(text);
        let others = Rect { x: column.right() + 1, width: beside, ..column }.intersection(text);
        Geometry { list, separator, text, margin, others, column, settling, status, message }
    }
}

fn settling_rows(rows: u16, state: &State) -> u16 {
    match state.overlay {
        Some(Overlay::Settling(_)) if rows >= 3 * ROWS => ROWS,
        Some(Overlay::Settling(_)) if rows > FEW_ROWS => FEW_ROWS,
        _ => 0,
    }
}

/// A reader alone has three signs of a cell each; several have signs of two cells, the first of which says whose it is.
fn others_width(text: Rect, state: &State) -> u16 {
    match state.others().len() {
        _ if text.width < OTHERS_BESIDE => 0,
        0 => 0,
        1 => 4,
        _ => 7,
    }
}

fn split(body: Rect, state: &State) -> (Rect, Rect, Rect) {
    let none = Rect::default();
    let alone = state.text_alone || body.width < BOTH_PANES;
    match state.focus {
        Pane::List if body.width < BOTH_PANES => (body, none, none),
        Pane::Text if alone => (none, none, body),
        _ => {
            let width = (body.width * 3 / 10).clamp(24, 44);
            let list = Rect { width, ..body };
            let separator = Rect { x: width, width: 1, ..body };
            let text = Rect { x: width + 1, width: body.width - width - 1, ..body };
            (list, separator, text)
        }
    }
}
