//! What a frame costs: drawn by ratatui, encoded by the backend, and thrown away.

use std::io;

use divan::{Bencher, black_box, counter::BytesCount};
use pingdian::terminal::FrameBackend;
use ratatui::Terminal;
use ratatui::layout::Size;
use ratatui::style::{Color, Style};

const SIZE: Size = Size { width: 120, height: 40 };
const TEXT: &str = "他說：“這是事實。”記者隨後查證，發現報道裏的數字與官方公布的並不相同，";

fn main() {
    divan::main();
}

fn terminal() -> Terminal<FrameBackend<io::Sink>> {
    let mut backend = FrameBackend::with_size(io::sink(), SIZE);
    backend.set_ambiguous_known(true);
    Terminal::new(backend).expect("a size that is given is known")
}

/// Fills the screen with Chinese. Another `start` begins another page, `marked` is a row in another style.
fn page(terminal: &mut Terminal<FrameBackend<io::Sink>>, start: usize, marked: u16) {
    let text = TEXT.repeat(4);
    let draw = |frame: &mut ratatui::Frame<'_>| {
        let buffer = frame.buffer_mut();
        for row in 0..SIZE.height {
            let from = text.char_indices().nth((start + usize::from(row)) % 20).map_or(0, |at| at.0);
            let style = if row == marked { Style::new().bg(Color::Blue) } else { Style::new() };
            buffer.set_string(0, row, &text[from..], style);
        }
    };
    terminal.draw(draw).expect("a sink takes everything");
}

/// Two pages by turns, so that every row changes.
#[divan::bench]
fn full_page(bencher: Bencher<'_, '_>) {
    let mut terminal = terminal();
    page(&mut terminal, 0, 0);
    let before = terminal.backend().bytes_written();
    page(&mut terminal, 1, 0);
    let bytes = terminal.backend().bytes_written() - before;
    let mut start = 0;
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        start = 1 - start;
        page(black_box(&mut terminal), start, 0);
    });
}

/// The cursor's row moves: two rows change their style.
#[divan::bench]
fn one_row_moves(bencher: Bencher<'_, '_>) {
    let mut terminal = terminal();
    let mut marked = 0;
    bencher.bench_local(|| {
        marked = 1 - marked;
        page(black_box(&mut terminal), 0, marked);
    });
}

/// The part of [`one_row_moves`] that is not the backend's: filling the buffer and finding nothing changed.
#[divan::bench]
fn nothing_changes(bencher: Bencher<'_, '_>) {
    let mut terminal = terminal();
    bencher.bench_local(|| page(black_box(&mut terminal), 0, 0));
}
