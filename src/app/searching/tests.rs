//! Searching the open article, key by key.

use super::*;
use crate::app::Event;
use crate::app::testing::{TEXT, press, reader, under_cursor};
use crate::app::update::update;
use crate::text::Pattern;

fn title(state: &State) -> &str {
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => &prompt.title,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_view_goes_along_with_what_is_typed_and_back_where_it_is_left() {
    let mut state = reader(TEXT, 80, 24);
    press(&mut state, "Enter j");
    let stood = under_cursor(&state).to_owned();
    press(&mut state, "/ 没");
    assert_eq!(title(&state), "Search: 1 of 3");
    press(&mut state, "有 人");
    assert!(title(&state) == "Search: 1 of 2" && under_cursor(&state).contains("沒有人"));
    press(&mut state, "x");
    assert_eq!((title(&state), under_cursor(&state)), ("Search: not found", stood.as_str()));
    press(&mut state, "Esc");
    assert_eq!(under_cursor(&state), stood);
    assert!(state.reading.as_ref().unwrap().search.matches.is_empty());

    press(&mut state, "/ 沒 有 人 Enter n");
    assert_eq!(state.message.as_ref().unwrap().text, "match 2 of 2");
    press(&mut state, "/ 港 口 Esc");
    assert_eq!(state.reading.as_ref().unwrap().search.query.words, "沒有人");
    press(&mut state, "/ Enter");
    assert_eq!(state.message.as_ref().unwrap().text, "match 1 of 2, round from the beginning");
}

#[test]
fn what_a_search_showed_while_it_was_typed_is_not_read() {
    let text = format!("港口\n\n{}最後的話。\n", "他說了很多。\n\n".repeat(60));
    let mut state = reader(&text, 80, 24);
    let read_to = |state: &State| state.reading.as_ref().unwrap().read_to;
    press(&mut state, "Enter j");
    let read = read_to(&state);
    press(&mut state, "/ 最 後");
    assert_eq!(read_to(&state), text.trim_end().len());
    press(&mut state, "Esc j");
    assert_eq!(read_to(&state), read);
    press(&mut state, "/ 最 後 Enter");
    assert_eq!(read_to(&state), text.trim_end().len());
}

#[test]
fn regular_expressions_exact_words_and_earlier_ones_are_a_key_away() {
    let mut state = reader(TEXT, 80, 24);
    press(&mut state, "Enter / 港 口 Enter / Alt-r [");
    assert!(
        title(&state).starts_with("Search, regular expression: “[” is no regular expression"),
        "{}",
        title(&state)
    );
    press(&mut state, "Backspace 早 | 夜");
    assert_eq!(title(&state), "Search, regular expression: 1 of 3");
    press(&mut state, "Alt-r Up");
    assert_eq!(title(&state), "Search: 1 of 3");
    press(&mut state, "Down");
    assert_eq!(title(&state), "Search: not found");
    press(&mut state, "Up Up Enter / 说 Alt-e");
    assert_eq!(title(&state), "Search, exact: not found");
}

#[test]
fn a_long_text_is_looked_through_elsewhere_and_only_the_newest_answer_counts() {
    let text = format!("{}港口。\n", "一句話。\n".repeat(SHORT / 10));
    let mut state = reader(&text, 80, 24);
    press(&mut state, "Enter /");
    let effects = press(&mut state, "港");
    let [Effect::Seek(Wanted::Matches(old, _))] = &effects[..] else { panic!("{effects:?}") };
    let effects = press(&mut state, "口");
    let [Effect::Seek(Wanted::Matches(query, article))] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(title(&state), "Search: looking");
    let matches: Vec<Span> = Pattern::new(query).unwrap().find_iter(&article.text).collect();
    let answer = |query: &Query, matches: &[Span]| {
        Event::Sought(crate::app::Sought::Matches(query.clone(), Arc::clone(article), matches.to_vec()))
    };
    update(&mut state, answer(old, &[]));
    assert_eq!(title(&state), "Search: looking");
    update(&mut state, answer(query, &matches));
    assert_eq!((title(&state), under_cursor(&state)), ("Search: 1 of 1", "港口。"));
}
