//! Words found in all articles, as people and programs read them.

use pingdian::library::{ArticleId, Mark, Store};
use serde_json::Value;

use crate::{home_with_article, path};

#[test]
fn every_match_is_an_object_whose_offsets_are_the_texts() {
    let (home, file) = home_with_article();
    let text = std::fs::read_to_string(&file).unwrap();
    home.output(["add", &file]);
    let other = home.write("other.txt", "价钱不变，價錢\u{1b}[31m不變。\n");
    home.output(["add", path(&other)]);
    let found: Vec<Value> = home
        .output(["search", "價錢不變", "--json"])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<(i64, &str)> = found
        .iter()
        .map(|one| (one["article"]["id"].as_i64().unwrap(), one["quote"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(1, "價錢不變"), (1, "價錢不變"), (2, "价钱不变")]);
    let characters: Vec<char> = text.chars().collect();
    for one in &found[..2] {
        let offset = |name: &str| one[name].as_u64().unwrap() as usize;
        let words: String = characters[offset("start")..offset("end")].iter().collect();
        assert_eq!(words, "價錢不變");
        assert!(one["context"].as_str().unwrap().contains("價錢不變"));
        assert_eq!(one["article"]["title"], "標題在這裏");
        assert!(one["article"]["uri"].as_str().unwrap().starts_with("file:///"));
    }
    assert!(found[0]["start"].as_u64() < found[1]["start"].as_u64());

    assert_eq!(home.output(["search", "价钱不变", "--exact"]).lines().count(), 1);
    assert_eq!(home.output(["search", "價錢不變", "--limit", "1"]).lines().count(), 1);
    assert_eq!(home.output(["search", "價錢", "--json", "--limit", "0"]), "");
    assert_eq!(home.output(["search", "か"]), "");
    assert_eq!(home.output(["search", "ｶﾞ"]).lines().count(), 1);
    assert_eq!(home.output(["search", "--regex", "[吉𠮷]野家"]).lines().count(), 2);
    assert_eq!(home.output(["search", "沒有這樣的話"]), "");
}

#[test]
fn nothing_of_a_text_reaches_the_terminal_raw() {
    let (home, _) = home_with_article();
    let file = home.write("hostile.txt", "甲\u{1b}[2J\u{202e}乙丙\u{7}。\n");
    home.output(["add", path(&file)]);
    for printed in [home.output(["search", "乙"]), home.output(["search", "乙", "--json"])] {
        assert!(printed.contains('丙'), "{printed:?}");
        assert!(!printed.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{printed:?}");
    }
}

#[test]
fn what_cannot_be_looked_for_is_a_wrong_command_line() {
    let (home, _) = home_with_article();
    assert!(home.run(["search", ""]).refused(2).contains("QUERY"));
    assert!(home.run(["search", "--regex", "("]).refused(2).contains("no regular expression"));
    assert!(home.run(["search"]).refused(2).contains("QUERY"));
}

#[test]
fn what_is_taken_in_later_and_what_is_gone_are_known() {
    let (home, file) = home_with_article();
    home.output(["add", &file]);
    assert_eq!(home.output(["search", "一家人"]).lines().count(), 1);
    home.write("article.txt", "標題在這裏\n\n別的話。\n");
    home.output(["add", &file]);
    assert_eq!(home.output(["search", "一家人"]), "");
    assert_eq!(home.output(["search", "別的話"]).lines().count(), 1);
    let mut beside = home.library().into_os_string();
    beside.push("-folded");
    std::fs::write(&beside, "no cache").unwrap();
    assert_eq!(home.output(["search", "別的話"]).lines().count(), 1);
}

#[test]
fn what_was_deleted_is_found_again_once_it_is_back() {
    let (home, file) = home_with_article();
    home.output(["add", &file]);
    let mark = |deleted| {
        let mut store = Store::open(&home.library()).unwrap();
        store.mark(&[ArticleId(1)], Mark::Deleted(deleted), "me").unwrap();
    };
    mark(true);
    for options in
        [&["search", "一家人"][..], &["search", "一家人", "--exact"], &["search", "--regex", "一家."]]
    {
        assert_eq!(home.output(options.iter().copied()), "", "{options:?}");
    }
    mark(false);
    assert_eq!(home.output(["search", "一家人"]).lines().count(), 1);
}
