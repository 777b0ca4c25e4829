//! The list against a plain model of it, and as keys change it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::readings::Readings;
use super::*;
use crate::app::testing::{Kept, kept, press};
use crate::app::{Effect, Event, update};
use crate::article::{Metadata, Script};
use crate::library::{ListFilter, ListSort, Mark, ReadState, Request, Write};

fn entry(id: i64, title: &str) -> ArticleEntry {
    ArticleEntry {
        script: if id % 2 == 0 { Script::Traditional } else { Script::Simplified },
        metadata: Box::new(Metadata { published: format!("2026-0{}", id % 5), ..Metadata::default() }),
        bytes: 300,
        read_to: (id as usize * 37) % 300,
        counts: vec![("claim".into(), id as usize % 4)],
        hidden: id % 7 == 0,
        starred: id % 3 == 0,
        ..ArticleEntry::new(ArticleId(id), title, format!("file:///文/{}/{id}.txt", id % 3))
    }
}

const TITLES: [&str; 5] = ["談判重開", "谈判代表离开", "重慶的橋", "Iran talks", "港口"];

#[derive(Clone, Debug)]
enum Step {
    Come(Vec<i64>),
    Gone(i64),
    Arrange(Arrangement),
    LookFor(&'static str),
    Choose(usize),
    Say(Vec<i64>, Mark),
    Hidden(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let ids = || prop::collection::vec(1i64..90, 0..60);
    let mark = prop_oneof![
        any::<bool>().prop_map(Mark::Starred),
        any::<Option<bool>>().prop_map(Mark::Read),
        any::<bool>().prop_map(Mark::Hidden),
        any::<bool>().prop_map(Mark::Deleted),
    ];
    let filter =
        (prop::sample::subsequence(&ReadState::ALL[..], 0..=2), any::<bool>(), any::<bool>()).prop_map(
            |(states, starred, deleted)| ListFilter { states, starred, deleted, ..ListFilter::default() },
        );
    let arrangement = (prop::sample::select(&ListSort::ALL[..]), any::<bool>(), filter)
        .prop_map(|(sort, descending, filter)| Arrangement { sort, descending, filter });
    prop_oneof![
        3 => ids().prop_map(Step::Come),
        1 => (1i64..90).prop_map(Step::Gone),
        2 => arrangement.prop_map(Step::Arrange),
        2 => prop::sample::select(vec!["", "t", "tp", "tan", "tanp", "t p", "zhongq", "cq", "ir", "iran t", "x", "判"]).prop_map(Step::LookFor),
        1 => (0usize..100).prop_map(Step::Choose),
        2 => (prop::collection::vec(1i64..90, 1..5), mark).prop_map(|(ids, mark)| Step::Say(ids, mark)),
        1 => any::<bool>().prop_map(Step::Hidden),
    ]
}

/// What the list should hold, worked out from nothing.
fn model(entries: &BTreeMap<i64, ArticleEntry>, list: &List) -> Vec<i64> {
    let arrangement = list.arrangement();
    let seen = |entry: &&ArticleEntry| {
        (list.show_hidden || !entry.hidden || arrangement.filter.deleted) && arrangement.filter.fits(entry)
    };
    let mut all: Vec<&ArticleEntry> = entries.values().filter(seen).collect();
    all.sort_by(|one, other| arrangement.compare(one, other));
    all.into_iter().map(|entry| entry.id.0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..crate::properties::unrecorded() })]
    #[test]
    fn the_list_is_what_its_model_is(steps in prop::collection::vec(step(), 1..25)) {
        let mut list = List::new(false);
        let mut entries: BTreeMap<i64, ArticleEntry> = BTreeMap::new();
        for step in steps {
            let looks = matches!(step, Step::LookFor(_));
            match step {
                Step::Come(ids) => {
                    let come: Vec<ArticleEntry> =
                        ids.iter().map(|&id| entry(id, TITLES[id as usize % TITLES.len()])).collect();
                    entries.extend(come.iter().map(|entry| (entry.id.0, entry.clone())));
                    list.update(come);
                }
                Step::Gone(id) => {
                    entries.remove(&id);
                    list.remove(ArticleId(id));
                }
                Step::Arrange(arrangement) => list.arrange(arrangement),
                Step::LookFor(words) => list.look_for(words),
                Step::Choose(place) => list.choose(place),
                Step::Say(ids, mark) => {
                    for id in &ids {
                        let Some(entry) = entries.get_mut(id) else { continue };
                        match mark {
                            Mark::Starred(starred) => entry.starred = starred,
                            Mark::Read(read) => entry.marked = read,
                            Mark::Hidden(hidden) => entry.hidden = hidden,
                            Mark::Deleted(deleted) => entry.deleted = deleted,
                        }
                    }
                    let said: Vec<_> = ids.iter().map(|&id| (ArticleId(id), mark)).collect();
                    list.say(&said);
                }
                Step::Hidden(shown) => list.show_hidden = shown,
            }
            // What comes again stays where it stood until something is done in the list.
            if !looks {
                list.refresh();
            }
            list.settle(20);
            let shown: Vec<i64> = list.shown().map(|entry| entry.id.0).collect();
            let all = model(&entries, &list);
            if list.query().is_empty() {
                prop_assert_eq!(&shown, &all);
            } else {
                let mut sorted = shown.clone();
                sorted.sort_by_key(|id| all.iter().position(|other| other == id));
                let found: Vec<i64> =
                    all.into_iter().filter(|id| finds(list.query(), &entries[id])).collect();
                prop_assert_eq!(sorted, found);
            }
            prop_assert_eq!(list.total(), entries.values().filter(|entry| !entry.deleted).count());
            prop_assert!(list.chosen_place() < shown.len().max(1));
            prop_assert_eq!(list.in_view().next().is_some(), !shown.is_empty());
        }
    }
}

/// Whether a query finds an article, by trying all ways.
fn finds(query: &str, entry: &ArticleEntry) -> bool {
    let haystack: Vec<char> =
        format!("{}\n{}", entry.title, entry.source()).chars().map(crate::text::fold).collect();
    let readings = Readings::get();
    fn goes(word: &[char], haystack: &[char], readings: &Readings) -> bool {
        let Some((first, rest)) = haystack.split_first() else { return word.is_empty() };
        word.is_empty()
            || goes(word, rest, readings)
            || (word[0] == *first && goes(&word[1..], rest, readings))
            || readings.ways()[readings.way(*first)].iter().any(|reading| {
                (1..=reading.len().min(word.len())).any(|many| {
                    reading.chars().take(many).eq(word[..many].iter().copied())
                        && goes(&word[many..], rest, readings)
                })
            })
    }
    query.split_whitespace().all(|word| goes(&word.chars().collect::<Vec<_>>(), &haystack, readings))
}

fn titles(kept: &Kept) -> Vec<&str> {
    kept.state.list.shown().map(|entry| entry.title.as_str()).collect()
}

fn library() -> Kept {
    let texts = ["談判重開\n\n甲。", "谈判代表离开\n\n乙。", "港口的早晨\n\n丙。", "重慶的橋\n\n丁。"];
    let mut kept = kept(&texts, 100, 30);
    kept.press("q");
    kept
}

#[test]
fn the_best_comes_first_while_one_types() {
    let mut kept = library();
    kept.press("f q i a o");
    assert_eq!(titles(&kept), ["重慶的橋"]);
    kept.press("Esc");
    assert_eq!((titles(&kept).len(), kept.state.list.query()), (4, ""));
    kept.press("f t p Down Enter");
    assert_eq!(kept.state.list.chosen().unwrap().title, "谈判代表离开");
    assert_eq!(kept.state.reading.as_ref().unwrap().identity.id, Some(ArticleId(2)));
    kept.press("f Esc");
    assert_eq!(kept.state.list.query(), "tp");
    kept.press("Backspace");
    assert_eq!(titles(&kept).len(), 4);
}

#[test]
fn the_text_follows_the_list_while_one_types() {
    let mut kept = library();
    let open = |kept: &Kept| kept.state.reading.as_ref().and_then(|reading| reading.identity.id);
    for (keys, article) in [
        ("f q i a o", Some(4)),
        ("Ctrl-u t p", Some(1)),
        ("Down", Some(2)),
        ("q", None),
        ("Backspace", Some(1)),
        ("Ctrl-u 港", Some(3)),
        ("Esc", Some(1)),
    ] {
        kept.press(keys);
        assert_eq!(open(&kept), article.map(ArticleId), "{keys}");
    }
    kept.press("f 港");
    let again = update(&mut kept.state, Event::Progress(None));
    assert!(again.is_empty(), "what was asked for once is not asked for again");
}

#[test]
fn a_list_left_empty_says_why_and_shows_no_text() {
    let mut kept = library();
    let empty = |kept: &Kept| (kept.state.list.empty(), kept.state.reading.is_none());
    assert_eq!(empty(&kept), (None, false));
    for (keys, why) in
        [("v G H", Empty::Hidden), ("u v G x", Empty::Deleted), ("u F s t a r Enter", Empty::NothingFits)]
    {
        kept.press(keys);
        assert_eq!(empty(&kept), (Some(why), true), "{keys}");
    }
    kept.press("Backspace f 港 Enter x");
    assert_eq!(empty(&kept), (Some(Empty::NothingFits), true));
    kept.press("u Backspace");
    assert_eq!(empty(&kept), (None, false));
    assert_eq!(List::default().empty(), Some(Empty::Library));
    assert_eq!(List { entries: vec![entry(1, "甲")], ..List::new(true) }.empty(), Some(Empty::Scope));
}

#[test]
fn what_is_deleted_comes_back_in_its_place() {
    let mut kept = library();
    kept.press("j Space Space x");
    assert_eq!(titles(&kept), ["談判重開", "重慶的橋"]);
    assert_eq!(kept.said(), "Deleted, u brings back: 2 articles");
    kept.press("x");
    assert_eq!(titles(&kept), ["談判重開"]);
    kept.press("u u");
    assert_eq!(titles(&kept), ["談判重開", "谈判代表离开", "港口的早晨", "重慶的橋"]);
    assert_eq!(kept.said(), "Taken back: brought back: 2 articles");
    assert_eq!(kept.state.list.chosen().unwrap().title, "谈判代表离开");
    kept.press("u");
    assert_eq!(kept.said(), "Nothing more of yours to take back");
    kept.press("Ctrl-r");
    assert_eq!(titles(&kept), ["談判重開", "重慶的橋"]);
    kept.press("F d e l e t e d Enter g Enter");
    assert_eq!(kept.said(), "This article is deleted; x brings it back");
    kept.press("v G x");
    assert_eq!(titles(&kept), Vec::<&str>::new());
    kept.press("Backspace");
    assert_eq!(titles(&kept).len(), 4);
}

#[test]
fn what_is_out_of_sight_comes_back_in_its_place() {
    let mut kept = library();
    kept.press("s j Space Space H");
    assert_eq!(titles(&kept), ["談判重開", "重慶的橋"]);
    assert_eq!(kept.said(), "Out of sight, u brings back, . shows: 2 articles");
    kept.press("u");
    assert_eq!(titles(&kept), ["談判重開", "谈判代表离开", "港口的早晨", "重慶的橋"]);
    assert_eq!(kept.said(), "Taken back: in sight again: 2 articles");
    assert!(kept.store.entries(0, 9).unwrap().iter().all(|entry| !entry.hidden));
    kept.press("Ctrl-r . g j H");
    assert_eq!(kept.said(), "In sight again: “谈判代表离开”");
    kept.press("u");
    assert!(kept.store.entry(ArticleId(2)).unwrap().hidden);
    kept.press("u u");
    assert!(kept.state.list.shown().all(|entry| !entry.hidden && !entry.starred));
}

#[test]
fn the_open_article_is_closed_where_it_is_deleted() {
    let mut kept = library();
    kept.press("x");
    assert_eq!(kept.state.reading.as_ref().unwrap().identity.id, Some(ArticleId(2)));
    kept.press("v G x");
    assert!(kept.state.reading.is_none());
    kept.press("u");
    assert_eq!(kept.state.reading.as_ref().unwrap().identity.id, Some(ArticleId(2)));
}

#[test]
fn marks_go_by_what_is_not_so_yet() {
    let mut kept = library();
    kept.press("s j r");
    kept.press("g v G s");
    assert!(kept.state.list.shown().all(|entry| entry.starred));
    kept.press("g v G s");
    assert!(!kept.state.list.shown().any(|entry| entry.starred));
    kept.press("F r e a d Tab Enter");
    let states: Vec<ReadState> = kept.state.list.shown().map(|entry| entry.state()).collect();
    assert!(states.iter().all(|state| *state != ReadState::Reading), "{states:?}");
    assert!(kept.outside.iter().any(|effect| matches!(
        effect,
        Effect::Library(Request::Write(Write::Remember { key: ARRANGEMENT, .. }))
    )));
}

#[test]
fn enter_after_tab_keeps_what_was_chosen() {
    let mut kept = library();
    for (keys, found) in [
        ("F 繁 Tab Enter", 3),
        ("F 繁 Enter", 3),
        ("F 繁 Tab Enter", 4),
        ("F 简 Enter", 1),
        ("F 简 Tab Tab Enter", 1),
    ] {
        kept.press(keys);
        assert_eq!(titles(&kept).len(), found, "{keys}");
        assert!(kept.state.overlay.is_none());
    }
    kept.press("Backspace F 简 Tab Ctrl-u 繁 Tab Ctrl-u d e l e t e d Enter");
    assert_eq!(kept.state.list.arrangement().filter.scripts, [Script::Simplified, Script::Traditional]);
    assert!(!kept.state.list.arrangement().filter.deleted);
}

#[test]
fn a_letter_taken_back_finds_what_was_renamed_meanwhile() {
    let mut list = List::new(false);
    list.update(vec![entry(1, "談判"), entry(2, "港口")]);
    list.look_for("t");
    list.look_for("tp");
    list.update(vec![entry(2, "談判")]);
    list.look_for("t");
    assert_eq!(list.shown().len(), 2);
}

#[test]
fn what_begins_a_word_comes_before_its_middle() {
    let mut list = List::new(false);
    list.update(vec![
        entry(1, "港口：Tirana"),
        entry(2, "港口與談判"),
        entry(3, "談判"),
        entry(4, "On Iran"),
    ]);
    let ids = |list: &List| list.shown().map(|entry| entry.id.0).collect::<Vec<_>>();
    list.look_for("iran");
    assert_eq!(ids(&list), [4, 1]);
    list.look_for("談判");
    assert_eq!(ids(&list), [3, 2]);
}

#[test]
fn nothing_moves_while_an_article_is_read() {
    let mut state = library().state;
    press(&mut state, "F u n r e a d Enter Enter j j");
    update(&mut state, Event::Frame);
    press(&mut state, "q");
    assert_eq!(state.list.shown().len(), 4);
    state.list.refresh();
    assert_eq!(state.list.shown().len(), 3);
}

#[test]
fn an_article_is_read_though_the_notice_at_its_end_was_not_seen() {
    let text = format!(
        "港口的早晨\n\n{}\n\n特別聲明:以上內容只供測試,只供測試,只供測試,只供測試,只供測試,只供測試。\n\n\
         Notice: The content above is for tests only, for tests only, for tests only, and for tests only.\n",
        "船隊昨天到了。".repeat(60)
    );
    let mut kept = kept(&[&text], 40, 8);
    kept.press("j q");
    let state = |kept: &Kept| kept.state.list.chosen().unwrap().state();
    assert_eq!(state(&kept), ReadState::Reading);
    kept.press("Enter G");
    let seen = kept.state.reading.as_ref().unwrap().rows.last().unwrap().bytes.end;
    assert!(seen < text.trim_end().len());
    kept.press("q");
    assert_eq!(state(&kept), ReadState::Read);
}

#[test]
fn found_paths_keep_their_order() {
    let mut list = List::new(true);
    list.update(vec![entry(1, "一"), entry(2, "二"), entry(3, "三")]);
    assert_eq!(list.shown().len(), 0);
    list.found(vec![ArticleId(3), ArticleId(9), ArticleId(1)]);
    list.update(vec![entry(9, "九")]);
    let ids: Vec<i64> = list.shown().map(|entry| entry.id.0).collect();
    assert_eq!(ids, [3, 9, 1]);
}
