//! Articles taken in: the same words, other words, other places.

use std::fs;

use super::*;
use crate::library::{Added, AddedKind, Incoming, LibraryError, file_uri};

#[test]
fn the_same_words_are_the_same_article() {
    let mut store = Store::open_in_memory().unwrap();
    let (first, _) = add(&mut store, "a", "評點");
    let again = store.add("sample:b", &article("評點"), FileStamp::default()).unwrap();
    assert_eq!((again.id, again.kind), (first, AddedKind::Known));
    assert_eq!(store.find("sample:b").unwrap(), first);
    assert_eq!(store.entry(first).unwrap().uri, "sample:a");
    assert_eq!(store.count().unwrap(), 1);
}

#[test]
fn how_a_text_was_decoded_is_kept() {
    let mut store = Store::open_in_memory().unwrap();
    let decoded = |store: &Store, id| {
        let text = store.text(id).unwrap();
        (text.guessed_encoding, text.replaced)
    };
    let guessed = Article { guessed_encoding: Some("Big5"), replaced: 2, ..article("評點") };
    let id = store.add("sample:a", &guessed, FileStamp::default()).unwrap().id;
    assert_eq!(decoded(&store, id), (Some("Big5"), 2));
    store.add("sample:a", &article("評點一篇"), FileStamp::default()).unwrap();
    assert_eq!(decoded(&store, id), (None, 0));
}

#[test]
fn where_a_text_stands_on_the_web_is_kept() {
    let mut store = Store::open_in_memory().unwrap();
    let at = |url: &str, text: &str| {
        let mut article = article(text);
        article.metadata.url = url.to_owned();
        article
    };
    let mut add = |article: &Article| store.add("sample:a", article, FileStamp::default()).unwrap().id;
    let [first, second] = ["https://example.org/1", "https://example.org/2"];
    let id = add(&at("", "評點"));
    // It is told later.
    add(&at(first, "評點"));
    assert_eq!(store.entry(id).unwrap().metadata.url, first);
    assert_eq!(store.text(id).unwrap().metadata.url, first);
    store.add("sample:a", &at(second, "評點一篇"), FileStamp::default()).unwrap();
    assert_eq!(store.entry(id).unwrap().metadata.url, second);
}

#[test]
fn what_a_source_says_of_the_same_words_is_learnt_from_the_article_s_own() {
    let mut store = Store::open_in_memory().unwrap();
    let said = |published: &str, byline: &str| {
        let mut article = article("評點");
        article.metadata.published = published.to_owned();
        article.metadata.byline = byline.to_owned();
        article
    };
    let id = store.add("sample:a", &said("", "王"), FileStamp::default()).unwrap().id;
    let mut kept = |uri: &str, article: Article| {
        assert_eq!(store.add(uri, &article, FileStamp::default()).unwrap().kind, AddedKind::Known);
        let metadata = store.entry(id).unwrap().metadata;
        (metadata.published, metadata.byline)
    };
    let known = ("2026-02-06".to_owned(), "王".to_owned());
    assert_eq!(kept("sample:a", said("2026-02-06", "")), known, "what is said no more stays");
    assert_eq!(kept("sample:b", said("2020-01-01", "李")), known, "a copy speaks of itself");
    assert_eq!(kept("sample:a", said("2026-02-07", "李")), ("2026-02-07".to_owned(), "李".to_owned()));
}

#[test]
fn other_words_carry_the_annotations_over() {
    let mut store = Store::open_in_memory().unwrap();
    let old = "甲說：天氣好。乙說：天氣不好。";
    let (id, revision) = add(&mut store, "a", old);
    let stays = annotation("1", "claim", old, "天氣好");
    let goes = annotation("2", "opinion", old, "天氣不好");
    store.apply(id, revision, READER, &[made(&stays), made(&goes)]).unwrap();

    let new = "增補。𠮷野說。甲說：天氣好。";
    let added = store.add("sample:a", &article(new), FileStamp::default()).unwrap();
    assert_eq!(added.kind, AddedKind::Revised { carried: 1, nearly: 0, orphaned: 1 });
    assert_eq!(annotations(&store, id), [annotation("1", "claim", new, "天氣好")]);
    assert_eq!(store.orphans(id).unwrap()[0].annotation, goes);
    assert_eq!(counts(&store, id), [("claim".to_owned(), 1)]);
    assert_eq!(store.text(id).unwrap().text, new);

    // What was made on the old text neither saves nor undoes on the new one.
    let late = annotation("3", "fact", old, "乙說");
    assert!(matches!(store.apply(id, revision, READER, &[made(&late)]), Err(LibraryError::Revised { .. })));
    assert_eq!(store.undo(id, READER).unwrap(), None);

    // The old words come back, and the lost annotation with them.
    let back = store.add("sample:a", &article(old), FileStamp::default()).unwrap();
    assert_eq!(back.kind, AddedKind::Revised { carried: 2, nearly: 0, orphaned: 0 });
    assert_eq!(store.revision(id).unwrap(), revision);
    assert_eq!(annotations(&store, id), [stays, goes]);
}

#[test]
fn an_orphan_is_put_in_a_new_place_and_back() {
    let mut store = Store::open_in_memory().unwrap();
    let old = "一。二。三。";
    let (id, revision) = add(&mut store, "a", old);
    let lost = annotation("1", "claim", old, "三");
    store.apply(id, revision, READER, &[made(&lost)]).unwrap();
    let new = "四。";
    store.add("sample:a", &article(new), FileStamp::default()).unwrap();
    let revision = store.revision(id).unwrap();

    let noted = Annotation { note: "何在".into(), ..lost.clone() };
    store.apply(id, revision, READER, &[edited(&lost, &noted)]).unwrap();
    let placed = Annotation { span: Span::new(0, 3), ..noted.clone() };
    store.apply(id, revision, READER, &[edited(&noted, &placed)]).unwrap();
    assert_eq!((annotations(&store, id), store.orphans(id).unwrap().len()), (vec![placed.clone()], 0));
    store.undo(id, READER).unwrap().unwrap();
    assert_eq!(store.orphans(id).unwrap()[0].annotation, noted);
    store.redo(id, READER).unwrap().unwrap();
    assert_eq!(annotations(&store, id), [placed]);
}

#[test]
fn a_place_in_a_shorter_text_stays_within_it() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, _) = add(&mut store, "a", "abcdefgh");
    store.place(id, None, 5, 7).unwrap();
    store.add("sample:a", &article("abcd"), FileStamp::default()).unwrap();
    let entry = store.entry(id).unwrap();
    assert_eq!((entry.position, entry.read_to, entry.bytes), (4, 4, 4));
}

#[test]
fn a_place_in_an_older_text_is_left_out() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, old) = add(&mut store, "a", "abcd");
    store.place(id, Some(old), 1, 2).unwrap();
    store.add("sample:a", &article("xyabcd"), FileStamp::default()).unwrap();
    let carried = store.entry(id).unwrap();
    store.place(id, Some(old), 0, 4).unwrap();
    assert_eq!(store.entry(id).unwrap(), carried);
    let new = store.revision(id).unwrap();
    store.place(id, Some(new), 5, 6).unwrap();
    assert_eq!((store.entry(id).unwrap().position, store.entry(id).unwrap().read_to), (5, 6));
    assert!(matches!(store.place(ArticleId(99), None, 0, 0), Err(LibraryError::NoSuchArticle { .. })));
}

#[test]
fn what_was_read_stays_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let (mut mine, mut other) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    let (id, _) = add(&mut mine, "a", "abcdefgh");
    mine.place(id, None, 6, 7).unwrap();
    other.place(id, None, 1, 3).unwrap();
    let entry = mine.entry(id).unwrap();
    assert_eq!((entry.position, entry.read_to), (1, 7));
}

#[test]
fn a_moved_file_keeps_its_article() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("舊.txt"), folder.path().join("新.txt"));
    fs::write(&old, "x").unwrap();
    let mut store = Store::open_in_memory().unwrap();
    let first = store.add(&file_uri(&old), &article("x"), FileStamp::default()).unwrap();
    fs::rename(&old, &new).unwrap();
    let moved = store.add(&file_uri(&new), &article("x"), FileStamp::default()).unwrap();
    assert_eq!(moved.id, first.id);
    assert_eq!(store.entry(first.id).unwrap().uri, file_uri(&new));
    assert_eq!(store.find(old.to_str().unwrap()).unwrap(), first.id);
    assert_eq!(store.find(new.to_str().unwrap()).unwrap(), first.id);
}

#[test]
fn two_files_that_part_become_two_articles() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("1.txt"), folder.path().join("2.txt"));
    fs::write(&one, "x").unwrap();
    fs::write(&two, "x").unwrap();
    let mut store = Store::open_in_memory().unwrap();
    let mut put = |path, text| store.add(&file_uri(path), &article(text), FileStamp::default()).unwrap();
    let first = put(&one, "x");
    assert_eq!(put(&two, "x").kind, AddedKind::Known);
    let parted = put(&two, "y");
    assert_eq!(parted.kind, AddedKind::New);
    assert_eq!(put(&one, "x").kind, AddedKind::Known);
    assert_eq!(put(&two, "y"), Added { id: parted.id, kind: AddedKind::Known });
    assert_ne!(first.id, parted.id);
}

#[test]
fn an_unchanged_file_is_known_and_a_changed_one_is_not() {
    let mut store = Store::open_in_memory().unwrap();
    let stamp = FileStamp { bytes: 1, modified_ns: -5 };
    let id = store.add("file:///a", &article("x"), stamp).unwrap().id;
    assert_eq!(store.known("file:///a", stamp).unwrap(), Some(id));
    assert_eq!(store.known("file:///a", FileStamp { bytes: 2, ..stamp }).unwrap(), None);
    assert_eq!(store.known("file:///a", FileStamp { modified_ns: 5, ..stamp }).unwrap(), None);
    assert_eq!(store.known("file:///b", stamp).unwrap(), None);
}

#[test]
fn a_batch_is_taken_whole() {
    let mut store = Store::open_in_memory().unwrap();
    let articles: Vec<_> = (0..300).map(|n| (format!("sample:{n}"), article(&format!("文{n}")))).collect();
    let incoming: Vec<_> = articles
        .iter()
        .map(|(uri, article)| Incoming { uri, article, stamp: FileStamp::default() })
        .collect();
    assert_eq!(store.add_all(&incoming).unwrap().len(), 300);
    let titles: Vec<_> = store.entries(100, 2).unwrap().into_iter().map(|entry| entry.title).collect();
    assert_eq!(titles, ["文100", "文101"]);
}

#[test]
fn passwords_in_addresses_kept_by_older_programs_are_never_told() {
    let mut store = Store::open_in_memory().unwrap();
    let mut kept = article("評點一篇");
    kept.metadata.url = "https://reader:secret@example.org/1".to_owned();
    let id = store.add("https://reader:secret@example.org/1", &kept, FileStamp::default()).unwrap().id;
    let revision = store.revision(id).unwrap();
    store.apply(id, revision, READER, &[made(&annotation("1", "claim", "評點一篇", "評點"))]).unwrap();
    let mut log = Vec::new();
    let each = &mut |logged| {
        log.push(logged);
        std::ops::ControlFlow::Continue(())
    };
    store.log(&Default::default(), crate::library::LogDetail::Whole, each).unwrap();
    let unknown = store.find("https://reader:secret@example.org/2").unwrap_err();
    let told = format!(
        "{:?} {:?} {:?} {unknown} {log:?}",
        store.entry(id).unwrap(),
        store.text(id).unwrap(),
        store.entries(0, 9).unwrap()
    );
    assert!(told.contains("https://example.org/1") && told.contains("https://example.org/2"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}
