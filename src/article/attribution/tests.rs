use proptest::prelude::*;

use std::collections::HashSet;

use super::*;
use crate::properties::unrecorded;

mod judged;

/// Every attribution of `text`, in the order of their verbs.
fn attributions(text: &str) -> Vec<Attribution> {
    within(text, Span::new(0, text.len()))
}

fn names(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = attributions(text).iter().map(|found| found.name.of(text)).collect();
    names.dedup();
    names
}

#[test]
fn the_judged_sentences_hold() {
    for (language, sentences) in judged::LANGUAGES {
        let (mut right, mut proposed, mut expected) = (0, 0, 0);
        for (sentence, wanted) in sentences {
            let found = names(sentence);
            let hits = found.iter().filter(|name| wanted.contains(name)).count();
            if hits < found.len() || hits < wanted.len() {
                println!("{sentence}\n    wanted {wanted:?}, found {found:?}");
            }
            right += hits;
            proposed += found.len();
            expected += wanted.len();
        }
        println!("{language}: {right} right of {proposed} proposed and {expected} wanted");
        assert!(right * 10 >= proposed * 9, "{language}, precision: {right} of {proposed}");
        assert!(right * 10 >= expected * 9, "{language}, recall: {right} of {expected}");
    }
}

/// The candidates for the first place where `passage` stands in `text`.
fn for_passage(text: &str, passage: &str) -> Vec<String> {
    let start = text.find(passage).unwrap();
    let span = Span::new(start, start + passage.len());
    let all = candidates(text, &attributions(text), span);
    assert_eq!(candidates(text, &attributions_near(text, span), span), all, "a short text is its own window");
    all
}

const ARTICLE: &str = "\
港務局長蔡宜庭表示，航道今年不會疏浚。她說，經費要等議會。\n\
漁會總幹事杜明山說：“我們等了三年。沒有人來過。船只能停在外海。”\n\
天氣轉壞，岸上沒有燈。\n\
《東岸日報》報道，兩家公司已經退出。知情人士透露，第三家也要走。\n\
“錢不是問題。人才是問題，”教授康文遠說，“年輕人都走了。”\n";

#[test]
fn who_governs_the_passage_comes_first() {
    assert_eq!(for_passage(ARTICLE, "沒有人來過。")[0], "杜明山");
    assert_eq!(for_passage(ARTICLE, "航道今年不會疏浚")[0], "蔡宜庭");
    assert_eq!(for_passage(ARTICLE, "經費要等議會")[0], "蔡宜庭");
    assert_eq!(for_passage(ARTICLE, "錢不是問題。")[0], "康文遠");
    assert_eq!(for_passage(ARTICLE, "年輕人都走了")[0], "康文遠");
    assert_eq!(for_passage(ARTICLE, "第三家也要走")[0], "知情人士");
}

#[test]
fn then_the_nearest_and_those_without_a_name_last() {
    let names = ["東岸日報", "杜明山", "蔡宜庭", "康文遠", "知情人士"];
    assert_eq!(for_passage(ARTICLE, "岸上沒有燈。"), names);
    assert!(for_passage("天氣轉壞，岸上沒有燈。", "岸上").is_empty());
}

#[test]
fn a_pronoun_stands_for_the_last_person_of_its_paragraph() {
    assert_eq!(names("市長蔡宜庭表示，橋會修。她說，明年完工。"), ["蔡宜庭"]);
    assert_eq!(names("市長蔡宜庭表示，橋會修。\n她說，明年完工。"), ["蔡宜庭"]);
    assert_eq!(attributions("市長蔡宜庭表示，橋會修。\n她說，明年完工。").len(), 1);
    assert!(names("她說，明年完工。").is_empty());
}

#[test]
fn one_person_of_two_forms_is_one_candidate() {
    let text = "外長薩利姆·卡里米表示，會談順利。卡里米隨後強調，制裁必須取消。";
    assert_eq!(for_passage(text, "會談順利"), ["卡里米"]);
    let text = "Nora Feld said the lock was old. Feld told reporters that it would be replaced.";
    assert_eq!(for_passage(text, "it would be replaced"), ["Nora Feld"]);
    let text = "阿里·卡里米表示，會談順利。薩利姆·卡里米強調，會談破裂。卡里米說，再談。";
    assert_eq!(for_passage(text, "會談順利"), ["阿里·卡里米", "薩利姆·卡里米", "卡里米"]);
}

#[test]
fn those_without_a_name_come_after_the_named() {
    let text = "工會主席方國梁說，班次太少。市長說，預算不夠。居民說，車從不準時。";
    assert_eq!(for_passage(text, "預算不夠"), ["市長", "方國梁", "居民"]);
    let text =
        "Nora Feld said the lock was old. The mayor told reporters that it was safe. The boats waited.";
    assert_eq!(for_passage(text, "The boats waited"), ["Nora Feld", "mayor"]);
}

#[test]
fn who_speak_together_are_both_candidates() {
    let text = "運輸局長林美玲和工會主席方國梁均表示，班次不會減少。他說，車很新。";
    let found = attributions(text);
    assert_eq!(found[0].verb, found[1].verb);
    assert_eq!(for_passage(text, "班次不會減少"), ["林美玲", "方國梁"]);
    assert_eq!(found.len(), 2, "it is not plain who of the two 他 is");
}

#[test]
fn the_verb_is_given_without_blanks() {
    let text = "Nora Feld said the lock was old.";
    assert_eq!(attributions(text)[0].verb.of(text), "said");
}

#[test]
fn the_last_paragraph_needs_no_newline_to_be_near() {
    let text = "天氣轉壞。\n市長蔡宜庭表示，橋會修。";
    assert_eq!(for_passage(text, "天氣轉壞"), ["蔡宜庭"]);
}

#[test]
fn around_a_passage_of_a_book_only_its_neighbours_are_read() {
    let filler = "天氣轉壞，岸上沒有燈。\n".repeat(1_000);
    let text = format!(
        "市長蔡宜庭表示，橋會修。\n{filler}漁會總幹事杜明山說，船停在外海。\n{filler}教授康文遠說，人都走了。\n"
    );
    let start = text.find("船停").unwrap();
    let near = attributions_near(&text, Span::new(start, start + "船停".len()));
    assert_eq!(near.iter().map(|found| found.name.of(&text)).collect::<Vec<_>>(), ["杜明山"]);
}

#[test]
fn of_a_passage_as_long_as_a_book_its_ends_are_read() {
    let filler = "天氣轉壞，岸上沒有燈。\n".repeat(2_000);
    let text = format!(
        "市長蔡宜庭表示，橋會修。\n{filler}漁會總幹事杜明山說，船停在外海。\n{filler}教授康文遠說，人都走了。\n"
    );
    let near = attributions_near(&text, Span::new(0, text.len()));
    assert_eq!(near.iter().map(|found| found.name.of(&text)).collect::<Vec<_>>(), ["蔡宜庭", "康文遠"]);
    assert_eq!(candidates(&text, &near, Span::new(0, text.len())), ["蔡宜庭", "康文遠"]);
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn spans_are_of_the_text_and_in_order(text in "(他|王明|和|、|均|在|市長|居民|總統|表示|說|在|會上|“|”|《|》|，|。|\n|的|據|報道|\\(|氏は|と述べた|の|によると|교수는|주민들은|말했다|\"| |Ann Lee| said|according to |the mayor|é|1月){0,30}") {
        let found = attributions(&text);
        // Of those who speak together the verb is the same.
        let in_order = |pair: &[Attribution]| pair[0].verb == pair[1].verb || pair[0].verb.end <= pair[1].verb.start;
        prop_assert!(found.windows(2).all(in_order));
        for Attribution { name, verb } in &found {
            prop_assert!(!name.of(&text).is_empty() && !verb.of(&text).is_empty());
        }
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for pair in starts.windows(3).step_by(3) {
            let passage = Span::new(pair[0], pair[2]);
            let near = attributions_near(&text, passage);
            let candidates = candidates(&text, &near, passage);
            let distinct: HashSet<&String> = candidates.iter().collect();
            prop_assert_eq!(distinct.len(), candidates.len());
        }
    }
}
