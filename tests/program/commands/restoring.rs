//! Backups, restoring and recovering at a prompt, and the export of a damaged library.

use std::fs;

use crate::commands::{home_with_article, path};
use crate::support::Home;

/// A home whose library has one article and one annotation, and no backup yet.
fn home_with_annotation() -> (Home, String) {
    let (home, file) = home_with_article();
    home.run(["annotate", &file, "--label", "claim", "--quote", "價錢不變"]);
    let _ = fs::remove_dir_all(home.path("library.sqlite-backups"));
    (home, file)
}

#[test]
fn a_backup_is_made_listed_and_restored() {
    let (home, file) = home_with_annotation();
    let made = home.output(["backup"]);
    assert!(made.starts_with("1 article, 1 annotation backed up to "), "{made}");
    home.run(["annotate", &file, "--label", "fact", "--quote", "一家人"]);
    let listed = home.output(["restore"]);
    let by_hand = listed.lines().find(|line| line.contains("by-hand-")).unwrap();
    assert!(by_hand.contains("1 article, 1 annotation"), "{listed}");
    let name = by_hand.split_whitespace().find(|word| word.starts_with("by-hand-")).unwrap();
    let restored = home.output(["restore", name]);
    assert!(
        restored.contains("before: 1 article, 2 annotations\nnow: 1 article, 1 annotation\n"),
        "{restored}"
    );
    assert!(restored.contains("is kept as "), "{restored}");
    assert_eq!(home.annotations().len(), 1);
    // Again within the same second: what was kept before stays.
    let again = home.output(["restore", name]);
    let kept = |told: &str| told.split("is kept as ").nth(1).map(str::to_owned);
    assert_ne!(kept(&again), kept(&restored), "{again}");
}

#[test]
fn a_library_of_one_byte_is_no_new_one() {
    let home = Home::new();
    let library = home.library();
    fs::create_dir_all(library.parent().unwrap()).unwrap();
    fs::write(&library, "x").unwrap();
    assert!(home.run(["list"]).refused(1).contains("is not a pingdian library"));
    let file = home.write("a.txt", "字");
    assert!(home.run(["add", path(&file)]).refused(1).contains("is not a pingdian library"));
    assert_eq!(fs::read(&library).unwrap(), b"x");
}

#[test]
fn the_first_command_of_a_day_that_writes_makes_a_backup_and_others_do_not() {
    let (home, file) = home_with_annotation();
    home.output(["list"]);
    assert!(!home.path("library.sqlite-backups").exists());
    home.run(["annotate", &file, "--label", "fact", "--quote", "一家人"]);
    assert_eq!(fs::read_dir(home.path("library.sqlite-backups")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_library_that_a_reader_has_open_is_not_restored_over() {
    let (home, _) = home_with_annotation();
    let backup = home.path("copy.sqlite");
    home.output(["backup", path(&backup)]);
    let reader = home.read([] as [&str; 0]);
    reader.wait_for("標題在這裏");
    let ran = home.run(["restore", path(&backup)]);
    assert!(ran.refused(1).contains("another program has the library"), "{ran:?}");
    reader.quit();
}

#[test]
fn a_damaged_library_is_exported_as_far_as_it_goes_and_recovered() {
    let (home, _) = home_with_annotation();
    let whole = fs::read(home.library()).unwrap();
    // The label, where the row keeps it.
    let at = whole.windows(5).rposition(|words| words == b"claim").unwrap();
    let ids: Vec<usize> = (0..whole.len() - 5).filter(|&at| &whole[at..at + 5] == b"claim").collect();
    assert!(ids.contains(&at));
    let mut bytes = whole.clone();
    for at in ids {
        bytes[at] = b'k';
        fs::write(home.library(), &bytes).unwrap();
        let ran = home.run(["export", "--format", "jsonl"]);
        if !ran.stdout.contains("\"claim\"") {
            assert!(ran.status.code() == Some(1) && ran.stderr.contains("pingdian recover"), "{ran:?}");
        }
        bytes[at] = b'c';
    }
    bytes[..100].fill(0);
    fs::write(home.library(), &bytes).unwrap();
    assert_eq!(home.run(["list"]).status.code(), Some(1));
    let new = home.path("new.sqlite");
    let ran = home.run(["recover", "-o", path(&new)]);
    assert!(ran.stdout.contains("annotation                   1 taken"), "{ran:?}");
    home.run(["restore", path(&new)]);
    assert_eq!(home.annotations().len(), 1);
}
