use crate::annotation::{Change, Edit};
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::app::testing::{TEXT, paste, press, reader};
use crate::app::{Event, update};
use crate::library::{KnownSource, Read, Reply, Request, Write};

/// A claim under the cursor, in a library that knows three sources.
fn claim() -> State {
    let mut state = reader(TEXT, 100, 30);
    press(&mut state, "Enter j c");
    state
}

fn known() -> Event {
    let source = |name: &str, count: usize, spellings: &[&str]| KnownSource {
        name: name.into(),
        spellings: spellings.iter().map(|spelling| (*spelling).to_owned()).collect(),
        count,
    };
    Event::Library(Reply::Sources(vec![
        source("晨報", 5, &["Morning Post"]),
        source("港務局", 2, &[]),
        source("漁民", 1, &[]),
    ]))
}

/// The source that was saved last.
fn saved(effects: &[Effect]) -> Option<String> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Library(Request::Write(Write::Apply { changes, .. })) => match &changes[0] {
            Change::Annotation(Edit { after, .. }) => after.as_ref().map(|after| after.source.clone()),
            Change::Link(_) => None,
        },
        _ => None,
    })
}

#[test]
fn a_known_source_is_named_with_three_keys_or_two() {
    let mut state = claim();
    assert_eq!(press(&mut state, "s"), [Effect::from(Read::Sources)]);
    update(&mut state, known());
    assert_eq!(saved(&press(&mut state, "Tab Enter")).as_deref(), Some("晨報"));
    assert_eq!(saved(&press(&mut state, "s Alt-2")).as_deref(), Some("港務局"));
    assert!(state.overlay.is_none());
    assert_eq!(saved(&press(&mut state, "s Down Down Up Enter")).as_deref(), Some("晨報"));
}

#[test]
fn typing_filters_and_what_is_typed_counts_unless_another_is_chosen() {
    let mut state = claim();
    press(&mut state, "s");
    update(&mut state, known());
    assert_eq!(saved(&press(&mut state, "漁 Enter")).as_deref(), Some("漁"));
    assert_eq!(saved(&press(&mut state, "s Ctrl-a Ctrl-k m o r n Tab Enter")).as_deref(), Some("晨報"));
    assert_eq!(saved(&press(&mut state, "s Ctrl-a Ctrl-k 港 Tab x Enter")).as_deref(), Some("港x"));
}

#[test]
fn control_u_clears_a_source_and_undoes_in_a_note() {
    let mut state = claim();
    assert_eq!(saved(&press(&mut state, "s 港 口 Ctrl-u 漁 Enter")).as_deref(), Some("漁"));
    press(&mut state, "a 港 Ctrl-u");
    let Some(Overlay::Prompt(prompt)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert_eq!(prompt.words(), "");
    press(&mut state, "Ctrl-r");
    let Some(Overlay::Prompt(prompt)) = &state.overlay else { panic!("{:?}", state.overlay) };
    assert_eq!(prompt.words(), "港");
}

#[test]
fn enter_with_nothing_chosen_leaves_the_source_as_it_was() {
    let mut state = claim();
    press(&mut state, "s");
    update(&mut state, known());
    assert!(press(&mut state, "Enter").is_empty());
    assert!(press(&mut state, "s Alt-9").iter().all(|effect| *effect == Effect::from(Read::Sources)));
    assert!(matches!(state.overlay, Some(Overlay::Prompt(_))));
}

#[test]
fn rows_of_what_is_typed_come_before_the_names() {
    let mut state = claim();
    press(&mut state, "s 甲 Alt-Enter 乙");
    update(&mut state, known());
    press(&mut state, "Up 丙");
    let effects = press(&mut state, "Down Enter");
    assert_eq!(saved(&effects).as_deref(), Some("甲丙\n乙"));
}

#[test]
fn spellings_are_joined_and_parted() {
    let mut state = claim();
    press(&mut state, "J");
    assert!(state.message.as_ref().unwrap().text.contains("no source"));
    press(&mut state, "Esc s");
    paste(&mut state, "漁民");
    press(&mut state, "Enter");
    assert_eq!(press(&mut state, "J"), [Effect::from(Read::Sources)]);
    update(&mut state, known());
    let joined = |name: Option<&str>, spelling: &str| {
        vec![
            Effect::from(Write::JoinSource { spelling: spelling.into(), name: name.map(str::to_owned) }),
            Read::Sources.into(),
        ]
    };
    assert_eq!(press(&mut state, "Tab Enter"), joined(Some("晨報"), "漁民"));
    press(&mut state, "J Esc s Ctrl-a Ctrl-k");
    paste(&mut state, "Morning Post");
    press(&mut state, "Enter J");
    assert_eq!(press(&mut state, "Tab Enter"), joined(None, "Morning Post"));
    press(&mut state, "J");
    assert!(press(&mut state, "Enter").is_empty());
}

#[test]
fn names_from_the_article_come_first_the_nearest_of_them_before_the_others() {
    let text = "漁會主席林大海表示,港口沒有收到通知。天氣很好。\n\n據《港口晨報》報道,船隊已經出發。";
    let mut state = reader(text, 100, 30);
    press(&mut state, "Enter c s");
    update(&mut state, known());
    assert_eq!(saved(&press(&mut state, "Tab Enter")).as_deref(), Some("林大海"));
    press(&mut state, "G c s");
    assert_eq!(saved(&press(&mut state, "Tab Enter")).as_deref(), Some("港口晨報"));
    press(&mut state, "s");
    assert_eq!(saved(&press(&mut state, "Alt-2")).as_deref(), Some("林大海"));
    press(&mut state, "s");
    assert_eq!(saved(&press(&mut state, "Alt-3")).as_deref(), Some("晨報"));
}
