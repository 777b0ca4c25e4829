use std::cmp::Reverse;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::annotation::{Link, LinkId, LinkKind};
use crate::library::{Listed, Selection, Sort, Standing};
use crate::properties::unrecorded;

const TEXT: &str = "河水漲了。橋斷了嗎？沒有人說 Bridge。";
const QUOTES: [&str; 5] = ["河水漲了", "橋", "沒有人說", "漲了。橋斷", "Bridge"];

/// What is made of an annotation: article, quote, label, source, note, certainty, reader.
type Made = (usize, usize, usize, usize, usize, usize, usize);

fn made_up() -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec(
        (0usize..3, 0usize..5, 0usize..3, 0usize..4, 0usize..3, 0usize..3, 0usize..2),
        0..25,
    )
}

const LABELS: [&str; 3] = ["claim", "fact", "opinion"];
const SOURCES: [&str; 4] = ["", "晨報", "The Morning", "晨报"];
const NOTES: [&str; 3] = ["", "要查", "ask the bridge keeper, 100%"];
const CERTAINTIES: [&str; 3] = ["", "sure", "doubtful"];
const READERS: [&str; 2] = [READER, "lee"];

/// A library with these annotations; the second article's text has changed, so that some are orphans.
fn library(list: &[Made]) -> Store {
    let mut store = Store::open_in_memory().unwrap();
    let articles: Vec<(ArticleId, Revision)> =
        (0..3).map(|index| add(&mut store, &format!("a{index}"), &format!("{TEXT}\n第{index}篇"))).collect();
    for (number, &(article, quote, label, source, note, certainty, reader)) in list.iter().enumerate() {
        let text = format!("{TEXT}\n第{article}篇");
        let mut one = annotation(&format!("{number:032x}"), LABELS[label], &text, QUOTES[quote]);
        (one.source, one.note) = (SOURCES[source].to_owned(), NOTES[note].to_owned());
        one.reader = READERS[reader].to_owned();
        if certainty > 0 {
            one.attributes = BTreeMap::from([("certainty".to_owned(), CERTAINTIES[certainty].to_owned())]);
        }
        let (id, revision) = articles[article];
        store.apply(id, revision, READERS[reader], &[made(&one)]).unwrap();
    }
    add(&mut store, "a1", "河水漲了。船來了？沒有人說。");
    store
        .write("joining", |transaction| {
            Ok(transaction.execute("INSERT INTO source_spelling VALUES ('晨报', '晨報')", [])?)
        })
        .unwrap();
    store
}

fn named(source: &str) -> &str {
    if source == "晨报" { "晨報" } else { source }
}

/// Every annotation of the library, without the catalogue.
fn scanned(store: &Store) -> Vec<(ArticleId, bool, crate::library::StoredAnnotation)> {
    let entries = store.entries(0, usize::MAX).unwrap();
    let of = |id: ArticleId| {
        let kept = store.annotations(id).unwrap().into_iter().map(move |one| (id, false, one));
        kept.chain(store.orphans(id).unwrap().into_iter().map(move |one| (id, true, one)))
    };
    entries.iter().flat_map(|entry| of(entry.id)).collect()
}

fn selection() -> impl Strategy<Value = Selection> {
    let words = prop::sample::select(vec!["", "橋", "BRIDGE", "%", "晨報", "漲", "r_d"]);
    let some = |names: &'static [&'static str]| prop::option::of(prop::sample::select(names.to_vec()));
    (
        prop::option::of(1i64..4),
        prop::collection::vec(prop::sample::select(LABELS.to_vec()), 0..2),
        some(&["", "晨報", "The Morning", "nobody"]),
        some(&["sure", "doubtful"]),
        some(&["讀者", "lee"]),
        prop::option::of(prop::sample::select(Standing::ALL.to_vec())),
        words,
        prop::sample::select(Sort::ALL.to_vec()),
    )
        .prop_map(|(article, labels, source, certainty, reader, standing, words, sort)| Selection {
            article: article.map(ArticleId),
            labels: labels.into_iter().map(str::to_owned).collect(),
            source: source.map(str::to_owned),
            attributes: certainty
                .map(|value| ("certainty".to_owned(), value.to_owned()))
                .into_iter()
                .collect(),
            reader: reader.map(str::to_owned),
            standing,
            words: words.to_owned(),
            sort,
        })
}

fn fits(
    selection: &Selection,
    (article, orphaned, stored): &(ArticleId, bool, crate::library::StoredAnnotation),
    quote: &str,
) -> bool {
    let one = &stored.annotation;
    let words = selection.words.to_ascii_lowercase();
    let holds = |text: &str| text.to_ascii_lowercase().contains(&words);
    selection.article.is_none_or(|wanted| wanted == *article)
        && (selection.labels.is_empty() || selection.labels.contains(&one.label))
        && selection.source.as_deref().is_none_or(|wanted| wanted == named(&one.source))
        && selection.attributes.iter().all(|(name, value)| one.attributes.get(name) == Some(value))
        && selection.reader.as_ref().is_none_or(|wanted| *wanted == one.reader)
        && selection.standing.is_none_or(|standing| match standing {
            Standing::Kept => !orphaned,
            Standing::Nearly => !orphaned && stored.former_quote.is_some(),
            Standing::Orphaned => *orphaned,
        })
        && [quote, &one.note, &one.source, named(&one.source)].into_iter().any(holds)
}

fn key(sort: Sort, one: &Listed) -> (Reverse<String>, String, bool, String, Reverse<usize>) {
    let annotation = &one.stored.annotation;
    let none = (Reverse(String::new()), String::new(), false, String::new(), Reverse(0));
    match sort {
        Sort::Place => none,
        Sort::Newest => (Reverse(one.stored.modified.clone()), none.1, none.2, none.3, none.4),
        Sort::Label => (none.0, annotation.label.clone(), none.2, none.3, none.4),
        Sort::Source => {
            (none.0, none.1, annotation.source.is_empty(), named(&annotation.source).to_owned(), none.4)
        }
        Sort::Length => (none.0, none.1, none.2, none.3, Reverse(annotation.span.len())),
    }
}

fn place(one: &Listed) -> (i64, bool, usize, usize, String) {
    let annotation = &one.stored.annotation;
    (one.article.0, one.orphaned, annotation.span.start, annotation.span.end, annotation.id.0.clone())
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn a_catalogue_is_what_a_scan_finds(list in made_up(), selections in prop::collection::vec(selection(), 1..8), limit in 1usize..30) {
        let store = library(&list);
        for selection in selections {
            let all = store.catalogue(&selection, 0, usize::MAX).unwrap();
            let mut wanted: Vec<String> = scanned(&store)
                .iter()
                .filter(|found| {
                    let number = usize::from_str_radix(&found.2.annotation.id.0, 16).unwrap();
                    let text = store.text(found.0).unwrap().text;
                    let quote = if found.1 { QUOTES[list[number].1] } else { found.2.annotation.span.of(&text) };
                    fits(&selection, found, quote)
                })
                .map(|found| found.2.annotation.id.0.clone())
                .collect();
            let mut found: Vec<String> = all.rows.iter().map(|row| row.stored.annotation.id.0.clone()).collect();
            for pair in all.rows.windows(2) {
                let keys = pair.iter().map(|one| key(selection.sort, one)).collect::<Vec<_>>();
                let newest = selection.sort == Sort::Newest;
                let placed = |one: &Listed| if newest { (0, false, 0, 0, place(one).4) } else { place(one) };
                prop_assert!((&keys[0], placed(&pair[0])) <= (&keys[1], placed(&pair[1])), "{:?}", selection.sort);
            }
            prop_assert_eq!(all.total, found.len());
            prop_assert_eq!(all.orphaned, all.rows.iter().filter(|row| row.orphaned).count());
            let kept = all.counts.iter().map(|count| count.1).sum::<usize>();
            prop_assert_eq!(all.total, kept + all.orphaned);
            let middle = store.catalogue(&selection, 3, limit).unwrap();
            prop_assert_eq!(&middle.rows[..], &all.rows[middle.first..][..middle.rows.len()]);
            prop_assert_eq!(middle.rows.len(), limit.min(all.total));
            found.sort();
            wanted.sort();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn sources_are_counted_as_a_scan_counts_them(list in made_up(), article in prop::option::of(1i64..4)) {
        let store = library(&list);
        let article = article.map(ArticleId);
        let sources = store.sources_cited(article).unwrap();
        let mut wanted: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut unnamed = 0;
        for (_, _, one) in scanned(&store).into_iter().filter(|found| article.is_none_or(|wanted| wanted == found.0)) {
            match one.annotation.source.as_str() {
                "" => unnamed += 1,
                source => *wanted.entry((named(source).to_owned(), one.annotation.label)).or_default() += 1,
            }
        }
        prop_assert_eq!(sources.unnamed, unnamed);
        let found = sources.cited.iter().flat_map(|cited| {
            cited.labels.iter().map(|(label, count)| ((cited.name.clone(), label.clone()), *count))
        });
        prop_assert_eq!(found.collect::<BTreeMap<_, _>>(), wanted);
        prop_assert!(sources.cited.iter().all(|cited| cited.total == cited.labels.iter().map(|count| count.1).sum::<usize>()));
    }
}

#[test]
fn a_row_tells_what_people_look_for() {
    let mut store = library(&[(0, 0, 0, 3, 1, 1, 0), (0, 1, 1, 0, 0, 0, 0)]);
    let link = Link {
        id: LinkId("1".repeat(32)),
        from: AnnotationId(format!("{:032x}", 0)),
        to: AnnotationId(format!("{:032x}", 1)),
        kind: LinkKind::Supports,
        note: String::new(),
        reader: READER.to_owned(),
    };
    let change = Edit { before: None, after: Some(link) }.into();
    let revision = store.revision(ArticleId(1)).unwrap();
    store.apply(ArticleId(1), revision, READER, &[change]).unwrap();
    let listed = store.catalogue(&Selection::default(), 0, 10).unwrap().rows.remove(0);
    assert_eq!(
        (listed.quote.as_str(), listed.suffix.starts_with("。橋斷"), listed.links),
        ("河水漲了", true, 1)
    );
    assert_eq!((listed.source_name.as_str(), listed.stored.annotation.source.as_str()), ("晨報", "晨报"));
    assert_eq!((listed.title.as_str(), listed.revision), (TEXT, revision));
    let facets = store.facets().unwrap();
    assert_eq!(facets.labels, ["claim", "fact"]);
    assert_eq!(
        (facets.attributes, facets.readers),
        (vec![("certainty".into(), "sure".into())], vec![READER.to_owned()])
    );
}

#[test]
fn a_balance_is_worked_out_again_after_each_change_alone() {
    let mut store = library(&[(0, 0, 0, 0, 0, 0, 0), (0, 2, 1, 0, 0, 0, 1)]);
    let stamped = |store: &Store| store.annotated(None).unwrap();
    let before = stamped(&store);
    assert_eq!(before.iter().map(|found| found.0).collect::<Vec<_>>(), [ArticleId(1)]);
    assert_eq!(stamped(&store), before);
    let all = store.balances(&[ArticleId(1), ArticleId(2)], None).unwrap();
    assert_eq!((all.len(), &all[0].stamp), (1, &before[0].1));
    assert_eq!((all[0].balance.amount("claim").characters, all[0].balance.amount("fact").characters), (4, 4));
    let own = store.balances(&[ArticleId(1)], Some(READER)).unwrap();
    assert_eq!(own[0].balance.amount("fact").characters, 0);

    store.undo(ArticleId(1), "lee").unwrap();
    let undone = stamped(&store);
    assert_ne!(undone, before);
    store.redo(ArticleId(1), "lee").unwrap();
    assert_eq!(stamped(&store), before);
}
