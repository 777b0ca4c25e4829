//! The formats of corpora and of the programs that learn from them.

use serde_json::{Value, json};

use super::*;

/// Each format's files of the hard article, and what it left out.
fn of_linked(format_name: &str) -> (BTreeMap<String, String>, Vec<(&'static str, usize)>) {
    let (article, annotations, links) = linked();
    let marked = Marked { article: &article, annotations: &annotations, orphans: &[], links: &links };
    let (files, losses) = files_of(format_name, marked);
    (files, losses.iter().collect())
}

#[test]
fn conll_keeps_the_longest_and_counts_the_rest() {
    let (files, losses) = of_linked("conll");
    let begin = "# global.columns = ID FORM PINGDIAN:LABEL MISC
# newdoc id = 7
# title = 「評點」, *a* \"b\"
# uri = file:///tmp/7.txt
# newpar
# sent_id = 7-1
# text = 臺灣「國防部」稱，共艦逼近。
1\t臺灣\tO\tStart=0|End=2|SpaceAfter=No
2\t「\tB-fact\tStart=2|End=3|Annotation=000000000000000000000000000017b1|SpaceAfter=No
";
    assert!(files[""].starts_with(begin), "{}", files[""]);
    // It goes on in the next sentence, where it begins anew.
    let next = "1\t国防\tB-fact\tStart=16|End=18|Annotation=000000000000000000000000000017b1|SpaceAfter=No\n";
    assert!(files[""].contains(next), "{}", files[""]);
    assert_eq!(
        losses,
        [
            ("annotations that overlap a longer one, or one as long before them", 2),
            ("attributes", 2),
            ("links between annotations, for which it has no column", 2),
            ("notes", 3),
            ("sources", 3),
        ]
    );
}

#[test]
fn conll_lines_hold_four_columns_whatever_the_text() {
    let mut article = article(1, "題\u{2028}二", "評\u{85}點\u{b}評 \u{3000}\t點\n");
    article.uri = "file:///tmp/\u{1b}a\rb".to_owned();
    let annotations = [on(Span::new(0, article.text.len()), "主 張\t"), on(Span::new(3, 5), "fact")];
    let (files, losses) = files_of("conll", marked(&article, &annotations));
    let rows: Vec<_> = files[""].lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.split('\t').count() == 4), "{rows:?}");
    assert!(rows[0].starts_with("1\t評\tB-主_張_\tStart=0|End=1|Annotation="), "{rows:?}");
    assert!(files[""].contains("# title = 題 二\n# uri = file:///tmp/ a b\n"), "{}", files[""]);
    assert_eq!(
        losses.iter().collect::<Vec<_>>(),
        [
            ("annotations of white space alone", 1),
            ("labels' white space, which stands as _", 1),
            ("passages' ends in white space; the rest of them is there", 1),
        ]
    );
}

#[test]
fn spacy_has_spans_on_tokens() {
    let (files, losses) = of_linked("spacy");
    let doc: Value = serde_json::from_str(&files[""]).unwrap();
    assert_eq!((files[""].lines().count(), &doc["text"]), (1, &json!(HARD_TEXT)));
    assert_eq!(doc["tokens"][1], json!({"id": 1, "start": 2, "end": 3}));
    assert_eq!(
        doc["spans"]["sc"][1],
        json!({"start": 2, "end": 23, "label": "fact", "kb_id": "000000000000000000000000000017b1"})
    );
    let starts: Vec<_> = doc["tokens"].as_array().unwrap().iter().map(|token| &token["start"]).collect();
    let ends: Vec<_> = doc["tokens"].as_array().unwrap().iter().map(|token| &token["end"]).collect();
    for span in doc["spans"]["sc"].as_array().unwrap() {
        assert!(starts.contains(&&span["start"]) && ends.contains(&&span["end"]), "{span}");
    }
    assert_eq!(doc["ents"].as_array().unwrap().len(), 5);
    let second = &doc["meta"]["annotations"][1];
    assert_eq!(second["note"], "跨段\n第二行");
    assert_eq!(second["attributes"][0], json!({"name": "certainty", "value": "likely"}));
    assert_eq!(second["links"][0]["kind"], "same");
    assert_eq!(losses, [("annotations from ents, since they overlap a longer one; all are in spans", 2)]);
}

#[test]
fn spacy_gives_a_token_the_space_after_it() {
    let article = article(1, "題", " a b  \nc");
    let annotations = [on(Span::new(1, 3), "fact"), on(Span::new(2, 3), "fact"), on(Span::new(4, 7), "fact")];
    let (files, losses) = files_of("spacy", marked(&article, &annotations));
    let doc: Value = serde_json::from_str(&files[""]).unwrap();
    let places = |list: &Value| {
        let place = |item: &Value| (item["start"].as_u64().unwrap(), item["end"].as_u64().unwrap());
        list.as_array().unwrap().iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(places(&doc["tokens"]), [(0, 1), (1, 2), (3, 4), (5, 7), (7, 8)]);
    assert_eq!(places(&doc["spans"]["sc"]), [(1, 2), (5, 7)]);
    assert_eq!(
        losses.iter().collect::<Vec<_>>(),
        [
            ("spans without a token; what they say is in the line", 1),
            ("spans' ends in white space; the rest of them is there", 2)
        ]
    );
}

#[test]
fn hf_has_data_and_a_card_that_tells_the_features() {
    let (files, losses) = of_linked("hf");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["README.md", "data.jsonl"]);
    let article: Value = serde_json::from_str(&files["data.jsonl"]).unwrap();
    assert_eq!((&article["text"], &article["language"]), (&json!(HARD_TEXT), &json!("zh-Hant")));
    let second = &article["annotations"][1];
    assert_eq!((&second["start"], &second["end"]), (&json!(2), &json!(23)));
    // What there is nothing of is there all the same: a column has one type.
    let first = article["annotations"][0].as_object().unwrap();
    assert_eq!((&first["note"], &first["attributes"]), (&json!(""), &json!([])));
    let card = &files["README.md"];
    assert!(card.starts_with("---\npretty_name: Annotated articles\n"), "{card}");
    assert!(card.contains("language:\n- zh\nconfigs:\n"), "{card}");
    let fields = card.lines().filter_map(|line| line.trim().strip_prefix("- name: "));
    let fields: Vec<_> = fields.collect();
    for (name, value) in article.as_object().unwrap().iter().chain(first) {
        assert!(fields.contains(&name.as_str()), "{name}: {value}");
    }
    assert!(card.ends_with("|---|---:|\n| claim | 4 |\n| fact | 2 |\n| opinion | 1 |\n"), "{card}");
    assert_eq!(losses, []);
}

#[test]
fn slate_has_texts_items_and_keys() {
    let (files, losses) = of_linked("slate");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["7.txt", "7.txt.annotations", "files.txt", "slate.config"]);
    assert_eq!(
        (files["7.txt"].as_str(), files["files.txt"].as_str()),
        (HARD_TEXT, "7.txt 7.txt.annotations\n")
    );
    let begin = "((0, 0, 0), (0, 0, 7)) - claim\n((0, 0, 2), (2, 0, 6)) - fact\n";
    assert!(files["7.txt.annotations"].starts_with(begin), "{}", files["7.txt.annotations"]);
    // No label is configured: each gets a key of its own.
    for label in ["claim SPACE_a green", "fact SPACE_b blue", "opinion SPACE_c magenta"] {
        assert!(files["slate.config"].contains(&format!("\nLabel: {label}\n")), "{}", files["slate.config"]);
    }
    assert_eq!(
        losses,
        [
            ("attributes", 2),
            ("links between annotations, for which it has no place", 2),
            ("notes", 3),
            ("sources", 3)
        ]
    );
}

#[test]
fn slate_counts_what_one_passage_has_twice() {
    let article = article(1, "題", "評 點\n ");
    let annotations = [
        on(Span::new(0, 4), "a b"),
        on(Span::new(0, 3), "a b"),
        on(Span::new(0, 3), "c"),
        on(Span::new(7, 9), "c"),
    ];
    let (files, losses) = files_of("slate", marked(&article, &annotations));
    assert_eq!(files["1.txt.annotations"], "(0, 0, 0) - a_b c\n");
    assert_eq!(
        losses.iter().collect::<Vec<_>>(),
        [
            ("annotations of white space alone", 1),
            ("annotations with the passage and the label of another", 1),
            ("labels' white space, which stands as _", 2),
            ("passages' ends in white space; the rest of them is there", 1)
        ]
    );
}
