//! Passages found again, case by case, and what holds for any texts.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::properties::unrecorded;

/// Where the `nth` occurrence of `quote` in `old` is found: the words there, what stands before them, and whether
/// they are the same.
fn found<'a>(old: &str, new: &'a str, quote: &str, nth: usize) -> Option<(&'a str, &'a str, bool)> {
    let start = old.match_indices(quote).nth(nth).unwrap().0;
    let relocated = Relocation::new(old, new).find(Span::new(start, start + quote.len()))?;
    Some((&new[..relocated.span.start], relocated.span.of(new), relocated.exactly))
}

#[test]
fn the_span_takes_in_what_was_corrected() {
    let (old, new) = ("港口外停著約32艘船。", "港口外停著約30艘船。");
    assert_eq!(found(old, new, "約32艘", 0), Some(("港口外停著", "約30艘", false)));
    assert_eq!(found(old, new, "32艘船", 0), Some(("港口外停著約", "30艘船", false)));
    let (old, new) = ("他說三十二艘。她說沒有。", "他說近四十艘。她說沒有。");
    assert_eq!(found(old, new, "三十二艘。", 0), None);
    assert_eq!(found(old, new, "她說沒有", 0), Some(("他說近四十艘。", "她說沒有", true)));
}

#[test]
fn another_script_and_width_and_marks_are_the_same_words() {
    let (old, new) = ("「臺灣的１２艘軍艦」，他說。", "“台湾的12艘军舰”，他说。");
    assert_eq!(found(old, new, "臺灣的１２艘軍艦", 0), Some(("“", "台湾的12艘军舰", false)));
}

#[test]
fn words_that_are_gone_are_not_found() {
    let (old, new) = ("甲說：來。乙說：不來。丙說：再看。", "甲說：來。丙說：再看。");
    assert_eq!(found(old, new, "不來", 0), None);
    assert_eq!(found(old, new, "乙說：不來。", 0), None);
    assert_eq!(Relocation::new(old, new).find(Span::new(0, 0)), None);
}

#[test]
fn what_is_said_often_stays_with_what_it_follows() {
    let old = "第一批貨到了。他說。第二批還在海上。他說。第三批不來了。他說。";
    let new = "第一批貨到了。他說。第三批不來了。他說。";
    assert_eq!(found(old, new, "他說。", 0), Some(("第一批貨到了。", "他說。", true)));
    assert_eq!(found(old, new, "他說。", 1), None);
    assert_eq!(found(old, new, "他說。", 2), Some(("第一批貨到了。他說。第三批不來了。", "他說。", true)));
}

#[test]
fn a_sentence_put_in_takes_no_mark_of_its_neighbour() {
    let (old, new) = ("船開了。風大。", "船開了。雨也大。風大。");
    assert_eq!(found(old, new, "。", 0), Some(("船開了", "。", true)));
    assert_eq!(found(old, new, "大。", 0), Some(("船開了。雨也大。風", "大。", true)));
}

#[test]
fn a_moved_paragraph_is_followed() {
    let moved = "漁會理事長昨天證實，停在外海的十二艘船都有足夠的水。";
    let rest = "港務局還沒有回答。\n\n氣象署說風會更大，浪會更高，要到週末才會轉弱。\n\n";
    let (old, new) = (format!("{moved}\n\n{rest}"), format!("{rest}{moved}\n"));
    assert_eq!(found(&old, &new, "十二艘船", 0).unwrap().1, "十二艘船");
    assert_eq!(found(&old, &new, "風會更大", 0).unwrap().1, "風會更大");
}

#[test]
fn lines_that_both_have_are_found_in_part() {
    let (old, new) =
        ("甲行。\n乙行。\n丙。\n丁行。\n戊行。\n", "甲行。\n乙行。\n改。\n新。\n丁行。\n戊行。\n");
    assert_eq!(found(old, new, "乙", 0), Some(("甲行。\n", "乙", true)));
    assert_eq!(found(old, new, "戊行", 0), Some(("甲行。\n乙行。\n改。\n新。\n丁行。\n", "戊行", true)));
    assert_eq!(
        found(old, new, "乙行。\n丙。\n丁行", 0),
        Some(("甲行。\n", "乙行。\n改。\n新。\n丁行", false))
    );
}

#[test]
fn a_place_whose_words_are_gone_is_where_they_stood() {
    let (old, new) = ("甲說：來。乙說：不來。丙說：再看。", "甲說：來。丙說：再看。");
    let relocation = Relocation::new(old, new);
    let nearest = |words: &str| &new[relocation.nearest(old.find(words).unwrap())..];
    assert_eq!(nearest("不來"), "丙說：再看。");
    assert_eq!(nearest("再看"), "再看。");
    assert_eq!(relocation.nearest(old.len()), new.len());
}

#[test]
fn no_cluster_is_cut() {
    let (old, new) = ("か行。他說好。", "か\u{3099}行。他說好。");
    assert_eq!(found(old, new, "か行", 0), None);
    assert_eq!(found(old, new, "か行。他說好。", 0).unwrap().1, new);
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn what_is_found_lies_on_cluster_boundaries(
        old in "([ab他說。好\n]|か|\u{3099}|👩🏽|\u{200d}|🇹|🇼|\r){0,40}",
        new in "([ab他說。好\n]|か|\u{3099}|👩🏽|\u{200d}|🇹|🇼|\r){0,40}",
        a in 0usize..40,
        b in 0usize..40,
    ) {
        let edges = |text: &str| -> Vec<usize> {
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
        };
        let old_edges = edges(&old);
        let (a, b) = (old_edges[a % old_edges.len()], old_edges[b % old_edges.len()]);
        let span = Span::new(a.min(b), a.max(b));
        let (relocation, new_edges) = (Relocation::new(&old, &new), edges(&new));
        prop_assert!(new_edges.contains(&relocation.nearest(a)));
        if let Some(relocated) = relocation.find(span) {
            prop_assert!(new_edges.contains(&relocated.span.start) && new_edges.contains(&relocated.span.end));
            prop_assert!(!relocated.span.is_empty());
            prop_assert_eq!(relocated.exactly, relocated.span.of(&new) == span.of(&old));
        }
    }

    #[test]
    fn in_the_same_text_everything_is_in_its_place(text in any::<String>(), a in 0usize..80, b in 0usize..80) {
        let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
        let span = Span::new(a.min(b), a.max(b));
        let relocation = Relocation::new(&text, &text);
        let wanted = (a != b).then_some(Relocated { span, exactly: true });
        prop_assert_eq!(relocation.find(span), wanted);
        prop_assert_eq!(relocation.nearest(a), a);
    }

    #[test]
    fn any_texts_are_compared(old in any::<String>(), new in any::<String>(), at in 0usize..80) {
        let start = old.floor_char_boundary(at);
        let found = Relocation::new(&old, &new).find(Span::new(start, old.len()));
        prop_assert!(found.is_none_or(|found| found.span.end <= new.len()));
    }
}
