//! Passages beside the text: long ones, and those of several readers.

use super::*;
use crate::annotation::{Annotation, Change, Edit, LinkId, LinkKind};
use crate::app::testing::{annotated, tagged};
use crate::library::{LinkEnd, Logged, Reply, StoredLink};

/// An article of two readers: both agree, differ in the label, differ in the borders, and see what the other does not.
fn two_readers(columns: u16, rows: u16) -> State {
    let mut state = reading(columns, rows);
    let both = |state: &State| {
        vec![
            tagged(state, "1", "me", "fact", "船隊昨天到了港口,碼頭上沒有人迎接。"),
            tagged(state, "2", "me", "claim", "一位不願具名的官員說:“我們沒有收到任何通知,也不打算回應。”"),
            tagged(state, "3", "me", "claim", "按照公司的說法,改道是因為天氣。"),
            tagged(state, "4", "me", "fact", "公司沒有回應這個問題。"),
            tagged(state, "5", "lee", "fact", "船隊昨天到了港口,碼頭上沒有人迎接。"),
            tagged(
                state,
                "6",
                "lee",
                "opinion",
                "一位不願具名的官員說:“我們沒有收到任何通知,也不打算回應。”",
            ),
            tagged(state, "7", "lee", "claim", "改道是因為天氣。"),
            tagged(state, "8", "lee", "opinion", "也許答案很簡單,也許永遠不會有答案。"),
        ]
    };
    let annotations = both(&state);
    annotated(&mut state, annotations);
    state
}

#[test]
fn two_readers_stand_side_by_side() {
    for (columns, rows) in [(100, 28), (80, 24), (40, 12)] {
        insta::assert_snapshot!(format!("two_readers_{columns}x{rows}"), frame(&two_readers(columns, rows)));
    }
    insta::assert_snapshot!("two_readers_dark", styled(&two_readers(100, 18), &dark()));
    let plain = Theme::new(ThemeSetting::Auto, true, false);
    insta::assert_snapshot!("two_readers_no_color", styled(&two_readers(80, 14), &plain));
    let mut state = two_readers(80, 14);
    press(&mut state, "d");
    insta::assert_snapshot!("two_readers_hidden", frame(&state));
}

#[test]
fn several_readers_are_told_apart() {
    let mut state = two_readers(100, 18);
    let mut annotations = state.reading.as_ref().unwrap().annotations.list().to_vec();
    annotations.push(tagged(&state, "9", "李", "opinion", "到目前為止,沒有人能拿出證據。"));
    annotations.push(tagged(&state, "10", "李", "claim", "船隊昨天到了港口"));
    annotated(&mut state, annotations);
    insta::assert_snapshot!("several_readers", frame(&state));
}

#[test]
fn where_passages_overlap_that_of_fewer_characters_gives_the_colour() {
    let mut state = reader("水情\n\n港口 flooding 河水漲了三次。\n", 80, 10);
    let claim = tagged(&state, "1", "me", "claim", "flooding 河水");
    let fact = tagged(&state, "2", "me", "fact", "河水漲了三次");
    assert!(claim.span.len() < fact.span.len());
    annotated(&mut state, vec![claim, fact]);
    update(&mut state, Event::Frame);
    let (buffer, _) = drawn(&state, &dark());
    let colour = |word: &str| {
        (0..10).flat_map(|y| cells(&buffer, y)).find(|cell| cell.symbol() == word).map(|cell| cell.fg)
    };
    assert_eq!(colour("河"), colour("漲"));
    assert_ne!(colour("河"), colour("f"));
}

#[test]
fn passages_longer_than_the_screen_are_seen_at_its_top() {
    let mut state = reader(&"一句話接着一句話,沒有盡頭。又是一段。\n\n".repeat(30), 60, 12);
    press(&mut state, "Enter");
    let text = state.reading.as_ref().unwrap().document.text().to_owned();
    let of = |id: &str, label: &str, from: usize, to: usize| Annotation {
        span: crate::text::Span::new(text.len() * from / 30, text.len() * to / 30 - 2),
        ..tagged(&state, id, "me", label, "一")
    };
    let long = Annotation { note: "很長".into(), ..of("1", "claim", 0, 20) };
    let within =
        [of("2", "opinion", 2, 14), of("3", "fact", 9, 11), of("4", "claim", 10, 18), of("5", "fact", 9, 10)];
    let annotations = std::iter::once(long).chain(within).collect();
    annotated(&mut state, annotations);
    insta::assert_snapshot!("long_passages_begin", frame(&state));
    press(&mut state, "Space Space Ctrl-d");
    insta::assert_snapshot!("long_passages_go_on", styled(&state, &dark()));
    press(&mut state, "Space Ctrl-d");
    insta::assert_snapshot!("long_passages_end", frame(&state));
}

#[test]
fn a_sign_tells_of_links() {
    let mut state = two_readers(80, 14);
    let reading = state.reading.as_ref().unwrap();
    let mut annotations = reading.annotations.list().to_vec();
    annotations.retain(|annotation| annotation.reader == "me");
    annotations[0].note = "查".into();
    let end = |annotation: &Annotation| LinkEnd {
        annotation: annotation.id.clone(),
        article: ArticleId(1),
        title: String::new(),
        label: annotation.label.clone(),
        span: annotation.span,
        quote: String::new(),
        orphaned: false,
    };
    let link = crate::annotation::Link {
        id: LinkId("1".into()),
        from: annotations[0].id.clone(),
        to: annotations[2].id.clone(),
        kind: LinkKind::Supports,
        note: String::new(),
        reader: "me".into(),
    };
    let links = vec![StoredLink {
        from: end(&annotations[0]),
        to: end(&annotations[2]),
        link,
        created: String::new(),
    }];
    update(
        &mut state,
        Event::Library(Reply::Annotations { article: ArticleId(1), revision: None, annotations, links }),
    );
    update(&mut state, Event::Frame);
    insta::assert_snapshot!("linked", frame(&state));
}

#[test]
fn two_readings_stand_at_the_foot_while_they_are_settled() {
    for (columns, rows) in [(100, 28), (80, 24), (40, 12)] {
        let mut state = two_readers(columns, rows);
        let mut annotations = state.reading.as_ref().unwrap().annotations.list().to_vec();
        annotations[2].source = "港務局".into();
        annotations[2].note = "要查。\n問過了".into();
        annotated(&mut state, annotations);
        press(&mut state, "D");
        insta::assert_snapshot!(format!("settling_label_{columns}x{rows}"), frame(&state));
        press(&mut state, "m");
        insta::assert_snapshot!(format!("settling_borders_{columns}x{rows}"), frame(&state));
    }
    let mut state = two_readers(80, 24);
    press(&mut state, "D m t");
    insta::assert_snapshot!("settling_alone", styled(&state, &dark()));
    press(&mut state, "Esc");
    insta::assert_snapshot!("settled_in_part", frame(&state));
}

#[test]
fn the_history_of_an_article_is_a_page() {
    for (columns, rows) in [(80, 24), (40, 12)] {
        let mut state = two_readers(columns, rows);
        let list = state.reading.as_ref().unwrap().annotations.list();
        let logged = |at: usize, reader: &str, change: Change, undone: bool| Logged {
            article: ArticleId(1),
            title: "港口的早晨".into(),
            uri: String::new(),
            reader: reader.into(),
            at: format!("2026-03-01T08:{at:02}:15.250Z"),
            quote: match &change {
                Change::Annotation(edit) => edit
                    .after
                    .as_ref()
                    .or(edit.before.as_ref())
                    .map_or("", |one| one.span.of(state.reading.as_ref().unwrap().document.text())),
                Change::Link(_) => "",
            }
            .to_owned(),
            other_quote: String::new(),
            change,
            undone,
            code_points: Edit { before: None, after: None },
        };
        let (one, other) = (list[0].clone(), list[4].clone());
        let noted = Annotation { label: "claim".into(), note: "問公司\u{1b}[31m".into(), ..one.clone() };
        let log = vec![
            logged(9, "me", Edit { before: Some(other.clone()), after: None }.into(), true),
            logged(5, "me", Edit { before: Some(one.clone()), after: Some(noted) }.into(), false),
            logged(2, "李", Edit { before: None, after: Some(one) }.into(), false),
        ];
        update(&mut state, Event::History(Ok(log)));
        insta::assert_snapshot!(format!("history_{columns}x{rows}"), frame(&state));
    }
}

#[test]
fn settling_is_drawn_on_any_screen() {
    for (columns, rows) in [(1, 1), (3, 4), (8, 6), (20, 7), (49, 9), (72, 5), (200, 60)] {
        let mut state = two_readers(columns, rows);
        press(&mut state, "D j t u Tab a");
        frame(&state);
    }
}
