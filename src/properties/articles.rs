//! Whatever the bytes, an article is one: its blocks lie in its text, it is no larger than it can be, and it comes out
//! the same twice.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::Path;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Input, Mutation, found, fuzzed, mutated, mutations};
use crate::article::{Article, Found, Options, Source, feed_addresses, from_bytes, read_source};
use crate::text::{acts, is_blank, is_cluster_boundary, visible};

const PAGE: &str = r#"<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>漲水 | 河口報</title>
<meta property="og:title" content="漲水"><meta name="author" content="林一"><base href="https://river.example/a/">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"漲水","author":[{"name":"林一"}],"datePublished":"2026-04-11T08:00:00+08:00"}</script>
</head><body><nav><a href="/">首頁</a></nav><article><h1>漲水</h1><p class="byline">林一 2026-04-11</p>
<p>河水漫過了堤，老人說：“我沒有見過這樣的水。”村裡的人都上了山，等了三天。</p><h2>退水</h2>
<p>水退了<sup>[1]</sup>，&amp; 路&nbsp;還在。<a href="b.html#x">看圖</a><br>第二行。</p><ul><li>一<ol><li>二</li></ol></li></ul>
<table><tr><th>日</th><th>水位</th></tr><tr><td rowspan="2">四日</td><td>3.67</td></tr><tr><td>4.1</td></tr></table>
<blockquote><p>引一句。</p></blockquote><pre>a
  b</pre><figure><img src="a.jpg" alt="堤"><figcaption>圖：堤</figcaption></figure>
<ruby>水<rp>(</rp><rt>みず</rt><rp>)</rp></ruby><p hidden>藏</p></article><footer>版權所有</footer></body></html>"#;

const MARKDOWN: &str = "---\ntitle: 漲水\nauthor: [林一, 陳二]\ndate: 2026-04-11\n---\n# 漲水 *記*\n\n河水**漫過**了堤[^1]，`a|b`，<b>粗</b>。\n\n\
> 引一句。\n> > 又一句。\n\n- 一\n  1. 二\n- [ ] 三\n\n| 日 | 水位 |\n|---|--:|\n| 四 | 3.67 |\n\n![堤](a.jpg \"堤\")\n\n```rust\nfn a() {}\n```\n\n\
<div>塊</div>\n\n[連結](https://river.example/?a=b \"名\")&nbsp;&#x6c34;\n\n[^1]: 註\n";

const PLAIN: &str = "河事\n\n漲水\n林一 2026年4月11日\n\n河水漫過了堤，老人說：“我沒有見過。”村裡的人上了山。\n\n![堤](a.jpg)\n圖：堤\n\n一、退水\n\n水退了。𠮷か\u{3099}見た。👨‍👩‍👧 ﾀﾞ\u{2028}\n特別聲明：以上內容只供測試。\n";

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>河口報</title><link>https://river.example/</link><description>d</description>
<item><title>漲水</title><link>https://river.example/1</link><guid isPermaLink="false">1</guid><pubDate>Sat, 11 Apr 2026 08:00:00 +0800</pubDate><dc:creator>林一</dc:creator>
<description><![CDATA[<p>河水漫過了堤。</p>]]></description><content:encoded><![CDATA[<p>河水漫過了堤。</p><p>人上了山。</p>]]></content:encoded></item>
<item><title>退水 &amp; 路</title><description>&lt;p&gt;水退了。&lt;/p&gt;</description></item></channel></rss>"#;

const ATOM: &str = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://river.example/"><title>河口報</title><id>urn:a</id><updated>2026-04-11T00:00:00Z</updated>
<entry><title type="html">漲&lt;b&gt;水&lt;/b&gt;</title><id>urn:a:1</id><updated>2026-04-11T00:00:00Z</updated><author><name>林一</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>河水漫過了堤。</p></div></content></entry></feed>"#;

const JSON_FEED: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"河口報","items":[{"id":"1","url":"https://river.example/1","title":"漲水","content_html":"<p>河水漫過了堤。</p>","date_published":"2026-04-11T08:00:00+08:00","authors":[{"name":"林一"}]},{"id":"2","content_text":"水退了。"}]}"#;

const OPML: &str = r#"<?xml version="1.0"?><opml version="2.0"><head><title>訂閱</title></head><body><outline text="河"><outline type="rss" text="河口報" xmlUrl="https://river.example/feed.xml" htmlUrl="https://river.example/"/><outline text="無"/></outline></body></opml>"#;

const MHTML: &str = "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E6=BC=B2=E6=B0=B4?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--b1\"\r\n\r\n\
----b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://river.example/1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><head><title>=E6=BC=B2=E6=B0=B4</title></head><body><p>=E6=B2=B3=E6=B0=B4=E6=BC=AB=E9=81=8E=E4=BA=86=E5=A0=A4=E3=80=82=\r\n</p></body></html>\r\n\
----b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n----b1--\r\n";

const JSON_LINES: &str = "{\"id\":1,\"title\":\"漲水\",\"text\":\"河水漫過了堤。\\n人上了山。\",\"author\":\"林一\",\"date\":\"2026-04-11\"}\n{\"id\":\"b\",\"content\":\"水退了。\\ud83d\\ude00\",\"meta\":{\"n\":[1,2,{\"a\":null}]}}\n\n{\"text\":\"又一篇。\"}\n";

const JSON: &str = "[{\"title\":\"漲水\",\"text\":\"河水漫過了堤。\"},\n {\"title\":\"退水\",\"body\":\"水退了。\",\"tags\":[\"a\",1.5e3,true]}]";

const CSV: &str =
    "id,title,text,date\n1,漲水,\"河水漫過了堤，\n人說：\"\"好\"\"。\",2026-04-11\n2,退水,水退了。,\n";

const TSV: &str = "title\ttext\tauthor\n漲水\t河水漫過了堤。\t林一\n退水\t水退了。\t陳二\n";

const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>漲水記</dc:title><dc:creator>林一</dc:creator><dc:date>2026-04-11</dc:date><dc:language>zh-tw</dc:language></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="c1" href="t/%E4%B8%80.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="t/2.xhtml" media-type="application/xhtml+xml"/></manifest><spine toc="ncx"><itemref idref="c1"/><itemref idref="c2"/></spine></package>"#;

/// The files of a book.
fn book() -> Vec<(&'static str, &'static str)> {
    vec![
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            r#"<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="O/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#,
        ),
        ("O/c.opf", PACKAGE),
        (
            "O/nav.xhtml",
            r#"<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="t/%E4%B8%80.xhtml">第一章</a></li></ol></nav></body></html>"#,
        ),
        (
            "O/toc.ncx",
            r#"<ncx><navMap><navPoint><navLabel><text>第二章</text></navLabel><content src="t/2.xhtml#a"/></navPoint></navMap></ncx>"#,
        ),
        (
            "O/t/一.xhtml",
            "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY w '水'>]><html><head><title/></head><body><p>雨下了&w;三天。<img src='../a.png' alt='山'/></p><aside epub:type='footnote' id='n'>註</aside></body></html>",
        ),
        (
            "O/t/2.xhtml",
            "<html><body><h2>退</h2><p id='a'><ruby>水<rt>みず</rt></ruby>退了<a epub:type='noteref' href='%E4%B8%80.xhtml#n'>1</a>。</p></body></html>",
        ),
    ]
}

fn packed(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The articles of a source, or why it holds none.
fn read(bytes: &[u8], name: &str, format: Option<&str>) -> (Vec<Found>, Option<String>) {
    let mut articles = Vec::new();
    let source = Source {
        bytes: bytes.to_vec(),
        name: Some(Path::new(name)),
        uri: "https://river.example/a",
        charset: None,
    };
    let options = Options { format: format.map(str::to_owned), ..Options::default() };
    let read = read_source(source, &options, &mut |found| {
        articles.push(found);
        ControlFlow::Continue(())
    });
    (articles, read.err().map(|error| error.to_string()))
}

/// What must hold for what is read of `bytes`, which may be larger than they are by no more than `growth` times.
fn check(bytes: &[u8], name: &str, format: Option<&str>, growth: usize) -> Result<(), TestCaseError> {
    let first = read(bytes, name, format);
    for found in &first.0 {
        check_article(&found.article)?;
    }
    let taken: usize = first.0.iter().map(|found| found.article.text.len() + found.article.title.len()).sum();
    prop_assert!(taken <= growth * bytes.len() + 4096, "{} bytes of text from {}", taken, bytes.len());
    if let Some(words) = &first.1 {
        prop_assert!(!words.is_empty() && words.len() < 2000, "{}", words);
        prop_assert!(!words.contains("panic"), "{}", words);
    }
    prop_assert_eq!(first, read(bytes, name, format));
    Ok(())
}

fn check_article(article: &Article) -> Result<(), TestCaseError> {
    let text = &article.text;
    let mut end = 0;
    for block in &article.blocks {
        let span = block.span();
        prop_assert!(
            end <= span.start && span.start < span.end && span.end <= text.len(),
            "{:?} after {}",
            block,
            end
        );
        prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{:?}", block);
        prop_assert!(
            is_cluster_boundary(text, span.start) && is_cluster_boundary(text, span.end),
            "{:?} of {:?}",
            block,
            text
        );
        prop_assert!(!span.of(text).contains('\n'), "{:?}", span.of(text));
        let between = &text[end..span.start];
        prop_assert!(between.chars().all(|c| c == '\n' || is_blank(c)), "{:?} before {:?}", between, block);
        end = span.end;
    }
    prop_assert!(text[end..].chars().all(|c| c == '\n' || is_blank(c)), "{:?} at the end", &text[end..]);
    prop_assert!(!text.contains("\r\n"));
    prop_assert!(!article.title.contains('\n'), "{:?}", article.title);
    prop_assert!(!visible(&article.title).chars().any(acts), "{:?}", article.title);
    Ok(())
}

fn examples(kind: &str, text: &str) -> Vec<Vec<u8>> {
    let mut all = found(kind);
    all.push(text.as_bytes().to_vec());
    all
}

/// The plain text in encodings of every kind.
fn encoded() -> Vec<Vec<u8>> {
    let mut all = examples("text", PLAIN);
    for encoding in [
        encoding_rs::GBK,
        encoding_rs::BIG5,
        encoding_rs::SHIFT_JIS,
        encoding_rs::EUC_JP,
        encoding_rs::ISO_2022_JP,
        encoding_rs::GB18030,
        encoding_rs::EUC_KR,
    ] {
        all.push(encoding.encode(PLAIN).0.into_owned());
    }
    let wide = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        mark.iter().copied().chain(PLAIN.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    all.extend([
        wide(u16::to_le_bytes, b"\xff\xfe"),
        wide(u16::to_be_bytes, b"\xfe\xff"),
        wide(u16::to_le_bytes, b""),
    ]);
    all.push("~{:SK.~}\n~{ERK.~}\n".into());
    all
}

/// The inputs that a kind has had trouble with, as they are.
#[test]
fn what_was_found_stays_mended() {
    for (kind, name, format) in [
        ("text", "a.txt", None),
        ("page", "a.html", Some("html")),
        ("markdown", "a.md", Some("markdown")),
        ("feed", "a.xml", None),
        ("opml", "a.opml", None),
        ("mhtml", "a.mhtml", None),
        ("corpus", "a.jsonl", None),
        ("epub", "a.epub", None),
    ] {
        for bytes in found(kind) {
            check(&bytes, name, format, 1000).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(fuzzed(64))]

    #[test]
    fn plain_text_in_any_encoding(Input(bytes) in mutated(encoded())) {
        check(&bytes, "a.txt", Some("text"), 4)?;
        if let Ok(article) = from_bytes(bytes) {
            check_article(&article)?;
        }
    }

    #[test]
    fn web_pages(Input(bytes) in mutated(examples("page", PAGE))) {
        check(&bytes, "a.html", Some("html"), 40)?;
    }

    #[test]
    fn markdown(Input(bytes) in mutated(examples("markdown", MARKDOWN))) {
        check(&bytes, "a.md", Some("markdown"), 40)?;
    }

    #[test]
    fn feeds(Input(bytes) in mutated([examples("feed", RSS), examples("feed", ATOM), examples("feed", JSON_FEED)].concat())) {
        check(&bytes, "a.xml", None, 40)?;
        check(&bytes, "a.xml", Some("feed"), 40)?;
    }

    #[test]
    fn lists_of_feeds(Input(bytes) in mutated(examples("opml", OPML))) {
        check(&bytes, "a.opml", None, 40)?;
        check(&bytes, "a.opml", Some("opml"), 40)?;
        let addresses = feed_addresses(&bytes);
        prop_assert_eq!(format!("{:?}", addresses), format!("{:?}", feed_addresses(&bytes)));
    }

    #[test]
    fn saved_pages(Input(bytes) in mutated(examples("mhtml", MHTML))) {
        check(&bytes, "a.mhtml", None, 40)?;
        check(&bytes, "a.mhtml", Some("mhtml"), 40)?;
    }

    #[test]
    fn corpora(Input(bytes) in mutated([examples("corpus", JSON_LINES), examples("corpus", JSON), examples("corpus", CSV), examples("corpus", TSV)].concat())) {
        for name in ["a.jsonl", "a.json", "a.csv", "a.tsv"] {
            check(&bytes, name, None, 40)?;
        }
    }

    #[test]
    fn books(which in 0..7usize, inner in mutations(), outer in prop::option::weighted(0.3, mutations())) {
        let mut files: Vec<(&str, Vec<u8>)> = book().into_iter().map(|(name, text)| (name, text.into())).collect();
        inner.iter().for_each(|mutation: &Mutation| mutation.apply(&mut files[which].1));
        let size: usize = files.iter().map(|file| file.1.len()).sum();
        let mut bytes = packed(&files);
        outer.iter().flatten().for_each(|mutation: &Mutation| mutation.apply(&mut bytes));
        check(&bytes, "a.epub", None, 40 * size.div_ceil(bytes.len().max(1)).max(1))?;
        check(&bytes, "a.epub", Some("epub"), 40 * size.div_ceil(bytes.len().max(1)).max(1))?;
    }

    #[test]
    fn bytes_that_could_be_anything(
        Input(bytes) in mutated([PAGE, MARKDOWN, PLAIN, RSS, ATOM, JSON_FEED, OPML, MHTML, JSON_LINES, JSON, CSV, TSV].map(|text| text.as_bytes().to_vec()).into()),
        name in prop::sample::select(vec!["a", "a.txt", "a.html", "a.md", "a.json", "a.csv", "a.epub", "a.xml"]),
    ) {
        check(&bytes, name, None, 40)?;
    }
}
