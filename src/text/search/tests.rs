//! What is found, against the plainest way of finding it.

use proptest::prelude::*;

use super::*;
use crate::properties::unrecorded;
use crate::text::{Span, clusters, is_cluster_boundary};

fn query(words: &str) -> Query {
    Query { words: words.to_owned(), ..Query::default() }
}

fn found<'a>(query: &Query, text: &'a str) -> Vec<&'a str> {
    Pattern::new(query).unwrap().find_iter(text).map(|span| span.of(text)).collect()
}

/// What is seen of a text, a unit a character.
fn seen(text: &str) -> Vec<u16> {
    let mut units = Vec::new();
    fold_into(text, &mut units);
    units.as_chunks().0.iter().map(|&unit| u16::from_le_bytes(unit)).filter(|&unit| unit != PASSED).collect()
}

#[test]
fn scripts_variants_widths_kana_case_and_accents_are_found() {
    for (words, text, passages) in [
        ("談判", "谈判、談判", vec!["谈判", "談判"]),
        ("裡面", "裏面,里面", vec!["裏面", "里面"]),
        ("f-35", "Ｆ－３５與F-35", vec!["Ｆ－３５", "F-35"]),
        ("がす", "ガス,ｶﾞｽ,カ゛ス,か\u{3099}す,カス", vec!["ガス", "ｶﾞｽ", "カ゛ス", "か\u{3099}す"]),
        ("cafe", "Café, cafe\u{301}, CAFÉ", vec!["Café", "cafe\u{301}", "CAFÉ"]),
        ("한", "한국\u{1112}\u{1161}\u{11ab}하", vec!["한", "\u{1112}\u{1161}\u{11ab}"]),
        ("哈哈", "哈哈哈哈哈", vec!["哈哈", "哈哈"]),
        ("談判", "談\u{200b}判\u{e0100}了", vec!["談\u{200b}判\u{e0100}"]),
    ] {
        assert_eq!(found(&query(words), text), passages, "{words}");
    }
}

#[test]
fn exact_is_exact() {
    let exact = |words| Query { exact: true, ..query(words) };
    assert_eq!(found(&exact("談判"), "谈判談判"), ["談判"]);
    assert_eq!(found(&exact("e"), "e\u{301}eE"), ["e"]);
    assert_eq!(found(&exact("."), "a.b"), ["."]);
}

#[test]
fn capitals_count_where_they_are_typed() {
    let smart = |words| Query { case: Case::Smart, ..query(words) };
    assert_eq!(found(&smart("jcpoa"), "JCPOA與jcpoa").len(), 2);
    assert_eq!(found(&smart("JCPOA"), "JCPOA與jcpoa,ＪＣＰＯＡ"), ["JCPOA", "ＪＣＰＯＡ"]);
    assert_eq!(found(&query("JCPOA"), "JCPOA與jcpoa").len(), 2);
}

#[test]
fn regular_expressions_on_demand() {
    let regex = |words| Query { regex: true, ..query(words) };
    assert_eq!(found(&regex("[0-9]+艘船"), "有３２艘船，又10艘船\n32\n艘船"), ["３２艘船", "10艘船"]);
    assert_eq!(found(&regex("臺灣.{2}"), "台湾海峡,臺灣人民"), ["台湾海峡", "臺灣人民"]);
    assert_eq!(found(&regex("e"), "e\u{301}E"), ["e\u{301}", "E"]);
    assert_eq!(found(&regex("^二"), "一\n二二"), ["二"]);
    assert_eq!(found(&regex("x*"), "談判").len(), 0);
    let error = Pattern::new(&regex("(談")).unwrap_err().to_string();
    assert_eq!(error, "“(談” is no regular expression: unclosed group");
    assert!(Pattern::new(&regex("(.{1000}){1000}")).is_err());
}

#[test]
fn the_characters_of_an_expression_are_folded_as_the_text_is() {
    let text = "他說：「好，就這樣。」然後走了！在２月，ＡＢＣ（Café）3.14、３．１４、ｶﾞｽ";
    for (words, passages) in [
        ("，", vec!["，", "，"]),
        ("說：", vec!["說："]),
        ("，就", vec!["，就"]),
        ("[：！]", vec!["：", "！"]),
        ("ＡＢＣ", vec!["ＡＢＣ"]),
        ("[Ａ-Ｃ]{3}", vec!["ＡＢＣ"]),
        ("é", vec!["é"]),
        ("２月", vec!["２月"]),
        ("ca.é", vec!["Café"]),
        ("ca.é?", vec!["Café"]),
        ("cafe\u{301}", vec!["Café"]),
        ("(?i)CAFÉ", vec!["Café"]),
        ("(?-i)CAFÉ", vec![]),
        ("(?x) ２ 月 # ３", vec!["２月"]),
        ("（(\\w+)）", vec!["（Café）"]),
        ("３．１", vec!["3.1", "３．１"]),
        ("３．＋１", vec![]),
        (r"\x{FF13}．", vec!["3.", "３．"]),
        ("[ァ-ヶ]ス", vec!["ｶﾞｽ"]),
        ("[一-龥]{4,}", vec!["然後走了"]),
        ("[^\\w，。！：]樣", vec![]),
    ] {
        assert_eq!(found(&Query { regex: true, ..query(words) }, text), passages, "{words}");
    }
    let smart = Query { regex: true, case: Case::Smart, ..query("ＢＣ|É") };
    assert_eq!(found(&smart, "ABC,ａｂｃ,ＡＢＣ,é,É"), ["BC", "ＢＣ", "É"]);
    assert_eq!(
        found(&Query { regex: true, ..query("[㐀-䶵一-龥𠀀-𪛖]+") }, "欣訢，𠀋籲龥"),
        ["欣訢", "𠀋籲龥"]
    );
    assert_eq!(found(&Query { regex: true, ..query("\u{200b}") }, "a\u{200b}").len(), 0);
}

#[test]
fn nothing_is_found_nowhere() {
    for words in ["", "\u{200b}", "\u{301}"] {
        assert!(
            Pattern::new(&query(words)).unwrap().is_nothing() && found(&query(words), "a\u{200b}").is_empty()
        );
    }
}

/// Every match by trying every place of the text.
fn naively(words: &str, text: &str) -> Vec<Span> {
    let wanted = seen(words);
    let ends: Vec<usize> = clusters(text).map(|found| found.0).chain([text.len()]).collect();
    let mut found: Vec<Span> = Vec::new();
    for &start in &ends {
        let visible = text[start..].chars().next().is_some_and(|first| unit_of(first) != PASSED);
        if found.last().is_some_and(|last| start < last.end) || !visible {
            continue;
        }
        // The shortest passage, but for what cannot stand alone.
        let end = ends.iter().find(|&&end| end > start && seen(&text[start..end]) == wanted);
        if let Some(&end) = end {
            let absorbed = text[end..].chars().next().filter(|next| "゛゜".contains(*next));
            let whole =
                absorbed.is_some_and(|mark| seen(&text[start..end + mark.len_utf8()]).len() == wanted.len());
            if !whole {
                found.push(Span::new(start, end));
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn all_is_found_and_nothing_else(
        words in "([aAáか談谈裡]|e\u{301}|カ\u{3099}|𠀋|各|한){1,3}",
        text in "([aAáＡかガ談谈裡裏里\n]|e|\u{301}|\u{3099}|カ゛|\u{200b}|𠀋|𠀌|한|\u{1112}\u{1161}\u{11ab}|ｶﾞ){0,30}",
    ) {
        let pattern = Pattern::new(&query(&words)).unwrap();
        let spans: Vec<Span> = pattern.find_iter(&text).collect();
        for span in &spans {
            prop_assert!(is_cluster_boundary(&text, span.start) && is_cluster_boundary(&text, span.end));
            prop_assert_eq!(seen(span.of(&text)), seen(&words));
        }
        prop_assert_eq!(spans, naively(&words, &text));
    }

    #[test]
    fn long_texts_are_looked_through_whole(before in 0usize..40_000, between in 0usize..40_000) {
        let text = format!("{}談判{}谈判", "字".repeat(before), "字".repeat(between));
        let spans: Vec<Span> = Pattern::new(&query("谈判")).unwrap().find_iter(&text).collect();
        let second = before * 3 + 6 + between * 3;
        prop_assert_eq!(spans, [Span::new(before * 3, before * 3 + 6), Span::new(second, second + 6)]);
    }

    #[test]
    fn no_query_and_no_text_breaks_it(words in "\\PC{0,6}", text in "\\PC{0,40}", exact: bool, regex: bool) {
        if let Ok(pattern) = Pattern::new(&Query { exact, regex, ..query(&words) }) {
            for span in pattern.find_iter(&text) {
                prop_assert!(!span.is_empty());
                prop_assert!(is_cluster_boundary(&text, span.start) && is_cluster_boundary(&text, span.end));
            }
        }
    }
}
