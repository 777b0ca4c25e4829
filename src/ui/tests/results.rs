//! What was found in the library, on the screen.

use super::*;
use crate::app::{Effect, Question, Sought, Wanted};
use crate::library::{Excerpt, ExcerptOf, Excerpts, Held};
use crate::text::{Query, Span};

/// A search for 港口 that found it in three articles.
fn found(columns: u16, rows: u16) -> State {
    let mut state = reader(TEXT, columns, rows);
    press(&mut state, "/ 港 口");
    let text = |words: &str, labels: &[&str]| Excerpt {
        of: ExcerptOf::Text,
        span: Span::new(0, 6),
        words: words.into(),
        matches: words.match_indices("港口").map(|(at, found)| Span::new(at, at + found.len())).collect(),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
    };
    let shown = |article, title: &str, count, excerpts| Excerpts {
        article: ArticleId(article),
        title: title.into(),
        in_title: title.match_indices("港口").map(|(at, found)| Span::new(at, at + found.len())).collect(),
        uri: format!("file:///articles/{article}.txt"),
        count,
        excerpts,
    };
    let first = vec![
        shown(
            7,
            "港口的早晨",
            5,
            vec![
                text("船隊昨天到了港口,碼頭上沒有人迎接。", &["claim", "fact"]),
                text(
                    "按照公司的說法,改道是因為天氣。可是當天的風只有3.6米每秒,港口裡浪高不到一米;漁民們說,這樣的天氣連舢板都能出港口。",
                    &[],
                ),
                Excerpt { of: ExcerptOf::Note, ..text("哪個港口?", &["opinion"]) },
            ],
        ),
        shown(
            9,
            "一篇題目很長的文章,長得一行放不下,說的是\u{1b}[31m紅色\u{202e}的字和許多別的事情,還沒有完",
            1,
            vec![text("他說:\u{1b}[2J港口\u{202e}封了。", &[])],
        ),
        shown(3, "天氣", 0, vec![Excerpt { of: ExcerptOf::Source, ..text("港口管理局", &["claim"]) }]),
    ];
    let articles =
        [(7, 5), (9, 1), (3, 0)].map(|(article, count)| Held { article: ArticleId(article), count });
    let query = Query { words: "港口".into(), ..Query::default() };
    update(
        &mut state,
        Event::Sought(Sought::Articles { query, articles: articles.to_vec(), first, whole: true }),
    );
    update(&mut state, Event::Frame);
    state
}

#[test]
fn results_by_article() {
    insta::assert_snapshot!("results_100x30", styled(&found(100, 30), &dark()));
    insta::assert_snapshot!("results_80x24", frame(&found(80, 24)));
    let mut state = found(40, 12);
    insta::assert_snapshot!("results_40x12", frame(&state));
    press(&mut state, "Tab G");
    update(&mut state, Event::Frame);
    insta::assert_snapshot!("results_40x12_end", frame(&state));
}

#[test]
fn a_match_far_into_its_sentence_is_seen() {
    let mut state = reader(TEXT, 40, 8);
    press(&mut state, "/ 港 口");
    let words = format!("{}港口{}。", "很長的一句話".repeat(20), "還沒有完".repeat(10));
    let at = words.find("港口").unwrap();
    let matches = vec![Span::new(at, at + 6)];
    let excerpt = Excerpt { of: ExcerptOf::Text, span: matches[0], words, matches, labels: Vec::new() };
    let shown = Excerpts {
        article: ArticleId(7),
        title: "題".into(),
        in_title: Vec::new(),
        uri: "sample:a".into(),
        count: 1,
        excerpts: vec![excerpt],
    };
    let articles = vec![Held { article: ArticleId(7), count: 1 }];
    let query = Query { words: "港口".into(), ..Query::default() };
    update(&mut state, Event::Sought(Sought::Articles { query, articles, first: vec![shown], whole: true }));
    update(&mut state, Event::Frame);
    insta::assert_snapshot!("results_far", frame(&state));
}

#[test]
fn nothing_found_and_nothing_that_can_be() {
    let mut state = found(80, 8);
    let effects = press(&mut state, "x");
    let [Effect::Ask(Question::Words(Wanted::Articles(query)))] = &effects[..] else { panic!("{effects:?}") };
    insta::assert_snapshot!("results_looking", frame(&state));
    let none =
        Sought::Articles { query: query.clone(), articles: Vec::new(), first: Vec::new(), whole: true };
    update(&mut state, Event::Sought(none));
    insta::assert_snapshot!("results_none", frame(&state));
    press(&mut state, "Alt-r (");
    insta::assert_snapshot!("results_no_regex", frame(&state));
}

#[test]
fn a_search_as_it_is_typed() {
    let mut state = reading(80, 12);
    press(&mut state, "/ 港 口");
    insta::assert_snapshot!("search_typed", frame(&state));
}

#[test]
fn what_only_notes_have_is_no_match_in_a_text() {
    let mut state = found(80, 24);
    state.results.articles.iter_mut().for_each(|held| held.count = 0);
    let shown = frame(&state);
    assert!(shown.contains("All articles: no match in a text, "), "{shown}");
}
