//! Searching a library.

use proptest::prelude::*;

use super::*;
use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::article::Article;
use crate::library::FileStamp;
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

fn surveyed(store: &Store, pattern: &Pattern) -> Vec<(i64, usize)> {
    let found = Searcher::open(store).survey(store, pattern, &|| false).unwrap().unwrap();
    found.into_iter().map(|held| (held.article.0, held.count)).collect()
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
    let mut searcher = Searcher::open(&store);
    assert_eq!(searcher.survey(&store, &pattern("談"), &|| true).unwrap(), None);
    assert_eq!(searcher.survey(&store, &pattern("談"), &|| false).unwrap().unwrap().len(), 1);
}

#[test]
fn titles_notes_and_sources_are_found_and_what_is_out_of_sight_is_not() {
    let mut store = library(&["港口的消息\n\n正文一。", "天氣\n\n船在港口。", "港口\n\n藏。"]);
    store.hide(ArticleId(3), true).unwrap();
    annotate(&mut store, 2, Span::new(8, 14), "問問港口的人", "氣象局");
    let mut searcher = Searcher::open(&store);
    searcher.survey(&store, &pattern("港口"), &|| false).unwrap();
    assert_eq!(searcher.titled(&store, &pattern("港口")).unwrap(), [ArticleId(1)]);
    let noted =
        |searcher: &mut Searcher, words| searcher.noted(&store, &pattern(words), &|| false).unwrap().unwrap();
    assert_eq!(noted(&mut searcher, "港口"), [ArticleId(2)]);
    assert_eq!(noted(&mut searcher, "气象局"), [ArticleId(2)]);
    assert_eq!(surveyed(&store, &pattern("港口")), [(2, 1), (1, 1)]);
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
        let may_hold = Searcher::open(&store).may_hold(&store, &pattern).unwrap();
        prop_assert!(wanted.iter().all(|found| may_hold.contains(&ArticleId(found.0))));
        prop_assert_eq!(surveyed(&store, &pattern), wanted);
    }
}
