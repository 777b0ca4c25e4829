//! What an export costs: a library on the disk, read and written article by article. `ANNOTATIONS` in the environment
//! sets how many the library holds.

use std::io;
use std::path::Path;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use pingdian::annotation::{Annotation, AnnotationId, Change, Edit};
use pingdian::article::Article;
use pingdian::export::{Destination, FORMATS, Options, Shape, format, run};
use pingdian::library::{FileStamp, Filter, Store};
use pingdian::text::Span;

/// How many annotations the library holds where nothing else is asked for.
const ANNOTATIONS: usize = 100_000;

/// How many an article has.
const IN_AN_ARTICLE: usize = 200;

const SENTENCE: &str = "他說這是事實，記者隨後去查，發現數字對不上。";

/// Where the library and the exports are put.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/export-bench");

fn main() {
    let _ = std::fs::remove_dir_all(FOLDER);
    std::fs::create_dir_all(FOLDER).expect("a folder for what benches write");
    divan::main();
    let _ = std::fs::remove_dir_all(FOLDER);
}

fn annotations() -> usize {
    std::env::var("ANNOTATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(ANNOTATIONS)
}

/// A library in `path` with that many annotations, each on a sentence of its own.
fn library(path: &Path) -> Store {
    let mut store = Store::open(path).expect("a new library");
    for number in 0..annotations() / IN_AN_ARTICLE {
        let text = format!("第{number}篇\n{}", SENTENCE.repeat(IN_AN_ARTICLE));
        let begin = text.len() - SENTENCE.len() * IN_AN_ARTICLE;
        let article = Article::from_text(text);
        let added = store.add(&format!("sample:{number}"), &article, FileStamp::default()).expect("it fits");
        let made = |index: usize| -> Change {
            let start = begin + index * SENTENCE.len();
            let annotation = Annotation {
                id: AnnotationId(format!("{:032x}", number * IN_AN_ARTICLE + index)),
                span: Span::new(start, start + SENTENCE.len()),
                label: ["claim", "fact", "opinion"][index % 3].to_owned(),
                note: if index.is_multiple_of(10) { "數字待查".to_owned() } else { String::new() },
                source: String::new(),
                attributes: Default::default(),
                reader: "reader".to_owned(),
            };
            Edit { before: None, after: Some(annotation) }.into()
        };
        let changes: Vec<Change> = (0..IN_AN_ARTICLE).map(made).collect();
        let revision = store.revision(added.id).expect("it was added");
        store.apply(added.id, revision, "reader", &changes).expect("it fits");
    }
    store
}

/// Every format of one file, into a file on the disk.
#[divan::bench(args = FORMATS.iter().filter(|known| known.shape == Shape::File).map(|known| known.name), sample_count = 5, sample_size = 1)]
fn file(bencher: Bencher<'_, '_>, name: &str) {
    let path = Path::new(FOLDER).join("library.sqlite");
    let store = if path.exists() { Store::open(&path).expect("made before") } else { library(&path) };
    let known = format(name).expect("from the list");
    let destination = Destination::File(Path::new(FOLDER).join("out"));
    bencher.counter(ItemsCount::new(annotations())).bench_local(|| {
        let written = run(known, &Options::default(), &destination, &|_| Ok(()), |sink| {
            store.export(&Filter::default(), sink)
        });
        black_box(written.map_err(io::Error::other).expect("the disk has room"))
    });
}
