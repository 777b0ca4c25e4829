//! Each format, read back by another's parser or compared whole.

use serde_json::{Value, json};

use super::*;

#[test]
fn where_an_article_stands_on_the_web_goes_out_where_there_is_a_place() {
    let mut article = hard_article();
    article.uri = "file:///tmp/feed.xml#n-1".to_owned();
    let mut stored = on(Span::new(0, 3), "claim");
    (stored.annotation.source, stored.annotation.note) = ("甲".to_owned(), "乙".to_owned());
    stored.annotation.attributes = [("verdict".to_owned(), "屬實".to_owned())].into();
    let annotations = [stored];
    let has = |article: &ArticleText, name: &str, words: &str| {
        files_of(name, marked(article, &annotations)).0.values().any(|file| file.contains(words))
    };
    let places = [
        ("json", r#""url":"https://example.org/1""#),
        ("csv", ",https://example.org/1,\r\n"),
        ("tsv", "\thttps://example.org/1\t\n"),
        ("markdown", "<https://example.org/1>"),
        ("html", "<a href=\"https://example.org/1\""),
        ("w3c", r#""via":"https://example.org/1""#),
        ("hf", r#""url":"https://example.org/1""#),
        ("spacy", r#""url":"https://example.org/1""#),
        ("claimreview", r#""url":"https://example.org/1""#),
    ];
    for (name, words) in places {
        assert!(!has(&article, name, words), "{name}");
    }
    article.metadata.url = "https://example.org/1".to_owned();
    for (name, words) in places {
        assert!(has(&article, name, words), "{name}");
    }
    // What is its name already is not said twice.
    article.uri = article.metadata.url.clone();
    assert!(!has(&article, "w3c", "via"));
    assert!(!has(&article, "jsonl", r#""url""#));
}
use crate::export::FORMATS;

#[test]
fn formats_have_one_name_each() {
    for known in FORMATS {
        assert_eq!(format(known.name).unwrap().name, known.name);
    }
    let error = format("dcox\u{1b}").unwrap_err().to_string();
    assert!(
        error.contains("“dcox␛”") && error.contains("jsonl, json, csv, markdown, html, tsv, w3c"),
        "{error}"
    );
}

#[test]
fn summaries_count_what_was_written() {
    for known in FORMATS {
        let (_, summary) = exported(known.name, &hard_library()).unwrap();
        assert_eq!(summary.articles, 2, "{}", known.name);
        assert_eq!(summary.annotations + summary.losses.annotations, 8, "{}", known.name);
    }
}

#[test]
fn jsonl_has_its_keys_in_order() {
    let (out, _) =
        exported("jsonl", &[(article(8, "第二篇", "二。"), vec![on(Span::new(0, 3), "fact")])]).unwrap();
    let expected = r#"{"id":"00000000000000000000000000000003","article":{"id":8,"title":"第二篇","#
        .to_owned()
        + r#""uri":"file:///tmp/8.txt"},"label":"fact","quote":"二","start":0,"end":1,"prefix":"","suffix":"。","#
        + r#""note":"","source":"","reader":"reader","created":"2026-01-02T03:04:05.678Z","#
        + r#""modified":"2026-01-02T03:04:06.000Z"}"#
        + "\n";
    assert_eq!(out, expected);
}

#[test]
fn jsonl_lines_parse_and_hold_no_raw_controls() {
    let (out, _) = exported("jsonl", &hard_library()).unwrap();
    assert!(!out.contains(|character: char| character != '\n' && crate::text::acts(character)));
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(lines[1]["note"], "跨段\n第二行");
    assert_eq!(lines[6]["quote"], "=1+1, *重要* <b>#tag</b> [[連結]]\u{1b}[2J\u{202e}終");
}

#[test]
fn json_is_one_document_with_the_same_annotations() {
    let (out, _) = exported("json", &hard_library()).unwrap();
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&document["format"], &document["version"]), (&json!("pingdian annotations"), &json!(1)));
    assert_eq!(document["articles"].as_array().unwrap().len(), 2);
    assert_eq!(document["articles"][0]["script"], "traditional");
    let (lines, _) = exported("jsonl", &hard_library()).unwrap();
    for (line, annotation) in lines.lines().zip(document["articles"][0]["annotations"].as_array().unwrap()) {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line.as_object_mut().unwrap().remove("article");
        assert_eq!(&line, annotation);
    }
}

#[test]
fn links_stand_with_the_annotation_they_begin_at() {
    let (article, annotations, links) = linked();
    let marked = Marked { article: &article, annotations: &annotations, orphans: &[], links: &links };
    let (files, losses) = files_of("jsonl", marked);
    let lines: Vec<Value> = files[""].lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        lines[0]["links"],
        json!([{"kind": "supports", "to": lines[1]["id"], "note": "甲\n\"乙\"", "reader": "reader"}])
    );
    assert_eq!(lines[1]["links"][0]["kind"], "same");
    assert_eq!(lines[1]["attributes"], json!({"certainty": "likely", "可查": "值得 查"}));
    assert!(lines[2..].iter().all(|line| line.get("links").is_none() && line.get("attributes").is_none()));
    let (files, _) = files_of("json", marked);
    let document: Value = serde_json::from_str(&files[""]).unwrap();
    assert_eq!(document["articles"][0]["annotations"][0]["links"], lines[0]["links"]);
    assert_eq!(losses, Losses::default());
}

#[test]
fn json_is_valid_when_empty() {
    let (out, summary) = exported("json", &[]).unwrap();
    assert_eq!(out, "{\"format\":\"pingdian annotations\",\"version\":1,\"articles\":[]}\n");
    assert_eq!(summary, Summary::default());
}
