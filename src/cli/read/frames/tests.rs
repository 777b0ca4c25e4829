//! Whole frames, written to a terminal that counts clusters as the program does: every cluster of a text reaches the
//! screen, in its order, whatever its script.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::layout::{Rect, Size};

use crate::app::testing::{paste, press, reader};
use crate::app::{Event, Message, Overlay, Pane, State, ThemeSetting, Typed, Weight, prompt_width, update};
use crate::properties::fuzzed;
use crate::terminal::FrameBackend;
use crate::terminal::testing::{SmallTerminal, Widths};
use crate::text::{Ambiguous, clusters, fitted, is_blank, line_cells, visible};
use crate::ui::{self, Theme};

/// High enough for all of a text in the narrowest column.
const ROWS: u16 = 200;

/// Clusters and parts of clusters on whose width terminals or tables disagree.
const HARD: [&str; 62] = [
    "ﾀﾞ",
    "ﾊﾟ",
    "ﾔ",
    "ﾏ",
    "ﾞ",
    "ﾟ",
    "かﾞ",
    "か\u{3099}",
    "が",
    "\u{3099}",
    "“",
    "”",
    "…",
    "—",
    "·",
    "○",
    "é",
    "Д",
    "कि",
    "की",
    "क्‍ष",
    "\u{93f}",
    "நி",
    "க\u{bbe}",
    "ক\u{9be}",
    "\u{d4e}ക",
    "กำ",
    "ก็",
    "မာ",
    "ᬓ\u{1b35}",
    "각",
    "\u{1100}",
    "\u{1161}",
    "\u{11a8}",
    "\u{1100}\u{1161}\u{11a8}",
    "\u{115f}\u{1161}",
    "한\u{302e}",
    "\u{a960}",
    "👨‍👩‍👧‍👦",
    "👍🏽",
    "🏽",
    "🇹🇼",
    "🇹",
    "❤\u{fe0f}",
    "☺\u{fe0e}",
    "1\u{fe0f}\u{20e3}",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "葛\u{e0100}",
    "ᠠ\u{180b}",
    "e\u{301}",
    "\u{301}",
    "\u{20dd}",
    "\u{600}",
    "\u{605}",
    "א\u{5b8}",
    "لا",
    "\u{200d}",
    "\u{200b}",
    "\u{202e}",
    "\t",
    "\u{1b}[2J",
    "䷀",
];

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[一-龥]{1,4}",
        2 => "[a-z0-9]{1,5} ?",
        6 => prop::sample::select(&HARD[..]).prop_map(str::to_owned),
        2 => (prop::sample::select(&HARD[..]), "[\u{301}\u{302}\u{3099}ﾞिा\u{fe0f}\u{200d}\u{302e}]{1,4}")
            .prop_map(|(base, marks)| format!("{base}{marks}")),
        1 => any::<char>().prop_map(String::from),
        1 => (13..600usize).prop_map(|marks| format!("e{}", "\u{301}".repeat(marks))),
    ]
}

/// A line of clusters of all scripts.
fn line() -> impl Strategy<Value = String> {
    let line = prop::collection::vec(part(), 1..16).prop_map(|parts| parts.concat());
    line.prop_map(|line| line.replace(['\n', '\r'], " "))
}

type Screen = Terminal<FrameBackend<SmallTerminal>>;

fn screen(columns: u16, ambiguous: Ambiguous, known: bool) -> Screen {
    let small = SmallTerminal::new(columns.into(), ROWS.into(), Widths::Clusters(ambiguous));
    let mut backend = FrameBackend::with_size(small, Size::new(columns, ROWS));
    backend.set_ambiguous_known(known);
    Terminal::new(backend).unwrap()
}

fn draw(screen: &mut Screen, state: &State) {
    let theme = Theme::new(ThemeSetting::Dark, false, false);
    screen.draw(|frame| ui::draw(frame, state, &theme)).unwrap();
}

/// What stands in a place of the screen, row after row, without blanks.
fn standing(screen: &Screen, place: Rect) -> String {
    let small = screen.backend().writer();
    let cells = place.rows().flat_map(|row| row.columns());
    inked(&cells.map(|cell| small.at(cell.x.into(), cell.y.into())).collect::<String>())
}

fn inked(text: &str) -> String {
    text.chars().filter(|&character| !is_blank(character)).collect()
}

/// What is to stand on the screen for the lines of `text`, laid out for `cells`, without blanks.
fn expected(text: &str, cells: u16, ambiguous: Ambiguous) -> String {
    let shown =
        text.split('\n').flat_map(clusters).map(|(_, cluster)| fitted(cluster, cells.into(), ambiguous).0);
    inked(&shown.collect::<String>())
}

fn state(text: &str, columns: u16, ambiguous: Ambiguous) -> State {
    let mut state = reader(text, columns, ROWS);
    update(&mut state, Event::Ambiguous(ambiguous));
    update(&mut state, Event::Frame);
    state
}

proptest! {
    #![proptest_config(fuzzed(96))]

    #[test]
    fn every_cluster_reaches_the_screen(
        lines in prop::collection::vec(line(), 1..4), columns in 8u16..=120, wide: bool, known: bool, moves in 0..4usize,
    ) {
        let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
        let mut state = state(&lines.join("\n\n"), columns, ambiguous);
        let mut screen = screen(columns, ambiguous, known);
        draw(&mut screen, &state);

        // The list: a title on one row, cut at its end where it does not fit.
        let list = state.geometry().list;
        if state.focus == Pane::List && !list.is_empty() {
            let title = &state.list.in_view().next().unwrap().1.title;
            let row = (list.y..list.bottom()).find(|&y| screen.backend().writer().at(list.x.into(), y.into()) == ">");
            let shown = standing(&screen, Rect { x: list.x + 2, y: row.unwrap(), width: list.width - 2, height: 1 });
            let whole = line_cells(&visible(title), ambiguous) <= usize::from(list.width - 2);
            let title = inked(&visible(title));
            match shown.strip_suffix('>').filter(|_| !whole) {
                Some(start) => prop_assert!(title.starts_with(start), "{:?} of {:?}", start, title),
                None => prop_assert_eq!(&shown, &title),
            }
        }

        // The text, in the first frame and after others.
        press(&mut state, "Enter");
        for _ in 0..=moves {
            draw(&mut screen, &state);
            let column = state.geometry().column;
            let text = state.reading.as_ref().unwrap().document.text().to_owned();
            prop_assert_eq!(standing(&screen, column), expected(&text, column.width, ambiguous));
            press(&mut state, "l");
        }

        // A message, in as many rows as it takes.
        let text = lines[0].clone();
        state.message = Some(Message { text: text.clone(), weight: Weight::Plain });
        draw(&mut screen, &state);
        let bottom = Rect { x: 0, y: ROWS - 4, width: columns, height: 4 };
        let shown = standing(&screen, bottom);
        let text = visible(&text);
        if line_cells(&text, ambiguous) + 2 < columns.into() {
            let text = inked(&text);
            prop_assert!(shown.ends_with(&text), "{:?} in {:?}", text, shown);
        }
        state.message = None;

        // What is typed.
        press(&mut state, "/");
        paste(&mut state, &lines[0]);
        update(&mut state, Event::Frame);
        draw(&mut screen, &state);
        if let Some(Overlay::Prompt(prompt)) = &state.overlay {
            let typed = Typed::new(&prompt.area, prompt_width(columns), ambiguous);
            let height = (typed.height() as u16).min(ROWS / 2);
            let body = Rect { x: 1, y: ROWS - height, width: columns - 1, height };
            let words = prompt.area.lines().concat();
            prop_assert_eq!(standing(&screen, body), expected(&words, prompt_width(columns) - 1, ambiguous));
        } else {
            prop_assert!(false, "no prompt: {:?}", state.message.map(|message| message.text));
        }
    }
}

#[test]
fn half_width_kana_with_their_marks_are_all_drawn() {
    for text in ["ﾔﾏﾀﾞﾀﾛｳ氏", "ﾃﾞ123。ﾊﾟ甲乙。", "かﾞ甲乙。", "ｱﾞｶﾟ漢"]
    {
        let mut state = state(text, 40, Ambiguous::Narrow);
        press(&mut state, "Enter");
        let mut screen = screen(40, Ambiguous::Narrow, true);
        draw(&mut screen, &state);
        assert_eq!(standing(&screen, state.geometry().column), text);
    }
}

#[test]
fn a_cluster_of_thousands_of_marks_is_a_few_bytes_and_says_so() {
    let text = format!("字e{}字", "\u{301}".repeat(5000));
    let mut state = state(&text, 80, Ambiguous::Narrow);
    press(&mut state, "Enter");
    let mut screen = screen(80, Ambiguous::Narrow, true);
    draw(&mut screen, &state);
    let shown = standing(&screen, state.geometry().column);
    assert_eq!(shown, format!("字e{}<+4989>字", "\u{301}".repeat(11)));
    assert!(screen.backend().bytes_written() < 40_000);
    assert_eq!(state.reading.unwrap().document.article(), &Arc::new(crate::app::testing::article(&text)));
}
