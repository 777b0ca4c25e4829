mod refusing;
mod settling;

use proptest::prelude::*;

use super::*;
use crate::annotation::{Annotation, Change, Edit};
use crate::app::page::Topic;
use crate::app::testing::{TEXT, added, paste, press, reader, under_cursor};
use crate::app::{Overlay, Pane};
use crate::library::{Notice, Read, Request, Write};

fn reading_pane(text: &str) -> State {
    let mut state = reader(text, 100, 30);
    press(&mut state, "Enter");
    state
}

fn saved(effects: &[Effect]) -> Vec<&Edit<Annotation>> {
    let changes = effects.iter().filter_map(|effect| match effect {
        Effect::Library(Request::Write(Write::Apply { changes, .. })) => Some(changes),
        _ => None,
    });
    let edits = changes.flatten().filter_map(|change| match change {
        Change::Annotation(edit) => Some(edit),
        Change::Link(_) => None,
    });
    edits.collect()
}

#[test]
fn motions_by_sentence_step_over_what_is_not_read() {
    let mut state = reading_pane(TEXT);
    let mut seen = vec![under_cursor(&state).to_owned()];
    for _ in 0..9 {
        press(&mut state, "j");
        seen.push(under_cursor(&state).to_owned());
    }
    seen.dedup();
    let wanted = [
        "他說:“船隊已經到了。”",
        "港口沒有回應,記者等了一夜。",
        "又過了兩天,3.67%的說法才傳開。",
        "為什麼沒有人出面?",
        "真相也許很簡單……",
        "沒有人知道。",
        "圖:港口的早晨",
        "最後一段，只有一句。",
    ];
    assert_eq!(seen, wanted);
    press(&mut state, "3 k");
    assert_eq!(under_cursor(&state), "真相也許很簡單……");
    press(&mut state, "g");
    assert_eq!(under_cursor(&state), wanted[0]);
    press(&mut state, "G");
    assert_eq!(under_cursor(&state), wanted[7]);
}

#[test]
fn motions_by_smaller_and_wider_units() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "j l");
    assert_eq!(under_cursor(&state), "港口沒有回應");
    press(&mut state, "l");
    assert_eq!(under_cursor(&state), "記者等了一夜。");
    press(&mut state, "h h");
    assert_eq!(under_cursor(&state), "“船隊已經到了。”");
    press(&mut state, "Right");
    assert_eq!(under_cursor(&state), "“");
    press(&mut state, "Right w");
    assert_eq!(under_cursor(&state), "已經");
    press(&mut state, "= =");
    assert_eq!(under_cursor(&state), "他說:“船隊已經到了。”");
    press(&mut state, "}");
    assert_eq!(under_cursor(&state), "為什麼沒有人出面?");
    press(&mut state, "-");
    assert_eq!(under_cursor(&state), "為什麼沒有人出面?");
}

#[test]
fn one_key_tags_and_the_same_takes_it_off() {
    let mut state = reading_pane(TEXT);
    let effects = press(&mut state, "j c");
    let change = saved(&effects)[0].after.clone().unwrap();
    assert_eq!((change.label.as_str(), change.reader.as_str()), ("claim", "me"));
    assert_eq!(
        change.span.of(state.reading.as_ref().unwrap().document.text()),
        "港口沒有回應,記者等了一夜。"
    );
    let effects = press(&mut state, "f");
    assert_eq!(saved(&effects)[0].after.as_ref().unwrap().label, "fact");
    assert_eq!(saved(&effects)[0].after.as_ref().unwrap().id, change.id);
    let effects = press(&mut state, "f");
    assert_eq!(saved(&effects)[0].after, None);
    assert!(state.reading.as_ref().unwrap().annotations.list().is_empty());
}

#[test]
fn a_selection_is_tagged_whole() {
    let mut state = reading_pane(TEXT);
    let effects = press(&mut state, "v j o");
    let change = saved(&effects)[0].after.clone().unwrap();
    let text = state.reading.as_ref().unwrap().document.text();
    assert_eq!(change.span.of(text), "他說:“船隊已經到了。”港口沒有回應,記者等了一夜。");
    press(&mut state, "v Esc");
    assert_eq!(under_cursor(&state), "港口沒有回應,記者等了一夜。");
}

#[test]
fn in_the_moving_on_mode_a_key_a_sentence_is_all() {
    let mut state = reading_pane(TEXT);
    let effects = press(&mut state, "m c f o");
    assert_eq!(saved(&effects).len(), 3);
    assert!(effects.contains(&Effect::Library(Request::Write(Write::Remember {
        key: "moving-on",
        value: "true".into()
    }))));
    assert_eq!(under_cursor(&state), "為什麼沒有人出面?");
}

#[test]
fn undo_says_so_where_the_library_does_not_know_the_article_yet() {
    let mut state = reading_pane(TEXT);
    state.reading.as_mut().unwrap().identity.id = None;
    assert_eq!(press(&mut state, "u"), []);
    assert!(state.message.unwrap().text.starts_with("Wait a moment"));
}

#[test]
fn notes_and_sources_are_written_in_a_prompt() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "a");
    assert!(state.overlay.is_none(), "there is no annotation yet");
    press(&mut state, "Esc c a");
    paste(&mut state, "第一行\r\n第二行");
    let effects = press(&mut state, "! Enter");
    assert_eq!(saved(&effects)[0].after.as_ref().unwrap().note, "第一行\n第二行!");
    let effects = press(&mut state, "s 港 口 Enter");
    assert_eq!(saved(&effects)[0].after.as_ref().unwrap().source, "港口");
    let effects = press(&mut state, "a x Esc");
    assert!(saved(&effects).is_empty());
}

#[test]
fn pasted_text_is_never_taken_for_keys() {
    let mut state = reading_pane(TEXT);
    let effects = paste(&mut state, "cccq");
    assert!(effects.is_empty());
    assert!(state.reading.as_ref().unwrap().annotations.list().is_empty());
}

#[test]
fn search_goes_round_and_counts() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "/ 沒 有 Enter");
    assert_eq!(under_cursor(&state), "港口沒有回應,記者等了一夜。");
    assert_eq!(state.message.as_ref().unwrap().text, "match 1 of 3");
    press(&mut state, "n");
    assert_eq!(under_cursor(&state), "為什麼沒有人出面?");
    press(&mut state, "n n");
    assert_eq!(state.message.as_ref().unwrap().text, "match 1 of 3, round from the beginning");
    press(&mut state, "N");
    assert_eq!(state.message.as_ref().unwrap().text, "match 3 of 3, round from the end");
    press(&mut state, "/ x y z Enter");
    assert!(state.message.as_ref().unwrap().text.contains("Not found"));
}

#[test]
fn annotations_are_gone_through_and_deleted() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "c j j f g ]");
    assert_eq!(under_cursor(&state), "又過了兩天,3.67%的說法才傳開。");
    press(&mut state, "[");
    assert_eq!(under_cursor(&state), "他說:“船隊已經到了。”");
    let effects = press(&mut state, "x");
    assert_eq!(saved(&effects)[0].before.as_ref().unwrap().label, "claim");
    assert_eq!(press(&mut state, "u").len(), 1);
}

#[test]
fn esc_drops_a_count_before_a_selection() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "v 3 Esc");
    assert!(state.count.is_none() && state.reading.as_ref().unwrap().selecting.is_some());
    press(&mut state, "Esc");
    assert!(state.reading.as_ref().unwrap().selecting.is_none());
}

#[test]
fn unsaved_changes_are_asked_about() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "c");
    assert_eq!(state.saving.open.len(), 1);
    update(
        &mut state,
        Event::Library(Reply::Unsaved { ticket: 1, message: "the disk is full".into(), retry: true }),
    );
    assert!(press(&mut state, "Q").is_empty());
    assert!(matches!(state.overlay, Some(Overlay::Ask(_))));
    press(&mut state, "n");
    update(&mut state, Event::Library(Reply::Saved { ticket: 1 }));
    assert!(press(&mut state, "Q").contains(&Effect::Quit));
}

#[test]
fn a_guessed_encoding_is_said_however_the_article_comes() {
    let mut state = reader(TEXT, 100, 30);
    let guessed = crate::article::Article {
        guessed_encoding: Some("Big5"),
        replaced: 1,
        ..crate::app::testing::article("港口的消息。")
    };
    let entry = state.list.entry(crate::library::ArticleId(2)).unwrap().clone();
    press(&mut state, "j");
    let revision = crate::library::Revision::for_tests(5);
    let article = std::sync::Arc::new(guessed);
    update(
        &mut state,
        Event::Library(Reply::Opened {
            entry,
            article,
            revision,
            annotations: Vec::new(),
            links: Vec::new(),
        }),
    );
    let message = &state.message.as_ref().unwrap().text;
    assert_eq!(message, "Read as Big5, which is a guess; 1 damaged place is shown as \u{fffd}");
}

#[test]
fn q_goes_back_then_quits() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "j q");
    assert_eq!(state.focus, Pane::List);
    assert!(press(&mut state, "q").contains(&Effect::Quit));
}

#[test]
fn the_sentence_stays_in_view_through_sizes() {
    let text = "這一句話不長不短,剛好一行多一些些。".repeat(400);
    let mut state = reading_pane(&text);
    press(&mut state, "1 5 0 j");
    for (columns, rows) in [(80, 24), (40, 12), (120, 40), (1, 1), (200, 3), (90, 40)] {
        update(&mut state, Event::Resize { columns, rows });
        update(&mut state, Event::Frame);
        let reading = state.reading.as_ref().unwrap();
        let cursor = reading.cursor().span;
        assert!(reading.rows.iter().any(|row| row.bytes.overlaps(cursor)), "{columns}×{rows}");
    }
}

#[test]
fn changes_made_before_the_library_knows_the_article_wait_for_it() {
    let mut state = reader("別的文章。", 100, 30);
    let article = std::sync::Arc::new(crate::app::testing::article(TEXT));
    let uri = "file:///new.txt".to_owned();
    update(&mut state, Event::Read { uri: uri.clone(), article: article.clone(), complete: true });
    assert!(saved(&press(&mut state, "c")).is_empty());
    assert_eq!(state.saving.waiting.len(), 1);
    update(&mut state, Event::Library(Reply::Failed { message: "the disk is full".into(), retry: true }));
    assert_eq!(press(&mut state, "Q"), [], "what waits for the article is not lost without a word");
    assert!(matches!(&state.overlay, Some(Overlay::Ask(ask)) if ask.question.contains("the disk is full")));
    press(&mut state, "n");
    let effects = update(&mut state, added(uri, crate::library::ArticleId(9)));
    assert_eq!(effects, [Effect::from(Read::Adopt(crate::library::ArticleId(9)))]);
    let revision = Some(crate::library::Revision::for_tests(3));
    let news = Event::Library(Reply::Annotations {
        article: crate::library::ArticleId(9),
        revision,
        annotations: Vec::new(),
        links: Vec::new(),
    });
    assert_eq!(saved(&update(&mut state, news)).len(), 1);
    assert_eq!(state.reading.as_ref().unwrap().annotations.list().len(), 1);
}

#[test]
fn lines_that_others_have_too_become_notices_but_for_those_with_a_tag() {
    let (id, revision) = (crate::library::ArticleId(9), crate::library::Revision::for_tests(3));
    let lines = ["題目", "第一句。第二句。", "按此訂閱電子報。", "按此分享這一篇。"];
    let article = std::sync::Arc::new(crate::app::testing::article(&lines.join("\n\n")));
    let spans: Vec<_> = article.blocks.iter().map(crate::article::Block::span).collect();
    let mut state = reader("別的文章。", 100, 30);
    let uri = "file:///new.txt".to_owned();
    update(&mut state, Event::Read { uri: uri.clone(), article, complete: true });
    // The tag is on its way into the library.
    press(&mut state, "G c g j");
    update(&mut state, added(uri, id));
    let (annotations, links) = (Vec::new(), Vec::new());
    update(
        &mut state,
        Event::Library(Reply::Annotations { article: id, revision: Some(revision), annotations, links }),
    );
    let told =
        |revision| Event::Library(Reply::Notices { article: id, revision, notices: spans[2..].to_vec() });
    let kinds = |state: &State| -> Vec<bool> {
        let blocks = &state.reading.as_ref().unwrap().document.article().blocks;
        blocks.iter().map(|block| block.kind == crate::article::BlockKind::Notice).collect()
    };
    update(&mut state, told(crate::library::Revision::for_tests(2)));
    assert_eq!(kinds(&state), [false; 4], "of another text");
    let cursor = state.reading.as_ref().unwrap().cursor();
    update(&mut state, told(revision));
    assert_eq!(kinds(&state), [false, false, true, false]);
    assert_eq!(state.reading.as_ref().unwrap().cursor(), cursor);
}

fn any_key() -> impl Strategy<Value = String> {
    let mut keys: Vec<String> = crate::app::commands::COMMANDS
        .iter()
        .flat_map(|group| group.iter())
        .flat_map(|command| command.keys.iter().map(|key| (*key).to_owned()))
        .filter(|key| !["Ctrl-z", "Q", "Ctrl-c"].contains(&key.as_str()))
        .collect();
    keys.extend(
        ["c", "f", "o", "C", "F", "O", "2", "9", "Esc", "Enter", "港", "y", "Backspace"].map(String::from),
    );
    prop::sample::select(keys)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..crate::properties::unrecorded() })]
    #[test]
    fn no_sequence_of_keys_breaks_anything(
        keys in prop::collection::vec(any_key(), 1..60),
        columns in 1u16..130,
        rows in 1u16..45,
        text in prop::sample::select(vec![TEXT, "", "\n\n", "![](x)\n", "Notice: only.\n", "一", "𠮷か\u{3099}👨‍👩‍👧‍👦\u{202e}\x1b"]),
    ) {
        let mut state = reader(text, columns, rows);
        for key in &keys {
            press(&mut state, key);
            let Some(reading) = &state.reading else { continue };
            let whole = reading.document.text();
            let target = reading.target();
            prop_assert!(whole.is_char_boundary(target.start) && whole.is_char_boundary(target.end));
            prop_assert!(reading.rows.len() <= rows as usize);
            for annotation in reading.annotations.list() {
                prop_assert!(annotation.span.end <= whole.len() && !annotation.span.is_empty());
            }
        }
    }
}

fn revision(number: i64) -> crate::library::Revision {
    crate::library::Revision::for_tests(number)
}

fn entry_of(state: &State, place: usize) -> crate::library::ArticleEntry {
    state.list.shown().nth(place).unwrap().clone()
}

#[test]
fn keys_for_an_article_on_its_way_wait_for_it() {
    let mut state = reader(TEXT, 100, 30);
    assert!(saved(&press(&mut state, "j Enter c")).is_empty());
    assert!(state.reading.as_ref().unwrap().annotations.list().is_empty());
    let article = std::sync::Arc::new(crate::app::testing::article("另一篇。第二句。"));
    let entry = crate::library::ArticleEntry { position: 0, ..entry_of(&state, 1) };
    let news = Event::Library(Reply::Opened {
        entry,
        article,
        revision: revision(7),
        annotations: Vec::new(),
        links: Vec::new(),
    });
    let effects = update(&mut state, news);
    assert_eq!(saved(&effects).len(), 1);
    assert_eq!(under_cursor(&state), "另一篇。");
}

#[test]
fn keys_after_an_undo_wait_for_its_outcome() {
    let mut state = reading_pane(TEXT);
    let made = press(&mut state, "c").remove(0);
    assert_eq!(press(&mut state, "u f").len(), 1);
    let Effect::Library(Request::Write(Write::Apply { article, changes, .. })) = made else {
        panic!("{made:?}")
    };
    let undone = changes.into_iter().map(Change::inverse).collect();
    let effects = update(&mut state, Event::Library(Reply::Undone { article, changes: undone }));
    assert_eq!(saved(&effects)[0].before, None);
    assert_eq!(saved(&effects)[0].after.as_ref().unwrap().label, "fact");
}

#[test]
fn a_new_text_takes_cursor_and_refused_tags_along() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "/ 沒 有 Enter n c");
    let tagged = under_cursor(&state).to_owned();
    let id = state.reading.as_ref().unwrap().identity.id.unwrap();
    let effects = update(
        &mut state,
        Event::Library(Reply::Unsaved { ticket: 1, message: "the text changed".into(), retry: false }),
    );
    assert_eq!(effects, [Effect::from(Read::Adopt(id))]);
    assert!(state.reading.as_ref().unwrap().annotations.list().is_empty(), "taken back from the screen");
    let news = Event::Library(Reply::Annotations {
        article: id,
        revision: Some(revision(2)),
        annotations: Vec::new(),
        links: Vec::new(),
    });
    assert_eq!(update(&mut state, news), [Effect::from(Read::Open(id))]);
    let newer = std::sync::Arc::new(crate::app::testing::article(&format!("前面多了一段話。\n\n{TEXT}")));
    let entry = entry_of(&state, 0);
    let news = Event::Library(Reply::Opened {
        entry,
        article: newer,
        revision: revision(2),
        annotations: Vec::new(),
        links: Vec::new(),
    });
    let effects = update(&mut state, news);
    let span = saved(&effects)[0].after.as_ref().unwrap().span;
    assert_eq!(span.of(state.reading.as_ref().unwrap().document.text()), tagged);
    assert_eq!(under_cursor(&state), tagged);
    assert_eq!(state.reading.as_ref().unwrap().search.matches.len(), 3);
}

#[test]
fn a_tag_on_its_way_while_a_new_text_comes_is_made_there() {
    let mut state = reading_pane(TEXT);
    press(&mut state, "j c");
    let newer = std::sync::Arc::new(crate::app::testing::article(&format!("前面多了一段話。\n\n{TEXT}")));
    let entry = entry_of(&state, 0);
    let news = Event::Library(Reply::Opened {
        entry,
        article: newer,
        revision: revision(2),
        annotations: Vec::new(),
        links: Vec::new(),
    });
    assert!(saved(&update(&mut state, news)).is_empty());
    let refusal =
        Event::Library(Reply::Unsaved { ticket: 1, message: "the text changed".into(), retry: false });
    let effects = update(&mut state, refusal);
    let span = saved(&effects)[0].after.as_ref().unwrap().span;
    assert_eq!(span.of(state.reading.as_ref().unwrap().document.text()), "港口沒有回應,記者等了一夜。");
}

#[test]
fn a_tag_made_before_the_librarys_are_known_joins_the_one_that_is_there() {
    let mut state = reader("別的文章。", 100, 30);
    let article = std::sync::Arc::new(crate::app::testing::article(TEXT));
    let uri = "file:///new.txt".to_owned();
    update(&mut state, Event::Read { uri: uri.clone(), article, complete: true });
    press(&mut state, "f a 註 Enter");
    let mut there = state.reading.as_ref().unwrap().annotations.list()[0].clone();
    (there.id.0, there.label, there.note) = ("0".repeat(32), "claim".into(), String::new());
    update(&mut state, added(uri, crate::library::ArticleId(9)));
    let news = Event::Library(Reply::Annotations {
        article: crate::library::ArticleId(9),
        revision: Some(revision(1)),
        annotations: vec![there.clone()],
        links: Vec::new(),
    });
    let effects = update(&mut state, news);
    let list = state.reading.as_ref().unwrap().annotations.list();
    assert_eq!((list.len(), list[0].label.as_str(), list[0].note.as_str()), (1, "fact", "註"));
    assert!(saved(&effects).iter().all(|change| change.before.as_ref().unwrap().id == there.id));
}

#[test]
fn a_file_that_reads_otherwise_in_the_end_takes_its_tags_along() {
    let mut state = reader("別的文章。", 100, 30);
    let uri = "file:///new.txt".to_owned();
    let beginning = std::sync::Arc::new(crate::app::testing::article("第一句話。第二句話。第三句"));
    update(&mut state, Event::Read { uri: uri.clone(), article: beginning, complete: false });
    press(&mut state, "j c / 句 Enter");
    press(&mut state, "G c");
    assert_eq!(state.saving.waiting.len(), 1, "what the next words may still belong to is not tagged");
    let whole = std::sync::Arc::new(crate::app::testing::article("變了。第一句話。第二句話。第三句話完了。"));
    update(&mut state, Event::Read { uri, article: whole, complete: true });
    let reading = state.reading.as_ref().unwrap();
    assert_eq!(reading.annotations.list()[0].span.of(reading.document.text()), "第二句話。");
    assert_eq!(reading.search.matches.len(), 3);
}

#[test]
fn an_article_that_another_program_deleted_is_closed() {
    let mut state = reading_pane(TEXT);
    let id = state.reading.as_ref().unwrap().identity.id.unwrap();
    update(&mut state, Event::Library(Reply::Gone(id)));
    assert!(state.reading.is_none());
    assert!(state.message.as_ref().unwrap().text.contains("deleted"));
}

#[test]
fn the_end_shows_the_last_row() {
    let text = (1..=60).map(|n| format!("這是第{n}段話。\n")).collect::<String>() + "![](a)\n![](b)\n";
    let mut state = reading_pane(&text);
    press(&mut state, "G");
    let reading = state.reading.as_ref().unwrap();
    assert_eq!(reading.rows.last().unwrap().bytes.of(&text), "![](b)");
}

#[test]
fn what_was_refused_before_is_told_where_one_asks_alone() {
    let mut state = reader(TEXT, 80, 24);
    let notice = |path: &str| Notice { path: path.into(), message: "this is a PDF document".into() };
    update(&mut state, Event::StillRefused(notice("a.pdf")));
    update(&mut state, Event::StillRefused(notice("b.pdf")));
    update(&mut state, Event::Progress(None));
    assert!(state.message.is_none() && state.list.notices.is_empty());
    press(&mut state, "!");
    assert!(matches!(state.overlay, Some(Overlay::Page { topic: Topic::Notices, .. })));
    let told = |state: &State| crate::app::page_rows(state, Topic::Notices).len();
    assert_eq!(told(&state), 4);
    update(&mut state, Event::Notice(notice("b.pdf")));
    assert_eq!(told(&state), 4);
}
