//! Annotations as others write them.

use std::ops::ControlFlow;

use super::*;
use crate::import::tests::opened;

fn all(text: &str) -> Vec<Result<Item, KeptOut>> {
    let mut found = Vec::new();
    let mut file = opened(&FORMAT, text.as_bytes());
    read(&mut file, &mut |one| {
        found.push(one);
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

#[test]
fn hypothesis_annotations_are_read() {
    let text = r#"{"total": 1, "rows": [{
        "id": "kQ3x", "user": "acct:lin@example.org", "uri": "https://news.example/7", "text": "存疑",
        "tags": ["claim", "check"], "created": "2026-05-01T01:02:03.5+00:00", "updated": "2026-05-02T00:00:00+00:00",
        "document": {"title": ["渡口"]},
        "target": [{"source": "https://news.example/7", "selector": [
            {"type": "RangeSelector", "startOffset": 3},
            {"type": "TextPositionSelector", "start": 41, "end": 45},
            {"type": "TextQuoteSelector", "exact": "渡船停開", "prefix": "昨日", "suffix": "。"}]}]}]}"#;
    let found = all(text);
    let Ok(Item::Annotation(one)) = &found[0] else { panic!("{found:?}") };
    assert_eq!((one.id.as_str(), one.label.as_str(), one.note.as_str()), ("kQ3x", "claim", "存疑"));
    assert_eq!((one.quote.as_str(), one.prefix.as_str(), one.suffix.as_str()), ("渡船停開", "昨日", "。"));
    assert_eq!((one.start, one.reader.as_str()), (Some(41), "acct:lin@example.org"));
    assert_eq!((one.article.title.as_str(), one.article.uri.as_str()), ("渡口", "https://news.example/7"));
    assert_eq!((&one.created[..7], &one.modified[..10]), ("2026-05", "2026-05-02"));
    assert!(
        matches!(&found[1], Ok(Item::Annotation(other)) if other.label == "check" && other.id == "kQ3x check")
    );
    assert_eq!(found.len(), 2);
}

#[test]
fn a_quote_alone_is_enough_and_bodies_come_in_any_shape() {
    let text = r#"[
        {"id": "http://a.example/1", "motivation": "tagging", "body": {"type": "TextualBody", "value": "fact"},
         "creator": "http://a.example/me",
         "target": {"source": {"id": "http://b.example/"},
            "selector": {"type": "FragmentSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": "渡船"}}}},
        {"body": ["http://c.example/video", {"type": "TextualBody", "value": "看", "purpose": "commenting"}],
         "target": {"selector": {"type": "TextQuoteSelector", "exact": "船"}}},
        {"type": "Annotation"}, 7,
        {"motivation": ["oa:linking", "pingdian:same"], "body": "urn:x:1", "target": "urn:x:2", "creator": {"name": "林"}}
    ]"#;
    let found = all(text);
    let Ok(Item::Annotation(one)) = &found[0] else { panic!("{found:?}") };
    assert_eq!((one.label.as_str(), one.quote.as_str(), one.start), ("fact", "渡船", None));
    assert_eq!((one.reader.as_str(), one.article.uri.as_str()), ("http://a.example/me", "http://b.example/"));
    let Ok(Item::Annotation(one)) = &found[1] else { panic!("{found:?}") };
    assert_eq!((one.label.as_str(), one.note.as_str(), one.line), ("", "看", 2));
    assert!(matches!(&found[2], Err(out) if out.line == 3));
    assert!(matches!(&found[3], Err(out) if out.line == 4));
    let Ok(Item::Link(link)) = &found[4] else { panic!("{found:?}") };
    assert_eq!((link.from.as_str(), link.to.as_str(), link.kind.as_str()), ("urn:x:1", "urn:x:2", "same"));
    assert_eq!(found[5], Ok(Item::LeftOut("bodies that are no text", 1)));
}
