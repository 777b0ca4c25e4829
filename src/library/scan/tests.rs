//! Scans of folders made for the purpose.

use std::fs;
use std::os::unix::fs::symlink;

use super::*;
use crate::article::{Article, Script};

fn read(path: &Path, each: &mut dyn FnMut(Found) -> ControlFlow<()>) -> Result<(), Unread> {
    let text =
        fs::read_to_string(path).map_err(|_| Unread { message: "is no text".into(), lasting: true })?;
    // A file of several articles, a line each.
    if path.extension().is_some_and(|extension| extension == "lines") {
        for (number, line) in text.lines().enumerate() {
            if each(Found { fragment: Some(number.to_string()), article: article(line.to_owned()) })
                .is_break()
            {
                break;
            }
        }
        return Ok(());
    }
    let _ = each(Found { fragment: None, article: article(text) });
    Ok(())
}

fn article(text: String) -> Article {
    let title = text.lines().next().unwrap_or_default().to_owned();
    Article {
        text,
        blocks: Vec::new(),
        title,
        script: Script::Other,
        metadata: Default::default(),
        is_drawn: false,
        guessed_encoding: None,
        replaced: 0,
    }
}

/// What a scan of `paths` says, a line each: the file's name and what was found.
fn scan(library: Option<&Path>, paths: &[PathBuf]) -> Vec<String> {
    scan_by(library, &Rules::default(), &[], paths)
}

fn scan_by(library: Option<&Path>, rules: &Rules, only: &[PathBuf], paths: &[PathBuf]) -> Vec<String> {
    let mut said = Vec::new();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let known = |uri: &str, _| match uri.rsplit('/').next() {
        Some("known.txt") => Some(Known::Articles(vec![crate::library::ArticleId(7)])),
        Some("deleted.txt") => Some(Known::Deleted(None)),
        Some("refused.txt") => Some(Known::Refused("was no text".into())),
        _ => None,
    };
    Scan { library, known: &known, read: &read, wait: &|_, _| None, rules, only }.run(paths, &mut |found| {
        said.push(match found {
            Scanned::Article { path, article, .. } => format!("{}: {}", name(&path), article.title),
            Scanned::Unchanged { ids, path } => format!("{} = {}", name(&path), ids[0].0),
            Scanned::Deleted { path, .. } => format!("{} was deleted", name(&path)),
            Scanned::Whole { articles, .. } => format!("{articles} in all"),
            Scanned::Refused { notice, is_known, .. } => {
                let known = if is_known { "still " } else { "" };
                format!("{} {known}{}", name(&notice.path), notice.message)
            }
            Scanned::Notice(notice) => format!("{} {}", name(&notice.path), notice.message),
        });
        ControlFlow::Continue(())
    });
    said
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

#[test]
fn folders_are_read_by_name_and_all_the_way_down() {
    let folder = folder(&[
        ("b.txt", "乙".as_bytes()),
        ("a/2.txt", "二".as_bytes()),
        ("a/1.txt", "一".as_bytes()),
        (".git/config", b"x"),
        (".hidden.txt", b"x"),
        ("known.txt", b"x"),
        ("c.bin", &[0xff]),
    ]);
    let said = scan(None, &[folder.path().to_owned()]);
    assert_eq!(said, ["1.txt: 一", "2.txt: 二", "b.txt: 乙", "c.bin is no text", "known.txt = 7"]);
}

#[test]
fn a_hidden_file_that_is_asked_for_is_read() {
    let folder = folder(&[(".hidden.txt", b"x")]);
    assert_eq!(scan(None, &[folder.path().join(".hidden.txt")]), [".hidden.txt: x"]);
}

#[test]
fn links_are_followed_once() {
    let folder = folder(&[("a/1.txt", b"x")]);
    symlink(folder.path(), folder.path().join("a/loop")).unwrap();
    symlink(folder.path().join("a/1.txt"), folder.path().join("a/again.txt")).unwrap();
    symlink("self.txt", folder.path().join("self.txt")).unwrap();
    symlink("nowhere", folder.path().join("z.txt")).unwrap();
    let said = scan(None, &[folder.path().to_owned(), folder.path().join("a/1.txt")]);
    assert_eq!(said.len(), 4, "{said:?}");
    assert_eq!(said[0], "1.txt: x");
    assert_eq!(said[1], "loop is a link back to a folder that it lies in");
    assert_eq!(said[2], "self.txt is a link that leads back to itself");
    assert_eq!(said[3], "z.txt is a link to what does not exist");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    let said = scan(None, &[folder.path().to_owned(), "/dev/null".into()]);
    assert_eq!(
        said,
        [
            "pipe is a pipe, not a file; to read it, give it as standard input",
            "socket is a socket, not a file",
            "null is a device, not a file"
        ]
    );
}

#[test]
fn nothing_found_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let said = scan(None, &[folder.path().to_owned(), folder.path().join("missing")]);
    assert!(said[0].ends_with("holds no articles: the folder is empty"), "{said:?}");
    assert_eq!(said[1], "missing does not exist");
}

#[test]
fn the_library_is_passed_over() {
    let folder = folder(&[("l.db", b"x"), ("l.db-wal", b"x"), ("l.db-shm", b"x"), ("l.txt", b"x")]);
    assert_eq!(scan(Some(&folder.path().join("l.db")), &[folder.path().to_owned()]), ["l.txt: x"]);
}

#[test]
fn a_scan_can_be_broken_off() {
    let folder = folder(&[("1.txt", b"x"), ("2.txt", b"x")]);
    let mut found = 0;
    Scan {
        library: None,
        known: &|_, _| None,
        read: &read,
        wait: &|_, _| None,
        rules: &Rules::default(),
        only: &[],
    }
    .run(&[folder.path().to_owned()], &mut |_| {
        found += 1;
        ControlFlow::Break(())
    });
    assert_eq!(found, 1);
}

#[test]
fn names_that_are_no_unicode_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"\xff.txt"));
    fs::write(&path, "x").unwrap();
    let mut uris = Vec::new();
    Scan {
        library: None,
        known: &|_, _| None,
        read: &read,
        wait: &|_, _| None,
        rules: &Rules::default(),
        only: &[],
    }
    .run(&[folder.path().to_owned()], &mut |found| {
        if let Scanned::Article { uri, .. } = found {
            uris.push(uri);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(uris.len(), 1);
    assert!(uris[0].ends_with("/%FF.txt"), "{uris:?}");
}

fn rules(globs: &[&str]) -> Rules {
    Rules { globs: globs.iter().map(|&glob| glob.into()).collect(), gitignore: false }
}

#[test]
fn globs_let_files_through() {
    let folder = folder(&[
        ("a.txt", b"a"),
        ("b.md", b"b"),
        ("deep/c.txt", b"c"),
        ("deep/draft.txt", b"d"),
        (".hidden.txt", b"x"),
    ]);
    let root = [folder.path().to_owned()];
    assert_eq!(scan_by(None, &rules(&["*.txt", "!draft*"]), &[], &root), ["a.txt: a", "c.txt: c"]);
    assert_eq!(scan_by(None, &rules(&["!deep/"]), &[], &root), ["a.txt: a", "b.md: b"]);
    let said = scan_by(None, &rules(&["*.epub"]), &[], &root);
    assert!(said[0].contains("that the globs let through"), "{said:?}");
    // A file that is asked for by name is.
    assert_eq!(scan_by(None, &rules(&["*.epub"]), &[], &[folder.path().join("b.md")]), ["b.md: b"]);
}

#[test]
fn ignore_files_leave_out() {
    let folder = folder(&[
        ("a.txt", b"a"),
        ("b.txt", b"b"),
        (".pingdianignore", b"b.txt\ndeep/old\n"),
        ("deep/old/c.txt", b"c"),
        ("deep/.ignore", b"d.*\n"),
        ("deep/d.txt", b"d"),
        ("deep/e.txt", b"e"),
        (".gitignore", b"a.txt\n"),
    ]);
    let root = [folder.path().to_owned()];
    assert_eq!(scan(None, &root), ["a.txt: a", "e.txt: e"]);
    assert_eq!(scan_by(None, &Rules { gitignore: true, ..Rules::default() }, &[], &root), ["e.txt: e"]);
    // Globs do not bring back what is left out.
    assert_eq!(scan_by(None, &rules(&["*.txt"]), &[], &root), ["a.txt: a", "e.txt: e"]);
}

#[test]
fn a_part_of_a_folder_is_looked_at_by_the_same_rules() {
    let folder = folder(&[
        ("a.txt", b"a"),
        ("deep/b.txt", b"b"),
        ("deep/c.txt", b"c"),
        ("deep/.hidden.txt", b"x"),
        ("other/d.txt", b"d"),
    ]);
    // What was said of other parts is not said again.
    symlink("nowhere", folder.path().join("other/broken.txt")).unwrap();
    symlink(folder.path(), folder.path().join("deep/loop")).unwrap();
    let root = [folder.path().to_owned()];
    let only = |names: &[&str]| -> Vec<String> {
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
        scan_by(None, &Rules::default(), &paths, &root)
    };
    assert_eq!(only(&["deep/b.txt", "deep/.hidden.txt"]), ["b.txt: b"]);
    let looped = "loop is a link back to a folder that it lies in";
    assert_eq!(only(&["deep", "a.txt"]), ["a.txt: a", "b.txt: b", "c.txt: c", looped]);
    assert_eq!(only(&["other/d.txt"]), ["d.txt: d"]);
    assert_eq!(only(&["gone.txt"]), [""; 0]);
}

#[test]
fn a_file_of_several_articles_gives_each_and_then_itself() {
    let folder = folder(&[("a.lines", "甲\n乙".as_bytes())]);
    let mut uris = Vec::new();
    let rules = Rules::default();
    let scan = Scan {
        library: None,
        known: &|_, _| None,
        read: &read,
        wait: &|_, _| None,
        rules: &rules,
        only: &[],
    };
    scan.run(&[folder.path().to_owned()], &mut |found| {
        uris.push(match found {
            Scanned::Article { uri, .. } | Scanned::Whole { uri, .. } => uri,
            other => panic!("{other:?}"),
        });
        ControlFlow::Continue(())
    });
    let names: Vec<&str> = uris.iter().filter_map(|uri| uri.rsplit('/').next()).collect();
    assert_eq!(names, ["a.lines#0", "a.lines#1", "a.lines"]);
}

#[test]
fn what_was_deleted_is_read_again_where_it_is_named() {
    let folder = folder(&[("deleted.txt", b"now")]);
    assert_eq!(scan(None, &[folder.path().to_owned()]), ["deleted.txt was deleted"]);
    assert_eq!(scan(None, &[folder.path().join("deleted.txt")]), ["deleted.txt: now"]);
}

#[test]
fn what_was_refused_is_looked_at_again_where_it_is_named() {
    let folder = folder(&[("refused.txt", b"now")]);
    assert_eq!(scan(None, &[folder.path().to_owned()]), ["refused.txt still was no text"]);
    assert_eq!(scan(None, &[folder.path().join("refused.txt")]), ["refused.txt: now"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_ignore_file_that_is_a_pipe_is_not_opened() {
    let folder = folder(&[("a/1.txt", b"x"), ("b/2.txt", b"y")]);
    let pipe = folder.path().join("b/.pingdianignore");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    let said = scan(None, &[folder.path().to_owned()]);
    assert_eq!(said, ["1.txt: x", "b is passed over: .pingdianignore in it is no file, or too large"]);
    let said = scan(None, &[folder.path().join("b")]);
    assert_eq!(said, ["b is passed over: .pingdianignore in it is no file, or too large"]);
}

#[test]
fn folders_that_link_to_each_other_are_gone_through_once() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<PathBuf> = (0..12).map(|n| folder.path().join(format!("{n:02}"))).collect();
    for own in &names {
        fs::create_dir(own).unwrap();
        fs::write(own.join("x.txt"), own.to_string_lossy().as_bytes()).unwrap();
        for other in names.iter().filter(|other| *other != own) {
            symlink(other, own.join(other.file_name().unwrap())).unwrap();
        }
    }
    let said = scan(None, &[folder.path().to_owned()]);
    let articles = said.iter().filter(|line| line.starts_with("x.txt: "));
    assert_eq!(articles.count(), names.len());
}
