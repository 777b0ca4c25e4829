//! Archives as browsers write them, and such as nobody should.

use std::ops::ControlFlow;
use std::path::Path;

use encoding_rs::GBK;
use proptest::prelude::*;

use super::*;
use crate::article::{Article, ReadError, from_bytes, read_source};
use crate::properties::unrecorded;

const WORDS: &str = "昨夜河水漲過了舊橋，站在岸上的人都看見了。";

fn page(charset: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"{charset}\"><title>舊橋漲水</title></head><body><p>{WORDS}</p>\
         <p>橋要到明年才修好。<img src=\"a.png\" alt=\"舊橋\"></p></body></html>"
    )
}

/// Bytes as quoted-printable, in lines of 76.
fn quoted(bytes: &[u8]) -> String {
    let signs: Vec<String> = bytes
        .iter()
        .map(|&byte| match byte {
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        })
        .collect();
    signs.chunks(25).map(<[String]>::concat).collect::<Vec<_>>().join("=\r\n")
}

/// Bytes in base64, in lines of 76.
fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
    let lines: Vec<&str> = encoded.as_bytes().chunks(76).map(|line| str::from_utf8(line).unwrap()).collect();
    lines.join("\r\n")
}

/// As Chrome writes it: a page, a frame in it, and a picture.
fn by_chrome(html: &[u8]) -> Vec<u8> {
    let advertisement =
        quoted("<html><body><p>買船票，本週七折，只到星期天為止。</p></body></html>".as_bytes());
    format!(
        "From: <Saved by Blink>\r\n\
         Snapshot-Content-Location: https://www.river.example/n/1.html\r\n\
         Subject: =?utf-8?Q?=E8=88=8A=E6=A9=8B?=\r\n\
         Date: Sat, 21 Nov 2026 10:00:00 -0000\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
         \tboundary=\"----MultipartBoundary--aB1----\"\r\n\r\n\r\n\
         ------MultipartBoundary--aB1----\r\n\
         Content-Type: text/html\r\n\
         Content-ID: <frame-1@mhtml.blink>\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://www.river.example/n/1.html\r\n\r\n{}\r\n\
         ------MultipartBoundary--aB1----\r\n\
         Content-Type: text/html\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://ads.example/\r\n\r\n{advertisement}\r\n\
         ------MultipartBoundary--aB1----\r\n\
         Content-Type: image/png\r\n\
         Content-Transfer-Encoding: base64\r\n\
         Content-Location: https://www.river.example/n/a.png\r\n\r\niVBORw0KGgo=\r\n\
         ------MultipartBoundary--aB1------\r\n",
        quoted(html)
    )
    .into_bytes()
}

/// An archive with these parts, the headers of each before it.
fn archive(more: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = format!("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b{more}\n\n");
    for (headers, body) in parts {
        archive.push_str(&format!("--b\n{headers}\n\n{body}\n"));
    }
    archive.push_str("--b--\n");
    archive.into_bytes()
}

fn article(bytes: &[u8]) -> Result<Article, ReadError> {
    from_bytes(bytes.to_vec())
}

fn error(bytes: &[u8]) -> String {
    article(bytes).unwrap_err().to_string()
}

/// Whether the source is taken for an archive.
fn is_taken(text: &str) -> bool {
    is_archive(&Head { bytes: text.as_bytes(), name: Some(Path::new("a.mhtml")) })
}

#[test]
fn a_page_saved_as_a_single_file() {
    let article = article(&by_chrome(page("utf-8").as_bytes())).unwrap();
    assert_eq!(article.title, "舊橋漲水");
    assert_eq!(article.metadata.site, "river.example");
    assert_eq!(article.metadata.url, "https://www.river.example/n/1.html");
    assert_eq!(
        article.text,
        format!("舊橋漲水\n\n{WORDS}\n\n橋要到明年才修好。\n\n![舊橋](https://www.river.example/n/a.png)\n")
    );
}

#[test]
fn its_encoding_is_what_the_part_or_the_page_says() {
    let simplified = page("gb2312").replace("漲過了舊橋", "涨过了旧桥").replace("見", "见");
    let bytes = GBK.encode(&simplified).0;
    let article_of = |archive: &[u8]| article(archive).unwrap();
    assert!(article_of(&by_chrome(&bytes)).text.contains("昨夜河水涨过了旧桥"));
    let silent = GBK.encode(&simplified.replace("gb2312", "x")).0.into_owned();
    let headers = "Content-Type: text/html; charset=\"gb2312\"\nContent-Transfer-Encoding: Base64";
    let found = article_of(&archive("", &[(headers, &base64(&silent))]));
    assert!(found.text.contains("昨夜河水涨过了旧桥"), "{}", found.text);
    assert_eq!(found.guessed_encoding, None);
}

#[test]
fn a_page_without_pictures_is_a_part_by_itself() {
    let alone = format!(
        "From: \"Saved\"\r\nMIME-Version: 1.0\r\nContent-Type: text/html;\r\n\tcharset=\"utf-8\"\r\n\
         Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://www.river.example/2\r\n\r\n{}",
        quoted(page("utf-8").as_bytes())
    );
    let article = article(alone.as_bytes()).unwrap();
    assert_eq!((article.title.as_str(), article.metadata.site.as_str()), ("舊橋漲水", "river.example"));
}

#[test]
fn the_page_is_the_part_to_start_with_or_the_first() {
    let (html, plain) = ("Content-Type: text/html", "Content-Type: text/plain");
    let (other, own) = ("<p>別的一頁，說別的事情，與橋沒有關係。</p>", page("utf-8"));
    let second = format!("{html}\nContent-ID: <two>");
    let named = archive("; start=\"<two>\"", &[(html, other), (&second, &own)]);
    assert!(article(&named).unwrap().text.contains(WORDS));
    let unknown = archive("; start=\"<three>\"", &[(plain, other), (&second, &own)]);
    assert!(article(&unknown).unwrap().text.contains(WORDS));
    // Within an alternative, whose delimiter begins as the one around it does.
    let inner = format!("--b1\n{plain}\n\n{other}\n--b1\n{html}\n\n{own}\n--b1--\n");
    let nested = archive("", &[("Content-Type: multipart/alternative; boundary=b1", &inner)]);
    assert!(article(&nested).unwrap().text.contains(WORDS));
}

#[test]
fn a_file_that_breaks_off_is_read_as_far_as_it_goes() {
    let mut bytes = archive("", &[("Content-Type: text/html", &page("utf-8"))]);
    bytes.truncate(memmem::find(&bytes, "橋要到".as_bytes()).unwrap());
    assert_eq!(article(&bytes).unwrap().text, format!("舊橋漲水\n\n{WORDS}\n"));
}

#[test]
fn content_tells_it_not_the_name() {
    assert!(is_taken("\u{FEFF}\r\nMIME-Version: 1.0\r\nContent-Type: Multipart/Related; boundary=x\r\n\r\n"));
    for text in [
        "",
        "雨：停了。",
        "From: 河\n\n雨停了。",
        "MIME-Version: 1.0\nContent-Type: text/plain\n\n雨停了。",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n雨停了。",
        "Content-Type: multipart/related; boundary=x\n\n雨停了。",
        "<p>MIME-Version: 1.0\nContent-Type: multipart/related</p>",
    ] {
        assert!(!is_taken(text), "{text}");
    }
}

#[test]
fn damaged_ones_are_told_as_such() {
    let html = "Content-Type: text/html";
    for parts in [&[][..], &[("Content-Type: image/png", "x")], &[("Content-Type: text/html; charset", "")]] {
        assert!(article(&archive("", parts)).is_err(), "{parts:?}");
    }
    assert!(error(&archive("", &[])).contains("damaged web archive: there is no page in it"));
    let unbounded =
        "MIME-Version: 1.0\nContent-Type: multipart/related\n\n--b\nContent-Type: text/html\n\n字";
    assert!(error(unbounded.as_bytes()).contains("there is no page in it"));
    let broken = archive("", &[(&format!("{html}\nContent-Transfer-Encoding: base64"), "字字字")]);
    assert!(error(&broken).contains("not encoded as it says"), "{}", error(&broken));
}

#[test]
fn hostile_ones_cost_little() {
    let deep: String = (0..5000)
        .map(|n| format!("Content-Type: multipart/related; boundary=b{n}x\n\n--b{n}x\n"))
        .collect::<String>();
    assert!(article(format!("MIME-Version: 1.0\n{deep}Content-Type: text/html\n\n字").as_bytes()).is_err());
    let many = archive("", &vec![("Content-Type: image/png", ""); 200_000]);
    assert!(article(&many).is_err());
    let empty = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n{}",
        "--b\n".repeat(1 << 20)
    );
    assert!(article(empty.as_bytes()).is_err());
    let parameters: String = (0..100_000).map(|n| format!("\n a{n}*0*=x;")).collect();
    let long = archive("", &[(&format!("Content-Type: text/html;{parameters}"), "字")]);
    assert!(article(&long).is_err());
    let huge = archive("", &[("Content-Type: text/html", &"字".repeat(6 << 20))]);
    assert!(article(&huge).is_err());
}

proptest! {
    #![proptest_config(unrecorded())]

    #[test]
    fn any_bytes_do(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12), end in any::<prop::sample::Index>()) {
        let mut bytes = by_chrome(page("utf-8").as_bytes());
        for (place, byte) in cuts {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(end.index(bytes.len()) + 1);
        let source = Source { bytes, ..Source::default() };
        let options = Options { format: Some("mhtml".to_owned()), ..Options::default() };
        let _ = read_source(source, &options, &mut |_| ControlFlow::Continue(()));
    }
}
