//! Deleted articles are seen by nobody, and come back whole.

use std::ops::ControlFlow;

use super::*;
use crate::annotation::{Link, LinkId, LinkKind};
use crate::library::{AddedKind, Filter, LogDetail, LogFilter, Mark, Selection};

const TEXT: &str = "評點之學。來源說如此。";

/// Two articles; the first has three annotations with a source, one tied to the only one of the second.
fn two() -> (Store, ArticleId, ArticleId) {
    let mut store = Store::open_in_memory().unwrap();
    let (one, revision) = add(&mut store, "one", TEXT);
    let (other, other_revision) = add(&mut store, "other", "別的文章。");
    let sourced = |id: &str, quote: &str| Annotation {
        source: "路透".into(),
        ..annotation(id, "claim", TEXT, quote)
    };
    let changes = [
        made(&sourced("1", "評點")),
        made(&sourced("2", "來源")),
        made(&annotation("3", "fact", TEXT, "如此")),
    ];
    store.apply(one, revision, READER, &changes).unwrap();
    let there = annotation("4", "opinion", "別的文章。", "別的");
    store.apply(other, other_revision, READER, &[made(&there)]).unwrap();
    let link = Link {
        id: LinkId("l".into()),
        from: AnnotationId("4".into()),
        to: AnnotationId("1".into()),
        kind: LinkKind::Supports,
        note: String::new(),
        reader: READER.into(),
    };
    store.apply(other, other_revision, READER, &[Edit { before: None, after: Some(link) }.into()]).unwrap();
    (store, one, other)
}

/// Everything that the library tells, but for what is about single articles.
fn told(store: &Store) -> String {
    let mut log = Vec::new();
    let each = &mut |logged| {
        log.push(logged);
        ControlFlow::Continue(())
    };
    store.log(&LogFilter::default(), LogDetail::Whole, each).unwrap();
    let exported = store.export_count(&Filter::default()).unwrap();
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{exported}\n{}\n{log:?}",
        store.entries(0, 100).unwrap(),
        store.catalogue(&Selection::default(), 0, 100).unwrap(),
        store.catalogue(&Selection { words: "評".into(), ..Selection::default() }, 0, 100).unwrap(),
        store.sources_cited(None).unwrap(),
        (store.sources().unwrap(), store.label_uses().unwrap()),
        store.facets().unwrap(),
        store.annotated(None).unwrap(),
        store.count().unwrap(),
    )
}

#[test]
fn a_deleted_article_is_seen_by_nobody() {
    let (mut store, one, other) = two();
    let before = told(&store);
    assert_eq!(store.links(other).unwrap().len(), 1);
    assert_eq!(store.mark(&[one], Mark::Deleted(true), READER).unwrap(), [one]);

    let after = told(&store);
    for gone in ["評點", "來源", "路透", "claim", "fact", "sample:one"] {
        assert!(before.contains(gone) && !after.contains(gone), "{gone} in {after}");
    }
    assert!(after.contains("opinion"));
    assert_eq!(store.links(other).unwrap(), []);
    assert_eq!(store.annotations(one).unwrap(), []);
    assert_eq!(store.balances(&[one], None).unwrap(), []);
    assert!(store.find("sample:one").is_err() && store.find(&one.0.to_string()).is_err());
    assert!(store.text(one).is_err() && store.revision(one).is_err());
    assert_eq!(store.known("sample:one", FileStamp::default()).unwrap(), None);
    assert!(store.place(one, None, 3, 3).is_err());
    assert!(store.entry(one).unwrap().deleted);

    let back = store.undo_mark(READER).unwrap().unwrap();
    assert_eq!(back.articles, [(one, Mark::Deleted(false))]);
    assert_eq!(told(&store), before);
    assert_eq!(store.links(other).unwrap().len(), 1);
    assert!(store.undo(one, READER).unwrap().is_some(), "its own history is there too");
}

#[test]
fn what_was_deleted_is_not_taken_in_again_but_by_its_name() {
    let (mut store, one, _) = two();
    store.mark(&[one], Mark::Deleted(true), READER).unwrap();
    let again = store.add("sample:one", &article(TEXT), FileStamp::default()).unwrap();
    assert_eq!((again.id, again.kind), (one, AddedKind::Deleted));
    let changed = store.add("sample:one", &article("新的文章。"), FileStamp::default()).unwrap();
    assert_eq!((changed.id, changed.kind), (one, AddedKind::Deleted));
    let elsewhere = store.add("sample:copy", &article(TEXT), FileStamp::default()).unwrap();
    assert_eq!(elsewhere.kind, AddedKind::New);
    assert_eq!(store.deleted_from("sample:one").unwrap(), Some(one));

    assert_eq!(store.bring_back_from("sample:one").unwrap(), Some(one));
    assert_eq!(store.bring_back_from("sample:one").unwrap(), None);
    assert_eq!(store.annotations(one).unwrap().len(), 3);
    assert_eq!(counts(&store, one), [("claim".to_owned(), 2), ("fact".to_owned(), 1)]);
}

#[test]
fn labels_are_renamed_in_what_may_come_back() {
    let (mut store, one, _) = two();
    store.mark(&[one], Mark::Deleted(true), READER).unwrap();
    store.rename_label("claim", "assertion", || Ok(())).unwrap();
    store.undo_mark(READER).unwrap();
    assert_eq!(counts(&store, one), [("assertion".to_owned(), 2), ("fact".to_owned(), 1)]);
}

#[test]
fn only_what_was_deleted_goes_for_good() {
    let (mut store, one, other) = two();
    store.mark(&[one], Mark::Deleted(true), READER).unwrap();
    assert_eq!(store.delete_for_good(Some("2001-01-01")).unwrap(), 0);
    assert_eq!(store.count_deleted(None).unwrap(), 1);
    assert_eq!(store.delete_for_good(None).unwrap(), 1);
    assert!(store.entry(one).is_err());
    assert_eq!(store.undo_mark(READER).unwrap(), None);
    assert_eq!(store.count().unwrap(), 1);
    assert!(store.entry(other).is_ok());
    let left: i64 = store
        .read("testing", |connection| {
            Ok(connection.query_row("SELECT count(*) FROM deleted_annotation", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn marks_are_taken_back_and_made_again_in_groups() {
    let (mut store, one, other) = two();
    store.mark(&[one, other], Mark::Starred(true), READER).unwrap();
    store.mark(&[one], Mark::Read(Some(true)), READER).unwrap();
    store.mark(&[other], Mark::Starred(false), "別人").unwrap();
    let stars = |store: &Store| [one, other].map(|id| store.entry(id).unwrap().starred);
    assert_eq!(stars(&store), [true, false]);
    assert_eq!(store.mark(&[one], Mark::Starred(true), READER).unwrap(), []);
    assert_eq!(store.undo_mark(READER).unwrap().unwrap().articles, [(one, Mark::Read(None))]);
    store.undo_mark(READER).unwrap().unwrap();
    assert_eq!(stars(&store), [false, false]);
    assert_eq!(store.undo_mark(READER).unwrap(), None);
    store.redo_mark(READER).unwrap().unwrap();
    assert_eq!(stars(&store), [true, true]);
    store.mark(&[one], Mark::Deleted(true), READER).unwrap();
    assert_eq!(store.redo_mark(READER).unwrap(), None, "what was done since leaves nothing to make again");
    assert!(store.mark(&[ArticleId(99)], Mark::Starred(true), READER).is_err());
}

#[test]
fn what_is_put_away_has_the_columns_of_what_is_not() {
    let store = Store::open_in_memory().unwrap();
    let columns = |table: &str| -> Vec<(String, String)> {
        store
            .read("testing", |connection| {
                let mut statement = connection.prepare("SELECT name, type FROM pragma_table_info(?1)")?;
                let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .unwrap()
    };
    assert_eq!(columns("annotation"), columns("deleted_annotation"));
}
