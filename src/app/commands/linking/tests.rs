use proptest::prelude::*;

use crate::annotation::{Edit, Link, LinkKind};
use crate::app::testing::{Kept, TEXT, kept, press, under_cursor};
use crate::app::{Overlay, Pane};
use crate::library::{ArticleId, FileStamp, StoredLink};

const OTHER: &str = "港務局說只有十艘船。沒有人看見第十一艘。\n\n守夜人說看見了三十二艘。\n";

/// Two articles: a claim on the second sentence of the first, a fact and an opinion on the two sentences of the other's
/// first paragraph; that one is open, at its beginning.
fn two_articles() -> Kept {
    let mut kept = kept(&[TEXT, OTHER], 100, 30);
    kept.press("j c q j Enter f j o k");
    kept
}

fn links(kept: &Kept) -> Vec<StoredLink> {
    kept.store.links(ArticleId(1)).unwrap()
}

#[test]
fn four_keys_tie_two_annotations_of_two_articles() {
    let mut kept = two_articles();
    kept.press("t");
    assert!(
        kept.said().starts_with("Marked: fact “港務局說只有十艘船。”. Go to the other"),
        "{}",
        kept.said()
    );
    kept.press("q k Enter t s");
    let made = links(&kept);
    assert_eq!(made.len(), 1);
    assert_eq!(
        (made[0].from.quote.as_str(), made[0].to.quote.as_str()),
        ("港務局說只有十艘船。", "港口沒有回應,記者等了一夜。")
    );
    assert_eq!((made[0].link.kind, made[0].link.reader.as_str()), (LinkKind::Supports, "me"));
    assert_eq!(
        kept.said(),
        "fact “港務局說只有十艘船。” supports claim “港口沒有回應,記者等了一…”; undo takes it back"
    );
    assert!(kept.state.tying.is_none());
    kept.press("u");
    assert!(
        kept.said().starts_with("Link taken back: fact “港務局說只有十艘船。” supports claim"),
        "{}",
        kept.said()
    );
    assert!(links(&kept).is_empty());
    kept.press("Ctrl-r");
    assert!(
        kept.said().starts_with("Link made again: fact “港務局說只有十艘船。” supports"),
        "{}",
        kept.said()
    );
    assert_eq!(
        links(&kept),
        made.into_iter()
            .map(|link| StoredLink { created: links(&kept)[0].created.clone(), ..link })
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_link_changed_in_the_other_article_is_passed_over_by_undo() {
    let mut kept = two_articles();
    kept.press("t q k Enter t s");
    let (made, store) = (links(&kept).remove(0).link, &mut kept.store);
    let same = Link { kind: LinkKind::Same, ..made.clone() };
    let revision = store.revision(ArticleId(2)).unwrap();
    let change = Edit { before: Some(made), after: Some(same) }.into();
    store.apply(ArticleId(2), revision, "lee", &[change]).unwrap();
    kept.press("u");
    assert!(kept.said().starts_with("Passed over: the link was changed"), "{}", kept.said());
    assert_eq!(links(&kept)[0].link.kind, LinkKind::Same);
    kept.press("u u u");
    assert!(kept.annotations(ArticleId(1)).is_empty(), "what came before is in reach");
}

#[test]
fn the_direction_is_swapped_and_a_note_written_at_once() {
    let mut kept = two_articles();
    kept.press("t q k Enter t w n c");
    assert!(matches!(kept.state.overlay, Some(Overlay::Prompt(_))));
    kept.press("查 Enter");
    let link = links(&kept).remove(0);
    assert_eq!((link.link.kind, link.link.note.as_str()), (LinkKind::Contradicts, "查"));
    assert_eq!((link.from.article, link.to.article), (ArticleId(1), ArticleId(2)));
    let mut kept = two_articles();
    kept.press("t q k Enter t n = Esc");
    assert!(links(&kept).is_empty() && kept.state.tying.is_some(), "leaving the note leaves the mark");
    kept.press("t j j Enter");
    assert_eq!(links(&kept)[0].link.kind, LinkKind::Same);
}

#[test]
fn what_cannot_be_tied_is_said() {
    let mut kept = two_articles();
    kept.press("G t");
    assert!(kept.said().starts_with("No annotation here"), "{}", kept.said());
    kept.press("g t t");
    assert!(kept.said().starts_with("This is the marked one itself"), "{}", kept.said());
    kept.press("G t");
    assert!(kept.said().starts_with("No annotation here") && kept.state.overlay.is_none());
    kept.press("Esc");
    assert_eq!((kept.said(), kept.state.tying.is_none()), ("The mark is dropped; nothing was linked", true));
    for _ in 0..2 {
        kept.press("g t j t e");
    }
    assert!(
        kept.said().starts_with("You have said so already: fact “港務局說只有十艘船。” says the same as"),
        "{}",
        kept.said()
    );
    kept.press("Esc g j t k t e");
    assert!(kept.said().starts_with("You have said so already"), "the same goes both ways: {}", kept.said());
    assert_eq!(kept.store.links(ArticleId(2)).unwrap().len(), 1);
    kept.press("s");
    kept.press("Esc");
    kept.press("Esc g t x");
    assert!(kept.state.tying.is_none(), "the mark goes with its annotation");
}

#[test]
fn an_article_on_its_way_into_the_library_cannot_be_tied_yet() {
    let mut kept = two_articles();
    kept.state.reading.as_mut().unwrap().identity.revision = None;
    kept.press("t");
    assert!(kept.said().starts_with("Wait a moment") && kept.state.tying.is_none());
}

/// The fact of the other article supports the first's claim; the opinion there contradicts it.
fn tied() -> Kept {
    let mut kept = two_articles();
    kept.press("t q k Enter t s q j Enter j t q k Enter t c");
    assert_eq!(links(&kept).len(), 2);
    kept
}

#[test]
fn following_leads_to_the_other_end_and_back() {
    let mut kept = two_articles();
    kept.press("t q k Enter t s j j Enter");
    assert!(kept.said().starts_with("No annotation here"), "{}", kept.said());
    kept.press("k k Enter");
    assert_eq!(under_cursor(&kept.state), "港務局說只有十艘船。");
    assert_eq!((kept.state.focus, kept.state.list.chosen().unwrap().id), (Pane::Text, ArticleId(2)));
    kept.press("Enter");
    assert_eq!(under_cursor(&kept.state), "港口沒有回應,記者等了一夜。");
    kept.press("Backspace l Backspace");
    assert_eq!(under_cursor(&kept.state), "港口沒有回應,記者等了一夜。");
    assert_eq!(kept.state.list.chosen().unwrap().id, ArticleId(1));
    kept.press("Backspace");
    assert_eq!(kept.said(), "There is no jump to come back from");
}

#[test]
fn keys_after_a_jump_wait_for_the_article() {
    let mut kept = two_articles();
    kept.press("t q k Enter t s");
    let effects = press(&mut kept.state, "Enter j c");
    kept.carry_out(effects);
    assert_eq!(under_cursor(&kept.state), "沒有人看見第十一艘。");
    assert_eq!(kept.tagged()[1].0, "claim", "the opinion there was made a claim");
}

#[test]
fn of_several_links_one_is_chosen() {
    let mut kept = tied();
    kept.press("Enter");
    assert!(matches!(kept.state.overlay, Some(Overlay::Links(_))));
    kept.press("j Enter");
    assert_eq!(under_cursor(&kept.state), "沒有人看見第十一艘。");
    kept.press("Backspace Enter 1");
    assert_eq!(under_cursor(&kept.state), "港務局說只有十艘船。");
}

#[test]
fn links_are_noted_changed_and_taken_off_in_their_list() {
    let mut kept = tied();
    kept.press("T a 源 Enter j e");
    let now = links(&kept);
    assert_eq!((now[0].link.note.as_str(), now[1].link.kind), ("源", LinkKind::Same));
    kept.press("x");
    assert_eq!(links(&kept).len(), 1);
    assert!(
        kept.said().starts_with("Link taken off: opinion “沒有人看見第十一艘。” says the same as claim"),
        "{}",
        kept.said()
    );
    kept.press("x");
    assert!(links(&kept).is_empty() && kept.state.overlay.is_none());
    kept.press("T");
    assert!(kept.said().starts_with("No links here; t on this annotation"), "{}", kept.said());
    kept.press("3 u");
    let now = links(&kept);
    assert_eq!((now.len(), now[1].link.kind), (2, LinkKind::Contradicts));
}

#[test]
fn the_links_of_whichever_annotation_here_has_some_are_found() {
    let mut kept = tied();
    kept.press("v k f j k");
    kept.press("T");
    assert!(
        matches!(kept.state.overlay, Some(Overlay::Links(_))) || kept.said().starts_with("No links here")
    );
    kept.press("Esc j l c k j T");
    assert!(matches!(kept.state.overlay, Some(Overlay::Links(_))));
}

#[test]
fn other_readers_links_are_not_changed() {
    let mut kept = tied();
    kept.state.reader = "lee".into();
    for key in ["a", "x", "e"] {
        kept.press("T");
        kept.press(key);
        assert_eq!(kept.said(), "This link is me's; other readers' links are not changed");
        kept.press("Esc");
    }
}

#[test]
fn an_end_that_is_not_in_its_text_any_more_is_said() {
    let mut kept = two_articles();
    kept.press("t q k Enter t s q");
    let newer = crate::app::testing::article("全換了。一個字也不留。");
    kept.store.add("sample:1", &newer, FileStamp::default()).unwrap();
    kept.press("j k Enter Enter");
    assert_eq!(kept.said(), "“港務局說只有十艘船。” is not in the text of this article any more");
    assert_eq!(kept.state.reading.as_ref().unwrap().identity.id, Some(ArticleId(2)));
    kept.press("Backspace");
    assert_eq!(under_cursor(&kept.state), "港口沒有回應,記者等了一夜。");
}

fn any_key() -> impl Strategy<Value = &'static str> {
    let keys = "t t T Enter Enter Backspace s c e n w x a u Ctrl-r r r h l j k v C F , = - Esc g G ] q Tab x";
    prop::sample::select(keys.split(' ').collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..crate::properties::unrecorded() })]
    #[test]
    fn the_screen_has_what_the_library_has_after_any_keys(keys in prop::collection::vec(any_key(), 1..70)) {
        let mut kept = tied();
        for key in &keys {
            kept.press(key);
        }
        // All articles may be deleted.
        let Some(reading) = kept.state.reading.as_ref() else { return Ok(()) };
        let id = reading.identity.id.unwrap();
        prop_assert_eq!(&reading.links, &kept.store.links(id).unwrap());
        let mut stored: Vec<_> = kept.store.annotations(id).unwrap().into_iter().map(|stored| stored.annotation).collect();
        stored.sort_by(|one, other| one.id.cmp(&other.id));
        let mut shown = reading.annotations.list().to_vec();
        shown.sort_by(|one, other| one.id.cmp(&other.id));
        prop_assert_eq!(shown, stored);
        prop_assert!(kept.state.saving.open.is_empty());
    }
}
