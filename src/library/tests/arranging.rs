//! The list in each order and with each filter, as the database gives it and as it is worked out here.

use proptest::prelude::*;

use super::*;
use crate::article::Metadata;
use crate::library::{Arrangement, ListFilter, ListSort, Mark, ReadState};

/// Twelve articles that differ in all that a list can be ordered by.
fn library() -> Store {
    let mut store = Store::open_in_memory().unwrap();
    for n in 0..12usize {
        let text = format!("{}的文章。{}", ["丙", "甲", "乙"][n % 3], "字".repeat(n));
        let metadata = Metadata {
            published: if n % 4 == 0 { String::new() } else { format!("2026-0{}-1{}", n % 4, n % 3) },
            site: if n % 5 == 0 { "某報".into() } else { String::new() },
            ..Metadata::default()
        };
        let article = Article { metadata: Box::new(metadata), ..article(&text) };
        let id =
            store.add(&format!("file:///文/{}/{n}.txt", n % 2), &article, FileStamp::default()).unwrap().id;
        let revision = store.revision(id).unwrap();
        for k in 0..n % 3 {
            let one = annotation(&format!("{n}-{k}"), ["claim", "fact"][k], &text, "文章");
            store.apply(id, revision, READER, &[made(&one)]).unwrap();
        }
        store.place(id, None, 0, if n % 2 == 0 { 0 } else { n * 4 }).unwrap();
        match n {
            3 => drop(store.mark(&[id], Mark::Starred(true), READER).unwrap()),
            5 => drop(store.mark(&[id], Mark::Deleted(true), READER).unwrap()),
            6 => drop(store.mark(&[id], Mark::Read(Some(true)), READER).unwrap()),
            _ => {}
        }
    }
    store
}

fn filter() -> impl Strategy<Value = ListFilter> {
    let several = |all: &'static [&'static str]| prop::sample::subsequence(all, 0..=1);
    (
        prop::sample::subsequence(&ReadState::ALL[..], 0..=2),
        any::<bool>(),
        several(&["某報", "0", "1"]),
        several(&["claim", "fact"]),
        prop::option::of(prop::sample::select(vec!["2026", "2026-02", "2026-02-11"])),
        prop::option::of(prop::sample::select(vec!["2026", "2999"])),
        any::<bool>(),
    )
        .prop_map(|(states, starred, sources, labels, since, added, deleted)| ListFilter {
            states,
            starred,
            sources: sources.into_iter().map(str::to_owned).collect(),
            labels: labels.into_iter().map(str::to_owned).collect(),
            since: since.map(str::to_owned),
            added_since: added.map(str::to_owned),
            deleted,
            ..ListFilter::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..crate::properties::unrecorded() })]
    #[test]
    fn the_first_screen_is_the_beginning_of_the_list(
        sort in prop::sample::select(&ListSort::ALL[..]),
        descending in any::<bool>(),
        filter in prop_oneof![Just(ListFilter::default()), filter()],
        limit in 1usize..15,
    ) {
        let store = library();
        let wanted = Arrangement { sort, descending, filter };
        let mut all = store.entries_after(ArticleId(i64::MIN), usize::MAX).unwrap();
        prop_assert_eq!(all.len(), 12);
        all.retain(|entry| wanted.filter.fits(entry));
        all.sort_by(|one, other| wanted.compare(one, other));
        all.truncate(limit);
        prop_assert_eq!(store.first_entries(&wanted, limit).unwrap(), all);
    }
}

#[test]
fn what_was_published_then_is_told_from_what_was_taken_in_then() {
    let mut store = Store::open_in_memory().unwrap();
    for (name, published) in
        [("甲", ""), ("乙", "2020"), ("丙", "2026-02-06T08:30:00+08:00"), ("丁", "2026-02")]
    {
        let mut article = article(name);
        article.metadata.published = published.to_owned();
        store.add(&format!("sample:{name}"), &article, FileStamp::default()).unwrap();
    }
    let entries = store.entries_after(ArticleId(i64::MIN), usize::MAX).unwrap();
    let listed = |filter: &ListFilter| -> String {
        entries.iter().filter(|entry| filter.fits(entry)).map(|entry| entry.title.as_str()).collect()
    };
    let day = |day: &str| Some(day.to_owned());
    for (since, until, wanted, undated) in [
        (None, None, "甲乙丙丁", 0),
        (day("2020"), None, "乙丙丁", 1),
        (day("2026-02"), None, "丙丁", 1),
        (day("2026-02-07"), None, "", 1),
        (None, day("2026-02"), "乙丙丁", 1),
        (day("2021"), day("2026-02-06"), "丙丁", 1),
    ] {
        let filter = ListFilter { since, until, ..ListFilter::default() };
        assert_eq!(
            (listed(&filter).as_str(), filter.but_for_their_date(&entries)),
            (wanted, undated),
            "{filter:?}"
        );
    }
    let added = |since| ListFilter { added_since: day(since), ..ListFilter::default() };
    assert_eq!((listed(&added("2020")).as_str(), listed(&added("2999")).as_str()), ("甲乙丙丁", ""));
    let starred = ListFilter { starred: true, since: day("2020"), ..ListFilter::default() };
    assert_eq!(starred.but_for_their_date(&entries), 0);
}

#[test]
fn the_first_screen_is_found_by_an_index() {
    let store = Store::open_in_memory().unwrap();
    for sort in ListSort::ALL.into_iter().filter(|sort| *sort != ListSort::Annotations) {
        for order in (Arrangement { sort, descending: true, ..Arrangement::default() }).queries() {
            let plan: Vec<String> = store
                .read("testing", |connection| {
                    let mut statement = connection
                        .prepare(&format!("EXPLAIN QUERY PLAN SELECT title FROM article {order}"))?;
                    let lines = statement.query_map([], |row| row.get(3))?;
                    Ok(lines.collect::<Result<_, _>>()?)
                })
                .unwrap();
            assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE")), "{order}: {plan:?}");
        }
    }
}

#[test]
fn what_changed_is_told_once() {
    let mut store = library();
    let all = store.changes(0, 100).unwrap();
    assert_eq!((all.entries.len(), all.gone.len()), (12, 0));
    let none = store.changes(all.until, 100).unwrap();
    assert_eq!((none.entries.len(), none.gone.len(), none.until), (0, 0, all.until));

    let (first, revision) = (ArticleId(1), store.revision(ArticleId(1)).unwrap());
    let text = store.text(first).unwrap().text;
    store.apply(first, revision, READER, &[made(&annotation("new", "fact", &text, "文章"))]).unwrap();
    store.mark(&[ArticleId(2)], Mark::Hidden(true), READER).unwrap();
    store.delete(ArticleId(3)).unwrap();
    let some = store.changes(all.until, 100).unwrap();
    let ids: Vec<i64> = some.entries.iter().map(|entry| entry.id.0).collect();
    assert_eq!((ids, some.gone), (vec![1, 2], vec![ArticleId(3)]));

    let mut until = 0;
    let mut told = 0;
    while told < 12 {
        let piece = store.changes(until, 5).unwrap();
        told += piece.entries.len() + piece.gone.len();
        assert!(piece.until > until);
        until = piece.until;
    }
    assert_eq!(told, 12);
}

#[test]
fn what_an_article_is_from_is_told_in_a_few_words() {
    let store = library();
    let source = |id: i64| store.entry(ArticleId(id)).unwrap().source();
    assert_eq!([source(1), source(2), source(3)], ["某報", "1", "0"]);
    let mut entry = store.entry(ArticleId(2)).unwrap();
    for (uri, source) in [
        ("https://news.example/a/b?c", "news.example"),
        ("sample:one", "sample"),
        ("stdin:00ff", "stdin"),
        ("file:///a.txt", "/"),
        ("", ""),
    ] {
        entry.uri = uri.into();
        assert_eq!(entry.source(), source, "{uri}");
    }
}

#[test]
fn how_far_an_article_was_read_is_told_by_its_marks_first() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, _) = add(&mut store, "one", "一二三四五。\n");
    let state = |store: &Store| store.entry(id).unwrap().state();
    assert_eq!(state(&store), ReadState::Unread);
    store.place(id, None, 6, 6).unwrap();
    assert_eq!(state(&store), ReadState::Reading);
    store.place(id, None, 6, 18).unwrap();
    assert_eq!(state(&store), ReadState::Read);
    store.mark(&[id], Mark::Read(Some(false)), READER).unwrap();
    assert_eq!(state(&store), ReadState::Unread);
    store.place(id, None, 3, 3).unwrap();
    assert_eq!(state(&store), ReadState::Read, "it is read again, and was read to the end");
}
