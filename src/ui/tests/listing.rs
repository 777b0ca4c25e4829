//! The list of articles in its several states, and the contents of an article.

use super::*;
use crate::app::Place;
use crate::app::testing::{Kept, kept};

const TEXTS: [&str; 5] = [
    "談判重開,誰先讓步\n\n他說談判會重開。沒有人相信。",
    "谈判代表离开\n\n代表走了。",
    "港口的早晨\n\n船隊到了港口。",
    "重慶的橋\n\n橋修好了。",
    "核の協議\n\n協議はまだ続いている。",
];

fn library(columns: u16, rows: u16) -> Kept {
    let mut kept = kept(&TEXTS, columns, rows);
    kept.press("c q");
    kept
}

#[test]
fn a_list_narrowed_down() {
    for (columns, rows) in [(100, 30), (80, 24), (40, 12)] {
        let mut kept = library(columns, rows);
        kept.press("s j r k F u n r e a d Enter o t i t l e Enter");
        insta::assert_snapshot!(format!("list_narrowed_{columns}x{rows}"), frame(&kept.state));
    }
}

#[test]
fn a_head_says_less_in_less_room() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
        let mut kept = library(columns, rows);
        kept.press(
            "F u n r e a d Enter F t r a d i Enter F 2 0 2 5 Down Down Enter o t i t l e Enter f 的 橋 Enter Space",
        );
        let shown = frame(&kept.state);
        let head: Vec<&str> = shown.lines().take(2).collect();
        insta::assert_snapshot!(format!("list_head_{columns}x{rows}"), head.join("\n"));
    }
}

#[test]
fn the_palette_begins_with_what_works_where_one_is() {
    let mut kept = library(80, 24);
    let found = |kept: &Kept| match &kept.state.overlay {
        Some(Overlay::Palette(palette)) => palette.found(),
        other => panic!("{other:?}"),
    };
    kept.press(":");
    let places: Vec<Place> = found(&kept).iter().map(|command| command.place).collect();
    let own = places.iter().take_while(|place| **place == Place::List).count();
    let everywhere = places[own..].iter().take_while(|place| **place == Place::Everywhere).count();
    assert!(own > 0 && everywhere > 0);
    assert!(places[own + everywhere..].iter().all(|place| !matches!(place, Place::List | Place::Everywhere)));
    kept.press("u n d o");
    assert_eq!(found(&kept)[0].name, "undo-list");
    kept.press("Esc Enter :");
    assert_eq!(found(&kept)[0].place, Place::Text);
    kept.press("u n d o");
    assert_eq!(found(&kept)[0].name, "undo");
}

#[test]
fn what_is_typed_is_lit() {
    for (columns, rows) in [(100, 30), (40, 12)] {
        let mut kept = library(columns, rows);
        kept.press("f t p");
        insta::assert_snapshot!(format!("list_found_{columns}x{rows}"), styled(&kept.state, &dark()));
    }
}

#[test]
fn nothing_found_says_so_and_how_to_have_all_again() {
    let mut kept = library(80, 24);
    kept.press("f q q q q Enter");
    let shown = frame(&kept.state);
    assert!(shown.contains("Nothing fits."), "{shown}");
    kept.press("Backspace");
    assert!(!frame(&kept.state).contains("Nothing fits."));
    for menu in ["o", "F", ":", "Enter #"] {
        kept.press(menu);
        kept.press("q q q q");
        let shown = frame(&kept.state);
        assert!(shown.contains("Nothing has these words"), "{menu}: {shown}");
        kept.press("Esc");
    }
}

#[test]
fn the_text_says_why_nothing_is_listed() {
    let mut kept = library(80, 24);
    for (keys, words, key) in [
        ("f q q q q Enter", "Nothing is found.", "Backspace: all again"),
        ("Backspace v G H", "All articles are out of sight.", ".: show them"),
        ("u v G x", "All articles are deleted.", "u: bring back the last"),
    ] {
        kept.press(keys);
        let shown = frame(&kept.state);
        assert!(shown.contains(words) && shown.contains(key), "{shown}");
        assert!(!shown.contains("Nothing to read yet"), "{shown}");
    }
}

#[test]
fn several_are_chosen_and_deleted() {
    let mut kept = library(80, 24);
    kept.press("Space j v j");
    insta::assert_snapshot!("list_several", frame(&kept.state));
    kept.press("x");
    insta::assert_snapshot!("list_deleted", frame(&kept.state));
}

#[test]
fn the_menus_of_the_list() {
    let mut kept = library(80, 24);
    kept.press("o");
    insta::assert_snapshot!("list_orders", frame(&kept.state));
    kept.press("Esc F");
    insta::assert_snapshot!("list_filters", frame(&kept.state));
    kept.press("2 0 2 6 - 0 1");
    insta::assert_snapshot!("list_dates", frame(&kept.state));
}

#[test]
fn the_contents_of_an_article() {
    let text = "一本書\n\n前言說了很多。\n\n## 一、開端\n\n事情這樣開始。又過了一天。\n\n## 二、經過\n\n後來是這樣。\n";
    for (columns, rows) in [(80, 24), (40, 12)] {
        let mut kept = kept(&[text], columns, rows);
        kept.press("3 j #");
        insta::assert_snapshot!(format!("contents_{columns}x{rows}"), frame(&kept.state));
    }
    let mut kept = kept(&["沒有標題。\n\n第一段話。\n\n第二段話。\n"], 80, 24);
    kept.press("#");
    insta::assert_snapshot!("contents_of_paragraphs", frame(&kept.state));
    kept.press("第 二 Enter");
    insta::assert_snapshot!("contents_gone_to", frame(&kept.state));
}
