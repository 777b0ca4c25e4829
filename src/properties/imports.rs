//! Whatever a file of annotations holds, what is taken in stands on characters of its article, and nothing else changes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use tempfile::tempdir;

use super::{Input, Mutation, found, fuzzed, mutated, mutations};
use crate::annotation::{Annotation, AnnotationId, Edit, Link, LinkId, LinkKind};
use crate::article::Article;
use crate::export::{self, Destination, Options};
use crate::import::{Choices, Item, Opened, Tally, format, take_in};
use crate::library::{ArticleId, FileStamp, Filter, Store, StoredAnnotation};
use crate::text::{Span, acts, is_cluster_boundary};

const TEXT: &str = "河水漲了\n\n昨夜河水漲了三尺。老人說：“沒有見過。”𠮷さんか\u{3099}見た。ﾀﾞ👨‍👩‍👧。\n";

/// A library of one article.
fn library() -> Store {
    let mut store = Store::open_in_memory().unwrap();
    store.add("sample:0", &Article::from_text(TEXT.to_owned()), FileStamp::default()).unwrap();
    store
}

/// What `format` makes of a library with annotations and a link, file by file.
fn exported(format: &str) -> Vec<(String, Vec<u8>)> {
    let mut store = library();
    let article = ArticleId(1);
    let revision = store.revision(article).unwrap();
    let named = |name: u32| AnnotationId(format!("{name:032x}"));
    for (name, quote, label) in
        [(1, "沒有見過", "claim"), (2, "か\u{3099}見た", "fact"), (3, "ﾀﾞ👨‍👩‍👧", "opinion")]
    {
        let start = TEXT.find(quote).unwrap();
        let annotation = Annotation {
            id: named(name),
            span: Span::new(start, start + quote.len()),
            label: label.to_owned(),
            note: "看\n\"一眼\"\t".to_owned(),
            source: "林一".to_owned(),
            attributes: BTreeMap::from([("certainty".to_owned(), "likely".to_owned())]),
            reader: "同事".to_owned(),
        };
        let change = Edit { before: None, after: Some(annotation) };
        store.apply(article, revision, "同事", &[change.into()]).unwrap();
    }
    let link = Link {
        id: LinkId(format!("{:032x}", 9)),
        from: named(1),
        to: named(2),
        kind: LinkKind::Supports,
        note: String::new(),
        reader: "同事".to_owned(),
    };
    store.apply(article, revision, "同事", &[Edit { before: None, after: Some(link) }.into()]).unwrap();
    let folder = tempdir().unwrap();
    let path = folder.path().join("out");
    let destination = Destination::File(path.clone());
    export::run(export::format(format).unwrap(), &Options::default(), &destination, &|_| Ok(()), |sink| {
        store.export(&Filter::default(), sink)
    })
    .unwrap();
    if path.is_file() {
        return vec![(String::new(), fs::read(path).unwrap())];
    }
    let mut files: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

static FILES: LazyLock<BTreeMap<&'static str, Vec<u8>>> = LazyLock::new(|| {
    let of = |format| (format, exported(format).remove(0).1);
    ["jsonl", "w3c", "doccano", "label-studio"].map(of).into()
});

static FOLDER: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| exported("brat"));

fn examples(format: &str) -> Vec<Vec<u8>> {
    let mut all = found(format);
    all.push(FILES[format].clone());
    all
}

/// Everything is taken in, under the names that the file has.
const CHOICES: Choices = Choices { reader: None, own: None, add: true };

/// What the library holds after an import, and what was told of it.
type Outcome = (Vec<Vec<StoredAnnotation>>, String, usize);

fn taken(opened: &mut Opened) -> Outcome {
    let mut store = library();
    let (mut tally, mut kept_out) = (Tally::default(), 0);
    let read = take_in(&mut store, opened, CHOICES, &mut tally, &mut |_| kept_out += 1, &mut |_| false);
    let words = match read {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    };
    let articles = store.count().unwrap();
    // Names and times of what a file does not name are made anew.
    let all = (1..=articles as i64).map(|number| store.annotations(ArticleId(number)).unwrap()).collect();
    (all, words, kept_out)
}

fn opened(name: &str, bytes: &[u8]) -> Opened {
    let input = Box::new(Cursor::new(bytes.to_vec()));
    Opened { format: format(name).unwrap(), path: "-".into(), offsets: None, input }
}

fn check(opened: impl Fn() -> Opened, bytes: usize) -> Result<(), TestCaseError> {
    let mut items = Vec::new();
    let mut first = opened();
    let _ = (first.format.read)(&mut first, &mut |sent| {
        items.push(sent);
        ControlFlow::Continue(())
    });
    prop_assert!(items.len() <= bytes + 8, "{} items of {} bytes", items.len(), bytes);
    let mut given = String::new();
    for item in items.iter().flatten() {
        match item {
            Item::Article(article) => given.clone_from(&article.text),
            Item::Annotation(incoming) => {
                if let Some(span) = incoming.given {
                    prop_assert!(span.start <= span.end && span.end <= given.len(), "{:?}", incoming);
                    let on_clusters =
                        [span.start, span.end].iter().all(|&at| is_cluster_boundary(&given, at));
                    prop_assert!(on_clusters, "{:?} of {:?}", incoming, given);
                }
            }
            Item::Link(_) | Item::LeftOut(..) => {}
        }
    }
    let outcome = taken(&mut opened());
    let mut store = library();
    let (mut tally, mut told) = (Tally::default(), Vec::new());
    let _ =
        take_in(&mut store, &mut opened(), CHOICES, &mut tally, &mut |out| told.push(out), &mut |_| false);
    for number in 1..=store.count().unwrap() as i64 {
        let text = store.text(ArticleId(number)).unwrap().text;
        for stored in store.annotations(ArticleId(number)).unwrap() {
            let span = stored.annotation.span;
            prop_assert!(span.start < span.end && span.end <= text.len(), "{:?}", stored);
            prop_assert!(
                is_cluster_boundary(&text, span.start) && is_cluster_boundary(&text, span.end),
                "{:?}",
                stored
            );
        }
    }
    prop_assert!(store.text(ArticleId(1)).unwrap().text == TEXT);
    prop_assert!(
        !crate::text::visible(&outcome.1).chars().any(acts) && outcome.1.len() < 2000,
        "{}",
        outcome.1
    );
    let spans = |outcome: &Outcome| -> Vec<Vec<(Span, String, String)>> {
        let one = |stored: &StoredAnnotation| {
            let annotation = &stored.annotation;
            (annotation.span, annotation.label.clone(), annotation.note.clone())
        };
        outcome.0.iter().map(|all| all.iter().map(one).collect()).collect()
    };
    let again = taken(&mut opened());
    prop_assert_eq!((spans(&outcome), &outcome.1, outcome.2), (spans(&again), &again.1, again.2));
    Ok(())
}

fn check_file(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    check(|| opened(name, bytes), bytes.len())
}

#[test]
fn what_was_found_stays_mended() {
    for format in ["jsonl", "w3c", "doccano", "label-studio"] {
        for bytes in found(format) {
            check_file(format, &bytes).unwrap();
        }
        check_file(format, &FILES[format]).unwrap();
    }
}

proptest! {
    #![proptest_config(fuzzed(40))]

    #[test]
    fn lines_of_annotations(Input(bytes) in mutated(examples("jsonl"))) {
        check_file("jsonl", &bytes)?;
    }

    #[test]
    fn web_annotations(Input(bytes) in mutated(examples("w3c"))) {
        check_file("w3c", &bytes)?;
    }

    #[test]
    fn doccano(Input(bytes) in mutated(examples("doccano"))) {
        check_file("doccano", &bytes)?;
    }

    #[test]
    fn label_studio(Input(bytes) in mutated(examples("label-studio"))) {
        check_file("label-studio", &bytes)?;
    }

    #[test]
    fn brat(changes in prop::collection::vec((0..8usize, mutations()), 1..3)) {
        let mut files = FOLDER.clone();
        let count = files.len();
        for (which, mutations) in &changes {
            mutations.iter().for_each(|mutation: &Mutation| mutation.apply(&mut files[which % count].1));
        }
        let folder = tempdir().unwrap();
        for (name, bytes) in &files {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let path: &Path = folder.path();
        let size = files.iter().map(|file| file.1.len()).sum();
        check(|| Opened::open(path, format("brat")).unwrap(), size)?;
    }
}
