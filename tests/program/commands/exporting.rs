//! Annotations in every format, to where they are sent.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::commands::{TEXT, home_with_article, path};
use crate::support::Ran;
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
        assert!(export(&home.write("plain.txt", "")).refused(1).contains("is a file"));
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

#[test]
fn what_the_library_lives_in_and_reads_from_is_no_place_for_an_export() {
    let (home, file) = home_with_article();
    home.output(["annotate", &file, "--label", "claim", "--quote", "𠮷野家"]);
    let kept = home.annotations();
    symlink(home.library(), home.path("link")).unwrap();
    symlink("link", home.path("link to link")).unwrap();
    symlink(&file, home.path("to article")).unwrap();
    fs::hard_link(home.library(), home.path("hard library")).unwrap();
    fs::hard_link(&file, home.path("hard article")).unwrap();
    symlink(home.path(""), home.path("way")).unwrap();
    let [library, config] = [home.library(), home.config()].map(|path| fs::read(path).unwrap());
    for (name, words) in [
        ("library.sqlite", "is the library itself"),
        ("link to link", "is the library itself"),
        ("way/way/library.sqlite", "is the library itself"),
        ("hard library", "is the library itself"),
        ("library.sqlite-wal", "is a part of the library"),
        ("library.sqlite-shm", "is a part of the library"),
        ("library.sqlite-folded", "is a part of the library"),
        ("library.sqlite-backups/1", "is a part of the library"),
        ("library.sqlite-drafts", "is a part of the library"),
        ("config.toml", "is the configuration"),
        ("article.txt", "was read from"),
        ("to article", "was read from"),
        ("hard article", "was read from"),
    ] {
        for format in ["jsonl", "html"] {
            let ran = home.run(["export", "--format", format, "-o", path(&home.path(name))]);
            let told = ran.refused(1);
            assert!(told.contains(words) && told.contains("nothing was written"), "{name}: {told}");
        }
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), TEXT);
    assert_eq!(fs::read(home.config()).unwrap(), config);
    assert_eq!(fs::read(home.library()).unwrap().len(), library.len());
    assert!(home.path("link").is_symlink() && home.path("to article").is_symlink());
    assert_eq!(home.annotations(), kept);
}

#[test]
fn a_shell_that_appends_to_the_library_is_refused_and_so_is_what_it_has_open() {
    let (home, file) = home_with_article();
    home.output(["annotate", &file, "--label", "claim", "--quote", "𠮷野家"]);
    for script in ["\"$@\" >>library.sqlite", "\"$@\" -o /proc/self/fd/7 7<>library.sqlite"] {
        let (program, arguments) = home.command_line(["export", "--format", "jsonl"]);
        let mut shell = assert_cmd::Command::new("bash");
        shell.args(["-c", script, "bash"]).arg(program).args(arguments);
        shell.envs(home.environment()).current_dir(home.path(""));
        let ran = Ran::of(&mut shell);
        assert!(ran.refused(1).contains("is the library itself"), "{ran:?}");
    }
    assert_eq!(home.annotations().len(), 1);
}

#[test]
fn a_folder_in_which_articles_have_the_files_names_keeps_them() {
    let (home, file) = home_with_article();
    home.output(["annotate", &file, "--label", "claim", "--quote", "𠮷野家"]);
    let article = home.write("texts/1.txt", "一篇叫一的文章。\n");
    home.output(["add", path(&article)]);
    let folder = home.path("texts");
    let ran = home.run(["export", "--format", "brat", "-o", path(&folder)]);
    assert!(ran.refused(1).contains("was read from"), "{ran:?}");
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["1.txt"]);
    assert_eq!(fs::read_to_string(&article).unwrap(), "一篇叫一的文章。\n");
}

#[test]
fn what_killed_exports_left_is_cleared_and_nothing_else() {
    let (home, file) = home_with_article();
    home.output(["annotate", &file, "--label", "claim", "--quote", "𠮷野家"]);
    let folder = home.path("out");
    for name in [".pingdian-12-0", ".pingdian-13-1/1.txt", ".pingdian-14/1.ann", ".pingdian-mine", "mine.txt"]
    {
        home.write(Path::new("out").join(name), "left");
    }
    let held = fs::File::create(folder.join(".pingdian-15-0")).unwrap();
    held.lock().unwrap();
    home.run(["export", "--format", "csv", "-o", path(&folder.join("tags.csv"))]);
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, [".pingdian-15-0", ".pingdian-mine", "mine.txt", "tags.csv"]);
}

#[test]
fn what_people_hand_on_names_no_folder_of_theirs_and_json_may_stand_in_a_page() {
    let (home, _) = home_with_article();
    let file = home.write("私/</script><!--.txt", "標題</script><!--<script>\n\n碼頭昨夜封閉。\n");
    home.output([
        "annotate",
        path(&file),
        "--label",
        "claim",
        "--quote",
        "碼頭昨夜封閉",
        "--note",
        "</script>\u{2028}",
    ]);
    for format in ["html", "markdown"] {
        let printed = home.output(["export", "--format", format]);
        assert!(!printed.contains("file:") && !printed.contains("私"), "{format}: {printed}");
    }
    for format in ["jsonl", "json", "w3c", "doccano", "spacy", "csv"] {
        let printed = home.output(["export", "--format", format]);
        let json = format != "csv";
        assert!(!json || !(printed.contains('<') || printed.contains('\u{2028}')), "{format}: {printed}");
    }
    let found = home.annotations();
    assert_eq!(found[0]["note"], "</script>\u{2028}");
    assert_eq!(found[0]["article"]["title"], "標題</script><!--<script>");
}

#[test]
fn what_lost_its_place_goes_out_marked_or_is_counted() {
    let (home, file) = home_with_article();
    for quote in ["最後一段說了很長的一句話", "價錢不變"] {
        home.run(["annotate", &file, "--label", "claim", "--quote", quote, "--nth", "1", "--note", "記"]);
    }
    let before = home.annotations();
    let start = TEXT.find("最後一段").unwrap();
    fs::write(&file, format!("{}完全是另外的結尾了，前面的都不見。\n", &TEXT[..start])).unwrap();
    home.run(["add", &file]);
    let after = home.annotations();
    assert_eq!(after.len(), 2);
    let orphan = after.iter().find(|one| one["orphaned"] == true).unwrap();
    let was = before.iter().find(|one| one["quote"] == "最後一段說了很長的一句話").unwrap();
    for field in ["id", "article", "label", "quote", "start", "end", "note", "reader", "created"] {
        assert_eq!(orphan[field], was[field], "{field}");
    }
    assert!(after.iter().any(|one| one.get("orphaned").is_none() && one["quote"] == "價錢不變"));
    for (format, sign) in [
        ("json", "\"orphaned\":true"),
        ("csv", ",true\r\n"),
        ("tsv", "\ttrue\n"),
        ("markdown", "no longer in the text"),
        ("html", "No longer in the text"),
        ("w3c", "\"orphaned\":true"),
    ] {
        let ran = home.run(["export", "--format", format]);
        assert!(
            ran.stdout.contains(sign) && ran.stdout.contains("最後一段說了很長的一句話"),
            "{format}: {ran:?}"
        );
    }
    let document: Value = serde_json::from_str(&home.output(["export", "--format", "w3c"])).unwrap();
    let items = document["first"]["items"].as_array().unwrap();
    let selectors = |orphaned: bool| {
        let found = items.iter().find(|item| item.get("orphaned").is_some() == orphaned).unwrap();
        found["target"]["selector"].as_array().unwrap().len()
    };
    assert_eq!((selectors(true), selectors(false)), (1, 2));
    for format in ["brat", "doccano", "label-studio", "conll", "spacy", "hf", "uima", "slate", "claimreview"]
    {
        let ran = home.run(["export", "--format", format, "-o", path(&home.path(format))]);
        assert!(ran.status.success(), "{ran:?}");
        assert!(
            ran.stderr.contains(": 1 annotations that lost their place in the text"),
            "{format}: {ran:?}"
        );
    }
}
