//! Several programs with one library: nothing is lost, and changes are noticed.

use std::sync::Barrier;
use std::time::Duration;

use super::*;
use crate::library::{LibraryError, Mark};

const EACH: usize = 40;
/// Openings of a new library: what goes wrong between two looks at its file does so now and then.
const ROUNDS: usize = 20;

#[test]
fn two_writers_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    let text = "評點".repeat(EACH);
    let (id, revision) = add(&mut store, "a", &text);
    std::thread::scope(|scope| {
        for writer in ["甲", "乙"] {
            let (path, text) = (&path, &text);
            scope.spawn(move || {
                let mut store = Store::open(path).unwrap();
                for n in 0..EACH {
                    let one = annotation(&format!("{writer}{n}"), "claim", text, "評");
                    store.apply(id, revision, writer, &[made(&one)]).unwrap();
                    add(&mut store, &format!("{writer}{n}"), &format!("{writer}{n}"));
                }
            });
        }
    });
    assert_eq!(annotations(&store, id).len(), 2 * EACH);
    assert_eq!(counts(&store, id), [("claim".to_owned(), 2 * EACH)]);
    assert_eq!(store.count().unwrap(), 2 * EACH + 1);
    for writer in ["甲", "乙"] {
        let undone = std::iter::from_fn(|| store.undo(id, writer).unwrap()).count();
        assert_eq!(undone, EACH);
    }
}

#[test]
fn a_new_library_is_opened_by_many_at_once() {
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let together = Barrier::new(8);
        std::thread::scope(|scope| {
            for n in 0..8 {
                let (path, together) = (&path, &together);
                scope.spawn(move || {
                    together.wait();
                    let mut store = Store::open(path).unwrap();
                    add(&mut store, &n.to_string(), &n.to_string());
                });
            }
        });
        assert_eq!(Store::open(&path).unwrap().count().unwrap(), 8);
    }
}

#[test]
fn changes_of_others_are_noticed_and_ones_own_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut mine = Store::open(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    mine.set_setting("a", "b").unwrap();
    assert!(!mine.changed_by_others().unwrap());
    other.set_setting("a", "c").unwrap();
    assert!(mine.changed_by_others().unwrap());
    assert!(!mine.changed_by_others().unwrap());
}

#[test]
fn a_busy_library_says_so_and_is_read_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut store = Store::open_waiting(&path, Duration::ZERO).unwrap();
    let (id, _) = add(&mut store, "a", "評點");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(store.mark(&[id], Mark::Hidden(true), "me"), Err(LibraryError::Busy { .. })));
    assert!(!store.is_settled().unwrap());
    assert_eq!(store.text(id).unwrap().text, "評點");
    other.execute_batch("COMMIT").unwrap();
    assert!(store.is_settled().unwrap());
    store.mark(&[id], Mark::Hidden(true), "me").unwrap();
}
