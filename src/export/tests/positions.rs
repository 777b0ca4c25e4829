//! Code points, context, and spans that do not fit.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::export::Passages;
use crate::properties::unrecorded;

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn code_points_find_the_quote_again() {
    let (article, annotations) = (hard_article(), hard_annotations());
    let passages: Vec<_> = Passages::new(&article, &annotations).unwrap().collect();
    assert_eq!(passages.len(), annotations.len());
    for passage in &passages {
        assert_eq!(slice(HARD_TEXT, passage.start, passage.end), passage.quote);
    }
    assert_eq!((passages[0].start, passages[0].end), (0, 8));
    let family = &passages[5];
    assert_eq!((family.quote, family.end - family.start), ("👨‍👩‍👧‍👦", 7));
}

#[test]
fn annotations_out_of_order_are_right_too() {
    let (article, mut annotations) = (hard_article(), hard_annotations());
    annotations.reverse();
    for passage in Passages::new(&article, &annotations).unwrap() {
        assert_eq!(slice(HARD_TEXT, passage.start, passage.end), passage.quote);
    }
}

#[test]
fn context_does_not_cut_a_cluster() {
    let family = "👨‍👩‍👧‍👦";
    // 5 families are 35 code points: 4 fit in the context, the fifth would be cut.
    let text = format!("{0}評{0}", family.repeat(5));
    let middle = family.len() * 5;
    let article = article(1, "", &text);
    let annotations = [on(Span::new(middle, middle + "評".len()), "fact")];
    let passage = Passages::new(&article, &annotations).unwrap().next().unwrap();
    assert_eq!(passage.prefix, family.repeat(4));
    assert_eq!(passage.suffix, family.repeat(4));
}

#[test]
fn a_cluster_without_end_gives_no_context() {
    let text = format!("か{0}評か{0}", "\u{3099}".repeat(5000));
    let start = text.find('評').unwrap();
    let article = article(1, "", &text);
    let annotations = [on(Span::new(start, start + "評".len()), "fact")];
    let passage = Passages::new(&article, &annotations).unwrap().next().unwrap();
    assert_eq!((passage.prefix, passage.suffix), ("", ""));
}

#[test]
fn spans_that_do_not_fit_are_refused() {
    let article = article(3, "題", "評點");
    for span in [Span { start: 0, end: 1 }, Span { start: 3, end: 9 }, Span { start: 6, end: 3 }] {
        let error = exported("jsonl", &[(article.clone(), vec![on(span, "fact")])]).unwrap_err();
        assert!(matches!(error, ExportError::SpanOutsideText { article: 3, .. }), "{error}");
    }
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn any_text_and_spans(
        clusters in prop::collection::vec(
            prop_oneof![Just("👨‍👩‍👧‍👦"), Just("🇹🇼"), Just("か\u{3099}"), Just("𠮷"), Just("評"), Just("\n"), Just("a")],
            0..200,
        ),
        ends in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..20),
    ) {
        let text = clusters.concat();
        let boundaries: Vec<_> =
            text.grapheme_indices(true).map(|(byte, _)| byte).chain([text.len()]).collect();
        let mut spans: Vec<_> = ends
            .iter()
            .map(|(one, other)| (*one.get(&boundaries), *other.get(&boundaries)))
            .map(|(one, other)| Span::new(one.min(other), one.max(other)))
            .collect();
        spans.sort();
        let article = article(1, "", &text);
        let annotations: Vec<_> = spans.iter().map(|span| on(*span, "fact")).collect();
        for (passage, span) in Passages::new(&article, &annotations).unwrap().zip(spans) {
            prop_assert_eq!(slice(&text, passage.start, passage.end), passage.quote);
            let context = span.start - passage.prefix.len()..span.end + passage.suffix.len();
            prop_assert!(boundaries.contains(&context.start) && boundaries.contains(&context.end));
            prop_assert!(text[context].contains(passage.quote));
            for side in [passage.prefix, passage.suffix] {
                prop_assert!(side.chars().count() <= 32);
            }
            // No cluster of this text is longer than 7 code points.
            prop_assert!(passage.prefix.chars().count() > 25 || span.start == passage.prefix.len());
            prop_assert!(passage.suffix.chars().count() > 25 || span.end + passage.suffix.len() == text.len());
        }
    }
}
