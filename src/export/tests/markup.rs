//! The formats that mark up claims and texts for others: ClaimReview and UIMA.

use serde_json::{Value, json};

use super::*;

#[test]
fn uima_counts_utf16_and_holds_links_within() {
    let (article, annotations, links) = linked();
    let marked = Marked { article: &article, annotations: &annotations, orphans: &[], links: &links };
    let (files, losses) = files_of("uima", marked);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["7.xmi", "TypeSystem.xml"]);
    let xmi = &files["7.xmi"];
    let passages: Vec<_> = xmi.lines().filter(|line| line.starts_with("<pingdian:Passage ")).collect();
    assert_eq!(passages.len(), annotations.len());
    let units: Vec<u16> = HARD_TEXT.encode_utf16().collect();
    for (line, stored) in passages.iter().zip(&annotations) {
        let number = |name: &str| -> usize {
            let from = line.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
            line[from..].split('"').next().unwrap().parse().unwrap()
        };
        let quote = String::from_utf16(&units[number("begin")..number("end")]).unwrap();
        assert_eq!(quote, stored.annotation.span.of(HARD_TEXT));
    }
    let second =
        "label=\"fact\" note=\"跨段&#10;第二行\" source=\"國防部, &quot;發言人&quot;\" reader=\"reader\"";
    assert!(passages[1].contains(second), "{}", passages[1]);
    assert!(
        passages[1].contains("certainty=\"likely\" attribute__0053EF_0067E5=\"值得 查\"/>"),
        "{}",
        passages[1]
    );
    assert_eq!(xmi.matches("<pingdian:Relation ").count(), 1);
    assert!(xmi.contains("kind=\"supports\" note=\"甲&#10;&quot;乙&quot;\""), "{xmi}");
    assert!(!xmi.contains(['\u{1b}', '\u{202e}']) && xmi.contains("\u{fffd}[2J&#8238;終"));
    assert!(
        files["TypeSystem.xml"]
            .contains("<name>attribute__0053EF_0067E5</name><description>可查</description>")
    );
    assert_eq!(
        losses.iter().collect::<Vec<_>>(),
        [
            ("control characters, which XML 1.0 cannot hold; U+FFFD stands in their places", 1),
            ("links to other articles, for which it has no place", 1)
        ]
    );
}

#[test]
fn uima_numbers_what_its_index_lists() {
    let article = article(1, "", "評。點");
    let (files, _) = files_of("uima", marked(&article, &[on(Span::new(0, 3), "fact")]));
    let xmi = &files["1.xmi"];
    // The text, the article, two sentences, three tokens, an annotation.
    for number in 1..=8 {
        assert!(xmi.contains(&format!("xmi:id=\"{number}\"")), "{xmi}");
    }
    assert!(xmi.contains("<cas:View sofa=\"1\" members=\"2 3 4 5 6 7 8\"/>"), "{xmi}");
}

#[test]
fn claimreview_takes_what_was_filled_in_and_tells_the_rest() {
    let claim = |label: &str, source: &str, note: &str, attributes: &[(&str, &str)]| {
        let mut stored = on(Span::new(0, 6), label);
        stored.annotation.source = source.to_owned();
        stored.annotation.note = note.to_owned();
        let attributes = attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        stored.annotation.attributes = attributes.collect();
        stored
    };
    let annotations = [
        claim(
            "claim",
            "港口",
            "查過",
            &[("verdict", "不實"), ("url", "https://check.example/1"), ("date", "2026-01-05")],
        ),
        claim("claim", "港口", "查過", &[("verdict", "屬實"), ("certainty", "sure")]),
        claim("claim", "", "查過", &[]),
        claim("claim", "港口", " \n", &[("verdict", "屬實")]),
        claim("fact", "港口", "查過", &[("verdict", "屬實")]),
    ];
    let article = article(1, "題", "封閉。");
    let (files, losses) = files_of("claimreview", marked(&article, &annotations));
    let document: Value = serde_json::from_str(&files[""]).unwrap();
    let reviews = document["@graph"].as_array().unwrap();
    assert_eq!((&document["@context"], reviews.len()), (&json!("https://schema.org"), 2));
    assert_eq!(
        reviews[0],
        json!({
            "@type": "ClaimReview",
            "@id": "urn:uuid:00000000-0000-0000-0000-000000000006",
            "url": "https://check.example/1",
            "datePublished": "2026-01-05",
            "dateCreated": "2026-01-02T03:04:05.678Z",
            "dateModified": "2026-01-02T03:04:06.000Z",
            "author": {"@type": "Person", "name": "reader"},
            "claimReviewed": "封閉",
            "reviewBody": "查過",
            "reviewRating": {"@type": "Rating", "alternateName": "不實"},
            "itemReviewed": {
                "@type": "Claim",
                "text": "封閉",
                "inLanguage": "zh-Hant",
                "author": {"name": "港口"},
                "appearance": {"@type": "CreativeWork", "headline": "題"},
            },
        })
    );
    assert_eq!((reviews[1].get("url"), reviews[1].get("datePublished")), (None, None));
    assert_eq!(
        losses.iter().collect::<Vec<_>>(),
        [
            ("addresses of reviews, which search engines ask for (the attribute url, not filled in)", 1),
            ("annotations that are no claims", 1),
            ("claims that lack a claimant (their source)", 1),
            ("claims that lack a review (their note)", 1),
            ("claims that lack a verdict (their attribute verdict)", 1),
            ("dates of reviews (the attribute date, not filled in)", 1),
            ("other attributes", 1),
        ]
    );
}

#[test]
fn claimreview_is_a_document_when_empty() {
    let (out, _) = exported("claimreview", &[]).unwrap();
    assert_eq!(out, "{\"@context\":\"https://schema.org\",\"@graph\":[]}\n");
}
