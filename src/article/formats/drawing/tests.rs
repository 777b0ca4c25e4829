//! What each element of HTML becomes.

use proptest::prelude::*;

use super::*;
use crate::article::{Block, BlockKind};
use crate::properties::unrecorded;

const PAGE: &str = "https://river.example/news/1.html";

/// The blocks of `html`, each with its kind.
fn drawn(html: &str) -> Vec<(BlockKind, String)> {
    let drawn = draw_html(html, PAGE).unwrap();
    let block = |block: &Block| (block.kind, block.span().of(&drawn.text).to_owned());
    drawn.blocks.iter().map(block).collect()
}

fn text(html: &str) -> String {
    draw_html(html, PAGE).unwrap().text
}

#[track_caller]
fn assert_drawn(html: &str, blocks: &[(BlockKind, &str)]) {
    let drawn = drawn(html);
    let drawn: Vec<(BlockKind, &str)> = drawn.iter().map(|(kind, words)| (*kind, words.as_str())).collect();
    assert_eq!(drawn, blocks);
}

use BlockKind::{Caption, Footnote, Heading, Image, ListItem, Paragraph, Preformatted, Quotation, TableRow};

#[test]
fn headings_and_paragraphs() {
    assert_drawn(
        "<title>晨報</title><h1>河水<br>漲了</h1><p>一\n  二 <b>三</b>&nbsp;</p>四<div>五<section>六</section>七</div>",
        &[
            (Heading, "河水 漲了"),
            (Paragraph, "一二 三"),
            (Paragraph, "四"),
            (Paragraph, "五"),
            (Paragraph, "六"),
            (Paragraph, "七"),
        ],
    );
    assert_eq!(text("<p>一</p><p>&nbsp;</p><p>二"), "一\n\n二\n");
}

#[test]
fn line_breaks_part_blocks() {
    assert_eq!(
        text("<p>床前明月光<br>疑是地上霜<br><br>舉頭望明月"),
        "床前明月光\n疑是地上霜\n\n舉頭望明月\n"
    );
    assert_eq!(text("<p>甲<br></p><p>乙"), "甲\n\n乙\n");
}

#[test]
fn lists_are_numbered_and_indented() {
    assert_eq!(
        text(
            "<ul><li>甲<ol start=3><li>乙<li><p>丙</p><p>丁</p></ol><li>戊</ul><p>己<ol reversed><li value=7>庚<li>辛</ol>"
        ),
        "- 甲\n  3. 乙\n  4. 丙\n     丁\n- 戊\n\n己\n\n7. 庚\n8. 辛\n"
    );
    assert_drawn("<ul><li>甲</ul>", &[(ListItem, "- 甲")]);
    assert_eq!(text("<ul><li><ul><li>甲</ul><li>乙</ul>"), "- - 甲\n- 乙\n");
    assert_eq!(text("<ul><li>甲<br>乙<li>丙</ul>"), "- 甲\n  乙\n- 丙\n");
    assert_eq!(
        text("<ul><li><input type=checkbox checked>甲<li><input type=checkbox>乙</ul>"),
        "- [x] 甲\n- [ ] 乙\n"
    );
    assert_eq!(text("<dl><dt>甲<dd>乙<dt>丙<dd>丁</dl>"), "甲\n  乙\n丙\n  丁\n");
    assert_eq!(text("<ul><li>甲</ul><ul><li>乙</ul>"), "- 甲\n\n- 乙\n");
}

#[test]
fn quotations_keep_their_mark() {
    assert_drawn(
        "<blockquote><p>甲<p>乙<blockquote>丙</blockquote></blockquote>丁",
        &[(Quotation, "> 甲"), (Quotation, "> 乙"), (Quotation, "> > 丙"), (Paragraph, "丁")],
    );
    assert_drawn("<p>他<q>來</q>了<del>沒</del>", &[(Paragraph, "他“來”了~~沒~~")]);
}

#[test]
fn pictures_are_lines_with_their_captions() {
    assert_drawn(
        "<p>前<img src=\"/a b(1).png\" alt=\"河 ](堤\">後<figure><img data-src=b.png src=data:image/gif;base64,AAAA>\
         <figcaption>圖為<b>橋</b></figcaption></figure><img src=dot.gif width=1 height=1><img alt=無>",
        &[
            (Paragraph, "前"),
            (Image, "![河 ] (堤](https://river.example/a%20b%281%29.png)"),
            (Paragraph, "後"),
            (Image, "![](https://river.example/news/b.png)"),
            (Caption, "圖為橋"),
        ],
    );
    assert_drawn("<img src='data:image/png;base64,AAAA' alt=甲>", &[(Image, "![甲]()")]);
    assert_drawn("<p>木<img class=gaiji alt=※ src=x>林<img class=gaiji src=x>", &[(Paragraph, "木※林〓")]);
}

#[test]
fn tables_become_rows() {
    assert_drawn(
        "<table><caption>港口</caption><thead><tr><th>地<th>船數</thead>\
         <tr><td>北岸<td>1,050<tr><td>南<td>7</table>",
        &[
            (Caption, "港口"),
            (TableRow, "地   |  船數"),
            (TableRow, "-----+------"),
            (TableRow, "北岸 | 1,050"),
            (TableRow, "南   |     7"),
        ],
    );
    assert_eq!(
        text("<p>上<table><tr><td rowspan=2>甲<td>乙<tr><td>丙<tr><td colspan=2>丁</table>下"),
        "上\n\n甲 | 乙\n   | 丙\n丁\n\n下\n"
    );
}

#[test]
fn cells_that_take_up_others_places_are_bounded() {
    let wide = "<th rowspan=65535 colspan=16>甲".repeat(1_000);
    let drawn = text(&format!("<table><tr>{wide}{}</table>", "<tr><td>乙".repeat(10_000)));
    assert_eq!((drawn.matches('甲').count(), drawn.matches('乙').count()), (1_000, 10_000));
    assert!(drawn.len() < 1_000_000);
}

#[test]
fn tables_that_arrange_a_page_are_what_is_in_them() {
    assert_eq!(text("<table><tr><td>甲<td><p>乙<p>丙</table>"), "甲\n\n乙\n\n丙\n");
    assert_eq!(text("<table><tr><td>甲<td>乙</table>"), "甲\n\n乙\n");
    let long = "字".repeat(200);
    assert_eq!(text(&format!("<table><tr><td>甲<td>{long}<tr><td>乙<td>丙</table>")).lines().count(), 7);
}

#[test]
fn code_keeps_its_lines_and_blanks() {
    assert_drawn(
        "<pre>a {\n\tb\n\n  c  d\n}</pre>",
        &[(Preformatted, "a {"), (Preformatted, "    b"), (Preformatted, "  c  d"), (Preformatted, "}")],
    );
    assert_eq!(text("<p>前<pre>a\n\nb</pre>後"), "前\n\na\n\nb\n\n後\n");
}

#[test]
fn what_is_raised_may_hold_blocks() {
    assert_drawn("甲乙<sup><p>1</p>2</sup>丙", &[(Paragraph, "甲乙"), (Paragraph, "1"), (Paragraph, "2丙")]);
    assert_drawn("甲<sup><p></p>丙12</sup>丁", &[(Paragraph, "甲"), (Paragraph, "丙12丁")]);
    assert_drawn("a<sup><p>1</p>甲乙</sup>", &[(Paragraph, "a"), (Paragraph, "1"), (Paragraph, "甲乙")]);
    assert_drawn("\u{3000}<sub><br>字</sub>", &[(Paragraph, "字")]);
}

#[test]
fn ruby_stands_in_brackets() {
    for (html, words) in [
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を", "漢字（かんじ）を"),
        ("<ruby>東<rt>とう</rt>\n京<rt>きょう</rt></ruby>", "東（とう）京（きょう）"),
        ("<ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby>", "東京（とうきょう）"),
        ("<ruby><b>水</b><rt></rt></ruby>", "水"),
    ] {
        assert_drawn(html, &[(Paragraph, words)]);
    }
}

#[test]
fn raised_and_lowered_digits() {
    assert_drawn("<p>5m<sup>2</sup>的CO<sub>2</sub>，第1<sup>st</sup>", &[(Paragraph, "5m²的CO₂，第1st")]);
}

#[test]
fn links_are_listed_after_the_text() {
    assert_drawn(
        "<p>據<a href=https://hill.example/a?b=c>山報</a>說，<a href=/2.html>另見</a>\
         <a href=https://hill.example/a?b=c>同上</a>，見<a href=https://hill.example/>hill.example</a>。",
        &[
            (Paragraph, "據山報說，另見同上，見hill.example。"),
            (Footnote, "山報: https://hill.example/a?b=c"),
        ],
    );
    assert_drawn("<base href=https://hill.example><p><a href=/a>山</a>", &[(Paragraph, "山")]);
}

#[test]
fn footnotes_follow_each_other_with_their_marks() {
    assert_eq!(
        text(
            "<p>水漲了<sup><a href=#n1 id=r1>1</a></sup>，堤<a href=#n2>[註2]</a>沒事。</p><p>二</p>\
             <ol><li id=n1><p>據河報。<a href=#r1>↩</a></p><li id=n2>據山報。</ol>"
        ),
        "水漲了[1]，堤[2]沒事。\n\n二\n\n[1] 據河報。\n[2] 據山報。\n"
    );
    assert_drawn(
        "<p>甲<a href=#n>[1]</a></p><p><a id=n href=#r>[1]</a> 註文</p>",
        &[(Paragraph, "甲[1]"), (Footnote, "[1] 註文")],
    );
    assert_drawn("<p>甲<aside epub:type=footnote>註</aside>", &[(Paragraph, "甲"), (Footnote, "註")]);
    // A table of contents makes no notes of chapters.
    assert_drawn(
        "<p><sup><a href=#c>1</a></sup></p><div id=c><h2>章</h2>文</div>",
        &[(Paragraph, "[1]"), (Heading, "章"), (Paragraph, "文")],
    );
}

#[test]
fn what_is_not_read_is_left_out() {
    assert_drawn(
        "<script>x</script><style>x</style><p>甲<span hidden>x</span><span style='display: none'>x</span>\
         <svg><text>x</text></svg><button>x</button><i aria-hidden=true>x</i><!-- x --><template>x</template>乙",
        &[(Paragraph, "甲乙")],
    );
}

#[test]
fn entities_do_not_expand() {
    let html =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><p>&amp;lt; &#27; &b; &#x7532;";
    assert!(text(html).contains("&lt; \u{1b} &b; 甲"));
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn blocks_are_well_formed(
        html in "(<(/)?(p|div|ul|ol|li|table|tr|td|th|pre|br|h1|ruby|rt|blockquote|a href=#n|a href=//x.y|p id=n|img src=a|sup|sub|q|del|svg|select|template|b|dl|dd|caption)>|甲|a |\n|&#10;|&nbsp;|\u{301}|\u{3000}|[1]){0,40}",
    ) {
        let drawn = draw_html(&html, PAGE).unwrap();
        assert_well_formed(&drawn.text, &drawn.blocks)?;
    }

    #[test]
    fn no_word_is_lost_outside_of_what_is_not_read(
        html in "(<(/)?(p|div|ul|ol|li|table|tr|td|pre|br|h1|blockquote|b)>|[甲-癸]){0,40}",
    ) {
        let drawn = draw_html(&html, PAGE).unwrap();
        let ideographs = |text: &str| text.chars().filter(|&character| character > '\u{3000}').count();
        prop_assert_eq!(ideographs(&drawn.text), ideographs(&html));
    }
}
