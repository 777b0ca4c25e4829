//! Searching the open article, key by key.

use super::*;
use crate::app::reading::with_shown;
use crate::app::testing::{TEXT, press, reader, under_cursor};
use crate::app::update::update;
use crate::app::{Event, Question};
use crate::library::{ArticleId, Reply, Revision};
use crate::text::{Conversion, Pattern, Usage};

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
    assert_eq!(read_to(&state), text.len());
    press(&mut state, "Esc j");
    assert_eq!(read_to(&state), read);
    press(&mut state, "/ 最 後 Enter");
    assert_eq!(read_to(&state), text.len());
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
    let [Effect::Ask(Question::Words(Wanted::Matches(old, _)))] = &effects[..] else { panic!("{effects:?}") };
    let effects = press(&mut state, "口");
    let [Effect::Ask(Question::Words(Wanted::Matches(query, long)))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(title(&state), "Search: looking");
    let matches: Vec<Span> = Pattern::new(query).unwrap().find_iter(&long.article.text).collect();
    let answer = |query: &Query, matches: &[Span]| {
        Event::Sought(crate::app::Sought::Matches(query.clone(), long.clone(), matches.to_vec()))
    };
    update(&mut state, answer(old, &[]));
    assert_eq!(title(&state), "Search: looking");
    update(&mut state, answer(query, &matches));
    assert_eq!((title(&state), under_cursor(&state)), ("Search: 1 of 1", "港口。"));
}

#[test]
fn a_long_text_in_the_other_script_is_looked_through_as_it_is_shown() {
    let text = format!("这是软件的说明。\n{}软件坏了。\n", "一句话，说给没有人听。\n".repeat(SHORT / 20));
    let mut state = reader(&text, 80, 24);
    let sought = |effects: &[Effect]| match effects {
        [.., Effect::Ask(Question::Words(Wanted::Matches(query, long)))] => (query.clone(), long.clone()),
        other => panic!("{} effects", other.len()),
    };
    press(&mut state, "Enter /");
    let (query, as_it_is) = sought(&press(&mut state, "軟"));
    assert_eq!(as_it_is.conversion, None);
    press(&mut state, "Esc Z");
    press(&mut state, "/");
    let (_, long) = sought(&press(&mut state, "軟"));
    assert_eq!(long.conversion, Some(Conversion::ToTraditional(Usage::Taiwan)));
    let answer = |query: &Query, long: &LongText, matches: Vec<Span>| {
        Event::Sought(crate::app::Sought::Matches(query.clone(), long.clone(), matches))
    };
    update(&mut state, answer(&query, &as_it_is, vec![Span::new(0, 3)]));
    assert_eq!(title(&state), "Search: looking", "an answer for the text as it was shown before");
    for words in ["體", "Backspace Backspace 软 件"] {
        let (query, long) = sought(&press(&mut state, words));
        let pattern = Pattern::new(&query).unwrap();
        let found = pattern.find_iter(&long.article.text).collect();
        let conversion = long.conversion.unwrap();
        let found = with_shown(found, &pattern, &long.article, conversion, &|| false).unwrap();
        update(&mut state, answer(&query, &long, found));
        assert_eq!(title(&state), "Search: 1 of 2", "{words}");
    }
    press(&mut state, "Enter");
    // Shown otherwise, it is looked for again with the next step.
    press(&mut state, "Z");
    let (query, long) = sought(&press(&mut state, "n"));
    let hong_kong = Some(Conversion::ToTraditional(Usage::HongKong));
    assert_eq!((query.words.as_str(), long.conversion), ("软件", hong_kong));
    // Nobody takes the answer to that any more.
    press(&mut state, "z");
    let (query, long) = sought(&press(&mut state, "n"));
    assert_eq!((query.words.as_str(), long.conversion), ("软件", None));
}

#[test]
fn a_text_shown_otherwise_is_looked_through_again() {
    let mut state = reader("软件坏了。没有人修软件。\n", 80, 24);
    let matches = |state: &State| state.reading.as_ref().unwrap().search.matches.len();
    press(&mut state, "Enter / 軟 體 Enter");
    assert_eq!(matches(&state), 0);
    press(&mut state, "Z");
    assert_eq!(matches(&state), 2);
    press(&mut state, "/ 软 件 Enter");
    assert_eq!(matches(&state), 2);
    press(&mut state, "z");
    assert_eq!(matches(&state), 2);
}

#[test]
fn what_is_found_or_looked_for_in_a_long_text_stays_so_when_lines_of_it_become_notices() {
    let more = "一句話。\n";
    let text = format!("{}港口有船。\n沒有人說。港口有人。\n{}", more.repeat(SHORT / 10), more.repeat(40));
    let mut state = reader(&text, 80, 24);
    let lines: Vec<Span> = {
        let blocks = &state.reading.as_ref().unwrap().document.article().blocks;
        blocks.iter().map(crate::article::Block::span).collect()
    };
    let (article, revision) = (ArticleId(1), Revision::for_tests(1));
    let told = |places: std::ops::Range<usize>| {
        let notices = lines[places].to_vec();
        Event::Library(Reply::Notices { article, revision, notices })
    };
    let sought = |effects: &[Effect]| match effects {
        [Effect::Ask(Question::Words(Wanted::Matches(query, long)))] => (query.clone(), long.clone()),
        other => panic!("{} effects", other.len()),
    };
    let answer = |(query, long): (Query, LongText)| {
        let matches = Pattern::new(&query).unwrap().find_iter(&long.article.text).collect();
        Event::Sought(crate::app::Sought::Matches(query, long, matches))
    };
    press(&mut state, "Enter /");
    let of_old = sought(&press(&mut state, "港"));
    let of_new = sought(&update(&mut state, told(3..4)));
    assert_eq!(of_new.0, of_old.0);
    assert!(update(&mut state, told(3..4)).is_empty(), "nothing new");
    update(&mut state, answer(of_old));
    assert_eq!(title(&state), "Search: looking");
    update(&mut state, answer(of_new));
    assert_eq!(title(&state), "Search: 1 of 2");

    press(&mut state, "Enter n =");
    let reading = |state: &State| {
        let reading = state.reading.as_ref().unwrap();
        let shown: Vec<Span> = reading.rows.iter().map(|shown| shown.bytes).collect();
        (reading.search.clone(), reading.cursor(), shown)
    };
    // A blank row at the top has no byte of its own.
    if !reading(&state).2[0].is_empty() {
        press(&mut state, "Up");
    }
    let before = reading(&state);
    assert!(before.2[0].is_empty() && before.0.matches.len() == 2);
    let in_view = lines.partition_point(|line| line.start < before.0.matches[0].start) - 1;
    assert!(before.2.contains(&lines[in_view]));
    assert!(update(&mut state, told(in_view..in_view + 1)).is_empty());
    let blocks = &state.reading.as_ref().unwrap().document.article().blocks;
    assert_eq!(blocks[in_view].kind, crate::article::BlockKind::Notice);
    update(&mut state, Event::Frame);
    assert!(reading(&state) == before);
    press(&mut state, "-");
    assert_eq!(under_cursor(&state), "港口有人。");
}
