//! Opening: what is no library, what cannot be one, and what was cut off in the middle.

use std::fs;

use super::*;
use crate::library::LibraryError;

#[test]
fn folders_that_lead_to_the_library_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("甲/乙/library.db");
    let mut store = Store::open(&path).unwrap();
    add(&mut store, "a", "評點");
    drop(store);
    assert_eq!(Store::open(&path).unwrap().count().unwrap(), 1);
}

#[test]
fn what_is_no_library_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.txt");
    let words = "這不是資料庫。".repeat(500);
    fs::write(&text, &words).unwrap();
    assert!(matches!(Store::open(&text), Err(LibraryError::NotALibrary { .. })));
    assert_eq!(fs::read_to_string(&text).unwrap(), words);

    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    let before = fs::read(&foreign).unwrap();
    assert!(matches!(Store::open(&foreign), Err(LibraryError::NotALibrary { .. })));
    assert_eq!(fs::read(&foreign).unwrap(), before);
}

#[test]
fn a_folder_and_a_file_for_a_folder_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Store::open(folder.path()).unwrap_err();
    assert!(refused.to_string().contains("it is a folder"), "{refused}");
    fs::write(folder.path().join("file"), "x").unwrap();
    let refused = Store::open(&folder.path().join("file/library.db")).unwrap_err();
    assert!(matches!(refused, LibraryError::Open { .. }), "{refused}");
}

#[test]
fn a_newer_library_is_refused_and_an_empty_file_becomes_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    fs::write(&path, "").unwrap();
    drop(Store::open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let refused = Store::open(&path).unwrap_err();
    assert!(matches!(refused, LibraryError::Newer { found: 99, .. }), "{refused}");
}

#[test]
fn the_library_is_kept_as_carefully_as_promised() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("library.db")).unwrap();
    let pragma = |name: &str| {
        store
            .read("testing", |connection| {
                Ok(connection.query_row(&format!("PRAGMA {name}"), [], |row| {
                    row.get::<_, rusqlite::types::Value>(0)
                })?)
            })
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
    assert_eq!(pragma("synchronous"), 2.into());
    assert_eq!(pragma("foreign_keys"), 1.into());
    assert_eq!(pragma("busy_timeout"), 5000.into());
}

#[test]
fn what_was_saved_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    let (id, revision) = add(&mut store, "a", "評點");
    let one = annotation("1", "claim", "評點", "點");
    store.apply(id, revision, READER, &[made(&one)]).unwrap();

    // The files as a kill leaves them: the log not yet in the library, nothing closed.
    let killed = folder.path().join("killed.db");
    fs::copy(&path, &killed).unwrap();
    fs::copy(folder.path().join("library.db-wal"), folder.path().join("killed.db-wal")).unwrap();
    let mut reopened = Store::open(&killed).unwrap();
    assert_eq!(annotations(&reopened, id), std::slice::from_ref(&one));
    assert_eq!(reopened.undo(id, READER).unwrap(), Some(vec![deleted(&one)]));
}

#[cfg(unix)]
#[test]
fn a_library_that_was_deleted_or_replaced_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    fs::rename(&path, folder.path().join("away.db")).unwrap();
    assert!(matches!(store.set_setting("a", "b"), Err(LibraryError::Gone { .. })));
    fs::write(&path, "another").unwrap();
    assert!(matches!(store.set_setting("a", "b"), Err(LibraryError::Gone { .. })));
    fs::rename(folder.path().join("away.db"), &path).unwrap();
    store.set_setting("a", "b").unwrap();
}

#[test]
fn a_full_library_says_so_and_loses_nothing() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, _) = add(&mut store, "a", "評點");
    store
        .read("testing", |connection| {
            let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            Ok(connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?)
        })
        .unwrap();
    let refused = store.add("sample:b", &article(&"長".repeat(100_000)), FileStamp::default());
    assert!(matches!(refused, Err(LibraryError::Full { .. })), "{refused:?}");
    assert_eq!(store.text(id).unwrap().text, "評點");
    assert_eq!(store.count().unwrap(), 1);
}
