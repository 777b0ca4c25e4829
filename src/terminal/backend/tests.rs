//! Frames against terminals: vt100's emulator, and a small one whose widths are up to the test.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthChar;

use super::super::style::VISIBLE_ON_BLANK;
use super::super::testing::{SmallTerminal, Widths};
use super::*;
use crate::properties::{fuzzed, unrecorded};

const SIZE: Size = Size { width: 24, height: 5 };

/// Symbols on whose width vt100 agrees with `unicode-width`, with blanks more often than others.
const SYMBOLS: [&str; 18] = [
    " ",
    " ",
    " ",
    " ",
    "a",
    "Z",
    "7",
    "中",
    "國",
    "。",
    "“",
    "—",
    "e\u{301}",
    "か\u{3099}",
    "😀",
    "한",
    "ｱ",
    "⌨\u{FE0F}",
];

fn styles() -> [Style; 9] {
    [
        Style::new(),
        Style::new(),
        Style::new().fg(Color::Red),
        Style::new().bg(Color::Blue),
        Style::new().fg(Color::Indexed(208)).add_modifier(Modifier::BOLD),
        Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::LightYellow).add_modifier(Modifier::ITALIC),
        Style::new().add_modifier(Modifier::UNDERLINED),
        Style::new().fg(Color::Green).add_modifier(Modifier::REVERSED | Modifier::DIM),
        Style::new().bg(Color::DarkGray).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
    ]
}

/// A row: symbols and styles, by their numbers, from its start.
type Row = Vec<(usize, usize)>;

/// Frames whose rows are drawn from a few, shifted a little, so that much stays as it was and much is cut in two.
fn frames() -> impl Strategy<Value = Vec<Vec<Row>>> {
    let row = prop::collection::vec((0..SYMBOLS.len(), 0..styles().len()), 0..SIZE.width as usize);
    prop::collection::vec(row, 1..4).prop_flat_map(|pool| {
        let pick = (0..pool.len(), 0..3usize, 0..4usize, 0..styles().len()).prop_map(
            move |(row, shift, runs, style)| {
                let mut row = pool[row].clone();
                row.splice(0..0, vec![(0, 0); shift]);
                if runs == 0 {
                    row.iter_mut().for_each(|glyph| glyph.1 = style);
                }
                row
            },
        );
        prop::collection::vec(prop::collection::vec(pick, SIZE.height as usize), 1..6)
    })
}

/// Writes rows as a view should: both cells of a wide glyph have its style.
fn fill(buffer: &mut Buffer, rows: &[Row], width: impl Fn(&str) -> Option<u16>) {
    fill_with(buffer, rows, &SYMBOLS, width);
}

fn fill_with(
    buffer: &mut Buffer,
    rows: &[Row],
    symbols: &[&'static str; SYMBOLS.len()],
    width: impl Fn(&str) -> Option<u16>,
) {
    for (y, row) in rows.iter().enumerate() {
        let (mut x, y) = (0, y as u16);
        for &(symbol, style) in row {
            let (symbol, style) = (symbols[symbol], styles()[style]);
            let forced = width(symbol);
            let columns = forced.unwrap_or_else(|| symbol.cell_width());
            if x + columns > SIZE.width {
                break;
            }
            let cell = &mut buffer[(x, y)];
            cell.set_symbol(symbol).set_style(style);
            if let Some(forced) = forced.and_then(NonZeroU16::new) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
            }
            (x + 1..x + columns).for_each(|half| {
                buffer[(half, y)].set_style(style);
            });
            x += columns;
        }
    }
}

fn color_of(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Red => vt100::Color::Idx(1),
        Color::Green => vt100::Color::Idx(2),
        Color::Blue => vt100::Color::Idx(4),
        Color::DarkGray => vt100::Color::Idx(8),
        Color::LightYellow => vt100::Color::Idx(11),
        other => panic!("a style of these tests uses {other:?}"),
    }
}

fn assert_shown(screen: &vt100::Screen, buffer: &Buffer) {
    for y in 0..SIZE.height {
        let mut x = 0;
        while x < SIZE.width {
            let cell = &buffer[(x, y)];
            let shown = screen.cell(y, x).unwrap();
            let place = format!("column {x}, row {y}, {:?} in\n{}", cell, screen.contents());
            let blank = cell.symbol() == " ";
            let contents = if shown.has_contents() { shown.contents() } else { " " };
            assert_eq!(contents, cell.symbol(), "{place}");
            assert_eq!(shown.bgcolor(), color_of(cell.bg), "background of {place}");
            assert_eq!(shown.underline(), cell.modifier.contains(Modifier::UNDERLINED), "{place}");
            assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED), "{place}");
            if !blank {
                assert_eq!(shown.bold(), cell.modifier.contains(Modifier::BOLD), "{place}");
                assert_eq!(shown.dim(), cell.modifier.contains(Modifier::DIM), "{place}");
                assert_eq!(shown.italic(), cell.modifier.contains(Modifier::ITALIC), "{place}");
            }
            if !blank || cell.modifier.intersects(VISIBLE_ON_BLANK) {
                assert_eq!(shown.fgcolor(), color_of(cell.fg), "foreground of {place}");
            }
            let columns = cell.cell_width().max(1);
            for half in x + 1..x + columns {
                assert!(screen.cell(y, half).unwrap().is_wide_continuation(), "{place}");
            }
            x += columns;
        }
    }
}

fn side(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

fn vt100_terminal() -> Terminal<FrameBackend<vt100::Parser>> {
    let parser = vt100::Parser::new(side(SIZE.height), side(SIZE.width), 0);
    Terminal::new(FrameBackend::with_size(parser, SIZE)).unwrap()
}

fn small_terminal(width: fn(char) -> usize) -> Terminal<FrameBackend<SmallTerminal>> {
    let small = SmallTerminal::new(SIZE.width.into(), SIZE.height.into(), Widths::Characters(width));
    Terminal::new(FrameBackend::with_size(small, SIZE)).unwrap()
}

fn narrow(character: char) -> usize {
    character.width().unwrap_or(0)
}

fn wide(character: char) -> usize {
    if crate::text::is_ambiguous(character) { 2 } else { narrow(character) }
}

fn is_ambiguous(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(crate::text::is_ambiguous)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..unrecorded() })]

    #[test]
    fn the_screen_shows_the_buffer(frames in frames(), known in any::<bool>()) {
        let mut terminal = vt100_terminal();
        terminal.backend_mut().set_ambiguous_known(known);
        for rows in frames {
            let drawn = terminal.draw(|frame| fill(frame.buffer_mut(), &rows, |_| None)).unwrap();
            let buffer = drawn.buffer.clone();
            assert_shown(terminal.backend().writer().screen(), &buffer);
        }
    }

    #[test]
    fn forced_widths_hold_where_ambiguous_is_wide(frames in frames()) {
        let mut terminal = small_terminal(wide);
        terminal.backend_mut().set_ambiguous_known(true);
        let forced = |symbol: &str| is_ambiguous(symbol).then_some(2);
        for rows in frames {
            let drawn = terminal.draw(|frame| fill(frame.buffer_mut(), &rows, forced)).unwrap();
            let buffer = drawn.buffer.clone();
            assert_stands(terminal.backend().writer(), &buffer, SIZE.width, |symbol| !symbol.contains('\u{FE0F}'));
        }
    }

    #[test]
    fn what_follows_an_unknown_width_stands_in_its_place(rows in frames(), as_wide in any::<bool>()) {
        let mut terminal = small_terminal(if as_wide { wide } else { narrow });
        let drawn = terminal.draw(|frame| fill(frame.buffer_mut(), &rows[0], |_| None)).unwrap();
        let buffer = drawn.buffer.clone();
        let agreed = |symbol: &str| symbol != " " && !is_ambiguous(symbol) && !symbol.contains('\u{FE0F}');
        // In the last column, a wide character may take the place of its neighbour.
        assert_stands(terminal.backend().writer(), &buffer, SIZE.width - 2, agreed);
    }
}

/// Clusters that terminals draw in more cells or fewer than they are laid out in, among some that all agree upon.
const DOUBTFUL: [&str; 18] = [
    " ",
    " ",
    " ",
    " ",
    "a",
    "Z",
    "中",
    "國",
    "。",
    "e\u{301}",
    "“",
    "ﾀﾞ",
    "かﾞ",
    "कि",
    "👨‍👩‍👧",
    "🇹🇼",
    "⌨\u{fe0f}",
    "ᄒ\u{1161}\u{11ab}",
];

/// Draws every character by itself, as wide as any terminal does.
fn widest(character: char) -> usize {
    match character {
        '\u{fe0f}' | '\u{1160}'..='\u{11ff}' => 1,
        '\u{1f1e6}'..='\u{1f1ff}' => 2,
        _ => wide(character),
    }
}

/// Draws nothing in cells of its own that could go with what is before it.
fn narrowest(character: char) -> usize {
    match character {
        'ﾞ' | 'ि' => 0,
        _ => narrow(character),
    }
}

proptest! {
    #![proptest_config(fuzzed(400))]

    #[test]
    fn what_terminals_agree_upon_stands_in_its_place_frame_after_frame(frames in frames(), as_wide: bool) {
        let mut terminal = small_terminal(if as_wide { widest } else { narrowest });
        let cells = |symbol: &str| Some(crate::text::line_cells(symbol, crate::text::Ambiguous::Narrow) as u16);
        let agreed = |symbol: &str| {
            let drawn = crate::text::drawn_cells(symbol, None);
            symbol != " " && drawn.start() == drawn.end()
        };
        for rows in frames {
            let draw = |frame: &mut ratatui::Frame<'_>| fill_with(frame.buffer_mut(), &rows, &DOUBTFUL, cells);
            let buffer = terminal.draw(draw).unwrap().buffer.clone();
            assert_stands(terminal.backend().writer(), &buffer, SIZE.width - 2, agreed);
        }
    }
}

/// Every symbol that `counts` and ends before the column `end` stands in its cell.
fn assert_stands(small: &SmallTerminal, buffer: &Buffer, end: u16, counts: impl Fn(&str) -> bool) {
    for y in 0..SIZE.height {
        let mut x = 0;
        while x < SIZE.width {
            let cell = &buffer[(x, y)];
            let columns = cell.cell_width().max(1);
            if counts(cell.symbol()) && x + columns <= end {
                let line = small.line(y.into());
                assert_eq!(small.at(x.into(), y.into()), cell.symbol(), "column {x}, row {y} of {line:?}");
            }
            x += columns;
        }
    }
}

fn lines<B: Backend<Error = io::Error>>(terminal: &mut Terminal<B>, lines: &[&str]) {
    let draw = |frame: &mut ratatui::Frame<'_>| {
        for (row, line) in lines.iter().enumerate() {
            frame.buffer_mut().set_string(0, row as u16, line, Style::new());
        }
    };
    terminal.draw(draw).unwrap();
}

#[test]
fn a_frame_is_one_write_and_no_change_is_none() {
    let mut terminal = small_terminal(narrow);
    lines(&mut terminal, &["一二三", "abc"]);
    assert_eq!(terminal.backend().writer().writes, 1);
    let written = terminal.backend().bytes_written();
    lines(&mut terminal, &["一二三", "abc"]);
    assert_eq!(terminal.backend().writer().writes, 1);
    assert_eq!(terminal.backend().bytes_written(), written);
    lines(&mut terminal, &["一二三", "abd"]);
    assert_eq!(terminal.backend().writer().writes, 2);
    assert_eq!(terminal.backend().writer().line(1).trim_end(), "abd");
}

/// Keeps what is written, to be read as text.
fn recorded(columns: u16, rows: u16) -> Terminal<FrameBackend<Vec<u8>>> {
    let mut backend = FrameBackend::with_size(Vec::new(), Size::new(columns, rows));
    backend.set_ambiguous_known(true);
    let mut terminal = Terminal::new(backend).unwrap();
    lines(&mut terminal, &[]);
    terminal.backend_mut().writer_mut().clear();
    terminal
}

fn take(terminal: &mut Terminal<FrameBackend<Vec<u8>>>) -> String {
    let bytes = std::mem::take(terminal.backend_mut().writer_mut());
    let text = String::from_utf8(bytes).unwrap();
    let inner = text.strip_prefix("\x1b[?2026h").and_then(|text| text.strip_suffix("\x1b[?2026l"));
    inner.expect("a synchronised update").to_owned()
}

#[test]
fn wide_characters_follow_each_other_without_moves() {
    let mut terminal = recorded(20, 3);
    lines(&mut terminal, &["", "他說：“好。”"]);
    assert_eq!(take(&mut terminal), "\x1b[2H他說：“好。”");
}

#[test]
fn moves_are_short() {
    let mut terminal = recorded(20, 3);
    lines(&mut terminal, &["abcdefghij"]);
    assert_eq!(take(&mut terminal), "\x1b[Habcdefghij");
    lines(&mut terminal, &["abXdefghiY", "       z"]);
    assert_eq!(take(&mut terminal), "\x1b[1;3HX\x1b[6CY\x1b[2;8Hz");
    lines(&mut terminal, &["abXdefghiY", "W      z"]);
    assert_eq!(take(&mut terminal), "\rW");
}

#[test]
fn the_blank_end_of_a_row_is_erased_and_a_short_one_is_not() {
    let mut terminal = recorded(12, 1);
    lines(&mut terminal, &["中文中文abcd"]);
    take(&mut terminal);
    lines(&mut terminal, &["中"]);
    let bytes = take(&mut terminal);
    assert!(bytes.ends_with("\x1b[K"), "{bytes:?}");
    lines(&mut terminal, &["中文中文abcd"]);
    take(&mut terminal);
    lines(&mut terminal, &["中文中文a"]);
    assert_eq!(take(&mut terminal), "\x1b[1;10H   ");
}

#[test]
fn the_last_column_leaves_the_cursor_unknown() {
    let mut terminal = recorded(4, 2);
    lines(&mut terminal, &["中文", "ab"]);
    assert_eq!(take(&mut terminal), "\x1b[H中文\x1b[2Hab");
}

#[test]
fn the_cursor_is_shown_where_the_frame_has_it() {
    let mut terminal = vt100_terminal();
    terminal.draw(|frame| frame.set_cursor_position((3, 2))).unwrap();
    assert!(!terminal.backend().writer().screen().hide_cursor());
    assert_eq!(terminal.backend().writer().screen().cursor_position(), (2, 3));
    assert_eq!(terminal.backend_mut().get_cursor_position().unwrap(), Position { x: 3, y: 2 });
    let written = terminal.backend().bytes_written();
    terminal.draw(|frame| frame.set_cursor_position((3, 2))).unwrap();
    assert_eq!(terminal.backend().bytes_written(), written);
    terminal.draw(|_| {}).unwrap();
    assert!(terminal.backend().writer().screen().hide_cursor());
}

#[test]
fn another_size_is_another_screen() {
    let mut terminal = vt100_terminal();
    lines(&mut terminal, &["一二三四五六七八九十"]);
    let parser = terminal.backend_mut().writer_mut();
    parser.screen_mut().set_size(side(SIZE.height), side(10));
    terminal.backend_mut().set_size(Size::new(10, SIZE.height));
    lines(&mut terminal, &["一二三四五六"]);
    assert_eq!(terminal.backend().writer().screen().contents(), "一二三四五");
}

#[test]
fn after_another_writer_a_clear_brings_the_frame_back() {
    let mut terminal = vt100_terminal();
    lines(&mut terminal, &["一二三"]);
    terminal.backend_mut().writer_mut().write_all(b"\x1b[41;4mnoise\x1b[?25h").unwrap();
    terminal.backend_mut().forget();
    terminal.clear().unwrap();
    lines(&mut terminal, &["一二三"]);
    let screen = terminal.backend().writer().screen();
    assert_eq!(screen.contents(), "一二三");
    assert_eq!(screen.cell(0, 9).unwrap().bgcolor(), vt100::Color::Default);
    assert!(screen.hide_cursor());
}

#[test]
fn regions_are_cleared() {
    for (region, left) in [
        (ClearType::All, ["", "", ""]),
        (ClearType::AfterCursor, ["aaaa", "bb", ""]),
        (ClearType::BeforeCursor, ["", "   b", "cccc"]),
        (ClearType::CurrentLine, ["aaaa", "", "cccc"]),
        (ClearType::UntilNewLine, ["aaaa", "bb", "cccc"]),
    ] {
        let mut terminal = vt100_terminal();
        lines(&mut terminal, &["aaaa", "bbbb", "cccc"]);
        let backend = terminal.backend_mut();
        backend.set_cursor_position((2, 1)).unwrap();
        backend.clear_region(region).unwrap();
        Backend::flush(backend).unwrap();
        let screen = terminal.backend().writer().screen();
        let shown: Vec<_> = screen.rows(0, SIZE.width).take(3).collect();
        assert_eq!(shown, left, "{region:?}");
        assert_eq!(screen.cursor_position(), (1, 2));
    }
}

#[test]
fn text_after_clusters_of_doubtful_width_stands_in_its_place() {
    let mut terminal = small_terminal(narrow);
    let draw = |frame: &mut ratatui::Frame<'_>| {
        let texts = ["👨‍👩‍👧尾end", "👍🏽尾end", "🇹🇼尾end", "\u{1112}\u{1161}\u{11AB}尾end", "⌨\u{FE0F}尾end"];
        for (row, text) in texts.iter().enumerate() {
            frame.buffer_mut().set_string(0, row as u16, text, Style::new());
        }
    };
    terminal.draw(draw).unwrap();
    for row in 0..5 {
        let small = terminal.backend().writer();
        let shown: String = (2..7).map(|column| small.at(column, row)).collect();
        assert_eq!(shown, "尾end", "{:?}", small.line(row));
    }
}

#[test]
fn an_ambiguous_character_in_the_last_column_never_wraps() {
    let mut terminal = small_terminal(wide);
    let draw = |frame: &mut ratatui::Frame<'_>| {
        for row in 0..SIZE.height {
            frame.buffer_mut()[(0, row)].set_symbol("x");
            frame.buffer_mut()[(SIZE.width - 1, row)].set_symbol("│");
        }
    };
    terminal.draw(draw).unwrap();
    for row in 0..SIZE.height {
        assert_eq!(terminal.backend().writer().at(0, row.into()), "x");
    }
}

/// Takes a few bytes at a time and is interrupted now and then, as a pipe to a slow terminal may.
struct Slow {
    taken: Vec<u8>,
    calls: usize,
}

impl Write for Slow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls.is_multiple_of(3) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = bytes.len().min(5);
        self.taken.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn short_writes_lose_nothing() {
    let slow = Slow { taken: Vec::new(), calls: 0 };
    let mut terminal = Terminal::new(FrameBackend::with_size(slow, SIZE)).unwrap();
    lines(&mut terminal, &["一二三四五", "abc"]);
    let mut parser = vt100::Parser::new(side(SIZE.height), side(SIZE.width), 0);
    parser.process(&terminal.backend().writer().taken);
    assert_eq!(parser.screen().contents(), "一二三四五\nabc");
}
