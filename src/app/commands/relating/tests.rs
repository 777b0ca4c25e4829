use crate::annotation::{Annotation, LinkKind};
use crate::app::testing::{Kept, kept, reader, under_cursor};
use crate::app::{Effect, Event, Overlay, Question, Relating, update};
use crate::library::ArticleId;

const HERE: &str = "夜航\n\n港務局說那天夜裏有三十二艘船出港。記者沒有看見。\n";
const THERE: &str = "记录\n\n灯塔在早上熄了。守夜人的记录里只有12艘船出港。纸已经黄了。\n";
const OTHER: &str = "天氣\n\n山裏下了雪。\n";

fn readers() -> Kept {
    let mut kept = kept(&[HERE, THERE, OTHER], 100, 30);
    kept.open("夜航");
    kept.press("g j");
    kept
}

fn relating(kept: &Kept) -> &Relating {
    match &kept.state.overlay {
        Some(Overlay::Relating(relating)) => relating,
        other => panic!("{other:?}"),
    }
}

fn article(kept: &Kept, title: &str) -> ArticleId {
    kept.store.entries(0, 9).unwrap().iter().find(|entry| entry.title == title).unwrap().id
}

fn links(kept: &Kept) -> Vec<LinkKind> {
    kept.store.links(article(kept, "夜航")).unwrap().iter().map(|stored| stored.link.kind).collect()
}

fn words(annotations: &[Annotation], text: &str) -> Vec<String> {
    annotations.iter().map(|one| format!("{} {}", one.label, one.span.of(text))).collect()
}

#[test]
fn the_sentence_under_the_cursor_is_compared_and_what_differs_is_told() {
    let mut kept = readers();
    kept.press("R");
    let relating = relating(&kept);
    assert_eq!(relating.quote, "港務局說那天夜裏有三十二艘船出港。");
    let chosen = relating.chosen().unwrap();
    assert_eq!(chosen.related.quote, "守夜人的记录里只有12艘船出港。");
    let of = |words: &str, spans: &[crate::text::Span]| -> Vec<String> {
        spans.iter().map(|span| span.of(words).to_owned()).collect()
    };
    assert!(of(&relating.quote, &chosen.only_asked).contains(&"三十二".to_owned()));
    assert_eq!(of(&chosen.related.quote, &chosen.only_here), ["12"]);
}

#[test]
fn of_a_word_its_sentence_is_compared_and_of_a_selection_what_is_selected() {
    let mut kept = readers();
    kept.press("w w R");
    assert_eq!(relating(&kept).quote, "港務局說那天夜裏有三十二艘船出港。");
    kept.press("Esc v w R");
    assert_ne!(relating(&kept).quote, "港務局說那天夜裏有三十二艘船出港。");
}

#[test]
fn a_link_tags_both_passages_and_undo_takes_all_back() {
    let mut kept = readers();
    kept.press("R c");
    assert_eq!(links(&kept), [LinkKind::Contradicts]);
    assert!(kept.said().contains("contradicts claim “守夜人"), "{}", kept.said());
    let there = article(&kept, "记录");
    assert_eq!(kept.tagged(), [("claim".to_owned(), "港務局說那天夜裏有三十二艘船出港。".to_owned())]);
    assert_eq!(words(&kept.annotations(there), THERE), ["claim 守夜人的记录里只有12艘船出港。"]);
    assert_eq!(relating(&kept).chosen().unwrap().linked, Some(LinkKind::Contradicts));
    kept.press("c");
    assert_eq!(kept.said(), "You have said so already");
    kept.press("s");
    assert_eq!(links(&kept).len(), 2);
    assert_eq!(kept.annotations(there).len(), 1, "the tag that is there serves again");
    kept.press("u");
    assert_eq!(links(&kept), [LinkKind::Contradicts]);
    kept.press("u");
    assert!(links(&kept).is_empty() && kept.tagged().is_empty() && kept.annotations(there).is_empty());
    assert!(kept.state.saving.unsaved() == 0);
    assert_eq!(relating(&kept).chosen().unwrap().linked, None);
    kept.press("e");
    assert_eq!(links(&kept), [LinkKind::Same]);
}

#[test]
fn enter_goes_there_and_backspace_comes_back() {
    let mut kept = readers();
    kept.press("R Enter");
    assert_eq!(under_cursor(&kept.state), "守夜人的记录里只有12艘船出港。");
    kept.press("Backspace");
    assert_eq!(under_cursor(&kept.state), "港務局說那天夜裏有三十二艘船出港。");
}

#[test]
fn an_answer_to_an_older_question_is_not_taken() {
    let mut state = reader(HERE, 100, 30);
    crate::app::testing::press(&mut state, "Enter j R");
    let Some(Overlay::Relating(relating)) = &state.overlay else { panic!() };
    let (first, passage) = (relating.number, relating.passage);
    assert!(relating.found.is_none());
    crate::app::testing::press(&mut state, "Esc");
    update(&mut state, Event::Related { number: first, found: Ok(Vec::new()) });
    assert!(state.overlay.is_none());
    let effects = crate::app::testing::press(&mut state, "R");
    assert_eq!(
        effects,
        [Effect::Ask(Question::Related { number: first + 1, article: ArticleId(1), passage })]
    );
    update(&mut state, Event::Related { number: first, found: Err("old".into()) });
    assert!(matches!(&state.overlay, Some(Overlay::Relating(relating)) if relating.found.is_none()));
    update(&mut state, Event::Related { number: first + 1, found: Err("the library is gone".into()) });
    assert!(state.overlay.is_none());
    assert_eq!(state.message.unwrap().text, "the library is gone");
}
