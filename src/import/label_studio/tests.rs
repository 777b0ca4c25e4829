//! Label Studio's own exports.

use std::ops::ControlFlow;

use super::*;
use crate::import::tests::opened;
use crate::import::{Incoming, Item};

fn all(text: &str) -> Vec<Result<Item, KeptOut>> {
    let mut found = Vec::new();
    assert!(looks_like(text.as_bytes()), "{text}");
    read(&mut opened(&FORMAT, text.as_bytes()), &mut |one| {
        found.push(one);
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

fn annotation(item: &Result<Item, KeptOut>) -> &Incoming {
    let Ok(Item::Annotation(one)) = item else { panic!("{item:?}") };
    one
}

#[test]
fn a_projects_export_is_read() {
    let found = all(r#"[
      {"id": 12, "data": {"body": "𠮷家渡口昨夜停開。\n今早恢復。", "title": "渡口"}, "predictions": [{"result": []}],
       "annotations": [
        {"id": 5, "completed_by": {"id": 1, "email": "lin@example.org"}, "was_cancelled": false,
         "created_at": "2026-05-01T01:02:03.000000Z", "updated_at": "2026-05-02T01:02:03.000000Z",
         "result": [
           {"id": "aB3_x", "from_name": "kinds", "to_name": "t", "type": "labels", "origin": "manual",
            "value": {"start": 4, "end": 8, "text": "昨夜停開"   , "labels": ["claim", "check"]}, "meta": {"text": ["看"]}},
           {"id": "aB3_x", "from_name": "sure", "to_name": "t", "type": "choices",
            "value": {"start": 4, "end": 8, "text": "昨夜停開", "choices": ["no", "yes"]}},
           {"id": "aB3_x", "from_name": "why", "to_name": "t", "type": "textarea",
            "value": {"start": 4, "end": 8, "text": ["甲", "乙"]}},
           {"id": "q", "from_name": "kinds", "to_name": "t", "type": "labels",
            "value": {"start": 10, "end": 12, "text": "今早", "labels": ["fact"]}},
           {"id": "w", "from_name": "topic", "to_name": "t", "type": "choices", "value": {"choices": ["x"]}},
           {"type": "relation", "from_id": "aB3_x", "to_id": "q", "direction": "left", "labels": ["supports"]}]},
        {"id": 6, "completed_by": 2, "was_cancelled": true, "result": [{}]},
        {"id": 7, "completed_by": 2, "result": [
           {"id": "q", "from_name": "kinds", "type": "labels", "value": {"start": 99, "end": 100, "labels": ["fact"]}}]}]},
      7]"#);
    let Ok(Item::Article(given)) = &found[0] else { panic!("{found:?}") };
    assert_eq!((given.reference.title.as_str(), &given.text[..4]), ("渡口", "𠮷"));
    let (one, other) = (annotation(&found[1]), annotation(&found[2]));
    assert_eq!((one.quote.as_str(), one.label.as_str(), one.id.as_str()), ("昨夜停開", "claim", "5:aB3_x"));
    assert_eq!((one.note.as_str(), one.reader.as_str()), ("看", "lin@example.org"));
    assert_eq!((one.attributes["sure"].as_str(), one.attributes["why"].as_str()), ("no, yes", "甲\n乙"));
    assert_eq!((other.label.as_str(), other.id.as_str()), ("check", "5:aB3_x check"));
    assert_eq!(annotation(&found[3]).quote, "今早", "places count code points");
    let Ok(Item::Link(link)) = &found[4] else { panic!("{found:?}") };
    assert_eq!((link.from.as_str(), link.to.as_str(), link.kind.as_str()), ("5:q", "5:aB3_x", "supports"));
    assert!(matches!(&found[5], Err(out) if out.reason == Reason::OutsideText && out.line == 1));
    assert_eq!(
        found[6..9],
        [
            Ok(Item::LeftOut("answers about whole texts", 1)),
            Ok(Item::LeftOut("predictions", 1)),
            Ok(Item::LeftOut("results of cancelled annotations", 1))
        ]
    );
    assert!(matches!(&found[9], Err(out) if out.line == 2));
}

#[test]
fn the_short_export_is_read() {
    let found = all(
        r#"[{"text": "船停。", "id": 3, "annotator": 4, "annotation_id": 8, "created_at": "2026-05-01T00:00:00Z",
        "updated_at": "2026-05-01T00:00:00Z", "lead_time": 3.1, "other": [1, {"start": 0}],
        "kinds": [{"start": 0, "end": 2, "text": "船停", "labels": ["claim"]}]}]"#,
    );
    let one = annotation(&found[1]);
    assert_eq!(
        (one.quote.as_str(), one.label.as_str(), one.reader.as_str()),
        ("船停", "claim", "annotator 4")
    );
    assert_eq!((one.id.as_str(), found.len()), ("", 2));
}

#[test]
fn its_files_are_told_from_others() {
    assert!(looks_like(b"{\"id\": 1, \"annotations\": [{\"completed_by\": 1, \"result\": []}]}"));
    assert!(looks_like(b"[ {\"id\":1,\"data\": {\"text\":\"a long one"));
    for other in ["[{\"data\":\"x\",\"label\":[]}]", "{\"quote\":\"a\",\"label\":\"b\"}", "[]", "[1]"] {
        assert!(!looks_like(other.as_bytes()), "{other}");
    }
}
