//! Folders of made-up files taken in, broken off, and taken up again.

use std::fs;

use super::*;
use crate::article::Options;
use crate::library::{AddedKind, read_file};

struct Home {
    folder: tempfile::TempDir,
    store: Store,
}

/// What became of what was found: new, known or revised, not read again, notices.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    new: usize,
    known: usize,
    revised: usize,
    unread: usize,
    deleted: usize,
    notices: Vec<String>,
    done: usize,
}

impl Home {
    fn new() -> Home {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        let store = Store::open(&folder.path().join("library.db")).unwrap();
        Home { folder, store }
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.folder.path().join("articles").join(name), text).unwrap();
    }

    /// Takes the folder in, and breaks off after `most` of what is told.
    fn take_in(&mut self, most: usize, read: ReadFileAnywhere) -> Tally {
        self.take(most, read, false)
    }

    /// Reads all files of the folder, those that are known too.
    fn take_in_again(&mut self, read: ReadFileAnywhere) -> Tally {
        self.take(usize::MAX, read, true)
    }

    fn take(&mut self, most: usize, read: ReadFileAnywhere, reads_again: bool) -> Tally {
        let interrupted = AtomicBool::new(false);
        let paths = vec![self.folder.path().join("articles")];
        let wanted = [Wanted { paths, rules: Rules::default() }];
        let mut tally = Tally::default();
        let mut told = 0;
        let intake = Intake { read, interrupted: &interrupted, reads_again };
        intake
            .run(&mut self.store, &wanted, &mut |what| {
                told += 1;
                interrupted.store(told >= most, Ordering::Relaxed);
                match what {
                    Told::Added(Added { kind: AddedKind::New, .. }) => tally.new += 1,
                    Told::Added(Added { kind: AddedKind::Known, .. }) => tally.known += 1,
                    Told::Added(_) => tally.revised += 1,
                    Told::Known(_) => tally.unread += 1,
                    Told::Deleted => tally.deleted += 1,
                    Told::Notice(notice) => tally.notices.push(notice.message),
                    Told::Done(_) => tally.done += 1,
                }
            })
            .unwrap();
        tally
    }
}

fn read_plainly(path: &Path, each: &mut dyn FnMut(Found) -> ControlFlow<()>) -> Result<(), Unread> {
    read_file(path, &Options::default(), each)
}

#[test]
fn what_was_broken_off_is_taken_up_where_it_stopped() {
    let mut home = Home::new();
    for n in 0..24 {
        // So large that a batch holds a few.
        home.write(&format!("{n:02}.txt"), format!("第{n}篇\n\n{}", "船到了港口。".repeat(1000)));
    }
    let first = home.take_in(1, &read_plainly);
    assert!((1..24).contains(&first.new), "{first:?}");
    assert_eq!((first.done, home.store.count().unwrap()), (0, first.new));
    let second = home.take_in(usize::MAX, &read_plainly);
    assert_eq!((second.new, second.unread, second.done), (24 - first.new, first.new, 1));
    let third = home.take_in(usize::MAX, &|_, _| panic!("a known file was read again"));
    assert_eq!((third.new, third.unread), (0, 24));
}

#[test]
fn a_changed_file_is_a_new_revision() {
    let mut home = Home::new();
    home.write("a.txt", "第一篇\n\n船到了。");
    home.write("b.txt", "第二篇\n\n船沒有到。");
    assert_eq!(home.take_in(usize::MAX, &read_plainly).new, 2);
    home.write("a.txt", "第一篇\n\n船到了港口。");
    let again = home.take_in(usize::MAX, &read_plainly);
    assert_eq!((again.revised, again.unread, again.new), (1, 1, 0));
}

#[test]
fn what_is_no_text_is_read_once() {
    let mut home = Home::new();
    home.write("a.png", [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13]);
    home.write("b.txt", "船到了。");
    let first = home.take_in(usize::MAX, &read_plainly);
    assert_eq!((first.new, first.notices.len()), (1, 1));
    let second = home.take_in(usize::MAX, &|_, _| panic!("a known file was read again"));
    assert_eq!(second.notices, first.notices);
    home.write("a.png", "如今是文字。");
    assert_eq!(home.take_in(usize::MAX, &read_plainly).new, 1);
}

/// Reads a file of several articles, a line each.
fn read_lines(path: &Path, each: &mut dyn FnMut(Found) -> ControlFlow<()>) -> Result<(), Unread> {
    let text = fs::read_to_string(path).unwrap();
    for (number, line) in text.lines().enumerate() {
        let article = Article::from_text(line.to_owned());
        if each(Found { fragment: Some(number.to_string()), article }).is_break() {
            break;
        }
    }
    Ok(())
}

#[test]
fn a_file_of_several_articles_is_known_once_all_of_them_are() {
    let mut home = Home::new();
    let lines = |count: usize| (0..count).map(|n| format!("第{n}篇說船到了。\n")).collect::<String>();
    home.write("a.lines", lines(5));
    assert_eq!(home.take_in(usize::MAX, &read_lines).new, 5);
    let again = home.take_in(usize::MAX, &|_, _| panic!("a known file was read again"));
    assert_eq!((again.unread, again.new), (1, 0));
    home.write("a.lines", lines(7));
    let longer = home.take_in(usize::MAX, &read_lines);
    assert_eq!((longer.new, longer.known), (2, 5));
    // What goes from the file stays in the library.
    home.write("a.lines", lines(3));
    let shorter = home.take_in(usize::MAX, &read_lines);
    assert_eq!((shorter.new, shorter.known), (0, 3));
    assert_eq!(home.store.count().unwrap(), 7);
    assert_eq!(home.take_in(usize::MAX, &|_, _| panic!("a known file was read again")).unread, 1);
}

#[test]
fn a_file_of_several_articles_that_was_broken_off_is_read_again() {
    let mut home = Home::new();
    let line = "船到了港口。".repeat(1000);
    home.write("a.lines", (0..24).map(|n| format!("第{n}篇{line}\n")).collect::<String>());
    let first = home.take_in(1, &read_lines);
    assert!(first.new < 24, "{first:?}");
    let second = home.take_in(usize::MAX, &read_lines);
    assert_eq!((second.new, second.known), (24 - first.new, first.new));
}

#[test]
fn what_was_deleted_does_not_come_back_by_itself() {
    let mut home = Home::new();
    home.write("a.txt", "第一篇\n\n船到了。");
    home.write("b.lines", "第二篇說船到了。\n第三篇說船沒有到。\n");
    let read: ReadFileAnywhere = &|path, each| match path.extension() {
        Some(extension) if extension == "lines" => read_lines(path, each),
        _ => read_plainly(path, each),
    };
    assert_eq!(home.take_in(usize::MAX, read).new, 3);
    let entries = home.store.entries(0, 10).unwrap();
    for entry in &entries[..2] {
        home.store.delete(entry.id).unwrap();
    }
    let again = home.take_in(usize::MAX, &|_, _| panic!("a known file was read again"));
    assert_eq!((again.new, again.deleted, again.unread), (0, 1, 1));
    // Nor where all is read once more.
    let again = home.take_in_again(read);
    assert_eq!((again.new, again.deleted, again.known), (0, 2, 1));
    home.write("a.txt", "第一篇\n\n船終於到了。");
    assert_eq!(home.take_in(usize::MAX, read).new, 1);
    assert_eq!(home.store.count().unwrap(), 2);
}
