//! Backups: when they are made, that only good ones count, and what restoring one keeps.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::*;
use crate::library::Store;
use crate::library::schema;
use crate::library::tests::add;

/// A library with one article.
fn library(folder: &Path) -> PathBuf {
    let path = folder.join("library.sqlite");
    add(&mut Store::open(&path).unwrap(), "a", "評點");
    path
}

/// A library of the version before this program's, with one article.
fn older(folder: &Path) -> PathBuf {
    let path = folder.join("older.sqlite");
    let mut connection = Connection::open(&path).unwrap();
    schema::migrate(&mut connection, &SCRIPTS[..SCRIPTS.len() - 1]).unwrap();
    connection
        .execute_batch("INSERT INTO article (uri, title, script, added, bytes) VALUES ('sample:a', '題', 'other', '', 0)")
        .unwrap();
    path
}

fn names(library: &Path) -> Vec<String> {
    let entries = fs::read_dir(backups_folder(library)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn daily(library: &Path) -> Option<String> {
    let (tell, told) = std::sync::mpsc::channel();
    if let Some(backup) = DailyBackup::begin(library, move |words| tell.send(words).unwrap()) {
        backup.wait();
    }
    told.try_recv().ok()
}

#[test]
fn a_migration_makes_a_backup_of_the_older_version_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = older(folder.path());
    drop(Store::open(&path).unwrap());
    let version = i64::try_from(SCRIPTS.len()).unwrap() - 1;
    assert_eq!(names(&path), [format!("version-{version}.sqlite")]);
    let kept = backups(&path).remove(0);
    assert_eq!(kept.contents, Some(Contents { version, articles: 1, annotations: 0 }));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&backups_folder(&path)), mode(&kept.path)), (0o700, 0o600));
    }
}

#[test]
fn where_that_backup_fails_the_library_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = older(folder.path());
    fs::write(backups_folder(&path), "in the way").unwrap();
    let refused = Store::open(&path).unwrap_err().to_string();
    assert!(refused.contains("was not brought from version"), "{refused}");
    let version: i64 =
        Connection::open(&path).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(usize::try_from(version).unwrap(), SCRIPTS.len() - 1);
}

#[test]
fn a_day_has_one_backup_and_the_last_seven_days_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let kept = backups_folder(&path);
    crate::private::create_folder(&kept).unwrap();
    for day in 1..=9 {
        let old = kept.join(format!("daily-2020-01-0{day}.sqlite"));
        fs::copy(&path, &old).unwrap();
        let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1000);
        fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    }
    // What a killed program left: no process has that number.
    fs::write(kept.join("daily-2020-01-01.sqlite.making-2147483646"), "half").unwrap();
    assert_eq!(daily(&path), None);
    let found = names(&path);
    assert_eq!(found.len(), 7, "{found:?}");
    assert!(found.iter().all(|name| name.starts_with("daily-") && name.ends_with(".sqlite")), "{found:?}");
    assert!(DailyBackup::begin(&path, |_| ()).is_none(), "today has one");
}

#[test]
fn a_daily_backup_that_fails_is_told_of_and_nothing_half_made_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    fs::write(backups_folder(&path), "in the way").unwrap();
    let words = daily(&path).unwrap();
    assert!(words.starts_with("today's backup of the library could not be made"), "{words}");
    fs::remove_file(backups_folder(&path)).unwrap();
    // A library with a damaged page gives no backup.
    let mut bytes = fs::read(&path).unwrap();
    let from = bytes.len() / 2 / 4096 * 4096;
    bytes[from..].fill(7);
    fs::write(&path, bytes).unwrap();
    assert!(back_up(&path, None).is_err());
    assert_eq!(backups(&path), []);
    assert!(names(&path).is_empty());
}

#[test]
fn a_backup_never_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let before = fs::read(&path).unwrap();
    assert!(back_up(&path, Some(&path)).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
    let (made, contents) = back_up(&path, Some(&folder.path().join("copy"))).unwrap();
    assert_eq!((contents.articles, made.exists()), (1, true));
    assert!(back_up(&path, Some(&made)).is_err());
    assert!(back_up(&folder.path().join("none"), None).is_err());
    assert!(!folder.path().join("none").exists());
}

#[test]
fn restoring_keeps_the_library_that_was_there_with_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let (backup, _) = back_up(&path, None).unwrap();
    let mut store = Store::open(&path).unwrap();
    add(&mut store, "b", "第二篇");
    // As a killed program leaves it: the second article is in the log alone.
    let copy = folder.path().join("killed.sqlite");
    for suffix in ["", "-wal"] {
        fs::copy(beside(&path, suffix), beside(&copy, suffix)).unwrap();
    }
    let restored = restore(&copy, &backup).unwrap();
    assert_eq!((restored.before.map(|before| before.articles), restored.now.articles), (Some(2), 1));
    let aside = restored.aside.unwrap();
    assert_eq!(Store::open(&copy).unwrap().count().unwrap(), 1);
    assert_eq!(Store::open(&aside).unwrap().count().unwrap(), 2);
}

#[test]
fn a_damaged_library_is_restored_over_and_a_damaged_backup_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let (backup, _) = back_up(&path, None).unwrap();
    let whole = fs::read(&backup).unwrap();
    for harm in [&b""[..], &[7; 9000][..]] {
        fs::write(&path, harm).unwrap();
        let words = Store::open(&path).unwrap_err().to_string();
        assert!(words.contains("pingdian restore"), "{words}");
        assert_eq!(fs::read(&path).unwrap(), harm);
        let aside = restore(&path, &backup).unwrap().aside.unwrap();
        assert_eq!(fs::read(&aside).unwrap(), harm);
        fs::remove_file(aside).unwrap();
        assert_eq!(Store::open(&path).unwrap().count().unwrap(), 1);
    }
    let mut bad = whole;
    bad[4096..].fill(0);
    let broken = folder.path().join("broken.sqlite");
    fs::write(&broken, bad).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = restore(&path, &broken).unwrap_err().to_string();
    assert!(refused.contains("no whole backup"), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
}
