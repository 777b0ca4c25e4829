//! Scans of folders made for the purpose.

use std::fs;
use std::os::unix::fs::symlink;

use super::*;
use crate::article::Script;

fn read(path: &Path, each: &mut dyn FnMut(Found) -> ControlFlow<()>) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|_| "is no text".to_owned())?;
    let title = text.lines().next().unwrap_or_default().to_owned();
    let article = Article {
        text,
        blocks: Vec::new(),
        title,
        script: Script::Other,
        metadata: Default::default(),
        is_drawn: false,
        guessed_encoding: None,
        replaced: 0,
    };
    // Whether it breaks off is no matter after the only one.
    let _ = each(Found { fragment: None, article });
    Ok(())
}

/// What a scan of `paths` says, a line each: the file's name and what was found.
fn scan(library: Option<&Path>, paths: &[PathBuf]) -> Vec<String> {
    let mut said = Vec::new();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let known = |uri: &str, _| uri.ends_with("known.txt").then_some(ArticleId(7));
    Scan { library, known: &known, read: &read }.run(paths, &mut |found| {
        said.push(match found {
            Scanned::Article { path, article, .. } => format!("{}: {}", name(&path), article.title),
            Scanned::Unchanged { id, path } => format!("{} = {}", name(&path), id.0),
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
    assert_eq!(said.len(), 3);
    assert_eq!((said[0].as_str(), said[2].as_str()), ("1.txt: x", "z.txt does not exist"));
    assert!(said[1].starts_with("self.txt cannot be read: "), "{said:?}");
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
    Scan { library: None, known: &|_, _| None, read: &read }.run(&[folder.path().to_owned()], &mut |_| {
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
    Scan { library: None, known: &|_, _| None, read: &read }.run(&[folder.path().to_owned()], &mut |found| {
        if let Scanned::Article { uri, .. } = found {
            uris.push(uri);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(uris.len(), 1);
    assert!(uris[0].ends_with("/%FF.txt"), "{uris:?}");
}
