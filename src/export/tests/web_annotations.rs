//! W3C Web Annotation, by its own words; a JSON-LD processor judges it from outside.

use serde_json::{Value, json};

use super::*;

fn document(marked: Marked<'_>) -> Value {
    let (files, losses) = files_of("w3c", marked);
    assert_eq!(losses, Losses::default());
    serde_json::from_str(&files[""]).unwrap()
}

#[test]
fn annotations_and_links_are_items_of_one_page() {
    let (article, annotations, links) = linked();
    let document =
        document(Marked { article: &article, annotations: &annotations, orphans: &[], links: &links });
    let items = document["first"]["items"].as_array().unwrap();
    // The link that begins in the other article comes with that one.
    assert_eq!((items.len(), &document["total"]), (annotations.len() + 2, &json!(annotations.len() + 2)));
    assert_eq!(document["first"]["partOf"], document["id"]);
    assert_eq!(items[1]["motivation"], json!(["linking", "supports"]));
    assert_eq!((&items[1]["body"][0]["source"], &items[1]["target"]), (&items[0]["id"], &items[2]["id"]));
    assert_eq!(items[1]["body"][1]["value"], "甲\n\"乙\"");
    let bodies: Vec<_> = items[2]["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|body| {
            [&body["purpose"], &body["attribute"], &body["value"]].map(|value| value.as_str().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        bodies,
        [
            ["tagging", "", "fact"],
            ["commenting", "", "跨段\n第二行"],
            ["attributing", "", "國防部, \"發言人\""],
            ["qualifying", "certainty", "likely"],
            ["qualifying", "可查", "值得 查"],
        ]
    );
}

#[test]
fn positions_find_the_quotes() {
    let (article, annotations) = (hard_article(), hard_annotations());
    let document = document(marked(&article, &annotations));
    for (item, stored) in document["first"]["items"].as_array().unwrap().iter().zip(&annotations) {
        let selectors = &item["target"]["selector"];
        let quote = stored.annotation.span.of(HARD_TEXT);
        assert_eq!(selectors[0]["exact"], quote);
        let place = |key: &str| usize::try_from(selectors[1][key].as_u64().unwrap()).unwrap();
        let found: String =
            HARD_TEXT.chars().skip(place("start")).take(place("end") - place("start")).collect();
        assert_eq!(found, quote);
    }
}

#[test]
fn an_empty_collection_is_one() {
    let (out, _) = exported("w3c", &[]).unwrap();
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&document["total"], &document["first"]["items"]), (&json!(0), &json!([])));
}
