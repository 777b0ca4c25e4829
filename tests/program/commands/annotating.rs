//! Passages tagged by their words and by their place.

use std::fs;

use crate::commands::{TEXT, home_with_article};
use crate::support::code_points;

#[test]
fn passages_are_tagged_by_their_words() {
    let (home, file) = home_with_article();
    let annotate = |options: &[&str]| home.run([&["annotate", &file, "--label", "claim"], options].concat());
    let ran = annotate(&["--quote", "吉野家又說", "--note", "- 查", "--source", "吉野家"]);
    assert!(ran.status.success() && ran.stderr.is_empty(), "{ran:?}");
    let id = ran.stdout.trim().to_owned();
    let ran = annotate(&["--quote", "價錢不變", "--nth", "2"]);
    assert!(ran.status.success() && ran.stderr.is_empty(), "{ran:?}");
    let ran = annotate(&["--quote", "價錢不變"]);
    assert!(ran.status.success() && ran.stderr.contains("stands 2 times"), "{ran:?}");
    let ran = annotate(&["--quote", "價錢不變", "--nth", "3"]);
    assert!(ran.refused(1).contains("only 2 times"), "{ran:?}");
    assert!(annotate(&["--quote", "沒有的話"]).refused(1).contains("does not stand"));

    let annotations = home.annotations();
    let quotes: Vec<&str> = annotations.iter().map(|one| one["quote"].as_str().unwrap()).collect();
    assert_eq!(quotes, ["價錢不變", "吉野家又說", "價錢不變"]);
    assert_eq!(
        (&annotations[1]["note"], &annotations[1]["source"], &annotations[1]["id"]),
        (&"- 查".into(), &"吉野家".into(), &id.into())
    );
    for annotation in &annotations {
        assert_eq!(code_points(TEXT, annotation), annotation["quote"].as_str().unwrap());
    }
    assert_eq!(home.articles()[0]["tags"], serde_json::json!({"claim": 3}));
    assert!(home.output(["list"]).trim_end().ends_with("claim 3"));
}

#[test]
fn passages_are_tagged_by_their_place() {
    let (home, file) = home_with_article();
    let annotate = |start: usize, end: usize| {
        let (start, end) = (start.to_string(), end.to_string());
        home.run(["annotate", &file, "--label", "fact", "--start", &start, "--end", &end])
    };
    let place = |words: &str| TEXT[..TEXT.find(words).unwrap()].chars().count();
    // A character outside the Basic Multilingual Plane is one code point.
    let start = place("𠮷野家");
    assert!(annotate(start, start + 3).status.success());
    assert_eq!(home.annotations()[0]["quote"], "𠮷野家");
    assert_eq!(home.annotations()[0]["start"], start);

    let voiced = place("か\u{3099}");
    let family = place("👨‍👩‍👧‍👦");
    for (start, end) in [(voiced, voiced + 1), (voiced + 1, voiced + 2), (family, family + 1)] {
        assert!(annotate(start, end).refused(2).contains("within a character"), "{start} {end}");
    }
    assert!(annotate(voiced, voiced + 2).status.success());
    assert!(annotate(family, family + 7).status.success());
    let whole = TEXT.chars().count();
    assert!(annotate(0, whole).status.success());
    assert!(annotate(0, whole + 1).refused(1).contains("code points"));
    assert!(annotate(3, 3).refused(2).contains("not before"));
    assert!(annotate(4, 3).refused(2).contains("not before"));
    assert_eq!(home.annotations().len(), 4);
}

#[test]
fn labels_and_reader_come_from_the_configuration() {
    let (home, file) = home_with_article();
    let configuration = "reader = \"編輯\"\n[[labels]]\nname = \"傳聞\"\nkey = \"r\"\ncolour = \"red\"\nsign = \"R\"\n\
        description = \"hearsay\"\n";
    fs::write(home.config(), configuration).unwrap();
    home.output(["annotate", &file, "--label", "傳聞", "--quote", "𠮷野家"]);
    let annotation = &home.annotations()[0];
    assert_eq!((&annotation["label"], &annotation["reader"]), (&"傳聞".into(), &"編輯".into()));
    let ran = home.run(["annotate", &file, "--label", "claim", "--quote", "𠮷野家"]);
    assert!(ran.refused(2).contains("the labels are: 傳聞"), "{ran:?}");
    fs::write(home.config(), "reader = ").unwrap();
    assert!(home.run(["list"]).refused(1).contains("config.toml"));
    fs::remove_file(home.config()).unwrap();
    assert!(home.run(["list"]).refused(1).contains("config.toml"));
}
