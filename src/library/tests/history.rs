//! Changes, undo and redo: case by case, and against a model in memory.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::library::LibraryError;
use crate::properties::unrecorded;
use crate::text::clusters;

const TEXT: &str = "甲說𠮷。乙說か\u{3099}。";

#[test]
fn undo_and_redo_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let first = annotation("1", "claim", TEXT, "𠮷");
    let second = Annotation { note: "注".into(), source: "甲".into(), ..first.clone() };
    store.apply(id, revision, READER, &[made(&first)]).unwrap();
    store.apply(id, revision, READER, &[edited(&first, &second)]).unwrap();
    let created = store.annotations(id).unwrap()[0].created.clone();
    store.apply(id, revision, READER, &[deleted(&second)]).unwrap();
    drop(store);

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.undo(id, READER).unwrap(), Some(vec![made(&second)]));
    assert_eq!(store.annotations(id).unwrap()[0].created, created);
    assert_eq!(store.undo(id, READER).unwrap(), Some(vec![edited(&second, &first)]));
    assert_eq!(store.undo(id, READER).unwrap(), Some(vec![deleted(&first)]));
    assert_eq!(store.undo(id, READER).unwrap(), None);
    drop(store);

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.redo(id, READER).unwrap(), Some(vec![made(&first)]));
    assert_eq!(store.annotations(id).unwrap()[0].created, created);
    assert_eq!(store.redo(id, READER).unwrap(), Some(vec![edited(&first, &second)]));
    assert_eq!(store.redo(id, READER).unwrap(), Some(vec![deleted(&second)]));
    assert_eq!(store.redo(id, READER).unwrap(), None);
}

#[test]
fn a_group_is_taken_back_as_one_and_by_its_reader_alone() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let (one, two) = (annotation("1", "claim", TEXT, "甲說"), annotation("2", "fact", TEXT, "乙說"));
    store.apply(id, revision, READER, &[made(&one), made(&two)]).unwrap();
    assert_eq!(store.undo(id, "另一位").unwrap(), None);
    assert_eq!(store.undo(id, READER).unwrap(), Some(vec![deleted(&two), deleted(&one)]));
    assert_eq!(annotations(&store, id), []);
}

#[test]
fn a_change_that_begins_from_something_else_is_refused_whole() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let one = annotation("1", "claim", TEXT, "甲說");
    let other = Annotation { label: "fact".into(), ..one.clone() };
    store.apply(id, revision, READER, &[made(&one)]).unwrap();
    let two = annotation("2", "claim", TEXT, "乙說");
    for wrong in [made(&other), edited(&other, &one), deleted(&other), deleted(&two)] {
        let refused = store.apply(id, revision, READER, &[made(&two), deleted(&two), wrong]);
        assert!(matches!(refused, Err(LibraryError::Conflict { .. })), "{refused:?}");
    }
    assert_eq!(annotations(&store, id), std::slice::from_ref(&one));

    let (elsewhere, its_revision) = add(&mut store, "b", "別文");
    let refused = store.apply(elsewhere, its_revision, READER, &[deleted(&one)]);
    assert!(matches!(refused, Err(LibraryError::Conflict { .. })));
}

#[test]
fn undo_of_what_another_changed_since_is_refused() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let one = annotation("1", "claim", TEXT, "甲說");
    let other = Annotation { label: "fact".into(), ..one.clone() };
    store.apply(id, revision, READER, &[made(&one)]).unwrap();
    store.apply(id, revision, "另一位", &[edited(&one, &other)]).unwrap();
    assert!(matches!(store.undo(id, READER), Err(LibraryError::Conflict { .. })));
    assert_eq!(annotations(&store, id), [other]);
    store.undo(id, "另一位").unwrap();
    assert_eq!(store.undo(id, READER).unwrap(), Some(vec![deleted(&one)]));
}

#[test]
fn a_span_that_is_no_passage_is_refused() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    for (start, end) in [(0, 0), (0, 1), (1, 3), (4, 5), (0, TEXT.len() + 1), (TEXT.len(), TEXT.len() + 3)] {
        let wrong = Annotation { span: Span { start, end }, ..annotation("1", "claim", TEXT, "甲") };
        let refused = store.apply(id, revision, READER, &[made(&wrong)]);
        assert!(matches!(refused, Err(LibraryError::NoPassage { .. })), "{start}..{end}: {refused:?}");
    }
    let whole = Annotation { span: Span::new(0, TEXT.len()), ..annotation("1", "claim", TEXT, "甲") };
    store.apply(id, revision, READER, &[made(&whole)]).unwrap();
}

#[test]
fn a_change_about_nothing_or_about_two_is_refused() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let one = annotation("1", "claim", TEXT, "甲");
    let two = annotation("2", "claim", TEXT, "乙");
    store.apply(id, revision, READER, &[made(&one)]).unwrap();
    for wrong in [edited(&one, &two), Edit::<Annotation> { before: None, after: None }.into()] {
        let refused = store.apply(id, revision, READER, &[wrong]);
        assert!(matches!(refused, Err(LibraryError::Unsound)), "{refused:?}");
    }
}

#[derive(Clone, Debug)]
enum Step {
    Make { id: u8, label: bool, at: Index },
    Edit { which: Index, label: bool, note: u8 },
    Delete { which: Index },
    Undo,
    Redo,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0u8..8, any::<bool>(), any::<Index>()).prop_map(|(id, label, at)| Step::Make { id, label, at }),
        2 => (any::<Index>(), any::<bool>(), 0u8..3)
            .prop_map(|(which, label, note)| Step::Edit { which, label, note }),
        1 => any::<Index>().prop_map(|which| Step::Delete { which }),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

type State = BTreeMap<String, Annotation>;

fn label(claim: bool) -> String {
    if claim { "claim" } else { "fact" }.to_owned()
}

/// The change that a step asks for, where there is one.
fn change(step: &Step, now: &State) -> Option<Change> {
    let nth = |which: &Index| (!now.is_empty()).then(|| now.values().nth(which.index(now.len()))).flatten();
    match step {
        Step::Make { id, label: claim, at } => {
            let places: Vec<_> = clusters(TEXT).collect();
            let (start, c) = places[at.index(places.len())];
            let annotation = Annotation {
                id: AnnotationId(id.to_string()),
                span: Span::new(start, start + c.len()),
                label: label(*claim),
                note: String::new(),
                source: String::new(),
                attributes: BTreeMap::new(),
                reader: READER.to_owned(),
            };
            (!now.contains_key(&annotation.id.0)).then(|| made(&annotation))
        }
        Step::Edit { which, label: claim, note } => nth(which).map(|before| {
            edited(before, &Annotation { label: label(*claim), note: note.to_string(), ..before.clone() })
        }),
        Step::Delete { which } => nth(which).map(deleted),
        Step::Undo | Step::Redo | Step::Reopen => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..unrecorded() })]
    #[test]
    fn the_store_agrees_with_a_stack_of_states(steps in proptest::collection::vec(step(), 1..30)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        let (id, revision) = add(&mut store, "a", TEXT);
        let mut past: Vec<State> = Vec::new();
        let mut now = State::new();
        let mut future: Vec<State> = Vec::new();
        for step in steps {
            match step {
                Step::Undo => {
                    let done = store.undo(id, READER).unwrap();
                    prop_assert_eq!(done.is_some(), !past.is_empty());
                    if let Some(before) = past.pop() {
                        future.push(std::mem::replace(&mut now, before));
                    }
                }
                Step::Redo => {
                    let done = store.redo(id, READER).unwrap();
                    prop_assert_eq!(done.is_some(), !future.is_empty());
                    if let Some(after) = future.pop() {
                        past.push(std::mem::replace(&mut now, after));
                    }
                }
                Step::Reopen => {
                    drop(store);
                    store = Store::open(&path).unwrap();
                }
                making => if let Some(change) = change(&making, &now) {
                    store.apply(id, revision, READER, std::slice::from_ref(&change)).unwrap();
                    past.push(now.clone());
                    future.clear();
                    let Change::Annotation(Edit { before, after }) = change else { unreachable!() };
                    if let Some(before) = before {
                        now.remove(&before.id.0);
                    }
                    if let Some(after) = after {
                        now.insert(after.id.0.clone(), after);
                    }
                },
            }
            let stored: State =
                annotations(&store, id).into_iter().map(|one| (one.id.0.clone(), one)).collect();
            prop_assert_eq!(&stored, &now);
            let mut expected: BTreeMap<String, usize> = BTreeMap::new();
            for annotation in now.values() {
                *expected.entry(annotation.label.clone()).or_default() += 1;
            }
            prop_assert_eq!(counts(&store, id), expected.into_iter().collect::<Vec<_>>());
        }
    }
}
