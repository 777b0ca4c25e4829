//! Words found in all articles, as people and programs read them.

use pingdian::library::{ArticleId, Mark, Store};
use serde_json::Value;

use crate::commands::{TEXT, home_with_article, path};

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
    assert_eq!(told, [(2, "价钱不变"), (1, "價錢不變"), (1, "價錢不變")]);
    let characters: Vec<char> = text.chars().collect();
    for one in &found[1..] {
        let offset = |name: &str| one[name].as_u64().unwrap() as usize;
        let words: String = characters[offset("start")..offset("end")].iter().collect();
        assert_eq!(words, "價錢不變");
        assert!(one["context"].as_str().unwrap().contains("價錢不變"));
        assert_eq!(one["article"]["title"], "標題在這裏");
        assert!(one["article"]["uri"].as_str().unwrap().starts_with("file:///"));
    }
    assert!(found[1]["start"].as_u64() < found[2]["start"].as_u64());

    assert_eq!(home.output(["search", "价钱不变", "--exact"]).lines().count(), 1);
    assert_eq!(home.output(["search", "價錢不變", "--limit", "1"]).lines().count(), 1);
    assert_eq!(home.output(["search", "價錢", "--json", "--limit", "0"]), "");
    assert_eq!(home.output(["search", "か"]), "");
    assert_eq!(home.output(["search", "ｶﾞ"]).lines().count(), 1);
    assert_eq!(home.output(["search", "--regex", "[吉𠮷]野家"]).lines().count(), 2);
    assert_eq!(home.output(["search", "沒有這樣的話"]), "");
}

#[test]
fn notes_and_sources_are_found_with_the_passages_that_they_are_about() {
    let (home, file) = home_with_article();
    home.output(["add", &file]);
    let other = home.write("other.txt", "別的標題\n\n店家沒有說話。\n");
    home.output(["add", path(&other)]);
    let note = "問問店家\n價錢\u{1b}是多少";
    home.output([
        "annotate",
        "1",
        "--label",
        "claim",
        "--quote",
        "價錢不變",
        "--nth",
        "1",
        "--note",
        note,
        "--source",
        "店家",
    ]);
    home.output(["annotate", "1", "--label", "fact", "--quote", "一家人"]);
    let found = |options: &[&str]| -> Vec<Value> {
        let lines = home.output(["search", "--json"].iter().chain(options).copied());
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let told = |found: &[Value]| -> Vec<(i64, String, String)> {
        let word = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
        let told = found.iter();
        told.map(|one| (one["article"]["id"].as_i64().unwrap(), word(one, "in"), word(one, "quote")))
            .collect()
    };
    let of = |article: i64, part: &str, quote: &str| (article, part.to_owned(), quote.to_owned());

    let in_all = found(&["店家"]);
    assert_eq!(
        told(&in_all),
        [of(2, "text", "店家"), of(1, "note", "價錢不變"), of(1, "source", "價錢不變")]
    );
    assert_eq!(in_all[0]["tags"].as_array().unwrap().len(), 0);
    assert!(in_all[0].get("words").is_none() && in_all[0].get("annotation").is_none());
    assert_eq!((&in_all[1]["words"], &in_all[2]["words"]), (&note.into(), &"店家".into()));
    for one in &in_all[1..] {
        let characters: Vec<char> = TEXT.chars().collect();
        let offset = |name: &str| one[name].as_u64().unwrap() as usize;
        let words: String = characters[offset("start")..offset("end")].iter().collect();
        assert_eq!(words, "價錢不變");
        assert!(one["context"].as_str().unwrap().contains("𠮷野家說"));
        assert_eq!((&one["annotation"]["label"], &one["tags"][0]), (&"claim".into(), &one["annotation"]));
    }

    let in_texts = found(&["價錢不變"]);
    assert_eq!(told(&in_texts), vec![of(1, "text", "價錢不變"); 2]);
    assert_eq!(in_texts[0]["tags"][0]["label"], "claim");
    assert_eq!(in_texts[1]["tags"].as_array().unwrap().len(), 0);

    assert!(found(&["价钱是"]).is_empty());
    assert_eq!(told(&found(&["问问"])), [of(1, "note", "價錢不變")]);
    assert!(found(&["问问", "--exact"]).is_empty());
    assert_eq!(told(&found(&["--regex", "^店.$"])), [of(1, "source", "價錢不變")]);
    assert_eq!(found(&["店家", "--limit", "2"]), in_all[..2]);

    let printed = home.output(["search", "店家"]);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 3, "{printed}");
    assert!(lines[0].ends_with("【店家】沒有說話。"), "{printed}");
    assert!(lines[1].contains("note on claim: 問問【店家】␊價錢␛是多少"), "{printed}");
    assert!(lines[2].contains("source on claim: 【店家】"), "{printed}");
    assert!(home.output(["search", "一家人"]).contains("[fact] "));
}

#[test]
fn a_title_that_is_not_in_the_text_is_found_by_itself() {
    let (home, _) = home_with_article();
    let file = home.write("bridge.txt", "舊橋  的冬天\n\n橋在十二月拆了。河邊的人都來看。\n");
    home.output(["add", path(&file)]);
    let printed = home.output(["search", "舊橋 的冬天", "--json"]);
    let found: Value = serde_json::from_str(printed.trim_end()).unwrap();
    assert_eq!((&found["in"], &found["words"]), (&"title".into(), &"舊橋 的冬天".into()));
    assert_eq!((&found["quote"], &found["start"], &found["end"]), (&"".into(), &0.into(), &0.into()));
    assert!(home.output(["search", "旧桥 的"]).contains("title: 【舊橋 的】冬天"));
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
