//! The history as it is looked up.

use std::ops::ControlFlow;

use super::*;
use crate::library::{LINE_CHARACTERS, LogDetail, LogFilter, Logged};

const TEXT: &str = "甲說𠮷。乙說好。";

fn log(store: &Store, filter: &LogFilter) -> Vec<Logged> {
    let mut found = Vec::new();
    store
        .log(filter, LogDetail::Whole, &mut |logged| {
            found.push(logged);
            ControlFlow::Continue(())
        })
        .unwrap();
    found
}

fn told(store: &Store, filter: &LogFilter) -> Vec<String> {
    let line = |one: Logged| {
        let sign = if one.undone { "-" } else { "+" };
        format!("{sign} {} {}: {}", one.reader, one.told(), one.quote)
    };
    log(store, filter).into_iter().map(line).collect()
}

#[test]
fn it_tells_the_newest_first_and_where() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let claim = annotation("1", "claim", TEXT, "乙說好");
    let narrower = Annotation { label: "fact".into(), ..annotation("1", "fact", TEXT, "乙說") };
    store.apply(id, revision, READER, &[made(&claim)]).unwrap();
    store.apply(id, revision, "另一位", &[edited(&claim, &narrower)]).unwrap();
    assert_eq!(
        told(&store, &LogFilter::default()),
        ["+ 另一位 label claim -> fact; borders moved (by 讀者): 乙說", "+ 讀者 claim made: 乙說好"]
    );
    let newest = log(&store, &LogFilter::default()).remove(0);
    assert_eq!(newest.code_points, Edit { before: Some(4..7), after: Some(4..6) });
    assert_eq!((newest.article, newest.title.as_str(), newest.uri.as_str()), (id, TEXT, "sample:a"));
}

#[test]
fn what_was_undone_stays_in_it_whatever_comes_after() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let (one, two) = (annotation("1", "claim", TEXT, "甲說"), annotation("2", "fact", TEXT, "乙說"));
    store.apply(id, revision, READER, &[made(&one)]).unwrap();
    store.undo(id, READER).unwrap().unwrap();
    store.apply(id, revision, READER, &[made(&two)]).unwrap();
    let all = LogFilter::default();
    assert_eq!(told(&store, &all), ["+ 讀者 fact made: 乙說", "- 讀者 claim made: 甲說"]);
    assert_eq!(store.redo(id, READER).unwrap(), None, "what another change followed cannot be made again");
    store.undo(id, READER).unwrap().unwrap();
    assert_eq!(store.undo(id, READER).unwrap(), None);
    assert_eq!(store.redo(id, READER).unwrap(), Some(vec![made(&two)]));
    assert_eq!(told(&store, &all), ["+ 讀者 fact made: 乙說", "- 讀者 claim made: 甲說"]);
}

#[test]
fn it_can_be_asked_for_in_part_and_broken_off() {
    let mut store = Store::open_in_memory().unwrap();
    let (first, revision) = add(&mut store, "a", TEXT);
    let (second, its_revision) = add(&mut store, "b", "丙說。");
    let one = annotation("1", "claim", TEXT, "甲說");
    let other = Annotation { reader: "另一位".into(), ..annotation("2", "claim", "丙說。", "丙說") };
    store.apply(first, revision, READER, &[made(&one)]).unwrap();
    store.apply(second, its_revision, "另一位", &[made(&other)]).unwrap();
    let articles = LogFilter { articles: vec![first], ..LogFilter::default() };
    assert_eq!(told(&store, &articles), ["+ 讀者 claim made: 甲說"]);
    let reader = LogFilter { reader: Some("另一位".into()), ..LogFilter::default() };
    assert_eq!(told(&store, &reader), ["+ 另一位 claim made: 丙說"]);
    let since = |since: &str| LogFilter { since: Some(since.into()), ..LogFilter::default() };
    assert_eq!(log(&store, &since("9999-01-01")), []);
    assert_eq!(log(&store, &since("2000-01-01")).len(), 2);
    let mut seen = 0;
    store
        .log(&LogFilter::default(), LogDetail::Line, &mut |_| {
            seen += 1;
            ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!(seen, 1);
}

#[test]
fn a_link_is_told_with_the_words_at_its_ends() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let (one, two) = (annotation("1", "claim", TEXT, "甲說"), annotation("2", "fact", TEXT, "乙說"));
    store.apply(id, revision, READER, &[made(&one), made(&two)]).unwrap();
    let link = crate::annotation::Link {
        id: crate::annotation::LinkId("3".into()),
        from: one.id.clone(),
        to: two.id.clone(),
        kind: crate::annotation::LinkKind::Supports,
        note: String::new(),
        reader: READER.into(),
    };
    store.apply(id, revision, READER, &[Edit { before: None, after: Some(link) }.into()]).unwrap();
    let newest = log(&store, &LogFilter::default()).remove(0);
    assert_eq!((newest.quote.as_str(), newest.other_quote.as_str()), ("甲說", "乙說"));
    assert_eq!(newest.change.told(), ["linked: supports"]);
}

#[test]
fn a_line_has_the_beginning_of_the_words_and_no_places() {
    let mut store = Store::open_in_memory().unwrap();
    let text = format!("{TEXT}{}", "𠮷".repeat(2 * LINE_CHARACTERS));
    let (id, revision) = add(&mut store, "a", &text);
    let (one, rest) = (annotation("1", "claim", &text, "乙說"), text.strip_prefix("甲").unwrap());
    let long = annotation("2", "fact", &text, rest);
    let link = crate::annotation::Link {
        id: crate::annotation::LinkId("3".into()),
        from: one.id.clone(),
        to: long.id.clone(),
        kind: crate::annotation::LinkKind::Supports,
        note: String::new(),
        reader: READER.into(),
    };
    let tied = Change::Link(Edit { before: None, after: Some(link) });
    store.apply(id, revision, READER, &[made(&one), made(&long), tied]).unwrap();
    let told = |detail| {
        let mut found = Vec::new();
        let each = &mut |logged| {
            found.push(logged);
            ControlFlow::Continue(())
        };
        store.log(&LogFilter::default(), detail, each).unwrap();
        found
    };
    let (whole, lines) = (told(LogDetail::Whole), told(LogDetail::Line));
    assert_eq!(lines.iter().map(|one| one.code_points.after.clone()).collect::<Vec<_>>(), [None, None, None]);
    assert_eq!((&whole[0].other_quote[..], &whole[1].quote[..], &lines[2].quote[..]), (rest, rest, "乙說"));
    assert_eq!(whole[1].code_points.after, Some(1..text.chars().count()));
    for line in [&lines[0].other_quote, &lines[1].quote] {
        assert_eq!((rest.starts_with(&**line), line.chars().count()), (true, LINE_CHARACTERS - 1));
    }
    let end = &store.links(id).unwrap()[0].to;
    assert_eq!(end.quote.chars().count(), LINE_CHARACTERS);
}
