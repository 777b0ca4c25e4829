//! Who changed what, and when.

use std::fs;

use serde_json::Value;

use crate::commands::{home_with_article, path};
use crate::support::{Home, assert_plain};

fn annotate_as(home: &Home, reader: &str, file: &str, label: &str, quote: &str) {
    fs::write(home.config(), format!("reader = \"{reader}\"\n")).unwrap();
    home.output(["annotate", file, "--label", label, "--quote", quote, "--source", "吉野家"]);
}

#[test]
fn changes_are_told_the_newest_first_in_columns() {
    let (home, file) = home_with_article();
    annotate_as(&home, "tester", &file, "claim", "𠮷野家說");
    annotate_as(
        &home,
        "閱讀小組長",
        &file,
        "opinion",
        "最後一段說了很長的一句話，長得在窄的地方要換好幾行，才讀得完它",
    );
    let other = home.write("other.txt", "另一篇文章，沒有標記。\n");
    annotate_as(&home, "tester", path(&other), "fact", "另一篇");

    let log = home.output(["log"]);
    let lines: Vec<&str> = log.lines().collect();
    let told: Vec<&str> = lines.iter().map(|line| &line[18..]).collect();
    assert_eq!(told[0], "tester       2  fact made; source 吉野家      另一篇");
    assert_eq!(told[1], "閱讀..長     1  opinion made; source 吉野家   最後一段說..完它");
    assert_eq!(told[2], "tester       1  claim made; source 吉野家     𠮷野家說");
    assert!(lines.iter().all(|line| line.starts_with("20") && line.as_bytes()[10] == b' '), "{log}");
    assert_plain(&log);

    assert_eq!(home.output(["log", "1"]).lines().count(), 2);
    assert_eq!(home.output(["log", &file, "--reader", "tester"]).lines().count(), 1);
    assert_eq!(home.output(["log", "--limit", "2"]).lines().count(), 2);
    assert_eq!(home.output(["log", "--limit", "0"]), "");
    assert_eq!(home.output(["log", "--since", "2999-01-01"]), "");
    assert_eq!(home.output(["log", "--since", "2000-01-01T00:00"]), log);
    assert!(home.run(["log", "--since", "gestern"]).refused(2).contains("2026-03-01"));
    assert!(home.run(["log", "9"]).refused(1).contains('9'));
}

#[test]
fn tools_are_told_what_was_before_and_after() {
    let (home, file) = home_with_article();
    annotate_as(&home, "tester", &file, "claim", "𠮷野家說");
    let log = home.output(["log", "--json"]);
    let line: Value = serde_json::from_str(log.trim_end()).unwrap();
    let annotation = &home.annotations()[0];
    assert_eq!((&line["about"], &line["reader"]), (&"annotation".into(), &"tester".into()));
    assert_eq!((&line["before"], &line["undone"]), (&Value::Null, &false.into()));
    for key in ["id", "label", "start", "end", "source", "note", "reader"] {
        assert_eq!(line["after"][key], annotation[key], "{key}");
    }
    assert_eq!((&line["quote"], &line["article"]), (&annotation["quote"], &annotation["article"]));
    assert_eq!(line["what"], serde_json::json!(["claim made", "source 吉野家"]));
}

#[test]
fn nothing_of_an_article_acts_on_the_terminal() {
    let home = Home::new();
    let file = home.write("acts.txt", "他說：\u{1b}[31m紅\u{202e}色。\n");
    annotate_as(&home, "le\\u001be", path(&file), "claim", "他說：\u{1b}[31m紅\u{202e}色。");
    assert_plain(&home.output(["log"]));
    assert_plain(&home.output(["log", "--json"]));
}

#[test]
fn what_a_colleague_sent_is_told_under_the_colleagues_name() {
    let (home, file) = home_with_article();
    annotate_as(&home, "lee", &file, "claim", "𠮷野家說");
    let sent = home.write("lee.jsonl", home.output(["export", "--format", "jsonl"]));
    let (other, _) = home_with_article();
    other.output(["add", path(&other.path("article.txt"))]);
    assert!(other.run(["import-annotations", path(&sent)]).status.success());
    let log = other.output(["log"]);
    assert!(log.contains("  lee  ") && log.contains("claim made"), "{log}");
}
