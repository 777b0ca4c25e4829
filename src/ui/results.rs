//! What was found in the library: the words looked for, and the results by article.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::area;
use super::cells::{Pen, clear, fitting, width};
use super::overlay::draw_head;
use super::theme::Theme;
use crate::app::{INDENT, State, Typed, counted, excerpt_rows, query_kind};
use crate::library::{Excerpt, ExcerptOf, Excerpts, Held, file_path};
use crate::text::{Ambiguous, Span, cluster_cells, clusters, line_cells, shown, visible};

pub(super) fn draw(frame: &mut Frame, state: &State, theme: &Theme) {
    let screen = frame.area();
    clear(frame.buffer_mut(), screen);
    let row = |y: u16| Rect { y, height: 1, ..screen }.intersection(screen);
    let results = &state.results;
    head(frame.buffer_mut(), row(0), state, theme);
    let mut pen = Pen::new(frame.buffer_mut(), row(1), 0, state.ambiguous);
    pen.write(" / ", theme.heading);
    let place = Rect { x: pen.x, width: screen.width.saturating_sub(pen.x + 1), ..row(1) };
    if !place.is_empty() {
        let typed = Typed::new(&results.area, place.width, state.ambiguous);
        let cursor = area::draw(frame.buffer_mut(), place, &typed, state.ambiguous);
        if results.typing {
            frame.set_cursor_position(cursor);
        }
    }
    let body = Rect { y: 2, height: screen.height.saturating_sub(3), ..screen }.intersection(screen);
    list(frame.buffer_mut(), body, state, theme);
    keys(frame.buffer_mut(), row(screen.height.saturating_sub(1)), state, theme);
}

/// How much was found, or why nothing was.
fn head(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let results = &state.results;
    let kind = query_kind(&results.query);
    let ways = match &results.wrong {
        Some(reason) => vec![format!("All articles{kind}: {reason}"), reason.clone()],
        None if results.query.words.is_empty() => vec![format!("All articles{kind}")],
        None if results.preparing > 0 => {
            let preparing = format!("{} are read for the first time", results.preparing);
            vec![format!("All articles{kind}: {preparing}"), preparing]
        }
        None if !results.is_answered() => vec![format!("All articles{kind}: looking"), "looking".to_owned()],
        None if results.articles.is_empty() => {
            vec![format!("All articles{kind}: not found"), format!("not found{kind}"), "not found".to_owned()]
        }
        None => {
            let matches = match results.matches() {
                0 => "no match in a text".to_owned(),
                1 => "1 match".to_owned(),
                many => format!("{many} matches"),
            };
            let so_far = if results.whole { "" } else { " so far" };
            let found = format!("{matches}, {}{so_far}", counted(results.articles.len(), "article"));
            // That there may be more tells more than in how many articles they are.
            vec![
                format!("All articles{kind}: {found}"),
                format!("{found}{kind}"),
                found,
                format!("{matches}{so_far}"),
            ]
        }
    };
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    let title = fitting(&ways, place.width.saturating_sub(2), state.ambiguous);
    draw_head(buffer, place, title, &[], state, theme);
}

fn keys(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let all = if state.results.typing {
        [
            "Enter go there  Up Down choose  Tab to the results  Alt-e exact  Alt-r regular expression  Esc leave",
            "Enter go there  Tab results  Alt-e exact  Alt-r regex  Esc leave",
            "Enter go  Tab results  Esc leave",
        ]
    } else {
        [
            "Enter go there  j k choose  { } article  / other words  Alt-e exact  Alt-r regular expression  Esc leave",
            "Enter go there  j k choose  / other words  Alt-e exact  Esc leave",
            "Enter go  j k  / words  Esc leave",
        ]
    };
    let keys = fitting(&all, place.width.saturating_sub(2), state.ambiguous);
    Pen::new(buffer, place, 0, state.ambiguous).write(" ", Style::new()).write(keys, theme.dim);
}

fn list(buffer: &mut Buffer, place: Rect, state: &State, theme: &Theme) {
    let results = &state.results;
    let mut row = 0;
    for (index, held) in results.in_view() {
        if row >= place.height {
            return;
        }
        let shown = results.excerpts(held.article);
        title(buffer, place, row, (index, held, shown), state, theme);
        row += 1;
        for (line, excerpt) in shown.into_iter().flat_map(|shown| shown.excerpts.iter().enumerate()) {
            if row >= place.height {
                return;
            }
            let chosen = results.chosen() == (index, line);
            let height = excerpt_rows(excerpt, place.width, state.ambiguous) as u16;
            let room = Rect { y: place.y + row, height: height.min(place.height - row), ..place };
            draw_excerpt(buffer, room, excerpt, chosen, state, theme);
            row += height;
        }
    }
}

/// The article's title, how many matches it has, and where it came from.
fn title(
    buffer: &mut Buffer,
    place: Rect,
    row: u16,
    (index, held, shown): (usize, &Held, Option<&Excerpts>),
    state: &State,
    theme: &Theme,
) {
    let entry = state.list.entry(held.article);
    let (title, uri) = match (shown, entry) {
        (Some(shown), _) => (shown.title.as_str(), shown.uri.as_str()),
        (None, Some(entry)) => (entry.title.as_str(), entry.uri.as_str()),
        (None, None) => ("..", ""),
    };
    let is_chosen = state.results.chosen().0 == index;
    let alone = shown.is_some_and(|shown| shown.excerpts.is_empty());
    let count = match shown.map_or(held.count, |shown| shown.count) {
        0 => String::new(),
        count => format!(" {count} "),
    };
    let source = file_path(uri)
        .and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_else(|| uri.to_owned());
    let right = width(&count, state.ambiguous);
    let mut pen =
        Pen::new(buffer, Rect { width: place.width.saturating_sub(right), ..place }, row, state.ambiguous);
    let mark = if is_chosen && alone { "> " } else { "  " };
    pen.write(mark, theme.heading);
    let matches = shown.map(|shown| shown.in_title.as_slice()).unwrap_or_default();
    let most = place.width.saturating_sub(right);
    lit(&mut pen, title, matches, theme.heading, theme, most);
    pen.write("  ", Style::new());
    if pen.room() > 8 {
        pen.write(&source, theme.dim);
    }
    let rest = Rect { x: place.right().saturating_sub(right), width: right, ..place };
    Pen::new(buffer, rest, row, state.ambiguous).write(&count, theme.dim);
}

/// An excerpt in its rows: the signs of what is tagged there, then the words with the matches lit.
fn draw_excerpt(
    buffer: &mut Buffer,
    place: Rect,
    excerpt: &Excerpt,
    chosen: bool,
    state: &State,
    theme: &Theme,
) {
    let base = if chosen { theme.chosen } else { Style::new() };
    let mut pen = Pen::new(buffer, place, 0, state.ambiguous);
    pen.write(if chosen { "> " } else { "  " }, theme.heading);
    for name in excerpt.labels.iter().take(3) {
        let label = state.configuration.label(name);
        let sign = label.map_or_else(|| "*".to_owned(), |label| label.sign.to_string());
        pen.write(&sign, theme.sign(label));
    }
    let words = Rect { x: place.x + INDENT, width: place.width.saturating_sub(INDENT + 1), ..place };
    let what = match excerpt.of {
        ExcerptOf::Text => "",
        ExcerptOf::Note => "note: ",
        ExcerptOf::Source => "source: ",
    };
    let mut row = 0;
    let mut pen = Pen::new(buffer, words, row, state.ambiguous);
    pen.write(what, theme.dim);
    let room = usize::from(pen.room()) + usize::from(words.width) * usize::from(words.height.max(1) - 1);
    let first = first_shown(excerpt, room, state.ambiguous);
    if first > 0 {
        pen.write("..", theme.dim);
    }
    for (start, cluster) in clusters(&excerpt.words).skip_while(|found| found.0 < first) {
        let sign = shown(cluster);
        let cells = cluster_cells(&sign, state.ambiguous) as u16;
        if cells > pen.room() {
            row += 1;
            if row >= words.height {
                return;
            }
            pen = Pen::new(buffer, words, row, state.ambiguous);
        }
        let is_lit = excerpt.matches.iter().any(|found| found.contains(start));
        pen.write(&sign, if is_lit { theme.found } else { base });
    }
}

/// The byte that an excerpt is shown from: its beginning, or where that would leave the first match out of `room` cells a
/// place before the match.
fn first_shown(excerpt: &Excerpt, room: usize, ambiguous: Ambiguous) -> usize {
    let Some(found) = excerpt.matches.first() else { return 0 };
    let cells = |span: Span| line_cells(&visible(span.of(&excerpt.words)), ambiguous);
    if cells(Span::new(0, found.end)) <= room {
        return 0;
    }
    // A third of the room for what comes before, and the first of the two dots' cells.
    let mut left = (room / 3).saturating_sub(2);
    let before: Vec<(usize, &str)> = clusters(&excerpt.words[..found.start]).collect();
    let mut first = found.start;
    for (start, cluster) in before.into_iter().rev() {
        let taken = cluster_cells(&shown(cluster), ambiguous);
        if taken > left {
            break;
        }
        left -= taken;
        first = start;
    }
    first
}

/// Words on one line with their matches lit, as far as column `end`.
fn lit(pen: &mut Pen, words: &str, matches: &[Span], base: Style, theme: &Theme, end: u16) {
    for (start, cluster) in clusters(words) {
        let sign = shown(cluster);
        let cells = cluster_cells(&sign, pen.ambiguous) as u16;
        if pen.x + cells + 2 > end {
            pen.write("..", theme.dim);
            return;
        }
        let is_lit = matches.iter().any(|found| found.contains(start));
        pen.write(&sign, if is_lit { theme.found } else { base });
    }
}
