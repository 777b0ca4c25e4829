//! Sources: counted, joined, parted.

use proptest::prelude::*;

use super::*;
use crate::library::KnownSource;
use crate::properties::unrecorded;

const TEXT: &str = "甲說。乙說。丙說。";

fn said(id: &str, label: &str, quote: &str, source: &str) -> Change {
    made(&Annotation { source: source.to_owned(), ..annotation(id, label, TEXT, quote) })
}

#[test]
fn sources_are_counted_under_their_joined_names() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", TEXT);
    let changes = [
        said("1", "claim", "甲說", "晨報"),
        said("2", "fact", "乙說", "《晨報》"),
        said("3", "claim", "丙說", "港務局"),
        said("4", "claim", "丙說。", ""),
    ];
    store.apply(id, revision, READER, &changes).unwrap();
    assert_eq!(store.join_source("《晨報》", "晨報").unwrap(), "晨報");
    let known = |name: &str, spellings: &[&str], count: usize| KnownSource {
        name: name.into(),
        spellings: spellings.iter().map(|spelling| (*spelling).to_owned()).collect(),
        count,
    };
    let wanted = [known("晨報", &["《晨報》"], 2), known("港務局", &[], 1)];
    assert_eq!(store.sources().unwrap(), wanted);
    assert!(store.unjoin_source("《晨報》").unwrap());
    assert!(!store.unjoin_source("《晨報》").unwrap());
    assert_eq!(store.sources().unwrap().len(), 3);
    assert_eq!(annotations(&store, id)[1].source, "《晨報》");
}

/// Every spelling that stands for another's name, with that name.
fn joined(store: &Store) -> Vec<(String, String)> {
    let sources = store.sources().unwrap().into_iter();
    let pairs = sources
        .flat_map(|source| source.spellings.into_iter().map(move |spelling| (spelling, source.name.clone())));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

#[test]
fn chains_are_resolved_both_ways() {
    let mut store = Store::open_in_memory().unwrap();
    assert_eq!(store.join_source("b", "c").unwrap(), "c");
    assert_eq!(store.join_source("a", "b").unwrap(), "c");
    assert_eq!(store.join_source("c", "d").unwrap(), "d");
    assert_eq!(store.join_source("d", "a").unwrap(), "d");
    let pairs = [("a", "d"), ("b", "d"), ("c", "d")].map(|(one, other)| (one.to_owned(), other.to_owned()));
    assert_eq!(joined(&store), pairs);
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn a_name_never_stands_for_another(joins in prop::collection::vec((0usize..6, 0usize..6, any::<bool>()), 1..40)) {
        let mut store = Store::open_in_memory().unwrap();
        for (spelling, name, parted) in joins {
            let (spelling, name) = (spelling.to_string(), name.to_string());
            if parted {
                store.unjoin_source(&spelling).unwrap();
            } else {
                store.join_source(&spelling, &name).unwrap();
            }
            let pairs = joined(&store);
            for (_, name) in &pairs {
                prop_assert!(pairs.iter().all(|(spelling, _)| spelling != name), "{:?}", pairs);
            }
        }
    }
}
