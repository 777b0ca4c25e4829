//! Articles from corpora, books, feeds and addresses.

use std::fs;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::TcpListener;
use std::thread;

use encoding_rs::BIG5;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::commands::path;
use crate::support::{Home, Ran};

const CORPUS: &str = concat!(
    r#"{"id": "a-7", "title": "漲水", "text": "河水漫過了堤。村裡的人都上了山。", "date": "2026年4月11日"}"#,
    "\n",
    r#"{"id": "a-8", "title": "退水", "text": "水退了。人們下了山，回到村裡。", "date": "2026/4/12"}"#,
    "\n",
);

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>河口日報</title>
<item><title>漲水</title><link>https://example.org/1</link><description>河水漫過了堤。</description></item>
<item><title>退水</title><link>https://example.org/2</link><description>水退了。</description></item></channel></rss>"#;

fn titles(home: &Home) -> Vec<String> {
    home.articles().iter().map(|article| article["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_record_of_a_corpus_is_an_article() {
    let home = Home::new();
    let corpus = home.write("corpus.jsonl", CORPUS);
    assert_eq!(home.output(["add", path(&corpus)]), "2 new, 0 known\n");
    assert_eq!(titles(&home), ["漲水", "退水"]);
    let uri = home.articles()[1]["uri"].as_str().unwrap().to_owned();
    assert!(uri.ends_with("/corpus.jsonl#a-8"), "{uri}");
    home.output(["annotate", "1", "--label=claim", "--quote=河水漫過了堤"]);
    // A record before the others moves none of them, and a corrected one is a new text of the same article.
    let first = r#"{"id": "a-6", "title": "雨", "text": "雨下了三天。"}"#;
    let changed = format!("{first}\n{}", CORPUS.replace("都上了山", "都上了後山"));
    fs::write(&corpus, changed).unwrap();
    assert_eq!(home.output(["add", path(&corpus)]), "1 new, 1 known, 1 with a new text\n");
    assert_eq!(home.annotations()[0]["quote"], "河水漫過了堤");
    // A broken record costs a line, and the others come.
    fs::write(&corpus, format!("{{\"id\": \"a-9\", \"text\n{CORPUS}")).unwrap();
    let ran = home.run(["add", path(&corpus)]);
    assert_eq!(ran.status.code(), Some(1), "{ran:?}");
    assert!(ran.stderr.contains("one record was left out: line 1: it is no whole JSON"), "{ran:?}");
}

#[test]
fn a_feed_that_is_taken_in_again_doubles_nothing() {
    let home = Home::new();
    let feed = home.write("feed.xml", FEED);
    assert_eq!(home.output(["add", path(&feed)]), "2 new, 0 known\n");
    assert_eq!(home.output(["add", path(&feed)]), "0 new, 2 known\n");
    fs::write(&feed, FEED.replace("水退了。", "水在夜裡退了。")).unwrap();
    assert_eq!(home.output(["add", path(&feed)]), "0 new, 1 known, 1 with a new text\n");
    assert_eq!(titles(&home), ["漲水", "退水"]);
    assert!(home.output(["show", "2"]).contains("水在夜裡退了。"));
}

#[test]
fn columns_are_named_on_the_command_line_or_in_the_configuration() {
    let home = Home::new();
    let table = home.write("t.csv", "甲,乙,丙\n漲水,河水漫過了堤。,2026-04-11\n退水,水退了。,2026-04-12\n");
    let ran = home.run(["add", path(&table)]);
    assert!(ran.stderr.contains("name it with --text-column (there are: 甲, 乙, 丙)"), "{ran:?}");
    assert_eq!(
        home.output(["add", "--title-column", "甲", "--text-column", "乙", path(&table)]),
        "2 new, 0 known\n"
    );
    assert_eq!(titles(&home), ["漲水", "退水"]);
    let mut configuration = fs::read_to_string(home.config()).unwrap();
    configuration.push_str("[corpus]\ntitle = \"甲\"\ntext = \"乙\"\n");
    fs::write(home.config(), configuration).unwrap();
    assert_eq!(home.output(["add", path(&table)]), "0 new, 2 known\n");
    assert!(home.output(["show", &format!("{}#2", path(&table))]).starts_with("退水\n"));
    let usual = home.write("u.csv", "title,text\n融雪,山上的雪化了。\n");
    assert_eq!(home.output(["add", path(&usual)]), "1 new, 0 known\n");
    assert!(home.output(["show", &format!("{}#1", path(&usual))]).starts_with("融雪\n"));
    let ran = home.run(["add", "--title-column", "nope", path(&usual)]);
    assert!(ran.stderr.contains("it has no column nope (there are: title, text)"), "{ran:?}");
    assert_eq!(titles(&home).len(), 3);
}

#[test]
fn standard_input_may_hold_several_articles() {
    let home = Home::new();
    for name in ["-", "/dev/stdin"] {
        let ran = Ran::of(home.command(["add", name]).write_stdin(CORPUS));
        assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    }
    assert_eq!(titles(&home), ["漲水", "退水"]);
    let ran = Ran::of(home.command(["add", "-"]).write_stdin(format!("{CORPUS}[]\n")));
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "0 new, 2 known\n"), "{ran:?}");
    assert!(ran.stderr.contains("standard input: "), "{ran:?}");
}

#[test]
fn one_of_several_articles_in_a_file_is_named() {
    let home = Home::new();
    let corpus = home.write("corpus.jsonl", CORPUS);
    let corpus = path(&corpus);
    let ran = home.run(["show", corpus]);
    assert!(ran.status.success() && ran.stdout.starts_with("漲水\n"), "{ran:?}");
    assert!(ran.stderr.contains("holds several articles") && ran.stderr.contains("#a-7'"), "{ran:?}");
    for name in ["a-8", "2"] {
        assert!(home.output(["show", &format!("{corpus}#{name}")]).starts_with("退水\n"), "{name}");
    }
    assert!(home.run(["show", &format!("{corpus}#a-9")]).refused(1).contains("#a-9"));
    let ran = home.run(["annotate", corpus, "--label=claim", "--quote=水退了"]);
    assert!(ran.refused(2).contains("holds several articles"), "{ran:?}");
    home.output(["annotate", &format!("{corpus}#a-8"), "--label=claim", "--quote=水退了"]);
    assert_eq!(titles(&home), ["退水"]);
    let exported = home.output(["export", "--format=jsonl", "--article", &format!("{corpus}#a-8")]);
    assert!(exported.contains("水退了"));
}

#[test]
fn a_book_is_an_article() {
    let home = Home::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let entries = [
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>",
        ),
        (
            "p.opf",
            "<package><metadata><title>漲水記</title></metadata><manifest><item id='a' href='a.xhtml' \
             media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>",
        ),
        ("a.xhtml", "<html><body><h1>第一章</h1><p>河水漫過了堤。</p></body></html>"),
    ];
    for (name, text) in entries {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let book = home.write("book", zip.finish().unwrap().into_inner());
    assert_eq!(home.output(["show", path(&book)]), "漲水記\n\n第一章\n\n河水漫過了堤。\n");
    assert_eq!(home.output(["add", path(&book)]), "1 new, 0 known\n");
}

#[test]
fn what_is_not_read_is_named() {
    let home = Home::new();
    for (name, bytes, words) in [
        ("a.pdf", b"%PDF-1.7\n\0".as_slice(), "a PDF document, which pingdian does not read; `pdftotext"),
        ("b", b"\x89PNG\r\n\x1A\n\0\0", "a PNG picture"),
        ("c.txt", b"Rar!\x1A\x07\x01\0", "a RAR archive, which pingdian does not read; unpack it"),
        ("d.md", b"ID3\x03\0\0\0", "an MP3 sound recording"),
    ] {
        let file = home.write(name, bytes);
        let ran = home.run(["add", path(&file)]);
        assert!(ran.status.code() == Some(1) && ran.stderr.contains(words), "{ran:?}");
    }
    let own = home.write(
        "tags.jsonl",
        "{\"label\":\"claim\",\"quote\":\"字\",\"start\":0,\"end\":1,\"reader\":\"r\"}\n",
    );
    assert!(home.run(["add", path(&own)]).stderr.contains("import-annotations"));
}

/// A site on this machine that has a page, a feed, and a list of feeds.
fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let own = address.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
            let (kind, body) = match first.split(' ').nth(1).unwrap_or("/") {
                "/page" => {
                    ("text/plain; charset=big5", BIG5.encode("舊橋\n\n橋在十二月拆了。").0.into_owned())
                }
                "/web" => (
                    "text/html; charset=big5",
                    BIG5.encode(
                        "<html><meta charset=gbk><title>新橋</title><p>新橋在河的上游，去年冬天開通了。",
                    )
                    .0
                    .into_owned(),
                ),
                "/feed" => ("application/rss+xml", FEED.into()),
                "/list" => {
                    let list = format!(
                        "<opml version='2.0'><body><outline xmlUrl='{own}/feed'/><outline xmlUrl='{own}/none'/></body></opml>"
                    );
                    ("text/x-opml", list.into_bytes())
                }
                _ => {
                    let _ = stream
                        .write_all(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    continue;
                }
            };
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    address
}

#[test]
fn addresses_give_articles() {
    let home = Home::new();
    let site = site();
    assert_eq!(home.output(["add", &format!("{site}/page#x")]), "1 new, 0 known\n");
    assert_eq!(home.articles()[0]["uri"], format!("{site}/page"));
    assert_eq!(home.articles()[0]["title"], "舊橋");
    let other = Home::new();
    other.output(["add", &format!("{site}/web")]);
    assert!(other.output(["show", "1"]).contains("新橋在河的上游，去年冬天開通了。"), "as the server says");
    let ran = home.run(["add", &format!("{site}/none"), "ftp://example.org/a"]);
    assert!(ran.stderr.contains("there is no such page (status 404)"), "{ran:?}");
    assert!(ran.stderr.contains("http and https alone, not ftp"), "{ran:?}");
    let ran = home.run(["add", &format!("{site}/list")]);
    assert!(ran.stderr.contains("it lists 2 feeds; `pingdian add --fetch`"), "{ran:?}");
    let ran = home.run(["add", "--fetch", &format!("{site}/list")]);
    assert_eq!((ran.status.code(), ran.stdout.as_str()), (Some(1), "2 new, 0 known\n"), "{ran:?}");
    assert_eq!(titles(&home), ["舊橋", "漲水", "退水"]);
    let list = home.write("feeds.opml", format!("<opml><body><outline xmlUrl='{site}/feed'/></body></opml>"));
    assert!(home.run(["add", path(&list)]).stderr.contains("it lists 1 feed;"));
    // A file may come from anywhere: it leads to no machine of this network.
    let ran = home.run(["add", "--fetch", path(&list)]);
    assert!(ran.stderr.contains("a machine of this network, which is not followed"), "{ran:?}");
}

#[test]
fn nothing_is_fetched_where_that_is_turned_off() {
    let home = Home::new();
    fs::write(home.config(), "reader = \"tester\"\nnetwork = false\n").unwrap();
    let site = site();
    for arguments in [&["add"][..], &[]] {
        let ran = home.run([arguments, &[&format!("{site}/page")]].concat());
        assert!(ran.refused(1).contains("`network = false`"), "{ran:?}");
    }
    // A file that is named like an address is not fetched.
    home.write("https:/example.org/1.txt", "舊橋拆了。\n");
    assert_eq!(home.output(["add", "https://example.org/1.txt"]), "1 new, 0 known\n");
    let ran = home.run(["https://example.org/1.txt"]);
    assert!(ran.refused(1).contains("not a terminal"), "{ran:?}");
}

#[test]
fn an_address_with_a_password_is_refused_and_not_told() {
    let home = Home::new();
    for address in ["http://reader:secret@127.0.0.1:9/page", "http://reader:s%65cret@127.0.0.1:9/"] {
        let ran = home.run(["add", address]);
        assert_eq!(ran.status.code(), Some(1), "{ran:?}");
        assert!(ran.stderr.contains("the address holds a name or password"), "{ran:?}");
        assert!(!ran.stderr.contains("cret") && !ran.stderr.contains("reader:"), "{ran:?}");
        assert!(!home.run(["show", address]).stderr.contains("cret@"), "{address}");
    }
    assert_eq!(home.articles().len(), 0);
}

#[test]
fn passwords_in_a_page_s_addresses_are_left_out() {
    let home = Home::new();
    let page = "<html><head><link rel=canonical href='https://reader:secret@example.org/1'></head><body><article>\
                <p>河水上漲了兩米，居民正在撤離，橋也封了。<a href='https://reader:secret@example.net/2'>全文</a></p>\
                </article></body></html>";
    let feed = "<rss version='2.0'><channel><title>河報</title><item><title>舊橋</title>\
                <guid>https://reader:secret@example.org/3</guid><link>https://reader:secret@example.org/3</link>\
                <description>舊橋拆了。</description></item></channel></rss>";
    let files = [home.write("page.html", page), home.write("feed.xml", feed)];
    home.output(["add", path(&files[0]), path(&files[1])]);
    let listed = format!("{:?}", home.articles());
    assert!(listed.contains("https://example.org/1") && listed.contains("example.org/3"), "{listed}");
    assert!(!listed.contains("secret"), "{listed}");
    for number in ["1", "2"] {
        let shown = home.output(["show", number]);
        assert!(!shown.contains("secret"), "{shown}");
    }
}
