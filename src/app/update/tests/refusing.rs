//! Words typed for what does not ask for them.

use std::time::Duration;

use super::*;
use crate::app::effect::Question;
use crate::library::{Read, Request};

fn said(state: &State) -> &str {
    state.message.as_ref().map_or("", |message| &message.text)
}

#[test]
fn words_after_a_refused_prompt_do_nothing() {
    // No annotation here; a source without one; a note from the list; a search without an article.
    for keys in ["a", "s", "J", "q a", "A a", "A s", "A J"] {
        let mut state = reading_pane(TEXT);
        press(&mut state, keys);
        let before = (state.focus, state.pane.shown);
        let effects = press(&mut state, "x q c f o Q u e y d Space r H Alt-Enter Ctrl-j Backspace Enter");
        let acts = |effect: &&Effect| {
            !matches!(
                effect,
                Effect::Ask(Question::Annotations(_)) | Effect::Library(Request::Read(Read::Sources))
            )
        };
        assert_eq!(effects.iter().find(acts), None, "{keys}");
        assert_eq!((state.focus, state.pane.shown), before, "{keys}");
        assert!(state.overlay.is_none() && state.refused.is_none(), "{keys}");
    }
}

#[test]
fn it_is_said_what_was_passed_over_and_escape_goes_on() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "a q x");
    assert!(said(&state).starts_with("No annotation here"), "{}", said(&state));
    assert!(said(&state).contains("“qx”; Esc goes on"), "{}", said(&state));
    press(&mut state, "Esc");
    assert_eq!(saved(&press(&mut state, "c")).len(), 1);
}

#[test]
fn a_pause_is_a_new_intention_and_so_is_a_key_that_is_no_text() {
    let mut state = reading_pane(TEXT);
    update(&mut state, Event::Time(Duration::from_secs(10)));
    press(&mut state, "a");
    update(&mut state, Event::Time(Duration::from_secs(12)));
    assert!(press(&mut state, "c").is_empty());
    update(&mut state, Event::Time(Duration::from_secs(15)));
    assert_eq!(saved(&press(&mut state, "c")).len(), 1);
    press(&mut state, "j a Down f");
    assert_eq!(state.reading.as_ref().unwrap().annotations.list().len(), 2);
}

#[test]
fn a_command_of_the_palette_that_is_refused_takes_no_words_either() {
    let mut state = reading_pane(TEXT);
    press(&mut state, ": n o t e Enter");
    assert!(said(&state).starts_with("No annotation here"));
    assert!(press(&mut state, "c q x").is_empty());
    assert!(state.reading.as_ref().unwrap().annotations.list().is_empty());
}

#[test]
fn a_prompt_whose_words_are_refused_stays_with_them() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "/ Alt-r ( Enter");
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => assert_eq!(prompt.words(), "("),
        other => panic!("{other:?}"),
    }
    press(&mut state, "Esc e 1 Enter");
    update(&mut state, Event::Exported(Err("there is no folder x".into())));
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => {
            assert_eq!(prompt.title, "there is no folder x");
            assert!(prompt.words().ends_with(".jsonl"), "{}", prompt.words());
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_another_program_did_is_told_until_the_next_key() {
    let mut state = reading_pane(TEXT);
    let article = state.reading.as_ref().unwrap().identity.id.unwrap();
    let claim = crate::app::testing::tagged(&state, "1", "lee", "claim", "港口沒有回應");
    let (annotations, links) = (vec![claim], Vec::new());
    update(&mut state, Event::Library(Reply::Annotations { article, revision: None, annotations, links }));
    assert_eq!(state.elsewhere.as_deref(), Some("Annotations from another program: 1 new"));
    assert!(state.message.is_none());
    press(&mut state, "j");
    assert_eq!(state.elsewhere, None);
}

#[test]
fn undo_says_what_it_took_back_and_where() {
    let mut kept = crate::app::testing::kept(&["第一篇的句子。", "第二篇的句子。"], 100, 30);
    kept.press("Enter c q j Enter f a 註 Enter");
    kept.press("q k Enter");
    let said = |kept: &mut crate::app::testing::Kept, key: &str| {
        kept.press(key);
        kept.said().to_owned()
    };
    for (key, wanted) in [
        ("u", "Taken back: note of fact on “第二篇的句子。” in 第二篇的句子"),
        ("u", "Taken back: fact on “第二篇的句子。” in 第二篇的句子"),
        ("Ctrl-r", "Made again: fact on “第二篇的句子。” in 第二篇的句子"),
    ] {
        let said = said(&mut kept, key);
        assert!(said.starts_with(wanted), "{said}");
    }
    assert_eq!(kept.tagged().len(), 1, "the open article keeps its own");
}

#[test]
fn undo_after_deleting_from_the_palette_brings_the_article_back() {
    let mut kept = crate::app::testing::kept(&["第一篇的句子。", "第二篇的句子。"], 100, 30);
    kept.press("Enter c q j Enter f");
    let open = kept.state.reading.as_ref().unwrap().identity.id;
    kept.press(": d e l e t e - a r t i c l e Enter");
    assert_ne!(kept.state.reading.as_ref().and_then(|reading| reading.identity.id), open);
    kept.press("u");
    assert!(kept.said().starts_with("Taken back: brought back"), "{}", kept.said());
    assert_eq!(kept.state.reading.as_ref().unwrap().identity.id, open);
    let all = [1, 2].map(|id| kept.annotations(crate::library::ArticleId(id)).len());
    assert_eq!(all, [1, 1]);
}

#[test]
fn undo_does_not_pass_over_what_it_cannot_take_back() {
    let mut kept = crate::app::testing::kept(&["第一篇的句子。又一句。"], 100, 30);
    kept.press("Enter c s 甲 Enter J 乙 Enter");
    assert!(kept.said().contains("甲 stands for 乙 now"), "{}", kept.said());
    kept.press("u");
    assert!(kept.said().starts_with("J (join-sources) changes back"), "{}", kept.said());
    assert_eq!(kept.tagged().len(), 1);
    kept.press("u");
    assert!(kept.said().starts_with("Taken back: source of claim"), "{}", kept.said());
    kept.press("u Ctrl-r Ctrl-r J 乙 Enter j c u");
    assert!(kept.said().starts_with("Taken back: claim"), "{}", kept.said());
}
