//! Searching a library.

use proptest::prelude::*;

use super::*;
use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::article::Article;
use crate::library::folded::Folded;
use crate::library::{FileStamp, Mark};
use crate::properties::unrecorded;
use crate::text::{Pattern, Query, Span};

fn library(texts: &[&str]) -> Store {
    let mut store = Store::open_in_memory().unwrap();
    for (number, text) in texts.iter().enumerate() {
        let article = Article::from_text((*text).to_owned());
        store.add(&format!("sample:{number}"), &article, FileStamp::default()).unwrap();
    }
    store
}

fn pattern(words: &str) -> Pattern {
    Pattern::new(&Query { words: words.to_owned(), ..Query::default() }).unwrap()
}

fn annotate(store: &mut Store, article: i64, span: Span, note: &str, source: &str) {
    let id = ArticleId(article);
    let annotation = Annotation {
        id: AnnotationId(format!("{article} {}", span.start)),
        span,
        label: "claim".into(),
        note: note.into(),
        source: source.into(),
        attributes: Default::default(),
        reader: "me".into(),
    };
    let revision = store.revision(id).unwrap();
    store.apply(id, revision, "me", &[Edit { before: None, after: Some(annotation) }.into()]).unwrap();
}

fn survey(searcher: &mut Searcher, store: &Store, pattern: &Pattern) -> Vec<Held> {
    let mut found = Vec::new();
    let mut is_over = false;
    let mut part = |more: Vec<Held>, whole: bool| {
        assert!(!std::mem::replace(&mut is_over, whole), "more after the last");
        found.extend(more);
        Ok(())
    };
    assert!(searcher.survey(store, pattern, &|| false, &mut part).unwrap());
    assert!(is_over);
    found
}

fn surveyed(store: &Store, pattern: &Pattern) -> Vec<(i64, usize)> {
    let mut found = survey(&mut Searcher::default(), store, pattern);
    found.sort_unstable_by_key(|held| std::cmp::Reverse(held.article));
    found.into_iter().map(|held| (held.article.0, held.count)).collect()
}

fn every(store: &Store, pattern: &Pattern) -> Vec<i64> {
    let mut searcher = Searcher::default();
    searcher.every(store, pattern).unwrap().map(|found| found.unwrap().article.0).collect()
}

#[test]
fn the_newest_articles_come_first_each_with_its_count() {
    let store = library(&["談判、谈判", "沒有", "ｶﾞｽ和談\u{200b}判", "談判"]);
    assert_eq!(surveyed(&store, &pattern("谈判")), [(4, 1), (3, 1), (1, 2)]);
    assert_eq!(surveyed(&store, &pattern("ガス")), [(3, 1)]);
    assert_eq!(surveyed(&store, &pattern("無處")), []);
    assert_eq!(surveyed(&store, &pattern("")), []);
    let exact = Query { words: "談判".into(), exact: true, ..Query::default() };
    assert_eq!(surveyed(&store, &Pattern::new(&exact).unwrap()), [(4, 1), (1, 1)]);
    let regex = Query { words: "談.$".into(), regex: true, ..Query::default() };
    assert_eq!(surveyed(&store, &Pattern::new(&regex).unwrap()), [(4, 1), (3, 1), (1, 1)]);
}

#[test]
fn nobody_waits_for_an_older_question() {
    let store = library(&["談判"]);
    let mut searcher = Searcher::default();
    assert!(!searcher.survey(&store, &pattern("談"), &|| true, &mut |_, _| panic!()).unwrap());
    assert_eq!(survey(&mut searcher, &store, &pattern("談")).len(), 1);
}

#[test]
fn titles_notes_and_sources_are_found_and_what_is_out_of_sight_is_not() {
    let mut store = library(&["港口的消息\n\n正文一。", "天氣\n\n船在港口。", "港口\n\n藏。"]);
    store.mark(&[ArticleId(3)], Mark::Hidden(true), "me").unwrap();
    annotate(&mut store, 2, Span::new(8, 14), "問問港口的人", "氣象局");
    let mut searcher = Searcher::default();
    survey(&mut searcher, &store, &pattern("港口"));
    assert_eq!(searcher.titled(&store, &pattern("港口")).unwrap(), [ArticleId(1)]);
    let noted =
        |searcher: &mut Searcher, words| searcher.noted(&store, &pattern(words), &|| false).unwrap().unwrap();
    assert_eq!(noted(&mut searcher, "港口"), [ArticleId(2)]);
    assert_eq!(noted(&mut searcher, "气象局"), [ArticleId(2)]);
    let held = |article, count| Held { article: ArticleId(article), count };
    assert_eq!(
        survey(&mut searcher, &store, &pattern("港口")),
        [held(1, 1), held(2, 1)],
        "titles come first"
    );
}

#[test]
fn every_article_is_read_in_the_order_of_the_reader() {
    let mut store =
        library(&["港口\n\n一。", "天氣\n\n晴。", "雨\n\n船在港口。", "雪\n\n無。", "港口\n\n藏。"]);
    store.mark(&[ArticleId(5)], Mark::Hidden(true), "me").unwrap();
    annotate(&mut store, 2, Span::new(0, 6), "問港口", "");
    annotate(&mut store, 3, Span::new(0, 3), "也在港口", "");
    annotate(&mut store, 4, Span::new(0, 3), "", "港口的人");
    annotate(&mut store, 5, Span::new(0, 6), "港口", "");
    assert_eq!(every(&store, &pattern("港口")), [1, 3, 4, 2]);
    let regex = Query { words: "港.".into(), regex: true, ..Query::default() };
    assert_eq!(every(&store, &Pattern::new(&regex).unwrap()), [3, 1, 4, 2]);
    assert!(every(&store, &pattern("無處")).is_empty());
    assert!(every(&store, &pattern("")).is_empty());
    let words = pattern("港口");
    assert_eq!(store.searched(&words, ArticleId(4), true).unwrap(), None);
    let found = store.searched(&words, ArticleId(4), false).unwrap().unwrap();
    let remarks: Vec<(ExcerptOf, &str)> =
        found.remarks(&words).map(|remark| (remark.of, remark.words)).collect();
    assert_eq!(remarks, [(ExcerptOf::Source, "港口的人")]);
}

#[test]
fn what_must_be_read_is_told_bit_by_bit() {
    let mut store = Store::open_in_memory().unwrap();
    let additions: Vec<String> = (0..1200).map(|number| format!("第{number}篇\n\n船在港口。")).collect();
    for (number, text) in additions.into_iter().enumerate() {
        let article = Article::from_text(text);
        store.add(&format!("sample:{number}"), &article, FileStamp::default()).unwrap();
    }
    let mut searcher = Searcher::default();
    let regex = Query { words: "港口|碼頭".into(), regex: true, ..Query::default() };
    let mut parts = Vec::new();
    let mut part = |more: Vec<Held>, whole| {
        parts.push((more.len(), more[0].article.0, whole));
        Ok(())
    };
    searcher.survey(&store, &Pattern::new(&regex).unwrap(), &|| false, &mut part).unwrap();
    assert_eq!(parts, [(500, 1200, false), (500, 700, false), (200, 200, true)]);
    assert_eq!(survey(&mut searcher, &store, &pattern("港口")).len(), 1200);
}

#[test]
fn excerpts_have_the_sentence_the_matches_and_the_tags() {
    let mut store = library(&["題\n\n一。船到港，船出港。船。無。"]);
    let text = store.text(ArticleId(1)).unwrap().text;
    let start = text.find("船到港").unwrap();
    annotate(&mut store, 1, Span::new(start, start + 9), "哪艘船？", "船長");
    let found = store.excerpts(&pattern("船"), ArticleId(1), 2).unwrap().unwrap();
    assert_eq!((found.count, found.title.as_str(), found.in_title), (3, "題", vec![]));
    let told: Vec<(ExcerptOf, &str, usize, &[String])> = found
        .excerpts
        .iter()
        .map(|excerpt| (excerpt.of, excerpt.words.as_str(), excerpt.matches.len(), &excerpt.labels[..]))
        .collect();
    let claim = ["claim".to_owned()];
    assert_eq!(
        told,
        [
            (ExcerptOf::Text, "船到港，船出港。", 2, &claim[..]),
            (ExcerptOf::Text, "船。", 1, &[][..]),
            (ExcerptOf::Note, "哪艘船？", 1, &claim[..]),
            (ExcerptOf::Source, "船長", 1, &claim[..]),
        ]
    );
    assert_eq!(found.excerpts[0].span, Span::new(start, start + 3));
    assert_eq!(store.excerpts(&pattern("船"), ArticleId(9), 2).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..unrecorded() })]
    #[test]
    fn a_survey_counts_what_the_texts_hold(
        texts in proptest::collection::vec("([談谈判裡裏aAá]|e\u{301}|カ゛|𠀋|\u{200b}|\n){1,20}", 1..6),
        words in "[談判裡aé]{1,2}", exact: bool,
    ) {
        let mut texts = texts;
        texts.sort();
        texts.dedup();
        let store = library(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let pattern = Pattern::new(&Query { words, exact, ..Query::default() }).unwrap();
        let wanted: Vec<(i64, usize)> = (1..=texts.len())
            .rev()
            .filter_map(|id| Some((id as i64, store.words(ArticleId(id as i64)).unwrap()?)))
            .map(|(id, words)| (id, pattern.find_iter(&words.text).count()))
            .filter(|found| found.1 > 0)
            .collect();
        let told = survey(&mut Searcher::default(), &store, &pattern);
        let told: Vec<i64> = told.into_iter().map(|held| held.article.0).collect();
        prop_assert_eq!(every(&store, &pattern), told.as_slice(), "in another order than the reader's");
        let mut reader = Searcher::default();
        reader.titled(&store, &pattern).unwrap();
        let again: Vec<i64> =
            survey(&mut reader, &store, &pattern).into_iter().map(|held| held.article.0).collect();
        prop_assert_eq!(again, told, "in another order once all titles were read");
        prop_assert_eq!(surveyed(&store, &pattern), wanted);
    }
}

#[test]
fn a_deleted_article_is_found_nowhere_until_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("library.db")).unwrap();
    let add = |store: &mut Store, name: &str, text: String| {
        store.add(&format!("sample:{name}"), &Article::from_text(text), FileStamp::default()).unwrap().id
    };
    let gone = add(&mut store, "gone", "港口的罷工\n\n碼頭工人昨夜在港口罷工，要求加薪。\n".to_owned());
    let text = "別的話。\n\n據說碼頭工人昨夜在港口罷工，要求加薪。\n";
    let kept = add(&mut store, "kept", text.to_owned());
    annotate(&mut store, gone.0, Span::new(0, 6), "罷工的消息", "碼頭工會");
    add(&mut store, "changing", "子".repeat(400_000));
    let passage = Span::new(text.find("據說").unwrap(), text.trim_end().len());

    let mut searcher = Searcher::default();
    let mut folded = Folded::open(&store);
    let mut found = |store: &Store| {
        let (words, note) = (pattern("罢工"), pattern("工会"));
        let held = survey(&mut searcher, store, &words);
        let mut related: Vec<ArticleId> =
            store.related(&mut folded, kept, passage).unwrap().into_iter().map(|one| one.article).collect();
        related.dedup();
        [
            held.into_iter().map(|held| held.article).collect(),
            searcher.every(store, &words).unwrap().map(|found| found.unwrap().article).collect(),
            searcher.titled(store, &words).unwrap(),
            searcher.noted(store, &note, &|| false).unwrap().unwrap(),
            store.excerpts(&words, gone, 3).unwrap().map(|shown| shown.article).into_iter().collect(),
            related,
        ]
    };
    let whole = [vec![gone, kept], vec![gone, kept], vec![gone], vec![gone], vec![gone], vec![gone]];
    let without = [vec![kept], vec![kept], vec![], vec![], vec![], vec![]];
    assert_eq!(found(&store), whole);

    store.mark(&[gone], Mark::Deleted(true), "me").unwrap();
    assert_eq!(found(&store), without);
    store.undo_mark("me").unwrap();
    assert_eq!(found(&store), whole);

    // While it is deleted, so much goes out of date that the folded file is written anew.
    store.mark(&[gone], Mark::Deleted(true), "me").unwrap();
    let size = || std::fs::metadata(folder.path().join("library.db-folded")).unwrap().len();
    let mut largest = 0;
    for sign in ["甲", "乙", "丙", "丁"] {
        add(&mut store, "changing", sign.repeat(400_000));
        assert_eq!(found(&store), without);
        largest = largest.max(size());
    }
    assert!(largest < 4 * 800_000, "{largest}: nothing was thrown out");
    store.mark(&[gone], Mark::Deleted(false), "me").unwrap();
    assert_eq!(found(&store), whole);
    let mut anew = Searcher::default();
    assert_eq!(survey(&mut anew, &store, &pattern("罢工")).len(), 2);

    store.delete(gone).unwrap();
    assert_eq!(found(&store), without);
}
