use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::app::testing::{TEXT, paste, press, reader};
use crate::app::{Event, Keymap, Message, Weight, update};
use crate::library::{Read, Reply};
use crate::properties::unrecorded;

/// The labels over the panes, with their annotations counted.
fn labels(counts: &[(&str, usize)]) -> State {
    let mut state = reader(TEXT, 100, 30);
    assert_eq!(press(&mut state, "L"), [Effect::from(Read::LabelUses)]);
    let counts = counts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
    update(&mut state, Event::Library(Reply::LabelUses(counts)));
    state
}

fn change(effects: Vec<Effect>) -> LabelChange {
    match effects.into_iter().next() {
        Some(Effect::Configure(change)) => *change,
        other => panic!("{other:?}"),
    }
}

fn names(labels: &[Label]) -> Vec<&str> {
    labels.iter().map(|label| label.name.as_str()).collect()
}

/// Replaces the words of the field that is written in.
fn fill(state: &mut State, words: &str) {
    press(state, "Ctrl-a Ctrl-k");
    paste(state, words);
}

/// Lets a change have been made, as whoever runs the reader would.
fn made(state: &mut State, change: LabelChange) {
    let configuration = Configuration { labels: change.after, ..(*state.configuration).clone() };
    let keymap = Keymap::new(&configuration).unwrap();
    let configured = Configured {
        configuration: Arc::new(configuration),
        keymap,
        moved: change.moved,
        uses: Some(BTreeMap::new()),
        message: change.done,
        made: true,
    };
    update(state, Event::Configured(Box::new(configured)));
}

fn problem(state: &State) -> &str {
    match &state.overlay {
        Some(Overlay::Labels(Labels { stage: Stage::Form(form), .. })) => {
            form.problem.as_deref().unwrap_or("")
        }
        other => panic!("{other:?}"),
    }
}

fn said(state: &State) -> &Message {
    state.message.as_ref().unwrap()
}

#[test]
fn a_new_label_tags_at_once() {
    let mut state = labels(&[]);
    press(&mut state, "a");
    fill(&mut state, "rumour");
    let change = change(press(&mut state, "Tab r Enter"));
    assert_eq!(names(&change.after), ["claim", "fact", "opinion", "rumour"]);
    assert_eq!((change.after[3].key, change.after[3].sign, change.moved.clone()), ('r', 'R', None));
}

#[test]
fn keys_pressed_meanwhile_wait_for_the_new_labels() {
    let mut state = labels(&[]);
    press(&mut state, "a");
    fill(&mut state, "rumour");
    press(&mut state, "Tab r");
    let change = change(press(&mut state, "Enter"));
    press(&mut state, "q Enter j r");
    assert!(state.configuring && matches!(state.overlay, Some(Overlay::Labels(_))));
    made(&mut state, change);
    assert!(state.overlay.is_none() && !state.configuring);
    assert_eq!(state.reading.as_ref().unwrap().annotations.list()[0].label, "rumour");
}

#[test]
fn a_renamed_label_is_followed_on_the_screen() {
    let mut state = reader(TEXT, 100, 30);
    press(&mut state, "Enter c");
    update(&mut state, Event::Library(Reply::Saved { ticket: 1 }));
    press(&mut state, "L");
    update(&mut state, Event::Library(Reply::LabelUses([("claim".to_owned(), 4)].into())));
    press(&mut state, "Enter");
    fill(&mut state, "主張");
    let change = change(press(&mut state, "Enter"));
    assert_eq!(change.moved, Some(("claim".into(), "主張".into())));
    made(&mut state, change);
    let reading = state.reading.as_ref().unwrap();
    assert_eq!(reading.annotations.list()[0].label, "主張");
    let counts: Vec<_> = state.list.shown().map(|entry| entry.counts.clone()).collect();
    assert_eq!(counts[0], [("主張".to_owned(), 1)]);
    assert_eq!(counts[1], [("opinion".to_owned(), 1), ("主張".to_owned(), 3)]);
    // The same key takes the tag off again: the label is the same one.
    press(&mut state, "Esc c");
    assert!(state.reading.as_ref().unwrap().annotations.list().is_empty());
}

#[test]
fn a_renaming_waits_for_what_is_being_saved() {
    let mut state = reader(TEXT, 100, 30);
    press(&mut state, "Enter c L");
    update(&mut state, Event::Library(Reply::LabelUses(BTreeMap::new())));
    press(&mut state, "Enter");
    fill(&mut state, "主張");
    assert!(press(&mut state, "Enter").is_empty());
    assert_eq!(said(&state).weight, Weight::Grave);
    assert!(!state.configuring);
}

#[test]
fn a_label_in_use_is_not_deleted_but_its_annotations_can_move() {
    let mut state = labels(&[("claim", 4)]);
    assert!(press(&mut state, "x").is_empty());
    assert!(press(&mut state, "Esc").is_empty());
    assert!(matches!(&state.overlay, Some(Overlay::Labels(Labels { stage: Stage::List, .. }))));
    let change = change(press(&mut state, "x j Enter"));
    assert_eq!(names(&change.after), ["fact", "opinion"]);
    assert_eq!((change.moved, change.unused), (Some(("claim".into(), "opinion".into())), None));
}

#[test]
fn a_label_that_nothing_has_is_deleted_after_a_yes() {
    let mut state = labels(&[("claim", 4)]);
    assert!(press(&mut state, "j x n").is_empty());
    let deletion = change(press(&mut state, "x y"));
    assert_eq!(
        (names(&deletion.after), deletion.unused.as_deref()),
        (vec!["claim", "opinion"], Some("fact"))
    );
    made(&mut state, deletion);
    assert!(press(&mut state, "x y").len() == 1);
    state.configuring = false;
    state.configuration = Arc::new(Configuration {
        labels: state.configuration.labels[..1].to_vec(),
        ..(*state.configuration).clone()
    });
    assert!(press(&mut state, "g x").is_empty());
    assert!(said(&state).text.contains("only label"));
}

#[test]
fn before_the_annotations_are_counted_nothing_is_deleted_or_renamed() {
    let mut state = reader(TEXT, 100, 30);
    assert_eq!(press(&mut state, "L x"), [Effect::from(Read::LabelUses)]);
    assert!(said(&state).text.contains("counted"));
    press(&mut state, "Enter");
    fill(&mut state, "主張");
    assert!(press(&mut state, "Enter").is_empty());
    assert!(problem(&state).contains("counted"));
}

#[test]
fn a_name_that_another_label_has_joins_the_two_after_a_yes() {
    let mut state = labels(&[("claim", 4), ("fact", 2)]);
    press(&mut state, "Enter");
    fill(&mut state, "fact");
    assert!(press(&mut state, "Enter").is_empty());
    let Some(Overlay::Labels(Labels { stage: Stage::Ask { question, .. }, .. })) = &state.overlay else {
        panic!()
    };
    assert!(
        question.contains("2 annotations") && question.contains("claim with its 4 annotations"),
        "{question}"
    );
    let change = change(press(&mut state, "y"));
    assert_eq!(names(&change.after), ["fact", "opinion"]);
    assert_eq!(change.moved, Some(("claim".into(), "fact".into())));
}

#[test]
fn labels_that_annotations_brought_are_adopted_or_moved() {
    let mut state = labels(&[("rumour", 3)]);
    press(&mut state, "G Enter Tab r");
    let adoption = change(press(&mut state, "Enter"));
    assert_eq!((names(&adoption.after)[3], adoption.moved), ("rumour", None));
    let mut state = labels(&[("rumour", 3)]);
    let moving = change(press(&mut state, "G m j Enter"));
    assert_eq!((moving.after.len(), moving.moved), (3, Some(("rumour".into(), "fact".into()))));
    let mut state = labels(&[("rumour", 3)]);
    press(&mut state, "G Enter");
    fill(&mut state, "fact");
    press(&mut state, "Tab r Enter");
    let merging = change(press(&mut state, "y"));
    assert_eq!(
        (merging.after == merging.before, merging.moved),
        (true, Some(("rumour".into(), "fact".into())))
    );
}

#[test]
fn labels_change_their_places() {
    let mut state = labels(&[]);
    assert!(press(&mut state, "K").is_empty());
    let down = change(press(&mut state, "J"));
    assert_eq!(names(&down.after), ["fact", "claim", "opinion"]);
    made(&mut state, down);
    let down = change(press(&mut state, "J"));
    assert_eq!(names(&down.after), ["fact", "opinion", "claim"]);
    made(&mut state, down);
    assert!(press(&mut state, "J").is_empty());
}

#[test]
fn what_cannot_be_kept_is_said_and_stays_on_the_form() {
    let mut state = labels(&[]);
    press(&mut state, "Enter");
    fill(&mut state, "");
    press(&mut state, "Enter");
    assert!(problem(&state).contains("name"), "{}", problem(&state));
    fill(&mut state, "claim");
    press(&mut state, "Tab");
    fill(&mut state, "f");
    press(&mut state, "Enter");
    assert!(problem(&state).contains("same key"), "{}", problem(&state));
    fill(&mut state, "ff");
    press(&mut state, "Enter");
    assert!(problem(&state).contains("one character"), "{}", problem(&state));
    fill(&mut state, "c");
    press(&mut state, "Tab");
    fill(&mut state, "mauve");
    press(&mut state, "Enter");
    assert!(problem(&state).contains("#rrggbb"), "{}", problem(&state));
    fill(&mut state, "yellow");
    // Nothing is changed after all.
    assert!(press(&mut state, "Enter").is_empty());
    assert!(matches!(&state.overlay, Some(Overlay::Labels(Labels { stage: Stage::List, .. }))));
}

#[test]
fn a_key_that_the_configuration_gave_away_is_refused() {
    let mut state = labels(&[]);
    let own = Configuration::from_toml("[keys]\nquit = ['r']").unwrap();
    state.keymap = Keymap::new(&own).unwrap();
    state.configuration = Arc::new(own);
    press(&mut state, "a");
    fill(&mut state, "rumour");
    press(&mut state, "Tab r Enter");
    assert!(problem(&state).contains("something else"), "{}", problem(&state));
    fill(&mut state, "x");
    let change = change(press(&mut state, "Enter"));
    assert!(change.done.contains("no key is left for delete-annotation"), "{}", change.done);
}

#[test]
fn a_guideline_may_have_several_lines() {
    let mut state = labels(&[]);
    press(&mut state, "Enter Shift-Tab");
    fill(&mut state, "");
    press(&mut state, "Ctrl-a Ctrl-k Backspace");
    paste(&mut state, "甲\n乙");
    press(&mut state, "Alt-Enter 丙");
    let change = change(press(&mut state, "Enter"));
    assert!(change.after[0].guideline.ends_with("甲\n乙\n丙"), "{:?}", change.after[0].guideline);
}

#[test]
fn a_change_that_fails_leaves_the_screen_as_it_was() {
    let mut state = labels(&[]);
    let before = state.configuration.labels.clone();
    press(&mut state, "J");
    update(&mut state, Event::NotConfigured("config.toml is write-protected".into()));
    assert_eq!((state.configuration.labels.clone(), state.configuring), (before, false));
    assert_eq!(
        *said(&state),
        Message { text: "config.toml is write-protected".into(), weight: Weight::Grave }
    );
    press(&mut state, "q");
    assert!(state.overlay.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..unrecorded() })]
    #[test]
    fn no_sequence_of_keys_asks_for_labels_that_cannot_be(
        keys in prop::collection::vec(prop::sample::select(vec![
            "j", "k", "J", "K", "G", "a", "e", "x", "m", "y", "n", "Tab", "Shift-Tab", "Enter", "Enter", "Esc", "L", "c",
            "f", "r", "Ctrl-k", "Ctrl-a", "Backspace", "Alt-Enter", "Down", "Up", "名", "#",
        ]), 1..80),
    ) {
        let mut state = labels(&[("claim", 4), ("rumour", 1)]);
        for key in keys {
            for effect in press(&mut state, key) {
                let Effect::Configure(change) = effect else { continue };
                prop_assert_eq!(&change.before, &state.configuration.labels);
                let after = Configuration { labels: change.after.clone(), ..(*state.configuration).clone() };
                prop_assert!(after.check().is_ok() && Keymap::new(&after).is_ok());
                if let Some((_, to)) = &change.moved {
                    prop_assert!(change.after.iter().any(|label| label.name == *to), "{:?}", change);
                }
                prop_assert!(state.configuring);
                made(&mut state, *change);
                update(&mut state, Event::Library(Reply::LabelUses([("fact".to_owned(), 2), ("x".to_owned(), 1)].into())));
            }
        }
    }
}
