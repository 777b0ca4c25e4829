//! The names offered under a source being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{Pen, width};
use super::theme::Theme;
use crate::app::{Candidate, Origin, Prompt, State};
use crate::text::one_line;

/// Rows that the names take at most: the passage they are for should stay in view.
pub(super) const ROWS: usize = 5;

/// The names offered as the prompt stands.
pub(super) fn offered<'a>(prompt: &'a Prompt, state: &'a State) -> Vec<Candidate<'a>> {
    let words = prompt.words();
    prompt.candidates.as_ref().map_or_else(Vec::new, |candidates| candidates.found(&words, &state.sources))
}

/// A row a name, around the chosen one: its number for Alt, the name, where it comes from.
pub(super) fn draw(
    buffer: &mut Buffer,
    place: Rect,
    offered: &[Candidate],
    prompt: &Prompt,
    state: &State,
    theme: &Theme,
) {
    let chosen = prompt.candidates.as_ref().and_then(|candidates| candidates.chosen());
    let chosen = offered.iter().position(|candidate| Some(candidate.name) == chosen);
    let top = chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(place.height as usize));
    for (y, (index, candidate)) in
        offered.iter().enumerate().skip(top).take(place.height as usize).enumerate()
    {
        let (style, quiet) =
            if chosen == Some(index) { (theme.chosen, theme.chosen) } else { (Style::new(), theme.dim) };
        let mut pen = Pen::new(buffer, place, y as u16, state.ambiguous);
        let number = if index < 9 { format!("{} ", index + 1) } else { "  ".to_owned() };
        pen.write(if chosen == Some(index) { "> " } else { "  " }, style).write(&number, quiet);
        pen.write(&one_line(candidate.name), style);
        // What is known of a name is told as far as it goes whole.
        let about = about(candidate);
        let fitting = |parts: &usize| width(&about[..*parts].join(", "), state.ambiguous) + 3 <= pen.room();
        if let Some(parts) = (1..=about.len()).rev().find(fitting) {
            pen.write("  ", style).write(&about[..parts].join(", "), quiet);
        }
        pen.fill(u16::MAX, style);
    }
}

fn about(candidate: &Candidate) -> Vec<String> {
    let count = match candidate.count {
        0 => None,
        1 => Some("named once".to_owned()),
        count => Some(format!("named {count} times")),
    };
    let origin = match candidate.origin {
        Origin::Article => Some("in this article".to_owned()),
        Origin::Library => None,
        Origin::Itself => Some("is a name of its own again".to_owned()),
    };
    let spellings: Vec<String> = candidate.spellings.iter().map(|spelling| one_line(spelling)).collect();
    let spellings = (!spellings.is_empty()).then(|| format!("also {}", spellings.join(", ")));
    origin.into_iter().chain(count).chain(spellings).collect()
}
