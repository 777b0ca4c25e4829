use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{blocks, blocks_of_beginning};
use crate::article::block::BlockKind::{self, *};
use crate::properties::unrecorded;
use crate::text::is_blank;

/// The kinds of the blocks of an article of these lines.
fn kinds(lines: &[&str]) -> Vec<BlockKind> {
    blocks(&lines.join("\n")).into_iter().map(|block| block.kind).collect()
}

const LONG: &str = "雨從清早下到夜裡，河水一寸一寸地漲，堤上的人輪流守着，沒有一個肯先下山去睡。";
const PLAIN: &str = "村裡的人都上了山。";

#[test]
fn a_full_head() {
    let lines = [
        "河事",
        "",
        "百年老堤的三個夜晚",
        "",
        "2024-07-15",
        "江小舟（筆名）水文大學河流研究所研究員",
        "",
        LONG,
        PLAIN,
    ];
    assert_eq!(kinds(&lines), [Byline, Title, Byline, Byline, Paragraph, Paragraph]);
}

#[test]
fn a_head_without_blank_lines() {
    let lines = ["百年老堤的三個夜晚", "水退之後", "2024年7月15日 來源：河報", LONG, PLAIN];
    assert_eq!(kinds(&lines), [Title, Byline, Byline, Paragraph, Paragraph]);
}

#[test]
fn a_rubric_above_a_title() {
    assert_eq!(kinds(&["河事", "", "百年老堤的三個夜晚", "", LONG]), [Byline, Title, Paragraph]);
}

#[test]
fn a_title_alone() {
    assert_eq!(kinds(&["老堤的夜", "", PLAIN]), [Title, Paragraph]);
    assert_eq!(kinds(&["老堤還能守多久？", "", PLAIN, LONG]), [Title, Paragraph, Paragraph]);
    assert_eq!(kinds(&["老堤的夜（第3篇）", LONG]), [Title, Paragraph]);
    assert_eq!(kinds(&["老堤的夜(第3篇)", "", "![]()", LONG]), [Title, Image, Paragraph]);
    assert_eq!(kinds(&["老堤的夜", "老堤的夜", "", LONG]), [Title, Byline, Paragraph]);
}

#[test]
fn a_title_above_a_heading() {
    let lines = ["老堤", "", "水為什麼來得這樣快?", "", LONG, "", PLAIN, "", "往後的日子", "", PLAIN];
    assert_eq!(kinds(&lines), [Title, Heading, Paragraph, Paragraph, Heading, Paragraph]);
    let lines = ["老堤的三個夜晚", "", "第一夜", "", LONG, "", PLAIN, "", "第二夜", "", PLAIN, LONG];
    assert_eq!(kinds(&lines), [Title, Heading, Paragraph, Paragraph, Heading, Paragraph, Paragraph]);
}

#[test]
fn running_text_has_no_title() {
    assert_eq!(kinds(&[PLAIN, LONG]), [Paragraph, Paragraph]);
    assert_eq!(kinds(&[LONG]), [Paragraph]);
    assert_eq!(kinds(&["只有一行"]), [Paragraph]);
    assert_eq!(kinds(&["他說：", "", LONG]), [Paragraph, Paragraph]);
    assert_eq!(kinds(&["你聽說了嗎？", LONG]), [Paragraph, Paragraph]);
    assert_eq!(kinds(&["", "2024-07-15", "", LONG]), [Byline, Paragraph]);
}

#[test]
fn headings_stand_before_words() {
    let lines = [LONG, "水從哪裡來？", PLAIN, "![]()", "往後的日子", "![]()", LONG, "沒有下文的一行"];
    assert_eq!(kinds(&lines), [Paragraph, Heading, Paragraph, Image, Heading, Image, Paragraph, Paragraph]);
    let lines = [LONG, "一、上游", PLAIN, "二、下游", "水從哪裡來?", LONG];
    assert_eq!(kinds(&lines), [Paragraph, Heading, Paragraph, Heading, Heading, Paragraph]);
}

#[test]
fn sentences_speech_lead_ins_and_dates_head_nothing() {
    let lines = [LONG, "雨停了。", "“快走！”", "他們這樣說：", "先是雨，", "7月15日", PLAIN, LONG];
    assert!(kinds(&lines).iter().all(|&kind| kind == Paragraph));
}

#[test]
fn poems_lists_and_dialogues_have_no_headings() {
    let poem = ["雨落在瓦上", "水漫過石階", "人在山腰", "燈在水裡", "天亮之前沒有人說話。"];
    assert!(kinds(&poem).iter().all(|&kind| kind == Paragraph));
    let lines = [LONG, "米三袋", "鹽一包", "火柴兩盒", LONG, PLAIN, LONG, PLAIN, LONG];
    assert!(kinds(&lines).iter().all(|&kind| kind == Paragraph));
    let talk = [
        "你去哪？",
        "去堤上。",
        "還下着雨呢？",
        "下着也得去！",
        "幾時回？",
        "天亮。",
        "帶傘了嗎？",
        "帶了。",
    ];
    assert!(!kinds(&talk).contains(&Title));
}

#[test]
fn lists_take_two_items() {
    let lines =
        [LONG, "- 米", "- 鹽", PLAIN, "* 孤單的一項", LONG, "（一）上游的雨。", "", "（二）下游的潮。"];
    assert_eq!(
        kinds(&lines),
        [Paragraph, ListItem, ListItem, Paragraph, Paragraph, Paragraph, ListItem, ListItem]
    );
}

#[test]
fn quotations_and_images() {
    let lines = [LONG, "> 水能載舟", "![堤](a.png)", "![]()", "![]()", "見 ![堤](a.png)。"];
    assert_eq!(kinds(&lines), [Paragraph, Quotation, Image, Image, Image, Paragraph]);
}

#[test]
fn captions_are_marked_or_given_twice() {
    let lines =
        [LONG, "![]()", "圖：漲水的第二天", "", "7月15日,村民在堤上。", "7月15日,村民在堤上。", "", LONG];
    assert_eq!(kinds(&lines), [Paragraph, Image, Caption, Caption, Caption, Paragraph]);
    let repeated: Vec<_> = blocks(&lines.join("\n")).iter().map(|block| block.repeated).collect();
    assert_eq!(repeated, [false, false, false, false, true, false]);
    assert_eq!(kinds(&[LONG, "雨，雨。", "雨，雨。", "雨，雨。", LONG]), [Paragraph; 5]);
    assert_eq!(kinds(&[LONG, "———", "———", LONG]), [Paragraph; 4]);
}

#[test]
fn notices_close_the_article() {
    let lines = [
        LONG,
        "聲明：這句話在文中。",
        PLAIN,
        "以上資訊來自村民，僅供參考。",
        "![]()",
        "特別聲明：本篇由讀者寄來，不代表河報的立場。",
        "",
        "Notice: sent in by a reader.",
    ];
    assert_eq!(kinds(&lines), [Paragraph, Paragraph, Paragraph, Notice, Image, Notice, Notice]);
    for last in
        ["更多文章", "相關閱讀：", "（責任編輯：江小舟）", "编辑 江小舟", "[Disclaimer] none", "延伸阅读 >>"]
    {
        assert_eq!(kinds(&[LONG, PLAIN, last]), [Paragraph, Paragraph, Notice], "{last}");
    }
}

#[test]
fn words_that_only_begin_like_a_notice_stay() {
    for last in
        ["聲明指出，水還會再來。", "以上內容，他們都親眼見過。", "更多的人沒有說話。", "編輯部燈火通明。"]
    {
        assert_eq!(kinds(&[LONG, PLAIN, last]), [Paragraph; 3], "{last}");
    }
    assert_eq!(kinds(&["聲明：本會無意遷址。", "聲明：本會無意改名。"]), [Paragraph, Paragraph]);
}

#[test]
fn a_beginning_closes_nothing() {
    let text = format!("{LONG}\n更多文章\n");
    assert_eq!(
        blocks_of_beginning(&text).iter().map(|block| block.kind).collect::<Vec<_>>(),
        [Paragraph, Heading]
    );
}

/// Lines of everything that some rule looks at.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[甲乙a1，。？?：:「」（）()\\[\\]!>*、一 \u{3000}\u{301}\u{200D}\u{600}\u{2028}\u{85}\u{b}\u{c}\r\t-]{0,24}",
        "(圖：|聲明：|更多|作者：|2024-07-15|1\\. |- |> |（一）|!\\[)[甲乙\\]\\(\\)。？]{0,6}",
        any::<String>().prop_map(|line| line.replace('\n', " ")),
        Just(LONG.to_owned()),
        Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn blocks_cover_all_but_blanks_once(lines in prop::collection::vec(any_line(), 0..24)) {
        let text = lines.join("\n");
        let between_blocks = |c: char| matches!(c, '\n' | '\r') || is_blank(c);
        let mut end = 0;
        for block in blocks(&text) {
            let between = &text[end..block.span().start];
            prop_assert!(between.chars().all(between_blocks));
            prop_assert!(end == 0 || between.contains('\n'));
            prop_assert!(!block.span().is_empty() && !block.span().of(&text).contains('\n'));
            end = block.span().end;
        }
        prop_assert!(text[end..].chars().all(between_blocks));
    }

    #[test]
    fn blocks_begin_and_end_on_clusters(lines in prop::collection::vec(any_line(), 0..12)) {
        let text = lines.join("\n");
        let boundaries: Vec<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for block in blocks(&text) {
            prop_assert!(boundaries.contains(&block.span().start) && boundaries.contains(&block.span().end));
        }
    }
}
