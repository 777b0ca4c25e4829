//! The two readers: by name in the library, or as files of exported annotations.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::annotation::agreement::Mark;
use crate::cli::import_annotations::Telling;
use crate::cli::{Failure, visible_lines};
use crate::import::{Choices, News, Opened, place_all};
use crate::library::{ArticleId, LibraryError, Store};
use crate::text::Span;

/// What says that a name is a reader's, though a file has it too.
const READER: &str = "reader:";

/// Two readers and what they marked.
#[derive(Debug)]
pub struct Sides {
    pub a: Side,
    pub b: Side,
}

/// One reader and what this one marked.
#[derive(Debug)]
pub struct Side {
    /// The reader's name.
    pub reader: String,
    /// The file it was read from, if it was not the library.
    pub file: Option<PathBuf>,
    marks: BTreeMap<ArticleId, Vec<(Span, String)>>,
}

impl Sides {
    /// Finds out who is meant, and reads what they marked.
    pub fn load(store: &mut Store, a: &str, b: &str) -> Result<Sides, Failure> {
        let mut sides = Sides { a: Side::named(a), b: Side::named(b) };
        for side in [&mut sides.a, &mut sides.b] {
            if side.file.is_some() {
                side.read_file(store)?;
            }
        }
        sides.read_library(store)?;
        Ok(sides)
    }

    fn read_library(&mut self, store: &Store) -> Result<(), Failure> {
        let mut wanted: Vec<&mut Side> =
            [&mut self.a, &mut self.b].into_iter().filter(|side| side.file.is_none()).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let mut readers = BTreeSet::new();
        for entry in store.entries(0, usize::MAX)?.into_iter().filter(|entry| !entry.counts.is_empty()) {
            for stored in store.annotations(entry.id)? {
                let annotation = stored.annotation;
                for side in wanted.iter_mut().filter(|side| side.reader == annotation.reader) {
                    side.mark(entry.id, annotation.span, annotation.label.clone());
                }
                readers.insert(annotation.reader);
            }
        }
        match wanted.into_iter().find(|side| side.marks.is_empty()) {
            Some(side) => Err(unknown_reader(&side.reader, &readers)),
            None => Ok(()),
        }
    }
}

impl Side {
    fn named(name: &str) -> Side {
        let path = Path::new(name);
        let (reader, file) = match name.strip_prefix(READER) {
            Some(reader) => (reader, None),
            None if path.exists() && !path.is_dir() => ("", Some(path.to_owned())),
            None => (name, None),
        };
        Side { reader: reader.to_owned(), file, marks: BTreeMap::new() }
    }

    fn mark(&mut self, article: ArticleId, span: Span, label: String) {
        self.marks.entry(article).or_default().push((span, label));
    }

    /// Reads the annotations of the file, which must be one reader's.
    fn read_file(&mut self, store: &mut Store) -> Result<(), Failure> {
        let Some(path) = self.file.clone() else { return Ok(()) };
        let mut telling = Telling::new(&path);
        let mut readers = BTreeSet::new();
        let placed = Opened::open(&path, None).and_then(|mut opened| {
            telling.counts_by = opened.format.counts;
            place_all(store, &mut opened, Choices::default(), &mut |_, news| {
                match news {
                    News::KeptOut(out) => telling.tell(&out),
                    News::Placed(placed, _) => {
                        for one in placed {
                            self.mark(one.article, one.span, one.incoming.label);
                            readers.insert(one.incoming.reader);
                        }
                    }
                    News::LeftOut(..) | News::Added | News::UnknownText => {}
                }
                Ok::<(), LibraryError>(())
            })
        });
        telling.end();
        let shown = path.display();
        let failure = |message| Failure { message, status: 1 };
        placed.map_err(|error| failure(format!("{shown}: {error}")))?;
        let mut names = readers.into_iter();
        match (names.next(), names.next()) {
            (Some(reader), None) => self.reader = reader,
            (None, _) => {
                return Err(failure(format!("{shown} has no annotation of an article of this library")));
            }
            (Some(one), Some(other)) => {
                return Err(failure(format!(
                    "{shown} has annotations of several readers, “{one}”, “{other}” …; take it in with `pingdian \
                     import-annotations` and compare them by their names"
                )));
            }
        }
        Ok(())
    }

    /// The articles in which the reader marked something.
    pub fn articles(&self) -> BTreeSet<ArticleId> {
        self.marks.keys().copied().collect()
    }

    /// What the reader marked in an article.
    pub fn marks(&self, article: ArticleId) -> Vec<Mark<'_>> {
        let marks = self.marks.get(&article).into_iter().flatten();
        marks.map(|(span, label)| Mark { span: *span, label }).collect()
    }
}

fn unknown_reader(name: &str, readers: &BTreeSet<String>) -> Failure {
    let names: Vec<&str> = readers.iter().map(String::as_str).collect();
    let names = if names.is_empty() { "nobody".to_owned() } else { visible_lines(&names.join(", ")) };
    let message =
        format!("no annotation here is by “{name}”, and no file has that name; who annotated here: {names}");
    Failure { message, status: 1 }
}
