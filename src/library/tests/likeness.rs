//! What the library says of articles that are alike, and of what their sites repeat.

use crate::article::{Article, BlockKind};
use crate::library::{ArticleId, FileStamp, Like, Store};

/// A paragraph that no other number has.
fn paragraph(from: u32) -> String {
    let ideographs = (0..70).map(|n| char::from_u32(0x4e00 + (from * 977 + n * 131) % 20_000).unwrap());
    ideographs.chain("。\n\n".chars()).collect()
}

fn report(from: u32) -> String {
    (from..from + 8).map(paragraph).collect()
}

fn add(store: &mut Store, uri: &str, text: &str) -> ArticleId {
    store.add(uri, &Article::from_text(text.to_owned()), FileStamp::default()).unwrap().id
}

fn like(store: &Store, id: ArticleId) -> Option<ArticleId> {
    store.entry(id).unwrap().like.map(|like| like.article)
}

#[test]
fn a_reprint_is_marked_until_one_of_the_two_changes_or_goes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    let first = add(&mut store, "sample:1", &format!("河報：船到了\n\n{}", report(0)));
    // Another program adds as well: what it added is known.
    let mut other = Store::open(&path).unwrap();
    let reprint = add(&mut other, "sample:2", &format!("船到了港口\n\n{}", report(0)));
    assert_eq!(like(&store, reprint), Some(first));
    assert_eq!(like(&store, first), None);
    let again = add(&mut store, "sample:3", &format!("船，終於到了\n\n{}", report(0)));
    assert!([Some(first), Some(reprint)].contains(&like(&store, again)));

    add(&mut store, "sample:2", &format!("船到了港口\n\n{}", report(50)));
    assert_eq!(like(&store, reprint), None);
    add(&mut store, "sample:2", &format!("船到了港口\n\n{}", report(0)));
    assert!(like(&store, reprint).is_some_and(|like| like == first || like == again));
    store.delete(again).unwrap();
    store.delete(first).unwrap();
    assert_eq!(store.entry(reprint).unwrap().like, None);
    // What is gone is like nothing any more.
    let last = add(&mut store, "sample:4", &format!("船來了\n\n{}", report(0)));
    assert_eq!(store.entry(last).unwrap().like.map(|Like { article, .. }| article), Some(reprint));
}

#[test]
fn a_failed_batch_leaves_nothing_to_be_like() {
    let mut store = Store::open_in_memory().unwrap();
    let text = Article::from_text(format!("題\n\n{}", report(0)));
    let _ = store.write("failing", |transaction| {
        transaction.execute_batch(
            "CREATE TEMP TRIGGER refuse BEFORE INSERT ON article_uri
            WHEN new.uri = 'sample:bad' BEGIN SELECT RAISE(ABORT, 'refused'); END",
        )?;
        Ok(())
    });
    let incoming = |uri| crate::library::Incoming { uri, article: &text, stamp: FileStamp::default() };
    assert!(store.add_all(&[incoming("sample:good"), incoming("sample:bad")]).is_err());
    assert_eq!(store.count().unwrap(), 0);
    let id = add(&mut store, "sample:a", &format!("另一題\n\n{}", report(0)));
    assert_eq!(like(&store, id), None);
}

#[test]
fn copies_and_characters_are_told() {
    let mut store = Store::open_in_memory().unwrap();
    let text = "題目在此\n\n![圖](a.png)\n\n船到了，３艘。\n";
    let id = add(&mut store, "sample:1", text);
    add(&mut store, "sample:2", text);
    let entry = store.entry(id).unwrap();
    assert_eq!((entry.copies, entry.characters), (1, "題目在此船到了３艘".chars().count()));
    assert_eq!(store.entries(0, 10).unwrap(), [entry]);
    add(&mut store, "sample:1", "題目在此\n\n船到了。\n");
    assert_eq!(store.entry(id).unwrap().characters, 7);
}

#[test]
fn what_a_site_repeats_is_a_notice_wherever_the_article_is_read() {
    let mut store = Store::open_in_memory().unwrap();
    let notice = "按此訂閱每週一次的電子報，隨時可以取消。";
    let page = |n: u32| format!("第{n}號題目\n\n{}{notice}\n", report(n * 20));
    let notices = |store: &Store, id| {
        let article = store.text(id).unwrap().into_article();
        let notices = article.blocks.iter().filter(|block| block.kind == BlockKind::Notice);
        notices.map(|block| block.span().of(&article.text).to_owned()).collect::<Vec<_>>()
    };
    let first = add(&mut store, "https://example.org/1", &page(1));
    add(&mut store, "https://example.org/2", &page(2));
    let elsewhere = add(&mut store, "https://example.com/3", &page(3));
    assert_eq!(notices(&store, first), [""; 0]);
    add(&mut store, "https://example.org/4", &page(4));
    assert_eq!(notices(&store, first), [notice]);
    assert_eq!(notices(&store, elsewhere), [""; 0]);
    let marked = super::annotation("1", "claim", &page(1), "隨時可以取消");
    let revision = store.revision(first).unwrap();
    store.apply(first, revision, super::READER, &[super::made(&marked)]).unwrap();
    assert_eq!(notices(&store, first), [""; 0]);
}

#[test]
fn an_article_of_which_the_site_is_told_later_is_one_of_the_site() {
    let mut store = Store::open_in_memory().unwrap();
    let notice = "按此訂閱每週一次的電子報，隨時可以取消。";
    let mut add = |uri: &str, n: u32, site: &str| {
        let mut article = Article::from_text(format!("第{n}號題目\n\n{}{notice}\n", report(n * 20)));
        article.metadata.site = site.to_owned();
        store.add(uri, &article, FileStamp::default()).unwrap().id
    };
    let first = add("file:///a/1.json#1", 1, "");
    add("file:///b/2.json#2", 2, "河口日報");
    add("file:///c/4.json#4", 4, "河口日報");
    add("file:///a/1.json#1", 1, "河口日報");
    let article = store.text(first).unwrap().into_article();
    assert!(article.blocks.iter().any(|block| block.kind == BlockKind::Notice));
}
