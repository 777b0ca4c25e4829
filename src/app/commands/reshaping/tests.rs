use super::BESIDE;
use crate::app::commands::COMMANDS;
use crate::app::testing::{Kept, TEXT, kept, under_cursor};

/// A claim on the second sentence, in the middle of reshaping.
fn reshaping() -> Kept {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("j c a 註 Enter r");
    assert_eq!(under_cursor(&kept.state), "港口沒有回應,記者等了一夜。");
    kept
}

fn words(kept: &Kept) -> String {
    kept.tagged().remove(0).1
}

#[test]
fn what_works_beside_the_motions_is_a_command() {
    for name in BESIDE {
        assert!(COMMANDS.iter().copied().flatten().any(|command| command.name == name), "{name}");
    }
}

#[test]
fn motions_move_the_end_and_then_the_beginning() {
    let mut kept = reshaping();
    for (key, words) in [
        ("h", "港口沒有回應"),
        ("b", "港口沒有"),
        ("Right", "港口沒有回"),
        ("w", "港口沒有回應"),
        ("l", "港口沒有回應,記者等了一夜。"),
        ("j", "港口沒有回應,記者等了一夜。又過了兩天,3.67%的說法才傳開。"),
        ("}", "港口沒有回應,記者等了一夜。又過了兩天,3.67%的說法才傳開。\n\n![]()\n\n為什麼沒有人出面?"),
        ("2 k", "港口沒有回應,記者等了一夜。"),
    ] {
        kept.press(key);
        assert_eq!(under_cursor(&kept.state), words, "{key}");
    }
    kept.press("r");
    for (key, words) in [
        ("l", "記者等了一夜。"),
        ("Right", "者等了一夜。"),
        ("{", "他說:“船隊已經到了。”港口沒有回應,記者等了一夜。"),
        ("w", "船隊已經到了。”港口沒有回應,記者等了一夜。"),
        ("j", "港口沒有回應,記者等了一夜。"),
    ] {
        kept.press(key);
        assert_eq!(under_cursor(&kept.state), words, "{key}");
    }
    assert_eq!(words(&kept), "港口沒有回應,記者等了一夜。", "nothing is kept yet");
}

#[test]
fn enter_keeps_one_change_that_undo_takes_back() {
    let mut kept = reshaping();
    let before = kept.state.annotation_here().unwrap().clone();
    kept.press("h r k Enter");
    let wanted = "他說:“船隊已經到了。”港口沒有回應";
    assert_eq!((words(&kept).as_str(), under_cursor(&kept.state)), (wanted, wanted));
    let after = kept.state.annotation_here().unwrap();
    assert_eq!((&after.id, &after.note), (&before.id, &before.note));
    assert_eq!(kept.said(), "Borders moved; undo brings them back");
    let stored = kept.store.annotations(crate::library::ArticleId(1)).unwrap();
    assert_eq!(stored[0].annotation, *after);
    kept.press("u");
    assert_eq!(kept.tagged(), [("claim".to_owned(), "港口沒有回應,記者等了一夜。".to_owned())]);
    assert_eq!(kept.state.annotation_here(), Some(&before));
    kept.press("Ctrl-r");
    assert_eq!(words(&kept), wanted);
}

#[test]
fn esc_leaves_it_as_it_was() {
    let mut kept = reshaping();
    kept.press("h r h Esc");
    assert_eq!(
        (words(&kept).as_str(), kept.said()),
        ("港口沒有回應,記者等了一夜。", "The borders stay as they were")
    );
    assert_eq!(under_cursor(&kept.state), "港口沒有回應,記者等了一夜。");
    kept.press("r Enter");
    assert_eq!(kept.said(), "The borders stay as they were");
    assert_eq!(kept.store.annotations(crate::library::ArticleId(1)).unwrap().len(), 1);
}

#[test]
fn the_ends_never_meet_and_never_cross() {
    let mut kept = reshaping();
    kept.press("9 9 Left");
    assert_eq!(under_cursor(&kept.state), "港");
    kept.press("Left");
    assert_eq!((under_cursor(&kept.state), kept.said()), ("港", "The border cannot go further that way"));
    kept.press("l G");
    assert!(under_cursor(&kept.state).ends_with("最後一段，只有一句。"));
    let far = under_cursor(&kept.state).to_owned();
    kept.press("g");
    assert_eq!(under_cursor(&kept.state), far, "the first unit ends before the passage begins");
    kept.press("r g");
    assert!(under_cursor(&kept.state).starts_with("他說:"));
}

#[test]
fn nothing_else_is_done_while_borders_are_moved() {
    for key in ["c", "F", "x", "a", "u", "v", "]", "/", "t", ","] {
        let mut kept = reshaping();
        kept.press("h");
        kept.press(key);
        assert!(kept.said().starts_with("The borders are being moved"), "{key}: {}", kept.said());
        assert_eq!((under_cursor(&kept.state), kept.state.overlay.is_none()), ("港口沒有回應", true));
    }
}

#[test]
fn borders_cannot_be_moved_onto_ones_own_twin() {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("j c l c r l Enter");
    assert_eq!(kept.said(), "There is a claim of yours on that passage already");
    assert_eq!(kept.tagged().len(), 2);
}
