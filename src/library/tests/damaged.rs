//! Rows that anything may have written to: what they say is shown as far as it can be, and nothing breaks over them.

use std::ops::ControlFlow;

use super::*;
use crate::annotation::{Link, LinkId, LinkKind};
use crate::library::{Filter, LogDetail, LogFilter, Selection, Standing};

/// Words with a cluster of two characters at their end.
const TEXT: &str = "評點，今天か\u{3099}";

/// A library of one article, whose annotation `1` stands on 評 and whose annotation `2` stands on 今天; `2` is linked to `1`.
fn library() -> (Store, ArticleId) {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let (one, two) = (annotation("1", "claim", TEXT, "評"), annotation("2", "fact", TEXT, "今天"));
    let link = Link {
        id: LinkId("l".to_owned()),
        from: two.id.clone(),
        to: one.id.clone(),
        kind: LinkKind::Supports,
        note: String::new(),
        reader: READER.to_owned(),
    };
    let changes = [made(&one), made(&two), Edit { before: None, after: Some(link) }.into()];
    store.apply(id, revision, READER, &changes).unwrap();
    (store, id)
}

fn damage(store: &mut Store, statement: &str) {
    store
        .write("testing", |transaction| {
            transaction.pragma_update(None, "ignore_check_constraints", true)?;
            Ok(transaction.execute_batch(statement)?)
        })
        .unwrap();
}

fn names(stored: &[crate::library::StoredAnnotation]) -> Vec<&str> {
    stored.iter().map(|stored| stored.annotation.id.0.as_str()).collect()
}

#[test]
fn a_row_whose_span_is_no_passage_is_an_orphan_whoever_asks() {
    for (what, set) in [
        ("beyond the text", "end_byte = 9999"),
        ("largest", "end_byte = 9223372036854775807"),
        ("end before the beginning", "start_byte = 6, end_byte = 3"),
        ("nothing", "end_byte = start_byte"),
        ("negative", "start_byte = -5"),
        ("all negative", "start_byte = -5, end_byte = -2"),
        ("least", "start_byte = -9223372036854775808"),
        ("begins within a character", "start_byte = 1"),
        ("ends within a character", "end_byte = 4"),
        ("ends within a cluster", "end_byte = 18"),
        ("begins within a cluster", "start_byte = 18, end_byte = 21"),
    ] {
        let (mut store, id) = library();
        damage(&mut store, &format!("UPDATE annotation SET {set} WHERE id = '1'"));

        assert_eq!(names(&store.annotations(id).unwrap()), ["2"], "{what}");
        assert_eq!(names(&store.orphans(id).unwrap()), ["1"], "{what}");
        let listed = store.catalogue(&Selection::default(), 0, 10).unwrap().rows;
        let standing: Vec<_> =
            listed.iter().map(|one| (one.quote.as_str(), one.damaged, one.orphaned)).collect();
        assert!(
            standing.contains(&("評", true, true)) && standing.contains(&("今天", false, false)),
            "{what}"
        );
        let mut exported = Vec::new();
        store
            .export(&Filter::default(), &mut |marked| {
                exported.extend(names(marked.annotations).into_iter().map(str::to_owned));
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(exported, ["2"], "{what}");
        let link = &store.links(id).unwrap()[0];
        assert_eq!((link.from.orphaned, link.to.orphaned), (false, true), "{what}");
        let balance = &store.balances(&[id], None).unwrap()[0].balance;
        let clean = {
            let (mut store, id) = library();
            damage(&mut store, "DELETE FROM annotation WHERE id = '1'");
            store.balances(&[id], None).unwrap()[0].balance.clone()
        };
        assert_eq!(format!("{balance:?}"), format!("{clean:?}"), "{what}");
        store.text(id).unwrap().into_article();
        store
            .catalogue(&Selection { standing: Some(Standing::Kept), ..Selection::default() }, 0, 10)
            .unwrap();

        // Its note can still be changed, it can be put to a place again, and deleted.
        let revision = store.revision(id).unwrap();
        let found = store.orphans(id).unwrap()[0].annotation.clone();
        let noted = Annotation { note: "字".to_owned(), ..found.clone() };
        let edit = Edit { before: Some(found), after: Some(noted.clone()) };
        store.apply(id, revision, READER, &[edit.into()]).unwrap();
        let placed = Annotation { span: Span::new(0, 3), ..noted.clone() };
        let edit = Edit { before: Some(noted), after: Some(placed.clone()) };
        store.apply(id, revision, READER, &[edit.into()]).unwrap();
        assert_eq!(names(&store.annotations(id).unwrap()), ["1", "2"], "{what}");

        // A new text finds those that have a place, and leaves the others orphans.
        damage(&mut store, &format!("UPDATE annotation SET {set} WHERE id = '1'"));
        add(&mut store, "a", &format!("題\n{TEXT}"));
        assert_eq!(names(&store.annotations(id).unwrap()), ["2"], "{what}");
        assert_eq!(names(&store.orphans(id).unwrap()), ["1"], "{what}");
    }
}

#[test]
fn a_span_beside_long_rows_of_flags_and_marks_is_believed() {
    let flags = "🇹🇼".repeat(60);
    let marks = format!("a{}", "\u{301}".repeat(500));
    let text = format!("{flags}字{marks}尾");
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", &text);
    let flag = Annotation { span: Span::new(8 * 55, 8 * 56), ..annotation("1", "claim", &text, "字") };
    let last = annotation("2", "claim", &text, "尾");
    store.apply(id, revision, READER, &[made(&flag), made(&last)]).unwrap();
    assert_eq!(names(&store.annotations(id).unwrap()), ["1", "2"]);
}

#[test]
fn bytes_that_are_no_text_are_shown_as_such() {
    let (mut store, id) = library();
    damage(
        &mut store,
        "UPDATE annotation SET note = CAST(x'61ff62' AS TEXT), source = CAST(x'ff' AS TEXT), label = CAST(x'ff' AS TEXT),
             modified = 'gestern', attributes = '{[' WHERE id = '1';
         UPDATE article SET title = CAST(x'e9ff' AS TEXT), byline = CAST(x'ff' AS TEXT), script = 'klingon',
             read_to = -4, position = 99999, like_percent = 999, like_article = id;
         UPDATE link SET note = CAST(x'ff' AS TEXT)",
    );
    let stored = &store.annotations(id).unwrap()[0];
    assert_eq!(
        (stored.annotation.note.as_str(), stored.annotation.source.as_str()),
        ("a\u{fffd}b", "\u{fffd}")
    );
    assert_eq!(stored.annotation.attributes.get("damaged").map(String::as_str), Some("{["));
    let entry = store.entry(id).unwrap();
    assert_eq!((entry.title.as_str(), entry.script, entry.read_to), ("\u{fffd}\u{fffd}", Script::Other, 0));
    assert_eq!(entry.like.map(|like| like.percent), Some(100));
    assert_eq!(store.links(id).unwrap()[0].link.note, "\u{fffd}");
    assert_eq!(store.sources().unwrap()[0].name, "\u{fffd}");
    assert_eq!(store.facets().unwrap().attributes, []);
    assert_eq!(store.catalogue(&Selection::default(), 0, 9).unwrap().rows.len(), 2);
}

#[test]
fn a_link_of_no_known_kind_is_left_out_and_a_text_that_is_gone_is_told() {
    let (mut store, id) = library();
    damage(&mut store, "UPDATE link SET kind = 'refutes'");
    assert_eq!(store.links(id).unwrap(), []);
    damage(&mut store, "UPDATE article SET revision = 999");
    assert_eq!(names(&store.orphans(id).unwrap()), ["1", "2"]);
    let refused = store.text(id).unwrap_err().to_string();
    assert!(
        refused.contains("damaged") && refused.contains("the text of revision 999 is missing"),
        "{refused}"
    );
}

#[test]
fn a_history_tells_all_that_can_be_read_of_it_and_then_that_some_cannot() {
    let (mut store, _) = library();
    damage(&mut store, "UPDATE history SET after = '{[' WHERE id = 2");
    let mut told = 0;
    let refused = store
        .log(&LogFilter::default(), LogDetail::Whole, &mut |_| {
            told += 1;
            ControlFlow::Continue(())
        })
        .unwrap_err()
        .to_string();
    assert_eq!(told, 2);
    assert!(refused.contains("1 changes of its history cannot be read"), "{refused}");
}
