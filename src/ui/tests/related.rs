//! What other articles say of the same.

use super::*;
use crate::app::testing::kept;

const REPORT: &str = "\
夜航

港務局長羅同甫3月2日說,那天夜裏有三十二艘船出港,領頭的是“海燕”號。記者沒有看見。
";

const OTHERS: [&str; 3] = [
    "守夜人的记录\n\n灯塔在早上熄了。守夜人的记录里,3月2日夜里只有12艘船出港,“海燕”号不在其中。纸已经黄了。\n",
    "一份聲明\n\n據港務局3月2日的聲明,當晚出港的船共有32艘,為首的“海燕”號載著化肥\u{202e}。\n",
    "漁會怎麼說\n\n漁會主席沈阿茂對三十二艘這個數目表示懷疑:他在碼頭上站了一夜,數到的船不過十幾艘。\n",
];

fn related(columns: u16, rows: u16) -> crate::app::testing::Kept {
    let texts: Vec<&str> = OTHERS.into_iter().chain([REPORT]).collect();
    let mut kept = kept(&texts, columns, rows);
    kept.open("夜航");
    kept.press("g j");
    kept
}

#[test]
fn related_passages_at_all_sizes() {
    for (columns, rows) in [(100, 30), (80, 24), (40, 12)] {
        let mut kept = related(columns, rows);
        kept.press("R");
        insta::assert_snapshot!(format!("related_{columns}x{rows}"), frame(&kept.state));
        kept.press("j c");
        insta::assert_snapshot!(format!("related_linked_{columns}x{rows}"), frame(&kept.state));
    }
}

#[test]
fn what_differs_is_lit_with_colours_and_without() {
    let mut kept = related(80, 24);
    kept.press("R");
    insta::assert_snapshot!("related_dark", styled(&kept.state, &dark()));
    insta::assert_snapshot!(
        "related_no_color",
        styled(&kept.state, &Theme::new(ThemeSetting::Dark, true, false))
    );
}

#[test]
fn looking_and_nothing_found() {
    let mut state = reading(80, 24);
    press(&mut state, "j R");
    insta::assert_snapshot!("related_looking", frame(&state));
    update(&mut state, Event::Related { number: 1, found: Ok(Vec::new()) });
    insta::assert_snapshot!("related_none", frame(&state));
}
