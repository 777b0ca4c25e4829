//! What is kept comes back: texts, places, settings, exports.

use std::ops::ControlFlow;

use super::*;
use crate::library::{Filter, LibraryError, Mark, Selection, Standing};

#[test]
fn a_book_of_thirty_megabytes_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("library.db")).unwrap();
    let text = "𠮷野家說：好か\u{3099}。\n".repeat(1_100_000);
    assert!(text.len() > 30_000_000);
    let (id, revision) = add(&mut store, "book", &text);
    assert!(store.text(id).unwrap().text == text);

    let start = text.len() - "𠮷野家說：好か\u{3099}。\n".len();
    let last = Annotation { span: Span::new(start, start + 4), ..annotation("1", "claim", &text, "𠮷") };
    store.apply(id, revision, READER, &[made(&last)]).unwrap();
    assert_eq!(annotations(&store, id)[0].span.of(&text), "𠮷");
    let new = format!("序。{text}");
    store.add("sample:book", &article(&new), FileStamp::default()).unwrap();
    assert_eq!(annotations(&store, id)[0].span.start, start + "序。".len());
}

#[test]
fn an_empty_text_comes_back() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, _) = add(&mut store, "empty", "");
    assert_eq!(store.text(id).unwrap().text, "");
    assert!(store.holds_more_than(0).unwrap() && !store.holds_more_than(1).unwrap());
}

#[test]
fn articles_are_found_by_number_uri_and_path_and_told_apart_from_nothing() {
    let mut store = Store::open_in_memory().unwrap();
    let id = store.add("file:///%E8%A9%95/a%20b.txt", &article("x"), FileStamp::default()).unwrap().id;
    for what in ["1", "file:///%E8%A9%95/a%20b.txt", "/評/a b.txt"] {
        assert_eq!(store.find(what).unwrap(), id, "{what}");
    }
    for what in ["2", "-1", "", "sample:x", "/評", "評"] {
        let refused = store.find(what);
        assert!(matches!(refused, Err(LibraryError::NoSuchArticle { .. })), "{what}: {refused:?}");
    }
}

#[test]
fn an_article_is_hidden_and_shown_and_deleted_with_all_that_is_its() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", "評點");
    store.apply(id, revision, READER, &[made(&annotation("1", "claim", "評點", "評"))]).unwrap();
    store.mark(&[id], Mark::Hidden(true), "me").unwrap();
    assert!(store.entries(0, 9).unwrap()[0].hidden);
    store.mark(&[id], Mark::Hidden(false), "me").unwrap();
    assert!(!store.entry(id).unwrap().hidden);
    store.delete(id).unwrap();
    assert_eq!(store.count().unwrap(), 0);
    assert!(matches!(store.delete(id), Err(LibraryError::NoSuchArticle { .. })));
    assert!(matches!(store.text(id), Err(LibraryError::NoSuchArticle { .. })));

    let (again, revision) = add(&mut store, "a", "評點");
    assert_ne!(again, id);
    assert_eq!((counts(&store, again), annotations(&store, again)), (vec![], vec![]));
    store.apply(again, revision, READER, &[made(&annotation("1", "claim", "評點", "評"))]).unwrap();
}

#[test]
fn settings_are_remembered() {
    let mut store = Store::open_in_memory().unwrap();
    assert_eq!(store.setting("theme").unwrap(), None);
    store.set_setting("theme", "墨").unwrap();
    store.set_setting("theme", "朱").unwrap();
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("朱"));
}

#[test]
fn an_export_takes_what_is_chosen_orphans_too() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", "評點，圈點。");
    let one =
        Annotation { note: "要查".into(), ..annotation("1", "claim", "評點，圈點。", "評點") };
    let other = annotation("2", "claim", "評點，圈點。", "圈點");
    store.apply(id, revision, READER, &[made(&one), made(&other)]).unwrap();
    add(&mut store, "a", "評點。這裏沒有別的了。");
    let exported = |selection: Selection| {
        let mut found = Vec::new();
        let mut each = |marked: crate::library::Marked<'_>| {
            let orphans = marked.orphans.iter().map(|orphan| &orphan.stored);
            found.extend(marked.annotations.iter().chain(orphans).map(|one| one.annotation.id.0.clone()));
            ControlFlow::Continue(())
        };
        store.export(&Filter { selection, ..Filter::default() }, &mut each).unwrap();
        found
    };
    assert_eq!(exported(Selection::default()), ["1", "2"]);
    assert_eq!(exported(Selection { words: "要查".into(), ..Selection::default() }), ["1"]);
    let standing = |standing| Selection { standing: Some(standing), ..Selection::default() };
    assert_eq!(exported(standing(Standing::Orphaned)), ["2"]);
    assert_eq!(exported(standing(Standing::Kept)), ["1"]);
    assert!(exported(Selection { words: "無".into(), ..Selection::default() }).is_empty());
}

#[test]
fn exports_take_what_the_filter_lets_through() {
    let mut store = Store::open_in_memory().unwrap();
    for name in ["甲乙", "丙丁", "空文"] {
        let (id, revision) = add(&mut store, name, name);
        if name != "空文" {
            let c: Vec<String> = name.chars().map(String::from).collect();
            let later = annotation(&format!("{name}2"), "claim", name, &c[1]);
            let earlier = annotation(&format!("{name}1"), "fact", name, &c[0]);
            store.apply(id, revision, READER, &[made(&later), made(&earlier)]).unwrap();
        }
    }
    let exported = |labels: &[&str], articles: &[i64]| {
        let filter = Filter {
            labels: labels.iter().map(|&label| label.to_owned()).collect(),
            articles: articles.iter().copied().map(ArticleId).collect(),
            ..Filter::default()
        };
        let mut found = Vec::new();
        let mut each = |marked: crate::library::Marked<'_>| {
            let (text, annotations) = (marked.article, marked.annotations);
            // A taker may ask the store for more.
            assert_eq!(store.entry(text.id).unwrap().title, text.title);
            found.extend(annotations.iter().map(|one| one.annotation.span.of(&text.text).to_owned()));
            ControlFlow::Continue(())
        };
        store.export(&filter, &mut each).unwrap();
        assert_eq!(store.export_count(&filter).unwrap(), found.len());
        found.concat()
    };
    assert_eq!(exported(&[], &[]), "甲乙丙丁");
    assert_eq!(exported(&["claim"], &[]), "乙丁");
    assert_eq!(exported(&["claim", "fact"], &[2]), "丙丁");
    assert_eq!(exported(&["opinion"], &[]), "");

    let mut articles = 0;
    let mut first = |_: crate::library::Marked<'_>| {
        articles += 1;
        ControlFlow::Break(())
    };
    store.export(&Filter::default(), &mut first).unwrap();
    assert_eq!(articles, 1);
}
