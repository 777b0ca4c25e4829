//! Two readers of one article: side by side, settled key by key, exported as one set, and all of it in the log.

use std::fs;

use crate::support::{Home, Reader, Screen};
use serde_json::Value;

const TEXT: &str = "\
碼頭的早晨

船隊昨天到了港口，碼頭上沒有人迎接。一位官員說不打算回應。改道也許是因為天氣，公司沒有說。

風只有三級，舢板都能出海。
";
const AGREED: &str = "船隊昨天到了港口，碼頭上沒有人迎接。";
const LABEL: &str = "一位官員說不打算回應。";
const WIDER: &str = "改道也許是因為天氣，公司沒有說。";
const NARROWER: &str = "改道也許是因為天氣，";
const ALONE: &str = "風只有三級，舢板都能出海。";

/// A home in which lee and the tester have read the article.
fn two_readers() -> (Home, String) {
    let home = Home::new();
    let file = home.write("article.txt", TEXT).to_str().unwrap().to_owned();
    let readers = [
        ("lee", [("fact", AGREED), ("opinion", LABEL), ("claim", NARROWER), ("fact", ALONE)].as_slice()),
        ("tester", [("fact", AGREED), ("claim", LABEL), ("claim", WIDER)].as_slice()),
    ];
    for (reader, tags) in readers {
        fs::write(home.config(), format!("reader = \"{reader}\"\n")).unwrap();
        for (label, quote) in tags {
            home.output(["annotate", &file, "--label", label, "--quote", quote]);
        }
    }
    (home, file)
}

fn open(home: &Home, file: &str) -> Reader {
    let reader = home.read([file]);
    reader.wait_until("both readers' tags", |screen| screen.status().contains("| lee"));
    reader
}

/// The quotes that an export gives, with their labels and readers.
fn exported(home: &Home, options: &[&str]) -> Vec<(String, String, String)> {
    let ran = home.run([&["export", "--format", "jsonl"], options].concat());
    assert!(ran.status.success(), "{ran:?}");
    let word = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let lines = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.map(|line: Value| (word(&line, "quote"), word(&line, "label"), word(&line, "reader"))).collect()
}

fn shows_settled(words: &'static str) -> impl Fn(&Screen) -> bool {
    move |screen| screen.shows(words)
}

#[test]
fn differences_are_settled_and_one_set_goes_out() {
    let (home, file) = two_readers();
    let reader = open(&home, &file);
    let screen = reader.screen();
    assert!(screen.status().contains("C2 F1  | lee C1 F2 O1"), "{screen:?}");
    reader.press("D");
    let screen = reader.wait_until("the first", shows_settled("1 of 3, 0 settled: other label"));
    assert!(screen.lit().starts_with(LABEL), "{screen:?}");
    reader.press("t");
    reader.wait_until("the second", shows_settled("2 of 3, 1 settled: other borders"));
    reader.press("t");
    reader.wait_until("the third", shows_settled("3 of 3, 2 settled: theirs alone"));
    reader.press("u");
    reader.wait_until("the second again", shows_settled("2 of 3, 1 settled: other borders"));
    reader.press("m");
    reader.wait_until("the third again", shows_settled("3 of 3, 2 settled: theirs alone"));
    reader.press("q");
    reader.wait_for("Settled with lee: 2 of 3 differences");
    reader.quit();

    let ran = home.run(["export", "--format", "jsonl", "--settled"]);
    assert!(
        ran.status.success() && ran.stderr.is_empty(),
        "what is left alone is not in anyone's way: {ran:?}"
    );

    let reader = open(&home, &file);
    reader.press("D");
    reader.wait_until("what is left to settle", shows_settled("3 of 3, 2 settled: theirs alone"));
    reader.press("t");
    reader.wait_for("3 differences, all of them");
    reader.press("q");
    reader.quit();

    let whole =
        |quote: &str, label: &str, reader: &str| (quote.to_owned(), label.to_owned(), reader.to_owned());
    assert_eq!(
        exported(&home, &["--settled"]),
        [
            whole(AGREED, "fact", "tester"),
            whole(LABEL, "opinion", "lee"),
            whole(WIDER, "claim", "tester"),
            whole(ALONE, "fact", "lee"),
        ]
    );
    assert_eq!(exported(&home, &[]).len(), 7, "nothing was deleted");

    let log = home.output(["log", "--json"]);
    let first: Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    assert_eq!((&first["reader"], &first["after"]["reader"]), (&"tester".into(), &"lee".into()));
    assert_eq!(first["what"], serde_json::json!(["settled taken"]));
    let undone = log.lines().filter(|line| line.contains("\"undone\":true")).count();
    assert_eq!(undone, 2, "both sides of the verdict that was taken back: {log}");
}

#[test]
fn what_is_not_settled_is_said() {
    let (home, _) = two_readers();
    let ran = home.run(["export", "--format", "jsonl", "--settled"]);
    assert!(ran.status.success() && ran.stderr.contains("not settled: 4 annotations"), "{ran:?}");
}

#[test]
fn other_readers_are_shown_until_they_are_hidden() {
    let (home, file) = two_readers();
    let reader = open(&home, &file);
    reader.press("d");
    reader.wait_until("nobody else", |screen| !screen.status().contains("lee"));
    reader.quit();
    let reader = home.read([&file]);
    reader.wait_until("one's own alone, as it was left", |screen| screen.status().contains("C2 F1"));
    assert!(!reader.screen().status().contains("lee"));
    reader.press("d");
    reader.wait_until("lee again", |screen| screen.status().contains("lee C1 F2 O1"));
    reader.press("H");
    let screen = reader.wait_for("History of this article");
    assert!(screen.shows("claim made") && screen.shows(WIDER), "{screen:?}");
    reader.press("Esc");
    reader.wait_until("the text", |screen| !screen.shows("History of this article"));
    reader.quit();
}
