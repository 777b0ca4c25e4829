//! Boilerplate of made-up sites.

use super::*;
use crate::article::Article;
use crate::library::examining::{Boilerplate, Examined};
use crate::text::Span;

mod judged;

fn neighbour(of: i64, text: &str) -> Neighbour {
    let examined = Examined::of(&Article::from_text(text.to_owned()));
    Neighbour { of, sketch: examined.sketch, lines: examined.lines }
}

/// The notices of an article among others of its site, found by recurrence.
fn notices(text: &str, others: &[Neighbour], annotated: &[&str]) -> Vec<String> {
    let mut article = Article::from_text(text.to_owned());
    let before: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    let examined = Examined::of(&article);
    let recurring = recurring(0, examined.sketch.as_ref(), &examined.lines, others);
    let annotated = annotated.iter().map(|words| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    });
    Boilerplate { recurring, annotated: annotated.collect() }.mark(&mut article.blocks, text);
    let changed = article.blocks.iter().zip(before).filter(|(block, before)| block.kind != *before);
    changed.map(|(block, _)| block.span().of(text).to_owned()).collect()
}

/// How many paragraphs a made-up article has.
const PARAGRAPHS: u32 = 14;

/// A paragraph of the `n`th made-up article, which no other has.
fn paragraph(n: u32, p: u32) -> String {
    let word = |m: u32| char::from_u32(0x4e00 + (n * 7919 + (p * 61 + m) * 104_729) % 20_000).unwrap_or('文');
    (0..60).map(word).chain("。\n\n".chars()).collect()
}

/// Paragraphs of the `n`th made-up article.
fn paragraphs(n: u32, range: std::ops::Range<u32>) -> String {
    range.map(|p| paragraph(n, p)).collect()
}

fn body(n: u32) -> String {
    paragraphs(n, 0..PARAGRAPHS)
}

fn site(articles: u32, foot: &str) -> Vec<Neighbour> {
    (1..=articles).map(|n| neighbour(n.into(), &format!("第{n}號報道的題目\n\n{}{foot}", body(n)))).collect()
}

fn page(foot: &str) -> String {
    format!("河上的霧\n\n{}{foot}", body(0))
}

const FOOT: &str = "轉載本站文字請先來信，並寫明出處與作者姓名，圖片另行商議。\n\n按讚並分享這篇報道\n";

#[test]
fn what_a_site_puts_under_its_articles_is_a_notice() {
    let found = notices(&page(FOOT), &site(2, FOOT), &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(notices(&page(FOOT), &site(1, FOOT), &[]), [""; 0]);
    assert_eq!(notices(&page(""), &site(20, FOOT), &[]), [""; 0]);
}

#[test]
fn numbers_script_and_width_make_no_difference() {
    let foot = |date: &str| format!("本文于{date}更新，欢迎来信指正其中的错误\n");
    let others: Vec<Neighbour> = ["3月4日", "11月28日", "5月5日"]
        .iter()
        .zip(1..)
        .map(|(date, n)| neighbour(n.into(), &format!("題目{n}\n\n{}{}", body(n), foot(date))))
        .collect();
    let own = "本文於１２月１日更新,歡迎來信指正其中的錯誤\n";
    assert_eq!(notices(&page(own), &others, &[]), [own.trim_end()]);
}

#[test]
fn of_many_articles_a_share_is_asked_for() {
    let mut others = site(97, "");
    others.extend((98..=100).map(|n| neighbour(n.into(), &format!("題目\n\n{}{FOOT}", body(n)))));
    assert_eq!(notices(&page(FOOT), &others, &[]), [""; 0]);
}

#[test]
fn copies_of_a_report_make_no_notices_of_each_other() {
    let copies: Vec<Neighbour> = (1..6).map(|n| neighbour(n, &page(&format!("第{n}家報紙轉載\n")))).collect();
    assert_eq!(notices(&page(""), &copies, &[]), [""; 0]);
    // And what they all took from elsewhere stands in one article, not in five.
    let quoting = format!("引文\n\n{}{}", paragraph(0, 0), body(9));
    let reprints: Vec<Neighbour> = (0..5).map(|_| neighbour(9, &quoting)).collect();
    assert_eq!(notices(&page(""), &reprints, &[]), [""; 0]);
}

#[test]
fn titles_and_headings_stay_what_they_are() {
    let text = |n: u32| {
        let (first, rest) = (paragraphs(n, 0..7), paragraphs(n, 7..PARAGRAPHS));
        format!("一週要聞\n\n背景\n\n{first}背景\n\n{rest}延伸閱讀\n\n霧的來歷{n}\n\n橋的故事{n}\n")
    };
    let others: Vec<Neighbour> = (1..8).map(|n| neighbour(n.into(), &text(n))).collect();
    let found = notices(&text(0), &others, &[]);
    assert!(!found.iter().any(|line| line == "一週要聞" || line == "背景"), "{found:?}");
}

#[test]
fn what_was_annotated_stays() {
    let found = notices(&page(FOOT), &site(5, FOOT), &["寫明出處"]);
    assert_eq!(found, ["按讚並分享這篇報道"]);
}

#[test]
fn a_short_line_within_the_text_is_found_too() {
    let text = |n: u32| {
        let (first, rest) = (paragraphs(n, 0..5), paragraphs(n, 5..PARAGRAPHS));
        format!("題目{n}\n\n{first}按此訂閱電子報，每週六寄出。\n\n{rest}")
    };
    let others: Vec<Neighbour> = (1..5).map(|n| neighbour(n.into(), &text(n))).collect();
    assert_eq!(notices(&text(0), &others, &[]), ["按此訂閱電子報，每週六寄出。"]);
}
