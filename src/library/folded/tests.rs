//! The folded store against the library that it is made from.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;

use super::segment::{OVERLAP, PART};
use super::*;
use crate::article::Article;
use crate::library::{ArticleId, FileStamp, Mark};
use crate::text::{BREAK, fold_into};

struct Library {
    folder: tempfile::TempDir,
    store: Store,
}

impl Library {
    fn new() -> Library {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("library.db")).unwrap();
        Library { folder, store }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("library.db-folded")
    }

    fn add(&mut self, uri: &str, text: &str) -> ArticleId {
        let article = Article::from_text(text.to_owned());
        self.store.add(uri, &article, FileStamp::default()).unwrap().id
    }

    fn folded(&self) -> BTreeMap<ArticleId, Vec<u8>> {
        all(&mut Folded::open(&self.store), &self.store)
    }
}

/// What a scan hands out, put together by article.
fn all(folded: &mut Folded, store: &Store) -> BTreeMap<ArticleId, Vec<u8>> {
    let parts = Mutex::new(BTreeMap::new());
    let outcome = folded.scan(store, |segment| {
        for record in segment.records() {
            assert_eq!(segment.record_at(record.at), Some((record, 0)));
            let end = segment.end_of(record);
            assert_eq!(segment.units()[end - 2..end], BREAK.to_le_bytes());
            let own = segment.units_of(record)[..record.own() * 2].to_vec();
            parts.lock().unwrap().insert((record.article, record.before), own);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(outcome.unwrap(), FoldedScan::Whole);
    let mut found: BTreeMap<ArticleId, Vec<u8>> = BTreeMap::new();
    for ((article, before), own) in parts.into_inner().unwrap() {
        let units = found.entry(article).or_default();
        assert_eq!(units.len(), before * 2, "a gap, or a part twice");
        units.extend_from_slice(&own);
    }
    found
}

fn units(text: &str) -> Vec<u8> {
    let mut units = Vec::new();
    fold_into(text, &mut units);
    units
}

#[test]
fn every_newest_text_in_sight_is_there_and_nothing_else() {
    let mut library = Library::new();
    let mut folded = Folded::open(&library.store);
    assert!(all(&mut folded, &library.store).is_empty());
    let (one, two, three) = (
        library.add("sample:1", "臺灣。"),
        library.add("sample:2", "e\u{301}"),
        library.add("sample:3", "三"),
    );
    let texts = |pairs: &[(ArticleId, &str)]| -> BTreeMap<ArticleId, Vec<u8>> {
        pairs.iter().map(|(id, text)| (*id, units(text))).collect()
    };
    let wanted = texts(&[(one, "臺灣。"), (two, "e\u{301}"), (three, "三")]);
    assert_eq!(all(&mut folded, &library.store), wanted);
    assert_eq!(library.folded(), wanted);

    library.add("sample:1", "新的");
    assert_eq!(all(&mut folded, &library.store)[&one], units("新的"));
    library.add("sample:1", "臺灣。");
    assert_eq!(all(&mut folded, &library.store)[&one], units("臺灣。"), "an old text brought back");
    library.store.mark(&[two], Mark::Hidden(true), "me").unwrap();
    library.store.delete(three).unwrap();
    assert_eq!(all(&mut folded, &library.store), texts(&[(one, "臺灣。")]));
    library.store.mark(&[two], Mark::Hidden(false), "me").unwrap();
    assert_eq!(library.folded(), texts(&[(one, "臺灣。"), (two, "e\u{301}")]));
}

#[test]
fn long_texts_are_in_parts_that_overlap() {
    let mut library = Library::new();
    for len in [PART - OVERLAP, PART - 1, PART, PART + 1, 2 * PART, 5 * PART + 7] {
        let text: String = (0..len).map(|at| char::from_u32(0x4e00 + at as u32 % 9973).unwrap()).collect();
        let id = library.add(&format!("sample:{len}"), &text);
        assert!(library.folded()[&id] == units(&text), "{len}");
    }
}

#[test]
fn a_file_that_is_of_no_use_is_made_anew() {
    let mut library = Library::new();
    let id = library.add("sample:1", &"談判".repeat(3000));
    let wanted = BTreeMap::from([(id, units(&"談判".repeat(3000)))]);
    assert_eq!(library.folded(), wanted);
    let good = fs::read(library.file()).unwrap();
    let spoilt = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        bytes
    };
    for bytes in [
        Vec::new(),
        b"not what it was".to_vec(),
        spoilt(&|bytes| bytes.truncate(bytes.len() - 1)),
        spoilt(&|bytes| bytes.truncate(70)),
        spoilt(&|bytes| bytes[8] ^= 1),
        spoilt(&|bytes| bytes[20] ^= 1),
        spoilt(&|bytes| bytes[70] ^= 1),
    ] {
        fs::write(library.file(), bytes).unwrap();
        assert_eq!(library.folded(), wanted);
        assert_eq!(fs::read(library.file()).unwrap()[64..], good[64..]);
    }
    fs::remove_file(library.file()).unwrap();
    assert_eq!(library.folded(), wanted);
}

#[test]
fn damage_that_a_scan_comes_upon_is_told_and_mended() {
    let mut library = Library::new();
    let id = library.add("sample:1", &"談判".repeat(3000));
    library.folded();
    let mut bytes = fs::read(library.file()).unwrap();
    let last = bytes.len() - 9;
    bytes[last] ^= 1;
    fs::write(library.file(), bytes).unwrap();
    let mut folded = Folded::open(&library.store);
    let scan = |folded: &mut Folded| folded.scan(&library.store, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(scan(&mut folded), FoldedScan::Damaged);
    assert_eq!(scan(&mut folded), FoldedScan::Whole);
    assert_eq!(all(&mut folded, &library.store)[&id], units(&"談判".repeat(3000)));
}

#[test]
fn the_file_of_another_library_or_of_a_later_state_is_made_anew() {
    let mut library = Library::new();
    library.add("sample:1", "一");
    let copy = library.folder.path().join("copy.db");
    library
        .store
        .read("copying", |connection| Ok(connection.execute("VACUUM INTO ?1", [copy.to_str()])?))
        .unwrap();
    library.add("sample:2", "後來的");
    library.folded();
    // The copy is brought back, and goes another way from there.
    let mut restored = Store::open(&copy).unwrap();
    let beside = library.folder.path().join("copy.db-folded");
    fs::copy(library.file(), &beside).unwrap();
    assert_eq!(all(&mut Folded::open(&restored), &restored).len(), 1);
    fs::copy(library.file(), &beside).unwrap();
    let other = Article::from_text("別的".to_owned());
    let id = restored.add("sample:3", &other, FileStamp::default()).unwrap().id;
    assert_eq!(all(&mut Folded::open(&restored), &restored)[&id], units("別的"));

    let mut stranger = Library::new();
    let id = stranger.add("sample:1", "二");
    fs::copy(library.file(), stranger.file()).unwrap();
    assert_eq!(stranger.folded(), BTreeMap::from([(id, units("二"))]));
}

#[test]
fn what_is_out_of_date_is_thrown_out_once_it_is_much() {
    let mut library = Library::new();
    let text = |sign: &str| sign.repeat(400_000);
    let kept = library.add("sample:kept", &text("甲"));
    let changed = library.add("sample:changed", &text("乙"));
    library.folded();
    for sign in ["丙", "丁", "戊", "己", "庚"] {
        library.add("sample:changed", &text(sign));
        let folded = library.folded();
        assert!(folded[&kept] == units(&text("甲")) && folded[&changed] == units(&text(sign)));
    }
    let bytes = fs::metadata(library.file()).unwrap().len();
    assert!(bytes < 3 * 800_000 + 100_000, "{bytes}");
}

#[test]
fn several_keep_one_file_at_once() {
    let mut library = Library::new();
    let path = library.store.path().to_owned();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || {
                let store = Store::open(&path).unwrap();
                let mut folded = Folded::open(&store);
                for _ in 0..20 {
                    all(&mut folded, &store);
                }
            })
        })
        .collect();
    for number in 0..60 {
        library.add(&format!("sample:{number}"), &format!("第{number}篇"));
    }
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(library.folded().len(), 60);
}

#[test]
fn where_no_file_can_be_it_is_in_memory() {
    let mut library = Library::new();
    fs::create_dir(library.file()).unwrap();
    let id = library.add("sample:1", "一");
    assert_eq!(library.folded(), BTreeMap::from([(id, units("一"))]));
    let mut store = Store::open_in_memory().unwrap();
    let id = store.add("sample:1", &Article::from_text("二".to_owned()), FileStamp::default()).unwrap().id;
    assert_eq!(all(&mut Folded::open(&store), &store), BTreeMap::from([(id, units("二"))]));
}
