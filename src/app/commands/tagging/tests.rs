use std::collections::BTreeMap;

use crate::annotation::{Annotation, AnnotationId, Change, Edit};
use crate::app::testing::{Kept, TEXT, added, kept, under_cursor};
use crate::app::update;
use crate::app::{Effect, Event};
use crate::library::{Reply, Request, Write};
use crate::text::Span;

fn labels(kept: &Kept) -> Vec<String> {
    let mut labels: Vec<String> = kept.tagged().into_iter().map(|(label, _)| label).collect();
    labels.sort();
    labels
}

#[test]
fn every_unit_is_tagged_at_once() {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("Right Right c w f h o j c } f");
    let tagged = [
        ("claim", "說"),
        ("fact", "船隊"),
        ("opinion", "“船隊已經到了。”"),
        ("claim", "港口沒有回應,記者等了一夜。"),
        ("fact", "為什麼沒有人出面?"),
    ];
    let mut found = kept.tagged();
    found.sort();
    let mut wanted = tagged.map(|(label, words)| (label.to_owned(), words.to_owned()));
    wanted.sort();
    assert_eq!(found, wanted);
}

#[test]
fn a_capital_adds_a_label_and_takes_off_that_one() {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("c F");
    assert_eq!(labels(&kept), ["claim", "fact"]);
    kept.press("C");
    assert_eq!(
        (labels(&kept), kept.said()),
        (vec!["fact".to_owned()], "claim taken off; undo brings it back")
    );
    kept.press("u O");
    assert_eq!(labels(&kept), ["claim", "fact", "opinion"]);
    kept.press("f");
    assert_eq!(labels(&kept), ["claim", "opinion"], "the label's own key takes that one off too");
    kept.press("u u u");
    assert_eq!(labels(&kept), ["claim"]);
}

#[test]
fn of_several_labels_a_label_key_changes_the_one_gone_to() {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("c O , , f");
    assert_eq!(
        (labels(&kept), kept.said()),
        (vec!["claim".into(), "fact".into()], "opinion made fact of 2 here")
    );
}

#[test]
fn adding_stays_though_tags_move_on() {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("m C f");
    assert_eq!(labels(&kept), ["fact"], "the claim there was made a fact");
    assert_eq!(under_cursor(&kept.state), "港口沒有回應,記者等了一夜。");
    kept.press("2 c");
    assert_eq!(kept.tagged().len(), 3);
}

#[test]
fn a_key_goes_through_the_annotations_here() {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("c l f l o k j k");
    assert_eq!(kept.state.annotation_here().unwrap().label, "claim");
    let mut seen = Vec::new();
    for _ in 0..4 {
        kept.press(",");
        seen.push(kept.said().to_owned());
    }
    let wanted = [
        "2 of 3 here: fact “他說”",
        "3 of 3 here: opinion ““船隊已經到了。””",
        "1 of 3 here: claim “他說:“船隊已經到了。””",
        "2 of 3 here: fact “他說”",
    ];
    assert_eq!(seen, wanted);
    kept.press("a 甲 Enter s 乙 Enter");
    let fact = kept.state.reading.as_ref().unwrap().annotations.list()[1].clone();
    assert_eq!((fact.label.as_str(), fact.note.as_str(), fact.source.as_str()), ("fact", "甲", "乙"));
    kept.press(", x");
    assert_eq!(labels(&kept), ["claim", "fact"]);
    kept.press("2 , j k");
    assert_eq!(kept.state.annotation_here().unwrap().label, "claim", "a motion forgets which was gone to");
    kept.press("j ,");
    assert!(kept.said().starts_with("No annotation here"));
    kept.press("c ,");
    assert_eq!(kept.said(), "There is only this one here");
}

fn of_lee(span: Span) -> Annotation {
    Annotation {
        id: AnnotationId("1".repeat(32)),
        span,
        label: "claim".into(),
        note: String::new(),
        source: String::new(),
        attributes: BTreeMap::new(),
        reader: "lee".into(),
    }
}

#[test]
fn other_readers_annotations_are_not_changed() {
    let mut kept = kept(&[TEXT], 100, 30);
    let reading = kept.state.reading.as_mut().unwrap();
    let span = reading.cursor().span;
    reading.annotations.apply(&Edit { before: None, after: Some(of_lee(span)) });
    for key in ["a", "s", "x", "r"] {
        kept.press(key);
        assert!(kept.said().starts_with("This claim is lee's"), "{key}: {}", kept.said());
        assert!(kept.state.overlay.is_none());
        kept.press("Esc");
    }
    kept.press("f");
    assert_eq!(labels(&kept), ["claim", "fact"], "one's own stands beside it");
    kept.press("a 註 Enter");
    let list = kept.state.reading.as_ref().unwrap().annotations.list();
    assert_eq!(list.iter().map(|one| one.note.as_str()).collect::<Vec<_>>(), ["註", ""].map(|note| note));
}

#[test]
fn two_labels_given_before_the_library_is_there_stay_two() {
    let mut kept = kept(&["別的文章。"], 100, 30);
    let article = std::sync::Arc::new(crate::app::testing::article(TEXT));
    let uri = "file:///new.txt".to_owned();
    update(&mut kept.state, Event::Read { uri: uri.clone(), article, complete: true });
    kept.press("c F");
    let there = Annotation { reader: "me".into(), ..of_lee(kept.state.reading.as_ref().unwrap().target()) };
    update(&mut kept.state, added(uri, crate::library::ArticleId(9)));
    let news = Event::Library(Reply::Annotations {
        article: crate::library::ArticleId(9),
        revision: Some(crate::library::Revision::for_tests(1)),
        annotations: vec![there.clone()],
        links: Vec::new(),
    });
    let effects = update(&mut kept.state, news);
    assert_eq!(labels(&kept), ["claim", "fact"]);
    let made = effects.iter().filter_map(|effect| match effect {
        Effect::Library(Request::Write(Write::Apply { changes, .. })) => Some(changes),
        _ => None,
    });
    let made: Vec<_> = made.flatten().collect();
    let [Change::Annotation(Edit { before: None, after: Some(fact) })] = made[..] else { panic!("{made:?}") };
    assert_eq!(fact.label, "fact");
}

#[test]
fn what_was_just_added_is_what_a_note_is_for() {
    let mut kept = kept(&[TEXT], 100, 30);
    kept.press("c , F");
    assert_eq!(kept.state.annotation_here().unwrap().label, "fact");
    kept.press("C j k F");
    assert_eq!(kept.tagged().len(), 0);
}
