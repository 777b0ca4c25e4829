mod judged;

use proptest::prelude::*;

use self::judged::{JUDGED, REPORTS};
use super::*;
use crate::annotation::{AnnotationId, Edit};
use crate::library::{FileStamp, Mark};
use crate::properties::unrecorded;

/// A library with these articles, of a folder each: a line that recurs in one folder is a notice; their ids.
fn library(texts: &[&str]) -> (Store, Vec<ArticleId>) {
    let mut store = Store::open_in_memory().unwrap();
    let ids = texts.iter().enumerate().map(|(number, text)| {
        let article = Article::from_text((*text).to_owned());
        store.add(&format!("file:///{number}/report.txt"), &article, FileStamp::default()).unwrap().id
    });
    let ids = ids.collect();
    (store, ids)
}

/// The sentence of `text` that begins with `words`.
fn sentence(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words}"));
    let article = Article::from_text(text.to_owned());
    article.sentences().find(|span| span.contains(start)).unwrap()
}

fn related(store: &Store, article: ArticleId, passage: Span) -> Vec<Related> {
    store.related(&mut Folded::open(store), article, passage).unwrap()
}

#[test]
fn of_the_first_three_one_is_right_in_most_cases() {
    let (store, ids) = library(&REPORTS);
    let missed: Vec<&str> = JUDGED
        .iter()
        .filter(|(report, words, right)| {
            let found = related(&store, ids[*report], sentence(REPORTS[*report], words));
            let is_right = |found: &Related| {
                right.iter().any(|(other, words)| {
                    found.article == ids[*other] && found.span.overlaps(sentence(REPORTS[*other], words))
                })
            };
            !found.iter().take(3).any(is_right)
        })
        .map(|(_, words, _)| *words)
        .collect();
    println!(
        "{} of {} have one among the first three; not: {missed:?}",
        JUDGED.len() - missed.len(),
        JUDGED.len()
    );
    assert!(missed.len() * 100 <= JUDGED.len() * 12, "{missed:?}");
}

#[test]
fn what_shares_something_with_the_sentences_around_alone_is_not_told() {
    let (store, ids) = library(&[
        "河口大橋昨夜合龍。市長說明年通車。",
        "大橋昨夜合龍時，孩子們在放風箏。",
        "紙廠下月搬遷。校舍漏雨無人修。",
    ]);
    let found = related(&store, ids[0], sentence("河口大橋昨夜合龍。市長說明年通車。", "市長說"));
    assert!(found.iter().all(|found| !found.quote.contains("風箏")), "{found:?}");
}

#[test]
fn a_passage_is_told_with_its_place_and_its_tags() {
    let (mut store, ids) = library(&REPORTS);
    let words = "截至9月15日晚";
    let span = sentence(REPORTS[1], "拖轮的数目");
    let (_, revision) = store.text_and_revision(ids[1]).unwrap();
    let tag = Annotation {
        id: AnnotationId("1".repeat(32)),
        span,
        label: "claim".to_owned(),
        note: String::new(),
        source: String::new(),
        attributes: Default::default(),
        reader: "me".to_owned(),
    };
    let edit = Edit { before: None, after: Some(tag.clone()) };
    store.apply(ids[1], revision, "me", &[edit.into()]).unwrap();
    let found = related(&store, ids[0], sentence(REPORTS[0], words));
    let tugs = found.iter().find(|found| found.span == span && found.article == ids[1]).unwrap();
    assert_eq!(tugs.quote, span.of(REPORTS[1]));
    assert_eq!((tugs.title.as_str(), tugs.uri.as_str()), ("“海燕”轮触礁始末", "file:///1/report.txt"));
    let characters: Vec<char> = REPORTS[1].chars().collect();
    assert_eq!(characters[tugs.code_points.clone()].iter().collect::<String>(), tugs.quote);
    assert!(tugs.context.contains(&tugs.quote) && !tugs.context.contains('\n'));
    assert_eq!(tugs.tags, [tag]);
    assert!(found.iter().all(|found| found.article != ids[0]), "the asked article tells nothing of itself");
    assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
}

#[test]
fn reprints_come_first_and_leave_places_to_others() {
    let reprint = "轉載\n\n截至9月15日晚,救援船隊共有九艘拖輪到場,其中四艘來自鄰港。\n";
    let texts: Vec<&str> = REPORTS
        .into_iter()
        .chain([reprint; 1])
        .chain(["轉載二\n\n截至9月15日晚,救援船隊共有九艘拖輪到場,其中四艘來自鄰港。\n"])
        .collect();
    let (store, ids) = library(&texts);
    let found = related(&store, ids[0], sentence(REPORTS[0], "截至9月15日晚"));
    assert!(found[0].article >= ids[5] && found[0].score > 0.95, "{:?}", found[0]);
    assert!(found[1].article < ids[5] && found[2].article < ids[5], "{found:?}");
    assert!(found[3].article >= ids[5]);
}

#[test]
fn two_sentences_that_say_it_together_are_one_passage() {
    let one = "港口\n\n海燕號九月十四日凌晨在鐘石礁擱淺,九艘拖輪和兩艘救生艇趕往鐘石礁救援。\n";
    let two = "礁石\n\n海燕号九月十四日凌晨搁浅。九艘拖轮和两艘救生艇赶往钟石礁救援。天气晴朗。\n\n九艘拖轮都来自邻港。\n";
    let other = "天氣\n\n明天多雲,午後有陣雨。氣溫略降,出門請帶雨具。\n\n路上有人賣傘。\n";
    let (store, ids) = library(&[one, two, other]);
    let found = related(&store, ids[0], sentence(one, "海燕號"));
    assert_eq!(found[0].quote, "海燕号九月十四日凌晨搁浅。九艘拖轮和两艘救生艇赶往钟石礁救援。");
    let again =
        |found: &Related| found.span.overlaps(sentence(two, "海燕号")) || found.quote.contains("两艘");
    assert!(!found[1..].iter().any(again), "{found:#?}");
    assert!(found.iter().all(|found| !found.quote.contains('\n')));
}

#[test]
fn what_is_said_in_other_words_is_found() {
    let one = "港口\n\n船東與漁會磋商告吹。\n\n部隊試射飛彈。\n";
    let two = "礁石\n\n天气晴朗,有风。\n\n索赔一事,会谈破裂。\n\n国产导弹升空。\n\n街上有人卖伞。\n";
    let other = "天氣\n\n明天多雲,午後有陣雨。氣溫略降,出門請帶雨具。\n\n路上有人賣傘。\n";
    let (store, ids) = library(&[one, two, other]);
    for (words, answer) in [("船東", "索赔一事,会谈破裂。"), ("部隊", "国产导弹升空。")] {
        let found = related(&store, ids[0], sentence(one, words));
        assert_eq!(found[0].quote, answer, "{found:#?}");
    }
}

#[test]
fn what_nobody_reads_and_what_is_out_of_sight_is_not_told() {
    let notice = "特別聲明:以上內容為用戶上傳,本平台僅提供信息存儲服務。";
    let one = format!("港口\n\n海燕號在鐘石礁擱淺。\n{notice}\n");
    let other = format!("礁石\n\n拖輪把海燕號拖離鐘石礁。\n{notice}\n");
    let (mut store, ids) = library(&[&one, &other]);
    assert_eq!(related(&store, ids[0], sentence(&one, "海燕號")).len(), 1);
    let start = one.find(notice).unwrap();
    assert!(related(&store, ids[0], Span::new(start, start + notice.len())).is_empty());
    store.mark(&[ids[1]], Mark::Hidden(true), "me").unwrap();
    assert!(related(&store, ids[0], sentence(&one, "海燕號")).is_empty());
}

#[test]
fn a_passage_without_a_word_has_no_relations() {
    let (store, ids) = library(&["甲。……。乙。", "丙。……。丁。"]);
    let dots = "甲。".len();
    assert!(related(&store, ids[0], Span::new(dots, dots + "……。".len())).is_empty());
    assert!(related(&store, ids[0], Span::new(0, 999)).is_empty(), "a passage of another text");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..unrecorded() })]
    #[test]
    fn any_texts_are_compared(
        texts in prop::collection::vec("([一-三港船號三十萬0-9a-c年月日%,.。!？\n “”\u{301}\u{200b}か゛ガ각𠮷👩]|海燕號){1,60}", 2..5),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (store, ids) = library(&texts);
        let text = texts[0];
        let (one, other) = (from.index(text.len() + 1), to.index(text.len() + 1));
        let span = Span::new(
            text.floor_char_boundary(one.min(other)),
            text.ceil_char_boundary(one.max(other)),
        );
        for found in related(&store, ids[0], span) {
            let place = ids.iter().position(|id| *id == found.article).unwrap();
            prop_assert_eq!(found.span.of(texts[place]), found.quote.as_str());
            prop_assert!((0.0..=1.0).contains(&found.score));
        }
    }
}
