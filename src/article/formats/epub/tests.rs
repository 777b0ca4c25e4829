use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::Limits;
use super::read;
use crate::article::formats::{Found, Options, Source, Stream, read_source};
use crate::article::{Article, BlockKind, Unreadable};
use crate::properties::unrecorded;

const CONTAINER: &str = r#"<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>漲水記</dc:title><dc:creator>林一</dc:creator><dc:creator>陳二</dc:creator><dc:publisher>河口書店</dc:publisher>
<dc:date>2026-04-11</dc:date><dc:language>zh-tw</dc:language></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="c1" href="text/%E4%B8%80.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="c3" href="text/three.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="a.css" media-type="text/css"/></manifest>
<spine toc="ncx"><itemref idref="nav"/><itemref idref="c2"/><itemref idref="c1"/><itemref idref="c3"/></spine></package>"#;

const NAVIGATION: &str = r##"<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>
<li><a href="text/two.xhtml">第一章 <b>雨</b></a></li><li><a href="text/%E4%B8%80.xhtml#top">第二章 水</a></li></ol></nav>
<nav epub:type="landmarks"><a href="text/three.xhtml">封底</a></nav></body></html>"##;

const TABLE: &str = r#"<ncx><navMap><navPoint><navLabel><text>別的名字</text></navLabel><content src="text/two.xhtml"/>
<navPoint><navLabel><text>第三章 退</text></navLabel><content src="text/three.xhtml#a"/></navPoint></navPoint></navMap></ncx>"#;

fn book() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("mimetype", b"application/epub+zip".to_vec()),
        ("META-INF/container.xml", CONTAINER.into()),
        ("OEBPS/content.opf", PACKAGE.into()),
        ("OEBPS/nav.xhtml", NAVIGATION.into()),
        ("OEBPS/toc.ncx", TABLE.into()),
        (
            "OEBPS/text/two.xhtml",
            "<?xml version='1.0'?><html><head><title/></head><body><p>雨下了三天。</p><p>河水漫過了堤。</p></body></html>".into(),
        ),
        (
            "OEBPS/text/一.xhtml",
            "<html><body><h2>水</h2><p>村裡的人都上了山。<img src='../a.png' alt='山上'/></p></body></html>".into(),
        ),
        (
            "OEBPS/text/three.xhtml",
            "<html><body><p class='t'>第三章　退</p><p><ruby>水<rt>みず</rt></ruby>退了。</p></body></html>".into(),
        ),
    ]
}

fn packed(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let method =
            if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_all(bytes: Vec<u8>) -> (Vec<Found>, Result<(), Unreadable>) {
    let mut found = Vec::new();
    let end = read_source(Source { bytes, ..Source::default() }, &Options::default(), &mut |one| {
        found.push(one);
        ControlFlow::Continue(())
    });
    (found, end)
}

fn article(entries: &[(&str, Vec<u8>)]) -> Article {
    let (mut found, end) = read_all(packed(entries));
    end.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0).article
}

fn refused(bytes: Vec<u8>) -> String {
    let (found, end) = read_all(bytes);
    assert!(found.is_empty());
    end.unwrap_err().to_string()
}

#[test]
fn a_book_is_one_article_with_its_chapters_in_order() {
    let article = article(&book());
    assert_eq!(article.title, "漲水記");
    let blocks: Vec<(BlockKind, &str)> =
        article.blocks.iter().map(|block| (block.kind, block.span().of(&article.text))).collect();
    assert_eq!(
        blocks[..6],
        [
            (BlockKind::Title, "漲水記"),
            (BlockKind::Heading, "第一章 雨"),
            (BlockKind::Paragraph, "雨下了三天。"),
            (BlockKind::Paragraph, "河水漫過了堤。"),
            (BlockKind::Heading, "水"),
            (BlockKind::Paragraph, "村裡的人都上了山。"),
        ]
    );
    assert!(blocks[6].0 == BlockKind::Image && blocks[6].1.contains("山上"), "{blocks:?}");
    assert_eq!(blocks[7..], [(BlockKind::Heading, "第三章　退"), (BlockKind::Paragraph, "水（みず）退了。")]);
    let metadata = &article.metadata;
    assert_eq!((metadata.byline.as_str(), metadata.site.as_str()), ("林一, 陳二", "河口書店"));
    assert_eq!((metadata.published.as_str(), metadata.language.as_str()), ("2026-04-11", "zh-TW"));
}

#[test]
fn a_book_is_known_wherever_its_sign_stands() {
    let mut entries = book();
    let sign = entries.remove(0);
    assert_eq!(article(&entries).title, "漲水記");
    entries.push(sign);
    assert_eq!(article(&entries).title, "漲水記");
}

#[test]
fn a_missing_chapter_costs_a_line() {
    let mut entries = book();
    entries.retain(|(name, _)| !name.ends_with("two.xhtml"));
    let (found, end) = read_all(packed(&entries));
    assert!(found[0].article.text.contains("村裡的人都上了山。"));
    assert_eq!(
        end.unwrap_err().to_string(),
        "one chapter was left out: OEBPS/text/two.xhtml: it is not in the book"
    );
}

#[test]
fn other_archives_are_named() {
    assert!(refused(packed(&[("a.txt", "字".into())])).contains("it is a ZIP archive"));
    let office = packed(&[("a.txt", "字".into()), ("word/document.xml", "<a/>".into())]);
    assert!(refused(office).contains("it is an Office document"));
}

#[test]
fn locked_books_are_said_to_be() {
    let list = |method: &str, path: &str| {
        format!(
            "<encryption><EncryptedData><EncryptionMethod Algorithm='{method}'/><CipherData><CipherReference URI='{path}'/></CipherData></EncryptedData></encryption>"
        )
    };
    let mut entries = book();
    entries.push((
        "META-INF/encryption.xml",
        list("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/text/two.xhtml").into(),
    ));
    assert_eq!(refused(packed(&entries)), "the book is encrypted; pingdian opens no locks");
    entries.pop();
    entries.push((
        "META-INF/encryption.xml",
        list("http://www.idpf.org/2008/embedding", "OEBPS/font.otf").into(),
    ));
    assert_eq!(article(&entries).title, "漲水記");
}

#[test]
fn damaged_books_are_said_to_be() {
    let whole = packed(&book());
    let half = refused(whole[..whole.len() / 2].to_vec());
    assert!(half.contains("damaged EPUB book or ZIP archive: its end is missing"), "{half}");
    let mut entries = book();
    entries[2].1.truncate(300);
    assert!(refused(packed(&entries)).contains("its package document: it breaks off"));
    entries.remove(2);
    assert!(refused(packed(&entries)).contains("OEBPS/content.opf is missing"));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut entries = book();
    entries[5].1 = vec![b'0'; 40 << 20];
    assert!(refused(packed(&entries)).contains("unpacks to more than any book holds"));
    entries[5].1 = vec![b'0'; 8 << 20];
    assert!(refused(packed(&entries)).contains("two hundred times its size"));
    // Many that are each in bounds.
    let bytes = packed(&book());
    let limits = Limits { entry: 1 << 20, all: 1500 };
    let end = read(
        Stream { input: &mut Cursor::new(bytes), name: None, uri: "" },
        &mut |_| ControlFlow::Continue(()),
        limits,
    );
    assert!(matches!(end, Err(Unreadable::TooMuch(_))));
}

#[test]
fn deep_and_bulky_chapters_are_borne() {
    let mut entries = book();
    entries[5].1 =
        format!("<html><body>{}字{}</body></html>", "<div>".repeat(10_000), "</div>".repeat(10_000)).into();
    assert!(article(&entries).text.contains('字'));
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn damage_anywhere_is_borne(at in 0usize..4000, byte: u8, cut in 0usize..4000) {
        let mut bytes = packed(&book());
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = read_all(bytes.clone());
        bytes.truncate(cut % length);
        let _ = read_all(bytes);
    }

    #[test]
    fn any_bytes_are_refused(bytes: Vec<u8>) {
        let _ = read_all([b"PK\x03\x04".as_slice(), &bytes].concat());
    }
}
