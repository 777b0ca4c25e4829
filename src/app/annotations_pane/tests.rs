use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::annotation::{Annotation, AnnotationId, By, Edit};
use crate::app::testing::{Kept, article, kept, paste, press, under_cursor};
use crate::app::{Configuration, Effect, Event, Keymap, Overlay, Pane, Question, update};
use crate::library::{FileStamp, Read, Reply, Sort, Standing};
use crate::properties::unrecorded;

const FIRST: &str = "河邊的早晨\n\n河水昨晚漲了。橋還在嗎？沒有人說得清楚。";
const SECOND: &str = "海邊的晚上\n\n船都回來了。燈塔亮著。漁民說明天會下雨。";

/// Two articles: a claim with a source and a fact in the first, an opinion with a note in the second.
fn served() -> Kept {
    let mut served = kept(&[FIRST, SECOND], 100, 28);
    served.press("g j c s 晨 報 Enter j f");
    served.press("q j Enter g j o a 要 查 Enter q k Enter");
    served
}

fn quotes(served: &Kept) -> Vec<&str> {
    let entries = &served.state.pane.entries;
    (0..entries.total).map(|place| entries.at(place).unwrap().quote.as_str()).collect()
}

#[test]
fn it_lists_the_open_article_or_the_library() {
    let mut served = served();
    served.press("A");
    assert_eq!(quotes(&served), ["河水昨晚漲了。", "橋還在嗎？"]);
    served.press("Tab");
    assert_eq!(quotes(&served), ["河水昨晚漲了。", "橋還在嗎？", "船都回來了。"]);
    served.press("G Tab");
    assert_eq!(quotes(&served), ["船都回來了。"]);
    served.press("Esc");
    assert!(!served.state.pane.shown);
    served.press("q A");
    assert_eq!(quotes(&served).len(), 3);
    served.press("q");
    assert_eq!((served.state.pane.shown, served.state.focus), (false, Pane::List));
}

#[test]
fn filters_combine_and_one_key_clears_them() {
    let mut served = served();
    served.press("q A l");
    assert_eq!(quotes(&served), ["河水昨晚漲了。"]);
    served.press("l");
    assert_eq!(quotes(&served), ["橋還在嗎？"]);
    served.press("l l");
    assert_eq!(quotes(&served).len(), 3);
    served.press("F c l a i m Tab");
    assert_eq!(quotes(&served), ["河水昨晚漲了。"]);
    served.press("Esc F o p i n Enter /");
    assert_eq!(quotes(&served), ["河水昨晚漲了。", "船都回來了。"]);
    served.press("要 查");
    assert_eq!(quotes(&served), ["船都回來了。"]);
    served.press("Enter");
    assert_eq!(filter_words(&served.state.pane.selection), ["claim or opinion", "holding 要查"]);
    served.press("Backspace");
    assert_eq!(quotes(&served).len(), 3);
}

#[test]
fn words_that_were_not_wanted_are_dropped() {
    let mut served = served();
    served.press("q A / 船");
    assert_eq!(quotes(&served), ["船都回來了。"]);
    served.press("Esc");
    assert_eq!(quotes(&served).len(), 3);
    served.press("/ 船 Enter /");
    paste(&mut served.state, "\n不在");
    served.press("Esc");
    assert_eq!(quotes(&served), ["船都回來了。"]);
}

#[test]
fn a_key_turns_the_order() {
    let mut served = served();
    served.press("q A t");
    assert_eq!(served.state.pane.selection.sort, Sort::Newest);
    served.press("t");
    assert_eq!(quotes(&served), ["河水昨晚漲了。", "橋還在嗎？", "船都回來了。"]);
    served.press("t t");
    assert_eq!(quotes(&served)[0], "河水昨晚漲了。");
    served.press("t");
    assert_eq!(served.state.pane.selection.sort, Sort::Place);
}

#[test]
fn enter_goes_to_the_passage_in_another_article_and_back() {
    let mut served = served();
    served.press("A Tab F n o t e Esc / 船 Enter Enter");
    assert_eq!(under_cursor(&served.state), "船都回來了。");
    assert_eq!(served.state.focus, Pane::Text);
    served.press("A");
    assert!(served.state.pane.shown);
    assert_eq!((quotes(&served), served.state.pane.selection.words.as_str()), (vec!["船都回來了。"], "船"));
    served.press("Esc A");
    assert_eq!(served.state.pane.selection.words, "");
}

#[test]
fn the_passage_is_gone_to_when_its_article_has_come() {
    let mut served = served();
    served.press("A Tab G");
    let effects = press(&mut served.state, "Enter k");
    assert_eq!(effects, [Effect::from(Read::Open(ArticleId(2)))]);
    assert_eq!(under_cursor(&served.state), "橋還在嗎？");
    let opened = served.opened(ArticleId(2));
    served.happen(opened);
    assert_eq!(
        under_cursor(&served.state),
        "海邊的晚上",
        "the key pressed meanwhile counts from the passage"
    );
}

#[test]
fn annotations_of_articles_that_are_not_open_are_changed() {
    let mut served = served();
    served.press("A Tab G f");
    let opinion = || served.annotations(ArticleId(2))[0].clone();
    assert_eq!((opinion().label.as_str(), opinion().note.as_str()), ("fact", "要查"));
    served.press("s 漁 民 Enter");
    assert_eq!(served.annotations(ArticleId(2))[0].source, "漁民");
    served.press("x");
    assert_eq!((served.annotations(ArticleId(2)).len(), quotes(&served).len()), (0, 2));
    served.press("u");
    assert_eq!((served.annotations(ArticleId(2))[0].source.as_str(), quotes(&served).len()), ("漁民", 3));
    served.press("u u");
    assert_eq!(served.annotations(ArticleId(2))[0].label, "opinion");
    served.press("Ctrl-r");
    assert_eq!(served.annotations(ArticleId(2))[0].label, "fact");
    assert_eq!(served.annotations(ArticleId(1)).len(), 2);
}

#[test]
fn undo_leaves_out_what_was_refused() {
    let mut served = served();
    served.press("A Tab G f g");
    let revision = served.store.revision(ArticleId(1)).unwrap();
    let claim = served.annotations(ArticleId(1))[0].clone();
    let noted = Annotation { note: "x".into(), ..claim.clone() };
    let change = Edit { before: Some(claim), after: Some(noted) }.into();
    served.store.apply(ArticleId(1), revision, "lee", &[change]).unwrap();
    served.press("o");
    assert_eq!(served.annotations(ArticleId(1))[0].label, "claim", "another program was there before");
    served.press("u");
    assert_eq!(served.annotations(ArticleId(1))[0].note, "x");
    assert_eq!(served.annotations(ArticleId(2))[0].label, "opinion");
}

#[test]
fn the_open_article_follows_what_is_changed() {
    let mut served = served();
    served.press("A g x Esc");
    let open = served.state.reading.as_ref().unwrap();
    assert_eq!(open.annotations.list().iter().map(|one| one.label.as_str()).collect::<Vec<_>>(), ["fact"]);
    assert_eq!(served.state.list.entry(ArticleId(1)).unwrap().counts, [("fact".to_owned(), 1)]);
}

#[test]
fn what_another_reader_made_is_left_alone() {
    let mut served = served();
    let revision = served.store.revision(ArticleId(1)).unwrap();
    let own = served.annotations(ArticleId(1))[0].clone();
    let theirs = Annotation { id: AnnotationId("f".repeat(32)), reader: "lee".into(), ..own };
    let change = Edit { before: None, after: Some(theirs) }.into();
    served.store.apply(ArticleId(1), revision, "lee", &[change]).unwrap();
    served.press("q A F l e e Enter");
    assert_eq!(served.state.pane.entries.total, 1);
    for key in ["x", "o", "a", "s"] {
        served.press(key);
        assert!(served.state.message.as_ref().unwrap().text.starts_with("lee made"), "{key}");
        assert!(served.state.overlay.is_none());
    }
    assert_eq!(served.annotations(ArticleId(1)).len(), 3);
}

#[test]
fn a_label_that_is_on_the_passage_already_is_not_given_again() {
    let mut served = served();
    served.press("q j Enter g j F q k Enter");
    let twins = |served: &Kept, article| {
        let labels = served.annotations(ArticleId(article)).into_iter().map(|one| one.label);
        labels.collect::<Vec<_>>()
    };
    assert_eq!(twins(&served, 2), ["opinion", "fact"], "two on one passage");
    served.press("A Tab G");
    let chosen = served.state.pane.chosen().unwrap().stored.annotation.label.clone();
    let other = if chosen == "fact" { "o" } else { "f" };
    served.press(other);
    assert!(served.said().ends_with("of yours on that passage already"), "{}", served.said());
    assert_eq!(twins(&served, 2), ["opinion", "fact"]);
    served.press("c");
    assert!(twins(&served, 2).contains(&"claim".to_owned()));
    served.press("Esc q j Enter A l l l");
    assert_eq!(quotes(&served).len(), 1, "{:?}", twins(&served, 2));
    served.press("c");
    assert!(
        served.said().ends_with("of yours on that passage already"),
        "of the open article, though not listed"
    );
}

#[test]
fn changes_by_another_program_are_listed() {
    let mut served = served();
    served.press("A");
    let revision = served.store.revision(ArticleId(1)).unwrap();
    let gone = served.annotations(ArticleId(1))[0].clone();
    let change = Edit { before: Some(gone), after: None }.into();
    served.store.apply(ArticleId(1), revision, "me", &[change]).unwrap();
    let entries = served.store.entries(0, usize::MAX).unwrap();
    served.happen(Event::Entries(entries));
    assert_eq!(quotes(&served), ["橋還在嗎？"]);
}

/// The first article with a new text, in which the claim's words are no more.
fn with_orphan() -> Kept {
    let mut served = served();
    let text = FIRST.replace("河水昨晚漲了。", "雨下了整整一夜。路斷了。");
    served.store.add("sample:0", &article(&text), FileStamp::default()).unwrap();
    let opened = served.opened(ArticleId(1));
    served.happen(opened);
    served.press("q A");
    served
}

#[test]
fn an_orphan_is_put_back_by_hand_and_taken_back() {
    let mut served = with_orphan();
    served.press("w w w");
    assert_eq!(quotes(&served), ["河水昨晚漲了。"]);
    served.press("p");
    assert!(!served.state.pane.shown && served.state.putting.is_some());
    served.press("g j Esc");
    assert!(served.state.pane.shown && served.state.putting.is_none());
    assert_eq!(served.store.orphans(ArticleId(1)).unwrap().len(), 1);
    served.press("p g j v j Enter");
    assert!(served.state.putting.is_none(), "{:?}", served.state.message);
    let text = served.store.text(ArticleId(1)).unwrap().text;
    let claim = served.annotations(ArticleId(1)).into_iter().find(|one| one.label == "claim").unwrap();
    assert_eq!((claim.span.of(&text), claim.source.as_str()), ("雨下了整整一夜。路斷了。", "晨報"));
    served.press("u");
    assert_eq!(served.store.orphans(ArticleId(1)).unwrap().len(), 1);
    assert_eq!(served.state.reading.as_ref().unwrap().annotations.list().len(), 1);
    served.press("A");
    assert_eq!(
        (quotes(&served), served.state.pane.selection.standing),
        (vec!["河水昨晚漲了。"], Some(Standing::Orphaned))
    );
}

#[test]
fn an_orphan_that_is_put_back_while_a_new_text_comes_gets_its_place_there() {
    let mut served = with_orphan();
    served.press("w w w p g j v j");
    let text = format!("編者按。{}", served.store.text(ArticleId(1)).unwrap().text);
    served.store.add("sample:0", &article(&text), FileStamp::default()).unwrap();
    served.press("Enter");
    let text = served.store.text(ArticleId(1)).unwrap().text;
    let claim = served.annotations(ArticleId(1)).into_iter().find(|one| one.label == "claim").unwrap();
    assert_eq!(claim.span.of(&text), "雨下了整整一夜。路斷了。");
    assert_eq!(served.state.reading.as_ref().unwrap().annotations.list().len(), 2);
    assert_eq!(served.state.saving.unsaved(), 0);
}

#[test]
fn an_orphan_that_is_changed_while_a_new_text_comes_stays_one() {
    let mut served = with_orphan();
    served.press("w w w");
    let text = format!("編者按。{}", served.store.text(ArticleId(1)).unwrap().text);
    served.store.add("sample:0", &article(&text), FileStamp::default()).unwrap();
    served.press("f");
    assert_eq!(served.store.orphans(ArticleId(1)).unwrap()[0].annotation.label, "fact");
    assert_eq!(served.state.reading.as_ref().unwrap().annotations.list().len(), 1);
    assert_eq!(served.state.saving.unsaved(), 0);
}

#[test]
fn an_orphan_of_which_a_change_is_refused_is_not_shown_in_the_text() {
    for (keys, last) in [("w w w", "f"), ("w w w p g j v j", "Enter")] {
        let mut served = with_orphan();
        served.press(keys);
        let ticket = press(&mut served.state, last).iter().find_map(Effect::ticket).unwrap();
        update(
            &mut served.state,
            Event::Library(Reply::Unsaved { ticket, message: "it was changed".into(), retry: false }),
        );
        let list = served.state.reading.as_ref().unwrap().annotations.list();
        assert_eq!(list.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(), ["fact"], "{last}");
    }
}

#[test]
fn an_orphan_is_changed_without_getting_a_place() {
    let mut served = with_orphan();
    served.press("w w w f a x Enter");
    assert_eq!(served.store.orphans(ArticleId(1)).unwrap()[0].annotation.note, "x");
    assert_eq!(served.state.reading.as_ref().unwrap().annotations.list().len(), 1);
    served.press("u u");
    assert_eq!(served.store.orphans(ArticleId(1)).unwrap()[0].annotation.label, "claim");
    assert_eq!(served.state.reading.as_ref().unwrap().annotations.list().len(), 1);
}

#[test]
fn sources_lead_to_what_names_them() {
    let mut served = served();
    served.press("q S");
    let table = &served.state.pane.sources;
    assert_eq!((table.cited.len(), table.cited[0].name.as_str(), table.unnamed), (1, "晨報", 2));
    served.press("Enter");
    assert_eq!(quotes(&served), ["河水昨晚漲了。"]);
    served.press("Esc");
    assert_eq!((served.state.pane.shown, served.state.pane.view), (true, View::Sources));
    served.press("G Enter");
    assert_eq!(quotes(&served), ["橋還在嗎？", "船都回來了。"]);
    served.press("Esc Esc");
    assert!(!served.state.pane.shown);
}

#[test]
fn a_digit_that_is_a_labels_key_is_no_count_in_the_pane() {
    let mut served = served();
    let labels = "[[labels]]\nname='claim'\nkey='c'\ncolour='red'\nsign='C'\n\
                  [[labels]]\nname='digit'\nkey='5'\ncolour='red'\nsign='5'\n";
    let configuration = Configuration::from_toml(labels).unwrap();
    served.state.keymap = Keymap::new(&configuration).unwrap();
    served.state.configuration = Arc::new(configuration);
    served.press("q A 5");
    assert_eq!(served.annotations(ArticleId(1))[0].label, "digit", "{}", served.said());
    served.press("q 5");
    assert_eq!(served.state.count, Some(5));
}

#[test]
fn attributes_go_by_their_keys_and_are_chosen_by() {
    let mut served = served();
    served.press("q A G y y F l i k e Enter");
    assert_eq!(quotes(&served), ["船都回來了。"]);
    assert_eq!(served.annotations(ArticleId(2))[0].attributes["certainty"], "likely");
    assert_eq!(filter_words(&served.state.pane.selection), ["certainty likely"]);
}

#[test]
fn names_are_offered_for_articles_that_are_not_open() {
    let mut served = served();
    served.press("A Tab G s");
    let Some(Overlay::Prompt(prompt)) = &served.state.overlay else { panic!("no prompt") };
    let candidates = prompt.candidates.as_ref().unwrap();
    let names: Vec<&str> =
        candidates.found("", &served.state.sources).iter().map(|candidate| candidate.name).collect();
    assert_eq!(names, ["晨報"], "of the library; of the open article's text none");
    served.press("Tab Enter");
    assert_eq!(served.annotations(ArticleId(2))[0].source, "晨報");
}

#[test]
fn spellings_are_joined_in_the_table() {
    let mut served = served();
    served.press("q A G s 晨 报 Enter S");
    assert_eq!(served.state.pane.sources.cited.len(), 2);
    served.press("j k J 報 紙 Enter");
    let names: Vec<&str> = served.state.pane.sources.cited.iter().map(|cited| cited.name.as_str()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"報紙"), "{names:?}");
    served.press("q");
    assert!(served.state.pane.view == View::Entries && served.state.pane.shown);
}

#[test]
fn the_balance_is_of_the_library_and_of_each_article() {
    let mut served = served();
    served.press("q B");
    let balances = &served.state.pane.balances;
    assert_eq!((balances.lines(), balances.counted(), balances.by), (2, 2, By::Sentences));
    let whole = balances.whole();
    assert_eq!(["claim", "fact", "opinion"].map(|label| whole.amount(label).sentences), [1, 1, 1]);
    assert_eq!(whole.untagged.sentences, 5);
    served.press("j Enter");
    assert_eq!(quotes(&served), ["船都回來了。"]);
    assert_eq!(served.state.pane.balances.whole().amount("opinion").sentences, 1);
    assert_eq!(served.state.pane.balances.whole().amount("claim").sentences, 0);
    served.press("o f");
    assert_eq!(served.state.pane.balances.whole().amount("fact").sentences, 1);
}

#[test]
fn the_palette_leaves_alone_what_is_not_on_the_screen() {
    let mut served = served();
    served.press("A : d e l e t e - a n n o t a t i o n Enter");
    assert!(served.state.message.as_ref().unwrap().text.contains("works elsewhere"));
    served.press("Esc : f i l t e r - l a b e l Enter");
    assert!(served.state.message.as_ref().unwrap().text.contains("works elsewhere"));
    assert_eq!(served.annotations(ArticleId(1)).len(), 2);
}

#[test]
fn an_answer_that_was_overtaken_is_asked_for_again() {
    let mut served = served();
    served.press("q A");
    let asked = press(&mut served.state, "l");
    assert_eq!(asked.len(), 1);
    assert_eq!(press(&mut served.state, "l"), [], "one question at a time");
    for effect in asked {
        let Effect::Ask(Question::Annotations(inquiry)) = effect else { panic!("{effect:?}") };
        let answer = served.store.answer(&inquiry).map_err(|error| error.to_string());
        served.happen(Event::Answered(answer));
    }
    assert_eq!(quotes(&served), ["橋還在嗎？"]);
}

#[test]
fn a_library_that_cannot_answer_is_said_once() {
    let mut served = served();
    press(&mut served.state, "q A");
    let effects = update(&mut served.state, Event::Answered(Err("it is on fire".into())));
    assert_eq!(effects, []);
    assert_eq!(served.state.message.as_ref().unwrap().text, "it is on fire");
}

#[test]
fn a_long_list_is_fetched_where_it_is_looked_at() {
    let text: String = (0..5000).map(|number| format!("第{number}句話。")).collect();
    let mut served = kept(&[&format!("長文\n\n{text}")], 100, 28);
    let revision = served.store.revision(ArticleId(1)).unwrap();
    let body = served.store.text(ArticleId(1)).unwrap().text;
    let sentences = crate::article::Article::from_text(body).sentences().collect::<Vec<_>>();
    let changes: Vec<_> = sentences
        .iter()
        .enumerate()
        .map(|(number, &span)| {
            let annotation = Annotation {
                id: AnnotationId(format!("{number:032x}")),
                span,
                label: "claim".into(),
                note: String::new(),
                source: String::new(),
                attributes: Default::default(),
                reader: "me".into(),
            };
            Edit { before: None, after: Some(annotation) }.into()
        })
        .collect();
    served.store.apply(ArticleId(1), revision, "me", &changes).unwrap();
    served.press("q A");
    let chosen = |served: &Kept| served.state.pane.chosen().map(|chosen| chosen.quote.clone());
    assert_eq!(chosen(&served).as_deref(), Some("長文"));
    served.press("G");
    assert_eq!(chosen(&served).as_deref(), Some("第4999句話。"));
    let effects = press(&mut served.state, "2 5 0 0 g");
    assert!(matches!(effects.as_slice(), [Effect::Ask(Question::Annotations(_))]), "{effects:?}");
    let effects = update(&mut served.state, Event::Answered(Err("it is on fire".into())));
    assert_eq!(effects, [], "it is not asked again at once");
    assert_eq!(press(&mut served.state, "k j"), []);
    let effects = update(&mut served.state, Event::OtherReaders(true));
    served.carry_out(effects);
    assert_eq!(chosen(&served).as_deref(), Some("第2498句話。"));
    for _ in 0..150 {
        served.press("Space");
        assert!(chosen(&served).is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..unrecorded() })]
    #[test]
    fn no_sequence_of_keys_breaks_it(keys in prop::collection::vec(prop::sample::select(vec![
        "A", "S", "B", "j", "k", "G", "g", "Enter", "Esc", "q", "Tab", "/", "F", "l", "t", "r", "v", "a", "s", "x",
        "u", "Ctrl-r", "p", "c", "f", "o", "Backspace", "Down", "w", "3",
    ]), 0..60)) {
        let mut served = with_orphan();
        for key in keys {
            served.press(key);
            let entries = &served.state.pane.entries;
            prop_assert!(entries.scroll.chosen < entries.total.max(1));
            let listed: usize = entries.counts.iter().map(|count| count.1).sum::<usize>() + entries.orphaned;
            prop_assert_eq!(listed, entries.total);
        }
    }
}
