//! Files as brat's users have them.

use std::fs;
use std::ops::ControlFlow;

use super::*;
use crate::import::Incoming;

fn all(path: &Path) -> Vec<Result<Item, KeptOut>> {
    let mut found = Vec::new();
    let mut opened = Opened::open(path, None).unwrap();
    assert_eq!(opened.format.name, "brat");
    read(&mut opened, &mut |one| {
        found.push(one);
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

const TEXT: &str = "渡口\r\n\r\n船工說，𠮷家渡口昨夜停開。\r\n鎮上說，今早恢復。\r\n";
const LINES: &str = "T1\tClaim 10 19\t𠮷家渡口昨夜停開。\n\
    T2\tPerson 6 8\t船工\n\
    T3\tClaim 6 8;15 17\t船工 昨夜\n\
    T4\tFact 25 30\t今早恢復。\n\
    T5\tFact 400 405\t今早恢復。\n\
    E1\tStop:T1 Agent:T2\n\
    A1\tNegated T1\n\
    M2\tConfidence T1 L2\n\
    A3\tNegated E1\n\
    R1\tSupports Arg1:T4 Arg2:T1\t\n\
    *\tEquiv T1 T4\n\
    #2\tAnnotationError T1\tx\n\
    #1\tAnnotatorNotes T1\tC:\\new 看\n\
    nonsense\n";

fn annotation(item: &Result<Item, KeptOut>) -> &Incoming {
    let Ok(Item::Annotation(one)) = item else { panic!("{item:?}") };
    one
}

#[test]
fn a_folder_of_others_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    fs::write(folder.path().join("a.ann"), LINES).unwrap();
    fs::write(folder.path().join("b.ann"), "").unwrap();
    let found = all(folder.path());
    let Ok(Item::Article(given)) = &found[0] else { panic!("{found:?}") };
    assert_eq!(given.text, TEXT.replace('\r', ""));
    assert!(matches!(&found[1], Err(out) if out.line == 14 && out.file == "a.ann"));
    let one = annotation(&found[2]);
    assert_eq!((one.quote.as_str(), one.label.as_str(), one.line), ("𠮷家渡口昨夜停開。", "Claim", 1));
    assert_eq!(one.note, "C:\\new 看", "not this program's escapes");
    assert_eq!(
        one.attributes.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>(),
        [("Confidence", "L2"), ("Negated", "true")]
    );
    assert_eq!(annotation(&found[3]).prefix, "渡口\n\n");
    assert!(matches!(&found[4], Err(out) if out.reason == Reason::InPieces));
    assert_eq!(annotation(&found[5]).given.map(|span| span.of(&given.text)), Some("今早恢復。"));
    assert_eq!(annotation(&found[6]).given, None);
    let tied: Vec<(&str, &str, &str)> = found[7..9]
        .iter()
        .map(|item| match item {
            Ok(Item::Link(link)) => (link.kind.as_str(), link.from.as_str(), link.to.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(tied, [("Supports", "T4", "T1"), ("same", "T1", "T4")]);
    let left_out = ["attributes of events and relations", "comments of other types", "events"];
    assert_eq!(found[9..12], left_out.map(|what| Ok(Item::LeftOut(what, 1))));
    let single = all(&folder.path().join("a.ann"));
    assert_eq!(single.len(), found[..12].len());
}

#[test]
fn without_a_text_the_words_count() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ann"), LINES).unwrap();
    let found = all(&folder.path().join("a.ann"));
    assert_eq!(annotation(&found[1]).quote, "𠮷家渡口昨夜停開。");
}
