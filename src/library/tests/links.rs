//! Links: seen from either end, taken back and made again, hidden while an end of theirs is deleted.

use std::ops::ControlFlow;

use super::{READER, add, annotation, deleted, edited, made};
use crate::annotation::{Annotation, Change, Edit, Link, LinkId, LinkKind};
use crate::library::{ArticleId, LibraryError, LogDetail, LogFilter, Logged, Revision, Store};

const ONE: &str = "甲說有三十二艘船。";
const OTHER: &str = "乙說至少有十艘。";

struct Desk {
    store: Store,
    one: (ArticleId, Revision),
    other: (ArticleId, Revision),
    claim: Annotation,
    fact: Annotation,
}

fn desk() -> Desk {
    let mut store = Store::open_in_memory().unwrap();
    let (one, other) = (add(&mut store, "one", ONE), add(&mut store, "other", OTHER));
    let claim = annotation("1", "claim", ONE, "三十二艘");
    let fact = annotation("2", "fact", OTHER, "十艘");
    store.apply(one.0, one.1, READER, &[made(&claim)]).unwrap();
    store.apply(other.0, other.1, READER, &[made(&fact)]).unwrap();
    Desk { store, one, other, claim, fact }
}

fn link() -> Link {
    Link {
        id: LinkId("l".into()),
        from: annotation("1", "claim", ONE, "三十二艘").id,
        to: annotation("2", "fact", OTHER, "十艘").id,
        kind: LinkKind::Contradicts,
        note: String::new(),
        reader: READER.to_owned(),
    }
}

fn tied(before: Option<&Link>, after: Option<&Link>) -> Change {
    Edit { before: before.cloned(), after: after.cloned() }.into()
}

#[test]
fn a_link_is_seen_from_both_articles_with_both_its_ends() {
    let Desk { mut store, one, other, .. } = desk();
    store.apply(other.0, other.1, READER, &[tied(None, Some(&link()))]).unwrap();
    let here = store.links(one.0).unwrap();
    assert_eq!(here, store.links(other.0).unwrap());
    assert_eq!(here.len(), 1);
    assert_eq!(here[0].link, link());
    assert_eq!((here[0].from.quote.as_str(), here[0].to.quote.as_str()), ("三十二艘", "十艘"));
    assert_eq!((here[0].from.article, here[0].to.article), (one.0, other.0));
    assert_eq!((here[0].from.title.as_str(), here[0].to.label.as_str()), (ONE, "fact"));
    let (third, _) = add(&mut store, "third", "無關。");
    assert_eq!(store.links(third).unwrap(), []);
}

#[test]
fn undo_and_redo_take_links_along_in_the_article_where_they_were_made() {
    let Desk { mut store, one, other, fact, .. } = desk();
    store.apply(other.0, other.1, READER, &[tied(None, Some(&link()))]).unwrap();
    let noted = Link { note: "日期不同".into(), kind: LinkKind::Same, ..link() };
    store.apply(other.0, other.1, READER, &[tied(Some(&link()), Some(&noted))]).unwrap();
    assert_eq!(store.undo(other.0, READER).unwrap(), Some(vec![tied(Some(&noted), Some(&link()))]));
    assert_eq!(store.links(one.0).unwrap()[0].link, link());
    assert_eq!(store.undo(other.0, READER).unwrap(), Some(vec![tied(Some(&link()), None)]));
    assert_eq!(store.links(one.0).unwrap(), []);
    assert_eq!(store.undo(other.0, READER).unwrap(), Some(vec![deleted(&fact)]));
    for _ in 0..3 {
        assert!(store.redo(other.0, READER).unwrap().is_some());
    }
    assert_eq!(store.links(other.0).unwrap()[0].link, noted);
}

#[test]
fn a_link_comes_back_with_the_annotation_it_hung_on() {
    let Desk { mut store, one, other, claim, .. } = desk();
    store.apply(other.0, other.1, READER, &[tied(None, Some(&link()))]).unwrap();
    store.apply(one.0, one.1, READER, &[deleted(&claim)]).unwrap();
    assert_eq!(store.links(other.0).unwrap(), []);
    store.undo(one.0, READER).unwrap();
    assert_eq!(store.links(other.0).unwrap().len(), 1);
    let fact = Annotation { label: "fact".into(), ..claim.clone() };
    store.apply(one.0, one.1, READER, &[edited(&claim, &fact)]).unwrap();
    assert_eq!(store.links(other.0).unwrap()[0].from.label, "fact");
    store.delete(one.0).unwrap();
    assert_eq!(store.links(other.0).unwrap(), []);
}

#[test]
fn a_link_that_is_not_what_a_change_says_is_refused() {
    let Desk { mut store, other, .. } = desk();
    let noted = Link { note: "註".into(), ..link() };
    let refused = store.apply(other.0, other.1, READER, &[tied(Some(&noted), None)]);
    assert!(matches!(refused, Err(LibraryError::Conflict { .. })), "{refused:?}");
}

#[test]
fn a_link_that_was_changed_from_its_other_end_does_not_stand_in_the_way_of_undo() {
    let Desk { mut store, one, other, claim, .. } = desk();
    let same = Link { kind: LinkKind::Same, ..link() };
    store.apply(one.0, one.1, READER, &[tied(None, Some(&link()))]).unwrap();
    store.apply(other.0, other.1, READER, &[tied(Some(&link()), Some(&same))]).unwrap();
    assert_eq!(store.undo(one.0, READER).unwrap(), Some(Vec::new()), "it is passed over");
    assert_eq!(store.links(one.0).unwrap()[0].link, same);
    assert!(log(&store).iter().all(|(_, undone)| !undone));
    assert_eq!(store.undo(one.0, READER).unwrap(), Some(vec![deleted(&claim)]));
    assert_eq!(store.undo(one.0, READER).unwrap(), None);
    assert_eq!(store.redo(one.0, READER).unwrap(), Some(vec![made(&claim)]));
    assert_eq!(store.redo(one.0, READER).unwrap(), None);
    assert_eq!(store.undo(other.0, READER).unwrap(), Some(vec![tied(Some(&same), Some(&link()))]));
}

#[test]
fn a_change_to_a_link_that_is_another_now_is_not_made_again() {
    let Desk { mut store, one, other, .. } = desk();
    let same = Link { kind: LinkKind::Same, ..link() };
    let noted = Link { note: "註".into(), ..link() };
    store.apply(one.0, one.1, READER, &[tied(None, Some(&link()))]).unwrap();
    store.apply(one.0, one.1, READER, &[tied(Some(&link()), Some(&same))]).unwrap();
    store.undo(one.0, READER).unwrap();
    store.apply(other.0, other.1, "另一位", &[tied(Some(&link()), Some(&noted))]).unwrap();
    assert_eq!(store.redo(one.0, READER).unwrap(), Some(Vec::new()));
    assert_eq!(store.redo(one.0, READER).unwrap(), None);
    assert_eq!(store.links(one.0).unwrap()[0].link, noted);
}

#[test]
fn a_link_into_an_article_that_is_deleted_is_neither_taken_back_nor_made_again() {
    for deleted_before in [false, true] {
        let Desk { mut store, one, other, claim, .. } = desk();
        store.apply(one.0, one.1, READER, &[tied(None, Some(&link()))]).unwrap();
        if deleted_before {
            store.apply(one.0, one.1, READER, &[tied(Some(&link()), None)]).unwrap();
        } else {
            store.apply(other.0, other.1, READER, &[tied(Some(&link()), None)]).unwrap();
        }
        store.delete(other.0).unwrap();
        assert_eq!(store.undo(one.0, READER).unwrap(), Some(vec![deleted(&claim)]));
        assert_eq!(store.undo(one.0, READER).unwrap(), None);
    }
}

/// The links' changes in the history, and whether each was taken back.
fn log(store: &Store) -> Vec<(Change, bool)> {
    let mut found = Vec::new();
    let mut take = |logged: Logged| {
        found.extend(matches!(logged.change, Change::Link(_)).then_some((logged.change, logged.undone)));
        ControlFlow::Continue(())
    };
    store.log(&LogFilter::default(), LogDetail::Line, &mut take).unwrap();
    found
}
