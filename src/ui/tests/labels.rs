//! Labels, guidelines, sources, and what is said of the annotation under the cursor.

use super::*;
use crate::annotation::{Annotation, Link, LinkId, LinkKind};
use crate::library::{KnownSource, LinkEnd, Reply, StoredLink};

const SIZES: [(u16, u16); 3] = [(100, 28), (80, 24), (40, 12)];

fn labels(columns: u16, rows: u16) -> State {
    let mut state = reading(columns, rows);
    press(&mut state, "j c L");
    let uses = [("claim".to_owned(), 1204), ("fact".to_owned(), 31), ("數字待查".to_owned(), 7)];
    update(&mut state, Event::Library(Reply::LabelUses(uses.into())));
    state
}

#[test]
fn the_labels_at_all_sizes() {
    for (columns, rows) in SIZES {
        let mut state = labels(columns, rows);
        update(&mut state, Event::Library(Reply::Saved { ticket: 1 }));
        insta::assert_snapshot!(format!("labels_{columns}x{rows}"), frame(&state));
        press(&mut state, "x");
        insta::assert_snapshot!(format!("labels_move_{columns}x{rows}"), frame(&state));
        press(&mut state, "Esc j j x");
        insta::assert_snapshot!(format!("labels_delete_{columns}x{rows}"), frame(&state));
        press(&mut state, "Esc Enter");
        insta::assert_snapshot!(format!("labels_form_{columns}x{rows}"), frame(&state));
        press(&mut state, "Ctrl-a Ctrl-k f a c t Tab Tab Tab Tab Tab");
        insta::assert_snapshot!(format!("labels_form_guideline_{columns}x{rows}"), frame(&state));
        press(&mut state, "Tab Tab Ctrl-a Ctrl-k Enter");
        insta::assert_snapshot!(format!("labels_form_problem_{columns}x{rows}"), frame(&state));
        press(&mut state, "o Enter");
        insta::assert_snapshot!(format!("labels_merge_{columns}x{rows}"), frame(&state));
        press(&mut state, "Esc G");
        insta::assert_snapshot!(format!("labels_unknown_{columns}x{rows}"), frame(&state));
    }
}

#[test]
fn the_labels_in_colour() {
    insta::assert_snapshot!("labels_styled", styled(&labels(80, 16), &dark()));
    let plain = Theme::new(ThemeSetting::Auto, true, false);
    insta::assert_snapshot!("labels_no_color", styled(&labels(80, 16), &plain));
}

#[test]
fn guidelines_begin_with_the_label_under_the_cursor() {
    for (columns, rows) in SIZES {
        let mut state = reading(columns, rows);
        press(&mut state, "j f K");
        insta::assert_snapshot!(format!("guidelines_{columns}x{rows}"), frame(&state));
        press(&mut state, "G");
        insta::assert_snapshot!(format!("guidelines_end_{columns}x{rows}"), frame(&state));
    }
}

fn known() -> Event {
    let source = |name: &str, count: usize, spellings: &[&str]| KnownSource {
        name: name.into(),
        spellings: spellings.iter().map(|spelling| (*spelling).to_owned()).collect(),
        count,
    };
    let many = (0..12).map(|number| source(&format!("第{number}位漁民"), 1, &[]));
    let first = [source("港口晨報", 12, &["《港口晨報》", "Harbour Morning Post"]), source("港務局", 3, &[])];
    Event::Library(Reply::Sources(first.into_iter().chain(many).collect()))
}

#[test]
fn names_are_offered_under_a_source() {
    for (columns, rows) in SIZES {
        let mut state = reading(columns, rows);
        press(&mut state, "j c s");
        update(&mut state, known());
        insta::assert_snapshot!(format!("source_{columns}x{rows}"), frame(&state));
        press(&mut state, "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab");
        insta::assert_snapshot!(format!("source_chosen_{columns}x{rows}"), frame(&state));
        press(&mut state, "m o r");
        insta::assert_snapshot!(format!("source_filtered_{columns}x{rows}"), frame(&state));
    }
}

#[test]
fn a_spelling_is_joined() {
    let mut state = reading(80, 16);
    press(&mut state, "j c s");
    paste(&mut state, "《港口晨報》");
    press(&mut state, "Enter J");
    update(&mut state, known());
    insta::assert_snapshot!("join", frame(&state));
}

/// The annotation under the cursor with all that can be said of it.
fn told(state: &mut State) {
    let reading = state.reading.as_mut().unwrap();
    let here = reading.annotations.list()[0].clone();
    let full = Annotation {
        note: "哪三家？\n要查。原文可能是同一篇電訊稿，三家都沒有署名，也沒有註明時間。".into(),
        source: "一位不願具名的官員".into(),
        attributes: [
            ("certainty".to_owned(), "likely".to_owned()),
            ("check".to_owned(), "worth checking".to_owned()),
        ]
        .into(),
        reader: "李".into(),
        ..here
    };
    let end = LinkEnd {
        annotation: full.id.clone(),
        article: ArticleId(1),
        title: "港口".into(),
        label: "claim".into(),
        span: full.span,
        quote: "船隊".into(),
        orphaned: false,
    };
    let link = |id: &str| StoredLink {
        link: Link {
            id: LinkId(id.into()),
            from: full.id.clone(),
            to: full.id.clone(),
            kind: LinkKind::Same,
            note: String::new(),
            reader: "me".into(),
        },
        from: end.clone(),
        to: end.clone(),
        created: String::new(),
    };
    let links = vec![link("1"), link("2")];
    let article = reading.identity.id.unwrap();
    update(state, Event::Library(Reply::Saved { ticket: 1 }));
    update(
        state,
        Event::Library(Reply::Annotations { article, revision: None, annotations: vec![full], links }),
    );
}

#[test]
fn what_matters_least_of_an_annotation_is_left_out_first() {
    let lines: Vec<String> = [160, 110, 90, 70, 60, 50, 40, 30, 20]
        .into_iter()
        .map(|columns| {
            let mut state = reading(columns, 12);
            press(&mut state, "j c");
            told(&mut state);
            let (buffer, _) = drawn(&state, &dark());
            format!("{columns:>3}|{}", row(&buffer, buffer.area.height - 1))
        })
        .collect();
    insta::assert_snapshot!("annotation_line", lines.join("\n"));
}

#[test]
fn nothing_of_a_label_or_a_source_reaches_the_terminal_raw() {
    let mut state = labels(80, 24);
    let uses = [("標\u{1b}[31m\u{202e}籤".to_owned(), 2)].into();
    update(&mut state, Event::Library(Reply::LabelUses(uses)));
    press(&mut state, "G");
    let raw = |state: &State| {
        let (buffer, _) = drawn(state, &dark());
        buffer.content.iter().any(|cell| cell.symbol().chars().any(crate::text::hidden))
    };
    assert!(!raw(&state));
    press(&mut state, "m");
    assert!(!raw(&state));
    press(&mut state, "Esc Enter");
    assert!(!raw(&state));
    press(&mut state, "Esc q s");
    let source = KnownSource { name: "名\u{1b}[2J\u{200f}".into(), ..KnownSource::default() };
    update(&mut state, Event::Library(Reply::Sources(vec![source])));
    assert!(!raw(&state));
}
