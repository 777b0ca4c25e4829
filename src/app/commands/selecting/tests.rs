use crate::app::State;
use crate::app::testing::{TEXT, press, reader, under_cursor};

fn reading_pane(text: &str) -> State {
    let mut state = reader(text, 100, 30);
    press(&mut state, "Enter");
    state
}

#[test]
fn narrowing_comes_back_to_what_was_widened() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "j l l");
    assert_eq!(under_cursor(&state), "記者等了一夜。");
    press(&mut state, "w w");
    let word = under_cursor(&state).to_owned();
    press(&mut state, "=");
    assert_eq!(under_cursor(&state), "記者等了一夜。");
    press(&mut state, "2 =");
    assert!(under_cursor(&state).starts_with("他說") && under_cursor(&state).ends_with("傳開。"));
    press(&mut state, "= 2 -");
    assert_eq!(under_cursor(&state), "記者等了一夜。");
    press(&mut state, "-");
    assert_eq!(under_cursor(&state), word);
    press(&mut state, "-");
    assert_eq!(under_cursor(&state).chars().count(), 1);
}

#[test]
fn a_motion_forgets_what_was_widened() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "j l l = k j -");
    assert_eq!(under_cursor(&state), "港口沒有回應");
}

#[test]
fn a_passage_that_is_no_unit_is_widened_to_what_holds_it() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "j l w v w c g ]");
    assert_eq!(under_cursor(&state), "港口沒有", "the passage of the annotation");
    press(&mut state, "=");
    assert_eq!(under_cursor(&state), "港口沒有回應");
    press(&mut state, "- -");
    assert_eq!(under_cursor(&state), "港口", "the first unit within the passage");
}

#[test]
fn a_selection_goes_over_the_borders_of_paragraphs_by_every_motion() {
    for (keys, begins, ends) in [
        ("j v } }", "港口沒有回應", "真相也許很簡單……沒有人知道。"),
        ("j v G", "港口沒有回應", "最後一段，只有一句。"),
        ("j v / 出 面 Enter", "港口沒有回應", "為什麼沒有人出面?"),
        ("j v / 沒 有 Enter n n", "港口沒有回應", "沒有人知道。"),
        ("G v {", "圖:港口的早晨", "最後一段，只有一句。"),
        ("G v g", "他說:", "最後一段，只有一句。"),
        ("j l l v j l", "記者等了一夜。", "又過了兩天"),
        ("j v } = =", "港口沒有回應", "為什麼沒有人出面?"),
    ] {
        let mut state = reading_pane(TEXT);
        press(&mut state, keys);
        let selected = under_cursor(&state).to_owned();
        assert!(selected.starts_with(begins) && selected.ends_with(ends), "{keys}: {selected}");
        press(&mut state, "c");
        let list = state.reading.as_ref().unwrap().annotations.list();
        assert_eq!((list.len(), list[0].span.of(TEXT)), (1, &selected[..]), "{keys}");
    }
}

#[test]
fn words_are_those_of_the_dictionary_in_chinese_and_japanese() {
    for (text, wanted) in [
        ("碼頭工人說船隊已經到了。", ["碼頭", "工人", "船隊", "已經"]),
        ("东京的报纸没有提到渔民。", ["东京", "报纸", "提到", "渔民"]),
        ("東京都の発表によると漁船は戻っていない。", ["東京", "発表", "による", "漁船"]),
    ] {
        let mut state = reading_pane(text);
        let mut words = Vec::new();
        for _ in 0..14 {
            press(&mut state, "w");
            words.push(under_cursor(&state).to_owned());
        }
        for word in wanted {
            assert!(words.iter().any(|found| found.starts_with(word)), "{word}: {words:?}");
        }
    }
}
