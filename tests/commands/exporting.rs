//! Annotations in every format, to where they are sent.

use std::fs;
use std::path::Path;

use crate::{TEXT, home_with_article, path};
use serde_json::Value;

#[test]
fn exports_are_in_every_format_and_go_where_they_are_sent() {
    let (home, file) = home_with_article();
    for (label, quote) in [("claim", "𠮷野家"), ("fact", "か\u{3099}"), ("opinion", "最後一段")] {
        home.output(["annotate", &file, "--label", label, "--quote", quote, "--note", "一\n二,\"三\""]);
    }
    for format in ["jsonl", "json", "csv", "tsv", "markdown", "w3c", "doccano"] {
        let printed = home.output(["export", "--format", format]);
        for words in ["𠮷野家", "か\u{3099}", "最後一段", "標題在這裏"] {
            assert!(printed.contains(words), "{format}: {printed}");
        }
        for out in ["out", "out"] {
            let out = home.path(out);
            let ran = home.run(["export", "--format", format, "-o", path(&out)]);
            assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(0), ""), "{ran:?}");
            assert!(ran.stderr.contains("3 annotations of 1 article written to"), "{ran:?}");
            assert_eq!(fs::read_to_string(&out).unwrap(), printed, "{format}");
        }
        assert_eq!(home.output(["export", "--format", format, "-o", "-"]), printed);
    }
    let parsed: Value = serde_json::from_str(&home.output(["export", "--format", "json"])).unwrap();
    assert!(parsed.to_string().contains("一\\n二,\\\"三\\\""), "{parsed}");
    let csv = home.output(["export", "--format", "csv"]);
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let notes: Vec<String> = rows.records().map(|row| row.unwrap()[10].to_owned()).collect();
    assert_eq!(notes, ["一\n二,\"三\""; 3]);

    let only = home.output(["export", "--format", "jsonl", "--label", "claim", "--label", "fact"]);
    assert_eq!(only.lines().count(), 2);
    let other = home.write("other.txt", "另一篇文章，沒有標記。\n");
    home.output(["add", path(&other)]);
    assert_eq!(home.output(["export", "--format", "jsonl", "--article", path(&other)]), "");
    assert_eq!(home.output(["export", "--format", "jsonl", "--article", &file]).lines().count(), 3);
}

#[test]
fn formats_of_several_files_make_a_folder() {
    let (home, file) = home_with_article();
    home.output(["annotate", &file, "--label", "claim", "--quote", "𠮷野家", "--note", "一\n二"]);
    for (format, names) in [
        ("brat", vec!["1.ann", "1.txt", "annotation.conf", "visual.conf"]),
        ("label-studio", vec!["labeling_config.xml", "tasks.json"]),
    ] {
        let export = |out: &Path| home.run(["export", "--format", format, "-o", path(out)]);
        assert!(home.run(["export", "--format", format]).refused(1).contains("name a folder"));
        assert!(export(Path::new(&file)).refused(1).contains("is a file"));
        let out = home.path(format);
        for _ in 0..2 {
            let ran = export(&out);
            assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(0), ""), "{ran:?}");
            let mut written: Vec<_> = fs::read_dir(&out)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            written.sort();
            assert_eq!(written, names);
        }
    }
    let standoff = fs::read_to_string(home.path("brat").join("1.ann")).unwrap();
    assert!(
        standoff.contains("\t𠮷野家\n") && standoff.contains("AnnotatorNotes T1\t一\\n二\n"),
        "{standoff}"
    );
}

#[test]
fn an_export_that_fails_leaves_everything_as_it_was() {
    let (home, file) = home_with_article();
    home.output(["annotate", &file, "--label", "claim", "--quote", "𠮷野家"]);
    let export = |out: &Path| home.run(["export", "--format", "csv", "-o", path(out)]);
    assert!(export(&home.path("nowhere/out.csv")).refused(1).contains("there is no folder"));
    assert!(export(&home.path("home")).refused(1).contains("is a folder"));
    assert!(export(&home.path("article.txt/out.csv")).refused(1).contains("no folder"));
    assert!(!home.path("nowhere").exists());
    assert_eq!(fs::read_to_string(&file).unwrap(), TEXT);
}

#[test]
fn the_formats_are_listed_one_a_line() {
    let (home, _) = home_with_article();
    let told = home.output(["export", "--format", "list"]);
    assert!(
        told.lines().count() >= 4 && told.lines().all(|line| line.split_whitespace().count() > 2),
        "{told}"
    );
    assert!(told.starts_with("jsonl "), "{told}");
}
