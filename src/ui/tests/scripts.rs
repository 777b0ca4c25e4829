//! The text in the other script.

use super::*;
use crate::app::testing::{annotated, tagged};

const SIMPLIFIED: &str = "\
港口的早晨

船队昨天到了港口，码头上没有人迎接。一位官员说：“U盘坏了，乌兹别克斯坦的软件也坏了，我们没有收到任何短信。”

![清晨的软件](码头.jpg)

为什么改了路线？理发师的头发白了，面条凉了。
";

fn converted(columns: u16, rows: u16) -> State {
    let mut state = reader(SIMPLIFIED, columns, rows);
    press(&mut state, "Enter");
    let annotations = vec![
        tagged(&state, "1", "me", "claim", "盘坏了"),
        tagged(&state, "2", "me", "fact", "船队昨天到了港口，"),
        tagged(&state, "3", "lee", "opinion", "头发白了"),
    ];
    annotated(&mut state, annotations);
    press(&mut state, "Z");
    state
}

#[test]
fn annotations_stay_where_they_are() {
    for (columns, rows) in [(100, 20), (80, 20), (40, 12)] {
        let mut state = converted(columns, rows);
        insta::assert_snapshot!(format!("converted_{columns}x{rows}"), frame(&state));
        press(&mut state, "j");
        insta::assert_snapshot!(format!("converted_status_{columns}x{rows}"), frame(&state));
    }
}

#[test]
fn a_word_of_another_length_is_lit_as_a_whole() {
    let mut state = converted(80, 16);
    press(&mut state, "] ] / 簡 訊 Enter [");
    insta::assert_snapshot!("converted_styles", styled(&state, &dark()));
}
