use std::sync::Arc;

use super::*;
use crate::annotation::Relocation;
use crate::app::testing::article;
use crate::article::{Options, Source, read_source};

fn open(text: &str, cells: usize, height: usize) -> Reading {
    let identity = Identity { id: None, revision: None, uri: "file:///x".into() };
    let mut reading = Reading::new(identity, Arc::new(article(text)), 0);
    reading.settle(measure(cells), height);
    reading
}

fn measure(cells: usize) -> Measure {
    Measure { cells, ambiguous: Ambiguous::Narrow, hanging: false }
}

fn rows(reading: &Reading) -> Vec<&str> {
    reading.rows.iter().map(|row| row.bytes.of(reading.document.text())).collect()
}

#[test]
fn blocks_stand_apart_and_images_together() {
    let reading = open("第一段話說完了。\n![](a)\n![](b)\n第二段話說完了。", 20, 10);
    assert_eq!(rows(&reading), ["第一段話說完了。", "", "![](a)", "![](b)", "", "第二段話說完了。"]);
}

#[test]
fn what_a_format_put_together_stays_together() {
    let name = std::path::Path::new("a.md");
    let source = Source {
        bytes: "| 港 | 船 |\n|--|--|\n| 北 | 12 |\n\n- 甲\n- 乙\n\n一段。[^1]\n\n[^1]: 註。\n".into(),
        name: Some(name),
        uri: "",
        charset: None,
    };
    let mut found = None;
    read_source(source, &Options::default(), &mut |first| {
        found = Some(first.article);
        std::ops::ControlFlow::Break(())
    })
    .unwrap();
    let identity = Identity { id: None, revision: None, uri: "file:///a.md".into() };
    let mut reading = Reading::new(identity, Arc::new(found.unwrap()), 0);
    reading.settle(measure(20), 20);
    assert_eq!(
        rows(&reading),
        ["港 | 船", "---+---", "北 | 12", "", "- 甲", "- 乙", "", "一段。[1]", "", "[1] 註。"]
    );
    // No motion stands on the line of dashes.
    let text = reading.document.text().to_owned();
    let mut at = reading.document.first(Unit::Sentence).unwrap();
    let mut stood = vec![at.of(&text)];
    while let Some(next) = reading.document.next(at, Unit::Sentence) {
        stood.push(next.of(&text));
        at = next;
    }
    assert!(stood.iter().all(|sentence| !sentence.contains("--")), "{stood:?}");
    assert!(stood.contains(&"北 | 12") && stood.contains(&"港 | 船"), "{stood:?}");
}

#[test]
fn scrolling_stops_at_both_ends_and_takes_the_cursor_along() {
    let text = (1..=40).map(|n| format!("這是第{n}段話。\n")).collect::<String>();
    let mut reading = open(&text, 30, 10);
    reading.scroll(1000);
    reading.settle(measure(30), 10);
    assert_eq!(rows(&reading).last(), Some(&"這是第40段話。"));
    assert!(reading.rows.iter().any(|row| row.bytes.overlaps(reading.cursor().span)));
    reading.scroll(-1000);
    reading.settle(measure(30), 10);
    assert_eq!(rows(&reading)[0], "這是第1段話。");
    reading.scroll(3);
    reading.settle(measure(30), 10);
    assert_eq!(rows(&reading)[0], "");
    assert_eq!(reading.cursor().span.of(&text), "這是第5段話。");
    reading.scroll(8);
    assert_eq!(reading.cursor().span.of(&text), "這是第7段話。");
}

#[test]
fn the_whole_takes_the_place_of_the_beginning_unseen() {
    let text = (1..=400).map(|n| format!("這是第{n}段話,說得不長。\n")).collect::<String>();
    let cut = text.find("這是第200段").unwrap();
    let mut reading = open(&text[..cut], 30, 10);
    reading.scroll(40);
    reading.settle(measure(30), 10);
    let before: Vec<Span> = reading.rows.iter().map(|row| row.bytes).collect();
    let cursor = reading.cursor();
    reading.replace(Arc::new(article(&text)), &Relocation::new(&text[..cut], &text));
    reading.settle(measure(30), 10);
    assert_eq!(reading.rows.iter().map(|row| row.bytes).collect::<Vec<_>>(), before);
    assert_eq!(reading.cursor(), cursor);
}
