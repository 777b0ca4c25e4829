//! Libraries harmed in many ways: what can be read comes through, with its words, and nothing panics.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::*;
use crate::library::tests::{READER, add, annotation, made};
use crate::library::{ArticleId, Filter, Store};

/// A library of many pages: articles with texts of several, and annotations in dozens.
fn library(folder: &Path) -> PathBuf {
    let path = folder.join("library.sqlite");
    let mut store = Store::open(&path).unwrap();
    for number in 0..12 {
        let text: String = (0..400).map(|line| format!("第{number}篇第{line}句說了一件事。\n")).collect();
        let (id, revision) = add(&mut store, &format!("{number}"), &text);
        for line in 0..40 {
            let mut one =
                annotation(&format!("{number}-{line}"), "claim", &text, &format!("第{line}句說了一件事"));
            one.note = format!("記{number}/{line}");
            store.apply(id, revision, READER, &[made(&one)]).unwrap();
        }
    }
    drop(store);
    path
}

/// The annotations of all articles: by name, their note and words.
fn tags(path: &Path) -> BTreeMap<String, (String, String)> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT id, note, quote FROM annotation").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

#[test]
fn a_sound_library_comes_through_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let new = folder.path().join("new.sqlite");
    let recovered = recover(&path, &new).unwrap();
    assert!(recovered.is_complete(), "{recovered:?}");
    assert_eq!(tags(&new), tags(&path));
    let (old, new) = (Store::open(&path).unwrap(), Store::open(&new).unwrap());
    for id in 1..=12 {
        assert_eq!(old.text(ArticleId(id)).unwrap(), new.text(ArticleId(id)).unwrap());
        assert_eq!(old.annotations(ArticleId(id)).unwrap(), new.annotations(ArticleId(id)).unwrap());
    }
    assert!(recover(&path, &folder.path().join("new.sqlite")).is_err(), "a file is never replaced");
}

#[test]
fn a_damaged_page_costs_no_tag_that_the_history_knows() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let known = tags(&path);
    let whole = fs::read(&path).unwrap();
    let harmed = folder.path().join("harmed.sqlite");
    let mut dice = Dice(13);
    let mut kept = 0;
    for round in 0..12 {
        let mut bytes = whole.clone();
        // The first page tells where everything is: it has a test of its own.
        let page = (1 + dice.below(whole.len() / 4096 - 1)) * 4096;
        if round % 2 == 0 {
            bytes[page..page + 4096].fill(0);
        } else {
            bytes[page..page + 4096]
                .iter_mut()
                .for_each(|byte| *byte = u8::try_from(dice.below(256)).unwrap());
        }
        fs::write(&harmed, &bytes).unwrap();
        let new = folder.path().join(format!("new{round}.sqlite"));
        recover(&harmed, &new).unwrap();
        let found = tags(&new);
        kept += found.len();
        for (id, tag) in &found {
            let original = &known[id];
            assert!(tag.0 == original.0, "round {round}, page {page}: {id} has another note: {tag:?}");
        }
        assert!(found.len() + 45 > known.len(), "round {round}, page {page}: {} tags are left", found.len());
        drop(Store::open(&new).unwrap());
        fs::remove_file(new).unwrap();
    }
    assert!(kept >= known.len() * 12 * 98 / 100, "{kept} of {} tags in 12 rounds", known.len() * 12);
}

#[test]
fn without_its_first_page_and_cut_in_half_the_rows_are_found_by_their_values() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let known = tags(&path);
    let whole = fs::read(&path).unwrap();
    let harmed = folder.path().join("harmed.sqlite");
    let mut bytes = whole.clone();
    bytes[..4096].fill(0);
    fs::write(&harmed, &bytes).unwrap();
    let new = folder.path().join("headless.sqlite");
    recover(&harmed, &new).unwrap();
    assert_eq!(tags(&new), known);
    fs::write(&harmed, &whole[..whole.len() / 2]).unwrap();
    let new = folder.path().join("half.sqlite");
    let recovered = recover(&harmed, &new).unwrap();
    assert!(!recovered.is_complete());
    assert!(!tags(&new).is_empty());
    drop(Store::open(&new).unwrap());
}

#[test]
fn an_empty_library_beside_its_log_is_refused_and_the_log_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.sqlite");
    let mut store = Store::open(&path).unwrap();
    let (id, revision) = add(&mut store, "a", "國防部稱，談判破裂。");
    let one = annotation("一", "claim", "國防部稱，談判破裂。", "談判破裂");
    store.apply(id, revision, READER, &[made(&one)]).unwrap();
    let log = folder.path().join("library.sqlite-wal");
    let frames = fs::read(&log).unwrap();
    let killed = folder.path().join("killed.sqlite");
    for left in [&b""[..], b"SQLite format 3\0"] {
        fs::write(&killed, left).unwrap();
        fs::write(folder.path().join("killed.sqlite-wal"), &frames).unwrap();
        let refused = Store::open(&killed).unwrap_err().to_string();
        assert!(refused.contains("has no contents") && refused.contains("pingdian recover"), "{refused}");
        assert_eq!(fs::read(&killed).unwrap(), left);
        assert_eq!(fs::read(folder.path().join("killed.sqlite-wal")).unwrap(), frames);
    }
    let new = folder.path().join("new.sqlite");
    recover(&killed, &new).unwrap();
    assert_eq!(tags(&new), tags(&path));
}

#[test]
fn where_a_text_is_lost_the_words_that_were_tagged_stand_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let known = tags(&path);
    let connection = Connection::open(&path).unwrap();
    connection.execute("DELETE FROM revision WHERE article = 3", []).unwrap();
    drop(connection);
    let new = folder.path().join("new.sqlite");
    let recovered = recover(&path, &new).unwrap();
    assert_eq!((recovered.lost_texts, recovered.orphaned), (1, 0));
    assert_eq!(tags(&new), known);
    let store = Store::open(&new).unwrap();
    let text = store.text(ArticleId(3)).unwrap().text;
    for stored in store.annotations(ArticleId(3)).unwrap() {
        let words = stored.annotation.span.of(&text);
        assert_eq!(words, known[&stored.annotation.id.0].1);
    }
}

#[test]
fn an_export_of_a_damaged_library_gives_what_it_can_and_is_never_silent() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let given = |path: &Path| -> Result<(BTreeMap<String, String>, Vec<String>), String> {
        let store = Store::open(path).map_err(|error| error.to_string())?;
        let mut found = BTreeMap::new();
        let missing = store.export_readable(&Filter::default(), &mut |marked| {
            for stored in marked.annotations {
                let one = &stored.annotation;
                found.insert(one.id.0.clone(), format!("{one:?}"));
            }
            std::ops::ControlFlow::Continue(())
        });
        missing.map(|missing| (found, missing)).map_err(|error| error.to_string())
    };
    let (known, missing) = given(&path).unwrap();
    assert_eq!((known.len(), missing.len()), (480, 0), "{missing:?}");
    let whole = fs::read(&path).unwrap();
    let harmed = folder.path().join("harmed.sqlite");
    let mut dice = Dice(7);
    let mut partly = 0;
    for round in 0..60 {
        let mut bytes = whole.clone();
        let at = 100 + dice.below(whole.len() - 100);
        match round % 3 {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at / 4096 * 4096 + 100..at / 4096 * 4096 + 4096].fill(0),
            _ => bytes
                .iter_mut()
                .skip(at)
                .take(64)
                .for_each(|byte| *byte = u8::try_from(dice.below(256)).unwrap()),
        }
        for suffix in ["-wal", "-shm"] {
            let _ = fs::remove_file(beside(&harmed, suffix));
        }
        fs::write(&harmed, &bytes).unwrap();
        if let Ok((found, missing)) = given(&harmed) {
            assert!(
                !missing.is_empty() || found == known,
                "round {round}, byte {at}: {} tags, in silence",
                found.len()
            );
            partly += usize::from(!missing.is_empty() && !found.is_empty());
        }
    }
    assert!(partly > 5, "{partly} exports of what is left");
}

#[test]
fn notes_and_names_that_were_damaged_within_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    let told = |path: &Path| {
        let store = Store::open(path).unwrap();
        store.export_readable(&Filter::default(), &mut |_| std::ops::ControlFlow::Continue(())).unwrap()
    };
    // The name where its row has it: before the numbers of the article and its place.
    let rows = bytes.windows(4).enumerate().filter(|(_, name)| *name == b"3-17").map(|found| found.0);
    let places: Vec<usize> = rows.collect();
    let harmed = folder.path().join("harmed.sqlite");
    let mut told_of = 0;
    for at in places {
        bytes[at] = b'x';
        fs::write(&harmed, &bytes).unwrap();
        bytes[at] = b'3';
        told_of += usize::from(!told(&harmed).is_empty());
    }
    // Its row and the index; what the history says of it is another's then, and nothing of the history is exported.
    assert!(told_of >= 2, "{told_of}");
    Connection::open(&path)
        .unwrap()
        .execute("UPDATE annotation SET note = '改' WHERE id = '3-7'", [])
        .unwrap();
    assert_eq!(told(&path), ["annotations whose name or words are not those that were written: 1"]);
    let recovered = recover(&path, &folder.path().join("new.sqlite")).unwrap();
    assert_eq!((recovered.altered, recovered.is_complete()), (1, false));
    assert!(told(&recovered.path).is_empty(), "it was told of, and is no doubt of the new library");
}
