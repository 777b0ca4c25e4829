//! A library that is harmed past SQLite while it is open: noticed before the next write, and what is left of it left alone.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::library::LibraryError;

/// What is done to a file, in words and in deed, and what is said of it.
type Deed<'a> = (&'a str, &'a dyn Fn(&Path), &'a str);

fn beside(library: &Path, suffix: &str) -> PathBuf {
    let mut name = library.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Writes into a file where it is: it stays the same file.
fn overwrite(path: &Path, at: usize, bytes: &[u8]) {
    use std::os::unix::fs::FileExt;
    fs::OpenOptions::new().write(true).open(path).unwrap().write_all_at(bytes, at as u64).unwrap();
}

fn cut(path: &Path, to: u64) {
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(to).unwrap();
}

/// A library in a folder, with articles in its own file and an annotation in the log alone.
fn library() -> (tempfile::TempDir, PathBuf, Store, ArticleId) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut first = Store::open(&path).unwrap();
    for n in 0..20 {
        add(&mut first, &n.to_string(), &"評點".repeat(500 + n));
    }
    drop(first);
    let mut store = Store::open(&path).unwrap();
    let (id, revision) = add(&mut store, "a", "評點");
    store.apply(id, revision, READER, &[made(&annotation("1", "claim", "評點", "評"))]).unwrap();
    (folder, path, store, id)
}

fn tag(store: &mut Store, id: ArticleId) -> Result<(), LibraryError> {
    let revision = store.revision(id).unwrap();
    store.apply(id, revision, READER, &[made(&annotation("2", "fact", "評點", "點"))])
}

#[test]
fn harm_to_the_file_is_noticed_before_the_next_write_and_the_log_is_left_alone() {
    let deeds: [Deed; 6] = [
        ("emptied", &|path| cut(path, 0), "emptied"),
        ("cut to its half", &|path| cut(path, fs::metadata(path).unwrap().len() / 2), "cut short"),
        ("cut within a page", &|path| cut(path, fs::metadata(path).unwrap().len() - 100), "cut short"),
        ("overwritten", &|path| overwrite(path, 0, &[7; 8192]), "overwritten"),
        ("its head zeroed", &|path| overwrite(path, 0, &[0; 4096]), "overwritten"),
        ("set back", &|path| overwrite(path, 24, &0u32.to_be_bytes()), "older state"),
    ];
    for (what, deed, said) in deeds {
        let (_folder, path, mut store, id) = library();
        deed(&path);
        let log = fs::read(beside(&path, "-wal")).unwrap();
        assert!(log.len() > 4096);
        for _ in 0..2 {
            let refused = tag(&mut store, id).unwrap_err();
            assert!(
                matches!(refused, LibraryError::Harmed { .. }) && refused.may_pass(),
                "{what}: {refused}"
            );
            assert!(refused.to_string().contains(said), "{what}: {refused}");
        }
        drop(store);
        assert_eq!(fs::read(beside(&path, "-wal")).unwrap(), log, "{what}: what is left is left alone");
    }
}

#[test]
fn harm_to_the_log_is_noticed_and_what_a_deleted_one_holds_is_brought_to_safety() {
    let deeds: [Deed; 3] = [
        ("deleted", &|log| fs::remove_file(log).unwrap(), "deleted"),
        ("cut", &|log| cut(log, 100), "cut short"),
        ("emptied", &|log| cut(log, 0), "cut short"),
    ];
    for (what, deed, said) in deeds {
        let (_folder, path, mut store, id) = library();
        deed(&beside(&path, "-wal"));
        let refused = tag(&mut store, id).unwrap_err();
        assert!(matches!(refused, LibraryError::Harmed { .. }), "{what}: {refused}");
        assert!(refused.to_string().contains(said), "{what}: {refused}");
        drop(store);
        if what == "deleted" {
            assert_eq!(annotations(&Store::open(&path).unwrap(), id).len(), 1, "{what}");
        }
    }
}

#[test]
fn an_index_that_was_cut_is_not_touched() {
    let (_folder, path, mut store, id) = library();
    let index = beside(&path, "-shm");
    let before = fs::read(&index).unwrap();
    cut(&index, 0);
    assert!(matches!(store.revision(id), Err(LibraryError::Harmed { .. })), "nor in reading");
    assert!(matches!(store.set_setting("a", "b"), Err(LibraryError::Harmed { .. })));
    // Were it touched, the system would have ended this test.
    drop(store);
    assert_eq!(annotations(&Store::open(&path).unwrap(), id).len(), 1, "{}", before.len());
}

#[test]
fn what_programs_do_by_the_rules_is_no_harm() {
    let (_folder, path, mut store, id) = library();
    let mut other = Store::open(&path).unwrap();
    let by_the_rules = ["PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"];
    for (number, statement) in by_the_rules.into_iter().enumerate() {
        if number == 1 {
            (1..=20).for_each(|n| other.delete(ArticleId(n)).unwrap());
        }
        other.read("testing", |connection| Ok(connection.execute_batch(statement)?)).unwrap();
        store.set_setting("turn", &number.to_string()).unwrap();
    }
    drop(other);
    tag(&mut store, id).unwrap();
    drop(store);
    assert_eq!(annotations(&Store::open(&path).unwrap(), id).len(), 2);
}

#[test]
fn a_link_to_a_library_is_looked_after_where_the_library_is() {
    let (folder, path, store, id) = library();
    drop(store);
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let mut store = Store::open(&link).unwrap();
    tag(&mut store, id).unwrap();
    cut(&path, 0);
    assert!(matches!(store.set_setting("a", "b"), Err(LibraryError::Harmed { .. })));
}
