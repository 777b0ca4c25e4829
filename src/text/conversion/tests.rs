use proptest::prelude::*;

use super::alignment::Uneven;
use super::*;
use crate::properties::unrecorded;
use crate::text::{clusters, is_cluster_boundary};

const TAIWAN: Conversion = Conversion::ToTraditional(Usage::Taiwan);
const FROM_TAIWAN: Conversion = Conversion::ToSimplified(Usage::Taiwan);

fn conversions() -> Vec<Conversion> {
    let ways = [Conversion::ToTraditional, Conversion::ToSimplified, Conversion::Variants];
    Usage::ALL.into_iter().flat_map(move |usage| ways.map(|way| way(usage))).collect()
}

fn converted(conversion: Conversion, text: &str) -> String {
    conversion.convert(text).text
}

#[test]
fn words_decide_where_characters_do_not() {
    let standard = Conversion::ToTraditional(Usage::Standard);
    for (simplified, traditional) in [
        ("理发之后头发发黄", "理髮之後頭髮發黃"),
        ("皇后以后", "皇后以後"),
        ("干部干燥乾隆相干", "幹部乾燥乾隆相干"),
        ("公里里面", "公里裏面"),
        ("面条表面", "麪條表面"),
    ] {
        assert_eq!(converted(standard, simplified), traditional);
        assert_eq!(converted(Conversion::ToSimplified(Usage::Standard), traditional), simplified);
    }
}

#[test]
fn regions_have_words_and_forms_of_their_own() {
    let text = "船上的软件、网络和打印机都坏了，意大利的短信在里面。";
    let all = Usage::ALL.map(|usage| converted(Conversion::ToTraditional(usage), text));
    assert_eq!(
        all,
        [
            "船上的軟體、網路和印表機都壞了，義大利的簡訊在裡面。",
            "船上的軟件、網絡和打印機都壞了，意大利的短信在裏面。",
            "船上的軟件、網絡和打印機都壞了，意大利的短信在裏面。",
        ]
    );
    assert_eq!(converted(FROM_TAIWAN, &all[0]), text);
    assert_eq!(converted(Conversion::ToSimplified(Usage::HongKong), &all[1]), text);
    assert_eq!(
        converted(Conversion::Variants(Usage::Taiwan), &all[1]),
        "船上的軟件、網絡和打印機都壞了，意大利的短信在裡面。"
    );
}

#[test]
fn what_somebody_said_stays() {
    let standard = Conversion::ToTraditional(Usage::Standard);
    for text in ["声明支持这个项目", "停止支持远程导弹项目的和平进程", "局部优化与设备更新"]
    {
        assert_eq!(converted(TAIWAN, text), converted(standard, text));
    }
    for text in ["核心問題執行困難", "建立互信，開啟談判", "安全形勢的關鍵指標"] {
        assert_eq!(converted(FROM_TAIWAN, text), converted(Conversion::ToSimplified(Usage::Standard), text));
    }
}

#[test]
fn a_word_of_another_length_stands_for_the_whole_word() {
    let text = "他的U盘坏了";
    let shown = TAIWAN.convert(text);
    assert_eq!(shown.text, "他的隨身碟壞了");
    let place = |words: &str| {
        let start = shown.text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    for part in ["隨", "身", "碟", "隨身碟"] {
        assert_eq!(shown.original_of(place(part)).of(text), "U盘");
    }
    assert_eq!(shown.original_of(place("的隨")).of(text), "的U盘");
    assert_eq!(shown.original_of(place("壞")).of(text), "坏");
    let drive = text.find("盘").unwrap();
    assert_eq!(shown.shown_at(drive), place("隨").start);
    assert_eq!(shown.shown_at(drive + "盘".len()), place("壞").start);
    assert_eq!(shown.whole(Span::new(drive, drive + "盘坏".len())).of(text), "U盘坏");
    assert_eq!(shown.original_at(place("身").start), text.find('U').unwrap());
}

#[test]
fn a_mark_stays_with_what_it_stands_on() {
    let text = "他的U盘\u{301}坏";
    let shown = TAIWAN.convert(text);
    let end = shown.text.find("壞").unwrap();
    assert_eq!(shown.original_of(Span::new("他的".len(), end)).of(text), "U盘\u{301}");
    assert!(
        (0..3).all(|part| shown.original_of(Span::new(6 + 3 * part, 9 + 3 * part)).of(text) == "U盘\u{301}")
    );
}

#[test]
fn words_of_another_length_hold_no_ends_of_sentences() {
    for (word, becomes) in chain::ALL.iter().flat_map(|dictionary| dictionary.entries()) {
        assert!(!word.is_empty() && !becomes.is_empty());
        let held = |text: &str| text.chars().all(|one| one.is_alphanumeric() || "·-".contains(one));
        assert!(word.chars().count() == becomes.chars().count() || held(word), "{word} {becomes}");
    }
}

/// Words that become longer or shorter, or whose characters have another number of bytes, and all that can stand beside them.
fn text() -> impl Strategy<Value = String> {
    let words = [
        "U盘",
        "SQL注入",
        "硬盘",
        "出租车",
        "乌兹别克斯坦",
        "突尼斯",
        "史蒂夫·麦奎因",
        "甲肝",
        "二噁英",
        "周𫖮",
        "䭪",
        "鰤",
        "隨身碟",
        "突尼西亞",
        "唐氏症",
        "賓士",
        "B肝",
        "戴奧辛",
        "大衛·連",
        "二𫫇英",
        "里",
        "后",
        "发展",
        "理发",
        "。",
        "，",
        "\n",
        "A",
        " ",
        "\u{301}",
        "\u{fe0f}",
        "\u{200d}",
        "か",
        "\u{3099}",
        "🇹",
        "🇼",
        "👨\u{200d}👩",
        "각",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..14).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn what_stands_for_what(text in text(), way in prop::sample::select(conversions())) {
        let shown = way.convert(&text);
        let boundaries = |text: &str| clusters(text).map(|(start, _)| start).chain([text.len()]).collect::<Vec<_>>();
        // In order, on boundaries, from the beginning to the end; and nothing is left out.
        let places: Vec<usize> = boundaries(&text).into_iter().map(|byte| shown.shown_at(byte)).collect();
        prop_assert!(places.is_sorted() && places[0] == 0 && places[places.len() - 1] == shown.text.len());
        prop_assert!(places.iter().all(|&byte| is_cluster_boundary(&shown.text, byte)));
        let mut reached = 0;
        for (start, cluster) in clusters(&shown.text) {
            let original = shown.original_of(Span::new(start, start + cluster.len()));
            prop_assert!(!original.is_empty() && original.start <= reached && original.end >= reached);
            prop_assert!(is_cluster_boundary(&text, original.start) && is_cluster_boundary(&text, original.end));
            prop_assert_eq!(shown.original_at(start), original.start);
            reached = original.end;
        }
        prop_assert_eq!(reached, text.len());
        // There and back again, the span is covered by no more than the words that it cuts.
        for start in boundaries(&text) {
            for end in boundaries(&text).into_iter().filter(|&end| end > start) {
                let span = Span::new(start, end);
                let whole = shown.whole(span);
                prop_assert!(whole.covers(span) && shown.whole(whole) == whole);
                let there = Span::new(shown.shown_at(whole.start), shown.shown_at(whole.end));
                prop_assert_eq!(shown.original_of(there), whole);
            }
        }
    }

    #[test]
    fn two_conversions_are_aligned_as_the_one_and_then_the_other(
        gaps in prop::collection::vec((0usize..4, 1usize..4, 1usize..4), 0..6),
        others in prop::collection::vec((0usize..4, 1usize..4, 1usize..4), 0..6),
    ) {
        let aligned = |gaps: &[(usize, usize, usize)]| {
            let (mut alignment, mut from, mut to) = (Alignment::default(), 0, 0);
            for &(gap, original, shown) in gaps {
                (from, to) = (from + gap, to + gap);
                let here = (Span::new(from, from + original), Span::new(to, to + shown));
                (from, to) = (here.0.end, here.1.end);
                alignment.push(Uneven { original: here.0, shown: here.1 });
            }
            alignment
        };
        let (first, second) = (aligned(&gaps), aligned(&others));
        let both = first.then(&second);
        for byte in 0..60 {
            let span = Span::new(byte, byte + 1);
            prop_assert!(both.original_of(span).covers(first.original_of(second.original_of(span))));
            prop_assert!(both.shown_at(byte) <= second.shown_at(first.shown_at(byte)));
        }
        prop_assert_eq!(both.shown_at(100), second.shown_at(first.shown_at(100)));
        prop_assert_eq!(both.original_at(100), first.original_at(second.original_at(100)));
    }
}
