//! The pane's frames, at the widths that people have.

use crate::app::testing::{Kept, article, kept, press};
use crate::app::{Event, ThemeSetting, update};
use crate::library::{ArticleId, FileStamp};
use crate::ui::Theme;
use crate::ui::tests::{frame, styled};

const FIRST: &str = "\
河邊的早晨

河水昨晚漲了兩米。一位住在橋頭的老人說:“橋墩已經看不見了,再下一夜雨,村子就要搬。”水文站還沒有公布數字。

![](河.jpg)

沒有人說得清楚,上一次漲得這樣高是哪一年。也許是1998年。
";
const SECOND: &str = "海邊的晚上\n\n船都回來了。燈塔亮著,漁民說明天會下雨。誰也不肯先走。";

/// Two articles with annotations: one of them orphaned, one found on other words.
fn served(columns: u16, rows: u16) -> Kept {
    let mut served = kept(&[FIRST, SECOND], columns, rows);
    served.press("g j c s 水 文 站 Enter j f a 老 人 的 話 Alt-Enter 要 查 Enter l l o j j c j j o");
    served.press("q j Enter g j o a 好 句 子 Enter s 漁 民 Enter j f s 漁 民 Enter q k Enter");
    let text = FIRST.replace("也許是1998年。", "檔案裡查不到。").replace("兩米", "三米");
    served.store.add("sample:0", &article(&text), FileStamp::default()).unwrap();
    let opened = served.opened(ArticleId(1));
    served.happen(opened);
    set_times(&mut served);
    served
}

/// Times are the clock's; frames are to be the same every day.
fn set_times(served: &mut Kept) {
    served.store.set_times_for_tests("2026-02-06T12:30:00.000Z");
}

#[test]
fn annotations() {
    for (columns, rows) in [(100, 28), (80, 24), (40, 12)] {
        let mut served = served(columns, rows);
        served.press("q A");
        insta::assert_snapshot!(format!("annotations_{columns}x{rows}"), frame(&served.state));
        served.press("/ 河 Enter j");
        insta::assert_snapshot!(format!("annotations_filtered_{columns}x{rows}"), frame(&served.state));
    }
}

#[test]
fn colours_and_none() {
    let mut served = served(80, 24);
    served.press("A j");
    let dark = Theme::new(ThemeSetting::Dark, false, false);
    insta::assert_snapshot!("annotations_dark", styled(&served.state, &dark));
    let plain = Theme::new(ThemeSetting::Auto, true, false);
    insta::assert_snapshot!("annotations_no_color", styled(&served.state, &plain));
}

#[test]
fn filters_and_one_annotation_whole() {
    let mut served = served(80, 24);
    served.press("q A F");
    insta::assert_snapshot!("filters_80x24", frame(&served.state));
    served.press("漁 Tab");
    insta::assert_snapshot!("filters_found_80x24", frame(&served.state));
    served.press("Esc Backspace j v");
    insta::assert_snapshot!("annotation_whole_80x24", frame(&served.state));
}

#[test]
fn sources() {
    for (columns, rows) in [(100, 28), (80, 24), (40, 12)] {
        let mut served = served(columns, rows);
        served.press("q S");
        insta::assert_snapshot!(format!("sources_{columns}x{rows}"), frame(&served.state));
    }
}

#[test]
fn balance() {
    for (columns, rows) in [(100, 28), (80, 24), (40, 12)] {
        let mut served = served(columns, rows);
        served.press("q B j");
        insta::assert_snapshot!(format!("balance_{columns}x{rows}"), frame(&served.state));
    }
}

#[test]
fn an_orphan_on_its_way_back() {
    for (columns, rows) in [(80, 24), (40, 12)] {
        let mut served = served(columns, rows);
        served.press("q A w w w p");
        insta::assert_snapshot!(format!("putting_back_{columns}x{rows}"), frame(&served.state));
    }
}

#[test]
fn nothing_yet() {
    let mut served = kept(&[FIRST], 80, 24);
    served.press("q A");
    insta::assert_snapshot!("annotations_none", frame(&served.state));
}

#[test]
fn what_is_not_known_is_not_said_to_be_nothing() {
    let mut served = kept(&[FIRST], 80, 24);
    let save = press(&mut served.state, "j c");
    assert_eq!(press(&mut served.state, "A"), [], "the library is not asked while a save is under way");
    for view in ["A", "S", "B"] {
        press(&mut served.state, view);
        let frame = frame(&served.state);
        assert!(frame.contains("Shown once all changes are saved."), "{frame}");
    }
    press(&mut served.state, "A");
    served.carry_out(save);
    assert!(frame(&served.state).contains("1 annotation "), "{}", frame(&served.state));

    let mut served = kept(&[FIRST], 80, 24);
    press(&mut served.state, "A");
    assert!(frame(&served.state).contains("looking"));
    update(&mut served.state, Event::Answered(Err("the disk is gone".into())));
    assert!(frame(&served.state).contains("The library does not tell."));
}
