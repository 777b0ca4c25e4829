//! Out and in again, in every format: what one library exports, another with the same articles has afterwards.

use std::path::Path;

use tempfile::tempdir;

use super::*;
use crate::annotation::{Change, Link, LinkId, LinkKind};
use crate::export::Destination;

/// What a format holds of a library, beside what every format does.
struct Holds {
    format: &'static str,
    /// Links' own names.
    link_names: bool,
    /// When links were made.
    link_times: bool,
    /// Notes on links.
    link_notes: bool,
    /// Who made a link, where that is not who made the annotation that it begins at.
    link_readers: bool,
    /// Links between two readers' annotations.
    links_between_readers: bool,
    /// Links between two articles.
    links_between_articles: bool,
    /// White space where a passage begins and ends, and passages of nothing else.
    white_space: bool,
}

const ALL: Holds = Holds {
    format: "",
    link_names: true,
    link_times: true,
    link_notes: true,
    link_readers: true,
    links_between_readers: true,
    links_between_articles: true,
    white_space: true,
};

const FORMATS_HOLD: &[Holds] = &[
    Holds { format: "w3c", ..ALL },
    Holds { format: "jsonl", link_names: false, link_times: false, ..ALL },
    Holds { format: "doccano", link_times: false, links_between_articles: false, ..ALL },
    Holds {
        format: "brat",
        link_names: false,
        link_times: false,
        links_between_articles: false,
        white_space: false,
        ..ALL
    },
    Holds {
        format: "label-studio",
        link_names: false,
        link_times: false,
        link_notes: false,
        link_readers: false,
        links_between_readers: false,
        links_between_articles: false,
        ..ALL
    },
];

/// A library's annotations and links, as far as a format holds them.
type Held = (Vec<Vec<StoredAnnotation>>, Vec<(Link, String)>);

fn held(store: &Store, holds: &Holds) -> Held {
    let mut annotations = all(store);
    for (number, of_article) in annotations.iter_mut().enumerate() {
        if !holds.white_space {
            let text = store.text(id(number)).unwrap().text;
            of_article
                .iter_mut()
                .for_each(|stored| stored.annotation.span = trimmed(&text, stored.annotation.span));
            of_article.retain(|stored| stored.annotation.span.start < stored.annotation.span.end);
            let place = |stored: &StoredAnnotation| {
                let annotation = &stored.annotation;
                (annotation.span.start, annotation.span.end, annotation.id.0.clone())
            };
            of_article.sort_by_key(place);
        }
    }
    let at = |wanted: &AnnotationId| {
        annotations.iter().enumerate().find_map(|(article, of_article)| {
            let found = of_article.iter().find(|stored| stored.annotation.id == *wanted)?;
            Some((article, found.annotation.reader.clone()))
        })
    };
    let mut links = Vec::new();
    for number in 0..annotations.len() {
        for stored in store.links(id(number)).unwrap() {
            let (Some(from), Some(to)) = (at(&stored.link.from), at(&stored.link.to)) else { continue };
            let is_held = (holds.links_between_articles || from.0 == to.0)
                && (holds.links_between_readers || from.1 == to.1);
            if !is_held || from.0 != number {
                continue;
            }
            let mut link = stored.link;
            if !holds.link_names {
                link.id = LinkId(String::new());
            }
            if !holds.link_notes {
                link.note.clear();
            }
            if !holds.link_readers {
                link.reader = from.1;
            }
            links.push((link, if holds.link_times { stored.created } else { String::new() }));
        }
    }
    links.sort_by_key(|(link, _)| (link.from.clone(), link.to.clone(), link.kind));
    (annotations, links)
}

/// A passage as brat's fragments have it: no empty lines and tabs before it, no white space after it.
fn trimmed(text: &str, span: Span) -> Span {
    let ends_line =
        |c: char| matches!(c, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let ended =
        span.of(text).trim_end_matches(|c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c));
    let begun = ended.trim_start_matches(|c| c == '\t' || ends_line(c));
    let end = span.start + ended.len();
    Span { start: end - begun.len(), end }
}

fn export_to(store: &Store, format: &str, path: &Path) {
    let destination = Destination::File(path.to_owned());
    export::run(export::format(format).unwrap(), &Options::default(), &destination, &|_| Ok(()), |sink| {
        store.export(&Filter::default(), sink)
    })
    .unwrap();
}

fn import_from(store: &mut Store, path: &Path, format: &str, choices: Choices<'_>) -> (Tally, Vec<KeptOut>) {
    let mut opened = Opened::open(path, None).unwrap();
    assert_eq!(opened.format.name, format);
    taken_from(store, &mut opened, choices)
}

fn tie(store: &mut Store, number: usize, link: Link) {
    let revision = store.revision(id(number)).unwrap();
    let reader = link.reader.clone();
    let change: Change = Edit { before: None, after: Some(link) }.into();
    store.apply(id(number), revision, &reader, &[change]).unwrap();
}

fn link(name: u32, from: u32, to: u32, kind: LinkKind) -> Link {
    let [from, to] = [from, to].map(|name| AnnotationId(format!("{name:032x}")));
    let id = LinkId(format!("{name:032x}"));
    Link { id, from, to, kind, note: "因為\n\"這樣\"".to_owned(), reader: "同事".to_owned() }
}

/// Two articles, three annotations by a colleague, and a link within an article and one to the other.
fn linked() -> Store {
    let mut theirs = library(&[RIVER, BRIDGE]);
    annotate(&mut theirs, 0, annotation(1, RIVER, "沒有見過", "claim"));
    annotate(&mut theirs, 0, annotation(2, RIVER, "老人", "fact"));
    annotate(&mut theirs, 1, annotation(3, BRIDGE, "か\u{3099}見た", "fact"));
    tie(&mut theirs, 0, link(7, 1, 2, LinkKind::Supports));
    tie(&mut theirs, 1, link(8, 3, 1, LinkKind::Contradicts));
    theirs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..unrecorded() })]
    #[test]
    fn what_a_format_holds_comes_back(
        texts in proptest::collection::vec("[甲乙ab か\u{3099}𠮷\u{202e}。\n\t\u{85}\u{2028}\u{1c}\u{b}👨\u{200d}👩\"\\\\]{1,40}字", 1..4),
        made in proptest::collection::vec(
            (0usize..4, 0usize..60, 1usize..12, "[xy標 |<>&_\n-]{0,3}z", "[^\u{0}]{0,4}", "[甲乙:]", any::<u64>()), 1..12,
        ),
        ties in proptest::collection::vec((0usize..12, 0usize..12, 0usize..3, "[^\u{0}]{0,3}", "[甲乙:]"), 0..6),
    ) {
        let mut texts = texts;
        texts.iter_mut().enumerate().for_each(|(number, text)| text.push_str(&number.to_string()));
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut theirs = library(&texts);
        let mut names = Vec::new();
        for (index, (article, start, length, label, words, reader, salt)) in made.into_iter().enumerate() {
            let number = article % texts.len();
            let text = texts[number];
            let edges: Vec<usize> = clusters(text).map(|found| found.0).chain([text.len()]).collect();
            let start = start % (edges.len() - 1);
            let span = Span::new(edges[start], edges[(start + length).min(edges.len() - 1)]);
            let name = AnnotationId(format!("{:032x}", u128::from(salt) << 8 | index as u128));
            names.push((number, name.clone()));
            annotate(&mut theirs, number, Annotation {
                id: name,
                span,
                label,
                note: words.clone(),
                source: words.clone(),
                attributes: BTreeMap::from([("a".to_owned(), words.clone()), (format!("可:{words}"), "x y".to_owned())]),
                reader,
            });
        }
        for (index, (from, to, kind, note, reader)) in ties.into_iter().enumerate() {
            let ((number, from), (_, to)) = (&names[from % names.len()], &names[to % names.len()]);
            let kind = LinkKind::ALL[kind];
            let linked = theirs.links(id(*number)).unwrap();
            if linked.iter().any(|stored| stored.link.from == *from && stored.link.to == *to && stored.link.kind == kind) {
                continue;
            }
            let (from, to) = (from.clone(), to.clone());
            let name = LinkId(format!("{index:032x}"));
            tie(&mut theirs, *number, Link { id: name, from, to, kind, note, reader });
        }
        let folder = tempdir().unwrap();
        for holds in FORMATS_HOLD {
            let path = folder.path().join(holds.format);
            export_to(&theirs, holds.format, &path);
            let mut ours = library(&texts);
            let (tally, kept_out) = import_from(&mut ours, &path, holds.format, Choices::default());
            prop_assert_eq!(&kept_out, &vec![], "{}", holds.format);
            let (wanted, found) = (held(&theirs, holds), held(&ours, holds));
            prop_assert_eq!(&found.0, &wanted.0, "{}", holds.format);
            prop_assert_eq!(&found.1, &wanted.1, "{}", holds.format);
            let (again, _) = import_from(&mut ours, &path, holds.format, Choices::default());
            prop_assert_eq!((again.known, again.known_links), (tally.new, tally.new_links), "{}", holds.format);
        }
    }
}

#[test]
fn every_format_is_in_the_table() {
    let mut table: Vec<&str> = FORMATS_HOLD.iter().map(|holds| holds.format).collect();
    let mut formats: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    table.sort();
    formats.sort();
    assert_eq!(table, formats);
}

#[test]
fn a_text_that_no_article_has_becomes_one_where_it_may() {
    let theirs = linked();
    let folder = tempdir().unwrap();
    for format in ["brat", "doccano", "label-studio"] {
        let path = folder.path().join(format);
        export_to(&theirs, format, &path);
        let mut ours = library(&[]);
        let (tally, kept_out) = import_from(&mut ours, &path, format, Choices::default());
        assert_eq!((tally.unknown_texts, tally.kept_out, ours.count().unwrap()), (2, 4, 0), "{format}");
        assert_eq!(kept_out.iter().filter(|out| out.reason == Reason::LinkWithoutEnd).count(), 1);
        let (tally, _) = import_from(&mut ours, &path, format, Choices { add: true, ..Choices::default() });
        assert_eq!((tally.added, tally.new, tally.new_links), (2, 3, 1), "{format}");
        let texts = [0, 1].map(|number| ours.text(id(number)).unwrap());
        assert_eq!(texts.each_ref().map(|article| article.text.as_str()), [RIVER, BRIDGE], "{format}");
        assert_eq!(
            texts.each_ref().map(|article| article.title.as_str()),
            ["河水漲了", "橋斷了"],
            "{format}"
        );
        let (again, _) = import_from(&mut ours, &path, format, Choices { add: true, ..Choices::default() });
        assert_eq!((again.added, again.new, again.known), (0, 0, 3), "{format}");
    }
}

#[test]
fn a_corrected_text_has_the_places_that_comparing_gives() {
    let mut theirs = library(&[RIVER]);
    annotate(&mut theirs, 0, annotation(1, RIVER, "昨夜河水漲了三尺。", "claim"));
    annotate(&mut theirs, 0, annotation(2, RIVER, "村長說：“沒有見過。”", "claim"));
    let corrected = RIVER.replace("三尺", "五尺").replace("老人說：“沒有見過。”", "");
    let gone = RIVER.replace("村長說：“沒有見過。”", "");
    let folder = tempdir().unwrap();
    for format in ["doccano", "label-studio", "w3c", "jsonl"] {
        let path = folder.path().join(format);
        export_to(&theirs, format, &path);
        let quotes = |text: &str| {
            let mut ours = library(&[text]);
            let (tally, _) = import_from(&mut ours, &path, format, Choices::default());
            let quotes: Vec<String> =
                all(&ours)[0].iter().map(|stored| stored.annotation.span.of(text).to_owned()).collect();
            (quotes, tally.nearly, tally.kept_out)
        };
        let wanted = ["昨夜河水漲了五尺。", "村長說：“沒有見過。”"].map(str::to_owned).to_vec();
        assert_eq!(quotes(&corrected), (wanted, 1, 0), "{format}");
        assert_eq!(quotes(&gone), (vec!["昨夜河水漲了三尺。".to_owned()], 0, 1), "{format}");
    }
}

#[test]
fn links_are_taken_back_with_what_they_came_with() {
    let theirs = linked();
    let folder = tempdir().unwrap();
    for holds in FORMATS_HOLD {
        let path = folder.path().join(holds.format);
        export_to(&theirs, holds.format, &path);
        let mut ours = library(&[RIVER, BRIDGE]);
        import_from(&mut ours, &path, holds.format, Choices::default());
        assert_eq!(
            ours.undo(id(0), "同事").unwrap().map(|changes| changes.len()),
            Some(3),
            "{}",
            holds.format
        );
        assert_eq!((all(&ours)[0].len(), ours.links(id(0)).unwrap().len()), (0, 0), "{}", holds.format);
        ours.redo(id(0), "同事").unwrap();
        assert_eq!(held(&ours, holds).1.len(), held(&theirs, holds).1.len(), "{}", holds.format);
    }
}

#[test]
fn links_follow_annotations_under_another_name() {
    let mut ours = linked();
    let folder = tempdir().unwrap();
    for holds in FORMATS_HOLD {
        let path = folder.path().join(holds.format);
        export_to(&ours, holds.format, &path);
        let choices = Choices { reader: Some(holds.format), ..Choices::default() };
        let (tally, kept_out) = import_from(&mut ours, &path, holds.format, choices);
        assert_eq!((tally.new > 0, kept_out), (true, vec![]), "{}", holds.format);
        let of_reader = |name: &AnnotationId| {
            all(&ours)
                .into_iter()
                .flatten()
                .any(|stored| stored.annotation.id == *name && stored.annotation.reader == holds.format)
        };
        let own: Vec<Link> = ours
            .links(id(0))
            .unwrap()
            .into_iter()
            .map(|stored| stored.link)
            .filter(|link| link.reader == holds.format)
            .collect();
        assert!(!own.is_empty() && own.iter().all(|link| of_reader(&link.from) && of_reader(&link.to)));
        ours = linked();
    }
}

#[test]
fn links_wait_for_ends_that_come_much_later() {
    let line = |number: usize, links: &str| {
        format!(
            "{{\"id\":\"{number:032x}\",\"label\":\"l{number}\",\"quote\":\"老人\",\"reader\":\"同事\",\
             \"article\":{{\"uri\":\"sample:0\"}},\"links\":[{links}]}}\n"
        )
    };
    let link = |to: usize| format!("{{\"kind\":\"same\",\"to\":\"{to:032x}\"}}");
    let mut file = line(0, &format!("{},{}", link(2499), link(2500)));
    (1..2500).for_each(|number| file.push_str(&line(number, "")));
    let mut ours = library(&[RIVER]);
    let (tally, kept_out) = taken(&mut ours, file.as_bytes(), None);
    assert_eq!((tally.new, tally.new_links), (2500, 1));
    let reasons: Vec<(usize, &Reason)> = kept_out.iter().map(|out| (out.line, &out.reason)).collect();
    assert_eq!(reasons, [(1, &Reason::LinkWithoutEnd)]);
}
