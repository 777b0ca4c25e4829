//! Whole pages as sites have them, saved in the encodings that they say.

use std::ops::ControlFlow;
use std::path::Path;

use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS};
use proptest::prelude::*;

use super::*;
use crate::article::formats::drawing::assert_well_formed;
use crate::article::{Source, read_source};
use crate::properties::unrecorded;

const HARBOUR: &str = include_str!("tests/harbour.html");
const RESERVOIR: &str = include_str!("tests/reservoir.html");
const BAKERY: &str = include_str!("tests/bakery.html");

fn page(bytes: &[u8]) -> Article {
    article(bytes, "").unwrap()
}

/// The blocks of one kind.
fn of_kind(article: &Article, kind: BlockKind) -> Vec<&str> {
    let blocks = article.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| block.span().of(&article.text)).collect()
}

/// Whether the source is taken for a page; None where it holds nothing.
fn is_drawn(text: &str, name: &str) -> Option<bool> {
    let mut found = None;
    let source =
        Source { bytes: text.as_bytes().to_vec(), name: Some(Path::new(name)), uri: "", charset: None };
    let _ = read_source(source, &Options::default(), &mut |first| {
        found = Some(first.article.is_drawn);
        ControlFlow::Break(())
    });
    found
}

#[test]
fn a_traditional_page() {
    let article = page(HARBOUR.as_bytes());
    assert_eq!(article.title, "北岸碼頭停工三日 工人要求說明契約");
    let metadata = &article.metadata;
    assert_eq!(metadata.byline, "記者 杜聽濤");
    assert_eq!(metadata.published, "2026-03-10T06:30:00+08:00");
    assert_eq!((metadata.site.as_str(), metadata.language.as_str()), ("潮聲日報", "zh-Hant-TW"));
    assert_eq!(
        article.text,
        "北岸碼頭停工三日 工人要求說明契約\n\n\
         記者 杜聽濤／北岸報導 2026-03-10 06:30\n\n\
         北岸碼頭的吊車已經停了三天。清晨五點，幾十名裝卸工人站在二號閘口外面，手裡拿的不是標語，是去年簽的契約影本；他們說，沒有人肯把第七條講清楚。\n\n\
         ![停工的吊車](https://www.chaosheng.example/photo/4471.jpg)\n\n\
         北岸碼頭的吊車停了三天。（杜聽濤攝）\n\n\
         「我們只要一張紙，寫明加班怎麼算。」領頭的簡（ㄐㄧㄢˇ）姓工人說。他在碼頭做了十九年，見過兩次停工，都沒有超過一天。\n\n\
         公司：契約沒有改\n\n\
         碼頭公司昨天下午發出聲明，說契約的內容「與往年完全相同」，並指勞動局三月的檢查報告沒有列出任何缺失。不過本報查對兩份契約，第七條的「每日」確實換成了「每班」[1]。\n\n\
         > 第七條　每班工時以十小時計，超過部分依公司規定辦理。\n\n\
         兩份契約的不同\n\n\
         條文   | 前年        | 去年\n\
         -------+-------------+-----------\n\
         第七條 | 每日八小時  | 每班十小時\n\
         第九條 | 加班費1.5倍 | 依公司規定\n\n\
         工人列出三項要求：\n\n\
         1. 公開契約的修改經過；\n2. 第七條改回原來的字句，並且補發差額；\n3. 不處分參加停工的人。\n\n\
         勞動局承辦人表示，雙方都已經收到協調會的通知，時間訂在星期四上午，地點在區公所三樓。在那之前，港務單位會派人維持通道，貨輪則改靠南岸。\n\n\
         [1] 契約影本由工人提供，公司沒有否認它的真實。\n\n\
         三月的檢查報告: https://labour.example/report/88\n"
    );
    assert_eq!(of_kind(&article, BlockKind::Byline), ["記者 杜聽濤／北岸報導 2026-03-10 06:30"]);
    assert_eq!(of_kind(&article, BlockKind::Heading), ["公司：契約沒有改"]);
    assert_eq!(of_kind(&article, BlockKind::Caption).len(), 2);
    assert_eq!(of_kind(&article, BlockKind::Footnote).len(), 2);
}

#[test]
fn an_old_simplified_page_in_gb2312() {
    let article = page(&GB18030.encode(RESERVOIR).0);
    assert_eq!(article.title, "水库清淤如何算账？专家称先看来水");
    assert_eq!(article.metadata.published, "2026-03-02T09:15");
    assert_eq!((article.guessed_encoding, article.replaced), (None, 0));
    assert!(article.text.contains("石门水库今年的清淤预算是四千二百万元，比去年多出一半。"));
    assert!(article.text.ends_with("财政局没有回应采访的请求。\n"), "{}", article.text);
    for noise in ["首页", "热门", "早稻", "分享", "备案", "您的位置"] {
        assert!(!article.text.contains(noise), "{noise}: {}", article.text);
    }
}

#[test]
fn a_japanese_page_in_shift_jis() {
    let article = page(&SHIFT_JIS.encode(BAKERY).0);
    assert_eq!(article.title, "閉店するパン屋に三日間通って聞いたこと");
    let metadata = &article.metadata;
    assert_eq!(
        (metadata.byline.as_str(), metadata.published.as_str(), metadata.site.as_str()),
        ("宮原みなと", "2026-01-18", "路地裏ノート")
    );
    assert!(article.text.contains("暗渠（あんきょ）の上"));
    assert!(article.text.contains("栗（くり）林（ばやし）さん"));
    assert_eq!(of_kind(&article, BlockKind::ListItem).len(), 3);
    for noise in ["記事一覧", "シェア", "銭湯"] {
        assert!(!article.text.contains(noise), "{noise}");
    }
}

#[test]
fn short_pages_do_not_come_out_empty() {
    for (html, text) in [
        ("<html><body><p>비가 왔다.</p></body></html>", "비가 왔다.\n"),
        ("<html><body>短。</body></html>", "短。\n"),
        ("<!DOCTYPE html><title>題</title><div><div>水來了。</div></div>", "題\n\n水來了。\n"),
        (
            "<html><body><h1>題目在此</h1><table><tr><td>甲</td></tr></table></body></html>",
            "題目在此\n\n甲\n",
        ),
    ] {
        assert_eq!(page(html.as_bytes()).text, text);
        assert_eq!(page(&EUC_KR.encode(html).0).text.chars().count(), text.chars().count());
    }
    for empty in ["<html></html>", "<!doctype html><title>題</title><script>x</script>"] {
        assert!(matches!(article(empty.as_bytes(), ""), Err(Unreadable::Empty)), "{empty}");
    }
}

/// A page of a site with `body` in the middle.
fn on_a_site(body: &str) -> String {
    let menu: String = (0..20).map(|number| format!("<a href=/{number}>欄目{number}</a> ")).collect();
    let more: String = (0..12)
        .map(|number| format!("<li><a href=/n/{number}>第{number}條別的新聞，說了別的事情</a></li>"))
        .collect();
    format!(
        "<!DOCTYPE html><html><head><title>渡船停航的原因_河報網</title></head><body><div class=nav>{menu}</div>{body}\
         <div class=list><ul>{more}</ul></div><div class=footer>版權所有 河報網</div></body></html>"
    )
}

const SENTENCES: [&str; 8] = [
    "渡船昨天停了。",
    "沒有人事先知道。",
    "碼頭上貼了一張紙。",
    "紙上只有四個字。",
    "船長說他也不清楚。",
    "公司的電話打不通。",
    "橋要到明年才修好。",
    "真正的原因沒人講。",
];

#[test]
fn short_paragraphs_are_an_article_however_they_are_marked() {
    let each =
        |open: &str, close: &str| SENTENCES.map(|sentence| format!("{open}{sentence}{close}")).concat();
    let text = format!("渡船停航的原因\n\n{}\n", SENTENCES.join("\n\n"));
    for body in [
        format!("<div class=box><h1>渡船停航的原因</h1><div class=c1>{}</div></div>", each("<p>", "</p>")),
        format!("<div><h1>渡船停航的原因</h1><div>{}</div></div>", each("<div><span>", "</span></div>")),
        format!(
            "<div id=a><h1>渡船停航的原因</h1><div style='visibility: hidden'>{}</div></div>",
            each("<section><section><span>", "</span></section></section>")
        ),
        format!(
            "<table><tr><td><h1>渡船停航的原因</h1></td></tr><tr><td>{}</td></tr></table>",
            each("　　", "<br><br>")
        ),
    ] {
        assert_eq!(page(on_a_site(&body).as_bytes()).text, text, "{body}");
    }
}

#[test]
fn what_readers_wrote_is_no_article() {
    let comment = "<div class=comment-item><p>我早就說過，公司根本不在乎我們，去年的時候，他們就想把這條線停掉，大家都知道。</p></div>";
    let body = format!(
        "<article><h1>渡船停航的原因</h1><p>{}</p><p>{}</p></article><div class=comments>{}</div>",
        SENTENCES[..4].concat(),
        SENTENCES[4..].concat(),
        comment.repeat(15)
    );
    let text = page(on_a_site(&body).as_bytes()).text;
    assert_eq!(
        text,
        format!("渡船停航的原因\n\n{}\n\n{}\n", SENTENCES[..4].concat(), SENTENCES[4..].concat())
    );
}

#[test]
fn content_decides_before_names() {
    for (text, name) in [
        ("<!DOCTYPE html><p>字</p>", "a"),
        ("\u{FEFF}\n<!-- 註 --><HTML><p>字</p>", "a.txt"),
        (
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html xmlns=\"y\"><body>字</body></html>",
            "a.xml",
        ),
        ("<p>字</p>", "a.htm"),
        ("<head><title>a</title></head>字", "a"),
    ] {
        assert_eq!(is_drawn(text, name), Some(true), "{text}");
    }
    for (text, name) in [
        ("<p>字</p>", "a.txt"),
        ("字<html>", "a.html"),
        ("< 字", "a.html"),
        ("<headline>字", "a.txt"),
        ("<html-x>字", "a.txt"),
    ] {
        assert_eq!(is_drawn(text, name), Some(false), "{text}");
    }
}

#[test]
fn pages_say_where_they_were_saved_from() {
    let saved = "<!DOCTYPE html>\n<!-- saved from url=(0030)https://www.river.example/n/1.html -->\n\
                 <html><body><p>水漲了，據<a href=\"https://www.river.example/n/0.html\">前文</a>與\
                 <a href=\"https://hill.example/\">山報</a>說。<img src=a.png></p></body></html>";
    let article = page(saved.as_bytes());
    assert_eq!(article.metadata.site, "river.example");
    assert_eq!(
        article.text,
        "水漲了，據前文與山報說。\n\n![](https://www.river.example/n/a.png)\n\n山報: https://hill.example/\n"
    );
}

#[test]
fn archives_are_named() {
    let archive = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n------x\r\n<html>";
    assert!(is_page(&Head { bytes: archive.as_bytes(), name: None }));
    let error = article(archive.as_bytes(), "").unwrap_err().to_string();
    assert!(error.contains("a web archive"), "{error}");
}

#[test]
fn bad_pages_cost_a_line() {
    let deep = format!("<html><body>{}字{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
    assert_eq!(page(deep.as_bytes()).text, "字\n");
    let huge = format!("<html><body>{}", "字".repeat(LARGEST_PAGE / 3));
    assert!(matches!(article(huge.as_bytes(), ""), Err(Unreadable::Page(Unparsable::Large))));
    for end in [1, 100, 1_000, 3_000, HARBOUR.len() / 2] {
        let _ = article(&HARBOUR.as_bytes()[..end], "");
    }
    let big5 = BIG5.encode(HARBOUR).0;
    let article = page(&big5[..big5.len() - 1_001]);
    assert!(article.text.contains("北岸碼頭的吊車已經停了三天。"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..unrecorded() })]
    #[test]
    fn blocks_are_well_formed(
        html in "(<(/)?(html|head|body|title|p|div|article|ul|li|table|tr|td|pre|br|h1|h2|figure|script|meta charset=gbk|a href=#|nav)>|甲乙，丙丁。|a |\n|&#0;){0,60}",
    ) {
        if let Ok(article) = article(html.as_bytes(), "https://river.example/") {
            assert_well_formed(&article.text, &article.blocks)?;
        }
    }

    #[test]
    fn any_bytes_are_looked_at(bytes: Vec<u8>) {
        let mut page = b"<html><meta charset=big5><body>".to_vec();
        page.extend(bytes);
        if let Ok(article) = article(&page, "") {
            assert_well_formed(&article.text, &article.blocks)?;
        }
    }
}

#[test]
fn a_page_says_where_it_stands() {
    let url = |head: &str, uri: &str| {
        let body = "<article><p>河水漫過了堤，堤上站滿了人。</p><p>他們等到天亮。</p></article>";
        article(format!("<!doctype html><head>{head}</head><body>{body}</body>").as_bytes(), uri)
            .unwrap()
            .metadata
            .url
    };
    let canonical = |address: &str| format!("<link rel=canonical href=\"{address}\">");
    let told = "<meta property=\"og:url\" content=\"https://example.org/o\">";
    assert_eq!(url("", ""), "");
    assert_eq!(url("", "https://example.org/1?from=feed"), "https://example.org/1?from=feed");
    assert_eq!(url(told, "https://example.org/1?from=feed"), "https://example.org/o");
    assert_eq!(
        url(&(canonical("https://example.org/1") + told), "https://m.example.org/1"),
        "https://example.org/1"
    );
    assert_eq!(url(&canonical("/news/1"), "https://example.org/1?a"), "https://example.org/news/1");
    assert_eq!(url(&canonical("/news/1"), ""), "");
    assert_eq!(url(&canonical(""), ""), "");
    assert_eq!(url(&canonical("javascript:alert(1)"), ""), "");
}
