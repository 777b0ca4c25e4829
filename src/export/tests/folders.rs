//! The formats of tools that annotate: brat, doccano, Label Studio.

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
fn brat_has_its_four_files() {
    let (files, losses) = of_linked("brat");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["7.ann", "7.txt", "annotation.conf", "visual.conf"]);
    assert_eq!(files["7.txt"], HARD_TEXT);
    assert_eq!(losses, [("links to other articles, for which it has no place", 1)]);
    let expected = "T1\tclaim 0 8\t臺灣「國防部」稱
#1\tReader T1\treader
#2\tCreated T1\t2026-01-02T03:04:05.678Z
#3\tModified T1\t2026-01-02T03:04:06.000Z
#4\tId T1\t00000000000000000000000000000018
T2\tfact 2 14;16 23\t「國防部」稱，共艦逼近。 国防部发言人说
A1\tcertainty T2 likely
A2\t_53EF_67E5 T2 _503C_5F97_0020_67E5
#5\tAnnotatorNotes A2\t可查: 值得 查
#6\tAnnotatorNotes T2\t跨段\\n第二行
#7\tSource T2\t國防部, \"發言人\"
";
    assert!(files["7.ann"].starts_with(expected), "{}", files["7.ann"]);
    let end = "R1\tsupports Arg1:T1 Arg2:T2
#36\tAnnotatorNotes R1\t甲\\n\"乙\"
#37\tReader R1\treader
";
    assert!(files["7.ann"].ends_with(end), "{}", files["7.ann"]);
    for line in ["claim", "_53EF_67E5\tArg:<ENTITY>, Value:_503C_5F97_0020_67E5"] {
        assert!(files["annotation.conf"].lines().any(|known| known == line), "{}", files["annotation.conf"]);
    }
    assert!(files["visual.conf"].contains("\n_53EF_67E5 | 可查\n"), "{}", files["visual.conf"]);
}

#[test]
fn doccano_has_a_line_with_entities_and_relations() {
    let (files, losses) = of_linked("doccano");
    let article: Value = serde_json::from_str(&files[""]).unwrap();
    assert_eq!((files[""].lines().count(), &article["text"]), (1, &json!(HARD_TEXT)));
    assert_eq!(
        article["entities"][1],
        json!({"id": 1, "label": "fact", "start_offset": 2, "end_offset": 23})
    );
    assert_eq!(article["relations"], json!([{"id": 0, "from_id": 0, "to_id": 1, "type": "supports"}]));
    assert_eq!(article["annotations"][1]["note"], "跨段\n第二行");
    assert_eq!(article["links"][0]["note"], "甲\n\"乙\"");
    assert_eq!(losses, [("links to other articles, for which it has no place", 1)]);
}

#[test]
fn label_studio_has_tasks_and_an_interface() {
    let (files, losses) = of_linked("label-studio");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["labeling_config.xml", "tasks.json"]);
    let tasks: Value = serde_json::from_str(&files["tasks.json"]).unwrap();
    assert_eq!(tasks[0]["data"]["text"], HARD_TEXT);
    let results = tasks[0]["annotations"][0]["result"].as_array().unwrap();
    let of_second: Vec<_> = results.iter().filter(|result| result["id"] == results[1]["id"]).collect();
    assert_eq!(
        of_second[0]["value"],
        json!({"start": 2, "end": 23, "text": "「國防部」稱，共艦逼近。\n\n国防部发言人说", "labels": ["fact"]})
    );
    let controls: Vec<_> = of_second.iter().map(|result| result["from_name"].as_str().unwrap()).collect();
    assert_eq!(controls, ["label", "note", "source", "attribute_certainty", "attribute_可查"]);
    assert_eq!(of_second[1]["value"]["text"], json!(["跨段\n第二行"]));
    assert_eq!(of_second[4]["value"]["choices"], json!(["值得 查"]));
    let relation = results.last().unwrap();
    assert_eq!((&relation["from_id"], &relation["to_id"]), (&results[0]["id"], &results[1]["id"]));
    assert_eq!(losses, [("links to other articles, for which it has no place", 1), ("notes on links", 1)]);
    assert!(files["labeling_config.xml"].contains("<Choices name=\"attribute_可查\""));
}

#[test]
fn label_studio_keeps_readers_apart() {
    let (article, mut annotations, links) = linked();
    annotations[1].annotation.reader = "another".to_owned();
    let marked = Marked { article: &article, annotations: &annotations, orphans: &[], links: &links };
    let (files, losses) = files_of("label-studio", marked);
    let tasks: Value = serde_json::from_str(&files["tasks.json"]).unwrap();
    let readers: Vec<_> =
        tasks[0]["annotations"].as_array().unwrap().iter().map(|own| &own["reader"]).collect();
    assert_eq!(readers, ["another", "reader"]);
    assert!(
        losses.iter().any(|lost| lost == ("links between two readers' annotations, which it keeps apart", 1))
    );
}

#[test]
fn what_has_no_character_is_counted() {
    let article = article(1, "題", "評 \n點");
    let annotations = [on(Span::new(3, 3), "fact"), on(Span::new(3, 5), "fact"), on(Span::new(0, 5), "fact")];
    let (files, losses) = files_of("brat", marked(&article, &annotations));
    assert!(files["1.ann"].starts_with("T3\tfact 0 1\t評\n"), "{}", files["1.ann"]);
    assert_eq!(
        losses.iter().collect::<Vec<_>>(),
        [
            ("annotations of white space alone", 2),
            ("passages' ends in white space; the rest of them is there", 1)
        ]
    );
    let (files, losses) = files_of("doccano", marked(&article, &annotations));
    let line: Value = serde_json::from_str(&files[""]).unwrap();
    assert_eq!(line["entities"].as_array().unwrap().len(), 2);
    assert_eq!(losses.iter().collect::<Vec<_>>(), [("annotations without a character", 1)]);
}

#[test]
fn links_of_what_is_left_out_are_counted_apart() {
    let (article, mut annotations, links) = linked();
    annotations[1].annotation.span = Span::new(0, 0);
    let marked = Marked { article: &article, annotations: &annotations, orphans: &[], links: &links };
    for format in ["brat", "doccano"] {
        let (_, losses) = files_of(format, marked);
        let of_links: Vec<_> = losses.iter().filter(|(what, _)| what.starts_with("links")).collect();
        assert_eq!(
            of_links,
            [
                ("links of annotations that are left out", 1),
                ("links to other articles, for which it has no place", 1)
            ],
            "{format}"
        );
    }
}
