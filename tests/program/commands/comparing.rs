//! Two readers compared.

use std::fs;

use serde_json::{Value, json};

use crate::commands::{home_with_article, path};
use crate::support::{Home, assert_plain};

const OTHER: &str = "另一篇\n\n這裏只有一句話。\n";

/// A home in which two readers annotated one article, and one of them another.
fn home_of_two() -> (Home, String) {
    let (home, file) = home_with_article();
    let other = home.write("other.txt", OTHER);
    for (reader, made) in [
        (
            "陳",
            [
                ("claim", "吉野家又說：“價錢不變。”"),
                ("fact", "か\u{3099}是兩個碼位。"),
                ("opinion", "最後一段"),
            ],
        ),
        (
            "林",
            [
                ("claim", "吉野家又說：“價錢不變。”"),
                ("claim", "か\u{3099}是兩個碼位。"),
                ("opinion", "段說了很長"),
            ],
        ),
    ] {
        fs::write(home.config(), format!("reader = \"{reader}\"\n")).unwrap();
        for (label, quote) in made {
            home.output(["annotate", &file, "--label", label, "--quote", quote]);
        }
    }
    home.output(["annotate", path(&other), "--label", "fact", "--quote", "一句話"]);
    (home, file)
}

fn compared(home: &Home, arguments: &[&str]) -> Value {
    let arguments = [&["compare"], arguments, &["--format", "json"]].concat();
    serde_json::from_str(&home.output(arguments)).unwrap()
}

#[test]
fn two_readers_of_the_library_are_compared() {
    let (home, _) = home_of_two();
    let told = compared(&home, &["陳", "林", "--list", "--article", "1"]);
    assert_eq!(
        (&told["a"], &told["units"], &told["agreed"]),
        (&json!({"reader": "陳", "file": null, "annotations": 3}), &json!(6), &json!(5))
    );
    assert_eq!(told["annotations"]["exact"]["pairs"], 1);
    assert_eq!(told["annotations"]["overlapping"]["f1"], 4.0 / 6.0);
    let kinds: Vec<&Value> =
        told["disagreements"].as_array().unwrap().iter().map(|one| &one["difference"]).collect();
    assert_eq!(kinds, ["other-label", "other-borders"]);
    assert_eq!(told["disagreements"][1]["quote"], "最後一段說了很長");
    assert_eq!(told["articles_left_out"], 0);

    let page = home.output(["compare", "陳", "林", "--list"]);
    assert!(page.contains("1 article left out") && page.contains("83.3%, 5 of 6"), "{page}");
    assert!(page.contains("other label   A fact, B claim"), "{page}");
    assert_plain(&page);
    let page = home.output(["compare", "陳", "林", "--all"]);
    assert!(page.contains("2 articles\n"), "{page}");
}

#[test]
fn units_are_listed_for_other_tools() {
    let (home, _) = home_of_two();
    let told = compared(&home, &["陳", "林", "--list-units", "--presence"]);
    let labels: Vec<(&Value, &Value)> =
        told["unit_list"].as_array().unwrap().iter().map(|unit| (&unit["a"], &unit["b"])).collect();
    assert_eq!(labels.len() as u64, told["units"].as_u64().unwrap());
    assert!(labels.contains(&(&json!("opinion"), &json!("opinion"))), "{labels:?}");
    assert!(labels.contains(&(&json!("fact"), &json!("claim"))), "{labels:?}");
    let characters = compared(&home, &["陳", "林", "--by", "character"]);
    // A family of seven code points is one character; images are none.
    assert_eq!(characters["units"], 75);
    let csv = home.output(["compare", "陳", "林", "--format", "csv", "--list-units"]);
    assert_eq!(csv.lines().count() as u64, told["units"].as_u64().unwrap() + 1);
    let measures = home.output(["compare", "陳", "林", "--format", "csv"]);
    assert!(measures.starts_with("\u{feff}measure,a,b,value\r\nby,,,sentence\r\n"), "{measures}");
    assert!(measures.contains("\r\nconfusion,fact,claim,1\r\n"), "{measures}");
}

#[test]
fn a_file_stands_for_a_reader() {
    let (home, _) = home_of_two();
    let all = home.output(["export", "--format", "jsonl"]);
    let of = |reader: &str| -> String {
        let of = format!("\"reader\":\"{reader}\"");
        all.lines().filter(|line| line.contains(&of)).flat_map(|line| [line, "\n"]).collect()
    };
    // A file that has the reader's name comes first; `reader:` says that it is not meant.
    home.write("陳", of("林"));
    let told = compared(&home, &["陳", "reader:陳"]);
    assert_eq!(
        (&told["a"]["reader"], &told["a"]["file"], &told["b"]["reader"]),
        (&json!("林"), &json!("陳"), &json!("陳"))
    );
    assert_eq!(told["agreed"], compared(&home, &["林", "reader:陳"])["agreed"]);
    let same = compared(&home, &["陳", "林"]);
    assert_eq!(
        (&same["kappa"], &same["share"], &same["articles_left_out"]),
        (&json!(1.0), &json!(1.0), &json!(0))
    );
    home.write("both.jsonl", &all);
    let ran = home.run(["compare", "both.jsonl", "林"]);
    assert!(ran.refused(1).contains("several readers, “林”, “陳”"), "{ran:?}");
}

#[test]
fn a_measure_that_says_nothing_is_undefined() {
    let (home, file) = home_with_article();
    for reader in ["陳", "林"] {
        fs::write(home.config(), format!("reader = \"{reader}\"\n")).unwrap();
        let whole = crate::commands::TEXT.trim_end().chars().count().to_string();
        home.output(["annotate", &file, "--label", "fact", "--start", "0", "--end", &whole]);
    }
    let told = compared(&home, &["陳", "林"]);
    assert_eq!((&told["kappa"], &told["alpha"], &told["share"]), (&Value::Null, &Value::Null, &json!(1.0)));
    assert!(home.output(["compare", "陳", "林"]).contains("Cohen's kappa             undefined"));
    assert!(home.output(["compare", "陳", "林", "--format", "csv"]).contains("\r\nkappa,,,\r\n"));
}

#[test]
fn what_cannot_be_compared_is_told() {
    let (home, _) = home_of_two();
    for (arguments, status, words) in [
        (&["陳", "王"][..], 1, "who annotated here: 林, 陳"),
        (&["陳", "林", "--article", "2"], 1, "--all compares those annotated by one alone"),
        (&["陳", "林", "--article", "9"], 1, "no article"),
        (&["陳", "林", "--presence", "--by", "character"], 2, "--presence"),
        (&["陳", "林", "--list-units"], 2, "--format json"),
    ] {
        let ran = home.run([&["compare"], arguments].concat());
        assert!(ran.refused(status).contains(words), "{arguments:?}: {ran:?}");
    }
}
