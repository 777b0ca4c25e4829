//! Labels across the library: counted, renamed, merged; the history goes along.

use proptest::prelude::*;

use super::*;
use crate::library::{LibraryError, Renamed};
use crate::properties::unrecorded;

const TEXT: &str = "甲說。乙說。丙說。丁說。";

fn uses(store: &Store) -> Vec<(String, usize)> {
    store.label_uses().unwrap().into_iter().collect()
}

fn relabelled(annotation: &Annotation, label: &str) -> Annotation {
    Annotation { label: label.to_owned(), ..annotation.clone() }
}

#[test]
fn a_renamed_label_takes_its_annotations_counts_and_history_along() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let one = annotation("1", "claim", TEXT, "甲說");
    let two = annotation("2", "fact", TEXT, "乙說");
    store.apply(id, revision, READER, &[made(&one), made(&two)]).unwrap();
    store.apply(id, revision, READER, &[edited(&two, &relabelled(&two, "claim"))]).unwrap();
    assert_eq!(uses(&store), [("claim".to_owned(), 2)]);

    assert_eq!(store.rename_label("claim", "主張", || Ok(())).unwrap(), Renamed { annotations: 2, twins: 0 });
    assert_eq!(counts(&store, id), [("主張".to_owned(), 2)]);
    assert_eq!(uses(&store), [("主張".to_owned(), 2)]);
    let undone = store.undo(id, READER).unwrap();
    assert_eq!(undone, Some(vec![edited(&relabelled(&two, "主張"), &two)]));
    store.undo(id, READER).unwrap().unwrap();
    assert_eq!(uses(&store), []);
    store.redo(id, READER).unwrap().unwrap();
    store.redo(id, READER).unwrap().unwrap();
    assert_eq!(annotations(&store, id), [relabelled(&one, "主張"), relabelled(&two, "主張")]);
}

#[test]
fn what_fails_together_with_a_renaming_takes_it_back() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let one = annotation("1", "claim", TEXT, "甲說");
    store.apply(id, revision, READER, &[made(&one)]).unwrap();
    let refused = store.rename_label("claim", "fact", || Err("the file is locked".to_owned()));
    assert!(matches!(&refused, Err(LibraryError::Withheld { reason }) if reason == "the file is locked"));
    assert_eq!(annotations(&store, id), std::slice::from_ref(&one));
    assert_eq!(store.undo(id, READER).unwrap(), Some(vec![deleted(&one)]));
}

#[test]
fn joining_labels_counts_those_that_then_stand_twice() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let ones = ["甲說", "乙說"].map(|quote| annotation(quote, "claim", TEXT, quote));
    let same = Annotation { id: AnnotationId("3".into()), ..relabelled(&ones[0], "fact") };
    let theirs =
        Annotation { id: AnnotationId("4".into()), reader: "同事".into(), ..relabelled(&ones[1], "fact") };
    let all = [&ones[0], &ones[1], &same, &theirs].map(made);
    store.apply(id, revision, READER, &all).unwrap();
    let renamed = store.rename_label("claim", "fact", || Ok(())).unwrap();
    assert_eq!(renamed, Renamed { annotations: 2, twins: 1 });
    assert_eq!(uses(&store), [("fact".to_owned(), 4)], "none is lost");
    let renamed = store.rename_label("fact", "fact", || Ok(())).unwrap();
    assert_eq!(renamed, Renamed { annotations: 0, twins: 0 });
}

#[test]
fn orphans_are_counted_and_renamed_too() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    store.apply(id, revision, READER, &[made(&annotation("1", "claim", TEXT, "丁說"))]).unwrap();
    store.add("sample:a", &article("全是別的話"), FileStamp::default()).unwrap();
    assert_eq!(store.orphans(id).unwrap().len(), 1);
    assert_eq!(uses(&store), [("claim".to_owned(), 1)]);
    store.rename_label("claim", "fact", || Ok(())).unwrap();
    assert_eq!(uses(&store), [("fact".to_owned(), 1)]);
}

#[derive(Clone, Debug)]
enum Step {
    /// Tags one of four passages with one of three labels, changes its label, or takes it off.
    Tag(usize, usize),
    Undo,
    Redo,
    Rename(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0usize..4, 0usize..3).prop_map(|(passage, label)| Step::Tag(passage, label)),
        2 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => (0usize..3, 0usize..4).prop_map(|(from, to)| Step::Rename(from, to)),
    ]
}

proptest! {
    #![proptest_config(unrecorded())]
    /// Two libraries go through the same steps; in one, labels are renamed in between. Seen through the names, both
    /// stay the same, and no undo or redo is refused.
    #[test]
    fn renaming_leaves_undo_and_redo_as_they_were(steps in prop::collection::vec(step(), 1..40)) {
        let quotes = ["甲說", "乙說", "丙說", "丁說"];
        let (mut plain, mut renamed) = (Store::open_in_memory().unwrap(), Store::open_in_memory().unwrap());
        let (id, revision) = add(&mut plain, "a", TEXT);
        let (_, other_revision) = add(&mut renamed, "a", TEXT);
        let labels = ["claim", "fact", "opinion"];
        let mut names = labels.map(str::to_owned);
        let mut fresh = 0;
        for step in steps {
            match step {
                Step::Tag(passage, label) => {
                    let (quote, name) = (quotes[passage], passage.to_string());
                    let change = |store: &Store, label: &str| {
                        let after = annotation(&name, label, TEXT, quote);
                        let before = annotations(store, id).into_iter().find(|one| one.id == after.id);
                        match before {
                            None => made(&after),
                            Some(before) if before.label == label => deleted(&before),
                            Some(before) => edited(&before, &after),
                        }
                    };
                    let one = change(&plain, labels[label]);
                    let other = change(&renamed, &names[label]);
                    plain.apply(id, revision, READER, &[one]).unwrap();
                    renamed.apply(id, other_revision, READER, &[other]).unwrap();
                }
                Step::Undo => {
                    let undone = plain.undo(id, READER).unwrap().is_some();
                    prop_assert_eq!(renamed.undo(id, READER).unwrap().is_some(), undone);
                }
                Step::Redo => {
                    let redone = plain.redo(id, READER).unwrap().is_some();
                    prop_assert_eq!(renamed.redo(id, READER).unwrap().is_some(), redone);
                }
                Step::Rename(label, to) => {
                    fresh += 1;
                    let to = if to == label { names[label].clone() } else { format!("名{fresh}") };
                    renamed.rename_label(&names[label], &to, || Ok(())).unwrap();
                    names[label] = to;
                }
            }
            let named = |one: Annotation| {
                let place = labels.iter().position(|label| *label == one.label).unwrap();
                Annotation { label: names[place].clone(), ..one }
            };
            let wanted: Vec<Annotation> = annotations(&plain, id).into_iter().map(named).collect();
            prop_assert_eq!(annotations(&renamed, id), wanted);
            prop_assert_eq!(uses(&renamed), counts(&renamed, id));
        }
    }

    /// After a merge nothing is refused either.
    #[test]
    fn merging_leaves_undo_and_redo_possible(steps in prop::collection::vec(step(), 1..40)) {
        let quotes = ["甲說", "乙說", "丙說", "丁說"];
        let labels = ["claim", "fact", "opinion"];
        let mut store = Store::open_in_memory().unwrap();
        let (id, revision) = add(&mut store, "a", TEXT);
        for step in steps {
            match step {
                Step::Tag(passage, label) => {
                    let after = annotation(&passage.to_string(), labels[label], TEXT, quotes[passage]);
                    let before = annotations(&store, id).into_iter().find(|one| one.id == after.id);
                    let change = before.map_or_else(|| made(&after), |before| edited(&before, &after));
                    store.apply(id, revision, READER, &[change]).unwrap();
                }
                Step::Undo => drop(store.undo(id, READER).unwrap()),
                Step::Redo => drop(store.redo(id, READER).unwrap()),
                Step::Rename(from, to) => {
                    store.rename_label(labels[from], labels[to % 3], || Ok(())).unwrap();
                }
            }
            prop_assert_eq!(uses(&store), counts(&store, id));
        }
    }
}
