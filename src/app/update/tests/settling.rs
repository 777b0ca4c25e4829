//! Two readers' differences, settled by keys.

use super::*;
use crate::annotation::Outcome;
use crate::app::effect::Question;
use crate::app::testing::{annotated, tagged};
use crate::library::{ArticleId, Request, Write};

/// An article with three differences between two readers, and a passage on which they agree.
fn two_readers() -> State {
    let mut state = reading_pane(TEXT);
    let annotations = [
        ("1", "me", "fact", "港口沒有回應,記者等了一夜。"),
        ("2", "lee", "fact", "港口沒有回應,記者等了一夜。"),
        ("3", "me", "claim", "又過了兩天,3.67%的說法才傳開。"),
        ("4", "lee", "opinion", "又過了兩天,3.67%的說法才傳開。"),
        ("5", "me", "claim", "為什麼沒有人出面?"),
        ("6", "lee", "opinion", "真相也許很簡單……沒有人知道。"),
    ];
    let annotations =
        annotations.map(|(id, reader, label, quote)| tagged(&state, id, reader, label, quote)).to_vec();
    annotated(&mut state, annotations);
    state
}

fn outcomes(state: &State) -> Vec<(String, Outcome)> {
    let list = state.reading.as_ref().unwrap().annotations.list();
    let mut found: Vec<_> = list.iter().filter_map(|one| Some((one.id.0.clone(), one.outcome()?))).collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn message(state: &State) -> &str {
    state.message.as_ref().map_or("", |message| &message.text)
}

#[test]
fn a_key_a_difference_settles_them() {
    let mut state = two_readers();
    let effects = press(&mut state, "D");
    assert_eq!(effects, []);
    assert_eq!(under_cursor(&state), "又過了兩天,3.67%的說法才傳開。");
    let effects = press(&mut state, "m");
    let Effect::Library(Request::Write(Write::Apply { changes, .. })) = &effects[0] else {
        panic!("{effects:?}")
    };
    assert_eq!(changes.len(), 2, "one undo takes both back");
    assert_eq!(under_cursor(&state), "為什麼沒有人出面?");
    press(&mut state, "t");
    assert_eq!(under_cursor(&state), "真相也許很簡單……沒有人知道。");
    press(&mut state, "b");
    assert!(message(&state).contains("3 differences, all of them"), "{}", message(&state));
    assert!(state.overlay.is_some(), "a key too many settles nothing and reaches nothing else");
    press(&mut state, "q");
    assert!(state.overlay.is_none());
    let (taken, left) = (Outcome::Taken, Outcome::Left);
    let wanted = [("3", taken), ("4", left), ("5", left), ("6", taken)];
    assert_eq!(outcomes(&state), wanted.map(|(id, outcome)| (id.to_owned(), outcome)));
    press(&mut state, "D");
    assert!(message(&state).starts_with("All is settled with lee"));
    press(&mut state, "n j q");
    assert_eq!(outcomes(&state)[0], ("3".to_owned(), left));
}

#[test]
fn settled_ones_are_skipped_and_shown_when_asked() {
    let mut state = two_readers();
    press(&mut state, "D j m k");
    assert_eq!(under_cursor(&state), "又過了兩天,3.67%的說法才傳開。");
    press(&mut state, "j");
    assert_eq!(under_cursor(&state), "真相也許很簡單……沒有人知道。");
    press(&mut state, "j");
    assert!(message(&state).starts_with("No more unsettled"));
    press(&mut state, "a k");
    assert_eq!(under_cursor(&state), "為什麼沒有人出面?");
    press(&mut state, "Esc");
    assert!(state.overlay.is_none());
    assert_eq!(message(&state), "Settled with lee: 1 of 3 differences");
}

#[test]
fn undo_goes_back_to_what_was_settled_last_and_no_further() {
    let mut state = two_readers();
    press(&mut state, "D u");
    assert_eq!(message(&state), "Nothing was settled since you began");
    let effects = press(&mut state, "t");
    let Effect::Library(Request::Write(Write::Apply { changes, .. })) = &effects[0] else {
        panic!("{effects:?}")
    };
    let article = ArticleId(1);
    assert_eq!(
        press(&mut state, "u m"),
        [Effect::from(Write::Undo(article))],
        "keys wait for what undo does"
    );
    let undone = changes.iter().rev().map(|change| change.clone().inverse()).collect();
    let effects = update(&mut state, Event::Library(Reply::Undone { article, changes: undone }));
    assert!(
        matches!(effects.as_slice(), [Effect::Library(Request::Write(Write::Apply { .. }))]),
        "{effects:?}"
    );
    let (taken, left) = (Outcome::Taken, Outcome::Left);
    assert_eq!(outcomes(&state), [("3".to_owned(), taken), ("4".to_owned(), left)]);
}

#[test]
fn undo_leaves_out_what_was_refused() {
    let mut state = two_readers();
    press(&mut state, "D");
    let kept = press(&mut state, "m")[0].ticket().unwrap();
    update(&mut state, Event::Library(Reply::Saved { ticket: kept }));
    let ticket = press(&mut state, "t")[0].ticket().unwrap();
    update(
        &mut state,
        Event::Library(Reply::Unsaved { ticket, message: "it was changed".into(), retry: false }),
    );
    assert_eq!(press(&mut state, "u"), [Effect::from(Write::Undo(ArticleId(1)))]);
    assert_eq!(under_cursor(&state), "又過了兩天,3.67%的說法才傳開。", "the one before");
    update(&mut state, Event::Library(Reply::NothingToUndo(ArticleId(1))));
    assert_eq!(press(&mut state, "u"), []);
    assert_eq!(message(&state), "Nothing was settled since you began");
}

#[test]
fn where_there_is_nothing_to_settle_it_is_said() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "D");
    assert!(state.overlay.is_none() && message(&state).starts_with("Nobody else"));
    let same = ["me", "lee"].map(|reader| tagged(&state, reader, reader, "fact", "沒有人知道。")).to_vec();
    annotated(&mut state, same);
    press(&mut state, "D");
    assert!(state.overlay.is_none() && message(&state).contains("agree"));
}

#[test]
fn tab_goes_on_to_another_reader() {
    let mut state = two_readers();
    let mut annotations = state.reading.as_ref().unwrap().annotations.list().to_vec();
    annotations.push(tagged(&state, "7", "kim", "opinion", "為什麼沒有人出面?"));
    annotated(&mut state, annotations);
    press(&mut state, "D Tab");
    let Some(Overlay::Settling(settling)) = &state.overlay else { panic!() };
    assert_eq!(settling.other, "kim");
    press(&mut state, "Tab");
    let Some(Overlay::Settling(settling)) = &state.overlay else { panic!() };
    assert_eq!(settling.other, "lee");
}

#[test]
fn it_follows_what_another_program_changes() {
    let mut state = two_readers();
    press(&mut state, "D j");
    let mut annotations = state.reading.as_ref().unwrap().annotations.list().to_vec();
    annotations.retain(|annotation| annotation.id.0 != "5");
    annotated(&mut state, annotations);
    assert_eq!(under_cursor(&state), "真相也許很簡單……沒有人知道。");
    annotated(&mut state, Vec::new());
    assert!(state.overlay.is_none() && message(&state).contains("Nothing is left"));
}

#[test]
fn other_readers_are_hidden_and_that_is_remembered() {
    let mut state = two_readers();
    assert_eq!(state.others(), ["lee"]);
    let effects = press(&mut state, "d");
    assert_eq!(
        effects,
        [Effect::Library(Request::Write(Write::Remember { key: "other-readers", value: "false".into() }))]
    );
    assert!(state.others().is_empty() && message(&state).ends_with("hidden: lee"));
    press(&mut state, "g ] ] ]");
    assert_eq!(under_cursor(&state), "為什麼沒有人出面?");
    press(&mut state, "]");
    assert_eq!(message(&state), "No more annotations that way", "lee's opinion is hidden");
    press(&mut state, "j a");
    assert!(state.overlay.is_none(), "no note is written to what is hidden");
    press(&mut state, "Esc D");
    assert_eq!(state.others(), ["lee"], "what is settled is seen");
    press(&mut state, "Esc d d");
    assert_eq!(state.others(), ["lee"]);
}

#[test]
fn the_history_is_a_page() {
    let mut state = two_readers();
    assert_eq!(press(&mut state, "H"), [Effect::Ask(Question::History(ArticleId(1)))]);
    update(&mut state, Event::History(Ok(Vec::new())));
    assert!(state.overlay.is_none() && message(&state).starts_with("Nothing was tagged"));
    update(&mut state, Event::History(Err("the disk is gone".into())));
    assert_eq!(message(&state), "the disk is gone");
    state.reading.as_mut().unwrap().identity.id = None;
    assert_eq!(press(&mut state, "H"), []);
    assert!(message(&state).starts_with("Wait a moment"));
}
