//! The results pane, fed with keys and answers.

use std::sync::Arc;

use super::*;
use crate::app::state::Pane;
use crate::app::testing::{article, press, reader, under_cursor};
use crate::app::update::update;
use crate::app::{Event, Question};
use crate::library::{ExcerptOf, Read, Reply, Revision};
use crate::text::Span;

const TEXT: &str = "港口的早晨\n\n船隊到了港口。港口沒有人。\n";

fn query(words: &str) -> Query {
    Query { words: words.into(), ..Query::default() }
}

fn excerpt(of: ExcerptOf, words: &str, at: usize, start: usize) -> Excerpt {
    let span = Span::new(start, start + 6);
    Excerpt {
        of,
        span,
        words: words.into(),
        matches: vec![Span::new(at, at + 6)],
        labels: vec!["claim".into()],
    }
}

/// The answer to a search for 港口.
fn found() -> Sought {
    let held = |article, count| Held { article: ArticleId(article), count };
    let shown = |article, title: &str, count, excerpts| Excerpts {
        article: ArticleId(article),
        title: title.into(),
        in_title: Vec::new(),
        uri: format!("file:///articles/{article}.txt"),
        count,
        excerpts,
    };
    Sought::Articles {
        whole: true,
        query: query("港口"),
        articles: vec![held(1, 3), held(2, 1)],
        first: vec![
            shown(
                1,
                "港口的早晨",
                3,
                vec![
                    excerpt(ExcerptOf::Text, "船隊到了港口。港口沒有人。", 12, 29),
                    excerpt(ExcerptOf::Note, "問港口", 3, 0),
                ],
            ),
            shown(2, "別的", 1, vec![excerpt(ExcerptOf::Text, "港口", 0, 0)]),
        ],
    }
}

fn sought(state: &mut State, sought: Sought) -> Vec<Effect> {
    update(state, Event::Sought(sought))
}

#[test]
fn words_are_asked_for_as_they_are_typed_and_only_the_newest_answer_counts() {
    let mut state = reader(TEXT, 80, 24);
    assert_eq!(press(&mut state, "/"), [Effect::Ask(Question::Words(Wanted::Ready))]);
    assert_eq!(press(&mut state, "港"), [Effect::Ask(Question::Words(Wanted::Articles(query("港"))))]);
    assert_eq!(press(&mut state, "口"), [Effect::Ask(Question::Words(Wanted::Articles(query("港口"))))]);
    let old = Sought::Articles { query: query("港"), articles: Vec::new(), first: Vec::new(), whole: true };
    assert_eq!(sought(&mut state, old), []);
    assert!(!state.results.is_answered());
    assert_eq!(sought(&mut state, found()), []);
    assert!(state.results.is_answered() && state.results.matches() == 4);
    assert_eq!(
        press(&mut state, "Alt-e"),
        [Effect::Ask(Question::Words(Wanted::Articles(Query { exact: true, ..query("港口") })))]
    );
    press(&mut state, "Alt-e Alt-r Backspace Backspace");
    assert_eq!(press(&mut state, "("), []);
    assert!(state.results.wrong.as_ref().unwrap().contains("unclosed"));
}

#[test]
fn enter_goes_to_the_match_with_all_of_them_lit_and_backspace_comes_back() {
    let mut state = reader(TEXT, 80, 24);
    press(&mut state, "/ 港 口");
    sought(&mut state, found());
    press(&mut state, "Enter");
    let reading = state.reading.as_ref().unwrap();
    assert!(state.overlay.is_none());
    assert_eq!((reading.search.matches.len(), reading.found_index()), (3, Some(1)));
    press(&mut state, "n");
    assert_eq!(state.reading.as_ref().unwrap().found_index(), Some(2));
    press(&mut state, "Backspace");
    assert!(matches!(state.overlay, Some(Overlay::Results)) && !state.results.typing);
    assert_eq!(state.results.chosen(), (0, 0));

    let effects = press(&mut state, "j j Enter");
    assert!(effects.contains(&Effect::from(Read::Open(ArticleId(2)))), "{effects:?}");
    let other = Arc::new(article("港口在那裡。"));
    let entry = state.list.entry(ArticleId(2)).unwrap().clone();
    let revision = Revision::for_tests(2);
    let (annotations, links) = (Vec::new(), Vec::new());
    press(&mut state, "n");
    update(&mut state, Event::Library(Reply::Opened { entry, article: other, revision, annotations, links }));
    let reading = state.reading.as_ref().unwrap();
    assert_eq!((reading.search.matches.len(), reading.found_index()), (1, Some(0)));
    assert!(
        state.message.as_ref().unwrap().text.starts_with("match 1 of 1"),
        "keys typed ahead wait for the match"
    );
    press(&mut state, "Backspace");
    assert!(matches!(state.overlay, Some(Overlay::Results)));
    press(&mut state, "Esc Backspace");
    assert!(state.overlay.is_none());
}

#[test]
fn leaving_the_results_leads_back_to_where_the_search_began() {
    let mut state = reader(TEXT, 80, 24);
    press(&mut state, "/ 港 口");
    sought(&mut state, found());
    press(&mut state, "j Esc");
    assert_eq!(state.focus, Pane::List);

    press(&mut state, "/");
    press(&mut state, "Down Down Enter");
    assert_eq!((state.focus, state.list.chosen_place()), (Pane::Text, 1));
    let other = Arc::new(article("港口在那裡。"));
    let entry = state.list.entry(ArticleId(2)).unwrap().clone();
    let (revision, annotations, links) = (Revision::for_tests(2), Vec::new(), Vec::new());
    update(&mut state, Event::Library(Reply::Opened { entry, article: other, revision, annotations, links }));
    press(&mut state, "Backspace");
    assert!(press(&mut state, "Esc").contains(&Effect::from(Read::Open(ArticleId(1)))));
    assert_eq!((state.focus, state.list.chosen_place()), (Pane::List, 0));
    press(&mut state, "F");
    assert!(matches!(state.overlay, Some(Overlay::ListMenu(_))));
}

#[test]
fn a_word_looked_up_is_come_back_to() {
    let mut state = reader(TEXT, 80, 24);
    press(&mut state, "Enter j");
    let before = under_cursor(&state).to_owned();
    press(&mut state, "; / Ctrl-u 港 口");
    sought(&mut state, found());
    press(&mut state, "Enter");
    press(&mut state, "G Backspace Esc");
    assert_eq!((state.focus, under_cursor(&state)), (Pane::Text, before.as_str()));
}

#[test]
fn notes_that_have_the_words_come_last_and_what_is_gone_goes() {
    let mut state = reader(TEXT, 80, 24);
    press(&mut state, "/ 港 口");
    sought(&mut state, found());
    let effects = sought(&mut state, Sought::Noted(query("港口"), vec![ArticleId(1), ArticleId(5)]));
    assert_eq!(effects, [Effect::Ask(Question::Words(Wanted::Excerpts(query("港口"), vec![ArticleId(5)])))]);
    assert_eq!(state.results.articles.len(), 3);
    sought(&mut state, Sought::Excerpts(query("港口"), vec![(ArticleId(5), None)]));
    assert_eq!(state.results.articles.len(), 2);
}

#[test]
fn a_word_of_the_text_is_looked_up() {
    let mut state = reader(TEXT, 80, 24);
    press(&mut state, "Enter j w");
    let effects = press(&mut state, ";");
    assert_eq!(effects.len(), 2, "{effects:?}");
    assert!(!state.results.query.words.is_empty() && !state.results.typing);
}
