use std::ops::ControlFlow;

use encoding_rs::BIG5;
use proptest::prelude::*;

use crate::article::formats::{Found, Options, Source, read_source};
use crate::article::{BlockKind, Unreadable};
use crate::properties::unrecorded;

fn read(bytes: impl Into<Vec<u8>>) -> (Vec<Found>, Result<(), Unreadable>) {
    let mut found = Vec::new();
    let source = Source { bytes: bytes.into(), ..Source::default() };
    let end = read_source(source, &Options::default(), &mut |one| {
        found.push(one);
        ControlFlow::Continue(())
    });
    (found, end)
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>河口日報</title><link>https://example.org/</link><description>要聞</description><language>zh-TW</language>
<item><title>漲水 &amp; 退水</title><link>https://example.org/1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Sat, 11 Apr 2026 06:30:00 +0800</pubDate><dc:creator>林一</dc:creator>
<description>短短的摘要。</description>
<content:encoded><![CDATA[<p>河水漫過了堤。</p><ul><li>一人</li><li>二人</li></ul><p><img src="a.png" alt="堤上"/></p>]]></content:encoded></item>
<item><title>退水</title><link>https://example.org/2</link><description>水退了。&lt;b&gt;人&lt;/b&gt;下了山。&lt;br/&gt;完。</description></item>
</channel></rss>"#;

const ATOM: &str = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>山の新聞</title><id>urn:x</id><updated>2026-04-11T00:00:00Z</updated>
<entry><title type="html">雨&lt;b&gt;の日&lt;/b&gt;</title><id>urn:x:1</id><updated>2026-04-11T23:30:00+09:00</updated><author><name>山田</name></author>
<link rel="alternate" href="https://example.jp/1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>雨が降った。</p><p>誰もいなかった。</p></div></content></entry></feed>"#;

const JSON: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "산마을 소식", "items": [
{"id": "1", "url": "https://example.kr/1", "title": "비", "content_text": "시장 어귀에 비가 내렸다.\n\n사람들은 뛰었다.", "date_published": "2026-04-11T08:00:00+09:00"}]}"#;

fn kinds(found: &Found) -> Vec<(BlockKind, &str)> {
    let article = &found.article;
    article.blocks.iter().map(|block| (block.kind, block.span().of(&article.text))).collect()
}

#[test]
fn entries_of_rss_are_articles() {
    let (found, end) = read(RSS);
    end.unwrap();
    assert_eq!(found.len(), 2);
    let article = &found[0].article;
    assert_eq!(article.title, "漲水 & 退水");
    assert_eq!(found[0].fragment.as_deref(), Some("n-1"));
    let blocks = kinds(&found[0]);
    assert_eq!(blocks[..2], [(BlockKind::Title, "漲水 & 退水"), (BlockKind::Paragraph, "河水漫過了堤。")]);
    assert!(blocks.iter().any(|(kind, words)| *kind == BlockKind::Image && words.contains("堤上")));
    assert_eq!(blocks.iter().filter(|(kind, _)| *kind == BlockKind::ListItem).count(), 2);
    assert_eq!(blocks.last(), Some(&(BlockKind::Notice, "https://example.org/1")));
    let metadata = &article.metadata;
    assert_eq!((metadata.byline.as_str(), metadata.site.as_str()), ("林一", "河口日報"));
    assert_eq!(metadata.url, "https://example.org/1");
    assert_eq!(
        (metadata.published.as_str(), metadata.language.as_str()),
        ("2026-04-11T06:30:00+08:00", "zh-TW")
    );
    assert_eq!(found[1].fragment.as_deref(), Some("https://example.org/2"));
    assert_eq!(kinds(&found[1]).last(), Some(&(BlockKind::Notice, "[summary] https://example.org/2")));
    assert!(found[1].article.text.contains("水退了。人下了山。\n完。"), "{}", found[1].article.text);
}

#[test]
fn entries_of_atom_and_json_feed_are_articles() {
    let (found, end) = read(ATOM);
    end.unwrap();
    assert_eq!(found[0].article.title, "雨の日");
    assert_eq!(found[0].article.metadata.published, "2026-04-11T23:30:00+09:00");
    assert_eq!(found[0].article.metadata.byline, "山田");
    assert!(
        found[0].article.text.starts_with("雨の日\n\n雨が降った。\n\n誰もいなかった。"),
        "{}",
        found[0].article.text
    );
    let (found, end) = read(JSON.replace("//jsonfeed.org/version/", "\\/\\/jsonfeed.org\\/version\\/"));
    end.unwrap();
    assert_eq!(found.len(), 1);
    let (found, end) = read(JSON);
    end.unwrap();
    assert_eq!(found[0].article.metadata.site, "산마을 소식");
    assert!(found[0].article.text.contains("내렸다.\n\n사람들은"));
}

#[test]
fn feeds_in_other_encodings_are_read() {
    let big5 = RSS.replace("UTF-8", "big5");
    let (found, end) = read(BIG5.encode(&big5).0.into_owned());
    end.unwrap();
    assert!(found[0].article.text.contains("河水漫過了堤。"));
}

#[test]
fn an_empty_entry_is_left_out() {
    let (found, end) = read(RSS.replace("水退了。&lt;b&gt;人&lt;/b&gt;下了山。&lt;br/&gt;完。", ""));
    assert_eq!(found.len(), 1);
    assert_eq!(end.unwrap_err().to_string(), "one entry was left out: entry 2: it has no text");
}

#[test]
fn hostile_feeds_cost_a_line() {
    let deep = format!("<rss version='2.0'><channel>{}", "<a>".repeat(100_000));
    assert!(matches!(read(deep).1, Err(Unreadable::Damaged("feed", _))));
    assert!(matches!(read(&RSS[..700]).1, Err(Unreadable::Damaged("feed", _))));
    let mut entities = String::from("<!DOCTYPE rss [<!ENTITY a0 \"水\">");
    for level in 1..40 {
        entities.push_str(&format!("<!ENTITY a{level} \"&a{0};&a{0};&a{0};&a{0};\">", level - 1));
    }
    let bomb = format!(
        "{entities}]><rss version=\"2.0\"><channel><title>t</title><item><title>甲</title><description>字&a39;</description></item></channel></rss>"
    );
    let (found, _) = read(bomb);
    assert!(found.iter().all(|one| one.article.text.len() < 1000));
    let nested = format!(
        "<rss version=\"2.0\"><channel><item><title>甲</title><description><![CDATA[{}字]]></description></item></channel></rss>",
        "<div>".repeat(10_000)
    );
    let (found, end) = read(nested);
    end.unwrap();
    assert!(found[0].article.text.contains('字'));
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn damage_anywhere_is_borne(at in 0usize..2000, byte: u8, cut in 0usize..2000) {
        for feed in [RSS, ATOM, JSON] {
            let mut bytes = feed.as_bytes().to_vec();
            let length = bytes.len();
            bytes[at % length] = byte;
            let _ = read(bytes.clone());
            bytes.truncate(cut % length);
            let _ = read(bytes);
        }
    }
}
