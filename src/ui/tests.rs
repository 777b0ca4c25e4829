//! Whole frames, as they stand on a terminal, in `snapshots/`. Where it matters, each row's styles are written after it.

mod listing;
mod readers;
mod related;
mod results;
mod scripts;

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::*;
use crate::app::testing::{article, paste, press, reader};
use crate::app::{Event, Overlay, Stage, ThemeSetting, update};
use crate::article::Article;
use crate::export::FORMATS;
use crate::library::{ArticleEntry, ArticleId, Like, Notice, Reply, Revision};
use crate::text::Ambiguous;

const TEXT: &str = "\
港口的早晨

船隊昨天到了港口,碼頭上沒有人迎接。一位不願具名的官員說:“我們沒有收到任何通知,也不打算回應。”這句話後來被三家報紙引用。

![](早晨.jpg)
![清晨的碼頭](碼頭.jpg)

為什麼改了路線?

按照公司的說法,改道是因為天氣。可是當天的風只有3.6米每秒,浪高不到一米;漁民們說,這樣的天氣連舢板都能出海。公司沒有回應這個問題。

到目前為止,沒有人能拿出證據。也許答案很簡單,也許永遠不會有答案。

特別聲明:以上內容只供測試。
Notice: The content above is for tests only.
";

fn dark() -> Theme {
    Theme::new(ThemeSetting::Dark, false, false)
}

fn reading(columns: u16, rows: u16) -> State {
    let mut state = reader(TEXT, columns, rows);
    press(&mut state, "Enter");
    state
}

/// The frame as rows of text, and where the terminal's cursor stands if it shows.
pub(super) fn frame(state: &State) -> String {
    let (buffer, cursor) = drawn(state, &dark());
    let rows: Vec<String> = (0..buffer.area.height).map(|y| row(&buffer, y)).collect();
    let cursor = cursor.map(|at| format!("\n[cursor at column {}, row {}]", at.x, at.y));
    format!("{}{}", rows.join("\n"), cursor.unwrap_or_default())
}

/// The frame with the styles of each row's words.
pub(super) fn styled(state: &State, theme: &Theme) -> String {
    let (buffer, _) = drawn(state, theme);
    let rows = (0..buffer.area.height).map(|y| {
        let styles: Vec<String> = runs(&buffer, y)
            .into_iter()
            .filter(|(style, words)| !style.is_empty() && (!words.trim().is_empty() || style.contains("on ")))
            .map(|(style, words)| format!("\n      {style}: {}", words.trim_end()))
            .collect();
        format!("{y:>3} {}{}", row(&buffer, y), styles.concat())
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn drawn(state: &State, theme: &Theme) -> (Buffer, Option<ratatui::layout::Position>) {
    let mut terminal = Terminal::new(TestBackend::new(state.screen.0, state.screen.1)).unwrap();
    let mut buffer = Buffer::default();
    terminal
        .draw(|frame| {
            draw(frame, state, theme);
            buffer = frame.buffer_mut().clone();
        })
        .unwrap();
    let shows = match &state.overlay {
        Some(
            Overlay::Prompt(_)
            | Overlay::Palette(_)
            | Overlay::Filters(_)
            | Overlay::ListMenu(_)
            | Overlay::Contents(_),
        ) => true,
        Some(Overlay::Results) => state.results.typing,
        Some(Overlay::Labels(labels)) => matches!(labels.stage, Stage::Form(_)),
        _ => false,
    };
    (buffer, shows.then(|| terminal.backend_mut().get_cursor_position().unwrap()))
}

/// The cells of a row that begin a character, each once.
fn cells(buffer: &Buffer, y: u16) -> Vec<&Cell> {
    let mut cells = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        cells.push(cell);
        x += super::cells::cell_width(cell).max(1) as u16;
    }
    cells
}

fn row(buffer: &Buffer, y: u16) -> String {
    cells(buffer, y).iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned()
}

/// Words of one style each.
fn runs(buffer: &Buffer, y: u16) -> Vec<(String, String)> {
    let mut runs: Vec<(String, String)> = Vec::new();
    for cell in cells(buffer, y) {
        let style = style_words(cell);
        match runs.last_mut().filter(|run| run.0 == style) {
            Some(run) => run.1.push_str(cell.symbol()),
            None => runs.push((style, cell.symbol().to_owned())),
        }
    }
    runs
}

fn style_words(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg).to_lowercase());
    }
    words.extend(cell.modifier.iter_names().map(|(name, _): (&str, Modifier)| name.to_lowercase()));
    words.join(" ")
}

fn open(state: &mut State, article: Article) {
    let entry = state.list.entry(ArticleId(2)).unwrap().clone();
    press(state, "q j");
    let revision = Revision::for_tests(9);
    let annotations = Vec::new();
    update(
        state,
        Event::Library(Reply::Opened {
            entry,
            article: Arc::new(article),
            revision,
            annotations,
            links: Vec::new(),
        }),
    );
    press(state, "Enter");
}

fn notices(state: &mut State) {
    for (path, message) in [
        ("/articles/empty.txt", "it holds no text"),
        ("/articles/夜\u{1b}航.pdf", "it is a PDF document, and pingdian reads plain text as yet"),
        ("/articles/locked.txt", "you have no permission to read it; its owner can give it"),
    ] {
        update(state, Event::Notice(Notice { path: path.into(), message: message.into() }));
    }
    update(state, Event::Progress(None));
    update(state, Event::Frame);
}

#[test]
fn list_and_text() {
    for (columns, rows) in [(100, 30), (80, 24)] {
        insta::assert_snapshot!(format!("panes_{columns}x{rows}"), frame(&reader(TEXT, columns, rows)));
    }
    insta::assert_snapshot!("panes_styled", styled(&reader(TEXT, 80, 12), &dark()));
}

#[test]
fn what_is_like_another_article_says_so() {
    let mut state = reader(TEXT, 80, 12);
    let (first, second) = (ArticleId(1), ArticleId(2));
    let entry = state.list.entry(first).unwrap().clone();
    update(&mut state, Event::Library(Reply::Entries(vec![ArticleEntry { copies: 2, ..entry }])));
    let entry = state.list.entry(second).unwrap().clone();
    let like = Some(Like { article: first, percent: 87 });
    update(&mut state, Event::Library(Reply::Entries(vec![ArticleEntry { like, ..entry }])));
    update(&mut state, Event::Frame);
    insta::assert_snapshot!("list_likeness", frame(&state));
}

#[test]
fn one_pane_where_it_is_narrow() {
    let mut state = reader(TEXT, 40, 12);
    insta::assert_snapshot!("list_40x12", frame(&state));
    press(&mut state, "Enter c j");
    update(&mut state, Event::Library(Reply::Saved { ticket: 1 }));
    insta::assert_snapshot!("text_40x12", frame(&state));
}

/// A claim over two sentences, a fact and an opinion within it, an opinion that begins in it and ends outside.
fn tagged(columns: u16, rows: u16) -> State {
    let mut state = reading(columns, rows);
    press(&mut state, "j v j c k l f a 三 Enter l l v l l o j j o");
    state
}

#[test]
fn tags_nested_and_overlapping() {
    insta::assert_snapshot!("tags_dark", styled(&tagged(80, 18), &dark()));
    let light = Theme::new(ThemeSetting::Light, false, true);
    insta::assert_snapshot!("tags_light", styled(&tagged(80, 18), &light));
    let plain = Theme::new(ThemeSetting::Auto, true, false);
    insta::assert_snapshot!("tags_no_color", styled(&tagged(80, 18), &plain));
}

#[test]
fn a_tag_that_fills_the_screen_is_seen_beside_every_row() {
    let mut state = reader(&"一句話接着一句話,沒有盡頭。".repeat(60), 60, 10);
    press(&mut state, "Enter = c Space Space");
    insta::assert_snapshot!("tag_of_many_screens", styled(&state, &dark()));
}

#[test]
fn a_selection_goes_over_paragraphs() {
    let mut state = reading(80, 20);
    press(&mut state, "j j v } }");
    insta::assert_snapshot!("selection", styled(&state, &dark()));
}

#[test]
fn matches_of_a_search() {
    let mut state = reading(80, 20);
    press(&mut state, "/ 沒 有 Enter n");
    insta::assert_snapshot!("search_dark", styled(&state, &dark()));
    let plain = Theme::new(ThemeSetting::Auto, true, false);
    insta::assert_snapshot!("search_no_color", styled(&state, &plain));
    press(&mut state, "/ 海 嘯 Enter");
    insta::assert_snapshot!("search_without_a_match", frame(&state));
}

#[test]
fn a_note_of_many_lines() {
    let mut state = reading(60, 16);
    press(&mut state, "j c a");
    let note = "這位官員是誰,報紙沒有說。三家報紙的說法一字不差,多半出於同一篇電訊稿,還要找到原文。\n\n查:電訊社當天的稿子";
    paste(&mut state, note);
    insta::assert_snapshot!("note_prompt", frame(&state));
    press(&mut state, "Up Up Up");
    insta::assert_snapshot!("note_prompt_rows_up", frame(&state));
    press(&mut state, "Enter");
    insta::assert_snapshot!("note_written", frame(&state));
}

#[test]
fn palette_choice_and_question() {
    let mut state = reading(80, 24);
    press(&mut state, ": p a r a Down");
    insta::assert_snapshot!("palette", frame(&state));
    press(&mut state, "Esc e Down");
    insta::assert_snapshot!("choice", frame(&state));
    press(&mut state, "Enter");
    insta::assert_snapshot!("export_prompt", frame(&state));
    press(&mut state, "Esc q j x");
    insta::assert_snapshot!("question", frame(&state));
    let mut state = reading(40, 12);
    press(&mut state, ":");
    insta::assert_snapshot!("palette_40x12", frame(&state));
    let mut state = reading(40, 6);
    press(&mut state, "e");
    for format in FORMATS {
        assert!(frame(&state).lines().any(|line| line.starts_with("> ") && line.contains(format.name)));
        press(&mut state, "Down");
    }
}

#[test]
fn help() {
    let mut state = reading(80, 24);
    press(&mut state, "?");
    insta::assert_snapshot!("help_80x24", frame(&state));
    press(&mut state, "G k j");
    insta::assert_snapshot!("help_end", frame(&state));
    let mut state = reader(TEXT, 40, 12);
    press(&mut state, "?");
    insta::assert_snapshot!("help_40x12", frame(&state));
}

#[test]
fn what_could_not_be_read() {
    let mut state = reader(TEXT, 80, 20);
    notices(&mut state);
    insta::assert_snapshot!("notices", frame(&state));
    press(&mut state, "!");
    insta::assert_snapshot!("notices_page", frame(&state));
}

#[test]
fn ambiguous_characters_two_cells_wide() {
    let mut state = reading(80, 16);
    update(&mut state, Event::Ambiguous(Ambiguous::Wide));
    press(&mut state, "j c a “ … ”");
    insta::assert_snapshot!("wide_ambiguous", frame(&state));
}

#[test]
fn nothing_of_an_article_reaches_the_terminal_raw() {
    let mut state = reading(80, 14);
    let text =
        "標題\u{1b}[31m紅\u{9b}0m\n\n正文\u{202e}倒過來\u{200b},響鈴\u{7}。\u{1b}]0;名字\u{7}第二句。\n";
    open(&mut state, article(text));
    press(&mut state, "j c a");
    paste(&mut state, "註\u{1b}[2J\u{200f}記\tTab");
    insta::assert_snapshot!("controls_in_a_prompt", frame(&state));
    press(&mut state, "Enter");
    insta::assert_snapshot!("controls", frame(&state));
    let (buffer, _) = drawn(&state, &dark());
    assert!(!buffer.content.iter().any(|cell| cell.symbol().chars().any(crate::text::hidden)));
}

#[test]
fn what_was_guessed_or_lost_stays_in_the_status_line() {
    let mut state = reading(80, 10);
    open(
        &mut state,
        Article { guessed_encoding: Some("Big5"), replaced: 3, ..article("漁船。風大\u{fffd}了。") },
    );
    insta::assert_snapshot!("guessed_encoding", frame(&state));
}

#[test]
fn what_is_not_saved_outlasts_all_else_in_the_status_line() {
    let mut state = reading(40, 12);
    press(&mut state, "j c j f");
    let message = "the disk is full; make room on it, and the change is written".to_owned();
    update(&mut state, Event::Library(Reply::Unsaved { ticket: 1, message, retry: true }));
    insta::assert_snapshot!("not_saved", frame(&state));
    press(&mut state, "Q");
    insta::assert_snapshot!("not_saved_question", frame(&state));
}

#[test]
fn a_long_message_is_told_whole() {
    let mut state = reader(TEXT, 40, 12);
    press(&mut state, "H");
    insta::assert_snapshot!("long_message", frame(&state));
}

#[test]
fn an_empty_library() {
    let mut state = reader("", 80, 12);
    state.reading = None;
    update(&mut state, Event::Entries(Vec::new()));
    insta::assert_snapshot!("empty_library", frame(&state));
    press(&mut state, "j k Enter Tab x H e Esc q");
    update(&mut state, Event::Progress(Some("Looking through the files".into())));
    insta::assert_snapshot!("looking", frame(&state));
}

#[test]
fn any_size_can_be_drawn() {
    for columns in 1..=90 {
        for rows in [1, 2, 3, 5, 6, 12, 24] {
            let mut state = tagged(columns, rows);
            for keys in [
                "A",
                "B",
                "S",
                "q",
                "",
                "?",
                "Esc :",
                "Esc a",
                "Esc e",
                "Esc e Enter",
                "Esc r",
                "Esc t",
                "Esc j o t",
                "Esc q x",
                "n H",
                "L",
                "a",
                "Esc x",
                "Esc Esc K",
                "Esc s",
            ] {
                press(&mut state, keys);
                drawn(&state, &dark());
            }
        }
    }
}

mod labels;
/// A reader at the first of two articles: its claim is supported and contradicted from the other, once with a note, once
/// by another reader.
fn linked(columns: u16, rows: u16) -> crate::app::testing::Kept {
    let other = "港務局的回答\n\n港務局說只有十艘船,都在碼頭上。沒有人看見第十一艘。\n";
    let mut kept = crate::app::testing::kept(&[TEXT, other], columns, rows);
    kept.press("j c q j Enter j f j o k t q k Enter t n c 問 過 了 Enter q j Enter j t q k Enter t s");
    kept.press("q j Enter k t q k Enter t w e");
    kept
}

#[test]
fn what_one_annotation_is_to_another_is_chosen() {
    for (columns, rows) in [(100, 28), (40, 12)] {
        let mut kept = linked(columns, rows);
        kept.press("j c t k t j w n");
        insta::assert_snapshot!(format!("tie_{columns}x{rows}"), frame(&kept.state));
    }
}

#[test]
fn the_links_of_an_annotation_are_listed() {
    for (columns, rows) in [(100, 28), (40, 12)] {
        let mut kept = linked(columns, rows);
        let links = &mut kept.state.reading.as_mut().unwrap().links;
        links[1].link.reader = "lee".into();
        links[2].to.orphaned = true;
        kept.press("T j");
        insta::assert_snapshot!(format!("links_{columns}x{rows}"), frame(&kept.state));
        kept.press("k a");
        insta::assert_snapshot!(format!("link_note_{columns}x{rows}"), frame(&kept.state));
    }
}

#[test]
fn borders_are_moved() {
    for (columns, rows) in [(100, 28), (40, 12)] {
        let mut kept = linked(columns, rows);
        kept.press("t r h");
        insta::assert_snapshot!(format!("reshaping_{columns}x{rows}"), styled(&kept.state, &dark()));
        kept.press("r");
        insta::assert_snapshot!(format!("reshaping_beginning_{columns}x{rows}"), frame(&kept.state));
    }
}
