use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::app::testing::{TEXT, article};
use crate::properties::unrecorded;

fn document(text: &str) -> Document {
    Document::new(Arc::new(article(text)))
}

#[test]
fn going_on_and_back_meets_the_same_units() {
    let mut document = document(TEXT);
    for unit in Unit::ALL {
        let mut forward = vec![document.first(unit).unwrap()];
        while let Some(next) = document.next(*forward.last().unwrap(), unit) {
            forward.push(next);
        }
        let mut backward = vec![document.last(unit).unwrap()];
        while let Some(previous) = document.previous(*backward.last().unwrap(), unit) {
            backward.push(previous);
        }
        backward.reverse();
        assert_eq!(forward, backward, "{unit:?}");
        assert!(forward.windows(2).all(|pair| pair[0].end <= pair[1].start), "{unit:?}");
    }
}

#[test]
fn the_cursor_stands_on_the_sentences_that_are_counted() {
    for text in [TEXT, "![橋斷了。人在。](橋.jpg)", "![](橋.jpg)\n\n河水漲了。橋斷了嗎？"]
    {
        let mut document = document(text);
        let first = document.first(Unit::Sentence);
        let stood: Vec<Span> =
            std::iter::successors(first, |&sentence| document.next(sentence, Unit::Sentence)).collect();
        let article = Arc::clone(document.article());
        assert_eq!(stood, article.sentences().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_line_of_signs_alone_is_no_end_of_the_way() {
    let text = "一句。\n\u{2028}\n二句。\n";
    let mut document = document(text);
    for unit in Unit::ALL {
        let first = document.first(unit).unwrap();
        let mut here = first;
        while let Some(next) = document.next(here, unit) {
            here = next;
        }
        assert_eq!(here, document.last(unit).unwrap(), "{unit:?}");
        while let Some(previous) = document.previous(here, unit) {
            here = previous;
        }
        assert_eq!(here, first, "{unit:?}");
    }
}

#[test]
fn a_very_long_paragraph_is_read_in_pieces() {
    let text = "這一句話不長不短。".repeat(20_000);
    let mut document = document(&text);
    assert!(document.pieces() > 30);
    let last = document.last(Unit::Sentence).unwrap();
    assert_eq!(last.of(&text), "這一句話不長不短。");
    let before = document.previous(last, Unit::Sentence).unwrap();
    assert_eq!(document.next(before, Unit::Sentence), Some(last));
    assert_eq!(document.unit_at(last.start, Unit::Paragraph), Some(Span::new(0, text.len())));
}

proptest! {
    #![proptest_config(unrecorded())]
    #[test]
    fn a_unit_holds_the_byte_it_was_asked_for(place in 0usize..400) {
        let mut document = document(TEXT);
        let byte = TEXT.floor_char_boundary(place.min(TEXT.len() - 1));
        for unit in Unit::ALL {
            let span = document.unit_at(byte, unit).unwrap();
            prop_assert!(TEXT.is_char_boundary(span.start) && TEXT.is_char_boundary(span.end));
            let piece = document.piece(document.piece_at(byte));
            prop_assert!(span.start <= byte.max(piece.start));
        }
    }
}
