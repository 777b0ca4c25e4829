//! The whole room: what one library exports, another takes in.

mod round_trips;

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::{
    Choices, FORMATS, Format, ImportError, KeptOut, Opened, Reason, Tally, format, format_of, take_in,
};
use crate::annotation::{Annotation, AnnotationId, Edit};
use crate::article::Article;
use crate::export::{self, Options, Output, Passages};
use crate::library::{ArticleId, FileStamp, Filter, Store, StoredAnnotation};
use crate::properties::unrecorded;
use crate::text::{Span, clusters};

const RIVER: &str = "河水漲了\n\n昨夜河水漲了三尺。老人說：“沒有見過。”村長說：“沒有見過。”\n";
const BRIDGE: &str = "橋斷了\n\n石橋從中間斷開，兩岸的人只好坐船。𠮷さんか\u{3099}見た。\n";

/// A library of articles with these texts, from `sample:0`, `sample:1`, and so on.
fn library(texts: &[&str]) -> Store {
    let mut store = Store::open_in_memory().unwrap();
    for (number, text) in texts.iter().enumerate() {
        let article = Article::from_text((*text).to_owned());
        store.add(&format!("sample:{number}"), &article, FileStamp::default()).unwrap();
    }
    store
}

fn id(number: usize) -> ArticleId {
    ArticleId(number as i64 + 1)
}

fn annotate(store: &mut Store, number: usize, annotation: Annotation) {
    let revision = store.revision(id(number)).unwrap();
    let reader = annotation.reader.clone();
    let change = Edit { before: None, after: Some(annotation) };
    store.apply(id(number), revision, &reader, &[change.into()]).unwrap();
}

/// An annotation of the first occurrence of `quote` in `text`, by a colleague.
fn annotation(name: u32, text: &str, quote: &str, label: &str) -> Annotation {
    let start = text.find(quote).unwrap();
    Annotation {
        id: AnnotationId(format!("{name:032x}")),
        span: Span::new(start, start + quote.len()),
        label: label.to_owned(),
        note: "看\n一眼".to_owned(),
        source: String::new(),
        attributes: BTreeMap::from([("certainty".to_owned(), "likely".to_owned())]),
        reader: "同事".to_owned(),
    }
}

fn exported(store: &Store) -> Vec<u8> {
    let mut out = Memory(Vec::new());
    let mut writer = (export::format("jsonl").unwrap().make)(&Options::default());
    store
        .export(&Filter::default(), &mut |marked| {
            let passages = Passages::new(marked.article, marked.annotations).unwrap();
            writer.article(&mut out, marked, passages).unwrap();
            ControlFlow::Continue(())
        })
        .unwrap();
    out.0
}

/// What is exported, kept.
struct Memory(Vec<u8>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output for Memory {
    fn begin_file(&mut self, _name: &str) -> io::Result<()> {
        Ok(())
    }
}

fn taken(store: &mut Store, file: &[u8], reader: Option<&str>) -> (Tally, Vec<KeptOut>) {
    let choices = Choices { reader, ..Choices::default() };
    taken_from(store, &mut opened(format("jsonl").unwrap(), file), choices)
}

fn taken_from(store: &mut Store, opened: &mut Opened, choices: Choices<'_>) -> (Tally, Vec<KeptOut>) {
    let (mut tally, mut kept_out) = (Tally::default(), Vec::new());
    take_in(store, opened, choices, &mut tally, &mut |out| kept_out.push(out), &mut |_| false).unwrap();
    (tally, kept_out)
}

/// A file of that format.
pub(super) fn opened(format: &'static Format, file: &[u8]) -> Opened {
    Opened { format, path: "-".into(), offsets: None, input: Box::new(Cursor::new(file.to_vec())) }
}

fn counts(tally: &Tally) -> [usize; 5] {
    [
        tally.new,
        tally.updated,
        tally.known,
        tally.changed_here + tally.changed_there + tally.own_kept,
        tally.kept_out,
    ]
}

fn all(store: &Store) -> Vec<Vec<StoredAnnotation>> {
    (0..store.count().unwrap()).map(|number| store.annotations(id(number)).unwrap()).collect()
}

#[test]
fn an_import_is_whole_and_the_second_changes_nothing() {
    let mut theirs = library(&[RIVER, BRIDGE]);
    annotate(&mut theirs, 0, annotation(1, RIVER, "沒有見過", "claim"));
    annotate(&mut theirs, 1, annotation(2, BRIDGE, "か\u{3099}見た", "fact"));
    let file = exported(&theirs);
    let mut ours = library(&[RIVER, BRIDGE]);
    let (tally, kept_out) = taken(&mut ours, &file, None);
    assert_eq!((counts(&tally), kept_out), ([2, 0, 0, 0, 0], vec![]));
    assert_eq!(tally.readers, BTreeMap::from([("同事".to_owned(), 2)]));
    assert_eq!(all(&ours), all(&theirs));
    assert_eq!(counts(&taken(&mut ours, &file, None).0), [0, 0, 2, 0, 0]);
    assert_eq!((all(&ours), exported(&ours)), (all(&theirs), file));
}

#[test]
fn undo_knows_whose_they_are() {
    let mut theirs = library(&[RIVER]);
    annotate(&mut theirs, 0, annotation(1, RIVER, "沒有見過", "claim"));
    annotate(&mut theirs, 0, annotation(2, RIVER, "老人", "fact"));
    let mut ours = library(&[RIVER]);
    taken(&mut ours, &exported(&theirs), None);
    assert_eq!(ours.undo(id(0), "讀者").unwrap(), None);
    assert_eq!(ours.undo(id(0), "同事").unwrap().map(|changes| changes.len()), Some(2));
    assert_eq!(all(&ours), [vec![]]);
    ours.redo(id(0), "同事").unwrap();
    assert_eq!(all(&ours)[0].len(), 2);
}

#[test]
fn a_newer_state_comes_over_an_older_one_and_not_the_other_way() {
    let mut theirs = library(&[RIVER]);
    annotate(&mut theirs, 0, annotation(1, RIVER, "沒有見過", "claim"));
    // Dates in the future are not believed, so that the states are of long ago.
    theirs.set_times_for_tests("2001-05-01T00:00:00.000Z");
    let line = String::from_utf8(exported(&theirs)).unwrap();
    let modified = all(&theirs)[0][0].modified.clone();
    let state = |label: &str, time: &str| {
        let line = line.replace("\"claim\"", &format!("{label:?}"));
        line.replace(&format!("\"modified\":\"{modified}\""), &format!("\"modified\":\"{time}\""))
    };
    let mut ours = library(&[RIVER]);
    taken(&mut ours, line.as_bytes(), None);
    assert_eq!(
        counts(&taken(&mut ours, state("fact", "2002-05-01T12:00:00+08:00").as_bytes(), None).0),
        [0, 1, 0, 0, 0]
    );
    let updated = all(&ours)[0][0].clone();
    assert_eq!(
        (updated.annotation.label.as_str(), updated.modified.as_str()),
        ("fact", "2002-05-01T04:00:00.000Z")
    );
    assert_eq!(updated.created, all(&theirs)[0][0].created);
    for (label, time) in [
        ("claim", "2002-05-01T03:00:00Z"),
        ("claim", "yesterday"),
        ("claim", "2002-05-01T04:00:00Z"),
        ("claim", "2999-05-01T04:00:00Z"),
    ] {
        assert_eq!(
            counts(&taken(&mut ours, state(label, time).as_bytes(), None).0),
            [0, 0, 0, 1, 0],
            "{time}"
        );
    }
    assert_eq!(all(&ours)[0], [updated]);
}

#[test]
fn a_newer_state_gives_an_orphan_a_place_again() {
    let mut theirs = library(&[RIVER]);
    annotate(&mut theirs, 0, annotation(1, RIVER, "老人", "claim"));
    theirs.set_times_for_tests("2001-05-01T00:00:00.000Z");
    let file = String::from_utf8(exported(&theirs)).unwrap();
    let mut ours = library(&[RIVER]);
    taken(&mut ours, file.as_bytes(), None);
    let text = RIVER.replace("老人", "漁夫");
    ours.add("sample:0", &Article::from_text(text), FileStamp::default()).unwrap();
    assert_eq!((all(&ours), ours.orphans(id(0)).unwrap().len()), (vec![vec![]], 1));
    assert_eq!(counts(&taken(&mut ours, file.as_bytes(), None).0), [0, 0, 0, 0, 1]);
    let newer = file.replace("\"老人\"", "\"漁夫\"").replace("\"modified\":\"2001", "\"modified\":\"2002");
    assert_eq!(counts(&taken(&mut ours, newer.as_bytes(), None).0), [0, 1, 0, 0, 0]);
    assert_eq!((all(&ours)[0].len(), ours.orphans(id(0)).unwrap()), (1, vec![]));
    ours.undo(id(0), "同事").unwrap();
    assert_eq!(ours.orphans(id(0)).unwrap().len(), 1);
}

#[test]
fn what_comes_under_another_name_changes_nothing_of_ours() {
    let mut ours = library(&[RIVER]);
    annotate(&mut ours, 0, annotation(1, RIVER, "沒有見過", "claim"));
    let before = all(&ours)[0][0].clone();
    let file = exported(&ours);
    for counted in [[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]] {
        let (tally, _) = taken(&mut ours, &file, Some("另一人"));
        assert_eq!(counts(&tally), counted);
    }
    let now = all(&ours)[0].clone();
    assert!(now.contains(&before) && now.len() == 2);
    let other = now.iter().find(|one| one.annotation.id != before.annotation.id).unwrap();
    assert_eq!((other.annotation.reader.as_str(), other.annotation.span), ("另一人", before.annotation.span));
}

#[test]
fn articles_are_found_by_source_then_title_then_words() {
    let mut theirs = library(&[RIVER, BRIDGE]);
    annotate(&mut theirs, 0, annotation(1, RIVER, "沒有見過", "claim"));
    let line = String::from_utf8(exported(&theirs)).unwrap();
    let placed = |line: &str, texts: &[&str]| {
        let mut ours = library(texts);
        let (_, kept_out) = taken(&mut ours, line.as_bytes(), None);
        let at = |stored: &StoredAnnotation| stored.annotation.span.start;
        (all(&ours).iter().map(|found| found.iter().map(at).collect()).collect::<Vec<Vec<usize>>>(), kept_out)
    };
    let start = RIVER.find("沒有見過").unwrap();
    let longer = format!("編者按：水情緊急。\n\n{RIVER}");
    let moved = longer.find("沒有見過").unwrap();
    // A text that has changed since, from the same place; and one of another place with the title.
    assert_eq!(placed(&line, &[&longer]).0, [vec![moved]]);
    let elsewhere = line.replace("sample:0", "sample:9");
    assert_eq!(placed(&elsewhere, &[BRIDGE, RIVER]).0, [vec![], vec![start]]);
    // Neither the place nor the title is known here.
    let nameless = elsewhere.replace("\"title\":\"河水漲了\"", "\"title\":\"別的\"");
    assert_ne!(nameless, elsewhere);
    assert_eq!(placed(&nameless, &[BRIDGE, &longer]).0, [vec![], vec![moved]]);
    let reasons = |line: &str, texts: &[&str]| {
        placed(line, texts).1.into_iter().map(|out| out.reason).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&nameless, &[BRIDGE]), [Reason::Nowhere]);
    assert_eq!(reasons(&nameless, &[&longer, RIVER]), [Reason::Several]);
    let short = r#"{"label":"fact","quote":"沒有見過","reader":"同事","article":{"title":"別的"}}"#;
    assert_eq!(reasons(short, &[RIVER]), [Reason::TooShort]);
}

#[test]
fn what_belongs_nowhere_is_told_with_its_line() {
    let mut ours = library(&[RIVER]);
    let file = r#"{"label":"fact","quote":"老人","article":{"uri":"sample:0"}}
{"label":"fact","reader":"同事","article":{"uri":"sample:0"}}
{"quote":"老人","reader":"同事","article":{"uri":"sample:0"}}
{"label":"fact","quote":
{"label":"fact","quote":"老人","reader":"同事","article":{"uri":"sample:0"}}
"#;
    let (tally, kept_out) = taken(&mut ours, file.as_bytes(), None);
    let lines: Vec<usize> = kept_out.iter().map(|out| out.line).collect();
    assert_eq!((counts(&tally), lines), ([1, 0, 0, 0, 4], vec![1, 2, 3, 4]));
    assert_eq!(kept_out[0].reason, Reason::NoReader);
    assert_eq!(taken(&mut ours, file.as_bytes(), Some("同事")).0.new, 0, "its name is made of what it is");
}

#[test]
fn an_annotation_does_not_move_to_another_article() {
    let twin = format!("{RIVER}又一行。\n");
    let mut ours = library(&[RIVER, &twin]);
    annotate(&mut ours, 0, annotation(1, RIVER, "沒有見過", "claim"));
    let file = String::from_utf8(exported(&ours)).unwrap().replace("sample:0", "sample:1");
    let (tally, kept_out) = taken(&mut ours, file.as_bytes(), None);
    assert_eq!((counts(&tally), &kept_out[0].reason), ([0, 0, 0, 0, 1], &Reason::Elsewhere(id(0))));
}

#[test]
fn formats_are_known_by_content_then_by_name() {
    let of = |path: &str, beginning: &str| {
        format_of(path.as_ref(), beginning.as_bytes()).map(|format| format.name)
    };
    assert!(matches!(of("tags.txt", "{\"quote\":\"a\"}\n"), Ok("jsonl")));
    assert!(matches!(of("tags.JSONL", ""), Ok("jsonl")));
    assert!(matches!(of("tags.txt", "字"), Err(ImportError::UnknownFormat { .. })));
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..unrecorded() })]
    #[test]
    fn out_and_in_again_is_the_same(
        texts in proptest::collection::vec("[甲乙ab か\u{3099}𠮷\u{202e}。\n]{1,30}字", 1..4),
        made in proptest::collection::vec(
            (0usize..4, 0usize..40, 1usize..9, "[xy標]{1,2}", "[^\u{0}]{0,3}", "[甲乙]", any::<u64>()), 0..12,
        ),
    ) {
        let mut texts = texts;
        texts.iter_mut().enumerate().for_each(|(number, text)| text.push_str(&number.to_string()));
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut theirs = library(&texts);
        for (index, (article, start, length, label, words, reader, salt)) in made.into_iter().enumerate() {
            let number = article % texts.len();
            let text = texts[number];
            let edges: Vec<usize> = clusters(text).map(|found| found.0).chain([text.len()]).collect();
            let start = start % (edges.len() - 1);
            let span = Span::new(edges[start], edges[(start + length).min(edges.len() - 1)]);
            annotate(&mut theirs, number, Annotation {
                id: AnnotationId(format!("{:032x}", u128::from(salt) << 8 | index as u128)),
                span,
                label,
                note: words.clone(),
                source: words.clone(),
                attributes: BTreeMap::from([("a".to_owned(), words)]),
                reader,
            });
        }
        let mut ours = library(&texts);
        let file = exported(&theirs);
        let (tally, kept_out) = taken(&mut ours, &file, None);
        prop_assert_eq!(kept_out, vec![]);
        prop_assert_eq!(all(&ours), all(&theirs));
        prop_assert_eq!(exported(&ours), &*file);
        prop_assert_eq!(taken(&mut ours, &file, None).0.known, tally.new);
    }
}
