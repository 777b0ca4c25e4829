//! The last thing done, of whatever kind and in whatever article.

use super::*;
use crate::library::{Mark, Step};

const OTHER: &str = "另一位";

/// A library with two articles.
fn two() -> (Store, (ArticleId, Revision), (ArticleId, Revision)) {
    let mut store = Store::open_in_memory().unwrap();
    let (one, other) = (add(&mut store, "a", "評點"), add(&mut store, "b", "評點乙"));
    (store, one, other)
}

/// What a step was, briefly.
fn told(step: Option<Step>) -> String {
    match step {
        None => "nothing".to_owned(),
        Some(Step::PassedOver(article)) => format!("passed over in {}", article.0),
        Some(Step::Marks(now)) => format!("{:?}", now.articles[0].1),
        Some(Step::Changes { article, changes, quote }) => {
            format!("{} changes in {}: {quote}", changes.len(), article.0)
        }
    }
}

#[test]
fn what_was_done_last_is_taken_back_first_wherever_it_was() {
    let (mut store, (a, first), (b, second)) = two();
    let (one, two) = (annotation("1", "claim", "評點", "點"), annotation("2", "fact", "評點", "評"));
    store.apply(a, first, READER, &[made(&one)]).unwrap();
    store.mark(&[b], Mark::Starred(true), READER).unwrap();
    store.apply(b, second, READER, &[made(&two)]).unwrap();
    store.mark(&[b], Mark::Deleted(true), READER).unwrap();
    let undone: Vec<String> = (0..5).map(|_| told(store.undo_last(READER).unwrap())).collect();
    let wanted = [
        "Deleted(false)".to_owned(),
        format!("1 changes in {}: 評", b.0),
        "Starred(false)".to_owned(),
        format!("1 changes in {}: 點", a.0),
        "nothing".to_owned(),
    ];
    assert_eq!(undone, wanted);
    let redone: Vec<String> = (0..5).map(|_| told(store.redo_last(READER).unwrap())).collect();
    let wanted = [&wanted[3], "Starred(true)", &wanted[1], "Deleted(true)", "nothing"];
    assert_eq!(redone, wanted);
}

#[test]
fn what_is_new_ends_what_could_be_made_again() {
    let (mut store, (a, first), (b, second)) = two();
    let (one, two) = (annotation("1", "claim", "評點", "點"), annotation("2", "fact", "評點", "評"));
    store.apply(a, first, READER, &[made(&one)]).unwrap();
    store.undo_last(READER).unwrap();
    store.apply(b, second, READER, &[made(&two)]).unwrap();
    assert_eq!(told(store.redo_last(READER).unwrap()), "nothing");
    store.undo_last(READER).unwrap();
    assert_eq!(told(store.redo_last(READER).unwrap()), format!("1 changes in {}: 評", b.0));
    store.undo_last(READER).unwrap();
    store.mark(&[b], Mark::Starred(true), READER).unwrap();
    assert_eq!(told(store.redo_last(READER).unwrap()), "nothing");
}

#[test]
fn what_others_did_is_never_taken_back_and_what_they_changed_is_passed_over() {
    let (mut store, (a, first), (b, second)) = two();
    let one = annotation("1", "claim", "評點", "點");
    store.mark(&[b], Mark::Starred(true), READER).unwrap();
    store.apply(a, first, READER, &[made(&one)]).unwrap();
    let changed = Annotation { note: "註".into(), ..one.clone() };
    store.apply(a, first, OTHER, &[edited(&one, &changed)]).unwrap();
    store.apply(b, second, OTHER, &[made(&annotation("2", "fact", "評點", "評"))]).unwrap();
    assert_eq!(told(store.undo_last(READER).unwrap()), format!("passed over in {}", a.0));
    assert_eq!(annotations(&store, a), [changed]);
    assert_eq!(told(store.undo_last(READER).unwrap()), "Starred(false)");
    assert_eq!(told(store.undo_last(READER).unwrap()), "nothing");
}
