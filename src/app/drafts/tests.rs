//! Words being typed, given to be kept, and brought back where they were typed.

use super::*;
use crate::annotation::{Annotation, AnnotationId};
use crate::app::overlay::Overlay;
use crate::app::testing::{TEXT, annotated, press, reader, tagged};
use crate::app::{Export, update};
use crate::library::{ArticleId, Reply, Selection};

/// What was given to be kept last.
fn kept(effects: &[Effect]) -> Option<Vec<(String, Vec<String>)>> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepDrafts { drafts, .. } => {
            Some(drafts.iter().map(|draft| (draft.title.clone(), draft.fields.clone())).collect())
        }
        _ => None,
    })
}

fn one(title: &str, words: &str) -> Option<Vec<(String, Vec<String>)>> {
    Some(vec![(title.to_owned(), vec![words.to_owned()])])
}

fn at(state: &mut State, milliseconds: u64) -> Vec<Effect> {
    update(state, Event::Time(Duration::from_millis(milliseconds)))
}

/// A reader of one claim of one's own, the cursor on it.
fn with_claim() -> State {
    let mut state = reader(TEXT, 100, 30);
    press(&mut state, "Enter");
    let claim = tagged(&state, "1", "me", "claim", "港口沒有回應");
    annotated(&mut state, vec![claim]);
    press(&mut state, "j");
    state
}

fn words(state: &State) -> String {
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => prompt.words(),
        other => panic!("{other:?}"),
    }
}

fn note(words: &str) -> Draft {
    Draft {
        purpose: DraftPurpose::Note { annotation: AnnotationId("1".into()) },
        article: Some(ArticleId(1)),
        title: "Note".into(),
        about: "claim “港口”".into(),
        fields: vec![words.into()],
    }
}

#[test]
fn words_are_given_to_be_kept_a_second_after_they_changed_without_a_key() {
    let mut state = with_claim();
    at(&mut state, 5000);
    assert_eq!(kept(&press(&mut state, "a 要 查")), None);
    assert_eq!(state.drafts.wake(), Some(Duration::from_millis(6000)));
    assert_eq!(kept(&at(&mut state, 5900)), None);
    assert_eq!(kept(&at(&mut state, 6000)), one("Note", "要查"));
    assert_eq!(state.drafts.wake(), None, "nothing is woken for as long as nothing changes");
    press(&mut state, "證");
    assert_eq!(kept(&at(&mut state, 7000)), one("Note", "要查證"));
}

#[test]
fn the_end_keeps_words_at_once() {
    let mut state = with_claim();
    press(&mut state, "a 要");
    assert_eq!(kept(&update(&mut state, Event::Terminate)), one("Note", "要"));
}

#[test]
fn words_are_kept_until_the_library_says_that_it_has_them() {
    let mut state = with_claim();
    at(&mut state, 1000);
    press(&mut state, "a 要 查");
    at(&mut state, 2000);
    let effects = press(&mut state, "Enter");
    let ticket = effects.iter().find_map(Effect::ticket).unwrap();
    assert_eq!(kept(&effects), None, "they are on disk already");
    let message = "another program is writing".to_owned();
    update(&mut state, Event::Library(Reply::Unsaved { ticket, message, retry: true }));
    assert_eq!(kept(&at(&mut state, 9000)), None);
    assert_eq!(kept(&update(&mut state, Event::Library(Reply::Saved { ticket }))), Some(Vec::new()));
}

#[test]
fn words_given_up_are_kept_no_longer_and_words_that_stood_there_never() {
    let mut state = with_claim();
    press(&mut state, "a 要");
    at(&mut state, 3000);
    assert_eq!(kept(&press(&mut state, "Esc")), Some(Vec::new()));
    press(&mut state, "a Esc");
    assert_eq!(kept(&at(&mut state, 9000)), None);
}

#[test]
fn everything_that_takes_words_keeps_them() {
    for (keys, title) in [
        ("a 字", "Note"),
        ("s 字", "Source"),
        ("/ 字", "Search"),
        (": 字", "Menu: commands"),
        ("# 字", "Menu: contents"),
        ("L a 字", "New label"),
        ("L e 字", "Label claim"),
        ("e 1 字", "File for jsonl"),
        ("q f 字", "Words to find articles by"),
        ("q F 字", "Menu: List articles that are"),
        ("q o 字", "Menu: Order articles by"),
        ("q / 字", "Search in all articles"),
        ("A / 字", "Words in quote, note or source"),
        ("A F 字", "Menu: filters"),
    ] {
        let mut state = with_claim();
        press(&mut state, keys);
        let kept = kept(&update(&mut state, Event::Terminate)).unwrap_or_default();
        assert_eq!(kept.len(), 1, "{keys}: {kept:?}");
        assert!(kept[0].0 == title && kept[0].1.iter().any(|words| words.contains('字')), "{keys}: {kept:?}");
    }
}

#[test]
fn what_an_earlier_program_left_is_told_and_stands_where_it_was_typed() {
    let mut state = with_claim();
    let effects = update(&mut state, Event::Drafts(vec![note("要查證")]));
    assert_eq!(kept(&effects), one("Note", "要查證"), "it is this program's now");
    let said = &state.message.as_ref().unwrap().text;
    assert!(said.contains("Note, claim “港口”") && said.contains("W opens"), "{said}");
    press(&mut state, "a");
    assert_eq!(words(&state), "要查證");
    press(&mut state, "了");
    assert_eq!(words(&state), "要查證了", "the cursor stands behind them");
    let effects = press(&mut state, "Enter");
    assert!(effects.iter().any(|effect| effect.ticket().is_some()));
}

#[test]
fn they_stand_in_a_prompt_that_was_opened_before_they_were_told() {
    let mut state = with_claim();
    press(&mut state, "a");
    update(&mut state, Event::Drafts(vec![note("要查證")]));
    assert_eq!(words(&state), "要查證");
    let mut state = with_claim();
    press(&mut state, "a 新");
    let effects = update(&mut state, Event::Drafts(vec![note("要查證")]));
    assert_eq!(words(&state), "新", "what is typed stays");
    assert_eq!(kept(&effects).unwrap().len(), 2);
}

#[test]
fn the_list_goes_to_where_words_were_typed() {
    let mut state = with_claim();
    update(&mut state, Event::Drafts(vec![note("要查證")]));
    press(&mut state, "q W Enter");
    assert_eq!(words(&state), "要查證");
    assert!(state.drafts.left.is_empty());
    let mut label = note("");
    label.purpose = DraftPurpose::Label { from: Some("claim".into()) };
    label.fields = ["聲稱", "c", "red", "C", "說", "甲\n乙"].map(str::to_owned).to_vec();
    let mut state = with_claim();
    update(&mut state, Event::Drafts(vec![label.clone()]));
    press(&mut state, "W Enter");
    assert_eq!(places::fields(&state), label.fields);
}

#[test]
fn words_whose_place_is_gone_are_shown_and_stay() {
    let mut state = with_claim();
    let lost =
        Draft { purpose: DraftPurpose::Note { annotation: AnnotationId("9".into()) }, ..note("要查證") };
    update(&mut state, Event::Drafts(vec![lost]));
    press(&mut state, "W Enter");
    assert_eq!(words(&state), "要查證");
    press(&mut state, "Enter");
    assert_eq!(state.drafts.left.len(), 1);
    press(&mut state, "W x");
    assert!(state.drafts.left.is_empty() && state.overlay.is_none());
}

#[test]
fn news_that_take_a_prompt_away_leave_its_words() {
    let mut state = with_claim();
    press(&mut state, "a 要 查");
    let exists = Event::ExportExists(Export {
        format: "jsonl",
        selection: Selection::default(),
        path: "a.jsonl".into(),
        replace: false,
    });
    update(&mut state, exists);
    assert!(state.message.as_ref().unwrap().text.contains("Your words are kept"));
    press(&mut state, "n a");
    assert_eq!(words(&state), "要查");
}

#[test]
fn a_note_that_the_library_refuses_for_good_is_left_to_be_opened_again() {
    let mut state = with_claim();
    let effects = press(&mut state, "a 要 查 Enter");
    let ticket = effects.iter().find_map(Effect::ticket).unwrap();
    update(
        &mut state,
        Event::Library(Reply::Unsaved { ticket, message: "it was changed".into(), retry: false }),
    );
    let changed: Annotation =
        Annotation { source: "漁民".into(), ..tagged(&state, "1", "me", "claim", "港口沒有回應") };
    annotated(&mut state, vec![changed]);
    let left: Vec<_> = state.drafts.left.iter().map(|draft| draft.fields.clone()).collect();
    assert_eq!(left, [["要查"]]);
    press(&mut state, "a");
    assert_eq!(words(&state), "要查");
}

#[test]
fn words_to_find_by_give_way_to_what_is_typed() {
    let mut state = with_claim();
    let search = Draft { purpose: DraftPurpose::Search, ..note("港口") };
    update(&mut state, Event::Drafts(vec![search]));
    assert!(state.message.is_none(), "they are not spoken of");
    press(&mut state, "/");
    assert_eq!(words(&state), "港口");
    press(&mut state, "船");
    assert_eq!(words(&state), "船");
}
