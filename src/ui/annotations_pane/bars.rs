//! Bars of how much has which label. They are made of the labels' signs, so that they are read without colours too; what
//! has no label is dots.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::nothing;
use crate::annotation::{Balance, By, Label, apportion};
use crate::app::{PANE_ENTRY_ROWS, State};
use crate::ui::cells::{Pen, width};
use crate::ui::theme::Theme;

/// The longest bar, in cells.
const LONGEST: u16 = 60;

/// Cells below which a bar says nothing that the numbers do not.
const SHORTEST: u16 = 8;

/// Bars of the article or library that the pane is about: by sentences, and where there is room by characters.
pub(super) fn draw_head(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let balances = &state.pane.balances;
    let all = balances.lines();
    let both = [By::Sentences, By::Characters];
    let order = if balances.by == By::Sentences { both } else { [both[1], both[0]] };
    for row in 0..place.height {
        let by = order[row as usize % 2];
        let mut pen = Pen::new(buffer, place, row, state.ambiguous);
        pen.write(if by == By::Sentences { " sentences  " } else { " characters " }, theme.dim);
        if balances.counted() < all {
            pen.write(&format!("{} of {all} articles …  ", balances.counted()), theme.dim);
        }
        draw_bar(&mut pen, balances.whole(), by, state, theme);
    }
}

/// The articles that have annotations, two rows each: its title, its bar.
pub(super) fn draw_list(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let balances = &state.pane.balances;
    if balances.lines() == 0 && !place.is_empty() {
        let words = nothing(state, "  No article has annotations yet.");
        Pen::new(buffer, place, 0, state.ambiguous).write(words, theme.dim);
    }
    for row in 0..place.height / PANE_ENTRY_ROWS {
        let index = balances.scroll.top + row as usize;
        let Some((article, balance)) = balances.at(index) else { break };
        let chosen = index == balances.scroll.chosen;
        let style = if chosen { theme.chosen } else { Style::new() };
        let y = row * PANE_ENTRY_ROWS;
        let mut pen = Pen::new(buffer, place, y, state.ambiguous);
        let listed = || state.list.entry(article).map(|entry| entry.title.as_str());
        let title = balance.map(|balance| balance.title.as_str()).or_else(listed).unwrap_or_default();
        pen.write(if chosen { "> " } else { "  " }, style).write(title, style).fill(u16::MAX, style);
        let mut pen = Pen::new(buffer, place, y + 1, state.ambiguous);
        pen.write("    ", theme.dim);
        match balance {
            Some(known) => draw_bar(&mut pen, &known.balance, balances.by, state, theme),
            None => drop(pen.write("…", theme.dim)),
        }
    }
}

/// A bar, and each share in per cent; numbers come before the bar's length where it is narrow.
fn draw_bar(pen: &mut Pen, balance: &Balance, by: By, state: &State, theme: &Theme) {
    let whole = balance.whole().by(by);
    let parts = parts(balance, by, state);
    if whole == 0 {
        pen.write("nothing is counted", theme.dim);
        return;
    }
    let numbers: Vec<String> = parts
        .iter()
        .map(|part| format!(" {}{}%", part.sign, (part.amount * 100 + whole / 2) / whole))
        .collect();
    let taken = width(&numbers.concat(), state.ambiguous) + 3;
    let cells = pen.room().saturating_sub(taken).min(LONGEST);
    if cells >= SHORTEST {
        let amounts: Vec<usize> = parts.iter().map(|part| part.amount).collect();
        pen.write("[", theme.dim);
        for (part, cells) in parts.iter().zip(apportion(&amounts, cells as usize)) {
            pen.write(&part.sign.to_string().repeat(cells), part.style(theme));
        }
        pen.write("]", theme.dim);
    }
    for (part, number) in parts.iter().zip(&numbers) {
        pen.write(number, part.style(theme));
    }
}

/// One part of a bar.
struct Part<'a> {
    sign: char,
    label: Option<&'a Label>,
    tagged: bool,
    amount: usize,
}

impl Part<'_> {
    fn style(&self, theme: &Theme) -> Style {
        if self.tagged { theme.sign(self.label) } else { theme.dim }
    }
}

/// The labels in their configured order, then those not configured, then what has none; those that nothing counts for
/// left out.
fn parts<'a>(balance: &Balance, by: By, state: &'a State) -> Vec<Part<'a>> {
    let configured = state.configuration.labels.iter().map(|label| Part {
        sign: label.sign,
        label: Some(label),
        tagged: true,
        amount: balance.amount(&label.name).by(by),
    });
    let unknown = balance.labels.iter().filter(|(name, _)| state.configuration.label(name).is_none());
    let others = unknown.map(|(_, amount)| amount.by(by)).sum();
    let rest = [
        Part { sign: '?', label: None, tagged: true, amount: others },
        Part { sign: '.', label: None, tagged: false, amount: balance.untagged.by(by) },
    ];
    configured.chain(rest).filter(|part| part.amount > 0).collect()
}
