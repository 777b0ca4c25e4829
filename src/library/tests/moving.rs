//! A folder of files that are written, moved, swapped, copied, edited and deleted between looks: annotations stay with
//! their texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::article::Options;
use crate::library::{AddedKind, Intake, Mark, Rules, Told, Wanted, file_uri, read_file};

/// A folder, and the library that its files are taken into.
struct Folder {
    folder: tempfile::TempDir,
    library: tempfile::TempDir,
    store: Store,
    annotations: usize,
}

impl Folder {
    fn new() -> Folder {
        let (folder, library) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = Store::open(&library.path().join("library.db")).unwrap();
        Folder { folder, library, store, annotations: 0 }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Takes in what the folder holds now.
    fn look(&mut self) -> Vec<AddedKind> {
        self.look_at(&[self.folder.path().to_owned()])
    }

    fn look_at(&mut self, paths: &[PathBuf]) -> Vec<AddedKind> {
        let options = Options::default();
        let read = |path: &Path, each: &mut dyn FnMut(_) -> _| read_file(path, &options, each);
        let intake = Intake { read: &read, interrupted: &AtomicBool::new(false), reads_again: false };
        let wanted = Wanted { paths: paths.to_vec(), rules: Rules::default() };
        let mut kinds = Vec::new();
        let mut each = |told| {
            if let Told::Added(added) = told {
                kinds.push(added.kind);
            }
        };
        intake.run(&mut self.store, &[wanted], &mut each).unwrap();
        kinds
    }

    fn id(&self, name: &str) -> ArticleId {
        self.store.find(self.path(name).to_str().unwrap()).unwrap()
    }

    /// Tags the whole text of a file.
    fn tag(&mut self, name: &str) -> String {
        let id = self.id(name);
        let text = self.store.text(id).unwrap().text;
        self.annotations += 1;
        let name = format!("{}", self.annotations);
        let made = made(&annotation(&name, "claim", &text, text.trim_end()));
        self.store.apply(id, self.store.revision(id).unwrap(), READER, &[made]).unwrap();
        name
    }

    /// The names of the tags on the text of a file.
    fn tags(&self, name: &str) -> Vec<String> {
        annotations(&self.store, self.id(name)).into_iter().map(|tag| tag.id.0).collect()
    }

    fn orphans(&self) -> usize {
        let entries = self.store.entries(0, 1000).unwrap();
        entries.iter().map(|entry| self.store.orphans(entry.id).unwrap().len()).sum()
    }
}

const HARBOUR: &str = "港口昨天重新開放。首批貨輪已經靠岸。";
const RIVER: &str = "河水上漲兩米。居民正在撤離。";
const MARKET: &str = "市場今日休息，明早照常。";

#[test]
fn renumbered_files_keep_their_tags() {
    let mut folder = Folder::new();
    folder.write("a.txt", HARBOUR);
    folder.write("b.txt", RIVER);
    folder.look();
    let (first, second) = (folder.tag("a.txt"), folder.tag("b.txt"));
    folder.rename("b.txt", "c.txt");
    folder.rename("a.txt", "b.txt");
    folder.write("a.txt", MARKET);
    folder.look();
    assert_eq!(folder.tags("b.txt"), [first]);
    assert_eq!(folder.tags("c.txt"), [second]);
    assert_eq!(folder.tags("a.txt"), [""; 0]);
    assert_eq!((folder.orphans(), folder.store.count().unwrap()), (0, 3));
}

#[test]
fn yesterday_s_file_takes_its_tags_along() {
    let mut folder = Folder::new();
    folder.write("today.txt", HARBOUR);
    folder.look();
    let tag = folder.tag("today.txt");
    folder.rename("today.txt", "yesterday.txt");
    folder.write("today.txt", RIVER);
    folder.look();
    assert_eq!(folder.tags("yesterday.txt"), [tag]);
    assert_ne!(folder.id("today.txt"), folder.id("yesterday.txt"));
    let entry = folder.store.entry(folder.id("yesterday.txt")).unwrap();
    assert_eq!((entry.uri, entry.copies), (file_uri(&folder.path("yesterday.txt")), 0));
}

#[test]
fn swapped_files_swap_their_tags() {
    let mut folder = Folder::new();
    folder.write("a.txt", HARBOUR);
    folder.write("b.txt", RIVER);
    folder.look();
    let (first, second) = (folder.tag("a.txt"), folder.tag("b.txt"));
    folder.rename("a.txt", "c");
    folder.rename("b.txt", "a.txt");
    folder.rename("c", "b.txt");
    folder.look();
    assert_eq!((folder.tags("b.txt"), folder.tags("a.txt")), (vec![first], vec![second]));
    assert_eq!((folder.orphans(), folder.store.count().unwrap()), (0, 2));
}

#[test]
fn a_copy_that_is_edited_leaves_the_other_as_it_is() {
    for edited in ["a.txt", "b.txt"] {
        let mut folder = Folder::new();
        folder.write("a.txt", HARBOUR);
        folder.write("b.txt", HARBOUR);
        folder.look();
        let tag = folder.tag("a.txt");
        folder.write(edited, MARKET);
        folder.look();
        let (same, other) = if edited == "a.txt" { ("b.txt", "a.txt") } else { ("a.txt", "b.txt") };
        assert_eq!((folder.tags(same), folder.tags(other)), (vec![tag], vec![]), "{edited}");
        let entry = folder.store.entry(folder.id(same)).unwrap();
        assert_eq!((entry.uri, entry.copies), (file_uri(&folder.path(same)), 0), "{edited}");
        assert_eq!(folder.store.count().unwrap(), 2, "{edited}");
    }
}

#[test]
fn a_file_renamed_with_a_small_edit_is_a_new_text_of_its_article() {
    let mut folder = Folder::new();
    folder.write("a.txt", HARBOUR);
    folder.look();
    let tag = folder.tag("a.txt");
    fs::remove_file(folder.path("a.txt")).unwrap();
    folder.write("b.txt", &HARBOUR.replace("昨天", "今天"));
    folder.write("c.txt", RIVER);
    folder.look();
    assert_eq!(folder.tags("b.txt"), [tag]);
    assert_eq!(folder.store.count().unwrap(), 2);
}

#[test]
fn a_copy_that_is_gone_counts_no_more() {
    let mut folder = Folder::new();
    folder.write("a.txt", HARBOUR);
    folder.write("b.txt", HARBOUR);
    folder.look();
    assert_eq!(folder.store.entry(folder.id("a.txt")).unwrap().copies, 1);
    fs::remove_file(folder.path("a.txt")).unwrap();
    folder.look();
    let entry = folder.store.entry(folder.id("b.txt")).unwrap();
    assert_eq!((entry.uri, entry.copies), (file_uri(&folder.path("b.txt")), 0));
    folder.write("a.txt", HARBOUR);
    folder.look();
    assert_eq!(folder.store.entry(folder.id("b.txt")).unwrap().copies, 1);
}

#[test]
fn a_text_that_comes_back_finds_its_orphans() {
    let mut folder = Folder::new();
    folder.write("a.txt", HARBOUR);
    folder.look();
    let tag = folder.tag("a.txt");
    folder.write("a.txt", MARKET);
    folder.look();
    assert_eq!(folder.orphans(), 1);
    folder.write("b.txt", HARBOUR);
    folder.look_at(&[folder.path("b.txt")]);
    assert_eq!((folder.tags("b.txt"), folder.orphans()), (vec![tag], 0));
}

#[test]
fn what_was_deleted_stays_with_its_text() {
    let mut folder = Folder::new();
    folder.write("today.txt", HARBOUR);
    folder.look();
    let deleted = folder.id("today.txt");
    folder.store.mark(&[deleted], Mark::Deleted(true), READER).unwrap();
    folder.rename("today.txt", "yesterday.txt");
    folder.write("today.txt", RIVER);
    folder.look();
    assert_eq!(folder.store.count().unwrap(), 1);
    assert_eq!(folder.store.text(folder.id("today.txt")).unwrap().text, RIVER);
    folder.look();
    assert_eq!(folder.store.count().unwrap(), 1);
}

/// What is done to the files of a folder, by their numbers.
#[derive(Clone, Debug)]
enum Step {
    Write(usize),
    /// An earlier text is written again.
    Again(usize, prop::sample::Index),
    Rename(usize, usize),
    Swap(usize, usize),
    Copy(usize, usize),
    Delete(usize),
    Tag(usize),
    Look,
}

const FILES: usize = 5;

fn step() -> impl Strategy<Value = Step> {
    let file = || 0..FILES;
    prop_oneof![
        2 => file().prop_map(Step::Write),
        1 => (file(), any::<prop::sample::Index>()).prop_map(|(file, text)| Step::Again(file, text)),
        2 => (file(), file()).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => (file(), file()).prop_map(|(one, other)| Step::Swap(one, other)),
        1 => (file(), file()).prop_map(|(from, to)| Step::Copy(from, to)),
        1 => file().prop_map(Step::Delete),
        2 => file().prop_map(Step::Tag),
        3 => Just(Step::Look),
    ]
}

/// A text of its own, which shares no words with others.
fn text(number: usize) -> String {
    let first = 0x4e00 + u32::try_from(number).unwrap() * 24;
    (first..first + 24).filter_map(char::from_u32).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_tag_is_on_its_text_wherever_that_stands(steps in proptest::collection::vec(step(), 1..40)) {
        let mut folder = Folder::new();
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let mut tags: Vec<(String, String)> = Vec::new();
        let mut written = 0;
        let name = |number: usize| format!("{number}.txt");
        for step in steps.into_iter().chain([Step::Look]) {
            match step {
                Step::Write(number) => {
                    written += 1;
                    folder.write(&name(number), &text(written));
                    texts.insert(name(number), text(written));
                }
                Step::Again(number, earlier) => {
                    if written > 0 {
                        let text = text(earlier.index(written) + 1);
                        folder.write(&name(number), &text);
                        texts.insert(name(number), text);
                    }
                }
                Step::Rename(from, to) => {
                    if from != to && let Some(text) = texts.remove(&name(from)) {
                        folder.rename(&name(from), &name(to));
                        texts.insert(name(to), text);
                    }
                }
                Step::Swap(one, other) => {
                    let both = (texts.get(&name(one)).cloned(), texts.get(&name(other)).cloned());
                    if one != other && let (Some(first), Some(second)) = both {
                        folder.rename(&name(one), "aside");
                        folder.rename(&name(other), &name(one));
                        folder.rename("aside", &name(other));
                        texts.insert(name(one), second);
                        texts.insert(name(other), first);
                    }
                }
                Step::Copy(from, to) => {
                    if from != to && let Some(text) = texts.get(&name(from)).cloned() {
                        fs::copy(folder.path(&name(from)), folder.path(&name(to))).unwrap();
                        texts.insert(name(to), text);
                    }
                }
                Step::Delete(number) => {
                    if texts.remove(&name(number)).is_some() {
                        fs::remove_file(folder.path(&name(number))).unwrap();
                    }
                }
                // A reader tags what was seen at the last look.
                Step::Tag(number) => {
                    if let Some(text) = seen.get(&name(number)) {
                        tags.push((folder.tag(&name(number)), text.clone()));
                    }
                }
                Step::Look => {
                    folder.look();
                    seen = texts.clone();
                    let standing: BTreeSet<&String> = texts.values().collect();
                    let ids: BTreeSet<ArticleId> = texts.keys().map(|name| folder.id(name)).collect();
                    prop_assert_eq!(ids.len(), standing.len(), "each text is one article");
                    for (path, text) in &texts {
                        let id = folder.id(path);
                        prop_assert_eq!(&folder.store.text(id).unwrap().text, text);
                        let mut wanted: Vec<&String> =
                            tags.iter().filter(|(_, of)| of == text).map(|(tag, _)| tag).collect();
                        let on = folder.tags(path);
                        let mut on: Vec<&String> = on.iter().collect();
                        wanted.sort();
                        on.sort();
                        prop_assert_eq!(on, wanted, "the tags on {}", path);
                        let copies = texts.values().filter(|other| *other == text).count();
                        prop_assert_eq!(folder.store.entry(id).unwrap().copies + 1, copies);
                    }
                }
            }
        }
        drop(folder.library);
    }
}
