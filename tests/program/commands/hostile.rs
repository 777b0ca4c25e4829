//! A folder of everything that is no article, or means harm, among articles: a line for each, and the articles come.

use std::fs;
use std::io::{Cursor, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::Duration;

use encoding_rs::BIG5;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::commands::path;
use crate::support::{Home, Ran};

/// A book whose chapter is `chapter`.
fn book(chapter: &[u8]) -> Vec<u8> {
    let package = "<package><metadata><title>漲水記</title></metadata><manifest><item id='a' href='a.xhtml' \
                   media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>";
    let container = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
    let entries: [(&str, &[u8]); 4] = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("p.opf", package.as_bytes()),
        ("a.xhtml", chapter),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Entities that would grow to ten to the ninth of a word.
fn laughs() -> String {
    let each = ('b'..='j')
        .zip('a'..)
        .map(|(name, of)| format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10)));
    format!("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '哈哈'>{}]>", each.collect::<String>())
}

fn write_all(folder: &Path) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    let whole = book("<html><body><p>河水漫過了堤。</p></body></html>".as_bytes());
    write("bomb.epub", &book(&vec![0; 40 << 20]));
    write("half.epub", &whole[..whole.len() / 2]);
    write("whole.epub", &whole);
    write("a.pdf", b"%PDF-1.7\n\0");
    write("a.png", b"\x89PNG\r\n\x1A\n\0\0");
    write("a.zip", b"PK\x03\x04\x14\0\0\0");
    write("empty.txt", b"");
    write(
        "noise.txt",
        &(0..9_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>(),
    );
    write(
        "laughs.opml",
        format!("{}<opml><body><outline xmlUrl='https://e.example/&j;'/></body></opml>", laughs()).as_bytes(),
    );
    write(
        "laughs.rss",
        format!(
            "{}<rss version='2.0'><channel><title>&j;</title><item><title>笑</title><description>笑了三天。&j;</description>\
             </item></channel></rss>",
            laughs()
        )
        .as_bytes(),
    );
    let deep = |open: &str, inner: &str, close: &str| {
        [open.repeat(10_000), inner.to_owned(), close.repeat(10_000)].concat()
    };
    write(
        "deep.html",
        format!("<!doctype html><body>{}", deep("<div>", "<p>水很深，河也很深。</p>", "</div>")).as_bytes(),
    );
    write("deep.json", format!("[{{\"text\":\"河水很深。\",\"x\":{}}}]", deep("[", "", "]")).as_bytes());
    write("brackets.json", deep("[", "", "]").as_bytes());
    let utf16 = "\u{FEFF}昨夜下了雨。".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    write("utf16.txt", &utf16);
    write("big5.txt", &BIG5.encode(&"橋在十二月拆了。村裡的人都上了山。".repeat(5)).0);
    write("line.txt", "河水漫過了堤，".repeat(100_000).as_bytes());
    write("bad\u{1b}[31m\u{7}\n\u{202e}.pdf", b"%PDF-1.7\n\0");
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"bad\xFF.txt")), "船沒有到。").unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        folder.join("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    for (link, target) in [("nowhere", "nothing"), ("round", "round"), ("self", "."), ("zero", "/dev/zero")] {
        symlink(target, folder.join(link)).unwrap();
    }
}

#[test]
fn each_costs_a_line_and_the_articles_come() {
    let home = Home::new();
    home.write("in/good.txt", "好文\n\n河水漫過了堤。\n");
    write_all(&home.path("in"));
    let _listening = UnixListener::bind(home.path("in/socket")).unwrap();
    let ran = home.run(["add", "in"]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "9 new, 0 known\n"), "{ran:?}");
    let words = [
        ("a.pdf", "it is a PDF document, which pingdian does not read; `pdftotext"),
        ("a.png", "it is a PNG picture"),
        ("a.zip", "it is a damaged EPUB book or ZIP archive: its end is missing"),
        ("bad␛[31m␇␊<202E>.pdf", "it is a PDF document"),
        ("bomb.epub", "the book unpacks to more than any book holds"),
        ("brackets.json", "it is a damaged JSON document: more than 127 brackets stand within one another"),
        ("empty.txt", "it holds no text"),
        ("half.epub", "it is a damaged EPUB book or ZIP archive: its end is missing"),
        ("laughs.opml", "it lists 1 feed"),
        ("noise.txt", "it is a binary file"),
        ("nowhere", "is a link to what does not exist"),
        ("pipe", "is a pipe, not a file"),
        ("round", "is a link that leads back to itself"),
        ("self", "is a link back to a folder that it lies in"),
        ("socket", "is a socket, not a file"),
        ("zero", "is a device, not a file"),
    ];
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines.len(), words.len() + 1, "{ran:?}");
    for ((name, words), line) in words.iter().zip(&lines) {
        assert!(line.starts_with(&format!("pingdian: in/{name}: {words}")), "{line}");
    }
    assert_eq!(lines.last(), Some(&"pingdian: 16 could not be taken in, see above"));
    assert!(!ran.stderr.chars().any(|character| character.is_control() && character != '\n'), "{ran:?}");
    // The same once more: nothing is doubled.
    let again = home.run(["add", "in"]);
    assert_eq!((again.stdout.as_str(), &again.stderr), ("0 new, 9 known\n", &ran.stderr));
}

#[test]
fn what_a_shell_pipes_in_by_name_is_read() {
    let home = Home::new();
    let shell = |script: &str| {
        let (program, arguments) = home.command_line(["add"]);
        let mut shell = assert_cmd::Command::new("bash");
        shell.args(["-c", script, "bash"]).arg(program).args(arguments);
        Ran::of(shell.envs(home.environment()))
    };
    let ran = shell("\"$@\" <(echo 河水漫過了堤。) <(echo 水退了。)");
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(0), "2 new, 0 known\n"), "{ran:?}");
    let ran = shell("echo 水退了。 | \"$@\" /proc/self/fd/0");
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(0), "0 new, 1 known\n"), "{ran:?}");
}

/// A pipe that nobody writes to.
fn pipe(path: &Path) {
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
}

#[test]
fn what_is_no_plain_file_is_refused_at_once_wherever_a_file_is_named() {
    let home = Home::new();
    home.write("in/good.txt", "好文\n\n河水漫過了堤。\n");
    home.output(["add", "in"]);
    pipe(&home.path("pipe"));
    let _listening = UnixListener::bind(home.path("socket")).unwrap();
    symlink("/dev/zero", home.path("zero")).unwrap();
    symlink("pipe", home.path("to pipe")).unwrap();
    for (name, words) in [
        ("/dev/zero", "a device, not a file"),
        ("zero", "a device, not a file"),
        ("pipe", "a pipe, not a file"),
        ("to pipe", "a pipe, not a file"),
        ("socket", "a socket, not a file"),
    ] {
        let ran = home.run(["import-annotations", name]);
        assert!(ran.status.code() == Some(1) && ran.stderr.contains(words), "{ran:?}");
        let ran = home.run(["import-annotations", "--format", "brat", name]);
        assert!(ran.status.code() == Some(1) && ran.stderr.contains(words), "{ran:?}");
        assert!(home.run(["compare", name, "reader:tester"]).refused(1).contains(words));
        for option in ["--config", "--library"] {
            let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_pingdian"));
            command.args([option, name, "list"]).env_clear().envs(home.environment());
            let ran = Ran::of(command.current_dir(home.path("")).timeout(Duration::from_secs(30)));
            assert!(ran.refused(1).contains(words), "{option} {name}: {ran:?}");
        }
    }
    let folder = home.path("brat");
    fs::create_dir(&folder).unwrap();
    pipe(&folder.join("a.ann"));
    symlink("/dev/zero", folder.join("b.ann")).unwrap();
    fs::write(folder.join("c.ann"), "T1\tclaim 0 4\t河水漫過了堤\n").unwrap();
    symlink("/dev/zero", folder.join("c.txt")).unwrap();
    fs::write(folder.join("d.ann"), "T1\tclaim 4 10\t河水漫過了堤\n").unwrap();
    fs::write(folder.join("d.txt"), "好文\n\n河水漫過了堤。\n").unwrap();
    let ran = home.run(["import-annotations", "--reader", "王", path(&folder)]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(0), "1 new, 0 known, 3 kept out; by “王”\n"));
    for words in
        ["a.ann, line 1: it is no annotation: the file cannot be read: it is a pipe", "b.ann", "c.ann"]
    {
        assert!(ran.stderr.contains(words), "{ran:?}");
    }
    pipe(&folder.join("visual.conf"));
    let ran = home.run(["import-annotations", "--reader", "王", path(&folder)]);
    assert!(ran.status.code() == Some(1) && ran.stderr.contains("a pipe, not a file"), "{ran:?}");
    let long = home.write("long.toml", "# 長\n".repeat(1 << 20));
    let ran = home.run(["--config", path(&long), "list"]);
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_pingdian"));
    command.args(["--config", path(&long), "list"]).env_clear().envs(home.environment());
    assert!(Ran::of(&mut command).refused(1).contains("larger than"));
}

#[test]
fn annotations_that_a_shell_pipes_in_by_name_are_read() {
    let home = Home::new();
    home.write("in/good.txt", "好文\n\n河水漫過了堤。\n");
    home.output(["add", "in"]);
    let line = "{\"quote\":\"河水漫過了堤\",\"label\":\"claim\",\"article\":{\"title\":\"好文\"}}";
    for script in
        ["\"$@\" <(echo \"$LINE\")", "echo \"$LINE\" | \"$@\" /dev/stdin", "echo \"$LINE\" | \"$@\" -"]
    {
        let (program, arguments) = home.command_line(["import-annotations", "--reader", "王"]);
        let mut shell = assert_cmd::Command::new("bash");
        shell.args(["-c", script, "bash"]).arg(program).args(arguments);
        let ran = Ran::of(shell.envs(home.environment()).env("LINE", line));
        assert!(ran.status.success() && ran.stdout.contains("by “王”"), "{script}: {ran:?}");
    }
}
