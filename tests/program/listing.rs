//! Finding one's way in many articles: sorted, filtered, found as one types, starred, read, deleted and brought back.

use crate::support::Home;
use serde_json::Value;

/// A folder of articles with these titles.
fn home_with(titles: &[&str]) -> Home {
    let home = Home::new();
    for (place, title) in titles.iter().enumerate() {
        home.write(format!("texts/{place}.txt"), format!("{title}\n\n{title}的正文從這裏開始。\n"));
    }
    home.output(["add", home.path("texts").to_str().unwrap()]);
    home
}

fn titles(home: &Home, arguments: &[&str]) -> Vec<String> {
    let all = home.output([&["list", "--json"], arguments].concat());
    let title =
        |line: &str| serde_json::from_str::<Value>(line).unwrap()["title"].as_str().unwrap().to_owned();
    all.lines().map(title).collect()
}

#[test]
fn a_title_is_found_by_the_initials_of_its_pinyin() {
    let home = home_with(&["港口的早晨", "談判重開", "谈判代表离开", "山路斷了"]);
    let reader = home.read([] as [&str; 0]);
    reader.wait_for("4 articles");
    reader.press("f t p");
    let screen = reader.wait_for("2 of 4 articles");
    assert!(screen.entry("談判重開").unwrap().starts_with("> "), "{screen:?}");
    assert!(screen.entry("港口的早晨").is_none(), "{screen:?}");
    reader.press("Enter");
    reader.wait_for("談判重開的正文");
    reader.press("Backspace");
    reader.wait_for("4 articles");
    reader.press("f");
    reader.type_text("shanlu");
    reader.wait_for("1 of 4 articles");
    reader.press("Esc");
    let screen = reader.wait_until("all again", |screen| !screen.shows("1 of 4"));
    assert!(screen.entry("談判重開").unwrap().starts_with("> "), "{screen:?}");
    reader.quit();
}

#[test]
fn several_are_deleted_at_once_and_come_back_after_a_restart() {
    let home = home_with(&["甲", "乙", "丙", "丁"]);
    let file = home.path("texts/1.txt");
    home.output(["annotate", file.to_str().unwrap(), "--label", "claim", "--quote", "正文"]);
    let reader = home.read([] as [&str; 0]);
    reader.wait_for("4 articles");
    reader.press("Space v j x");
    reader.wait_for("Deleted with 1 annotation, u brings back: 3 articles");
    reader.wait_for("1 article");
    reader.quit();
    assert_eq!(titles(&home, &[]), ["丁"]);
    assert_eq!(titles(&home, &["--deleted"]), ["甲", "乙", "丙"]);
    assert!(home.annotations().is_empty());

    let reader = home.read([] as [&str; 0]);
    reader.wait_for("1 article");
    reader.press("u");
    reader.wait_for("4 articles");
    reader.quit();
    assert_eq!(titles(&home, &[]), ["甲", "乙", "丙", "丁"]);
    assert_eq!(home.annotations().len(), 1);
}

#[test]
fn order_and_filters_are_remembered() {
    let home = home_with(&["丙", "甲", "乙"]);
    let reader = home.read([] as [&str; 0]);
    reader.wait_for("3 articles");
    reader.press("s j r o");
    reader.wait_for("Order articles by");
    reader.type_text("title");
    reader.press("Enter");
    reader.wait_for("title from the first");
    reader.press("F");
    reader.type_text("unread");
    reader.press("Enter");
    reader.wait_for("2 of 3 articles");
    reader.quit();

    let reader = home.read([] as [&str; 0]);
    let screen = reader.wait_for("2 of 3 articles");
    assert!(screen.entry("丙").is_some() && screen.entry("乙").is_some(), "{screen:?}");
    assert!(screen.entry("甲").is_none(), "{screen:?}");
    reader.press("Backspace");
    reader.wait_for("3 articles");
    reader.quit();
    assert_eq!(titles(&home, &["--starred"]), ["丙"]);
    assert_eq!(titles(&home, &["--state", "read"]), ["甲"]);
    assert_eq!(titles(&home, &["--sort", "title", "--reverse"]), ["甲", "乙", "丙"]);
}

#[test]
fn what_has_no_date_comes_last_either_way() {
    let home = home_with(&["甲"]);
    let corpus = "title,text,date\n乙,河水漲了。,2026-02-06\n丙,河水退了。,2019\n";
    home.output(["add".into(), home.write("corpus.csv", corpus)]);
    assert_eq!(titles(&home, &["--sort", "published"]), ["丙", "乙", "甲"]);
    assert_eq!(titles(&home, &["--sort", "published", "--reverse"]), ["乙", "丙", "甲"]);
}

#[test]
fn a_label_that_there_is_not_is_told_with_those_that_there_are() {
    let home = home_with(&["甲"]);
    let ran = home.run(["list", "--label", "claim", "--label", "nope"]);
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    assert!(ran.stdout.is_empty());
    assert!(ran.stderr.contains("there is no label `nope`; the labels are: claim, fact, opinion"), "{ran:?}");
    assert!(titles(&home, &["--label", "claim"]).is_empty());
}

#[test]
fn what_was_published_since_a_day_is_known_to_be_so() {
    let home = home_with(&["甲"]);
    let corpus = concat!(
        r#"{"title":"乙","text":"河水漲了。","date":"2026-02-06","url":"https://example.org/2"}"#,
        "\n",
        r#"{"title":"丙","text":"河水退了。","date":"2019"}"#,
    );
    home.output(["add".into(), home.write("corpus.jsonl", corpus)]);
    assert_eq!(titles(&home, &[]), ["甲", "乙", "丙"]);
    let urls: Vec<Value> = home.articles().iter().map(|one| one["url"].clone()).collect();
    assert_eq!(urls, ["", "https://example.org/2", ""]);

    let ran = home.run(["list", "--since", "2020"]);
    assert!(
        ran.status.success() && ran.stdout.contains('乙') && !ran.stdout.contains(['甲', '丙']),
        "{ran:?}"
    );
    assert!(ran.stderr.contains("1 article without a date of publication"), "{ran:?}");
    let ran = home.run(["list", "--until", "2020"]);
    assert!(ran.stdout.contains('丙') && !ran.stdout.contains(['甲', '乙']), "{ran:?}");
    assert_eq!(titles(&home, &["--added-since", "2020"]), ["甲", "乙", "丙"]);
    assert!(titles(&home, &["--added-since", "2999"]).is_empty());

    let reader = home.read([] as [&str; 0]);
    reader.wait_for("3 articles");
    reader.press("F");
    reader.type_text("since 2020");
    let screen = reader.wait_for("published    since 2020");
    assert!(screen.shows("added        since 2020"), "{screen:?}");
    reader.press("Enter");
    let screen = reader.wait_for("1 of 3 articles");
    assert!(screen.shows("published since 2020") && screen.entry("乙").is_some(), "{screen:?}");
    reader.quit();
}

#[test]
fn what_is_deleted_for_good_is_gone() {
    let home = home_with(&["甲", "乙"]);
    let reader = home.read([] as [&str; 0]);
    reader.wait_for("2 articles");
    reader.press("x");
    reader.wait_for("1 article");
    reader.quit();
    assert_eq!(
        home.output(["delete-for-good"]),
        "1 article would be deleted for good; with --yes that is done\n"
    );
    assert_eq!(
        home.output(["delete-for-good", "--before", "2001-01-01", "--yes"]),
        "0 articles deleted for good\n"
    );
    assert_eq!(home.output(["delete-for-good", "--yes"]), "1 article deleted for good\n");
    assert!(titles(&home, &["--deleted"]).is_empty());
}

#[test]
fn a_long_article_is_gone_about_by_its_headings() {
    let home = Home::new();
    let part = |name: &str| format!("## {name}\n\n{}\n\n", "這一段說的是別的事。".repeat(60));
    let text = format!("一本書\n\n{}{}{}", part("一、開端"), part("二、經過"), part("三、結局"));
    home.write("texts/book.txt", text);
    let reader = home.read([home.path("texts")]);
    reader.wait_for("min left");
    reader.press("Enter");
    reader.wait_until("a lit sentence", |screen| !screen.lit().is_empty());
    reader.press("#");
    let screen = reader.wait_for("Contents");
    assert!(screen.shows("經過") && screen.shows("結局"), "{screen:?}");
    reader.type_text("結局");
    reader.press("Enter");
    reader.wait_until("the last part", |screen| screen.lit().contains("結局"));
    reader.press("Backspace");
    reader.wait_until("where the jump began", |screen| screen.lit().contains("一本書"));
    reader.quit();
}
