//! Articles taken in: once, wherever they lie, and again where their words changed.

use std::fs;

use crate::commands::{TEXT, home_with_article, path};
use crate::support::{Home, Ran, assert_plain, code_points};
use serde_json::Value;

#[test]
fn articles_are_added_once_and_listed() {
    let home = Home::with_seeds();
    let seeds = home.seeds();
    assert_eq!(home.output(["add", path(&seeds)]), "5 new, 0 known\n");
    assert_eq!(home.output(["add", path(&seeds), path(&seeds.join("nuclear-file.txt"))]), "0 new, 5 known\n");

    let listed = home.output(["list"]);
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 5, "{listed}");
    assert!(lines[3].trim_start().starts_with("4  伊朗核檔案：來路、僵局與下一頁 "), "{listed}");
    assert!(lines[3].ends_with("/seeds/nuclear-file.txt"), "{listed}");

    let articles = home.articles();
    let ids: Vec<i64> = articles.iter().map(|article| article["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5]);
    assert_eq!(articles[3]["title"], "伊朗核檔案：來路、僵局與下一頁");
    let uri = articles[3]["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///") && uri.ends_with("/seeds/nuclear-file.txt"), "{uri}");
    assert_eq!(articles[3]["tags"], serde_json::json!({}));
}

#[test]
fn standard_input_is_an_article_too() {
    let home = Home::new();
    let ran = Ran::of(home.command(["add", "-"]).write_stdin(TEXT));
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(0), "1 new, 0 known\n"), "{ran:?}");
    let ran = Ran::of(home.command(["add", "-"]).write_stdin(TEXT));
    assert_eq!(ran.stdout, "0 new, 1 known\n");
    assert_eq!(home.articles()[0]["title"], "標題在這裏");
    let ran = Ran::of(home.command(["add", "-"]).write_stdin(""));
    assert!(ran.refused(1).contains("standard input"), "{ran:?}");
    let ran = Ran::of(home.command(["add", "-"]).write_stdin([0u8; 64]));
    assert!(ran.refused(1).contains("standard input"), "{ran:?}");
}

#[test]
fn what_is_readable_of_a_folder_is_taken_in() {
    let home = Home::with_seeds();
    home.write("seeds/image.bin", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 1, 2]);
    home.write("seeds/.hidden.txt", TEXT);
    home.write("seeds/deep/er/article.txt", TEXT);
    let ran = home.run(["add", path(&home.seeds())]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "6 new, 0 known\n"), "{ran:?}");
    assert!(ran.stderr.contains("image.bin") && ran.stderr.contains("1 could not be taken in"), "{ran:?}");
}

#[test]
fn an_article_is_the_same_wherever_it_lies() {
    let (home, file) = home_with_article();
    home.output(["annotate", &file, "--label", "claim", "--quote", "𠮷野家"]);
    let copy = home.write("elsewhere/copy.txt", TEXT);
    assert_eq!(home.output(["add", path(&copy)]), "0 new, 1 known\n");
    assert_eq!(home.articles().len(), 1);
    home.output(["annotate", path(&copy), "--label", "fact", "--quote", "吉野家又說"]);
    let annotations = home.annotations();
    assert_eq!(annotations.len(), 2);
    assert_eq!(annotations[0]["article"], annotations[1]["article"]);

    // It was moved: its tags go with it.
    fs::remove_file(&file).unwrap();
    assert_eq!(home.output(["add", path(&copy)]), "0 new, 1 known\n");
    assert_eq!(home.output(["export", "--format=jsonl", "--article", path(&copy)]).lines().count(), 2);
}

#[test]
fn annotations_are_carried_into_a_changed_text() {
    let (home, file) = home_with_article();
    for (label, quote) in [("claim", "𠮷野家"), ("fact", "吉野家又說"), ("opinion", "最後一段")]
    {
        home.output(["annotate", &file, "--label", label, "--quote", quote]);
    }
    let changed = TEXT.replace("𠮷野家說", "據報道，𠮷野家說").replace("最後一段", "末尾一節");
    fs::write(&file, &changed).unwrap();
    let told = home.output(["add", &file]);
    assert!(
        told.contains("1 with a new text, 1 annotations without a place in the new text, kept"),
        "{told}"
    );
    assert_eq!(home.articles().len(), 1);
    let annotations = home.annotations();
    let found: Vec<&Value> = annotations.iter().filter(|one| one["label"] != "opinion").collect();
    assert_eq!(found.len(), 2, "{annotations:?}");
    for annotation in found {
        assert_eq!(code_points(&changed, annotation), annotation["quote"].as_str().unwrap());
    }
    assert!(home.output(["show", "1", "--width", "200"]).contains("據報道，𠮷野家說"));

    // The words come back, and what was said of them with them.
    fs::write(&file, TEXT).unwrap();
    home.output(["add", &file]);
    let quotes: Vec<Value> = home.annotations().into_iter().map(|mut one| one["quote"].take()).collect();
    assert_eq!(quotes, ["𠮷野家", "吉野家又說", "最後一段"]);
}

#[test]
fn an_article_whose_file_is_gone_is_found_by_its_name() {
    let home = Home::new();
    let file = home.write("folder/gone.txt", TEXT);
    home.output(["add", "folder/gone.txt"]);
    fs::remove_file(&file).unwrap();
    for name in ["folder/gone.txt", "./folder/../folder/gone.txt", path(&file)] {
        assert!(home.output(["show", name]).starts_with("標題在這裏"), "{name}");
    }
    home.output(["annotate", "folder/gone.txt", "--label=claim", "--quote=𠮷野家"]);
    assert_eq!(home.output(["export", "--format=jsonl", "--article=folder/gone.txt"]).lines().count(), 1);
    assert!(home.run(["show", "other.txt"]).refused(1).contains("other.txt"));
}

#[test]
fn a_listed_title_is_given_whole_and_acts_on_no_terminal() {
    let home = Home::new();
    let title = "船\u{9b}31m\u{202e}到\u{200b}了\u{e0001}";
    home.write("article.txt", format!("{title}\n\n船隊昨天到了港口，碼頭上沒有人迎接。\n"));
    home.output(["add", "article.txt"]);
    assert_plain(&home.output(["list", "--json"]));
    assert_eq!(home.articles()[0]["title"], title);
}

/// A paragraph of words that no other has: made of the ideographs from a place on.
fn paragraph(from: u32) -> String {
    let ideographs = (0..70).map(|n| char::from_u32(0x4e00 + (from * 977 + n * 131) % 20_000).unwrap());
    ideographs.chain("。\n\n".chars()).collect()
}

#[test]
fn folders_are_remembered_with_their_globs_and_forgotten() {
    let home = Home::new();
    home.write("articles/a.txt", TEXT);
    home.write("articles/draft.txt", "草稿\n\n還沒有寫完。\n");
    home.write("articles/notes.md", "筆記\n\n不是文章。\n");
    let articles = home.path("articles").canonicalize().unwrap();
    assert_eq!(home.output(["add", "--glob", "*.txt", "--glob", "!draft*", "articles"]), "1 new, 0 known\n");
    assert_eq!(home.output(["folders"]), format!("{}  *.txt  !draft*\n", articles.display()));
    home.write("articles/deep/b.txt", "第二篇\n\n船到了港口。\n");
    assert_eq!(home.output(["add"]), "1 new, 1 known\n");
    // What lies in a remembered folder is looked at by its rules, and not remembered beside it.
    home.write("articles/deep/draft2.txt", "草稿\n\n也沒有寫完。\n");
    assert_eq!(home.output(["add", "articles/deep"]), "0 new, 1 known\n");
    assert_eq!(home.output(["folders", "--json"]).lines().count(), 1);

    fs::rename(&articles, home.path("elsewhere")).unwrap();
    let ran = home.run(["add"]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "0 new, 0 known\n"), "{ran:?}");
    assert!(ran.stderr.contains("does not exist"), "{ran:?}");
    assert_eq!(home.articles().len(), 2);
    home.output(["folders", "--forget", path(&articles)]);
    assert_eq!(home.output(["folders"]), "");
    assert!(home.run(["folders", "--forget", "articles"]).refused(1).contains("is not remembered"));
    assert!(home.run(["add", "--glob", "[a", "elsewhere"]).refused(2).contains("is no glob"));
}

#[test]
fn a_corpus_is_read_again_when_its_columns_are_named() {
    let home = Home::new();
    let corpus =
        home.write("corpus.csv", "title,text,when\n甲,甲說此事。,2026-02-06\n乙,乙說此事。,2026-02-07\n");
    assert_eq!(home.output(["add", path(&corpus)]), "2 new, 0 known\n");
    assert_eq!(home.articles()[0]["published"], "");
    assert_eq!(home.output(["add", "--date-column", "when", path(&corpus)]), "0 new, 2 known\n");
    let published: Vec<Value> = home.articles().iter().map(|article| article["published"].clone()).collect();
    assert_eq!(published, ["2026-02-06", "2026-02-07"]);
}

#[test]
fn reprints_and_copies_are_marked() {
    let home = Home::new();
    let body: String = (0..8).map(paragraph).collect();
    home.write("a/first.txt", format!("河報：船到了\n\n{body}"));
    home.write("b/again.txt", format!("船到了港口，誰也沒看見\n\n{body}轉載自河報。\n"));
    home.write("b/copy.txt", format!("河報：船到了\n\n{body}"));
    home.write("b/other.txt", (100..108).map(paragraph).collect::<String>());
    assert_eq!(home.output(["add", "a"]), "1 new, 0 known\n");
    assert_eq!(home.output(["add", "b"]), "2 new, 1 known, 1 nearly the same as another\n");
    let articles = home.articles();
    assert_eq!((&articles[0]["copies"], &articles[0]["like"]), (&1.into(), &Value::Null));
    assert_eq!(articles[1]["like"]["id"], 1);
    assert!(articles[1]["like"]["percent"].as_u64().unwrap() > 85, "{articles:?}");
    assert_eq!((&articles[2]["copies"], &articles[2]["like"]), (&0.into(), &Value::Null));
    let listed = home.output(["list"]);
    assert!(listed.contains("+1 of the same text") && listed.contains("% like 1\n"), "{listed}");
}

#[test]
fn what_a_folder_repeats_is_a_notice() {
    let home = Home::new();
    let notice = "未經許可請勿轉載本站文字，圖片請另行商議，謝謝各位讀者。";
    for n in 0..4 {
        let body: String = (n * 20..n * 20 + 10).map(paragraph).collect();
        home.write(format!("site/{n}.txt"), format!("第{n}號的題目\n\n{body}{notice}\n"));
    }
    home.output(["add", "site"]);
    home.output(["annotate", "1", "--label=claim", &format!("--quote={notice}")]);
    let report = home.output(["export", "--format=html"]);
    assert!(!report.contains("<p class=\"notice\""), "what is annotated stays as it is");
    home.output(["annotate", "2", "--label=claim", "--start=9", "--end=12"]);
    let report = home.output(["export", "--format=html", "--article=2"]);
    let row = report.lines().find(|line| line.contains(notice)).unwrap();
    assert!(row.contains("<p class=\"notice\""), "{row}");
    assert!(home.output(["show", "3", "--width", "200"]).contains(notice), "the text stays as it is");
}
