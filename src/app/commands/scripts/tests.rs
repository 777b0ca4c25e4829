use std::sync::Arc;

use proptest::prelude::*;

use crate::annotation::Annotation;
use crate::app::testing::{Kept, article, kept, press, reader, under_cursor};
use crate::app::{Effect, Event, State, update};
use crate::library::{ArticleId, FileStamp, Request, Write};
use crate::properties::unrecorded;
use crate::text::{Span, is_cluster_boundary};

/// Words that are longer and shorter in Taiwan, in their sentences.
const TEXT: &str = "\
港口的早晨

船长说：“U盘中的软件坏了，硬盘也坏了。”没有人回应，记者等了一夜。乌兹别克斯坦的船第二天发来短信。

![码头的软件](码头.jpg)

为什么没有人出面？到头来，头发白了，面条凉了。
";

fn shown(state: &State) -> String {
    let reading = state.reading.as_ref().unwrap();
    let text = |row: &crate::app::ShownRow| {
        let lines = &row.wrapped.lines;
        let bytes = (row.row.line < lines.len()).then(|| row.wrapped.line_bytes(row.row.line))?;
        Some(row.text(&reading.document)[bytes].to_owned())
    };
    reading.rows.iter().filter_map(text).collect::<Vec<_>>().join("\n")
}

fn reading() -> Kept {
    kept(&[TEXT, "另一篇文章，说的是别的事。", "別的地方的軟體，義大利的頭髮。"], 100, 30)
}

#[test]
fn the_text_goes_through_the_usages_and_back() {
    let mut kept = reading();
    kept.press("Z");
    assert!(shown(&kept.state).contains("“隨身碟中的軟體壞了，硬碟也壞了。”"), "{}", shown(&kept.state));
    assert!(kept.said().starts_with("Shown in 繁 (Taiwan); Z goes on to Hong Kong"), "{}", kept.said());
    kept.press("Z");
    assert!(shown(&kept.state).contains("“U盤中的軟件壞了"), "{}", shown(&kept.state));
    kept.press("Z");
    assert!(kept.said().starts_with("Shown in 繁 (standard)"), "{}", kept.said());
    kept.press("Z z");
    assert_eq!(kept.said(), "The original again");
    assert!(shown(&kept.state).contains("“U盘中的软件坏了"), "{}", shown(&kept.state));
    kept.press("z");
    assert!(kept.said().starts_with("This is the original"), "{}", kept.said());
}

#[test]
fn other_languages_have_no_other_script() {
    for (text, said) in [
        ("川のそばの古い木が倒れた。だれもいなかった。", "This article is Japanese, and has no other script"),
        ("강가의 오래된 나무가 쓰러졌다.", "This article is Korean, and has no other script"),
        ("The old tree by the river fell.", "This article is not Chinese, and has no other script"),
    ] {
        let mut kept = kept(&[text], 80, 24);
        kept.press("Z");
        assert_eq!(kept.said(), said);
        assert!(shown(&kept.state).contains(text));
    }
}

#[test]
fn it_counts_for_the_article_and_the_usage_for_the_session() {
    let mut kept = reading();
    kept.press("Z Z j j c q j Enter");
    assert!(shown(&kept.state).contains("说的是"), "another article is as it is");
    kept.press("Z");
    assert!(kept.said().starts_with("Shown in 繁 (Hong Kong)"), "{}", kept.said());
    kept.press("q k Enter");
    assert!(shown(&kept.state).contains("“U盤中的軟件"), "{}", shown(&kept.state));
    kept.press("q j j Enter Z Z Z");
    assert!(shown(&kept.state).contains("别的地方的软件，意大利的头发。"), "{}", shown(&kept.state));
}

#[test]
fn tags_are_on_the_originals_words() {
    let mut kept = reading();
    kept.press("Z j c l l f Right Right o");
    let tagged = kept.tagged();
    let words: Vec<&str> = tagged.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["船长说：“U盘中的软件坏了，硬盘也坏了。”", "“U盘中的软件坏了", "U盘"]);
    assert_eq!(kept.annotations(ArticleId(1)).len(), 3);
    kept.press("v Right Right c");
    assert!(kept.tagged().contains(&("claim".into(), "U盘中的".into())), "{:?}", kept.tagged());
    kept.press("u u");
    assert_eq!(kept.tagged().len(), 2, "the selection's tag goes, and the one before it");
}

#[test]
fn what_was_tagged_within_a_word_is_found_on_it() {
    let mut kept = reading();
    kept.press("j l l Right Right Right c");
    assert_eq!(kept.tagged(), [("claim".to_owned(), "盘".to_owned())]);
    kept.press("g Z ]");
    assert_eq!(under_cursor(&kept.state), "盘");
    kept.press("Right Left");
    assert_eq!(under_cursor(&kept.state), "U盘");
    assert_eq!(kept.state.annotation_here().unwrap().label, "claim");
    kept.press("a 註 Enter r Right Enter");
    assert_eq!(kept.tagged(), [("claim".to_owned(), "盘中".to_owned())]);
    kept.press("r r Left Enter z");
    assert_eq!(kept.tagged(), [("claim".to_owned(), "U盘中".to_owned())]);
}

#[test]
fn the_place_kept_is_the_originals() {
    let mut kept = reading();
    kept.press("Z j j j q");
    let entry = kept.store.entry(ArticleId(1)).unwrap();
    assert_eq!(entry.position, TEXT.find("乌兹别克斯坦").unwrap());
    assert!(entry.read_to <= TEXT.len());
}

#[test]
fn the_cursor_stays_where_it_stands_on_the_screen() {
    let text = "船上的软件坏了，乌兹别克斯坦的U盘也坏了。没有人回应。\n\n".repeat(60);
    let mut state = reader(&text, 60, 20);
    press(&mut state, "Enter 3 0 j PageDown k k");
    let row = |state: &State| {
        let reading = state.reading.as_ref().unwrap();
        let start = reading.cursor().span.start;
        reading.rows.iter().position(|row| row.bytes.contains(start)).unwrap()
    };
    let (before, words) = (row(&state), state.reading.as_ref().unwrap().cursor());
    for key in ["Z", "Z", "z", "Z", "z"] {
        press(&mut state, key);
        assert_eq!((row(&state), state.reading.as_ref().unwrap().cursor()), (before, words), "{key}");
    }
}

#[test]
fn a_word_of_another_length_is_on_every_row_that_it_is_seen_on() {
    let text = "没有人说出来的那个U盘已经坏了很久。";
    let mut broken = 0;
    for columns in 20..60 {
        let mut state = reader(text, columns, 12);
        press(&mut state, "Enter Z");
        let reading = state.reading.as_ref().unwrap();
        let drive = Span::new(text.find('U').unwrap(), text.find('已').unwrap());
        let mut seen = 0;
        for row in &reading.rows {
            let line = &row.text(&reading.document)[row.wrapped.line_bytes(row.row.line)];
            let sees = line.chars().any(|one| "隨身碟".contains(one));
            assert_eq!(row.bytes.overlaps(drive), sees, "{columns} {line}");
            seen += usize::from(sees);
        }
        broken += usize::from(seen > 1);
    }
    assert!(broken > 0, "at some width it is broken");
}

#[test]
fn what_is_shown_is_searched() {
    let mut kept = reading();
    kept.press("Z / 隨 身 碟 Enter");
    assert_eq!(kept.said(), "match 1 of 1");
    assert!(under_cursor(&kept.state).starts_with("船长说：“U盘"));
    assert_eq!(kept.state.reading.as_ref().unwrap().found().unwrap().of(TEXT), "U盘");
    kept.press("/ 軟 體 Enter n");
    assert_eq!(kept.said(), "match 2 of 2");
    kept.press("z n");
    assert_eq!(kept.said(), "match 1 of 2, round from the beginning", "the matches stay");
    kept.press("/ 軟 體 Enter");
    assert_eq!(kept.said(), "Not found: 軟體");
}

#[test]
fn another_text_of_the_article_is_shown_the_same_way() {
    let mut kept = reading();
    kept.press("Z j j c");
    let changed = TEXT.replace("港口的早晨", "港口的早晨与夜里的软件");
    kept.store.add("sample:0", &article(&changed), FileStamp::default()).unwrap();
    let opened = kept.opened(ArticleId(1));
    kept.happen(opened);
    assert!(shown(&kept.state).contains("港口的早晨與夜裡的軟體"), "{}", shown(&kept.state));
    assert_eq!(kept.tagged(), [("claim".to_owned(), "没有人回应，记者等了一夜。".to_owned())]);
    assert_eq!(under_cursor(&kept.state), "没有人回应，记者等了一夜。");
    kept.press("x");
    assert!(kept.tagged().is_empty() && kept.annotations(ArticleId(1)).is_empty());
}

#[test]
fn a_beginning_becomes_the_whole() {
    let mut state = reader("", 100, 30);
    state.reading = None;
    let uri = "file:///a.txt".to_owned();
    let beginning = Arc::new(article(&TEXT[..TEXT.find("没有人").unwrap()]));
    update(&mut state, Event::Read { uri: uri.clone(), article: beginning, complete: false });
    press(&mut state, "Z j");
    update(&mut state, Event::Read { uri, article: Arc::new(article(TEXT)), complete: true });
    update(&mut state, Event::Frame);
    assert!(shown(&state).contains("烏茲別克的船第二天發來簡訊"), "{}", shown(&state));
    let effects = press(&mut state, "c");
    assert!(
        !effects.iter().any(|effect| matches!(effect, Effect::Library(Request::Write(Write::Apply { .. })))),
        "it is not in the library yet"
    );
    assert_eq!(under_cursor(&state), "船长说：“U盘中的软件坏了，硬盘也坏了。”");
}

/// What is tagged, as it is on disk, but for the names of the annotations.
fn on_disk(kept: &Kept) -> Vec<(Span, String, String)> {
    let all = kept.annotations(ArticleId(1));
    let mut found: Vec<_> =
        all.into_iter().map(|Annotation { span, label, note, .. }| (span, label, note)).collect();
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..unrecorded() })]
    #[test]
    fn in_either_script_the_same_keys_tag_the_same_sentences(keys in prop::collection::vec(prop::sample::select(vec![
        "j", "k", "h", "l", "{", "}", "g", "G", "c", "f", "o", "C", "x", "u", "Ctrl-r", "v", "Esc", "]", "[", ",", "m",
        "a 註 Enter", "r j Enter", "r r l Enter",
    ]), 0..30)) {
        let keys = keys.join(" ");
        let (mut converted, mut original) = (reading(), reading());
        converted.press("Z");
        converted.press(&keys);
        original.press(&keys);
        converted.press("z");
        prop_assert_eq!(on_disk(&converted), on_disk(&original));
        let here = |kept: &Kept| {
            let reading = kept.state.reading.as_ref().unwrap();
            (reading.cursor(), reading.target(), reading.selecting)
        };
        prop_assert_eq!(here(&converted), here(&original));
    }

    #[test]
    fn no_keys_cut_a_character(keys in prop::collection::vec(prop::sample::select(vec![
        "j", "k", "h", "l", "w", "b", "Left", "Right", "{", "}", "g", "G", "Space", "PageUp", "Up", "Down", "=", "-", "v",
        "Z", "z", "c", "f", "C", "x", "u", "Ctrl-r", "]", "[", ",", "r", "Enter", "Esc", "/ 軟 體 Enter", "/ 盘 Enter", "n",
        "t", "s", "q", "Tab", "a 註 Enter", "A", "D",
    ]), 0..40), columns in 20u16..100, rows in 4u16..30) {
        let mut kept = kept(&[TEXT, "別的地方的軟體，義大利的頭髮。"], columns, rows);
        for key in keys {
            kept.press(key);
            let Some(reading) = &kept.state.reading else { continue };
            let text = reading.document.text();
            let on_boundaries = |span: Span| is_cluster_boundary(text, span.start) && is_cluster_boundary(text, span.end);
            prop_assert!(on_boundaries(reading.cursor().span) && on_boundaries(reading.target()), "{key}");
            prop_assert!(reading.annotations.list().iter().all(|one| on_boundaries(one.span) && !one.span.is_empty()));
            let mut ends = reading.rows.iter().map(|row| (row.bytes.start, row.bytes.end));
            prop_assert!(ends.all(|(start, end)| start <= end && end <= text.len()));
            prop_assert!(reading.rows.is_sorted_by_key(|row| (row.bytes.start, row.bytes.end)));
        }
    }
}
