//! Folders looked through again and watched: what is written into one while the reader is open appears in its list.

use std::fs;

use crate::support::{Home, Reader};

const FIRST: &str = "碼頭的早晨\n\n船隊昨天到了港口，碼頭上沒有人迎接。一位官員說不打算回應。\n";
const SECOND: &str = "鐵路的黃昏\n\n末班車晚了一個鐘頭，站台上的燈先滅了。站長說要查。\n";

/// A reader of a folder with one article, which is open.
fn folder(home: &Home) -> Reader {
    home.write("articles/first.txt", FIRST);
    let reader = home.read([home.path("articles")]);
    reader.wait_for("1 article");
    reader.wait_for("船隊昨天到了港口");
    reader
}

#[test]
fn a_file_written_into_an_open_folder_appears() {
    let home = Home::new();
    let reader = folder(&home);
    home.write("articles/second.txt", SECOND);
    reader.wait_for("2 articles");
    reader.wait_for("鐵路的黃昏");
    // A folder that is new is watched as well, and what is hidden stays so.
    home.write("articles/.hidden.txt", "藏\n\n看不見。\n");
    home.write("articles/later/third.txt", "山裏的雨\n\n雨下了三天。\n");
    let screen = reader.wait_for("3 articles");
    assert!(screen.entry("山裏的雨").is_some(), "{screen:?}");
    home.write("articles/later/fourth.txt", "海上的霧\n\n霧散了。\n");
    reader.wait_for("4 articles");
    fs::remove_file(home.path("articles/second.txt")).unwrap();
    home.write("articles/fifth.txt", "第五篇\n\n還有一篇。\n");
    reader.wait_for("5 articles");
    reader.quit();
    assert_eq!(home.articles().len(), 5);
}

#[test]
fn what_files_repeat_becomes_a_notice_in_the_open_one() {
    const NOTICE: &str = "按此訂閱每週一次的電子報，隨時可以取消。";
    let home = Home::new();
    let words = ["燈滅了", "橋塌了", "船沉了", "雨停了"].map(|words| format!("昨天夜裏{words}。"));
    let page = |folder: &str, n: usize| {
        home.write(format!("{folder}/{n}.txt"), format!("題目{n}\n\n{}\n\n{NOTICE}\n", words[n]))
    };
    let is_told = |reader: &Reader, n: usize| {
        reader.wait_until("a notice", |screen: &crate::support::Screen| {
            let colour = |words: &str| screen.cell_of(words).map(|cell| cell.foreground);
            colour(NOTICE).is_some() && colour(NOTICE) != colour(&words[n])
        });
    };
    // The first of them is open before the others are read.
    (0..4).for_each(|n| drop(page("together", n)));
    let reader = home.read([home.path("together")]);
    is_told(&reader, 0);
    reader.quit();
    // One by itself, beside those in the library.
    for n in 0..3 {
        home.output(["add".into(), page("beside", n)]);
    }
    let reader = home.read([page("beside", 3)]);
    is_told(&reader, 3);
    reader.quit();
}

#[test]
fn a_file_that_changes_while_it_is_open_keeps_its_tags() {
    let home = Home::new();
    let reader = folder(&home);
    reader.press("Enter");
    reader.go_to("一位官員說不打算回應。");
    reader.press("c");
    reader.wait_until("a saved claim", |screen| screen.status().contains("C1  saved"));
    let changed = FIRST.replace("船隊昨天", "據港務局說，船隊昨天");
    fs::write(home.path("articles/first.txt"), changed).unwrap();
    let screen = reader.wait_for("據港務局說，船隊昨天到了港口");
    assert_eq!(screen.signs("一位官員說").map(|signs| signs.contains('C')), Some(true), "{screen:?}");
    reader.quit();
    let annotations = home.annotations();
    assert_eq!((annotations.len(), &annotations[0]["quote"]), (1, &"一位官員說不打算回應。".into()));
}

#[test]
fn a_folder_given_once_is_looked_through_again() {
    let home = Home::new();
    folder(&home).quit();
    home.write("articles/second.txt", SECOND);
    let nobody: [&str; 0] = [];
    let reader = home.read(nobody);
    reader.wait_for("2 articles");
    reader.wait_for("鐵路的黃昏");
    // And it is watched there too.
    home.write("articles/third.txt", "山裏的雨\n\n雨下了三天。\n");
    reader.wait_for("3 articles");
    reader.quit();

    // A folder that is gone costs a notice, and its articles stay.
    fs::rename(home.path("articles"), home.path("elsewhere")).unwrap();
    let reader = home.read(nobody);
    reader.wait_for("does not exist");
    reader.wait_for("3 articles");
    reader.quit();
}

#[test]
fn what_was_refused_before_is_told_where_one_asks_alone() {
    let home = Home::new();
    home.write("articles/a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    let reader = folder(&home);
    reader.wait_until("a notice", |screen| screen.message().contains("could not be read"));
    reader.quit();
    home.write("articles/second.txt", SECOND);
    let nobody: [&str; 0] = [];
    let again = home.read(nobody);
    assert!(!again.wait_for("2 articles").shows("could not be read"));
    again.press("!");
    again.wait_for("a PDF document");
    again.press("Esc");
    again.wait_until("no page", |screen| !screen.shows("a PDF document"));
    again.quit();
}

#[test]
fn a_folder_is_not_watched_where_the_configuration_says_so() {
    let home = Home::new();
    fs::write(home.config(), "reader = \"tester\"\nwatch = false\nglobs = [\"*.txt\"]\n").unwrap();
    home.write("articles/notes.md", "# 筆記\n\n不是文章。\n");
    let reader = folder(&home);
    home.write("articles/second.txt", SECOND);
    reader.quit();
    assert_eq!(home.articles().len(), 1);
    assert_eq!(home.output(["add"]), "1 new, 1 known\n");
}
