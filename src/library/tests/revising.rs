//! Annotations on corrected words, and orphans put back by hand.

use super::*;
use crate::library::AddedKind;

fn revised(store: &mut Store, text: &str) -> AddedKind {
    store.add("sample:a", &article(text), FileStamp::default()).unwrap().kind
}

/// The words that each annotation stands on, and those that were tagged where they are others.
fn stands_on(store: &Store, id: ArticleId) -> Vec<(String, Option<String>)> {
    let text = store.text(id).unwrap().text;
    let stored = store.annotations(id).unwrap().into_iter();
    stored.map(|stored| (stored.annotation.span.of(&text).to_owned(), stored.former_quote)).collect()
}

fn pair(now: &str, tagged: Option<&str>) -> (String, Option<String>) {
    (now.to_owned(), tagged.map(str::to_owned))
}

#[test]
fn a_corrected_passage_keeps_the_words_that_were_tagged() {
    let mut store = Store::open_in_memory().unwrap();
    let old = "港務局說，外海停著約32艘貨輪。風很大。";
    let (id, revision) = add(&mut store, "a", old);
    let (number, weather) =
        (annotation("1", "claim", old, "約32艘貨輪"), annotation("2", "fact", old, "風很大"));
    store.apply(id, revision, READER, &[made(&number), made(&weather)]).unwrap();

    let corrected = "港務局說，外海停著約30艘貨輪。風很大。";
    assert_eq!(revised(&mut store, corrected), AddedKind::Revised { carried: 2, nearly: 1, orphaned: 0 });
    assert_eq!(stands_on(&store, id), [pair("約30艘貨輪", Some("約32艘貨輪")), pair("風很大", None)]);

    let simplified = "港务局今天说，外海停着约30艘货轮。风很大。";
    assert_eq!(revised(&mut store, simplified), AddedKind::Revised { carried: 2, nearly: 2, orphaned: 0 });
    assert_eq!(
        stands_on(&store, id),
        [pair("约30艘货轮", Some("約32艘貨輪")), pair("风很大", Some("風很大"))]
    );

    let given_back = "港務局今天說，外海停著約32艘貨輪。風很大。";
    assert_eq!(revised(&mut store, given_back), AddedKind::Revised { carried: 2, nearly: 0, orphaned: 0 });
    assert_eq!(stands_on(&store, id), [pair("約32艘貨輪", None), pair("風很大", None)]);
}

#[test]
fn words_that_change_bit_by_bit_are_lost_when_little_is_left() {
    let mut store = Store::open_in_memory().unwrap();
    let old = "他們說：甲乙丙丁戊己庚辛。後來沒有再說。";
    let (id, revision) = add(&mut store, "a", old);
    let tagged = annotation("1", "claim", old, "甲乙丙丁戊己庚辛");
    store.apply(id, revision, READER, &[made(&tagged)]).unwrap();
    assert_eq!(
        revised(&mut store, "他們說：甲乙丙丁戊己風雲。後來沒有再說。"),
        AddedKind::Revised { carried: 1, nearly: 1, orphaned: 0 }
    );
    assert_eq!(
        revised(&mut store, "他們說：甲乙山水戊己風雲。後來沒有再說。"),
        AddedKind::Revised { carried: 0, nearly: 0, orphaned: 1 }
    );
    // What it last stood on comes back, and it with it.
    assert_eq!(
        revised(&mut store, "他們說：甲乙丙丁戊己風雲。後來沒有再說！"),
        AddedKind::Revised { carried: 1, nearly: 1, orphaned: 0 }
    );
    assert_eq!(stands_on(&store, id), [pair("甲乙丙丁戊己風雲", Some("甲乙丙丁戊己庚辛"))]);
}

#[test]
fn tagged_words_are_not_given_back_where_they_cut_a_cluster() {
    let mut store = Store::open_in_memory().unwrap();
    // Flags are pairs of letters: T W before the words, then J T and a lone W. Read from the wrong letter of the row it
    // would be T W again.
    let flags = "🇰🇷".repeat(6);
    let old = format!("{flags}🇹🇼甲乙丙丁戊己");
    let (id, revision) = add(&mut store, "a", &old);
    store.apply(id, revision, READER, &[made(&annotation("1", "claim", &old, "🇹🇼甲乙丙丁戊己"))]).unwrap();
    let new = format!("{flags}🇯🇹🇼甲乙丙丁戊己");
    assert_eq!(revised(&mut store, &new), AddedKind::Revised { carried: 1, nearly: 1, orphaned: 0 });
    assert_eq!(stands_on(&store, id), [pair("🇯🇹🇼甲乙丙丁戊己", Some("🇹🇼甲乙丙丁戊己"))]);
}

#[test]
fn a_reader_who_moves_the_span_tags_what_stands_there() {
    let mut store = Store::open_in_memory().unwrap();
    let (old, new) = ("外海停著約32艘貨輪。", "外海停著約30艘貨輪。");
    let (id, revision) = add(&mut store, "a", old);
    store.apply(id, revision, READER, &[made(&annotation("1", "claim", old, "約32艘貨輪"))]).unwrap();
    revised(&mut store, new);
    let revision = store.revision(id).unwrap();
    let (carried, wider) = (annotation("1", "claim", new, "約30艘貨輪"), annotation("1", "claim", new, new));
    store.apply(id, revision, READER, &[edited(&carried, &wider)]).unwrap();
    assert_eq!(stands_on(&store, id), [pair(new, None)]);
    store.undo(id, READER).unwrap().unwrap();
    assert_eq!(stands_on(&store, id), [pair("約30艘貨輪", Some("約32艘貨輪"))]);
}

#[test]
fn an_orphan_is_put_back_where_its_span_says_it_was() {
    let mut store = Store::open_in_memory().unwrap();
    let (id, revision) = add(&mut store, "a", "三。");
    let lost = annotation("1", "claim", "三。", "三");
    store.apply(id, revision, READER, &[made(&lost)]).unwrap();
    assert_eq!(revised(&mut store, "四！"), AddedKind::Revised { carried: 0, nearly: 0, orphaned: 1 });
    let revision = store.revision(id).unwrap();

    let noted = Annotation { note: "何在".into(), ..lost.clone() };
    store.apply(id, revision, READER, &[edited(&lost, &noted)]).unwrap();
    assert_eq!(store.orphans(id).unwrap().len(), 1);

    store.apply(id, revision, READER, &[edited(&noted, &noted)]).unwrap();
    assert_eq!(stands_on(&store, id), [pair("四", None)]);
    assert_eq!(counts(&store, id), [("claim".to_owned(), 1)]);
    store.undo(id, READER).unwrap().unwrap();
    assert_eq!(store.orphans(id).unwrap()[0].annotation, noted);
    assert_eq!(annotations(&store, id), []);
    store.redo(id, READER).unwrap().unwrap();
    assert_eq!(stands_on(&store, id), [pair("四", None)]);
    store.undo(id, READER).unwrap().unwrap();

    // It still knows its own text: when that comes back, so does it.
    assert_eq!(revised(&mut store, "三。"), AddedKind::Revised { carried: 1, nearly: 0, orphaned: 0 });
    assert_eq!(annotations(&store, id), [noted]);
}

#[test]
fn annotations_of_several_texts_are_found_in_the_next() {
    let mut store = Store::open_in_memory().unwrap();
    let first = "甲說要來。乙說不來。";
    let (id, revision) = add(&mut store, "a", first);
    store.apply(id, revision, READER, &[made(&annotation("1", "claim", first, "乙說不來"))]).unwrap();
    let second = "甲說要來。";
    assert_eq!(revised(&mut store, second), AddedKind::Revised { carried: 0, nearly: 0, orphaned: 1 });
    let revision = store.revision(id).unwrap();
    store.apply(id, revision, READER, &[made(&annotation("2", "claim", second, "甲說要來"))]).unwrap();
    let third = "昨天：甲說要來。乙說不來。";
    assert_eq!(revised(&mut store, third), AddedKind::Revised { carried: 2, nearly: 0, orphaned: 0 });
    assert_eq!(stands_on(&store, id), [pair("甲說要來", None), pair("乙說不來", None)]);
}

#[test]
fn the_reader_stands_on_the_same_words_in_a_new_text() {
    let mut store = Store::open_in_memory().unwrap();
    let old = "第一段說船到了。\n第二段說人沒來。\n第三段無話。";
    let (id, _) = add(&mut store, "a", old);
    let place = |text: &str, words: &str| text.find(words).unwrap();
    store.place(id, None, place(old, "第二段"), place(old, "第三段")).unwrap();
    let new = format!("編者按:本文有更新。\n{old}");
    store.add("sample:a", &article(&new), FileStamp::default()).unwrap();
    let entry = store.entry(id).unwrap();
    assert_eq!((entry.position, entry.read_to), (place(&new, "第二段"), place(&new, "第三段")));
}
