use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{BIG5, GB18030};
use tempfile::{TempDir, tempdir};

use super::{LARGEST_FILE, OpenFile, Options, PIECE, Prefix, ReadError, Unreadable, from_bytes, read};
use crate::article::{Article, BlockKind, Script};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

const STORY: &str = "堤上的一夜\n\n雨下了三天，河水漫過了堤。\n村裡的人都上了山。\n";

/// Paragraphs of more than `bytes` bytes under a title.
fn book(bytes: usize) -> String {
    let paragraph = "雨下了三天，河水漫過了堤，誰也沒有睡。\n";
    format!("漲水記\n\n{}", paragraph.repeat(bytes / paragraph.len() + 1))
}

fn reason(result: Result<Article, ReadError>) -> Unreadable {
    result.unwrap_err().reason
}

fn read_prefix(path: &Path, at_most: usize) -> Result<Option<Prefix>, ReadError> {
    OpenFile::open(path, &Options::default())?.prefix(at_most)
}

#[test]
fn a_file_becomes_an_article() {
    let folder = Folder::new();
    let article = read(&folder.file("a.txt", STORY)).unwrap();
    assert_eq!(article.text, STORY);
    assert_eq!(article.title, "堤上的一夜");
    assert_eq!(article.script, Script::Traditional);
    assert_eq!((article.guessed_encoding, article.replaced), (None, 0));
    assert_eq!(article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).count(), 2);
    assert_eq!(article, from_bytes(STORY.into()).unwrap());
}

#[test]
fn other_encodings_and_newlines_are_read() {
    let folder = Folder::new();
    let big5 = folder.file("big5.txt", BIG5.encode(STORY).0);
    assert_eq!(read(&big5).unwrap().text, STORY);
    assert_eq!(read(&big5).unwrap().guessed_encoding, Some("Big5"));
    let windows = folder.file("crlf.txt", format!("\u{FEFF}{}", STORY.replace('\n', "\r\n")));
    assert_eq!(read(&windows).unwrap().text, STORY);
}

#[test]
fn long_files_are_read_across_pieces() {
    let folder = Folder::new();
    let text = book(3 * PIECE);
    assert_eq!(read(&folder.file("book.txt", &text)).unwrap().text, text);
    let windows = text.replace('\n', "\r\n");
    assert_eq!(read(&folder.file("crlf.txt", windows)).unwrap().text, text);
    let mut damaged = text.clone().into_bytes();
    let end = damaged.len();
    damaged[end - 2] = 0xFF;
    let article = read(&folder.file("damaged.txt", damaged)).unwrap();
    assert_eq!(article.guessed_encoding, Some("UTF-8"));
    assert!(article.replaced > 0 && article.text.starts_with(text.trim_end_matches("。\n")));
    let simplified = "雨下了三天，谁也没有睡。\n".repeat(PIECE / 10);
    let article = read(&folder.file("gb.txt", GB18030.encode(&simplified).0)).unwrap();
    assert_eq!(article.text, simplified);
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = Folder::new();
    assert!(matches!(reason(read(&folder.file("empty.txt", ""))), Unreadable::Empty));
    assert!(matches!(reason(read(&folder.file("mark.txt", "\u{FEFF}"))), Unreadable::Empty));
    assert!(matches!(reason(read(&folder.file("blank.txt", " \n\u{3000}\n"))), Unreadable::Empty));
    assert!(matches!(reason(read(folder.0.path())), Unreadable::Folder));
    assert!(matches!(reason(read(&folder.0.path().join("none.txt"))), Unreadable::NotFound));
    assert!(matches!(
        reason(read(&folder.file("a.pdf", b"%PDF-1.5 \0"))),
        Unreadable::Binary("a PDF document")
    ));
    assert!(matches!(reason(from_bytes(b"a\0b\0\xFF".into())), Unreadable::Binary("a binary file")));
}

#[test]
fn messages_are_sentences_and_show_no_controls() {
    let missing = read(&PathBuf::from("/nowhere/水\u{1B}[2J.txt")).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "cannot read /nowhere/水\\u{1b}[2J.txt: there is no such file; check the name"
    );
    let empty = from_bytes(Vec::new()).unwrap_err();
    assert_eq!(empty.to_string(), "cannot read the input: it holds no text");
}

#[test]
fn a_file_beyond_all_measure_is_not_opened() {
    let folder = Folder::new();
    let path = folder.file("huge.txt", "");
    fs::File::options().write(true).open(&path).unwrap().set_len(LARGEST_FILE + 1).unwrap();
    assert!(matches!(reason(read(&path)), Unreadable::TooLarge));
}

#[cfg(unix)]
#[test]
fn sockets_and_devices_are_not_opened() {
    let folder = Folder::new();
    let path = folder.0.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    assert!(matches!(reason(read(&path)), Unreadable::NotAFile("a socket")));
    assert!(matches!(reason(read(&PathBuf::from("/dev/null"))), Unreadable::NotAFile("a device")));
}

#[test]
fn the_beginning_of_a_book_ends_with_a_line() {
    let folder = Folder::new();
    let text = book(100_000);
    let prefix = read_prefix(&folder.file("book.txt", &text), 1000).unwrap().unwrap();
    assert!(!prefix.is_whole);
    assert!(text.starts_with(&prefix.article.text) && prefix.article.text.ends_with('\n'));
    assert!((900..=1000).contains(&prefix.article.text.len()));
    assert_eq!(prefix.article.title, "漲水記");
}

#[test]
fn the_beginning_of_one_long_line_ends_with_a_cluster() {
    let folder = Folder::new();
    let text = "雨e\u{301}".repeat(5000);
    for at_most in 1000..1010 {
        let prefix = read_prefix(&folder.file("line.txt", &text), at_most).unwrap().unwrap();
        assert!(!prefix.is_whole && text.starts_with(&prefix.article.text));
        assert!(prefix.article.text.ends_with('雨') || prefix.article.text.ends_with('\u{301}'));
    }
}

#[test]
fn the_beginning_of_a_file_with_other_newlines_is_that_of_its_text() {
    let folder = Folder::new();
    let text = book(5000);
    let path = folder.file("crlf.txt", text.replace('\n', "\r\n"));
    for at_most in 1000..1070 {
        let prefix = read_prefix(&path, at_most).unwrap().unwrap();
        assert!(text.starts_with(&prefix.article.text));
    }
}

#[test]
fn short_files_are_read_whole_and_long_ones_in_other_encodings_not_yet() {
    let folder = Folder::new();
    let short = read_prefix(&folder.file("a.txt", STORY), 1000).unwrap().unwrap();
    assert!(short.is_whole && short.article.text == STORY);
    let text = book(5000);
    assert_eq!(read_prefix(&folder.file("b.txt", BIG5.encode(&text).0), 1000).unwrap(), None);
    let blank = format!("{}字。\n", "\n".repeat(2000));
    assert_eq!(read_prefix(&folder.file("c.txt", &blank), 1000).unwrap(), None);
    let page = format!("<article><p>{}</p></article>", "字句。".repeat(1000));
    assert_eq!(read_prefix(&folder.file("d.html", page), 1000).unwrap(), None);
    assert!(
        read_prefix(&folder.file("e.html", "<p>字句。</p>"), 1000).unwrap().is_some_and(|all| all.is_whole)
    );
}
