//! A colleague's annotations taken in.

use std::fs;

use serde_json::Value;

use crate::commands::{home_with_article, path};
use crate::support::{Home, Ran, assert_plain};

/// A colleague's home with the article and three annotations, and the file they were exported to.
fn colleague() -> (Home, String) {
    let (home, file) = home_with_article();
    fs::write(home.config(), "reader = \"同事\"\n").unwrap();
    for (label, quote) in [("claim", "價錢不變"), ("fact", "か\u{3099}"), ("opinion", "最後一段")] {
        home.output([
            "annotate", &file, "--label", label, "--quote", quote, "--nth", "1", "--note", "一\n二",
        ]);
    }
    let out = home.path("同事.jsonl");
    home.run(["export", "--format", "jsonl", "-o", path(&out)]);
    let out = path(&out).to_owned();
    (home, out)
}

fn import(home: &Home, file: &str, options: &[&str]) -> Ran {
    home.run([&["import-annotations", file], options].concat())
}

#[test]
fn annotations_come_whole_and_only_once() {
    let (theirs, file) = colleague();
    let (ours, article) = home_with_article();
    ours.output(["add", &article]);
    for said in ["3 new, 0 known; by “同事”\n", "0 new, 3 known; by “同事”\n"] {
        assert_eq!(ours.output(["import-annotations", &file]), said);
        // The homes lie in different folders: the article is known by its title.
        let without_place = |home: &Home| -> Vec<Value> {
            let mut found = home.annotations();
            found.iter_mut().for_each(|one| drop(one["article"].take()));
            found
        };
        assert_eq!(without_place(&ours), without_place(&theirs));
    }
    let input = fs::read(&file).unwrap();
    let ran = Ran::of(ours.command(["import-annotations", "-"]).write_stdin(input));
    assert_eq!(ran.stdout, "0 new, 3 known; by “同事”\n");
}

#[test]
fn another_name_makes_other_annotations() {
    let (_theirs, file) = colleague();
    let (ours, article) = home_with_article();
    ours.output(["add", &article]);
    ours.output(["import-annotations", &file]);
    assert_eq!(ours.output(["import-annotations", &file, "--reader", "王"]), "3 new, 0 known; by “王”\n");
    let readers: Vec<Value> = ours.annotations().iter().map(|one| one["reader"].clone()).collect();
    assert_eq!(readers.iter().filter(|reader| *reader == "王").count(), 3);
    assert_eq!(readers.len(), 6);
    fs::write(ours.config(), "reader = \"同事\"\n").unwrap();
    let ran = import(&ours, &file, &[]);
    assert!(ran.status.success() && ran.stderr.contains("count as yours"), "{ran:?}");
}

#[test]
fn what_belongs_nowhere_is_told_and_kept_out() {
    let (_theirs, file) = colleague();
    let ours = Home::new();
    let ran = import(&ours, &file, &[]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "0 new, 0 known, 3 kept out\n"));
    assert!(ran.stderr.contains("line 1 “價錢不變”: its passage stands in no article"), "{ran:?}");

    let text = "標題在這裏\n\n只有か\u{3099}了。\u{1b}[2J\n";
    ours.output(["add", path(&ours.write("short.txt", text))]);
    let mut lines = fs::read_to_string(&file).unwrap();
    lines.push_str("{\"quote\": 1}\n");
    lines.push_str(&r#"{"quote":"ESC[2J","label":"x"}"#.replace("ESC", "\\u001b"));
    lines.push_str("\n{\"quote\":\"只有\",\"label\":\"fact\",\"article\":{\"title\":\"標題在這裏\"}}\n");
    let broken = ours.write("broken.jsonl", lines);
    let ran = import(&ours, path(&broken), &["--reader", "王"]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(0), "1 new, 0 known, 5 kept out; by “王”\n"));
    assert!(ran.stderr.contains("line 4: it is no annotation"), "{ran:?}");
    assert!(ran.stderr.contains("line 5 “␛[2J”"), "{ran:?}");
    assert_plain(&ran.stderr);
}

#[test]
fn files_that_are_none_are_told() {
    let (_theirs, file) = colleague();
    let (ours, article) = home_with_article();
    ours.output(["add", &article]);
    let picture = ours.write("picture.bin", [0xFF, 0xD8, 0xFF]);
    for (bad, words) in [
        (path(&picture), "--format: w3c"),
        ("nowhere.jsonl", "No such file"),
        ("home", "a folder in which no file"),
    ] {
        let ran = ours.run(["import-annotations", bad, &file]);
        assert_eq!(ran.status.code(), Some(1), "{ran:?}");
        assert!(ran.stderr.contains(bad) && ran.stderr.contains(words), "{ran:?}");
    }
    assert_eq!(ours.annotations().len(), 3);
    assert_eq!(import(&ours, path(&ours.write("empty.jsonl", "")), &[]).status.code(), Some(1));
}

#[test]
fn every_format_that_holds_them_brings_them() {
    let (theirs, _) = colleague();
    for (format, reader) in
        [("w3c", "同事"), ("brat", "同事"), ("doccano", "同事"), ("label-studio", "同事"), ("jsonl", "同事")]
    {
        let out = theirs.path(format);
        theirs.run(["export", "--format", format, "-o", path(&out)]);
        let (ours, article) = home_with_article();
        ours.output(["add", &article]);
        for said in [format!("3 new, 0 known; by “{reader}”\n"), format!("0 new, 3 known; by “{reader}”\n")]
        {
            assert_eq!(ours.output(["import-annotations", path(&out)]), said, "{format}");
        }
        let told = |home: &Home| -> Vec<Value> {
            let mut found = home.annotations();
            found.iter_mut().for_each(|one| drop(one["article"].take()));
            found
        };
        assert_eq!(told(&ours), told(&theirs), "{format}");
    }
}

#[test]
fn links_come_with_their_annotations() {
    let (theirs, file) = colleague();
    let names: Vec<Value> = theirs.annotations().iter().map(|one| one["id"].clone()).collect();
    let link = |to: &Value, kind: &str| serde_json::json!({"kind": kind, "to": to, "note": "見上"});
    let mut lines: Vec<Value> =
        fs::read_to_string(&file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines[0]["links"] = serde_json::json!([
        link(&names[2], "supports"),
        link(&"f".repeat(32).into(), "same"),
        link(&names[1], "mentions\u{1b}[2J")
    ]);
    let text = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let (ours, article) = home_with_article();
    ours.output(["add", &article]);
    let linked = ours.write("linked.jsonl", text);
    let ran = import(&ours, path(&linked), &[]);
    assert_eq!(ran.stdout, "3 new, 0 known, 1 new link, 2 kept out; by “同事”\n");
    assert!(ran.stderr.contains("line 1: it is a link, and an annotation that it ties is not in"), "{ran:?}");
    assert!(
        ran.stderr.contains("line 1: it is a link that is neither") && ran.stderr.contains("“mentions␛[2J”"),
        "{ran:?}"
    );
    let found: Vec<Value> = ours.annotations().iter().filter_map(|one| one.get("links").cloned()).collect();
    let wanted = serde_json::json!([{"kind": "supports", "to": names[2], "note": "見上", "reader": "同事"}]);
    assert_eq!(found, [wanted]);
}

#[test]
fn a_folder_of_another_tool_comes_with_its_articles() {
    let ours = Home::new();
    ours.write("corpus/a.txt", "渡口停開\r\n\r\n船工說，昨夜風大。\r\n");
    ours.write(
        "corpus/a.ann",
        "T1\tClaim 12 17\t昨夜風大。\nE1\tWind:T1\nT2\tPerson 8 99\t鎮長\nR1\tsupports Arg1:T1 Arg2:E1\n\
         T3\tPerson 8 10\t船工\nR2\tSupports Arg1:T3 Arg2:T1\n",
    );
    let folder = ours.path("corpus");
    let ran = import(&ours, path(&folder), &["--reader", "王"]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "0 new, 0 known, 5 kept out\n"));
    assert!(ran.stderr.contains("--add takes such texts in as articles"), "{ran:?}");
    assert!(ran.stderr.contains("left out, for want of a place here: events (1)"), "{ran:?}");
    let ran = import(&ours, path(&folder), &["--add", "--reader", "王"]);
    assert_eq!(ran.stdout, "2 new, 0 known, 1 new link, 1 article added, 2 kept out; by “王”\n");
    assert!(ran.stderr.contains("corpus, a.ann, line 3 “鎮長”: its passage stands in no article"), "{ran:?}");
    assert!(ran.stderr.contains("labels that your configuration does not have: Claim, Person"), "{ran:?}");
    let found = ours.annotations();
    assert_eq!(
        (found[1]["quote"].as_str(), found[1]["article"]["title"].as_str()),
        (Some("昨夜風大。"), Some("渡口停開"))
    );
    let ran = import(&ours, path(&ours.path("corpus/a.ann")), &["--reader", "王"]);
    assert_eq!(ran.stdout, "0 new, 2 known, 1 known link, 2 kept out; by “王”\n");
}

/// One's own home with one annotation, and its line as exported.
fn own() -> (Home, Value) {
    let (home, file) = home_with_article();
    home.output([
        "annotate",
        &file,
        "--label",
        "claim",
        "--quote",
        "最後一段",
        "--note",
        "我的",
        "--source",
        "店家",
    ]);
    let mine = home.annotations().remove(0);
    (home, mine)
}

#[test]
fn ones_own_annotations_change_only_as_one_chooses() {
    let (home, mine) = own();
    let mut other = mine.clone();
    for (field, value) in
        [("label", "fact"), ("note", ""), ("source", "別人"), ("modified", "2099-01-01T00:00:00.000Z")]
    {
        other[field] = value.into();
    }
    let file = home.write("theirs.jsonl", format!("{other}\n"));
    let ran = import(&home, path(&file), &[]);
    assert_eq!(
        ran.stdout,
        "0 new, 0 known, 1 of yours otherwise in the file and left as here; by “tester”\n"
    );
    for words in [
        "“最後一段”",
        "label “claim” here, “fact” there",
        "note “我的” here, nothing there",
        "source “店家” here",
    ] {
        assert!(ran.stderr.contains(words), "{words}: {ran:?}");
    }
    assert_eq!(home.annotations(), std::slice::from_ref(&mine));
    assert!(import(&home, path(&file), &["--mine", "ask"]).refused(2).contains("--mine keep"));
    let ran = import(&home, path(&file), &["--mine", "theirs"]);
    assert!(ran.stdout.contains("1 changed since and brought up to date"), "{ran:?}");
    assert!(ran.stderr.contains("label “claim” here, “fact” there"), "{ran:?}");
    let now = home.annotations().remove(0);
    assert_eq!(
        (now["label"].as_str(), now["note"].as_str(), now["source"].as_str()),
        (Some("fact"), Some(""), Some("別人"))
    );
    assert!(now["modified"].as_str() < Some("2090"), "{now}");
}

#[cfg(unix)]
#[test]
fn at_a_terminal_each_of_ones_own_is_asked_about() {
    for (answers, label) in [(vec!["k"], "claim"), (vec!["what", "t"], "fact")] {
        let (home, mine) = own();
        let mut other = mine.clone();
        other["label"] = "fact".into();
        other["modified"] = "2099-01-01T00:00:00.000Z".into();
        let file = home.write("theirs.jsonl", format!("{other}\n"));
        let arguments = ["import-annotations", "--mine", "ask", path(&file)];
        let asked = home.read(arguments);
        asked.wait_for("label “claim” here, “fact” there");
        for answer in answers {
            asked.wait_until("a question", |screen| {
                let last =
                    (0..screen.rows.len()).rev().map(|row| screen.line(row)).find(|line| !line.is_empty());
                last.is_some_and(|line| line.ends_with("k/t"))
            });
            asked.type_text(answer);
            asked.press("Enter");
        }
        asked.end();
        assert_eq!(home.annotations()[0]["label"], label);
    }
}

#[test]
fn what_a_file_does_not_say_stays_and_future_dates_count_for_nothing() {
    let (home, mine) = own();
    fs::write(home.config(), "reader = \"王\"\n").unwrap();
    // Now it is another reader's: newer dates win, and absurd ones do not.
    let line = |changes: &[(&str, Value)], without: &[&str]| {
        let mut line = mine.clone();
        changes.iter().for_each(|(field, value)| line[*field] = value.clone());
        without.iter().for_each(|field| drop(line.as_object_mut().unwrap().remove(*field)));
        path(&home.write("line.jsonl", format!("{line}\n"))).to_owned()
    };
    let far = Value::from("2099-01-01T00:00:00.000Z");
    let file = line(&[("label", "fact".into()), ("modified", far.clone()), ("created", far)], &[]);
    let ran = import(&home, &file, &[]);
    assert!(ran.stdout.contains("1 changed in the file without a newer date and left as here"), "{ran:?}");
    assert!(ran.stderr.contains("label “claim” here, “fact” there (changed in the file)"), "{ran:?}");
    let file = line(&[("label", "fact".into())], &[]);
    assert!(import(&home, &file, &[]).stdout.contains("1 changed in the file without a newer date"));
    let file = line(
        &[
            ("label", "fact".into()),
            ("modified", "2001-01-01T00:00:00.000Z".into()),
            ("created", "2001-01-01T00:00:00.000Z".into()),
        ],
        &[],
    );
    assert!(import(&home, &file, &[]).stdout.contains("1 changed here and left so"));
    assert_eq!(home.annotations(), std::slice::from_ref(&mine));
    let newer = Value::from(mine["modified"].as_str().unwrap().replace("Z", "9Z"));
    let file = line(&[("label", "fact".into()), ("modified", newer)], &["note", "source", "attributes"]);
    let ran = import(&home, &file, &[]);
    let now = home.annotations().remove(0);
    assert_eq!((now["note"].as_str(), now["source"].as_str()), (Some("我的"), Some("店家")), "{ran:?}");
}

#[test]
fn a_brat_file_without_sources_takes_none_away() {
    let (home, mine) = own();
    let folder = home.path("brat");
    home.run(["export", "--format", "brat", "-o", path(&folder)]);
    let file = folder.join("1.ann");
    let lines = fs::read_to_string(&file).unwrap();
    let kept: Vec<&str> =
        lines.lines().filter(|line| !line.contains("Source") && !line.contains("Notes")).collect();
    fs::write(&file, kept.join("\n")).unwrap();
    for options in [&[][..], &["--mine", "theirs"]] {
        let ran = import(&home, path(&folder), options);
        assert_eq!(ran.stdout, "0 new, 1 known; by “tester”\n", "{ran:?}");
    }
    assert_eq!(home.annotations(), [mine]);
}

#[test]
fn spans_counted_in_utf_16_are_told_by_their_words_or_asked_for() {
    let (theirs, _) = colleague();
    let text = "𠮷野家說價錢不變。漁民不信。";
    let spans = |start: usize, end: usize| serde_json::json!([{"id": 0, "label": "claim", "start_offset": start, "end_offset": end}]);
    let line = |entities: Value, quote: Option<&str>| {
        let mut line = serde_json::json!({"text": text, "entities": entities});
        if let Some(quote) = quote {
            line["annotations"] = serde_json::json!([{"entity": 0, "quote": quote, "reader": "王"}]);
        }
        path(&theirs.write("doccano.jsonl", format!("{line}\n"))).to_owned()
    };
    // By code points 4..8, by UTF-16 5..9.
    for (entities, quote, options, wanted) in [
        (spans(4, 8), Some("價錢不變"), &[][..], Some("價錢不變")),
        (spans(5, 9), Some("價錢不變"), &[], Some("價錢不變")),
        (spans(5, 9), None, &[], None),
        (spans(5, 9), None, &["--offsets", "utf-16"], Some("價錢不變")),
        (spans(4, 8), None, &["--offsets", "code-points"], Some("價錢不變")),
        // Only by UTF-16 is the text so long; only by code points does a character not begin in the midst of another.
        (spans(10, 15), None, &[], Some("漁民不信。")),
        (spans(1, 3), None, &[], Some("野家")),
    ] {
        let (ours, article) = home_with_article();
        fs::write(&article, text).unwrap();
        ours.output(["add", &article]);
        let file = line(entities.clone(), quote);
        let ran = import(&ours, &file, &[&["--format", "doccano", "--reader", "王"], options].concat());
        let found = ours.annotations();
        assert_eq!(
            found.first().and_then(|one| one["quote"].as_str()),
            wanted,
            "{entities} {options:?}: {ran:?}"
        );
        assert!(
            wanted.is_some() || ran.stderr.contains("--offsets code-points or --offsets utf-16"),
            "{ran:?}"
        );
    }
}
