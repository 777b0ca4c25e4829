use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

use encoding_rs::{BIG5, GB18030, SHIFT_JIS};
use proptest::prelude::*;

use super::{Columns, document, lines, table};
use crate::article::formats::{Found, Options, Source, Stream, read_source};
use crate::article::{BlockKind, Unreadable};
use crate::properties::unrecorded;

/// The articles of a source, and how it ended.
fn read_named(
    bytes: impl Into<Vec<u8>>,
    name: &str,
    options: &Options,
) -> (Vec<Found>, Result<(), Unreadable>) {
    let mut found = Vec::new();
    let source = Source { bytes: bytes.into(), name: Some(Path::new(name)), ..Source::default() };
    let end = read_source(source, options, &mut |one| {
        found.push(one);
        ControlFlow::Continue(())
    });
    (found, end)
}

fn read(bytes: impl Into<Vec<u8>>) -> (Vec<Found>, Result<(), Unreadable>) {
    read_named(bytes, "corpus", &Options::default())
}

fn message(result: Result<(), Unreadable>) -> String {
    result.unwrap_err().to_string()
}

const LINES: &str = concat!(
    r#"{"id": 7, "標題": "漲水", "內容": "河水漫過了堤。\r\n村裡的人上了山。", "日期": "2026年4月11日", "來源": "河口日報", "作者": ["林一", "陳二"], "lang": "zh_tw"}"#,
    "\n",
    r#"{"id": 8, "標題": "退水", "內容": ["水退了。", "人下了山。"], "日期": 1775866200, "來源": {"id": 3, "name": "山城新聞"}}"#,
    "\n",
);

#[test]
fn a_line_of_json_becomes_an_article() {
    let (found, end) = read(LINES);
    end.unwrap();
    let [first, second] = &found[..] else { panic!("{found:?}") };
    assert_eq!(first.fragment.as_deref(), Some("7"));
    let article = &first.article;
    assert_eq!(article.text, "漲水\n\n河水漫過了堤。\n村裡的人上了山。");
    assert_eq!(article.title, "漲水");
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph, BlockKind::Paragraph]);
    assert_eq!(article.blocks[1].span().of(&article.text), "河水漫過了堤。");
    let metadata = &article.metadata;
    assert_eq!((metadata.byline.as_str(), metadata.site.as_str()), ("林一, 陳二", "河口日報"));
    assert_eq!((metadata.published.as_str(), metadata.language.as_str()), ("2026-04-11", "zh-TW"));
    assert!(article.is_drawn);
    assert_eq!(second.article.text, "退水\n\n水退了。\n人下了山。");
    assert_eq!(second.article.metadata.site, "山城新聞");
    assert_eq!(second.article.metadata.published, "2026-04-11T00:10:00Z");
}

#[test]
fn a_title_that_the_text_begins_with_stands_once() {
    let (found, end) = read(r#"{"title": "漲水", "text": "漲水\n\n河水漫過了堤，人都上了山。"}"#);
    end.unwrap();
    assert_eq!(found[0].article.text, "漲水\n\n河水漫過了堤，人都上了山。");
    assert_eq!(found[0].article.blocks[0].kind, BlockKind::Title);
}

#[test]
fn bad_lines_are_told_by_number_and_the_others_go_on() {
    let text = "{\"title\":\"一\",\"text\":\"字。\"}\n{\"title\":\"二\",\"text\n[1]\n\n{\"title\":\"五\",\"text\":\" \"}\n{\"title\":\"六\",\"text\":\"字字。\"}\n";
    let (found, end) = read(text);
    assert_eq!(found.len(), 2);
    assert_eq!(
        message(end),
        "3 records were left out: line 2: it is no whole JSON; line 3: it is no JSON object; line 5: it has no text"
    );
    let (found, end) = read("{\"text\": \"一\n{\"text\": \"字。\"}\n");
    assert_eq!(found.len(), 1);
    assert!(message(end).contains("line 1"));
    let many = format!("{{\"text\":\"字。\"}}\n{}", "{\n".repeat(1000));
    let (found, end) = read(many);
    assert_eq!(found.len(), 1);
    assert!(message(end).ends_with("; and 995 more"));
}

#[test]
fn a_document_of_records_is_read_however_it_is_laid_out() {
    let records = r#"[{"title": "一", "text": "河水漫過了堤。"}, 5, {"title": "二", "text": "水退了。"}]"#;
    for document in [
        records.to_owned(),
        format!("\u{FEFF}\n{records}"),
        format!("{{\"status\": \"ok\", \"data\": {records}, \"more\": [1, 2]}}"),
        format!("{{\n \"totalResults\": 2,\n \"articles\": {records}\n}}"),
    ] {
        let (found, end) = read(document.clone());
        let titles: Vec<&str> = found.iter().map(|one| one.article.title.as_str()).collect();
        assert_eq!(titles, ["一", "二"], "{document}");
        assert_eq!(message(end), "one record was left out: record 2: it is no JSON object");
    }
    let (found, end) = read("{\n  \"headline\": \"一\",\n  \"body\": \"河水漫過了堤。\"\n}\n");
    end.unwrap();
    assert_eq!((found.len(), found[0].fragment.as_deref()), (1, None));
    assert_eq!(found[0].article.title, "一");
}

#[test]
fn a_document_that_breaks_off_gives_what_it_had() {
    let (found, end) = read(r#"[{"title": "一", "text": "河水漫過了堤。"}, {"title": "二", "te"#);
    assert_eq!(found.len(), 1);
    assert!(message(end).contains("line 1: it is no whole JSON"));
}

#[test]
fn tables_are_read_with_any_separator_and_encoding() {
    let rows = [
        ["標題", "內容", "日期", "來源"],
        ["漲水", "河水漫過了堤，\n村裡的人都上了山。他們說不知道什麼時候能回來。", "2026/4/11", "河口日報"],
        ["退水", "水退了。他說：「可以下山了。」", "2026/4/12", "河口日報"],
    ];
    for separator in [b',', b'\t', b';', b'|'] {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let utf16: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            text.clone().into_bytes(),
            format!("\u{FEFF}{text}").into_bytes(),
            BIG5.encode(&text).0.into_owned(),
            utf16,
        ] {
            let (found, end) = read(bytes);
            end.unwrap();
            assert_eq!(found.len(), 2);
            assert_eq!(
                found[0].article.text,
                "漲水\n\n河水漫過了堤，\n村裡的人都上了山。他們說不知道什麼時候能回來。"
            );
            assert_eq!(found[1].article.metadata.published, "2026-04-12");
        }
    }
}

#[test]
fn other_encodings_of_json_are_read() {
    let japanese = "{\"title\": \"雨\", \"本文\": \"駅前の本屋は朝から混んでいた。二階も同じだった。誰もいなかった。\"}\n".repeat(20);
    let (found, end) = read(SHIFT_JIS.encode(&japanese).0.into_owned());
    end.unwrap();
    assert_eq!(found.len(), 20);
    assert!(found[0].article.text.ends_with("誰もいなかった。"));
    assert_eq!(found[0].article.guessed_encoding, Some("Shift_JIS"));
    // What begins in UTF-8 and goes on in something else is read line by line.
    let mut mixed = "{\"text\": \"村里的小学今天开门了。\"}\n".repeat(3000).into_bytes();
    mixed.extend_from_slice(&GB18030.encode("{\"text\": \"村里的小学今天开门了，他们说明年再来。\"}\n").0);
    let (found, end) = read(mixed);
    end.unwrap();
    assert_eq!(found[3000].article.text, "村里的小学今天开门了，他们说明年再来。");
}

#[test]
fn rows_with_other_numbers_of_fields_are_left_out() {
    let (found, end) = read("title,text\n一,河水漫過了堤。\n二,水退了。,多了\n三,人下了山。\n");
    assert_eq!(found.len(), 2);
    assert_eq!(message(end), "one record was left out: line 3: it has 3 fields, and the first line 2");
}

#[test]
fn columns_can_be_named() {
    let columns = Columns {
        title: Some("甲".to_owned()),
        text: Some("乙".to_owned()),
        date: Some("丙".to_owned()),
        source: Some("丁".to_owned()),
        ..Columns::default()
    };
    let options = Options { columns: columns.required_over(&Columns::default()), ..Options::default() };
    for text in [
        "甲,乙,丙,丁,text\n漲水,河水漫過了堤。,2026-04-11,日報,x\n",
        "{\"甲\":\"漲水\",\"乙\":\"河水漫過了堤。\",\"丙\":\"2026-04-11\",\"丁\":\"日報\",\"text\":\"x\"}\n",
        "[{\"甲\":\"漲水\",\"乙\":\"河水漫過了堤。\",\"丙\":\"2026-04-11\",\"丁\":\"日報\",\"text\":\"x\"}]\n",
    ] {
        let (found, end) = read_named(text, "corpus", &options);
        end.unwrap();
        assert_eq!(found[0].article.text, "漲水\n\n河水漫過了堤。", "{text}");
        assert_eq!(found[0].article.metadata.published, "2026-04-11");
        assert_eq!(found[0].article.metadata.site, "日報");
    }
}

#[test]
fn a_column_that_no_record_has_is_told_where_it_is_required() {
    let columns =
        Columns { title: Some("甲".to_owned()), date: Some("丙".to_owned()), ..Columns::default() };
    let configured = Options { columns: columns.clone(), ..Options::default() };
    let required = Options { columns: columns.required_over(&Columns::default()), ..Options::default() };
    for (text, wanted) in [
        (
            "{\"title\":\"漲水\",\"text\":\"河水漫過了堤。\",\"丙\":\"2026\"}\n{\"text\":\"\"}\n",
            "no record has anything in the column 甲; the articles were taken in without; \
             one record was left out: line 2: it has no text",
        ),
        (
            "{\"title\":\"漲水\",\"text\":\"河水漫過了堤。\",\"date\":\"2026\"}\n",
            "no record has anything in the columns 甲, 丙; the articles were taken in without",
        ),
        (
            "[{\"text\":\"河水漫過了堤。\",\"title\":\"漲水\"},{\"text\":\"水\",\"丙\":\"2026\"}]",
            "no record has anything in the column 甲; the articles were taken in without",
        ),
        (
            "{\"text\":\"河水漫過了堤。\",\"title\":\"漲水\"}",
            "no record has anything in the columns 甲, 丙; the articles were taken in without",
        ),
    ] {
        let (found, end) = read_named(text, "corpus", &required);
        assert_eq!(message(end), wanted);
        assert!(!found[0].article.text.contains("漲水"), "{text}");
        let (found, end) = read_named(text, "corpus", &configured);
        assert!(end.is_ok() || message(end).starts_with("one record was left out"));
        assert_eq!(found[0].article.text, "漲水\n\n河水漫過了堤。", "{text}");
    }
    let table = "title,text,丙\n漲水,河水漫過了堤。,2026-04-11\n";
    let (found, end) = read_named(table, "corpus.csv", &required);
    assert!(found.is_empty());
    assert_eq!(message(end), "it has no column 甲 (there are: title, text, 丙)");
    assert_eq!(read_named(table, "corpus.csv", &configured).0[0].article.text, "漲水\n\n河水漫過了堤。");
    // The first record may lack it.
    let text = "{\"text\":\"河\"}\n{\"text\":\"水\",\"甲\":\"題\",\"丙\":\"2026\"}\n";
    assert!(read_named(text, "corpus.jsonl", &required).1.is_ok());
}

#[test]
fn a_text_column_of_another_name_is_found_by_its_length_or_asked_for() {
    let long = "河水漫過了堤，村裡的人都上了山。".repeat(6);
    let (found, end) = read(format!("{{\"k\":\"短\",\"v\":\"{long}\"}}\n"));
    end.unwrap();
    assert_eq!(found[0].article.text, long);
    let (found, end) = read_named(format!("k,v\n短,{long}\n"), "a.csv", &Options::default());
    end.unwrap();
    assert_eq!(found[0].article.text, long);
    for (name, text) in [("a.csv", "x,y\n1,2\n"), ("a.jsonl", "{\"x\":1,\"y\":2}\n")] {
        let (found, end) = read_named(text, name, &Options::default());
        assert!(found.is_empty());
        assert_eq!(
            message(end),
            "none of its columns is known to hold texts; name it with --text-column (there are: x, y)"
        );
    }
}

#[test]
fn annotations_are_no_articles() {
    let line = r#"{"id":"a","article":{"id":1,"title":"t","uri":"u"},"label":"claim","quote":"字","start":0,"end":1,"prefix":"","suffix":"","note":"","source":"","reader":"r","created":"","modified":""}"#;
    for text in [
        format!("{line}\n"),
        format!("[{line}]"),
        "{\"format\":\"pingdian annotations\",\"version\":1,\"articles\":[\n{\"id\":1}]}\n".to_owned(),
        "id,label,quote,start,end,reader\na,claim,字,0,1,r\n".to_owned(),
    ] {
        let (found, end) = read(text.clone());
        assert!(found.is_empty() && matches!(end, Err(Unreadable::Annotations)), "{text}");
    }
}

#[test]
fn brackets_that_hold_no_article_are_refused_by_name() {
    let deep = "[".repeat(100_000);
    let unclosed = "it is a damaged JSON document: it is nothing but brackets, and they do not close";
    let too_deep = "it is a damaged JSON document: more than 127 brackets stand within one another";
    for (text, wanted) in [
        ("[[[[", unclosed),
        ("\u{feff}[\n[\n", unclosed),
        (deep.as_str(), too_deep),
        (&format!("{deep}\"甲\"{}", "]".repeat(100_000)), too_deep),
        (&"{\"甲\":".repeat(200), too_deep),
        ("[]\n", "it holds no text"),
    ] {
        let (found, end) = read(text);
        assert!(found.is_empty(), "{text:.40}");
        assert_eq!(message(end), wanted);
    }
}

#[test]
fn brackets_beside_an_article_do_not_keep_it_from_being_read() {
    let deep = "[".repeat(1000) + &"]".repeat(1000);
    let (found, end) = read(format!("[{{\"text\":\"河水很深。\",\"x\":{deep}}}]"));
    end.unwrap();
    assert_eq!(found[0].article.text, "河水很深。");
}

#[test]
fn plain_text_stays_plain_text() {
    for text in [
        "{開頭是括號}，但這是一句話。\n",
        "標題,內容\n",
        "河水漲了,堤上站滿了人。\n他們等到天亮。\n",
        "[1] 註一\n[2] 註二\n",
        "[編者按]本文有刪節。\n",
        "[[連結]]在這裏。\n",
        "[題](https://example.org/)\n",
        "[[[\n字\n]]]\n",
        "text\n字。\n",
        "甲,乙\n丙,丁\n",
    ] {
        let (found, end) = read(text);
        end.unwrap();
        assert_eq!((found.len(), found[0].article.is_drawn), (1, false), "{text}");
        assert_eq!(found[0].article.text, text);
    }
}

#[test]
fn records_without_an_id_are_told_by_their_titles() {
    let (found, _) = read(
        "{\"title\":\"一\",\"text\":\"甲。\"}\n{\"title\":\"一\",\"text\":\"乙。\"}\n{\"url\":\"https://example.org/3\",\"text\":\"丙。\"}\n",
    );
    let fragments: Vec<&str> = found.iter().filter_map(|one| one.fragment.as_deref()).collect();
    assert_eq!(fragments[1], format!("{}~2", fragments[0]));
    assert_eq!(fragments[2], "https://example.org/3");
    let addresses: Vec<&str> = found.iter().map(|one| one.article.metadata.url.as_str()).collect();
    assert_eq!(addresses, ["", "", "https://example.org/3"]);
    // Another record before it changes nothing.
    let (again, _) = read("{\"title\":\"零\",\"text\":\"零。\"}\n{\"title\":\"一\",\"text\":\"甲一。\"}\n");
    assert_eq!(again[1].fragment.as_deref(), Some(fragments[0]));
}

#[test]
fn whoever_breaks_off_hears_no_more() {
    for text in [
        LINES.to_owned(),
        format!("[{}]", LINES.trim_end().replace('\n', ",")),
        "title,text\n一,甲。\n二,乙。\n三\n".to_owned(),
    ] {
        let mut count = 0;
        let source = Source { bytes: text.into_bytes(), ..Source::default() };
        read_source(source, &Options::default(), &mut |_| {
            count += 1;
            ControlFlow::Break(())
        })
        .unwrap();
        assert_eq!(count, 1);
    }
}

/// Reads with a bound of so many bytes a record.
fn bounded(
    text: &str,
    most: usize,
    read: fn(Stream, &Options, crate::article::formats::Each, usize) -> Result<(), Unreadable>,
) -> (usize, String) {
    let mut count = 0;
    let stream = Stream { input: &mut Cursor::new(text.as_bytes()), name: None, uri: "" };
    let end = read(
        stream,
        &Options::default(),
        &mut |_| {
            count += 1;
            ControlFlow::Continue(())
        },
        most,
    );
    (count, message(end))
}

#[test]
fn a_record_beyond_all_measure_is_passed_over() {
    let long = "水".repeat(400_000);
    let text = format!("{{\"text\":\"甲。\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"乙。\"}}\n");
    let (count, message) = bounded(&text, 300_000, lines::read);
    assert_eq!((count, message.as_str()), (2, "one record was left out: line 2: it is too long"));
    let text = format!("[{{\"text\":\"甲。\"}},{{\"text\":\"{long}\"}},{{\"text\":\"乙。\"}}]");
    let (count, message) = bounded(&text, 300_000, document::read);
    assert_eq!(count, 1);
    assert!(message.contains("record 2: it is too long; the rest was not read"), "{message}");
    let text = format!("title,text\n一,甲。\n二,\"{long}\n三,乙。\n");
    let (count, message) = bounded(&text, 300_000, table::read);
    assert_eq!(count, 1);
    assert!(message.contains("line 3: it is too long (is a quotation mark missing?)"), "{message}");
}

#[test]
fn deep_nesting_costs_a_line() {
    let deep = format!("{{\"text\":{}{}}}\n", "[".repeat(10_000), "]".repeat(10_000));
    let (found, end) = read(format!("{{\"text\":\"甲。\"}}\n{deep}{{\"text\":\"乙。\"}}\n"));
    assert_eq!(found.len(), 2);
    assert!(message(end).contains("line 2"));
    let (found, end) = read(format!("[{{\"text\":\"甲。\"}},{deep}]"));
    assert_eq!(found.len(), 1);
    assert!(message(end).contains("no whole JSON"));
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, text in "[\\[\\]{}\",:;|\n\t 甲乙text1]{0,80}") {
        for bytes in [bytes, text.into_bytes()] {
            for format in ["jsonl", "json", "csv"] {
                let options = Options { format: Some(format.to_owned()), ..Options::default() };
                let _ = read_named(bytes.clone(), "a.csv", &options);
            }
            let _ = read(bytes);
        }
    }
}
