//! doccano's own exports, and this program's after doccano had them.

use std::ops::ControlFlow;

use super::*;
use crate::import::tests::opened;

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

/// Line, label, quote and id of the annotations.
fn annotations(found: &[Result<Item, KeptOut>]) -> Vec<(usize, &str, &str, &str)> {
    let mut annotations = Vec::new();
    for item in found {
        if let Ok(Item::Annotation(one)) = item {
            annotations.push((one.line, &*one.label, &*one.quote, &*one.id));
        }
    }
    annotations
}

#[test]
fn every_shape_of_spans_is_read() {
    let found = all(
        "{\"id\":4,\"text\":\"𠮷船停開\",\"label\":[[1,3,\"claim\"],[2,99,\"fact\"]],\"Comments\":[]}\n\
         {\"id\":5,\"text\":\"今早恢復\",\"entities\":[{\"id\":31,\"label\":\"fact\",\"start_offset\":0,\
          \"end_offset\":2},{\"id\":32,\"label\":\"x\",\"start_offset\":2,\"end_offset\":4}],\
          \"relations\":[{\"id\":1,\"from_id\":32,\"to_id\":31,\"type\":\"supports\"}]}\n\
         {\"text\":\"晚\",\"labels\":[\"whole\"],\"annotations\":[{\"label\":3,\"start_offset\":0,\"end_offset\":1}]}\n\
         {\"text\":7}\nnonsense\n",
    );
    assert_eq!(
        annotations(&found),
        [(1, "claim", "船停", ""), (2, "fact", "今早", "31"), (2, "x", "恢復", "32"), (3, "3", "晚", "")]
    );
    let kept_out: Vec<usize> =
        found.iter().filter_map(|item| item.as_ref().err().map(|out| out.line)).collect();
    assert_eq!(kept_out, [1, 4, 5]);
    assert!(
        found.iter().any(|item| matches!(item, Ok(Item::Link(link)) if link.from == "32" && link.to == "31"))
    );
    assert_eq!(found.last(), Some(&Ok(Item::LeftOut("labels of whole texts", 1))));
}

#[test]
fn what_was_said_beside_is_found_again_after_doccano_numbered_anew() {
    let text = r#"[{"id":9,"text":"船停，船開，停","entities":[
        {"id":70,"label":"fact","start_offset":0,"end_offset":2},
        {"id":71,"label":"fact","start_offset":3,"end_offset":4},
        {"id":72,"label":"new","start_offset":0,"end_offset":1}],
        "annotations":[{"entity":0,"id":"a","quote":"船停","note":"看","reader":"林"},
                       {"entity":1,"id":"b","quote":"船","note":"哪個","reader":"林"}]}]"#;
    let found = all(text);
    assert_eq!(
        annotations(&found),
        [(1, "fact", "船停", "a"), (1, "fact", "船", "71"), (1, "new", "船", "72")]
    );
}

#[test]
fn its_files_are_told_from_others() {
    assert!(!looks_like(b"{\"quote\":\"a\",\"label\":\"text\",\"text\":\"x\"}\n"));
    assert!(!looks_like(b"{\"text\":\"a\"}\n") && !looks_like("字".as_bytes()));
    assert!(looks_like(b"{\"id\":1,\"text\":\"a long one without an end"));
}
